"""Terms for times of day."""

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.terms import begins, followed
from tracker.drafts.grammar.vocabulary import LEMMAS


def _is_hour(key: str) -> bool:
    return LEMMAS.get(key) == "hodina"


@begins(numbers=True, then=followed(signs=":", dot=followed(True)))
def clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„7:30“, „18.45“, „9.00“: hours and minutes."""
    hour, sign, minute = tokens[at], tokens[at + 1], tokens[at + 2]
    if at and not hour.space and tokens[at - 1].text == ".":
        return None
    if not (hour.is_number and minute.is_number and len(minute.text) == 2 and len(hour.text) <= 2 and hour.value <= 24):
        return None
    glued = not sign.space and not minute.space
    if sign.text == ":" and glued and minute.value < 60:
        seconds = tokens[at + 3].text == ":" and tokens[at + 4].is_number and not tokens[at + 4].space
        return "clock", at + 5 if seconds else at + 3
    if (
        sign.text == "."
        and minute.value < 60
        and (minute.value > 12 or minute.value == 0)
        and tokens[at + 3].text != "."
    ):
        return "clock", at + 3
    return None


@begins(numbers=True, then=followed(words=_is_hour, signs=":", dot=followed(True), dash=followed(True)))
def any_clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A time before „hod.“: „9.10“, „16“, „14 – 16“."""
    hour = tokens[at]
    if not hour.is_number or hour.value > 24 or len(hour.text) > 2:
        return None
    if tokens[at + 1].text in (".", ":") and tokens[at + 2].is_number and len(tokens[at + 2].text) == 2:
        return "clock", at + 3
    return "clock", at + 1


@begins(numbers=True, then=followed(words=_is_hour))
def full_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„24“ of „do 24 hodin“: a length, no time of day."""
    return ("full day", at + 1) if tokens[at].text == "24" else None
