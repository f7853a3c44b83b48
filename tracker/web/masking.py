"""Keeps secrets out of what the application itself logs, whoever configured its loggers; see ``operations/logs.py``."""

import logging

from tracker.operations.logs import masked


class MaskSecrets(logging.Filter):
    """Masks every message that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True
