"""Every stored change is in the journal, and the journal notices when somebody touches it."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import col, select

from tests.factories import a_town, an_office
from tracker.people.actor import SYSTEM, Actor
from tracker.store.database import reading, writing
from tracker.store.journal import GENESIS, JournalRow, head, holds, journalled, verify
from tracker.store.territory import MunicipalityRow

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
JANA = Actor(person=7, name="Jana Králová")


def without_guard(connection: sa.Connection) -> None:
    """Take the triggers away, as somebody with the rights of the database's owner could."""
    postgresql = connection.dialect.name == "postgresql"
    for name in ("journal_no_update", "journal_no_delete"):
        connection.execute(sa.text(f"DROP TRIGGER {name}{' ON journal' if postgresql else ''}"))


def _told(engine: Engine) -> list[tuple[str, str, str, Any]]:
    with reading(engine) as session:
        rows = session.exec(select(JournalRow).order_by(col(JournalRow.id)))
        return [(row.actor, row.action, row.subject, row.changes) for row in rows]


def _a_renamed_town(engine: Engine) -> None:
    with writing(engine) as session:
        journalled(session, SYSTEM, NOW)
        a_town(session, an_office(session))
    with writing(engine) as session:
        journalled(session, JANA, NOW)
        session.exec(select(MunicipalityRow)).one().name = "Lipová nad Ohří"


def test_additions_and_changes_are_told_with_who_and_what(engine: Engine) -> None:
    _a_renamed_town(engine)
    assert _told(engine) == [
        ("systém", "added", "office", {"code": [None, "RCZ"], "name": [None, "Pracoviště RCZ"]}),
        (
            "systém",
            "added",
            "municipality",
            {
                "name": [None, "Lipová"],
                "sort_key": [None, "535057566540 000001"],
                "office_id": [None, 1],
                "seat": [None, ""],
            },
        ),
        ("Jana Králová", "changed", "municipality", {"name": ["Lipová", "Lipová nad Ohří"]}),
    ]


def _broken_off(engine: Engine) -> None:
    with writing(engine) as session:
        journalled(session, JANA, NOW)
        an_office(session)
        raise RuntimeError("power cut")


def test_what_is_rolled_back_was_never_told(engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="power cut"):
        _broken_off(engine)
    with reading(engine) as session:
        assert (_told(engine), head(session)) == ([], GENESIS)


TAMPERINGS = (
    "UPDATE journal SET subject_id = 99 WHERE id = 2",
    "UPDATE journal SET changes = changes, prev = 'f' WHERE id = 2",
    "UPDATE journal SET changes = NULL, salt = NULL, hash = 'f' WHERE id = 2",
    "UPDATE journal SET salt = 'f' WHERE id = 2",
    "DELETE FROM journal",
)


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_database_itself_refuses_to_change_an_entry(engine: Engine, tampering: str) -> None:
    _a_renamed_town(engine)
    before = _told(engine)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(tampering))
    assert _told(engine) == before


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET actor = actor, subject_id = 99 WHERE id = 2",
        "UPDATE journal SET digest = 'f' WHERE id = 2",
        'UPDATE journal SET changes = \'{"name": [null, "Jinde"]}\' WHERE id = 2',
        "DELETE FROM journal WHERE id = 2",
    ],
)
def test_whoever_touches_an_entry_is_found_out(engine: Engine, tampering: str) -> None:
    _a_renamed_town(engine)
    with reading(engine) as session:
        assert verify(session) is None
    with engine.begin() as connection:
        without_guard(connection)
        connection.execute(sa.text(tampering))
    with reading(engine) as session:
        assert verify(session) in (2, 3)


def test_who_cuts_off_the_end_or_writes_all_anew_is_found_out_by_a_head_that_was_kept(engine: Engine) -> None:
    """The chain itself is whole then: only what lies outside can tell."""
    _a_renamed_town(engine)
    with reading(engine) as session:
        kept = head(session)
        before = holds(session, kept)
    with engine.begin() as connection:
        without_guard(connection)
        connection.execute(sa.text("DELETE FROM journal WHERE id = 3"))
    with reading(engine) as session:
        assert (before, verify(session), holds(session, kept), holds(session, head(session))) == (
            True,
            None,
            False,
            True,
        )


def test_personal_data_can_be_erased_and_the_chain_holds(engine: Engine) -> None:
    _a_renamed_town(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE journal SET changes = NULL, salt = NULL WHERE id = 3"))
    with reading(engine) as session:
        assert verify(session) is None
