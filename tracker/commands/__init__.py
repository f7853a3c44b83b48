"""Floor 10: the command line, one file per group of commands; ``tracker/cli.py`` joins them."""

from tracker.commands import (
    agreements,
    backup,
    database,
    deadlines,
    events,
    feed,
    obligations,
    report,
    serve,
    story,
    sweep,
)

COMMANDS = (
    database.sample,
    serve.serve,
    agreements.import_,
    agreements.confirm,
    agreements.occurrences,
    agreements.agreements,
    events.record,
    events.review,
    obligations.status,
    obligations.why,
    obligations.revise,
    obligations.end,
    obligations.slips_,
    obligations.forecast_,
    sweep.sweep,
    sweep.send,
    feed.feed,
    report.report,
    story.story,
    deadlines.deadlines,
    backup.backup,
    backup.restore_,
    backup.verify_,
    backup.move_,
    backup.journal,
)
"""Every command, in the order of the work."""
