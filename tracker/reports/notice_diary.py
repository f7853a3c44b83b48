"""R16, the diary of notices: what was sent to whom, about what, and what became of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.reports.report import Part, Report
from tracker.reports.table import Row, Table, day, number, words
from tracker.timeline.clock import PRAGUE, prague_day
from tracker.timeline.czech import say_range

KEY = "notices"


@dataclass(frozen=True, slots=True)
class Sent:
    """One notice about one occurrence."""

    created_at: datetime
    kind: str
    town: str
    obligation: str
    due: date | None
    recipient: str
    subject: str
    state: str
    done_at: datetime | None


def notice_diary(subject: str, period: tuple[date, date], notices: Sequence[Sent], known: date) -> Report:
    """Every notice of the period."""
    states = Counter(notice.state for notice in notices)
    told = ", ".join(f"{state} {size}" for state, size in sorted(states.items()))
    return Report(
        key=KEY,
        title=f"Deník připomínek {say_range(*period)}",
        subject=subject,
        day=period[1],
        known=known,
        counted="Každá připomínka o jednom termínu pro jednoho příjemce; jeden e-mail jich může nést víc.",
        summary=(f"Připomínek {len(notices)}" + (f": {told}." if told else "."),),
        parts=(
            Part("Podle druhu", table=_by_kind(notices)),
            Part("Připomínky po jedné", table=_notices(notices)),
        ),
    ).led_by("notices")


def _by_kind(notices: Sequence[Sent]) -> Table:
    sizes = Counter(notice.kind for notice in notices)
    columns = (words("kind", "Druh", 30), number("notices", "Připomínek"))
    return Table("by_kind", "Kolik čeho", columns, tuple(sorted(sizes.items())), ("Celkem", sizes.total()))


def _notices(notices: Sequence[Sent]) -> Table:
    columns = (
        day("day", "Den"),
        words("time", "Čas", 7),
        words("kind", "Druh", 22),
        words("town", "Obec", 18),
        words("obligation", "Závazek", 36),
        day("due", "Termín"),
        words("recipient", "Komu", 22),
        words("subject", "Předmět", 40),
        words("state", "Stav", 16),
        day("done", "Odesláno"),
    )
    return Table("notices", "Připomínky", columns, tuple(map(_notice, notices)))


def _notice(notice: Sent) -> Row:
    return (
        prague_day(notice.created_at),
        f"{notice.created_at.astimezone(PRAGUE):%-H:%M}",
        notice.kind,
        notice.town,
        notice.obligation,
        notice.due,
        notice.recipient,
        notice.subject or None,
        notice.state,
        prague_day(notice.done_at) if notice.done_at else None,
    )
