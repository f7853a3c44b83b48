"""The names of terms in words."""

from datetime import date

import pytest

from tracker.occurrences.wording import say_label, term_phrase
from tracker.timeline.sentences import Language


@pytest.mark.parametrize(
    "label, words",
    [
        ("once", ""),
        ("undated", ""),
        ("until-end", "do konce platnosti"),
        ("ongoing", "průběžně"),
        ("on-condition", "podle potřeby"),
        ("on-condition.2", "podle potřeby, 2. vyžádání"),
        ("2026", "rok 2026"),
        ("2026-2027", "roky 2026–2027"),
        ("2026-Q3", "3. čtvrtletí 2026"),
        ("2026-H1", "1. pololetí 2026"),
        ("2026-W08", "8. týden roku 2026"),
        ("2026-09", "září\u00a02026"),
        ("2026-05-01..2027-04-30", "1.\u00a05.\u00a02026–30.\u00a04.\u00a02027"),
        ("2026-05..08", "2026-05..08"),
    ],
)
def test_a_name_is_said_in_words_or_left_as_it_is(label: str, words: str) -> None:
    assert say_label(label) == words


def test_another_language_says_the_same_in_its_own_words() -> None:
    english = Language(
        words=lambda words: words.replace("rok", "year"), month=date.isoformat, span=lambda a, b: f"{a} to {b}"
    )
    assert [english.say(term_phrase(label)) for label in ("2026", "2026-09", "2026-05-01..2026-05-02")] == [
        "year 2026",
        "2026-09-01",
        "2026-05-01 to 2026-05-02",
    ]
