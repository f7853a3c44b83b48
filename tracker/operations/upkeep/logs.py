"""One line a happening, as JSON for machines or as text for people; no personal data and no tokens in either.

Everything that is logged anywhere passes the same mask: addresses of people, keys, and the secret parts of addresses.
What a request was about stands in the journal, under its person; a line here says that it happened and how long it
took.
"""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.types import EventDict, Processor

from tracker.config import Config

_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    (re.compile(r"(/(?:kalendar|o|odhlasit|prihlaseni/odkaz)/)(?!odbery)[^/\s?\"']+"), r"\1…"),
    (re.compile(r"(Bearer\s+)\S+", re.IGNORECASE), r"\1…"),
    (re.compile(r"(?<![\w-])(?=[\w-]{40})(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]+"), "…"),
)
"""The last one is any token of ours: at least 40 characters of base64, which no hash and no name of a function is."""

_TALKATIVE = {"alembic", "waitress"}


def configure_logs(config: Config, stream: TextIO | None = None) -> None:
    """Let every logger of this process write to ``stream`` (the standard error) in the configured form."""
    json = config.log_format == "json"
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        masking,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(worth_telling)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(config.log_level.upper())


def worth_telling(record: logging.LogRecord) -> bool:
    """Leave out what libraries say of every start and of every look at the schema; their warnings are told."""
    return record.levelno > logging.INFO or record.name.partition(".")[0] not in _TALKATIVE


def masking(_logger: Any, _method: str, told: EventDict) -> EventDict:
    """Mask every text; a message stays one line, whatever somebody typed into it (ASVS 16.4.1)."""
    return {
        key: value if not isinstance(value, str) else masked(value if key == "exception" else _one_line(value))
        for key, value in told.items()
    }


def masked(text: str) -> str:
    """``text`` without what must stand in no log."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


def _one_line(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)
