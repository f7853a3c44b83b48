"""Clocks that start with an event: „do 30 dnů od podpisu“, „nejméně 7 dní předem“, „neprodleně“."""

import re
from dataclasses import replace
from typing import Literal

from tracker.drafts.grammar.almanac import Almanac, months_moment
from tracker.drafts.grammar.counts import Bound
from tracker.drafts.grammar.durations import as_offset, clock, lasting
from tracker.drafts.grammar.parts import Part, Role, dated
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Nothing, Offset, Precision, Relative

END_OF_MONTH = "konec měsíce"
AT_ONCE = Offset(0, "day")


_ENDS_EVERY_PERIOD = re.compile("(?:skončení|uplynutí|ukončení|konce) každého ")
"""The end of every period is no single event; the words after the period are not its name."""
_AGE = 12
"""„do 15 let“ alone is an age."""


def within(found: Found, _: Almanac) -> Part | None:
    bound: Bound | None = found["bound"]
    kind: Literal["at_least", "within"] = "at_least" if bound and bound.minimum else "within"
    offset = found["offset"] or as_offset(found)
    if found["anchor"] is None and offset and offset.unit == "year" and offset.n >= _AGE:
        return None
    if found["anchor"] and _ENDS_EVERY_PERIOD.match(found["anchor"]):
        return None
    return clock(found, Relative("after", offset, found["anchor"], kind))


def from_event(found: Found, almanac: Almanac) -> Part | None:
    """„30 dnů od doručení“, „6 měsíců po skončení“ are time limits, „36 měsíců od podpisu“ is a duration."""
    lasts = found["offset"].unit in ("month", "year") and found["after"] != "po"
    return lasting(found, almanac) if lasts else within(found, almanac)


def soonest(found: Found, _: Almanac) -> Part:
    return clock(found, Relative("after", found["offset"], found["anchor"], "earliest"))


def not_sooner_before(found: Found, _: Almanac) -> Part:
    """„nejdříve 3 měsíce před koncem“"""
    return clock(found, Relative("before", found["offset"], found["anchor"], "earliest"))


def exactly_after(found: Found, _: Almanac) -> Part:
    """„po 30 dnech od doručení“, „den po uzávěrce“"""
    return clock(found, Relative("after", found["offset"], found["anchor"], "exact"))


def on_a_day_after(found: Found, _: Almanac) -> Part:
    """„patnáctým dnem po vyhlášení“, „počátkem patnáctého dne následujícího po dni vyhlášení“"""
    anchor = found["anchor"].removeprefix("dni ").removeprefix("dne ")
    return clock(found, Relative("after", Offset(found["ordinal"], "day"), anchor, "exact"))


def at_least_before(found: Found, _: Almanac) -> Part:
    return clock(found, Relative("before", found["offset"], found["anchor"], "at_least"))


def before(found: Found, _: Almanac) -> Part:
    """„5 dní předem“, „max. 5 dní před“"""
    bound = found["bound"]
    kind: Literal["at_least", "within", "exact"]
    kind = "at_least" if bound and bound.minimum else "within" if bound and bound.maximum else "exact"
    return clock(found, Relative("before", found["offset"] or as_offset(found), found["anchor"], kind))


def at_once(found: Found, _: Almanac) -> Part:
    """„neprodleně po doručení“, with a limit the limit counts: „neprodleně, nejdéle do 20 dnů“."""
    return clock(found, Relative("after", found["offset"] or AT_ONCE, found["anchor"], "within"))


def next_month(found: Found, _: Almanac) -> Part:
    """„do 15. dne následujícího měsíce“, „do 5 pracovních dnů následujícího měsíce“: so many days after the month has ended."""
    offset = found["offset"] or Offset(found["ordinal"], "day")
    return clock(found, Relative("after", offset, END_OF_MONTH, "within"))


def end_of_month(found: Found, almanac: Almanac) -> Part:
    """„do konce měsíce“: of the month of the document, where that is known."""
    if almanac.today is None:
        return clock(found, Relative("after", AT_ONCE, END_OF_MONTH, "within"))
    month = months_moment(almanac.today.year, almanac.today.month, almanac.today.month, Precision.MONTH)
    return dated(found.start, found.end, month, almanac, Role.BY)


def end_of_next_month(found: Found, almanac: Almanac) -> Part:
    """„do konce následujícího měsíce“"""
    if almanac.today is None:
        return clock(found, Relative("after", Offset(1, "month"), END_OF_MONTH, "within"))
    years, month = divmod(almanac.today.month, 12)
    moment = months_moment(almanac.today.year + years, month + 1, month + 1, Precision.MONTH)
    return dated(found.start, found.end, moment, almanac, Role.BY)


def on_the_day(found: Found, _: Almanac) -> Part:
    """„v den podpisu smlouvy“"""
    return replace(clock(found, Relative("after", AT_ONCE, found["anchor"], "exact")), why="alone")


def clock_begins(found: Found, _: Almanac) -> Part:
    """„výpovědní doba začíná běžet prvním dnem…“: when a length begins to be counted is no limit of its own."""
    return Part(found.start, found.end, Nothing(), Role.NOTHING, why="beginning of a clock")


