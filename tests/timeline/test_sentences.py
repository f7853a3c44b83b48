"""Sentences that are said later: Czech by themselves, another language through its words."""

from datetime import date

from tracker.timeline.czech import NBSP
from tracker.timeline.sentences import (
    Counted,
    Distance,
    Language,
    Month,
    MonthName,
    Phrase,
    Sentence,
    Span,
    Written,
    listed,
)

DAY = date(2026, 9, 30)


def test_every_kind_of_value_is_said_by_its_kind():
    said = Phrase(
        "%(day)s, %(span)s, %(month)s, %(of)s, %(in)s, %(far)s, %(many)s, %(within)s, %(number)s, %(words)s, %(inner)s",
        day=DAY,
        span=Span(date(2026, 1, 1), DAY),
        month=Month(DAY),
        of=MonthName(9),
        far=Distance(DAY, date(2026, 9, 6)),
        many=Counted(5, "den"),
        within=Counted(1, "měsíc", genitive=True),
        number=2.5,
        words=Written("40 hodin"),
        inner=Phrase("nejméně %(count)s×", count=4),
        **{"in": MonthName(4, locative=True)},
    )
    assert str(said).replace(NBSP, " ") == (
        "30. 9. 2026, 1. 1.–30. 9. 2026, září 2026, září, dubnu, za 24 dní, 5 dní, 1 měsíce, 2,5, 40 hodin, nejméně 4×"
    )


def test_another_language_looks_its_words_up_and_leaves_what_somebody_wrote():
    english = Language(
        words={"%(what)s do %(day)s": "%(what)s by %(day)s", "zpráva": "report"}.__getitem__,
        day=date.isoformat,
        written="“{}”".format,
    )
    told = [
        english.say(Phrase("%(what)s do %(day)s", what=what, day=DAY)) for what in (Phrase("zpráva"), Written("do"))
    ]
    assert told == ["report by 2026-09-30", "“do” by 2026-09-30"]


def test_phrases_stand_in_a_row_parted_by_commas():
    assert [str(listed(*(Phrase(word) for word in words))) for words in (["1×"], ["1×", "2×", "3×"])] == [
        "1×",
        "1×, 2×, 3×",
    ]


def test_an_exception_says_its_sentence_or_one_made_elsewhere():
    first = Sentence("Obec „%(name)s“ tu není.", name="Lhota 100%")
    assert (str(first), str(Sentence(first.phrase)), Sentence(first.phrase).phrase) == (
        "Obec „Lhota 100%“ tu není.",
        "Obec „Lhota 100%“ tu není.",
        first.phrase,
    )
    assert str(Sentence("Splněno je 100 %.")) == "Splněno je 100 %."
