"""What the floors below say, in the language of the page: phrases, refusals, rules of deadlines, names of terms."""

from dataclasses import replace
from datetime import date

from flask import Flask
from markupsafe import Markup, escape

from tracker.obligations.deadline import Deadline, Precision
from tracker.obligations.wording import deadline_phrase, until_phrase
from tracker.occurrences.wording import term_phrase
from tracker.timeline.sentences import Language, Phrase, Sentence
from tracker.web.filters import counted, day, days_range, distance, month, month_name, number
from tracker.web.language import language, translated


def _counted_in_case(count: float, noun: str, genitive: bool) -> str:
    return counted(count, noun, genitive=genitive)


def as_written(words: str | None) -> str:
    """What somebody wrote: it stays Czech, and a page in another language says so to who listens to it."""
    if not words or language() == "cs":
        return words or ""
    return Markup('<span lang="cs">{}</span>').format(words)


def kept(words: str | None) -> str:
    """Words that were stored as a text: ours in the language of the page, any others as somebody wrote them."""
    said_so = translated(words or "")
    return said_so if said_so != words else as_written(words)


_OF_PAGE = Language(translated, number, day, days_range, distance, month, month_name, _counted_in_case)
_OF_TEMPLATE = replace(_OF_PAGE, words=lambda words: escape(translated(words)), written=as_written)
"""The same as a piece of a page, in which what somebody wrote is marked as Czech."""


def install_sentences(app: Flask) -> None:
    """Give templates ``said``, ``translated``, ``as_written``, ``kept``, ``deadline``, ``term_label`` and ``until``."""
    app.jinja_env.filters.update(
        said=_OF_TEMPLATE.say,
        deadline=_deadline_in_page,
        term_label=say_term,
        translated=translated,
        as_written=as_written,
        kept=kept,
    )
    app.jinja_env.globals.update(until=say_until)


def _deadline_in_page(deadline: Deadline) -> str:
    return _OF_TEMPLATE.say(deadline_phrase(deadline))


def said(phrase: Phrase) -> str:
    """The sentence of a phrase; one that the catalogue does not have stays Czech."""
    return _OF_PAGE.say(phrase)


def say(error: Sentence) -> str:
    """The sentence of a refusal."""
    return said(error.phrase)


def say_deadline(deadline: Deadline) -> str:
    """A rule of deadlines in words."""
    return said(deadline_phrase(deadline))


def say_term(label: str) -> str:
    """The name of a term in words."""
    return said(term_phrase(label))


def say_until(due: date, precision: Precision = Precision.DAY) -> str:
    """A due day as exactly as it was agreed."""
    return said(until_phrase(due, precision))
