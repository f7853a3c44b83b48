"""What every command shares: ``--today``, ``--json``, one way to answer and one way to fail.

A command is a function of ``ground`` and its own arguments that returns an ``Answer``. Wishes that cannot be carried
out end with exit code 1 and a sentence that says what to do next; with ``--json`` that is an object with ``error``.
"""

import functools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Never

import click
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import select

from tracker.config import BadConfiguration
from tracker.documents.passages import UnreadableDocument
from tracker.obligations.agreement import ForbiddenTransition
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, Work
from tracker.operations.upkeep.trouble import Trouble, trouble_of
from tracker.store.database import UnusableDatabase
from tracker.store.migrating import WrongSchema
from tracker.store.territory import MunicipalityRow
from tracker.timeline.folding import folded

FAILURES = (Refused, Forbidden, ForbiddenTransition, WrongSchema, BadConfiguration, UnusableDatabase)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: ``data`` for ``--json``, ``lines`` for people."""

    data: Any
    lines: Iterable[str] = field(default_factory=tuple)


class Day(click.ParamType[date]):
    """A day written ``YYYY-MM-DD``."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value}: napište den jako 2026-09-30", param, ctx)


DAY = Day()


def answering(command: Callable[..., Answer]) -> Callable[..., None]:
    """Turn a function of ``ground`` into the body of a click command with ``--today`` and ``--json``."""

    @click.option("--today", type=DAY, help="Jednat, jako by byl tento den (RRRR-MM-DD).")
    @click.option("--json", "as_json", is_flag=True, help="Odpovědět strojově čitelně.")
    @click.pass_context
    @functools.wraps(command)
    def run(context: click.Context, /, today: date | None, as_json: bool, **arguments: Any) -> None:
        try:
            answer = command(context.obj(today), **arguments)
        except UnreadableDocument as error:
            _fail(str(error), as_json, reason=error.reason, place=error.place)
        except NotFound:
            _fail("Nic takového tu není. Zkontrolujte zadané číslo nebo název.", as_json, reason="not_found")
        except FAILURES as error:
            _fail(str(error), as_json, reason=type(error).__name__)
        except (DBAPIError, OSError) as error:
            if trouble_of(error) is None and not isinstance(error, OperationalError):
                raise
            _fail(unreachable(error), as_json, reason="disk" if isinstance(error, OSError) else "database")
        tell(answer, as_json)

    return run


def unreachable(error: DBAPIError | OSError) -> str:
    """What to tell an operator whose database or disk does not answer, with its own words."""
    own = (str(error.orig if isinstance(error, DBAPIError) else error).splitlines() or [""])[0]
    if trouble_of(error) is Trouble.NO_ROOM:
        return f"Došlo místo na disku: {own}. Uvolněte ho a příkaz zopakujte."
    if isinstance(error, OSError):
        return f"Do složky nelze psát nebo z ní číst: {own}. Zkontrolujte disk a práva."
    return f"Databáze neodpovídá nebo odmítla: {own}. Zkontrolujte DATABASE_URL, místo na disku a zda server běží."


def tell(answer: Answer, as_json: bool) -> None:
    """Print an answer in the wanted form."""
    if as_json:
        click.echo(json.dumps(answer.data, ensure_ascii=False, indent=2, default=str))
    else:
        for line in answer.lines:
            click.echo(line)


def _fail(message: str, as_json: bool, **details: Any) -> Never:
    if as_json:
        click.echo(json.dumps({"error": {"message": message, **details}}, ensure_ascii=False))
    else:
        click.echo(message, err=True)
    raise SystemExit(1)


def municipality_named(work: Work, name: str) -> MunicipalityRow:
    """The municipality of this id, IČO or name (case and diacritics do not matter); raises ``Refused``."""
    rows = work.session.exec(select(MunicipalityRow)).all()
    found = [m for m in rows if name in (str(m.id), m.ico) or folded(m.name) == folded(name)]
    if len(found) != 1:
        known = ", ".join(m.name for m in sorted(rows, key=lambda m: m.sort_key)[:10]) or "zatím žádná"
        raise Refused(f"Obec „{name}“ tu není. Známé obce: {known}.")
    return found[0]


def table(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterable[str]:
    """Lines of a plain text table with columns as wide as their widest cell."""
    cells = [heads, *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


__all__ = ["DAY", "Answer", "Ground", "answering", "municipality_named", "table"]
