"""Recurrence: so many times in every period, on which days."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.counts import Bound, Times
from tracker.drafts.grammar.lengths import Length
from tracker.drafts.grammar.parts import WORKDAYS, Part, Question, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Nothing, Period, Recurring


def per_period(found: Found, _: Almanac) -> Part:
    """„nejméně 4x ročně“, „třikrát za rok“, „jednou za dva roky“."""
    times: Times = found["times"] or Times(found["number"] or 1, found["upto"])
    length: Length = found["rate"] or found["length"]
    deadline = Recurring(times.count, length.period, length.n)
    questions: tuple[Question, ...] = ()
    if times.upto is not None:
        other = replace(deadline, count=times.upto)
        questions = (Question("count_range", (deadline, other), 0),)
        deadline = replace(deadline, minimum=True)
    return _rate(found, bounded(deadline, found["bound"] or found["late"]), questions)


def every(found: Found, _: Almanac) -> Part:
    """„každé tři měsíce“, „čtvrtletně“, „v měsíčních intervalech“."""
    length: Length = found["rate"] or found["length"] or found["period_adjective"]
    return replace(_rate(found, bounded(Recurring(1, length.period, length.n), found["bound"])), is_period=True)


def many_a_period(found: Found, almanac: Almanac) -> Part:
    """„4/rok“"""
    return replace(per_period(found, almanac), why="alone")


def several_times(found: Found, _: Almanac) -> Part:
    """„několikrát do roka“: how many times, a person is asked."""
    length: Length = found["rate"] or found["length"]
    often = Recurring(None, length.period, length.n)
    return _rate(found, often, (Question("vague_deadline", (often,), 0),))


def meetings_every(found: Found, almanac: Almanac) -> Part:
    """„pravidelné měsíční schůzky“; a „roční zpráva“ or a „týdenní kurz“ is only called so."""
    return replace(every(found, almanac), why="alone")


def on_working_days(found: Found, _: Almanac) -> Part | None:
    """„denně kromě víkendů“"""
    length: Length = found["rate"]
    return _rate(found, Recurring(1, Period.DAY, on=WORKDAYS)) if length == Length(1, Period.DAY) else None


def unit_in_head(found: Found, _: Almanac) -> Part:
    """„Interval (měsíce) | 6“"""
    unit: Length = found["length"]
    return _rate(found, Recurring(1, unit.period, max(found["number"], 1)))


def yearly(found: Found, _: Almanac) -> Part:
    """„každoroční aktualizace“"""
    return _rate(found, Recurring(1, Period.YEAR))


def every_other(found: Found, _: Almanac) -> Part:
    """„ob týden“"""
    length: Length = found["length"]
    return _rate(found, Recurring(1, length.period, 2 * length.n))


def every_quarter(found: Found, _: Almanac) -> Part:
    """„1/4 ročně“"""
    times: Times = found["times"] or Times(1)
    return _rate(found, Recurring(times.count, Period.QUARTER))


def every_other_day(found: Found, _: Almanac) -> Part:
    """„obden“"""
    return _rate(found, Recurring(1, Period.DAY, 2))


def period_of_paper(found: Found, _: Almanac) -> Part:
    """„za čtvrtletí“: a turn of its own only where a lag follows."""
    length: Length = found["length"]
    return Part(found.start, found.end, Recurring(1, length.period, length.n), Role.SUBJECT, is_period=True)


def one_of_two(found: Found, _: Almanac) -> Part:
    """„jednou za 2 nebo 4 roky“, „v intervalu 3, 6 nebo 12 měsíců“: the most frequent is taken, the rarest asked."""
    length: Length = found["length"]
    often = Recurring(found["times"].count if found["times"] else 1, length.period, min(found["number"], length.n))
    seldom = replace(often, every=max(found["number"], length.n))
    return _rate(found, often, (Question("count_range", (often, seldom), 0),))


def apart(found: Found, _: Almanac) -> Part:
    """„minimálně 2 měsíce mezi schůzkami“: at most one in so long."""
    length: Length = found["length"]
    bound: Bound | None = found["bound"]
    deadline = Recurring(1, length.period, length.n)
    if bound:
        deadline = replace(deadline, minimum=bound.maximum, maximum=bound.minimum)
    return _rate(found, deadline)


def same_unit(found: Found, _: Almanac) -> Part:
    """„…, výměna každý čtvrtý“: the unit is that of the rate before it."""
    return Part(found.start, found.end, Recurring(1, Period.YEAR, found["ordinal"]), Role.ELLIPSIS)


def exception(found: Found, _: Almanac) -> Part:
    """„kromě srpna“"""
    return Part(found.start, found.end, Nothing(), Role.EXCEPT)


def bounded(deadline: Recurring, bound: Bound | None) -> Recurring:
    """The rate with what „nejméně“ or „nejvýše“ makes of it."""
    if bound is None:
        return deadline
    return replace(deadline, minimum=deadline.minimum or bound.minimum, maximum=bound.maximum)


def _rate(found: Found, deadline: Recurring, questions: tuple[Question, ...] = ()) -> Part:
    return Part(found.start, found.end, deadline, Role.RATE, questions=questions)


RULES = (
    Rule(
        "times in a period",
        (
            "BOUND? TIMES RATE",
            "BOUND? TIMES ( RATE )",
            "BOUND? TIMES - RATE",
            "BOUND? TIMES za|v|ve|do|per|/ LENGTH",
            "BOUND? TIMES LENGTH",
            "BOUND? TIMES v|za|do|behem prubeh? LENGTH",
            "BOUND? TIMES za|v? kazdy LENGTH",
            "RATE BOUND? TIMES",
            "za|kazdy LENGTH BOUND? TIMES",
            "BOUND? NUMBER EVENTS RATE",
            "BOUND? NUMBER EVENTS za|v|ve|do LENGTH",
            "BOUND? TIMES EVENTS RATE",
            "BOUND? TIMES EVENTS za|v|ve|do LENGTH",
            "RATE BOUND? NUMBER EVENTS",
            "NUMBER az|- upto=NUMBER EVENTS RATE",
            "NUMBER az|- upto=NUMBER EVENTS za|v|ve|do LENGTH",
            "z|ze TIMES_OLD RATE? na BOUND? TIMES RATE",
            "z|ze TIMES_OLD za? LENGTH? na BOUND? TIMES za LENGTH",
            "z|ze old=NUMBER na BOUND? NUMBER RATE",
        ),
        per_period,
    ),
    Rule(
        "every period",
        (
            "BOUND? RATE",
            "BOUND? v|za? kazdy LENGTH",
            "BOUND? v|za? kazdy length=NTH_LENGTH",
            "po skonceni|uplynuti|ukonceni kazdy|dany LENGTH",
            "v|ve posledni|prvni tyden|den|mesic kazdy? LENGTH",
            "s|v|ve PERIOD_ADJECTIVE interval",
            "s PERIOD_ADJECTIVE frekvenci|periodicitou",
            "PERIOD_ADJECTIVE interval",
            "v? interval po? LENGTH",
            "po length=LENGTH_DISTRIBUTIVE",
            "co LENGTH",
        ),
        every,
    ),
    Rule(
        "several times",
        ("nekolikrat|vicekrat|parkrat|opakovane za|do|v|ve|behem LENGTH", "nekolikrat|vicekrat|parkrat RATE"),
        several_times,
    ),
    Rule("so many a period", ("BOUND? NUMBER / LENGTH",), many_a_period),
    Rule("regular meetings", ("pravidelne|pravidelna|pravidelny? PERIOD_ADJECTIVE MEETINGS",), meetings_every),
    Rule("except at weekends", ("RATE krome|mimo|vyjma vikendu|vikend|vikendy",), on_working_days),
    Rule("unit in the head", ("interval|cetnost|periodicita|frekvence ( LENGTH ) :? |? NUMBER",), unit_in_head),
    Rule("quarter of a year in figures", ("1 / 4 rocne|roku", "TIMES za 1 / 4 roku"), every_quarter),
    Rule("yearly", ("kazdorocni",), yearly),
    Rule("every other day", ("obden",), every_other_day),
    Rule("every other period", ("ob LENGTH", "v|ve|kazdy lichy|sudy kalendarni? LENGTH"), every_other),
    Rule(
        "one of two lengths",
        (
            "TIMES za NUMBER nebo|az|- LENGTH",
            "BOUND? TIMES za NUMBER , second=NUMBER nebo LENGTH",
            "v? interval NUMBER nebo|az|- LENGTH",
        ),
        one_of_two,
    ),
    Rule("so long apart", ("BOUND? LENGTH mezi ANCHOR",), apart),
    Rule("unit of the rate before", ("kazdy ORDINAL",), same_unit),
    Rule(
        "period of a paper",
        (
            "za LENGTH",
            "v|ve kalendarni LENGTH",
            "za uplynule|uplynuly|predchozi|predesle|predesly|minule|minuly LENGTH",
        ),
        period_of_paper,
    ),
    Rule(
        "exception",
        ("krome|vyjma|mimo mesic? MOMENT", "s vyjimkou MOMENT", "krome|vyjma|mimo DAYS", "krome|mimo prazdnin"),
        exception,
    ),
)
