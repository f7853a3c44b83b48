"""Brings a database to the schema of this program, and tells whether it is there."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_MIGRATIONS = Path(__file__).parents[2] / "migrations"


class WrongSchema(Exception):
    """The database has another schema than the program; the message says what to do."""


def alembic_config(url: str) -> Config:
    """Alembic's configuration for one database."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate the database at ``url``."""
    command.upgrade(alembic_config(url), revision)


def newest() -> str:
    """The revision that this program works with."""
    return ScriptDirectory.from_config(alembic_config("")).get_current_head() or ""


def present(engine: Engine) -> str | None:
    """The revision of a database, ``None`` when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def ensure_schema(engine: Engine) -> None:
    """Create the schema in an empty database; raise ``WrongSchema`` where another version of it stands."""
    there, wanted = present(engine), newest()
    if there == wanted:
        return
    if there is None and not sa.inspect(engine).get_table_names():
        upgrade(engine.url.render_as_string(hide_password=False))
        return
    raise WrongSchema(f"Databáze má schéma {there or 'neznámé'}, program potřebuje {wanted}. Spusťte: tracker migrate")
