"""Keeps secrets out of what the application itself logs; see ``operations/upkeep/logs.py``."""

import logging

from tracker.operations.upkeep.logs import masked


class MaskSecrets(logging.Filter):
    """Masks every message that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True
