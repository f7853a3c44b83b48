"""The readings of a doubt, as the page of a draft offers them."""

from tracker.drafts.doubt import Choice
from tracker.obligations.deadline import from_json
from tracker.obligations.wording import say_deadline
from tracker.web import sentences


def reading_words(reading: Choice) -> str:
    """A rule in the language of the page, and so any other words that are ours; words of the document as they stand."""
    if "deadline" in reading.value:
        rule = from_json(reading.value["deadline"])
        if reading.words == say_deadline(rule):
            return sentences.say_deadline(rule)
    return sentences.kept(reading.words)
