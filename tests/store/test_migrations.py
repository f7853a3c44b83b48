"""Migrations go up and down on both databases, lose nothing on the way, and match the tables of the program."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import ReflectedColumn

from tracker.store.database import make_engine
from tracker.store.migrating import alembic_config, newest, present, upgrade
from tracker.store.portable import reflected, tables_of
from tracker.store.tables import METADATA

CHAIN = [script.revision for script in ScriptDirectory.from_config(alembic_config("")).walk_revisions()][::-1]
FILES = sorted(Path(ScriptDirectory.from_config(alembic_config("")).versions).glob("*.py"))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_database_url)
    yield engine
    engine.dispose()


def address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def tables(engine: Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def shape(engine: Engine) -> dict[str, tuple[object, ...]]:
    """Every table with its columns, keys, checks and indexes, as the database tells them."""
    told = sa.inspect(engine)
    indexes = told.get_multi_indexes()
    others = (told.get_multi_foreign_keys(), told.get_multi_unique_constraints(), told.get_multi_check_constraints())
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in columns],
            sorted(
                (
                    str(index["name"]),
                    index["column_names"],
                    index["unique"],
                    *map(str, index["dialect_options"].values()),
                )
                for index in indexes[None, table]
            ),
            *(sorted(map(str, constraints[None, table])) for constraints in others),
        )
        for table, columns in columns_of(engine).items()
    }


def columns_of(engine: Engine) -> dict[str, list[ReflectedColumn]]:
    """Every table of ours with its columns."""
    columns = sa.inspect(engine).get_multi_columns()
    return {name: of_table for (_, name), of_table in columns.items() if name != "alembic_version"}


def test_the_files_are_numbered_in_the_order_in_which_they_run() -> None:
    assert [f"{number:04d}" for number in range(1, len(CHAIN) + 1)] == CHAIN
    assert [file.name[:5] for file in FILES] == [f"{revision}_" for revision in CHAIN]


def test_the_newest_schema_is_the_one_of_the_tables(empty: Engine) -> None:
    upgrade(address(empty))

    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_tables_are_carried_in_one_order_whether_the_database_or_the_program_tells_them(engine: Engine) -> None:
    with engine.connect() as connection:
        told = [(table.name, {column.name for column in table.columns}) for table in reflected(connection)]
        known = [(table.name, {column.name for column in table.columns}) for table in tables_of(connection)]

    assert told == known


def test_each_revision_can_be_taken_back_and_repeated(empty: Engine) -> None:
    for revision in CHAIN:
        before = shape(empty)
        upgrade(address(empty), revision)
        after = shape(empty)
        command.downgrade(alembic_config(address(empty)), "-1")
        assert shape(empty) == before, f"{revision}: going down does not lead back"
        upgrade(address(empty), revision)
        assert shape(empty) == after, f"{revision}: going up again leads elsewhere"

    assert present(empty) == newest()


def test_all_the_way_down_nothing_is_left(engine: Engine) -> None:
    command.downgrade(alembic_config(address(engine)), "base")

    assert (tables(engine), present(engine)) == (set(), None)


def test_several_processes_may_migrate_at_once(empty: Engine) -> None:
    program = "import sys; from tracker.store.migrating import upgrade; upgrade(sys.argv[1])"
    started = [subprocess.Popen([sys.executable, "-c", program, address(empty)], cwd=ROOT) for _ in range(3)]

    assert [process.wait(60) for process in started] == [0, 0, 0]
    assert present(empty) == newest()


REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "trial"
down_revision = "{newest}"


def upgrade() -> None:
    {change}


def downgrade() -> None:
    pass
"""


def run_trial(engine: Engine, folder: Path, change: str) -> None:
    """Run one more revision than there are, which carries out ``change``."""
    (folder / "trial.py").write_text(REVISION.format(newest=newest(), change=change), encoding="utf-8")
    config = alembic_config(address(engine))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", f"{FILES[0].parent}\n{folder}")
    command.upgrade(config, "head")


@pytest.fixture
def town(sqlite_engine: Engine) -> Engine:
    """A database with an office and a town that belongs to it."""
    with sqlite_engine.begin() as connection:
        connection.execute(sa.insert(METADATA.tables["office"]), {"id": 1, "code": "RCZ", "name": "Západ"})
        connection.execute(
            sa.insert(METADATA.tables["municipality"]),
            {"id": 1, "name": "Lhota", "sort_key": "lhota", "seat": "", "office_id": 1},
        )
    return sqlite_engine


def rows(engine: Engine) -> tuple[int, int]:
    with engine.connect() as connection:
        return tuple(connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in ("office", "municipality"))


def test_rebuilding_a_table_keeps_what_belongs_to_its_rows(town: Engine, tmp_path: Path) -> None:
    rebuild = 'with op.batch_alter_table("office", recreate="always") as office: office.alter_column("name", {})'

    run_trial(town, tmp_path, rebuild.format('new_column_name="title"'))

    assert (present(town), rows(town)) == ("trial", (1, 1))


def test_a_revision_that_would_leave_orphans_is_not_carried_out(town: Engine, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cizí klíče"):
        run_trial(town, tmp_path, 'op.execute("DELETE FROM office")')

    assert (present(town), rows(town)) == (newest(), (1, 1))


def test_a_revision_that_fails_half_way_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    before = tables(engine)

    with pytest.raises(ZeroDivisionError):
        run_trial(engine, tmp_path, 'op.create_table("half", sa.Column("id", sa.Integer())); 1 / 0')

    assert (present(engine), tables(engine)) == (newest(), before)


@pytest.mark.slow
def test_data_of_every_earlier_revision_comes_up_whole(engine: Engine, sample_instance: Path) -> None:
    fill(engine, make_engine(f"sqlite:///{sample_instance / 'tracker.db'}"))
    full = shape(engine)

    there = alembic_config(address(engine))
    for older, newer in reversed(list(pairwise(CHAIN))):
        command.downgrade(there, older)
        kept = {table: [column["name"] for column in columns] for table, columns in columns_of(engine).items()}
        below = contents(engine, kept)
        command.upgrade(there, newer)
        assert contents(engine, kept) == below, f"up from {older}"
        command.downgrade(there, older)
    upgrade(address(engine))

    assert shape(engine) == full


def fill(engine: Engine, source: Engine) -> None:
    """Copy every row of ``source``."""
    with source.connect() as there, engine.begin() as here:
        for table in METADATA.sorted_tables:
            if rows := [dict(row) for row in there.execute(sa.select(table)).mappings()]:
                here.execute(sa.insert(table), rows)
    source.dispose()


def contents(engine: Engine, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """Every row of every table, in the given columns."""
    with engine.connect() as connection:
        return {
            name: sorted(map(str, connection.execute(sa.select(*map(sa.column, names)).select_from(sa.table(name)))))
            for name, names in columns.items()
        }
