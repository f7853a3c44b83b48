"""The days a recurrence lies on, in words: ``first-tue`` is "první úterý", ``month-04..10`` "od dubna do října"."""

from tracker.timeline.sentences import MonthName, Phrase, listed

_WEEKDAYS = {
    "mon": Phrase("v pondělí"),
    "tue": Phrase("v úterý"),
    "wed": Phrase("ve středu"),
    "thu": Phrase("ve čtvrtek"),
    "fri": Phrase("v pátek"),
    "sat": Phrase("v sobotu"),
    "sun": Phrase("v neděli"),
}
_ORDERED = {
    "mon": (Phrase("pondělí"), "n"),
    "tue": (Phrase("úterý"), "n"),
    "wed": (Phrase("středu"), "f"),
    "thu": (Phrase("čtvrtek"), "m"),
    "fri": (Phrase("pátek"), "m"),
    "sat": (Phrase("sobotu"), "f"),
    "sun": (Phrase("neděli"), "f"),
}
"""The accusative after an ordinal, and its gender."""
_ORDINALS = {
    "first": {"m": Phrase("první"), "n": Phrase("první"), "f": Phrase("první")},
    "second": {"m": Phrase("druhý"), "n": Phrase("druhé"), "f": Phrase("druhou")},
    "third": {"m": Phrase("třetí"), "n": Phrase("třetí"), "f": Phrase("třetí")},
    "fourth": {"m": Phrase("čtvrtý"), "n": Phrase("čtvrté"), "f": Phrase("čtvrtou")},
    "fifth": {"m": Phrase("pátý"), "n": Phrase("páté"), "f": Phrase("pátou")},
    "last": {"m": Phrase("poslední"), "n": Phrase("poslední"), "f": Phrase("poslední")},
}
_SEASONS = {
    "spring": Phrase("na jaře"),
    "summer": Phrase("v létě"),
    "autumn": Phrase("na podzim"),
    "winter": Phrase("v zimě"),
}


def recurring_days(on: tuple[str, ...]) -> Phrase:
    """All the days in a row: "v pondělí a ve čtvrtek". A mark of a form nobody taught us is shown as it is."""
    said = [_phrase(mark) for mark in on]
    return Phrase("%(days)s a %(last)s", days=listed(*said[:-1]), last=said[-1]) if len(said) > 1 else said[0]


def _phrase(mark: str) -> Phrase:
    if mark in _WEEKDAYS:
        return _WEEKDAYS[mark]
    if mark in _SEASONS:
        return _SEASONS[mark]
    head, _, tail = mark.partition("-")
    if head in _ORDINALS and tail in _ORDERED:
        day, gender = _ORDERED[tail]
        return Phrase("%(ordinal)s %(day)s", ordinal=_ORDINALS[head][gender], day=day)
    if head == "day" and tail.isdigit():
        return Phrase("%(number)s.\N{NO-BREAK SPACE}den", number=int(tail))
    if head == "month":
        return _months(tail)
    if head.isdigit() and tail.isdigit():
        return Phrase("%(day)s.\N{NO-BREAK SPACE}%(month)s", day=int(tail), month=MonthName(int(head)))
    return Phrase("%(mark)s", mark=mark)


def _months(months: str) -> Phrase:
    first, _, last = months.partition("..")
    if not last:
        return Phrase("v\N{NO-BREAK SPACE}%(month)s", month=MonthName(int(first), locative=True))
    return Phrase("od %(first)s do %(last)s", first=MonthName(int(first)), last=MonthName(int(last)))
