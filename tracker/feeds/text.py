r"""Text that every calendar program reads back as it was written.

Readers disagree about the backslash (four of nine tried mistake ``\\n`` for a line break) and about blanks at the ends,
and a control character can end a line for some of them. So a text is tidied before it is escaped: what is left means
the same to all. RFC 5545, 3.3.11 says what to escape.
"""

import re

from icalendar import vText

_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES = str.maketrans({";": r"\;", ",": r"\,", "\n": r"\n"})


def tidy(text: str) -> str:
    """``text`` with one kind of line break, no control characters, ``/`` for the backslash and no blanks around it."""
    return _UNREADABLE.sub("", _BREAKS.sub("\n", text)).replace("\\", "/").replace("\t", " ").strip()


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters; a cut is shown by an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


class Text(vText):
    r"""A TEXT value escaped here: the package would turn a backslash followed by ``N`` into a line break."""

    def to_ical(self) -> bytes:
        return tidy(self).translate(_ESCAPES).encode()
