"""Cuts a clean text into tokens: numbers, words with their lemma, and single signs.

What hands and scanners did to words is mended here, because only here the neighbours are at hand: a broken word is
joined („zá ří“), a glued one cut („březnaodevzdání“), a slip of one letter put right („čtvtletně“), lost accents named.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple

from tracker.drafts.grammar.glue import glued_month, glued_words
from tracker.drafts.grammar.slips import TIME_WORDS, slip_of
from tracker.drafts.grammar.vocabulary import (
    LEMMAS,
    MONTHS,
    SPELLING,
    adverb_slip,
    key_of,
)


class Kind(Enum):
    NUMBER = 1
    WORD = 2
    SIGN = 3
    MASK = 4
    """A stretch set aside: the rules cannot see into it and cannot reach across it."""
    END = 5


class Token(NamedTuple):
    """A piece of the clean text from ``start`` to ``end``."""

    kind: Kind
    text: str
    key: str
    lemma: str
    start: int
    end: int
    space: bool
    """Whether white space, or nothing at all, stands before it."""
    line: bool
    """Whether it begins a line."""
    value: int = -1
    mended: str | None = None
    is_number: bool = False
    is_word: bool = False


END = Token(Kind.END, "", "", "", 0, 0, True, True)
"""Stands after the last token as often as a rule may look ahead."""
LOOKAHEAD = 40


class Tokens(list[Token]):
    """Tokens, and what the terms have read of them so far.

    ``sorts`` are what the grammar tells them apart by: a word, or a number with what follows it, and whether they are
    glued to the next.
    """

    __slots__ = ("memo", "sorts")

    def __init__(self, tokens: Iterable[Token]) -> None:
        super().__init__(tokens)
        self.memo: defaultdict[object, dict[int, Any]] = defaultdict(dict)
        last = len(self) - LOOKAHEAD
        self.sorts = [_sort(self[at], self[at + 1], self[at + 2]) for at in range(last)] + [END.key] * LOOKAHEAD


_LONGEST_ROMAN = 4
"""Only in so short a word capitals make a difference."""
NAMED_NUMBERS = frozenset("1234")
"""The only numbers that patterns name."""
LEADING_ON = ".-"
"""After such a sign the token behind it tells what a number may be."""


def _sort(token: Token, after: Token, third: Token) -> str:
    gap = "" if after.space else "~"
    if not token.is_number:
        return (token.key if len(token.key) > _LONGEST_ROMAN else token.text) + gap
    number = token.text if token.text in NAMED_NUMBERS else f"{len(token.text)} digits"
    if after.is_number:
        return f"{number}{gap} 0"
    if after.text not in LEADING_ON:
        return f"{number}{gap} {after.key}"
    return f"{number}{gap} {after.text}{'' if third.space else '~'} {'0' if third.is_number else third.key}"


_PIECE = re.compile(r"\S{80,}|[0-9]+|[^\W\d_]+|[^\w\s]|_|\s+")
_LONGEST_NUMBER = 9
_LONGEST_RUN = 80
"""So many signs without a space are an address of the web or a key, and hold no deadline."""
HIDDEN = "\x00"
"""The text of a masked stretch."""


def lex(text: str) -> Tokens:
    """The tokens of a clean text, followed by ``LOOKAHEAD`` end marks."""
    tokens: list[Token] = []
    space = line = True
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece.isspace():
            space, line = True, line or "\n" in piece
            continue
        token = _token(piece, found.start(), space, line)
        if token.kind is Kind.MASK:
            tokens.append(token)
        elif token.is_word:
            _add_word(tokens, token)
        else:
            tokens.append(token)
        space = line = False
    return Tokens(_with_bullets(tokens) + [END] * LOOKAHEAD)


BULLET = "•"


def _with_bullets(tokens: list[Token]) -> list[Token]:
    """Dashes at the beginning of lines part the items of a list and join no two days; one alone may do so."""
    dashes = [at for at, token in enumerate(tokens[:-1]) if token.text == "-" and token.line and _opens(tokens[at + 1])]
    if len(dashes) > 1 or (dashes and tokens[dashes[0] - 1].text == ":"):
        for at in dashes:
            tokens[at] = tokens[at]._replace(text=BULLET, key=BULLET, lemma=BULLET)
    return tokens


def _opens(after: Token) -> bool:
    return after.space and not after.line


def _token(piece: str, start: int, space: bool, line: bool) -> Token:
    end = start + len(piece)
    if len(piece) >= _LONGEST_RUN:
        return Token(Kind.MASK, HIDDEN, HIDDEN, HIDDEN, start, end, space, line)
    if piece[0] in "0123456789":
        value = int(piece) if len(piece) <= _LONGEST_NUMBER else -1
        return Token(Kind.NUMBER, piece, piece, piece, start, end, space, line, value, None, True)
    if piece[0].isalpha():
        key = key_of(piece)
        if key in MONTHS and piece[-1] in "áéýÁÉÝ":
            key = piece.lower()
        return Token(Kind.WORD, piece, key, LEMMAS.get(key, key), start, end, space, line, -1, None, False, True)
    return Token(Kind.SIGN, piece, piece, piece, start, end, space, line)


def _add_word(tokens: list[Token], token: Token) -> None:
    before = tokens[-1] if tokens else END
    joined = before.key + token.key
    hyphen = before.text == "-" and not before.space and token.space and len(tokens) > 1
    if hyphen and tokens[-2].key + token.key in TIME_WORDS:
        tokens.pop()
        _join(tokens, token)
    elif token.space and before.is_word and joined in TIME_WORDS and _may_join(before, token):
        _join(tokens, token)
    elif not token.space and before.is_number and token.key[0] == "x" and _goes_on_after_times(token):
        _add_cut(tokens, token, 1)
    elif before.text == "." and (month := glued_month(token.key, token.text)):
        _add_cut(tokens, token, month)
    elif cut := glued_words(token.key, token.text):
        _add_cut(tokens, token, cut)
    elif (right := slip_of(token.key)) is not None:
        tokens.append(token._replace(key=right, lemma=LEMMAS.get(right, right), mended=SPELLING[right]))
    elif before.key in _COUNTS and (adverb := adverb_slip(token.key)) is not None:
        tokens.append(token._replace(key=adverb, lemma=adverb, mended=SPELLING[adverb]))
    elif (accented := _with_accents(token)) is not None:
        tokens.append(token._replace(mended=accented))
    else:
        tokens.append(token)


def _add_cut(tokens: list[Token], token: Token, cut: int) -> None:
    """Makes two words of one."""
    tokens.append(_token(token.text[:cut], token.start, token.space, token.line))
    _add_word(tokens, _token(token.text[cut:], token.start + cut, False, False))


def _goes_on_after_times(token: Token) -> bool:
    """Whether „xročně“ or „xročněvedoucí“ follows a number."""
    rest = _token(token.text[1:], token.start + 1, False, False) if len(token.text) > 1 else END
    return rest.key in _AFTER_TIMES or glued_words(rest.key, rest.text) > 0


def _join(tokens: list[Token], token: Token) -> None:
    """Makes the last token and this one a word again."""
    before = tokens[-1]
    whole = before.text + token.text
    tokens[-1] = _token(whole, before.start, before.space, before.line)._replace(end=token.end, mended=whole)


def _with_accents(token: Token) -> str | None:
    """The right spelling of a time word whose accents are lost or wrong; „stálé“ beside „stále“ is a word of its own."""
    right = SPELLING.get(token.key)
    if right is None or token.key in LEMMAS or right == token.text.lower() or token.text[-1] in "éáýÉÁÝ":
        return None
    return right


_COUNTS = {"x", "krat", "jednou", "jedenkrat", "dvakrat", "trikrat", "ctyrikrat"}
_AFTER_TIMES = {key for key in SPELLING if key.endswith("ne")} | {"za", "do", "v"}
_SMALL_WORDS = set("a do k ke na o od po pod pro pri s se u v ve z za ze i".split())


def _may_join(before: Token, token: Token) -> bool:
    """Whether two pieces of a time word are no words of their own: „led na“ stays, „zá ří“ is September."""
    small = before.text.lower() in _SMALL_WORDS
    return (not small or (len(before.text) > 2 and len(token.text) > 4)) and token.text.lower() not in _SMALL_WORDS
