"""What every operation stands on: the real parts, one transaction, the actor, and the day read once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Engine, false, or_, select, true
from sqlmodel import Session, col

from tracker.config import Config
from tracker.files.store import FileStore
from tracker.mailing.links import Links
from tracker.operations.calendars.keep_fragments import keeping_fragments
from tracker.operations.meetings.keep_meetings import keeping_meetings
from tracker.people.actor import COUNTRY_ROLES, SYSTEM, Actor, Mandate, Role
from tracker.people.permissions import Permission, may
from tracker.store.database import Row, reading, writing
from tracker.store.free_days import FreeDayRow
from tracker.store.journal import journalled
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import Clock, on_day, prague_day
from tracker.timeline.sentences import Phrase, Sentence
from tracker.timeline.working_days import WorkingDays


class NotFound(Exception):
    """There is no such thing, or it is somebody else's: the two look the same from outside."""


class Forbidden(Sentence):
    """The thing may be seen, but not this may be done with it. The sentence says who may."""


class Refused(Sentence):
    """The wish cannot be carried out as it stands. The sentence says what to do next.

    ``field`` names the argument that is at fault, where it is one.
    """

    def __init__(self, words: str | Phrase, /, field: str = "", **values: object) -> None:
        super().__init__(words, **values)
        self.field = field


class _OfMunicipality(Protocol):
    municipality_id: int


Thing = TypeVar("Thing", bound=Row)


@dataclass(frozen=True, slots=True)
class Ground:
    """The real parts of one installation, joined in ``tracker/installation.py``."""

    config: Config
    engine: Engine
    clock: Clock
    files: FileStore
    snapshots_hold: bool = True
    """Whether the stored snapshots of occurrences speak of this ground's day; not when another day is looked at."""
    rights_day: date | None = None
    """The day on which mandates are judged, where that is not the day lived: a page seen as of another day."""

    def as_of(self, day: date) -> "Ground":
        """The same ground living on another day."""
        return replace(self, clock=on_day(day), snapshots_hold=False)

    def seen_on(self, day: date) -> "Ground":
        """The same ground looked at as of another day; who may see a thing stays a matter of the present one.

        A mandate that has ended opens nothing of the time when it held, and one that holds opens the time before it.
        """
        return replace(self.as_of(day), rights_day=prague_day(self.clock.now()))


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction of one actor; ``today`` is the Prague day of ``now``."""

    ground: Ground
    session: Session
    actor: Actor
    now: datetime
    today: date

    @property
    def rights_day(self) -> date:
        """The day on which mandates are judged."""
        return self.ground.rights_day or self.today

    @property
    def mandates(self) -> tuple[Mandate, ...]:
        """The mandates that the actor holds at present."""
        return self.actor.mandates_on(self.rights_day)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that the actor holds at present, anywhere."""
        return self.actor.roles_on(self.rights_day)

    @property
    def working_days(self) -> WorkingDays:
        """The days on which this installation works, read once in a transaction."""
        known: dict[str, WorkingDays] = self.session.info
        if "working_days" not in known:
            known["working_days"] = WorkingDays(frozenset(row.day for row in free_days(self)))
        return known["working_days"]

    def may(self, permission: Permission, municipality: MunicipalityRow | None = None) -> bool:
        """Whether the actor holds the permission at present, at a municipality or anywhere; the system may do all."""
        place = municipality.place if municipality is not None else None
        return self.actor is SYSTEM or may(self.actor, permission, place, self.rights_day)

    def require(self, permission: Permission, municipality: MunicipalityRow | None = None) -> None:
        """Raise ``NotFound`` for what is out of reach and ``Forbidden`` for what is in reach but not allowed."""
        if not self.may(permission, municipality):
            if municipality is not None and not self.may(Permission.READ, municipality):
                raise NotFound
            raise Forbidden("K tomuto kroku nemáte oprávnění. Obraťte se na vedoucího regionálního pracoviště.")

    def municipality(self, municipality_id: int | None, permission: Permission = Permission.READ) -> MunicipalityRow:
        """The municipality, when the actor may do this with it."""
        row = self.session.get(MunicipalityRow, municipality_id) if municipality_id is not None else None
        if row is None:
            raise NotFound
        self.require(permission, row)
        return row

    def get(self, kind: type[Thing], thing_id: int | None, permission: Permission = Permission.READ) -> Thing:
        """The one scoped way to fetch a thing of a municipality."""
        row = self.session.get(kind, thing_id) if thing_id is not None else None
        if row is None:
            raise NotFound
        owner: int | None = getattr(row, "municipality_id")  # noqa: B009  every tenant table has the column
        if owner is None:
            if not self._is_mine(row):
                raise NotFound
            self.require(permission)
            return row
        self.municipality(owner, permission)
        return row

    def _is_mine(self, row: Row) -> bool:
        """Whether the actor brought in a thing that belongs to no municipality yet; the country's roles see all."""
        if self.actor is SYSTEM or self.roles & COUNTRY_ROLES:
            return True
        bringers = (getattr(row, "created_by", None), getattr(row, "uploaded_by", None))
        return self.actor.person is not None and self.actor.person in bringers

    def in_reach(self) -> ColumnElement[bool]:
        """A condition on ``MunicipalityRow``: the municipalities that the actor's mandates reach at present.

        Only of what there is: an empty half beside the other would hide from the database how few it asks for.
        """
        mandates = self.mandates
        if self.actor is SYSTEM or any(m.role in COUNTRY_ROLES for m in mandates):
            return true()
        towns = [m.municipality for m in mandates if m.municipality is not None]
        offices = [m.office for m in mandates if m.office is not None]
        halves = ((col(MunicipalityRow.id), towns), (col(MunicipalityRow.office_id), offices))
        return or_(false(), *(column.in_(ids) for column, ids in halves if ids))

    def municipality_ids(self) -> list[int]:
        """The ids of the municipalities in reach, in the Czech order of their names."""
        query = select(MunicipalityRow.id).where(self.in_reach()).order_by(col(MunicipalityRow.sort_key))  # type: ignore[call-overload]
        return list(self.session.scalars(query))


def free_days(work: Work) -> list[FreeDayRow]:
    """The days off that stood at the instant of the work, in their order."""
    query = select(FreeDayRow).where(
        col(FreeDayRow.recorded_at) <= work.now,
        or_(col(FreeDayRow.removed_at).is_(None), col(FreeDayRow.removed_at) > work.now),
    )
    return list(work.session.scalars(query.order_by(col(FreeDayRow.day))))


@contextmanager
def working(ground: Ground, actor: Actor) -> Iterator[Work]:
    """One writing transaction, journalled, the calendars kept in step, committed at the end."""
    now = ground.clock.now()
    with writing(ground.engine) as session:
        links = Links(ground.config.public_base_url)
        keeping_fragments(journalled(session, actor, now), now, links.occurrence)
        keeping_meetings(session, now, links.meeting)
        yield Work(ground, session, actor, now, prague_day(now))


@contextmanager
def looking(ground: Ground, actor: Actor) -> Iterator[Work]:
    """One reading transaction; nothing that happens in it is stored."""
    now = ground.clock.now()
    with reading(ground.engine) as session:
        yield Work(ground, session, actor, now, prague_day(now))
