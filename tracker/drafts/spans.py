"""Spans of days in Czech words, open ends included."""

from datetime import date

from tracker.timeline.czech import say_day


def span_words(start: date | None, end: date | None) -> str:
    """A span of days, both years written out, for two that differ stand beside each other; open ends are said."""
    if start and end:
        return f"{say_day(start)} – {say_day(end)}"
    if end:
        return f"do {say_day(end)}"
    return f"od {say_day(start)}" if start else "bez určení"
