"""Takes tokens out of what is logged: the addresses of calendars, of partners' pages, and of leaving the digests."""

import logging
import re

_SECRET = re.compile(r"(/kalendar/)[^/\s?]+(\.ics)|(/(?:o|odhlasit)/)[^/\s?]+")


class MaskSecrets(logging.Filter):
    """Masks every message that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True


def masked(text: str) -> str:
    """``text`` without the tokens of the addresses in it."""
    return _SECRET.sub(lambda found: f"{found[1] or found[3]}…{found[2] or ''}", text)
