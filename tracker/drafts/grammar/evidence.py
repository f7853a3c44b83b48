"""What stands around a part and tells whether it is a deadline: labels, promises, or nothing at all."""

from collections.abc import Sequence

from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.mask_words import BUDGETS
from tracker.drafts.grammar.parts import Role
from tracker.drafts.grammar.place import Place
from tracker.drafts.grammar.tense import is_duty
from tracker.drafts.grammar.vocabulary import MONTHS, WEEKDAY_SHORT, WEEKDAYS
from tracker.obligations.deadline import Precision

_STANDS = set(
    "zneni stav stavu stavy aktualne zustatek zustatku pocet poctu udaje udaju plneni hospodareni prehled evidence bilance seznam vysledky".split()
)
_IS = {"je", "jsou", "ma", "maji", "spolupracuje", "spolupracuji", "poskytuje", "poskytuji", "provozuje", "realizuje"}
_GOES_ON = set(
    "pusobi funguje funguji pracuje pracuji existuje provozuje navstevuje navstevuji bydli studuje zije zastava sidli".split()
)
_MAY = set("mozne mozno nutne nutno treba povinen povinna povinni planovan planovana planovano naplanovano".split())
_MONEY_WITHIN = 12


def is_stand_of_something(place: Place) -> bool:
    """„stav účtu k 31. 12. 2016“"""
    return any(token.key in _STANDS for token in place.near_before(4))


def is_state_since(place: Place) -> bool:
    """„Ředitelka je ve funkci od 1. 8. 2012“: what is so already, and has since then been."""
    before = [token.key for token in place.before]
    after, second = place.tokens[place.part.end : place.part.end + 2]
    if after.key in _GOES_ON or (after.key in ("je", "jsou") and second.key not in _MAY):
        return True
    return any(key in _IS for key in before) and not any(key in _MAY for key in before)


def is_for_an_amount(place: Place) -> bool:
    """„rozpočet města pro rok 2009“, „odměny na rok 2001“, „12 000 Kč na rok 2018“: the year in which money is given."""
    before = place.near_before(_MONEY_WITHIN)
    return place.follows_mask or any(token.key in BUDGETS for token in before)


def is_in_years(place: Place) -> bool:
    """„v letech 2007–2013“, „v roce 2005 a 2006“, „v období roku 2010 až 2012“ in a sentence look back."""
    first, second, third = place.tokens[place.part.start : place.part.start + 3]
    of_years = second.key in ("letech", "roce") or (second.lemma == "obdobi" and third.lemma == "rok")
    return first.key in ("v", "ve") and of_years and not is_alone(place, 3)


_FEW_WORDS = {Role.WAIT: 6, Role.STAND: 3, Role.ON: 1, Role.SPAN: 1}
"""How many other words a line may hold where a part still stands alone; 4 for other roles."""
_LONG_WAIT = 10
"""So many words are a whole sentence, which tells a condition of something else."""


def is_alone(place: Place, few: int | None = None) -> bool:
    """Whether a line holds little but this, or a label announces it. A long condition leaves less room."""
    if place.is_labelled:
        return True
    few = few or _FEW_WORDS.get(place.part.role, 4)
    words = place.part.end - place.part.start
    if place.part.role is Role.WAIT:
        few = max(few + 3 - words, 1 if words < _LONG_WAIT else 0)
    first, last = place.part.start, place.part.end
    while first > 0 and not place.tokens[first].line and place.part.start - first < few:
        first -= 1
    while not place.ends_line(last) and last - place.part.end < few:
        last += 1
    return (place.part.start - first) + (last - place.part.end) < few


_CAPACITY = ("nosnost", "obsaditeln", "obsazenost")


def is_capacity(place: Place) -> bool:
    """„nosnost 320 kg, nejvýše 4 osoby“: what a thing holds."""
    return any(token.key.startswith(_CAPACITY) for token in place.before[-8:]) and not place.is_dutiful


def heads_a_list(place: Place) -> bool:
    """„trvale, písemná zpráva do 15. 1.“: a state that begins the line, before a comma."""
    first = place.part.start == 0 or place.tokens[place.part.start].line
    return place.part.role is Role.STATE and first and place.tokens[place.part.end].text in (",", ";")


_HOURS_WITHIN = 8


def is_of_opening_hours(place: Place) -> bool:
    """„duben – září: út – ne 9.00 – 17.00“: months without a year before hours, in a line without a verb."""
    moment = place.part.moment
    if moment is None or moment.precision is not Precision.MONTH or place.part.year_said or place.is_dutiful:
        return False
    if place.tokens[place.part.start].key not in MONTHS:
        return False
    after = place.tokens[place.part.end : place.part.end + _HOURS_WITHIN]
    hours = next((at for at, token in enumerate(after) if token.kind is Kind.MASK), None)
    return hours is not None and all(_leads_to_hours(token) for token in after[:hours])


def _leads_to_hours(token: Token) -> bool:
    return not token.is_word or token.key in WEEKDAYS or token.key in WEEKDAY_SHORT or token.key in ("od", "a", "az")


def is_all(place: Place) -> bool:
    """Whether its line holds nothing else but a label."""
    tokens, first = place.tokens, place.part.start
    before = tokens[first - 1] if first else None
    if before is not None and before.text in (":", "|") and not tokens[first].line:
        return place.ends_line(place.part.end) or tokens[place.part.end].text in (".", "|", ";")
    after = place.part.end + 1 if tokens[place.part.end].text in (".", ",", ")") else place.part.end
    return (first == 0 or tokens[first].line) and (tokens[after].kind is Kind.END or tokens[after].line)


_PROMISES = tuple(
    "predpoklad planuj uskutecn usporad zajist podpor proskol zapoj ziska realizuj rozsah ucast zucastni ziskaji bude "
    "budou vytvor zpracuj osadi vydat".split()
)


_WE = ("ime", "eme", "ame")
_SHORTEST_WE = 6


def is_promised(place: Place) -> bool:
    """A bare count is a target only at the head of its cell or after a word of promise."""
    heads = place.part.start == 0 or (place.tokens[place.part.start].line and place.part.start <= 2)
    return heads or is_to_be_made(place)


def is_to_be_made(place: Place) -> bool:
    """Whether a word of promise or duty stands before it; what a house has („má 12 bytů“) stands already."""
    before = place.near_before(10)
    if before and (before[-1].key in ("ma", "maji") or _tells_attendance(before)):
        return False
    return any(map(_is_promise, before)) or any(map(is_duty, before[-3:]))


def _tells_attendance(before: Sequence[Token]) -> bool:
    """„Účast:“, „Přítomno:“"""
    return (
        len(before) > 1 and before[-1].text == ":" and before[-2].key.startswith(("ucast", "pritom", "host", "navstev"))
    )


def _is_promise(token: Token) -> bool:
    """„podpoříme“, „připravíme“, „vytvoření“"""
    we = len(token.key) > _SHORTEST_WE and token.key.endswith(_WE)
    return token.key.startswith(_PROMISES) or we
