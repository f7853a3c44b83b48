"""What templates may call: days, distances, counts, deadlines and labels in the language of the page."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from flask import Flask
from flask_babel import format_currency, format_date, format_datetime, format_decimal, gettext, ngettext

from tracker.fulfilment.labels import label, labels
from tracker.fulfilment.standing import Status
from tracker.obligations.agreement import LABELS as AGREEMENT_STATES
from tracker.obligations.agreement import AgreementState
from tracker.reports.table import say_money
from tracker.timeline import czech
from tracker.timeline.clock import PRAGUE, prague_day
from tracker.web.badges import STATUS_ICONS
from tracker.web.charts import burn_up, share
from tracker.web.language import language

_ANY_YEAR = 2000
"""For months that are said without one."""


def install_filters(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day, long_day=long_day, month=month, instant=instant, number=number, money=money, label=translated_label,
        distance=distance, agreement_state=agreement_state,
    )  # fmt: skip
    app.jinja_env.globals.update(
        counted=counted, days_range=days_range, status_icon=STATUS_ICONS.__getitem__,
        choices=choices, burn_up=burn_up, share=share, Status=Status,
    )  # fmt: skip


def day(value: date) -> str:
    return czech.say_day(value) if language() == "cs" else str(format_date(value, "d MMM y"))


def long_day(value: date) -> str:
    return czech.say_long_day(value) if language() == "cs" else str(format_date(value, "EEEE d MMMM y"))


def month(value: date) -> str:
    return czech.say_month(value) if language() == "cs" else str(format_date(value, "LLLL y"))


def month_name(number: int, locative: bool = False) -> str:
    """The month alone, as Czech needs it beside a day or after "v"."""
    if language() == "cs":
        return czech.say_month_name(number, locative)
    return str(format_date(date(_ANY_YEAR, number, 1), "LLLL"))


def days_range(start: date, end: date) -> str:
    return czech.say_range(start, end) if language() == "cs" else f"{day(start)}{czech.EN_DASH}{day(end)}"


def instant(value: datetime) -> str:
    """Day and time in Prague of an aware instant."""
    if language() == "cs":
        local = value.astimezone(PRAGUE)
        return f"{czech.say_day(prague_day(value))} {local.hour}:{local.minute:02d}"
    return str(format_datetime(value, "d MMM y HH:mm"))


def number(value: float) -> str:
    return czech.say_number(value) if language() == "cs" else str(format_decimal(value))


def per_cent(value: float) -> str:
    """Whole per cent."""
    return f"{number(value)}{czech.NBSP}%" if language() == "cs" else f"{number(value)}%"


def money(value: Decimal) -> str:
    """An amount in crowns."""
    return (
        say_money(value) if language() == "cs" else str(format_currency(value, "CZK", "¤¤\N{NO-BREAK SPACE}#,##0.00"))
    )


def distance(value: date, today: date) -> str:
    """How far a day lies from ``today``: "za 24 dní"."""
    if language() == "cs":
        return czech.say_distance(value, today)
    days = abs((value - today).days)
    if not days:
        return "today"
    span = counted(days, "den")
    return f"in {span}" if value > today else f"{span} ago"


def counted(count: float, noun: str, verb: str | None = None, *, genitive: bool = False) -> str:
    """A number with its noun, and the verb that agrees with it: "5 závazků je"; in the genitive after "do"."""
    if language() == "cs":
        return czech.counted_in_case(count, noun, genitive) if genitive else czech.counted(count, noun, verb)
    one_or_more = 1 if count == 1 else 2
    words = [(noun, czech.NOUNS.get(noun)), *([(verb, czech.VERBS[verb])] if verb else [])]
    said = [ngettext(forms.one, forms.few, one_or_more) if forms else word for word, forms in words]
    return czech.NBSP.join([number(count), *said])


def translated_label(word: StrEnum) -> str:
    return str(gettext(label(word)))


def agreement_state(state: AgreementState) -> str:
    """How an agreement stands in its lifecycle."""
    return str(gettext(AGREEMENT_STATES[state]))


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The members of a closed list as choices of a form."""
    return [(value, gettext(text)) for value, text in labels(words).items()]
