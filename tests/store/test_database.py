"""Engines: what a connection to SQLite gets through on its way to the settings of every connection."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from sqlalchemy import Engine

from tracker.store.database import lasting, make_engine, swift


def test_a_copied_file_that_is_being_written_is_switched_to_wal_when_the_writer_is_done(tmp_path: Path) -> None:
    """SQLite itself answers „database is locked“ at once, past the busy timeout: a copy opened by several processes."""
    path, begun = tmp_path / "copied.db", Event()

    def write() -> None:
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE town (name TEXT)")
        begun.set()
        Event().wait(0.2)
        writer.execute("COMMIT")
        writer.close()

    with ThreadPoolExecutor(1) as other:
        written = other.submit(write)
        begun.wait()
        with make_engine(f"sqlite:///{path}").connect() as connection:
            modes = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "busy_timeout")]
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        written.result()
    assert (modes, tables) == (["wal", 30000], ["town"])


def test_only_a_swift_connection_ends_without_waiting_for_the_disk(engine: Engine) -> None:
    """And it never comes back to those that others take from the pool."""
    question = "PRAGMA synchronous" if engine.dialect.name == "sqlite" else "SHOW synchronous_commit"
    with lasting(engine) as before:
        usual = before.exec_driver_sql(question).scalar()
    with swift(engine) as connection:
        hurried = connection.exec_driver_sql(question).scalar()
    with engine.connect() as one, engine.connect() as other:
        after = [connection.exec_driver_sql(question).scalar() for connection in (one, other)]
    assert hurried == (1 if engine.dialect.name == "sqlite" else "off")
    assert after == [usual, usual]
    if engine.dialect.name == "sqlite":
        assert usual == 2
