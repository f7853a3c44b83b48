"""R14, the handover: everything that somebody who takes a municipality over must know on the first day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.reports.entry import Entry, Outcome, Town, outcome_of
from tracker.reports.happenings import Happening, event_list
from tracker.reports.meetings_report import closed, task_list
from tracker.reports.papers_report import Validity
from tracker.reports.register_values import Member, Task
from tracker.reports.report import Part, Report
from tracker.reports.table import Table, day, words
from tracker.reports.term_list import term_list

KEY = "handover"
LOOKING_BACK = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with a mandate for the municipality."""

    name: str
    role: str
    email: str
    phone: str
    since: date


@dataclass(frozen=True, slots=True)
class Estate:
    """What is handed over."""

    town: Town
    entries: tuple[Entry, ...]
    papers: tuple[Validity, ...]
    contacts: tuple[Contact, ...]
    members: tuple[Member, ...]
    tasks: tuple[Task, ...]
    happenings: tuple[Happening, ...]


def handover(estate: Estate, on: date, known: date) -> Report:
    """The state of a municipality on the day of the handover."""
    burning = [e for e in estate.entries if GROUP_OF[e.status] is Group.NEEDS_ACTION]
    waiting = [e for e in estate.entries if e.status in (Status.AWAITING_OTHER_SIDE, Status.WAITING)]
    running = [e for e in estate.entries if outcome_of(e) is Outcome.RUNNING and e not in waiting]
    pending = [task for task in estate.tasks if not closed(task, on)]
    lately = [h for h in estate.happenings if on - LOOKING_BACK <= h.event.day <= on]
    return Report(
        key=KEY,
        title="Předávací protokol",
        subject=f"obec {estate.town.name}",
        day=on,
        known=known,
        counted="Všechny platné dokumenty, otevřené termíny, úkoly a lidé obce; události za poslední půlrok.",
        summary=(f"Vyžaduje zásah {len(burning)}, čeká {len(waiting)}, běží {len(running)}, úkolů {len(pending)}.",),
        parts=(
            Part("Vyžaduje zásah", table=term_list("burning", "Začněte tady", burning, owners=True)),
            Part("Čeká", table=term_list("waiting", "Čeká na druhou stranu nebo na událost", waiting, owners=True)),
            Part("Běží", table=term_list("running", "Otevřené termíny", running, owners=True)),
            Part("Úkoly", table=task_list("tasks", "Otevřené úkoly", pending, on)),
            Part("Lidé", table=_contacts(estate.contacts)),
            Part("Členové orgánů", table=_members([m for m in estate.members if m.sits_on(on)])),
            Part("Dokumenty", table=_papers(estate.papers)),
            Part("Poslední půlrok", table=event_list("events", "Události", lately)),
            Part("Předání", facts=(("Předal/a", "…………………………"), ("Převzal/a", "…………………………"), ("Dne", "…………"))),
        ),
    )


def _contacts(contacts: Sequence[Contact]) -> Table:
    columns = (
        words("name", "Jméno", 24),
        words("role", "Role", 28),
        words("email", "E-mail", 28),
        words("phone", "Telefon", 16),
        day("since", "Od"),
    )
    rows = tuple((c.name, c.role, c.email, c.phone or None, c.since) for c in contacts)
    return Table("contacts", "Kdo má k obci mandát", columns, rows)


def _members(members: Sequence[Member]) -> Table:
    columns = (
        words("body", "Orgán", 26),
        words("name", "Jméno", 24),
        words("organisation", "Organizace", 26),
        words("role", "Role", 18),
        day("since", "Od"),
    )
    rows = tuple((m.body, m.name, m.organisation or None, m.role or None, m.starts) for m in members)
    return Table("members", "Členové orgánů", columns, rows)


def _papers(papers: Sequence[Validity]) -> Table:
    columns = (words("kind", "Druh", 20), words("title", "Dokument", 50), day("starts", "Od"), day("ends", "Do"))
    return Table("papers", "Dokumenty", columns, tuple((p.kind, p.title, p.starts, p.ends) for p in papers))
