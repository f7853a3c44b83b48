"""The Czech alphabetical order as a text key (ČSN 97 6030, the usual part of it): its plain byte order is the order.

The key is stored beside the name, so that every database sorts alike whatever collations it has.
"""

import unicodedata

_ALPHABET = "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž".split()
_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET, 40)}
_MARKS = {"\u0301": "1", "\u030c": "2", "\u030a": "3", "\u0308": "4"}


def sort_key(text: str) -> str:
    """The key of ``text``: letters first, accents of the second rank behind a blank."""
    ranked = [_rank(letter) for letter in _letters(unicodedata.normalize("NFC", text).casefold())]
    return "".join(first for first, _ in ranked) + " " + "".join(second for _, second in ranked)


def _letters(text: str) -> list[str]:
    letters: list[str] = []
    for character in text:
        if character == "h" and letters and letters[-1] == "c":
            letters[-1] = "ch"
        else:
            letters.append(character)
    return letters


def _rank(letter: str) -> tuple[str, str]:
    if letter in _RANK:
        return _RANK[letter], "0"
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if base in _RANK:
        return _RANK[base], _MARKS.get(marks[0] if marks else "", "9")
    if letter.isdigit():
        return f"2{unicodedata.digit(letter, 0)}", "0"
    if letter.isspace() or letter in "-–—/":
        return "10", "0"
    return (f"90{ord(letter):06x}", "0") if letter.isalpha() else ("", "")
