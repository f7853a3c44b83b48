"""What the floors below say, in the language of the page: phrases, refusals, rules of deadlines, names of terms."""

from datetime import date

from flask import Flask
from markupsafe import Markup

from tracker.obligations.deadline import Deadline, Precision
from tracker.obligations.wording import deadline_phrase, until_phrase
from tracker.occurrences.wording import term_phrase
from tracker.timeline.sentences import Language, Phrase, Sentence
from tracker.web.filters import counted, day, days_range, distance, month, month_name, number
from tracker.web.language import language, translated


def _counted_in_case(count: float, noun: str, genitive: bool) -> str:
    return counted(count, noun, genitive=genitive)


_OF_PAGE = Language(translated, number, day, days_range, distance, month, month_name, _counted_in_case)


def install_sentences(app: Flask) -> None:
    """Give templates ``said``, ``translated``, ``as_written``, ``deadline``, ``term_label`` and ``until``."""
    app.jinja_env.filters.update(
        said=said, deadline=say_deadline, term_label=say_term, translated=translated, as_written=as_written
    )
    app.jinja_env.globals.update(until=say_until)


def said(phrase: Phrase) -> str:
    """The sentence of a phrase; one that the catalogue does not have stays Czech."""
    return _OF_PAGE.say(phrase)


def say(error: Sentence) -> str:
    """The sentence of a refusal."""
    return said(error.phrase)


def say_deadline(deadline: Deadline) -> str:
    """A rule of deadlines in words."""
    return said(deadline_phrase(deadline))


def as_written(words: str | None) -> str:
    """What somebody wrote: it stays Czech, and a page in another language says so to who listens to it."""
    if not words or language() == "cs":
        return words or ""
    return Markup('<span lang="cs">{}</span>').format(words)


def say_term(label: str) -> str:
    """The name of a term in words."""
    return said(term_phrase(label))


def say_until(due: date, precision: Precision = Precision.DAY) -> str:
    """A due day as exactly as it was agreed."""
    return said(until_phrase(due, precision))
