"""Turns a template and its values into the subject and both parts of a mail; templates lie in ``templates/email``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.mailing.markup import as_html, as_text, read, squeezable, tidy
from tracker.mailing.words import CZECH, ENGLISH

TEMPLATES = Path(__file__).parents[2] / "templates" / "email"
Language = Literal["cs", "en"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail in words."""

    subject: str
    text: str
    html: str


def render(kind: str, language: Language, values: Mapping[str, Any]) -> Rendered:
    """Render ``<language>/<kind>.txt``; a value that the template asks for and does not get is an error."""
    source = read(_environment(language).get_template(f"{kind}.txt").render(values))
    return Rendered(source.subject, as_text(source), as_html(source, language))


@cache
def _environment(language: Language) -> Environment:
    # no autoescaping: a template makes plain lines, and markup.as_html escapes every one of them
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(TEMPLATES / language),
        auto_reload=False,  # it would look at the files for every letter
        undefined=StrictUndefined,
        finalize=tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(CZECH if language == "cs" else ENGLISH)
    environment.filters["squeeze"] = squeezable
    return environment
