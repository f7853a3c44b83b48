from dataclasses import replace
from datetime import date

from tests.reports.entries import duty, entries
from tests.reports.lipova import THE_YEAR_IS_OVER, lipova, yearly
from tests.reports.snapshots import assert_matches
from tracker.fulfilment.event import Decision, DecisionKind
from tracker.fulfilment.status import standing
from tracker.obligations.deadline import Dated
from tracker.reports.balance import agreed, balance, not_done, out_of_force, running
from tracker.reports.compliance_report import compliance_report
from tracker.reports.csv_form import to_csv
from tracker.reports.table import Said
from tracker.reports.text import to_text
from tracker.reports.yearly import Comments, Lot, lot_of


def test_the_report_of_a_year_reads_as_a_council_member_would_want_it() -> None:
    assert_matches("compliance.txt", "\n".join([*to_text(compliance_report(yearly())), ""]).encode())


def test_its_table_has_a_row_for_every_term_of_the_year() -> None:
    (table,) = compliance_report(yearly()).data
    assert_matches("compliance.csv", to_csv(table))


def test_the_counts_come_first_and_the_year_before_stands_beside() -> None:
    assert [line.replace("\xa0", " ") for line in compliance_report(yearly()).summary] == [
        "Splněno 2 z 3 termínů (66 %), z toho opožděně 1, nesplněno 1.",
        "Předchozí rok 2025: splněno 1 z 2 (50 %).",
        "Nesplněno: Akční plán. Vázne to na ASZ 1×.",
        "Dluh z minulých let: splněno 1 z 1 (100 %).",
        "Vzdělávání: 0 hodin z dohodnutých 40 na celou dobu.",
    ]


def test_the_numbers_to_take_away_stand_beside_those_of_the_year_before() -> None:
    assert [figure.told for figure in compliance_report(yearly()).figures] == [
        "ujednáno termínů: 3 (2025: 2)",
        "splněno včas: 1 (2025: 1)",
        "splněno opožděně: 1 (2025: 0)",
        "nesplněno: 1 (2025: 1)",
    ]


def test_in_the_middle_of_the_year_what_still_runs_is_not_held_against_the_town() -> None:
    summary = compliance_report(yearly(date(2026, 7, 1))).summary
    assert summary[0].replace("\xa0", " ") == "Splněno 0 z 1 termínu (0 %), nesplněno 1. Ještě běží: 2."


def test_every_term_is_in_one_lot_and_the_parts_add_up_to_the_whole() -> None:
    counts = balance(yearly().lot(Lot.YEAR))
    assert agreed(counts) == counts.fulfilled + not_done(counts) + running(counts) == 3
    assert counts.total == agreed(counts) + out_of_force(counts)
    assert [len(yearly().lot(lot)) for lot in Lot] == [3, 1, 1, 1]


def test_a_shifted_term_stays_in_the_year_it_was_agreed_for() -> None:
    (entry,) = entries(duty(9, "Koncepce", Dated("2026-11-30")), THE_YEAR_IS_OVER)
    key, recorded = entry.occurrence.key, lipova(THE_YEAR_IS_OVER)[0].facts.fulfilments[0].recorded_at
    shift = Decision(DecisionKind.SHIFT, key, date(2026, 11, 1), "Volby", "R. Vedoucí", recorded, date(2027, 3, 31))
    facts = replace(entry.facts, decisions=(shift,))
    moved = replace(entry, standing=standing(entry.obligation, entry.occurrence, facts, THE_YEAR_IS_OVER))
    assert moved.standing.due == date(2027, 3, 31)
    assert (lot_of(moved, 2026), lot_of(moved, 2027)) == (Lot.YEAR, None)


def test_what_was_settled_before_the_year_is_not_carried_into_it() -> None:
    done_in_2025 = [entry for entry in lipova(THE_YEAR_IS_OVER) if entry.standing.fulfilled_on == date(2025, 9, 1)]
    assert [lot_of(entry, 2026) for entry in done_in_2025] == [None]


def test_the_words_of_the_parties_stand_where_they_belong() -> None:
    report = compliance_report(
        yearly(comments=Comments("Dotace přišla pozdě.", "Plán dokončíme v březnu.", "Souhlasíme."))
    )
    told = {part.heading: [text.words for text in part.text if isinstance(text, Said)] for part in report.parts}
    assert (told["Co se nepodařilo a proč"], told["Co dál"], told["Vyjádření ASZ"]) == (
        ["Dotace přišla pozdě."],
        ["Plán dokončíme v březnu."],
        ["Souhlasíme."],
    )


def test_a_part_of_nothing_but_a_hidden_text_is_not_published() -> None:
    report = compliance_report(yearly(comments=Comments("Dotace přišla pozdě.", "Plán dokončíme v březnu.")))
    shown = [part.heading for part in report.published({"text#failures"}).parts]
    assert [part.heading for part in report.parts if part.heading not in shown] == ["Co dál"]


def test_published_without_the_switched_off_words_and_without_names_of_papers() -> None:
    report = compliance_report(yearly())
    assert [text.words for text in report.texts()] == [
        "Čekáme na vyhlášení dotace.",
        "=SUM(A1) se nekonalo, sešli jsme se.",
    ]
    public = report.published({"7/3/once#reason"})
    told = "\n".join(to_text(public)) + to_csv(public.data[0]).decode()
    assert "Čekáme na vyhlášení dotace." in told
    assert "SUM(A1)" not in told
    assert "minutes-3.pdf" in to_csv(report.data[0]).decode()
    assert "minutes-3.pdf" not in told
