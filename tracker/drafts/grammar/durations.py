"""How long something lasts: „na dobu 5 let od podpisu“, „výpovědní lhůta je tříměsíční“, „5 let“."""

from dataclasses import replace
from typing import Literal

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Offset, Relative


def lasting(found: Found, _: Almanac) -> Part:
    return clock(found, Relative("after", found["offset"] or as_offset(found), found["anchor"], "duration"))


def bare_length(found: Found, _: Almanac) -> Part | None:
    """„5 let“ with nothing beside it lasts so long, „14 dnů“ is a limit."""
    offset: Offset = found["offset"]
    if found.end - found.start == 1:
        return None
    kind: Literal["duration", "within"] = "duration" if offset.unit in ("month", "year") else "within"
    return replace(clock(found, Relative("after", offset, None, kind)), why="only")


def as_offset(found: Found) -> Offset | None:
    length = found["offset_adjective"]
    if found["ordinal"]:
        return Offset(found["ordinal"], "day")
    if length is None:
        return None
    units = {"quarter": ("month", 3), "half-year": ("month", 6)}
    unit, times = units.get(length.period, (length.period, 1))
    return Offset(length.n * times, unit)


def clock(found: Found, deadline: Relative) -> Part:
    if deadline.anchor is not None:
        deadline = replace(deadline, anchor=deadline.anchor.strip(" ,"))
    return Part(found.start, found.end, deadline, Role.CLOCK)


RULES = (
    Rule(
        "for so long",
        (
            "na|po doba BOUND? OFFSET",
            "na|po doba BOUND? OFFSET AFTER ANCHOR",
            "na OFFSET",
            "na OFFSET AFTER ANCHOR",
            "na? OFFSET od anchor=DATE_WORDS",
            "od anchor=DATE_WORDS na|po doba? OFFSET",
            "v|na OFFSET_ADJECTIVE funkcni|volebni? obdobi|doba",
            "OFFSET_ADJECTIVE obdobi|doba|udrzitelnost|zaruka|platnost",
            "OFFSET_ADJECTIVE obdobi|doba|udrzitelnost|zaruka|platnost|najem|pronajem|smlouva AFTER ANCHOR",
            "OFFSET_ADJECTIVE funkcni|volebni|zkusebni|zarucni obdobi|doba|lhuta",
            "OFFSET_ADJECTIVE funkcni|volebni|zkusebni|zarucni? obdobi|doba|lhuta AFTER ANCHOR",
            "na doba urcitou? v? delce trvani? OFFSET",
            "na doba urcitou? v? delce trvani? OFFSET AFTER ANCHOR",
            "na doba urcitou ,? a? to? OFFSET AFTER ANCHOR",
            "po? LASTS OFFSET",
            "po? LASTS OFFSET AFTER ANCHOR",
            "archivovat|uchovavat|uchovat OFFSET",
            "vypujcni|vypovedni|zkusebni|skartacni lhuta je|cini|: zpravidla? OFFSET",
            "vypovedni lhuta|doba je|cini? OFFSET_ADJECTIVE",
            "platnost|udrzitelnost|zaruka|ucinnost je|cini? OFFSET AFTER ANCHOR",
            "zarucni lhuta|doba je|cini|v? delce? OFFSET AFTER ANCHOR",
            "vypovedni|zkusebni lhuta|doba OFFSET",
            "na doba urcitou OFFSET",
            "na doba urcitou ,? a? to OFFSET",
            "platnost|udrzitelnost|zaruka|ucinnost je|cini? OFFSET",
            "zarucni lhuta|doba je|cini|v? delce? OFFSET",
            "zaruka v|na delce|dobu? OFFSET",
            "vypovedni lhuta|doba je|cini OFFSET",
            "vypovedni|zkusebni lhuta|doba : OFFSET",
            "OFFSET_ADJECTIVE vypovedni lhuta|doba",
        ),
        lasting,
    ),
    Rule("a bare length", ("offset=BARE_OFFSET",), bare_length),
)
