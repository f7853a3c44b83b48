"""What will probably be missed, and why."""

from datetime import date

from tests.duties import FOUR_A_YEAR, ONCE_A_YEAR, a_duty, meetings
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.forecast import Expiry, Reason, Sign, Watched, forecast
from tracker.fulfilment.status import standing
from tracker.obligations.obligation import Obligation
from tracker.occurrences.expansion import expand

LP, REPORT = a_duty(FOUR_A_YEAR), a_duty(ONCE_A_YEAR, key="report")
OCTOBER = date(2023, 10, 10)


def _watched(duty: Obligation, on: date, facts: dict[str, Facts], planned: tuple[date, ...] = ()) -> Watched:
    return Watched(
        duty,
        tuple(
            (o, standing(duty, o, facts.get(o.label, NO_FACTS), on), facts.get(o.label, NO_FACTS)) for o in expand(duty)
        ),
        planned,
    )


def test_every_sign_of_danger_is_said_in_words():
    facts = {
        "2022": Facts(meetings(date(2022, 5, 9), date(2022, 9, 9), date(2023, 1, 9))),
        "2023": Facts(meetings(date(2023, 6, 6))),
    }
    plan = Expiry("Strategie prevence", date(2023, 11, 30), frozenset({"lp"}))
    (threat,) = forecast([_watched(LP, OCTOBER, facts)], OCTOBER, [plan])
    assert (threat.occurrence.key, threat.standing.due) == ("lp/2023", date(2023, 12, 31))
    assert [Reason(r.sign, r.words.replace("\u00a0", " ")) for r in threat.reasons] == [
        Reason(Sign.PACE, "Za tempem: 1 z 3, které už mají být hotovy."),
        Reason(Sign.NO_DATE, "Zbývá 3 z 4 a žádný den není naplánován."),
        Reason(Sign.SILENT_OWNER, "Poslední záznam je z 6. 6. 2023, odpovědná strana mlčí 126 dní."),
        Reason(Sign.LATE_BEFORE, "Minulé období 2022 bylo splněno o 9 dní později."),
        Reason(Sign.EXPIRING_DOCUMENT, "Dokument „Strategie prevence“ končí 30. 11. 2023, dřív než termín."),
    ]


def test_a_year_on_pace_with_a_day_set_is_in_no_danger():
    facts = {
        "2022": Facts(meetings(date(2022, 5, 9), date(2022, 9, 9), date(2022, 11, 9))),
        "2023": Facts(meetings(date(2023, 2, 6), date(2023, 5, 6), date(2023, 9, 6))),
    }
    assert forecast([_watched(LP, OCTOBER, facts, planned=(date(2023, 12, 5),))], OCTOBER) == ()


def test_only_what_falls_due_within_the_horizon_is_forecast():
    watched = [_watched(LP, date(2023, 9, 1), {})]
    assert forecast(watched, date(2023, 9, 1)) == ()
    assert [t.occurrence.label for t in forecast(watched, date(2023, 9, 1), horizon=121)] == ["2023"]


def test_what_is_overdue_or_fulfilled_is_no_forecast():
    facts = {"2023": Facts(meetings(date(2023, 9, 9)))}
    assert forecast([_watched(REPORT, date(2023, 12, 1), facts)], date(2023, 12, 1)) == ()


def test_the_soonest_term_comes_first_and_a_missed_year_before_is_a_sign():
    threats = forecast([_watched(LP, OCTOBER, {}), _watched(REPORT, OCTOBER, {})], OCTOBER)
    assert [t.occurrence.key for t in threats] == ["lp/2023", "report/2023"]
    assert threats[1].reasons[-1] == Reason(Sign.LATE_BEFORE, "Minulé období 2022 není splněno: 0 z 1.")