def next_year(found: Found, almanac: Almanac) -> Part:
    """„do 5. února následujícího roku“"""
    day = found["moment"].last.in_year(None)
    return clock(found, Relative("after", month_day=day.iso[5:], year_shift=1))


RULES = (
    Rule(
        "exactly after",
        (
            "po|za OFFSET AFTER ANCHOR",
            "po uplynuti dalsi? OFFSET AFTER ANCHOR",
            "po uplynuti dalsi? OFFSET",
            "offset=ONE po ANCHOR",
        ),
        exactly_after,
    ),
    Rule("so long from an event", ("OFFSET AFTER ANCHOR",), from_event),
    Rule(
        "so long after an event",
        (
            "BY OFFSET",
            "BY OFFSET AFTER ANCHOR",
            "ve|v lhuta OFFSET",
            "ve|v lhuta OFFSET AFTER ANCHOR",
            "BY? OFFSET_ADJECTIVE lhuta AFTER ANCHOR",
            "v|ve OFFSET_ADJECTIVE lhuta AFTER ANCHOR",
            "v|ve|do? OFFSET_ADJECTIVE lhuta",
            "lhuta :? OFFSET AFTER ANCHOR",
            "lhuta je|cini OFFSET ,? a? bezi|pocina|zacina od|ode|dnem ANCHOR",
            "BOUND OFFSET lhuta",
            "PAYABLE OFFSET",
            "PAYABLE OFFSET AFTER ANCHOR",
            "BY OFFSET od anchor=DATE_WORDS",
            "BOUND OFFSET AFTER ANCHOR",
            "AFTER anchor=SHORT_ANCHOR BY OFFSET",
            "AFTER anchor=SHORT_ANCHOR , BY OFFSET",
            "AFTER ANCHOR , BY OFFSET",
            "BY ORDINAL den po|od|ode ANCHOR",
            "BY offset=NTH_WORKDAY po|od|ode ANCHOR",
            "BY? offset=NEXT_DAY po ANCHOR",
            "pri anchor=OCCASION ,? BY OFFSET",
            "v|ve pripad|pripade anchor=OCCASION ,? BY OFFSET",
            "BY OFFSET pote , ANCHOR",
        ),
        within,
    ),
    Rule(
        "not before",
        (
            "nejdrive|drive po? OFFSET AFTER ANCHOR",
            "nejdrive|drive po? uplynuti OFFSET AFTER ANCHOR",
            "ne drive nez po? uplynuti? OFFSET AFTER ANCHOR",
        ),
        soonest,
    ),
    Rule(
        "not sooner before",
        ("nejdrive OFFSET pred|prede ANCHOR", "ne drive nez OFFSET pred|prede ANCHOR"),
        not_sooner_before,
    ),
    Rule(
        "on a day after",
        (
            "pocatkem|zacatkem? ORDINAL den po|ode|od den? ANCHOR",
            "pocatkem|zacatkem? ORDINAL den nasledujiciho|nasledujicim? po den? ANCHOR",
        ),
        on_a_day_after,
    ),
    Rule(
        "at the latest before",
        ("BY OFFSET pred|prede ANCHOR", "BY OFFSET predem", "BY anchor=SHORT_ANCHOR OFFSET predem"),
        at_least_before,
    ),
    Rule(
        "before an event",
        (
            "BOUND? OFFSET pred|prede ANCHOR",
            "BOUND? po|na doba BOUND? OFFSET pred|prede ANCHOR",
            "BOUND? OFFSET pred",
            "BOUND? OFFSET predem",
            "s|se OFFSET predstih",
            "s|se OFFSET_ADJECTIVE predstih",
            "s|se|v predstih BOUND? OFFSET",
            "v|s dostatecnem|minimalnim? predstih BOUND? OFFSET",
        ),
        before,
    ),
    Rule(
        "at once",
        (
            "AT_ONCE",
            "AT_ONCE AFTER ANCHOR",
            "BY den ANCHOR",
            "AT_ONCE ,? BY OFFSET",
            "AT_ONCE ,? BY OFFSET AFTER ANCHOR",
            "AT_ONCE ,? anchor=JAKMILE",
            "AT_ONCE AFTER ANCHOR ,? BY OFFSET",
        ),
        at_once,
    ),
    Rule(
        "day of the next month",
        (
            "BY|k|ke? ORDINAL den NEXT_MONTH",
            "BY ORDINAL NEXT_MONTH",
            "BY OFFSET NEXT_MONTH",
            "BY offset=NTH_WORKDAY NEXT_MONTH",
        ),
        next_month,
    ),
    Rule("end of the month", ("BY konec kalendarni? mesic",), end_of_month),
    Rule(
        "end of the next month",
        (
            "BY konec NEXT_MONTH",
            "BY konec pristi mesic",
        ),
        end_of_next_month,
    ),
    Rule("on the day of an event", ("v den ANCHOR", "k|ke den anchor=EVENT"), on_the_day),
    Rule(
        "beginning of a clock", ("zacina|pocina|zacne|pocne bezet|plynout ANCHOR", "bezi|plyne od ANCHOR"), clock_begins
    ),
    Rule(
        "day of the next year",
        ("BY od? moment=LOOSE NEXT_YEAR",),
        next_year,
    ),
)
