"""Floor 10: the pages. One blueprint a file; a view reads input, asks permission, calls one operation, answers."""

from tracker.web import feed, help, home, signing

BLUEPRINTS = (signing.blueprint, home.blueprint, help.blueprint, feed.blueprint)
"""Every blueprint of the application."""
