"""What somebody asks a report about, read from the address of the page; the address is the wish written down again."""

from typing import Any

from werkzeug.datastructures import MultiDict

from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.reports.report_catalogue import Offer
from tracker.operations.reports.report_choices import Choices
from tracker.operations.reports.report_wish import Ask, Wish
from tracker.reports.request_pack import Question
from tracker.timeline.czech import NBSP, say_day
from tracker.web.fields import day, whole, word
from tracker.web.town_choice import town_number
from tracker.web.typed_choice import chosen


def wish_of(work: Work, offer: Offer, choices: Choices, given: MultiDict[str, str]) -> Wish:
    """The wish of the address; whoever reaches one town alone need not name it. Raises ``Refused``."""
    return Wish(
        town=town_number(given, "obec") or _only_town(work, offer),
        year=whole(given, "rok", 2000) or (work.today.year if Ask.YEAR in offer.asks else None),
        first=day(given, "od", work.today),
        last=day(given, "do", work.today),
        agreement=chosen(given, "dokument", choices.agreements),
        programme=chosen(given, "program", choices.programmes),
        towns=tuple(int(number) for number in _listed(given, "obce") if number.isdecimal()),
        levels=tuple(act for name in _listed(given, "druhy") if (act := word(Act, name))),
        questions=tuple(asked for name in _listed(given, "otazky") if (asked := word(Question, name))),
        day=work.today,
        known=day(given, "znamo_k", work.today),
    )


def address_of(wish: Wish) -> dict[str, Any]:
    """The parameters of an address that stands for the wish; the day goes by itself (``stav_k``)."""
    told = {
        "obec": wish.town,
        "rok": wish.year,
        "od": wish.first.isoformat() if wish.first else None,
        "do": wish.last.isoformat() if wish.last else None,
        "dokument": wish.agreement,
        "program": wish.programme,
        "obce": ",".join(map(str, wish.towns)) or None,
        "druhy": ",".join(act.value for act in wish.levels) or None,
        "otazky": ",".join(question.value for question in wish.questions) or None,
        "znamo_k": wish.known.isoformat() if wish.known else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def asked_of(given: MultiDict[str, str]) -> dict[str, list[str]]:
    """What was ticked in lists of boxes, as texts, for the form to show again."""
    return {name: _listed(given, name) for name in ("obce", "druhy", "otazky")}


def _listed(given: MultiDict[str, str], name: str) -> list[str]:
    """The values of boxes that were ticked, or of one address that lists them behind commas."""
    return [value for text in given.getlist(name) for value in text.replace(",", " ").split()]


def typed_of(wish: Wish) -> dict[str, Any]:
    """The same for the fields of a form, days as people write them."""
    days = {name: say_day(day).replace(NBSP, " ") for name, day in (("od", wish.first), ("do", wish.last)) if day}
    return {**address_of(wish), **days}


def _only_town(work: Work, offer: Offer) -> int | None:
    towns = work.municipality_ids() if Ask.TOWN in offer.asks else []
    return towns[0] if len(towns) == 1 else None
