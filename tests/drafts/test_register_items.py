"""What a document offers to the registers: each record with its words' place and the towns it speaks of."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.drafts.draft import DocumentInfo, Draft, DraftKind, Header
from tracker.drafts.register_items import Item, Locality, items_of, localities_of
from tracker.drafts.registers import (
    LocalityApproval,
    LocalityPlan,
    MeetingRecord,
    ProjectRecord,
    Registers,
    TableTotal,
    TopicRecord,
)


def _items(text: str, registers: Registers, *known: str, of: str | None = None) -> tuple[Item, ...]:
    draft = Draft("1", DocumentInfo("a.txt", "txt", "0"), DraftKind.ANSWER, Header(municipality=of))
    return items_of(replace(draft, registers=registers), text, known)


def _project(name: str) -> Registers:
    return Registers(projects=(ProjectRecord(name),))


@pytest.mark.parametrize(
    "text, town",
    [
        ("Projekty ve městě Most:\nDílna", "Most"),
        ("Projekty v Mostě:\nDílna", "Most"),
        ("Projekty statutárního města Mostu:\nDílna", "Most"),
        ("Projekty v Horní Lhotě a pak v Mostě:\nDílna", "Most"),
        ("Projekty v Mostě a pak v Horní Lhotě:\nDílna", "Horní Lhota"),
        ("Oblastní charita Most, spolek Most k naději:\nDílna", None),
        ("Mostecká dílna pro mosty:\nDílna", None),
        ("Dílna\nProjekty v Mostě", None),
    ],
)
def test_the_town_named_last_before_a_record_is_proposed(text: str, town: str | None) -> None:
    (item,) = _items(text, _project("Dílna"), "Most", "Horní Lhota")
    assert [t.name for t in item.towns] == ([town] if town else [])
    assert not item.names_towns


def test_a_record_that_names_a_town_itself_is_of_that_one() -> None:
    (item,) = _items("Vše v Mostě.\nDílna v Lhotě", _project("Dílna v Lhotě"), "Most", "Lhota")
    assert item.towns == (Locality("Lhota"),)


def test_where_nothing_is_named_the_town_of_the_document_is_proposed() -> None:
    (item,) = _items("Dílna", _project("Dílna"), of="Lipová")
    assert item.towns == (Locality("Lipová"),)


def test_words_are_found_however_they_are_spaced() -> None:
    text = "Seznam:\n1) Dílna*  pod\xa0lípou\n2) Dílna pod lípou"
    (item,) = _items(text, _project("Dílna pod lípou"))
    assert text[item.start : item.end] == "Dílna*  pod\xa0lípou"


def test_words_that_are_not_there_have_an_empty_place() -> None:
    (item,) = _items("Nic takového.", _project("Dílna"))
    assert (item.start, item.end) == (0, 0)


def test_a_plan_says_who_approved_it_and_when() -> None:
    approvals = (LocalityApproval(date(2030, 3, 5)), LocalityApproval(date(2030, 4, 7), "Dolní Lhota"))
    plans = (LocalityPlan(1, "Lhotecko", "RCV", approvals), LocalityPlan(2, "Lipová", "RCZ", ()))
    text = "1LhoteckoRCV5.3.2030\n7.4.2030 (Dolní Lhota)\n2LipováRCZ"
    approved, waiting = _items(text, Registers(plans=plans))
    assert approved.words.replace("\xa0", " ") == ("Lhotecko, RCV: schváleno 5. 3. 2030, 7. 4. 2030 (Dolní Lhota)")
    assert (text[approved.start : approved.end], text[waiting.start : waiting.end]) == (
        "LhoteckoRCV5.3.2030",
        "LipováRCZ",
    )
    assert waiting.words == "Lipová, RCZ: dosud neschváleno"
    assert localities_of((approved, waiting)) == ("Lhotecko", "Lipová")


def test_two_towns_that_are_elsewhere_called_one_are_one_locality() -> None:
    topics = (
        TopicRecord("bydlení", "krizové bydlení", ("Horní a Dolní", "Lipová")),
        TopicRecord("práce", "sociální firma", ("Horní", "Dolní", "Lipová (město zvažuje)")),
    )
    _, second = _items("", Registers(topics=topics))
    assert second.towns == (Locality("Horní a Dolní"), Locality("Lipová", "město zvažuje"))


def test_a_meeting_without_a_day_says_so() -> None:
    meetings = (MeetingRecord(None, "Schůzka v říjnu"), MeetingRecord(date(2030, 2, 4), "Schůzka"))
    undated, dated = _items("", Registers(meetings=meetings))
    assert (str(undated.fault), dated.fault) == ("Dokument neuvádí den jednání.", None)


def test_a_sum_tells_what_it_declares_and_what_its_rows_give() -> None:
    (item,) = _items("", Registers(totals=(TableTotal("Volné byty", 22, 21, 11),)))
    assert item.words == "Volné byty: uvedeno 22, řádky dávají 21"
