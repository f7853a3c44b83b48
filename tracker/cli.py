"""The command line: ``python -m tracker COMMAND``. Joins the groups of ``tracker/commands`` with the real parts."""

import json
import os
import sys
from datetime import date

import click
from sqlalchemy.exc import OperationalError

from tracker.api.application import create_api
from tracker.api.described import description
from tracker.commands import COMMANDS
from tracker.commands import jobs as about_jobs
from tracker.commands.answers import unreachable
from tracker.config import BadConfiguration, Config, from_environment
from tracker.installation import ground_for
from tracker.jobs.runner import Runner
from tracker.operations.ground import Ground
from tracker.operations.people.seal_secrets import seal_secrets
from tracker.operations.upkeep.backup import migrate as migrate_database
from tracker.operations.upkeep.logs import configure_logs
from tracker.store.database import UnusableDatabase
from tracker.store.migrating import WrongSchema, ensure_schema, newest
from tracker.timeline.clock import SystemClock, on_day


def _ground(today: date | None) -> Ground:
    ground = ground_for(from_environment(os.environ), on_day(today) if today else SystemClock())
    ensure_schema(ground.engine)
    return ground


def _config() -> Config:
    try:
        return from_environment(os.environ)
    except BadConfiguration as error:
        sys.exit(str(error))


def _ready() -> Ground:
    try:
        return _ground(None)
    except (BadConfiguration, UnusableDatabase, WrongSchema) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(unreachable(error))


@click.group()
@click.pass_context
def cli(context: click.Context) -> None:
    """Hlídač závazků: co si obec a ASZ slíbily a do kdy."""
    context.obj = _ground


@cli.command()
def migrate() -> None:
    """Převede databázi na schéma tohoto programu."""
    try:
        ground = ground_for(_config(), SystemClock())
        archive = migrate_database(ground)
        seal_secrets(ground)
    except UnusableDatabase as error:
        sys.exit(str(error))
    except (OperationalError, OSError) as error:
        sys.exit(unreachable(error))
    if archive is not None:
        click.echo(f"Předtím byla pořízena záloha {archive}.")
    click.echo(f"Databáze je připravena (schéma {newest()}).")


@cli.command()
def web() -> None:
    """Spustí webový server."""
    config = _ready().config
    server = [sys.executable, "-m", "waitress", f"--listen={config.host}:{config.port}", "--threads=8", "--ident="]
    os.execv(sys.executable, [*server, "wsgi:app"])  # noqa: S606  the server takes over this process and its signals


@cli.command()
def openapi() -> None:
    """Vypíše popis rozhraní pro jiné programy (OpenAPI 3.1)."""
    api = create_api(ground_for(_config(), SystemClock()))
    click.echo(json.dumps(description(api), ensure_ascii=False, indent=2))


@cli.group(invoke_without_command=True)
@click.pass_context
def jobs(context: click.Context) -> None:
    """Spustí úlohy na pozadí: denní kontrolu termínů, doručování pošty a úklid."""
    if context.invoked_subcommand is None:
        ground = _ready()
        configure_logs(ground.config)
        Runner(ground).serve()


jobs.add_command(about_jobs.status)
jobs.add_command(about_jobs.confirm)
for command in COMMANDS:
    cli.add_command(command)
