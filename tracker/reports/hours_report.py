"""R11, hours and persons of a period: what was held, what counts under the cap, and what is still owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.ledger import Balance
from tracker.reports.entry import Town
from tracker.reports.happenings import Happening, event_list, hours_of, persons_of, sums_by_act
from tracker.reports.report import Part, Report
from tracker.reports.table import Link, Table, day, number, words
from tracker.timeline.czech import say_number, say_range

KEY = "hours"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One agreed amount of hours and how it stands."""

    town: Town
    title: str
    duty: int
    due: date | None
    balance: Balance


def hours_report(
    subject: str, period: tuple[date, date], happenings: Sequence[Happening], ledgers: Sequence[Ledger], known: date
) -> Report:
    """Hours and persons of the events of a period, and the ledgers as they stand on its last day."""
    held = [h for h in happenings if h.event.hours]
    return Report(
        key=KEY,
        title=f"Hodiny a osoby {say_range(*period)}",
        subject=subject,
        day=period[1],
        known=known,
        counted=(
            "Hodiny jsou hodiny konání, každá událost jednou bez ohledu na počet účastníků. Osoby jsou účasti: "
            "kdo přišel dvakrát, počítá se dvakrát. Distanční hodiny nad strop se nezapočtou."
        ),
        summary=(
            f"Událostí s hodinami {len(held)}, hodin {say_number(hours_of(held))}, účastí {persons_of(happenings)}.",
            *(_ledger_words(ledger) for ledger in ledgers),
        ),
        parts=(
            Part("Dohodnuté objemy hodin", table=_ledgers(ledgers)),
            Part("Podle druhu", table=sums_by_act("by_act", "Hodiny a osoby podle druhu události", happenings)),
            Part("Události", table=event_list("events", "Události po jedné", happenings)),
        ),
    )


def _ledger_words(ledger: Ledger) -> str:
    balance = ledger.balance
    cap = (
        "" if balance.cap is None else f", distančně {say_number(balance.distance)} (nejvýš {say_number(balance.cap)})"
    )
    return (
        f"{ledger.town.name}, {ledger.title}: započteno {say_number(balance.effective)} "
        f"z {say_number(balance.target)} hodin{cap}."
    )


def _ledgers(ledgers: Sequence[Ledger]) -> Table:
    columns = (
        words("town", "Obec", 18),
        words("title", "Závazek", 36),
        number("target", "Dohodnuto"),
        number("in_person", "Prezenčně"),
        number("distance", "Distančně"),
        number("cap", "Strop distančních"),
        number("effective", "Započteno"),
        number("uncounted", "Nezapočte se"),
        number("remaining", "Zbývá"),
        day("due", "Do"),
    )
    rows = tuple(
        (
            ledger.town.name,
            Link(ledger.title, "obligation", ledger.duty),
            ledger.balance.target,
            ledger.balance.in_person,
            ledger.balance.distance,
            ledger.balance.cap,
            ledger.balance.effective,
            ledger.balance.uncounted,
            ledger.balance.remaining,
            ledger.due,
        )
        for ledger in ledgers
    )
    return Table("ledgers", "Dohodnuté objemy", columns, rows)
