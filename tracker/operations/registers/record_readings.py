"""How the words of a document's records become values of the registers."""

import re
from datetime import date

from tracker.drafts.registers import Figure, Met, NamedDocument, ProjectRecord
from tracker.drafts.titles import title_of_sentence
from tracker.obligations.act import act_of
from tracker.obligations.obligation import Act
from tracker.reports import register_values
from tracker.reports.happenings import MEETINGS
from tracker.reports.register_values import Declared, ProjectState
from tracker.timeline.czech import EN_DASH
from tracker.timeline.folding import folded

PLANS = {
    "MPI": "Místní plán inkluze",
    "SPSZ": "Strategický plán sociálního začleňování",
    "PSZ": "Plán sociálního začleňování",
    "TAP": "Tematický akční plán",
}
ONE_AT_A_TIME = frozenset({"MPI", "SPSZ", "PSZ"})
"""Plans of which a town has one in a period, however a document inflects their names."""
_KINDS_OF_DOCUMENTS = (
    (r"\bmpi\b|mistni\w* plan\w* inkluz", "MPI"),
    (r"\bspsz\b|strategick\w* plan\w* socialni\w* zaclen", "SPSZ"),
    (r"\bpsz\b|plan\w* socialni\w* zaclen", "PSZ"),
    (r"\btap\b|tematick\w* akcni\w* plan", "TAP"),
    (r"\bkpss\b|komunitni\w* plan", "KPSS"),
    (r"strategi|koncepc", "strategie"),
)
"""Words of a document's name and the kind of plan that they mean; the first that fits."""
MET = {Met.YES: register_values.Met.YES, Met.NO: register_values.Met.NO, Met.PARTLY: register_values.Met.PARTLY}
"""What is unclear is left for a person to judge."""
_APPROVED_PLANS = re.compile(r"schválení\s+(MPI|SPSZ|PSZ|TAP)\b")
_PERSONS = re.compile(r"(?i:počet (?:účastníků|osob):?\s*)?(\d{1,6})(?:\s*osob\w*)?(?=$|\s+[A-ZÁ-Ž])")
_HEAD_OF_MEETING = re.compile(
    r"^(?:dne\s+)?(?:\d{1,2}\.\s*\d{1,2}\.\s*\d{4})?[\s(]*(?:proběh\w+\s+)?(?:v\srámci\s+)?", re.I
)
_DECLARED = (
    ("kc", r"v priprave|hodnocen", Declared.MONEY_WAITING),
    ("kc", r"schvalen|realizovan|ziska", Declared.MONEY_GAINED),
    ("projekt", r"schvalen|realizovan", Declared.PROJECTS_APPROVED),
    ("projekt", r"pripraven", Declared.PROJECTS_PREPARED),
    ("podporen", r"podporen", Declared.PERSONS),
)
"""The unit of a figure and the words beside it that say what it counts; whatever else is kept under its words."""


def kind_of_plans(text: str) -> str:
    """Which kind of plan a register of approvals is of: the one whose approval its head names."""
    found = _APPROVED_PLANS.search(text)
    return found[1] if found else "SPSZ"


def kind_of_document(name: str) -> str:
    """The kind of plan that a document referred to is: its abbreviation, or the one of its full name."""
    plain = folded(name)
    kinds = (kind for sign, kind in _KINDS_OF_DOCUMENTS if re.search(sign, plain))
    return next(kinds, "jiný")


def years_of(named: NamedDocument) -> str:
    """``2018–2021``, as far as the document says."""
    return EN_DASH.join(str(day.year) for day in (named.start, named.end) if day)


def is_research(name: str) -> bool:
    """Whether the document referred to is a piece of research, not a plan."""
    return bool(re.search(r"\b(vyzkum|analyz|studi|setreni|evaluac)", folded(name)))


def title_of_meeting(words: str) -> str:
    """What a meeting was about, without the day and the words that lead to it."""
    return shortened(title_of_sentence(_HEAD_OF_MEETING.sub("", words) or words), 300)


def kind_of_meeting(title: str, words: str) -> Act:
    """A meeting or a training; words of a report name many other acts that it only talked about."""
    act = act_of(title, words, ())
    return act if act in MEETINGS | {Act.TRAINING} else Act.OTHER


def state_of(project: ProjectRecord, today: date) -> ProjectState:
    """How far a listed project is, by its days."""
    if project.ended:
        return ProjectState.ENDED_EARLY
    if project.end and project.end < today:
        return ProjectState.FINISHED
    return ProjectState.RUNNING if project.start and project.start <= today else ProjectState.PREPARED


def persons_in(words: str) -> int | None:
    """The one number of persons that the words begin with; families and several numbers are left to a person."""
    found = _PERSONS.match(words.strip())
    return int(found[1]) if found else None


def declared_by(figure: Figure) -> Declared:
    """What a figure counts."""
    unit, words = folded(figure.unit), folded(figure.words)
    kinds = (kind for starts, sign, kind in _DECLARED if unit.startswith(starts) and re.search(sign, words))
    return next(kinds, Declared.COLUMN)


def shortened(words: str, most: int) -> str:
    """At most so many characters, the last of them telling that there was more."""
    words = words.strip()
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
