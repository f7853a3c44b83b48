"""Text without case and accents, letter for letter, so that offsets stay the same and damaged accents do not matter."""

import unicodedata


def folded(text: str) -> str:
    """The text in small letters without accents; as long as the text itself."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1] or character
    lower = base.lower()
    return lower if len(lower) == 1 else base
