"""The days a recurrence lies on, in Czech: ``first-tue`` is "první úterý", ``month-04..10`` "od dubna do října"."""

from tracker.timeline.czech import MONTHS_GENITIVE, MONTHS_LOCATIVE, NBSP

_WEEKDAYS = {
    "mon": ("v pondělí", "pondělí", "n"),
    "tue": ("v úterý", "úterý", "n"),
    "wed": ("ve středu", "středu", "f"),
    "thu": ("ve čtvrtek", "čtvrtek", "m"),
    "fri": ("v pátek", "pátek", "m"),
    "sat": ("v sobotu", "sobotu", "f"),
    "sun": ("v neděli", "neděli", "f"),
}
_ORDINALS = {
    "first": {"m": "první", "n": "první", "f": "první"},
    "second": {"m": "druhý", "n": "druhé", "f": "druhou"},
    "third": {"m": "třetí", "n": "třetí", "f": "třetí"},
    "fourth": {"m": "čtvrtý", "n": "čtvrté", "f": "čtvrtou"},
    "fifth": {"m": "pátý", "n": "páté", "f": "pátou"},
    "last": {"m": "poslední", "n": "poslední", "f": "poslední"},
}
_SEASONS = {
    "spring": "na jaře",
    "summer": "v létě",
    "autumn": "na podzim",
    "winter": "v zimě",
}


def say_recurring_days(on: tuple[str, ...]) -> str:
    """All the days in a row: "v pondělí a ve čtvrtek". A mark of a form nobody taught us is shown as it is."""
    said = [_say(mark) for mark in on]
    return " a ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _say(mark: str) -> str:
    if mark in _WEEKDAYS:
        return _WEEKDAYS[mark][0]
    if mark in _SEASONS:
        return _SEASONS[mark]
    head, _, tail = mark.partition("-")
    if head in _ORDINALS and tail in _WEEKDAYS:
        _, accusative, gender = _WEEKDAYS[tail]
        return f"{_ORDINALS[head][gender]} {accusative}"
    if head == "day" and tail.isdigit():
        return f"{int(tail)}.{NBSP}den"
    if head == "month":
        return _say_months(tail)
    if head.isdigit() and tail.isdigit():
        return f"{int(tail)}.{NBSP}{MONTHS_GENITIVE[int(head) - 1]}"
    return mark


def _say_months(months: str) -> str:
    first, _, last = months.partition("..")
    if not last:
        return f"v{NBSP}{MONTHS_LOCATIVE[int(first) - 1]}"
    return f"od {MONTHS_GENITIVE[int(first) - 1]} do {MONTHS_GENITIVE[int(last) - 1]}"
