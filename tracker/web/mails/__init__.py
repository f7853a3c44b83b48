"""Mails that went out, what one wants to get, and what came in."""
