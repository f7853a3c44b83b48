"""Duties that come back: for every period of the validity a quota, due on the period's last day or on the agreed days
in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from tracker.obligations.deadline import Period, Precision, Quota, Recurring, length_of
from tracker.obligations.obligation import Obligation, Validity
from tracker.occurrences.labels import label_of
from tracker.occurrences.milestones import even_pace
from tracker.occurrences.narrowing import agreed_days, agreed_months, in_months, windows_in
from tracker.occurrences.occurrence import EVENT_UNIT, Occurrence
from tracker.occurrences.offsets import moved
from tracker.occurrences.shares import Share, owed, shares
from tracker.timeline.periods import Length, Span, share_in_force

_PRECISIONS = {3: Precision.QUARTER, 6: Precision.HALF_YEAR, 12: Precision.YEAR, 24: Precision.YEAR}


@dataclass(frozen=True, slots=True)
class _Window:
    label: str
    part: Span
    quota: float
    precision: Precision


def recurring(obligation: Obligation, rule: Recurring) -> Iterator[Occurrence]:
    """The windows of a rate, in order. A rate without a count but with agreed days means one on each of them."""
    validity = bounded(obligation.validity, rule)
    if validity is None:
        return
    length = length_of(rule.period, rule.every)
    for share in shares(validity, length, obligation.year):
        label = label_of(share.period, length, obligation.year)
        narrowed = _narrowed(obligation, rule, share, label) if rule.on else [_whole(obligation, rule, share, label)]
        for window in narrowed:
            if window.quota:
                yield _occurrence(obligation, rule, window)


def quota_per_period(obligation: Obligation, rule: Quota, per: Period) -> Iterator[Occurrence]:
    """An amount that is owed anew in every period ("8 hodin ročně")."""
    length = length_of(per)
    for share in shares(obligation.validity, length, obligation.year):
        quota = owed(rule.amount, share.fraction, obligation.partial)
        window = _Window(label_of(share.period, length, obligation.year), share.part, quota, _precision(length))
        if quota:
            yield _occurrence(obligation, rule, window)


def bounded(validity: Validity, rule: Recurring) -> Validity | None:
    """The part of the validity in which the rate itself holds ("každý měsíc, nejpozději do června"), if any."""
    start, end = max(validity.start, rule.start or validity.start), min(validity.end, rule.end or validity.end)
    return Validity(start, end) if start <= end else None


def _whole(obligation: Obligation, rule: Recurring, share: Share, label: str) -> _Window:
    quota = owed(rule.count or 1, share.fraction, obligation.partial)
    return _Window(label, share.part, quota, _precision(length_of(rule.period, rule.every)))


def _narrowed(obligation: Obligation, rule: Recurring, share: Share, label: str) -> list[_Window]:
    validity = bounded(obligation.validity, rule) or obligation.validity
    span = Span(validity.start, validity.end)
    stretches = _stretches(rule, share)
    windows: list[_Window] = []
    for stretch in stretches:
        count = ceil((rule.count or 1) / len(stretches))
        name = label if len(stretches) == 1 else f"{stretch.start:%Y-%m}"
        if days := agreed_days(rule.on, stretch):
            windows += _on_days(days, count, stretch, span, name)
        elif part := stretch.within(span):
            fraction = share_in_force(part, stretch, by_months=validity.whole_months)
            windows.append(_Window(name, part, owed(count, fraction, obligation.partial), Precision.MONTH))
    return windows


def _stretches(rule: Recurring, share: Share) -> list[Span]:
    """The agreed months of the period; a period of a month or less is either agreed as a whole or left out."""
    months = agreed_months(rule.on)
    if not months:
        return [share.period]
    if share.period.months == 1:
        return [share.period] if in_months(share.period.start, months) else []
    return list(windows_in(share.period, months))


def _on_days(days: tuple[date, ...], count: int, stretch: Span, span: Span, label: str) -> Iterator[_Window]:
    """One window up to each day that is in force; what the days do not share evenly is rounded up."""
    start = max(stretch.start, span.start)
    for day in days:
        if start <= day <= span.end:
            name = label if len(days) == 1 else day.isoformat()
            yield _Window(name, Span(start, day), ceil(count / len(days)), Precision.DAY)
            start = day + timedelta(days=1)


def _occurrence(obligation: Obligation, rule: Recurring | Quota, window: _Window) -> Occurrence:
    lag = rule.due_offset if isinstance(rule, Recurring) else None
    due = moved(window.part.end, lag) if lag else window.part.end
    return Occurrence(
        key=f"{obligation.key}/{window.label}",
        obligation=obligation.key,
        label=window.label,
        start=window.part.start,
        end=window.part.end,
        due=due,
        precision=Precision.DAY if lag else window.precision,
        quota=window.quota,
        unit=rule.unit if isinstance(rule, Quota) else EVENT_UNIT,
        at_least=rule.minimum,
        milestones=() if window.precision is Precision.DAY else even_pace(window.part, window.quota),
        closes=max(due, obligation.validity.end),
    )


def _precision(length: Length) -> Precision:
    n, unit = length
    return Precision.DAY if unit == "day" else _PRECISIONS.get(n, Precision.MONTH)
