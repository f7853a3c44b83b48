"""``tracker deadlines --jsonl``: reads Czech deadline phrases, one JSON object a line, and answers one a line."""

import json
from datetime import date
from typing import Any, TextIO

import click

from tracker.drafts.grammar import Context, Reading, Result, read
from tracker.obligations.deadline import to_json


@click.command()
@click.option("--jsonl", is_flag=True, required=True, help="Na vstupu i výstupu je jeden objekt JSON na řádek.")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
def deadlines(jsonl: bool, file: TextIO) -> None:
    """Přečte české termíny: vstup {"id", "text", "context"}, výstup {"id", "obligations", "repairs"}."""
    for line in file:
        if line.strip():
            click.echo(json.dumps(answer(line), ensure_ascii=False))


def answer(line: str) -> dict[str, Any]:
    """The answer to one line; a bad line gives an error and its ``id`` where that can be read."""
    identity: Any = None
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict):
            raise ValueError("řádek není objekt JSON")
        identity = asked.get("id")
        return {"id": identity, **_as_json(read(_text(asked), _context(asked)))}
    except Exception as error:  # noqa: BLE001  whatever a line holds, the lines after it are read
        return {"id": identity, "error": str(error)}


def _text(asked: dict[str, Any]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise ValueError("chybí text")
    return text


def _context(asked: dict[str, Any]) -> Context:
    around = asked.get("context") or {}
    if not isinstance(around, dict):
        raise ValueError("context není objekt")
    values = {name: around.get(name) for name in ("ref_date", "heading", "column")}
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{name} není text")
    day = values["ref_date"]
    return Context(date.fromisoformat(day) if day else None, values["heading"], values["column"])


def _as_json(result: Result) -> dict[str, Any]:
    return {
        "obligations": [_obligation(reading) for reading in result.readings],
        "repairs": [{"span": [one.start, one.end], "was": one.was, "now": one.now} for one in result.repairs],
        "set_aside": [
            {"span": [one.start, one.end], "words": one.words, "reason": one.reason} for one in result.set_aside
        ],
    }


def _obligation(reading: Reading) -> dict[str, Any]:
    return {
        **to_json(reading.deadline),
        "span": [reading.start, reading.end],
        "words": reading.words,
        "doubts": [
            {
                "kind": doubt.kind,
                "words": doubt.words,
                "readings": [to_json(one) for one in doubt.readings],
                "proposed": doubt.proposed,
            }
            for doubt in reading.doubts
        ],
    }
