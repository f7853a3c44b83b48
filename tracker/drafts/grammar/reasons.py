"""Why a part is no deadline: the reasons, each with the roles it can meet and its test, in the order they are asked."""

from collections.abc import Callable

from tracker.drafts.grammar.evidence import (
    heads_a_list,
    is_all,
    is_alone,
    is_capacity,
    is_for_an_amount,
    is_in_years,
    is_of_opening_hours,
    is_promised,
    is_stand_of_something,
    is_state_since,
    is_to_be_made,
)
from tracker.drafts.grammar.lexer import Kind
from tracker.drafts.grammar.papers import (
    ends_a_name,
    is_done_on,
    is_on_title,
    is_recorded,
    is_reported,
    is_signed,
    names_a_paper,
)
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.place import Place
from tracker.obligations.deadline import Dated, Precision, Window

Test = Callable[[Place], bool]


_OUTLASTING = (Role.BY, Role.SPAN, Role.LASTING, Role.CLOCK, Role.RATE)
"""What lies ahead of a state that still holds: „je otevřeno do 30. 6.“, „je prováděno 2x ročně“."""


def _is_told(place: Place) -> bool:
    """Whether its clause tells what has been; a limit in a duty, or in a state that still holds, lies ahead."""
    role, clauses = place.part.role, place.clauses
    if place.clause not in clauses.past or (role is Role.BY and place.is_dutiful):
        return False
    if role is Role.SPAN and place.clause in clauses.closed:
        return False
    return not (role in _OUTLASTING and place.clause in clauses.lasting)


def _precedes_decision(place: Place) -> bool:
    """„V roce 2009 se město rozhodlo zahájit…“: when something was decided."""
    decided = place.clauses.decided.get(place.clause)
    return decided is not None and place.tokens[place.part.start].start < decided


def _lasts_since(place: Place) -> bool:
    """„od roku 2005 působí“, „je ve funkci od 1. 8. 2012“"""
    if place.is_dutiful or place.tokens[place.part.start].key == "poprve":
        return False
    return is_state_since(place) or (_is_of_years(place.part) and not is_alone(place))


def _unless_announced(test: Test) -> Test:
    """A test that a label („Termín:“) and a moved term („prodlouženo do…“) overrule."""
    return lambda place: test(place) and not place.is_announced


def _is_over(place: Place) -> bool:
    """What ended before the document was written, in a sentence that neither announces it nor speaks of a duty."""
    part, deadline = place.part, place.part.deadline
    if place.written is None or not part.year_said or not isinstance(deadline, Dated) or part.why == "moved":
        return False
    past = deadline.day is not None and deadline.day < place.written
    return past and not place.is_dutiful and not is_alone(place)


_HISTORY = 1990
"""What ended or has gone on since then is no term of a document that is in force today."""


def _is_history(place: Place) -> bool:
    """„od března 1948 do konce roku 1950“"""
    deadline = place.part.deadline
    end = deadline.day if isinstance(deadline, Dated) else None
    if isinstance(deadline, Window):
        end = deadline.end or deadline.start
    return end is not None and end.year <= _HISTORY


def _is_of_years(part: Part) -> bool:
    """Whether the words name only years."""
    return part.moment is not None and part.moment.precision is Precision.YEAR


def _is_year_of_code(place: Place) -> bool:
    """„svazek 3, rok 1998“, „150 000 Kč, 2018“"""
    before = place.near_before(2)
    parted = len(before) > 1 and before[1].text == "," and before[0].kind is Kind.MASK
    named = place.tokens[place.part.start].key in ("rok", "roku") or place.part.why == "alone"
    return _is_of_years(place.part) and named and (parted or place.follows_mask)


_SHORT_SPAN = 6


def _is_span_of_years(part: Part) -> bool:
    """Whether the words are „na rok 2018“ or the like."""
    return _is_of_years(part) and part.end - part.start <= _SHORT_SPAN


def _is_reporting_day(place: Place) -> bool:
    if place.part.role is Role.ON:
        told = _is_of_years(place.part) or any(token.key == "dni" for token in place.near_before(2))
        return told and is_stand_of_something(place)
    return not place.is_dutiful and (is_stand_of_something(place) or not is_alone(place))


def _is_of_something_else(place: Place) -> bool:
    """„další po schválení“"""
    start = place.part.start
    return start > 0 and place.tokens[start - 1].key in ("dalsi", "jine", "jina", "jiny")


_PAST = "past event"
_NOT_ITS_OWN = "no deadline of its own"
_ANY = tuple(Role)
_ANY_BUT_GAP = tuple(role for role in Role if role is not Role.GAP)

REASONS: tuple[tuple[str, tuple[Role, ...], Test], ...] = (
    (_PAST, _ANY_BUT_GAP, _unless_announced(_is_told)),
    (_PAST, (Role.ON, Role.FROM), _unless_announced(_precedes_decision)),
    (_PAST, (Role.ON, Role.STAND), _unless_announced(is_signed)),
    (_PAST, (Role.ON, Role.STAND), _unless_announced(is_recorded)),
    (_PAST, (Role.ON,), is_on_title),
    (_PAST, (Role.ON, Role.STAND, Role.SPAN), _unless_announced(is_done_on)),
    (_PAST, (Role.FROM,), _unless_announced(_lasts_since)),
    ("not possible", (Role.AMOUNT, Role.RATE, Role.ON), lambda place: place.clause in place.clauses.impossible),
    ("does not take place", (Role.ON, Role.SPAN), lambda place: place.clause in place.clauses.cancelled),
    ("bare count", _ANY, lambda place: place.part.why == "bare" and not is_promised(place)),
    ("bare count", _ANY, lambda place: place.part.why == "standing" and not is_to_be_made(place)),
    (_NOT_ITS_OWN, _ANY, lambda place: place.part.why == "alone" and not is_alone(place) and not heads_a_list(place)),
    (_NOT_ITS_OWN, _ANY, lambda place: place.part.why == "only" and not is_all(place)),
    ("bare count", (Role.AMOUNT,), is_capacity),
    ("opening hours", (Role.ON, Role.SPAN), is_of_opening_hours),
    ("reporting day", (Role.ON, Role.STAND), _is_reporting_day),
    ("period of an amount", (Role.SPAN,), lambda place: _is_span_of_years(place.part) and is_for_an_amount(place)),
    ("period of an amount", (Role.ON,), _is_year_of_code),
    ("period of an amount", (Role.FROM,), lambda place: place.follows_mask and not place.is_dutiful),
    (_PAST, (Role.SPAN,), lambda place: not place.is_dutiful and is_in_years(place)),
    ("period in a name", (Role.BY,), lambda place: _is_of_years(place.part) and not place.is_dutiful and ends_a_name(place)),
    ("period in a name", (Role.SPAN,), lambda place: _is_span_of_years(place.part) and names_a_paper(place)),
    ("period in a name", (Role.ON, Role.SPAN), lambda place: _is_of_years(place.part) and not place.is_dutiful and is_reported(place)),
    ("scope", (Role.WAIT,), _is_of_something_else),
    ("period of an amount", (Role.WAIT,), lambda place: place.follows_mask),
    (_PAST, (Role.ON,), _is_over),
    (_PAST, (Role.ON, Role.BY, Role.SPAN, Role.FROM), _unless_announced(_is_history)),
)  # fmt: skip
_BY_ROLE = {role: tuple((why, test) for why, roles, test in REASONS if role in roles) for role in Role}


def why_not(place: Place) -> str:
    """The first reason that makes a part no deadline, or nothing."""
    for why, test in _BY_ROLE[place.part.role]:
        if test(place):
            return why
    return ""
