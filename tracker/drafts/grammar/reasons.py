"""Why a part is no deadline: the reasons, each with the roles it can meet and its test, in the order they are asked."""

from collections.abc import Callable

from tracker.drafts.grammar.evidence import (
    is_all,
    is_alone,
    is_for_an_amount,
    is_in_years,
    is_labelled,
    is_promised,
    is_stand_of_something,
    is_state_since,
)
from tracker.drafts.grammar.papers import ends_a_name, is_done_on, is_recorded, is_signed, names_a_paper
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.scene import Scene
from tracker.obligations.deadline import Dated, Precision

_ANY = tuple(role for role in Role if role is not Role.GAP)
_PAST = "past event"


def _is_told(part: Part, scene: Scene) -> bool:
    """Whether its clause tells what has been; a limit in a duty, or in a state that still holds, lies ahead."""
    clause, clauses = scene.clause(part), scene.clauses
    if clause not in clauses.past or (part.role is Role.BY and scene.is_dutiful(part)):
        return False
    return not (part.role in (Role.BY, Role.SPAN) and clause in clauses.lasting)


def _precedes_decision(part: Part, scene: Scene) -> bool:
    """„V roce 2009 se město rozhodlo zahájit…“: when something was decided."""
    decided = scene.clauses.decided.get(scene.clause(part))
    return decided is not None and scene.tokens[part.start].start < decided


def _lasts_since(part: Part, scene: Scene) -> bool:
    """„od roku 2005 působí“, „je ve funkci od 1. 8. 2012“"""
    if scene.is_dutiful(part):
        return False
    return is_state_since(part, scene) or (_is_of_years(part) and not is_alone(part, scene))


def _is_over(part: Part, scene: Scene) -> bool:
    """A plain day before the day of the document, in a sentence that neither announces it nor speaks of a duty."""
    deadline = part.deadline
    if scene.written is None or not part.year_said or not isinstance(deadline, Dated) or part.why == "moved":
        return False
    day = deadline.day
    past = deadline.precision is Precision.DAY and day is not None and day < scene.written
    return past and not scene.is_dutiful(part) and not is_alone(part, scene)


def _unannounced(test: Callable[[Part, Scene], bool]) -> Callable[[Part, Scene], bool]:
    """A test that a label („Termín:“) and a moved term („prodlouženo do…“) overrule."""

    def tested(part: Part, scene: Scene) -> bool:
        return part.why != "moved" and not is_labelled(part, scene) and test(part, scene)

    return tested


def _is_of_years(part: Part) -> bool:
    """Whether the words name only years."""
    return part.moment is not None and part.moment.precision is Precision.YEAR


_SHORT_SPAN = 6


def _is_span_of_years(part: Part) -> bool:
    """Whether the words are „na rok 2018“ or the like."""
    return _is_of_years(part) and part.end - part.start <= _SHORT_SPAN


def _is_reporting_day(part: Part, scene: Scene) -> bool:
    if part.role is Role.ON:
        return _is_of_years(part) and is_stand_of_something(part, scene)
    beside = is_stand_of_something(part, scene) or not is_alone(part, scene)
    return not scene.is_dutiful(part) and beside


_OTHER = ("dalsi", "jine", "jina", "jiny")

REASONS: tuple[tuple[str, tuple[Role, ...], Callable[[Part, Scene], bool]], ...] = (
    (_PAST, _ANY, _unannounced(_is_told)),
    (_PAST, (Role.ON, Role.FROM), _unannounced(_precedes_decision)),
    (_PAST, (Role.ON, Role.STAND), _unannounced(is_signed)),
    (_PAST, (Role.ON, Role.STAND), _unannounced(is_recorded)),
    (_PAST, (Role.ON, Role.STAND, Role.SPAN), _unannounced(is_done_on)),
    (_PAST, (Role.FROM,), _unannounced(_lasts_since)),
    ("not possible", (Role.AMOUNT, Role.RATE), lambda part, scene: scene.clause(part) in scene.clauses.impossible),
    ("does not take place", (Role.ON, Role.SPAN), lambda part, scene: scene.clause(part) in scene.clauses.cancelled),
    ("bare count", _ANY, lambda part, scene: part.why == "bare" and not is_promised(part, scene)),
    ("no deadline of its own", tuple(Role), lambda part, scene: part.why == "alone" and not is_alone(part, scene)),
    ("no deadline of its own", tuple(Role), lambda part, scene: part.why == "only" and not is_all(part, scene)),
    ("reporting day", (Role.ON, Role.STAND), _is_reporting_day),
    (
        "period of an amount",
        (Role.SPAN,),
        lambda part, scene: _is_span_of_years(part) and is_for_an_amount(part, scene),
    ),
    ("period of an amount", (Role.FROM,), lambda part, scene: scene.follows_mask(part) and not scene.is_dutiful(part)),
    (_PAST, (Role.SPAN,), lambda part, scene: not scene.is_dutiful(part) and is_in_years(part, scene)),
    ("period in a name", (Role.BY,), lambda part, scene: _is_of_years(part) and _is_in_name(part, scene)),
    ("period in a name", (Role.SPAN,), lambda part, scene: _is_span_of_years(part) and names_a_paper(part, scene)),
    ("scope", (Role.WAIT,), lambda part, scene: part.start > 0 and scene.tokens[part.start - 1].key in _OTHER),
    (_PAST, (Role.ON,), _is_over),
)


def _is_in_name(part: Part, scene: Scene) -> bool:
    return not scene.is_dutiful(part) and ends_a_name(part, scene)


def why_not(part: Part, scene: Scene) -> str:
    """The first reason that makes a part no deadline, or nothing."""
    return next((why for why, roles, test in REASONS if part.role in roles and test(part, scene)), "")
