"""Keys for other programs: issued, listed and ended by their owner. A token is told once and never again.

A key opens no more than its owner may do on the day of the request, and of that only what its scope allows. Requests
are counted in the database, so that the limit holds over all processes.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.operations.people.sign_in import actor_of, token_hash
from tracker.people.actor import SYSTEM, Actor
from tracker.people.permissions import Permission
from tracker.store.api_tokens import API_USE, ApiTokenRow, ApiUseRow, TokenScope
from tracker.store.database import reading, writing
from tracker.store.people import PersonRow

MOST = 20
"""Keys that one person may have at a time."""
LONGEST_DAYS = 366
USUAL_DAYS = 90
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A key and its token, which only this value knows."""

    token_id: int
    label: str
    expires_at: datetime
    token: str


@dataclass(frozen=True, slots=True)
class ListedToken:
    """A key with its owner and its last use."""

    token: ApiTokenRow
    person: PersonRow
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Admitted:
    """Whose key came, what it opens, and the seconds to wait where it came too often."""

    token_id: int
    actor: Actor
    scope: TokenScope
    wait: int = 0


def issue_token(
    ground: Ground, actor: Actor, person_id: int | None, label: str, scope: TokenScope, days: int = USUAL_DAYS
) -> IssuedToken:
    """Make a key for a person who holds a mandate today; raises ``Refused`` with what to do next."""
    with working(ground, actor) as work:
        person = work.session.get(PersonRow, person_id) if person_id is not None else None
        if person is None or person.id is None or not (actor is SYSTEM or actor.person == person_id):
            raise NotFound
        if not person.active or not actor_of(work.session, person).roles_on(work.today):
            raise Refused("Klíč dostane jen osoba, která má dnes pověření k některé obci nebo pracovišti.")
        if not label.strip():
            raise Refused("Napište, který program bude klíč používat.", "label")
        if not 1 <= days <= LONGEST_DAYS:
            raise Refused("Platnost zadejte od 1 do %(longest_days)s dnů.", "days", longest_days=LONGEST_DAYS)
        if sum(_holds(listed.token, work.now) for listed in _listed(work, person_id)) >= MOST:
            raise Refused("Máte už %(most)s platných klíčů. Nejdřív zrušte některý, který nepoužíváte.", most=MOST)
        token = f"hz_{secrets.token_urlsafe(32)}"
        row = ApiTokenRow(
            token_hash=token_hash(token),
            person_id=person.id,
            label=label.strip()[:80],
            scope=scope,
            created_at=work.now,
            expires_at=work.now + timedelta(days=days),
        )
        work.session.add(row)
        work.session.flush()
        assert row.id is not None
        work.session.add(ApiUseRow(token_id=row.id))
        return IssuedToken(row.id, row.label, row.expires_at, token)


def revoke_token(ground: Ground, actor: Actor, token_id: int) -> None:
    """End a key at once: one's own, or anybody's for the administrator; ``NotFound`` for all others."""
    with working(ground, actor) as work:
        row = work.session.get(ApiTokenRow, token_id)
        if row is None or not (row.person_id == actor.person or work.may(Permission.ADMINISTER)):
            raise NotFound
        row.revoked_at = row.revoked_at or work.now


def own_tokens(work: Work) -> tuple[ListedToken, ...]:
    """The keys of whoever acts that still hold, the newest first."""
    return tuple(told for told in _listed(work, work.actor.person) if _holds(told.token, work.now))


def all_tokens(work: Work) -> tuple[ListedToken, ...]:
    """Every key that still holds, for the administrator."""
    work.require(Permission.ADMINISTER)
    return tuple(told for told in _listed(work) if _holds(told.token, work.now))


def admit(ground: Ground, token: str) -> Admitted | None:
    """Whose key this is, counted as used; ``None`` for one that nobody has, or has no longer."""
    now = ground.clock.now()
    with reading(ground.engine) as session:
        query = select(ApiTokenRow, PersonRow).join(PersonRow, col(PersonRow.id) == ApiTokenRow.person_id)
        found = session.exec(query.where(ApiTokenRow.token_hash == token_hash(token))).first()
        if found is None or not _holds(found[0], now) or not found[1].active:
            return None
        row, actor = found[0], actor_of(session, found[1])
    with writing(ground.engine) as session:
        wait = _count(session, row, now, ground.config.api_per_minute)
    return Admitted(row.id or 0, actor, row.scope, wait)


def _count(session: Session, row: ApiTokenRow, now: datetime, most: int) -> int:
    """Count a request; the seconds until the next minute when there were more than ``most`` in this one."""
    minute = now.replace(second=0, microsecond=0)
    counted = sa.case((API_USE.c.minute == minute, API_USE.c.requests + 1), else_=1)
    change = sa.update(API_USE).where(API_USE.c.token_id == row.id)
    values = {"minute": minute, "requests": counted, "used_at": now}
    requests: int = session.execute(change.values(values).returning(API_USE.c.requests)).scalar_one()
    return max(1, int((minute + _MINUTE - now).total_seconds())) if requests > most else 0


def _holds(row: ApiTokenRow, now: datetime) -> bool:
    return row.revoked_at is None and now < row.expires_at


def _listed(work: Work, person_id: int | None = None) -> Sequence[ListedToken]:
    query: Any = (
        select(ApiTokenRow, PersonRow, ApiUseRow.used_at)
        .join(PersonRow, col(PersonRow.id) == ApiTokenRow.person_id)
        .join(ApiUseRow, col(ApiUseRow.token_id) == ApiTokenRow.id)
        .order_by(col(ApiTokenRow.id).desc())
    )
    if person_id is not None:
        query = query.where(ApiTokenRow.person_id == person_id)
    return [ListedToken(*found) for found in work.session.exec(query)]
