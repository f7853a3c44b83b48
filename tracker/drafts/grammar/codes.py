"""Terms for what numbers acts, files, projects and paragraphs."""

from tracker.drafts.grammar.days import day
from tracker.drafts.grammar.lexer import Kind, Token, Tokens
from tracker.drafts.grammar.numbers import after_dot
from tracker.drafts.grammar.quarters import quarter
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins, followed
from tracker.drafts.grammar.vocabulary import ROMAN_LOOKS

_SHORTEST_CODE, _LONGEST_CODE = 3, 60


@begins(numbers=True, words=lambda _: True)
def code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Signs, letters and digits written without a space, with a digit among them: „5/11/2019“, „MUCH-12/2018“."""
    end, digits = at, False
    while end - at < _LONGEST_CODE and tokens[end].kind is not Kind.END and (end == at or not tokens[end].space):
        if tokens[end].text in (",", ";", "(", ")", ":") or (tokens[end].text == "." and _is_last(tokens, end)):
            break
        digits = digits or tokens[end].is_number
        end += 1
    return ("code", end) if digits else None


_AFTER_AMOUNTS = {"den", "tyden", "mesic", "rok", "hodina", "pracovni", "kalendarni"}


def plain_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A code after „č.“ or „výzvy“; a day written with dots is none: „uzávěrka výzvy 29. 11. 2018“."""
    if tokens[at].is_number and tokens[after_dot(tokens, at + 1)].lemma in _AFTER_AMOUNTS:
        return None
    whole = day(tokens, at) if tokens[at + 1].text == "." else None
    said = whole and (whole[0].year_known or any(token.is_word for token in tokens[at : whole[1]]))
    return None if said else code(tokens, at)


def _is_last(tokens: Tokens, at: int) -> bool:
    return tokens[at + 1].kind is Kind.END or tokens[at + 1].space


@begins(numbers=True, words=lambda _: True, then=followed(words=lambda _: True, signs="/_-."), glued=True)
def long_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A code that is none of a date's shape: letters with digits and signs, an underscore, three strokes."""
    token = tokens[at]
    if tokens[at + 1].space or (not token.space and at):
        return None
    read = code(tokens, at)
    if read is None:
        return None
    run = tokens[at : read[1]]
    if len(run) < _SHORTEST_CODE:
        return None
    strokes = sum(piece.text in "/_-" for piece in run)
    letters = any(piece.is_word and piece.text.isupper() for piece in run)
    if (
        any(piece.text == "_" for piece in run)
        or (strokes >= 3 and any(piece.is_number and len(piece.text) > 2 for piece in run))
        or (letters and strokes + sum(p.text == "." for p in run) >= 2)
    ):
        whole = day(tokens, at) or quarter(tokens, at)
        is_date = _is_range_of_months(run) or (whole and whole[0].year_known and whole[1] >= read[1])
        return None if is_date else read
    return None


_PROGRAMMES = ("op", "irop", "esi", "esf", "efrr", "iop")


@begins(words=lambda key: key.startswith(_PROGRAMMES))
def programme(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A programme by its letters: „OPZ“, „IROP“, „OP VVV“."""
    token = tokens[at]
    if not token.is_word or not token.text.isupper() or len(token.text) < 2 or not token.key.startswith(_PROGRAMMES):
        return None
    at += 1
    end = at
    while end - at < 3 and tokens[end].is_word and (tokens[end].text[0].isupper() or tokens[end].key == "a"):
        end += 1
    return "programme", end


@begins(numbers=True)
def years(tokens: Tokens, at: int) -> tuple[str, int] | None:
    first, sign, second = tokens[at], tokens[at + 1], tokens[at + 2]
    return ("years", at + 3) if is_year(first) and sign.text == "-" and second.is_number else None


@begins(numbers=True)
def issue(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„3/2018“ of „Zpravodaj 3/2018“, „12-13/2017“."""
    number, sign, year = tokens[at], tokens[at + 1], tokens[at + 2]
    if len(number.text) <= 2 and sign.text == "/" and is_year(year) and not sign.space and not year.space:
        return "issue", at + 3
    return None


def _is_range_of_months(run: list[Token]) -> bool:
    """„01/2018-12/2018“"""
    signs = "".join(piece.text for piece in run if not piece.is_number and piece.text not in ROMAN_LOOKS)
    return signs == "/-/" and len(run) == 7 and is_year(run[2]) and is_year(run[6])


@begins(numbers=True, then=followed(dot=followed(True), glued=True), glued=True)
def list_number(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„2.3. Zástupci“, „1.2 EX“ at the beginning of a line: the number of a paragraph."""
    first, dot, second = tokens[at], tokens[at + 1], tokens[at + 2]
    if not (
        first.is_number and first.line and dot.text == "." and not dot.space and second.is_number and not second.space
    ):
        return None
    if first.value > 12 or second.value > 40 or len(second.text) > 2 or len(first.text) > 1:
        return None
    end = at + 3
    while (
        tokens[end].text == "."
        and tokens[end + 1].is_number
        and not tokens[end + 1].space
        and len(tokens[end + 1].text) <= 2
    ):
        end += 2
    end = after_dot(tokens, end)
    follows = tokens[end]
    return ("list number", end) if follows.is_word and follows.text[0].isupper() and len(second.text) == 1 else None


@begins(numbers=True, then=followed(dot=followed(True), glued=True), glued=True)
def three_levels(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„4.1.1“, „1.2.1.1“: levels of a list, no day."""
    end, levels = at, 0
    while tokens[end].is_number and len(tokens[end].text) <= 2 and (end == at or not tokens[end].space) and levels < 8:
        levels += 1
        end += 1
        if tokens[end].text != "." or tokens[end].space:
            break
        end += 1
    glued = all(not tokens[n].space for n in range(at + 1, end))
    year = len(tokens[end - 1].text) == 2 and levels == 3 and tokens[end - 1].value > 12
    return (
        ("levels", end)
        if levels >= 3 and glued and not year and not (levels == 3 and len(tokens[end - 1].text) == 2)
        else None
    )
