"""A whole country in a database: one town is made by the product's own operations, the others are its copies.

The copies are made inside the database, one statement a table, so that 6 254 municipalities take seconds. A copy has
the keys of the first town plus a multiple of ``STEP``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Table
from sqlmodel import select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.obligations.deadline import Dated, to_json
from tracker.operations.ground import Work, working
from tracker.operations.people.sign_in import open_session
from tracker.operations.refresh import expand_term, refresh
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.migrating import upgrade
from tracker.store.tables import METADATA
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import SystemClock

TOWNS = 6_254
DUTIES = 40
STEP = 10_000
OFFICES = 14
COPIED = ("municipality", "agreement", "document", "agreement_version", "obligation", "term", "occurrence")
_NUMBERED = {"name", "sort_key", "key"}
"""Texts that tell one from another; a copy has its number behind them."""


@dataclass(frozen=True, slots=True)
class Country:
    """The session cookies of one person of each role."""

    cookies: dict[Role, str]


def a_country(url: str, folder: Path, today: date, towns: int = TOWNS) -> Country:
    """Fill an empty database: ``towns`` municipalities of ``OFFICES`` offices with ``DUTIES`` obligations each."""
    upgrade(url)
    ground = ground_on(url, folder, today)
    with working(ground, SYSTEM) as work:
        offices = [an_office(work.session, f"R{number:02d}") for number in range(OFFICES)]
        town = a_town(work.session, offices[0], "Lipová")
        _duties(work, town, today)
        people = {
            Role.MANAGER: a_person(work.session, Role.MANAGER, town),
            Role.REGIONAL_HEAD: a_person(work.session, Role.REGIONAL_HEAD, offices[0]),
            Role.HEADQUARTERS: a_person(work.session, Role.HEADQUARTERS),
        }
        cookies = {
            role: open_session(work.session, one.person or 0, SystemClock().now(), "benchmark")
            for role, one in people.items()
        }
    with ground.engine.begin() as connection:
        for name in COPIED:
            _copy(connection, METADATA.tables[name], towns - 1)
        connection.exec_driver_sql("ANALYZE")
    ground.engine.dispose()
    return Country(cookies)


def _duties(work: Work, town: MunicipalityRow, today: date) -> None:
    """One agreement of ``DUTIES`` obligations, due every ten days; the first four are late."""
    start, end = today - timedelta(days=200), today + timedelta(days=400)
    days = [today - timedelta(days=40) + timedelta(days=10 * number) for number in range(DUTIES)]
    agreed = an_agreement(work, town, Dated(due=days[0].isoformat()), start=start, end=end)
    first = work.session.exec(select(TermRow).where(TermRow.obligation_id == agreed.obligation)).one()
    occurrences = list(agreed.occurrences)
    for number, day in enumerate(days[1:], 2):
        duty = ObligationRow(
            municipality_id=agreed.municipality, agreement_id=agreed.agreement, key=f"{agreed.agreement}/ukol-{number}"
        )
        work.session.add(duty)
        work.session.flush()
        own = {"obligation_id": duty.id, "position": number, "title": f"Úkol {number}"}
        worded = first.model_dump(exclude={"id"}) | own | {"deadline": to_json(Dated(due=day.isoformat()))}
        term = TermRow(**worded)
        work.session.add(term)
        work.session.flush()
        occurrences += [row.id for row in expand_term(work, duty, term) if row.id is not None]
    refresh(work, occurrences)


def _copy(connection: Connection, table: Table, towns: int) -> None:
    """Every row of the first town once more for each of ``towns``, in one statement."""
    numbers = sa.text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :towns)")
    columns = ", ".join(column.name for column in table.columns)
    values = ", ".join(_of_copy(column) for column in table.columns)
    connection.execute(
        sa.text(
            f"INSERT INTO {table.name} ({columns}) {numbers.text} SELECT {values} FROM {table.name} AS t, n"
            f" WHERE t.id < {STEP}"
        ),
        {"towns": towns},
    )
    if connection.dialect.name == "postgresql":
        last = f"(SELECT max(id) FROM {table.name})"
        connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})")


def _of_copy(column: Column[Any]) -> str:
    if column.name == "id" or any(key.column.table.name in COPIED for key in column.foreign_keys):
        return f"t.{column.name} + n.i * {STEP}"
    if column.name == "office_id":
        return f"1 + n.i % {OFFICES}"
    return f"t.{column.name} || '-' || n.i" if column.name in _NUMBERED else f"t.{column.name}"
