"""Bytes of a plain text into characters: which encoding an office's file is written in.

Czech offices still send windows-1250 and ISO 8859-2 beside UTF-8. The two old ones differ only in š, ť, ž: windows-1250
keeps them in 0x80–0x9F, which ISO 8859-2 leaves to control characters.
"""

import codecs
import quopri
import re

from tracker.documents.refusals import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_CARONS = frozenset(b"\xa9\xab\xae\xb9\xbb\xbe")
"""Š Ť Ž š ť ž of ISO 8859-2; in windows-1250 these are signs that do not stand between letters."""

_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")


_ESCAPED = re.compile(rb"=[89A-F][0-9A-F]")
_FEWEST_ESCAPED = 5


def decode(data: bytes) -> tuple[str, str]:
    """The text with line ends as ``\\n``, and the encoding's name; refuses what is not a text.

    A mail saved as it travelled has its letters escaped ("zpr=C3=A1va") and its long lines cut by "=".
    """
    if data.isascii() and len(_ESCAPED.findall(data)) >= _FEWEST_ESCAPED:
        data = quopri.decodestring(data)
    encoding = _encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse("foreign", place=f"bajt {error.start}") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(1 for c in text if (c < " " and c not in _TEXT_CONTROLS) or c == "\ufffe")
    if "\0" in text or controls * 50 > len(text):
        raise refuse("foreign")
    return text, encoding


def _encoding_of(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    wide = _bare_utf16(data)
    if wide:
        return wide
    if _is_utf8(data):
        return "utf-8"
    return "cp1250" if _looks_like_windows(data) else "iso-8859-2"


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of a European text is zero."""
    sample = data[: 4000 - len(data) % 2]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    if sample[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.7 * pairs else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _looks_like_windows(data: bytes) -> bool:
    if any(0x80 <= byte <= 0x9F for byte in data):
        return True
    return not any(
        byte in _ISO_CARONS and (data[i - 1 : i].isalpha() or data[i + 1 : i + 2].isalpha())
        for i, byte in enumerate(data)
    )
