"""What operations refuse, in the language of the page."""

from flask_babel import gettext

from tracker.timeline.sentences import Sentence


def say(error: Exception) -> str:
    """The sentence of a refusal; one that the catalogue does not have stays Czech."""
    words, values = (error.words, error.values) if isinstance(error, Sentence) else (str(error), {})
    return str(gettext(words, **values))
