"""Windows: from – to."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac, Day, Moment, months_moment
from tracker.drafts.grammar.parts import Part, Question, Role, questions_of, window
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Dated, Precision


def between(found: Found, almanac: Almanac) -> Part | None:
    """Two moments; what the first leaves unsaid (year) it takes from the second."""
    return _window(found, found["first"], found["last"], almanac)


def shared_month(found: Found, almanac: Almanac) -> Part | None:
    """„14.–18. března 2016“"""
    last: Moment = found["last"]
    if last.precision is not Precision.DAY or found["day_no"] >= last.last.in_month:
        return None
    first = replace(last, first=replace(last.first, day=found["day_no"]), last=replace(last.last, day=found["day_no"]))
    return _window(found, first, last, almanac)


def shared_year_in_figures(found: Found, almanac: Almanac) -> Part | None:
    """„03-09/2015“, „05/-06/23“"""
    last: Moment = found["last"]
    if last.precision is not Precision.MONTH or last.last.month == found["month_no"]:
        return None
    return _window(found, months_moment(None, found["month_no"], found["month_no"], Precision.MONTH), last, almanac)


def damaged_months(found: Found, almanac: Almanac) -> Part | None:
    """„05/-06/23“: the year of the first month is lost; it is that of the second, or a person says."""
    span = shared_year_in_figures(found, almanac)
    if span is None:
        return None
    only = Dated(found["last"].last.iso, Precision.MONTH)
    return replace(span, questions=(*span.questions, Question("damaged_date", (span.deadline, only), 0)))


def neighbours(found: Found, almanac: Almanac) -> Part | None:
    """„duben/květen 2019“, „únor květen 2016“ (a lost dash): both are months."""
    first, last = found["first"], found["last"]
    if first.precision is not Precision.MONTH or last.precision is not Precision.MONTH:
        return None
    if found["joined"] and (first.last.month % 12) + 1 != last.first.month:
        return None
    return _window(found, first, last, almanac)


def lost_dash(found: Found, almanac: Almanac) -> Part | None:
    """„od 14. 4. 13. 7. 2005“: two days with nothing between them but a lost dash; a person is asked."""
    first, last = found["first"], found["last"]
    if first.year_known or not last.year_known or _in_year(first) >= _in_year(last):
        return None
    span = _window(found, first, last, almanac)
    only = Dated(last.last.iso)
    return span and replace(span, questions=(*span.questions, Question("damaged_date", (span.deadline, only), 0)))


def _in_year(moment: Moment) -> tuple[int, int]:
    return moment.last.month, moment.last.in_month


def years(found: Found, almanac: Almanac) -> Part | None:
    """„2018–2024“: whole years."""
    first, last = found["first"], found["last"]
    return _window(found, first, last, almanac) if first.last.year < last.last.year else None


_COARSE = (Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)


def _window(found: Found, first: Moment, last: Moment, almanac: Almanac) -> Part | None:
    if first.precision in _COARSE and last.precision is Precision.DAY and not first.year_known:
        return None
    if last.choices and first.first.date:
        return _damaged_end(found, first, last)
    begin, end = almanac.settle_range(first, last)
    if begin.first.date and end.last.date and begin.first.date > end.last.date:
        return None
    questions = tuple({q.kind: q for m in (begin, end) for q in questions_of(m)}.values())
    return Part(found.start, found.end, window(begin.first, end.last), Role.SPAN, end, questions)


def shared_quarter(found: Found, almanac: Almanac) -> Part | None:
    """„2. – 3. čtvrtletí 2020“"""
    first, last = found["ordinal"], found["last"]
    if 3 * first >= last.last.month:
        return None
    return _window(found, months_moment(None, 3 * first - 2, 3 * first, Precision.QUARTER), last, almanac)


def span_of_paper(found: Found, almanac: Almanac) -> Part | None:
    """„za období 1. 1. – 30. 6. 2017“"""
    span = between(found, almanac)
    return replace(span, role=Role.SUBJECT) if span else None


def quarters_of_paper(found: Found, almanac: Almanac) -> Part | None:
    """„za I. až III. čtvrtletí“: what a paper is about."""
    span = shared_quarter(found, almanac)
    return replace(span, role=Role.SUBJECT) if span else None


def months_of_paper(found: Found, almanac: Almanac) -> Part | None:
    """„za období 1–6/2017“"""
    span = shared_year_in_figures(found, almanac)
    return replace(span, role=Role.SUBJECT) if span else None


def two_years(found: Found, almanac: Almanac) -> Part | None:
    """„2018/2019“ alone: both years, or the school year; a person is asked."""
    span = years(found, almanac)
    if span is None or found["last"].last.year != found["first"].last.year + 1:
        return None
    first_year = found["first"].last.year
    school = window(Day(first_year, 9, 1), Day(first_year + 1, 8, 31))
    return replace(span, why="alone", questions=(Question("year_meaning", (span.deadline, school), 0),))


def for_two_years(found: Found, almanac: Almanac) -> Part | None:
    """„plán zimní údržby pro rok 2014/2015“"""
    span = two_years(found, almanac)
    return replace(span, why="") if span else None


def _damaged_end(found: Found, first: Moment, last: Moment) -> Part:
    """„od 1. 3. 2018 do 28. 2. 202“: the end stays open until a person chooses among the years after the start."""
    start = first.first.date
    ends = [day for day in last.choices if day.date and start and day.date > start]
    question = Question("damaged_date", tuple(window(first.first, day) for day in sorted(ends, key=lambda d: d.iso)))
    return Part(found.start, found.end, window(first.first, None), Role.SPAN, questions=(question,))


RULES = (
    Rule(
        "quarters of one year",
        ("ORDINAL -|az last=QUARTER", "na? prelom ORDINAL a last=QUARTER", "v|ve ORDINAL a last=QUARTER"),
        shared_quarter,
    ),
    Rule("quarters of a paper", ("za ORDINAL -|az|a last=QUARTER",), quarters_of_paper),
    Rule(
        "span of a paper",
        ("za obdobi? first=MOMENT -|az last=MOMENT", "za obdobi? od first=MOMENT do|az last=MOMENT"),
        span_of_paper,
    ),
    Rule("months of a paper", ("za obdobi? MONTH_NO -|az last=MOMENT",), months_of_paper),
    Rule(
        "from – to",
        (
            "od|ode :? WEEKDAY? first=LOOSE ,|;? -? do|az :? WEEKDAY? last=LOOSE",
            "od|ode? first=CLUMSY_DAY -|az|do last=MOMENT",
            "zahajeni|zacatek realizace|projektu? :|-? first=MOMENT ,|;|-? a? ukonceni|dokonceni|konec realizace|projektu? :|-? last=MOMENT",
            "od|ode WEEKDAY? first=LOOSE az do last=LOOSE",
            "od|ode dne WEEKDAY? first=LOOSE ,? do|az dne? WEEKDAY? last=LOOSE",
            "od|ode first=LOOSE -|az last=LOOSE",
            "v|ve|termin|obdobi? :? WEEKDAY? first=MOMENT WEEKDAY? -|az WEEKDAY? last=MOMENT WEEKDAY_AFTER?",
            "v|behem prubeh? first=MOMENT -|az|a last=MOMENT",
            "na first=MOMENT -|az last=MOMENT",
            "zacina|zacne|pocina|vznika|vznikne den? first=MOMENT ,? a? konci|skonci|trva|potrva do? den? last=MOMENT",
            "v obdobi first=MOMENT -|az|do last=MOMENT",
            "first=MOMENT az|- do last=MOMENT",
            "first=MOMENT - - last=MOMENT",
            "mezi first=MOMENT a last=MOMENT",
            "prelom first=MOMENT a last=MOMENT",
            "BY? first=LOOSE - last=MOMENT",
        ),
        between,
    ),
    Rule(
        "days of one month",
        (
            "od|ve|v|dny|ode? WEEKDAY? DAY_NO -|az WEEKDAY? last=MOMENT",
            "od|ode WEEKDAY? DAY_NO do|az WEEKDAY? last=MOMENT",
            "mezi DAY_NO a last=MOMENT",
        ),
        shared_month,
    ),
    Rule("months of one year", ("MONTH_NO -|az last=MOMENT",), shared_year_in_figures),
    Rule("months of one year, damaged", ("MONTH_NO / - last=MOMENT",), damaged_months),
    Rule(
        "two months",
        ("v|ve? first=MONTH joined=AND last=MONTH", "v|ve? first=MONTH last=MONTH", "prelom first=MONTH / last=MONTH"),
        neighbours,
    ),
    Rule("two days without their dash", ("od|mezi? first=DAY last=DAY",), lost_dash),
    Rule("two years", ("first=RANGE_YEAR / last=BARE_YEAR",), two_years),
    Rule("for two years", ("pro|na rok|obdobi first=RANGE_YEAR / last=BARE_YEAR",), for_two_years),
    Rule(
        "whole years",
        (
            "od|ode rok? first=RANGE_YEAR do|az rok? last=BARE_YEAR",
            "pro|na|v? obdobi|rok? obdobi|rok? first=RANGE_YEAR -|az rok? last=BARE_YEAR",
            "v|na|pro rok first=RANGE_YEAR a last=BARE_YEAR",
            "prelom rok first=RANGE_YEAR a last=BARE_YEAR",
        ),
        years,
    ),
)
