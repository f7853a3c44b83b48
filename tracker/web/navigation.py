"""The navigation of each role: at most five entries, and the page that the role lands on (ux 4.1)."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l

from tracker.operations.ground import Work
from tracker.operations.overviews.waiting import Counter
from tracker.people.actor import Role
from tracker.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its endpoint, its words, the sections in which it is current, what is counted beside it, and the keys
    that open it.
    """

    endpoint: str
    label: str
    sections: tuple[str, ...]
    counter: Counter | None = None
    permission: Permission = Permission.READ
    shortcut: str = ""


RANK = (
    Role.ADMINISTRATOR,
    Role.HEADQUARTERS,
    Role.REGIONAL_HEAD,
    Role.METHODIST,
    Role.CONSULTANT,
    Role.MANAGER,
    Role.REPRESENTATIVE,
    Role.DEPARTMENT_HEAD,
)
"""Roles from the widest to the narrowest; the widest one held decides the navigation."""

HOME = Entry("home.page", _l("Co mám udělat"), ("home",), Counter.TO_DO, shortcut="g u")
DUTIES = Entry("obligations.page", _l("Závazky"), ("obligations",))
CALENDAR = Entry("calendar.page", _l("Kalendář"), ("calendar", "subscriptions", "meetings"))
EVENTS = Entry("events.page", _l("Záznamy a doklady"), ("events", "evidence"))
REPORT = Entry("reports.page", _l("Zpráva"), ("reports",), permission=Permission.COMPILE_REPORT)
REPORTS = Entry("reports.page", _l("Přehledy"), ("reports",), permission=Permission.COMPILE_REPORT)
EXPORTS = Entry("reports.page", _l("Exporty"), ("reports",), permission=Permission.COMPILE_REPORT)
MY_TOWNS = Entry("towns.page", _l("Moje obce"), ("towns", "obligations"))
TOWNS = Entry("towns.page", _l("Obce"), ("towns", "obligations"))
REVIEWS = Entry("reviews.page", _l("K potvrzení"), ("reviews",), Counter.TO_REVIEW, Permission.REVIEW)
DOCUMENTS = Entry("documents.page", _l("Dokumenty"), ("documents", "drafts"), Counter.DRAFTS)
BOARD = Entry("board.page", _l("Po termínu"), ("board",), Counter.OVERDUE, Permission.READ_REGION)
OVERVIEW = Entry("overview.page", _l("Přehled ČR"), ("overview",), permission=Permission.READ_COUNTRY)
ADMINISTRATION = Entry(
    "administration.page",
    _l("Správa"),
    ("administration", "people", "mandates", "handing_over", "people_import", "territory", "code_lists", "days_off"),
    permission=Permission.MANAGE_PEOPLE,
)

_MUNICIPAL = (HOME, DUTIES, CALENDAR, EVENTS, REPORT)
_COUNTRY = (OVERVIEW, TOWNS, DOCUMENTS, EXPORTS, ADMINISTRATION)

ENTRIES: dict[Role, tuple[Entry, ...]] = {
    Role.MANAGER: _MUNICIPAL,
    Role.REPRESENTATIVE: _MUNICIPAL,
    Role.DEPARTMENT_HEAD: _MUNICIPAL,
    Role.CONSULTANT: (HOME, MY_TOWNS, REVIEWS, CALENDAR, DOCUMENTS),
    Role.REGIONAL_HEAD: (BOARD, TOWNS, REVIEWS, CALENDAR, REPORTS),
    Role.METHODIST: (BOARD, TOWNS, CALENDAR, REPORTS),
    Role.HEADQUARTERS: _COUNTRY,
    Role.ADMINISTRATOR: _COUNTRY,
}

LANDINGS = {Role.CONSULTANT: "reviews.page"}
"""The role's first page where it is not its first entry."""

MORE = (
    Entry("search.page", _l("Hledat"), ("search",), shortcut="/"),
    DOCUMENTS,
    Entry("sorting.page", _l("K roztřídění"), ("sorting",), Counter.TO_SORT, permission=Permission.RECORD_EVENT),
    Entry("partners.page", _l("Partneři"), ("partners",), permission=Permission.MANAGE_PARTNERS),
    Entry("mails.page", _l("Odeslané e-maily"), ("mails",), permission=Permission.READ_OUTBOX),
    ADMINISTRATION,
)
"""What stands beside the name of whoever is signed in, where the role's own entries do not have it."""


def leading_role(work: Work) -> Role | None:
    """The role whose navigation the reader gets: the widest one held at present."""
    return next((role for role in RANK if role in work.roles), None)


def entries_of(work: Work) -> tuple[Entry, ...]:
    """The entries for whoever looks: those of the leading role that exist and may be opened."""
    role = leading_role(work)
    return usable(work, ENTRIES[role]) if role else ()


def usable(work: Work, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries whose pages exist in this application and whose permission the reader holds."""
    there = current_app.view_functions
    return tuple(entry for entry in entries if entry.endpoint in there and work.may(entry.permission))


def landing(work: Work) -> str:
    """The endpoint on which the reader lands after signing in."""
    role = leading_role(work)
    entries = entries_of(work)
    first = entries[0].endpoint if entries else "home.page"
    return LANDINGS.get(role, first) if role else first
