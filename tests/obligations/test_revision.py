"""A new version compared with the old one, as the change sheet shows it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.duties import FOUR_A_YEAR, ONCE_A_YEAR, SEPTEMBER_2022, a_duty, chomutov
from tracker.obligations.deadline import Continuous, Missing, Period, Recurring
from tracker.obligations.obligation import Act, Party, Side, Validity
from tracker.obligations.revision import Added, Aspect, Difference, Dropped, Kept, SheetRow, compare, continued, sheet

NBSP = "\u00a0"
MEETINGS = a_duty(FOUR_A_YEAR, quote="Minimálně 4x ročně", outputs=("Záznam z jednání",))


def test_a_version_compared_with_itself_changes_nothing():
    duties = tuple(chomutov().values())
    assert compare(duties, duties) == tuple(Kept(duty, duty) for duty in duties)
    assert sheet(compare(duties, duties)) == ()


def test_added_and_dropped_duties_are_told_apart_from_kept_ones():
    report, research = a_duty(ONCE_A_YEAR, key="report"), a_duty(key="research")
    assert compare([MEETINGS, research], [report, MEETINGS]) == (
        Added(report),
        Kept(MEETINGS, MEETINGS),
        Dropped(research),
    )


def test_a_rate_that_fell_is_named():
    fewer = replace(MEETINGS, deadline=Recurring(1, Period.HALF_YEAR, minimum=True))
    assert compare([MEETINGS], [fewer]) == (
        Kept(
            MEETINGS,
            fewer,
            (
                Difference(
                    Aspect.RULE,
                    f"nejméně 4×{NBSP}ročně",
                    f"nejméně 1×{NBSP}za{NBSP}pololetí",
                    "Má se plnit méně často.",
                ),
            ),
        ),
    )


def test_the_same_rate_in_other_words_of_time_is_no_change_of_the_rule():
    yearly, monthly = a_duty(Recurring(1, Period.YEAR)), a_duty(Recurring(1, Period.MONTH, every=12))
    assert compare([yearly], [monthly]) == (Kept(yearly, monthly),)


def test_a_day_that_vanished_is_said_in_words():
    plan = a_duty(SEPTEMBER_2022, key="plan", title="Sestavení plánu")
    for undated in (Missing(), Continuous()):
        (row,) = sheet(compare([plan], [replace(plan, deadline=undated)]))
        assert (row.change, row.was, row.remark) == (
            "Pravidlo termínu",
            f"do konce září{NBSP}2022",
            "Termín z textu zmizel.",
        )


def test_a_softened_goal_shows_the_words_that_are_gone_and_that_came():
    old = a_duty(title="Bydlení", quote="Město zřídí deset bytů pro rodiny s dětmi")
    new = replace(old, quote="Město podpoří vznik bytů pro rodiny s dětmi")
    assert sheet(compare([old], [new])) == (
        SheetRow(
            "Bydlení",
            "Znění",
            "Bydlení: Město zřídí deset bytů pro rodiny s dětmi",
            "Bydlení: Město podpoří vznik bytů pro rodiny s dětmi",
            "Vypadlo „zřídí deset“, přibylo „podpoří vznik“.",
        ),
    )


def test_a_broken_line_in_the_words_is_no_change():
    assert compare([MEETINGS], [replace(MEETINGS, quote="Minimálně\n4x  ročně")])[0] == Kept(
        MEETINGS, replace(MEETINGS, quote="Minimálně\n4x  ročně")
    )


def test_party_outputs_and_validity_are_aspects_of_their_own():
    new = replace(
        MEETINGS,
        party=Party.BOTH,
        halves={Side.ASZ: "odborné zajištění"},
        outputs=(),
        validity=Validity(date(2022, 5, 1), date(2027, 12, 31)),
    )
    assert sheet(compare([MEETINGS], [new])) == (
        SheetRow("Lokální partnerství", "Odpovědnost", "obec", "obec i ASZ; ASZ: odborné zajištění"),
        SheetRow("Lokální partnerství", "Výstupy", "Záznam z jednání", "–"),
        SheetRow(
            "Lokální partnerství",
            "Platnost",
            f"1.{NBSP}5.{NBSP}2022–31.{NBSP}8.{NBSP}2026",
            f"1.{NBSP}5.{NBSP}2022–31.{NBSP}12.{NBSP}2027",
        ),
    )


def test_a_reworded_duty_of_the_new_document_continues_the_old_one():
    old = (replace(MEETINGS, key="1/jednani"), a_duty(ONCE_A_YEAR, key="1/zprava", act=Act.COUNCIL_REPORT))
    read = (
        a_duty(ONCE_A_YEAR, key="a", act=Act.COUNCIL_REPORT),
        a_duty(FOUR_A_YEAR, key="b", quote="Nejméně 4x ročně"),
        a_duty(FOUR_A_YEAR, key="c", title="Výzkum bydlení", act=Act.RESEARCH),
    )
    assert [duty.key for duty in continued(old, read)] == ["1/zprava", "1/jednani", "c"]


def test_two_like_duties_continue_two_and_not_one_twice():
    old = (a_duty(key="1", title="Školení jaro"), a_duty(key="2", title="Školení podzim"))
    read = (a_duty(key="x", title="Školení podzim"), a_duty(key="y", title="Školení jaro"))
    assert [duty.key for duty in continued(old, read)] == ["2", "1"]


@given(st.sets(st.sampled_from(sorted(chomutov()))), st.sets(st.sampled_from(sorted(chomutov()))))
def test_every_duty_of_either_version_is_accounted_for_exactly_once(before, after):
    duties = chomutov()
    changes = compare([duties[key] for key in sorted(before)], [duties[key] for key in sorted(after)])
    told = sorted(change.old.key if isinstance(change, Dropped) else change.new.key for change in changes)
    assert told == sorted(before | after)
