"""Text without case and accents, letter for letter, so that offsets stay the same and damaged accents do not matter."""

import unicodedata

_KEPT = 0x3000
"""Characters before it are remembered; a text of all others must not fill the memory."""


def folded(text: str) -> str:
    """The text in small letters without accents; as long as the text itself."""
    return text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """The plain letter of every European character that was met so far."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[:1] or character
        lower = base.lower()
        plain = lower if len(lower) == 1 else base
        if code < _KEPT:
            self[code] = plain
        return plain


_PLAIN = _Plain()
