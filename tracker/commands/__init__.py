"""Floor 10: the command line, one file per group of commands; ``tracker/cli.py`` joins them."""

from tracker.commands import agreements, database, events, report, serve

COMMANDS = (
    database.sample,
    serve.serve,
    agreements.import_,
    agreements.confirm,
    agreements.occurrences,
    agreements.agreements,
    events.record,
    events.review,
    report.report,
)
"""Every command, in the order of the work."""
