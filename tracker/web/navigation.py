"""The navigation of each role: at most five entries, the first of them the page that the role lands on (ux 4.1)."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from tracker.operations.waiting import Counter
from tracker.people.actor import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its endpoint, its words, the sections in which it is current, and what is counted beside it."""

    endpoint: str
    label: str
    sections: tuple[str, ...]
    counter: Counter | None = None


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

HOME = Entry("home.page", _l("Co mám udělat"), ("home",), Counter.TO_DO)

ENTRIES: dict[Role, tuple[Entry, ...]] = dict.fromkeys(RANK, (HOME,))
