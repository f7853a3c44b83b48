"""The decisions about a draft as its form sends them."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from werkzeug.datastructures import MultiDict

from tracker.obligations.obligation import PartialPeriod, YearKind
from tracker.operations.documents.review_draft import Decisions
from tracker.operations.ground import Refused
from tracker.web.fields import day, whole, word

_LONGEST_TITLE = 300
_LONGEST_WORDS = 500


def read_decisions(form: MultiDict[str, str]) -> Decisions:
    """The decisions of a submitted form. A finding counts as seen when any of its choices is taken."""
    verdicts = dict(_named(form, "navrh-"))
    return Decisions(
        doubts={name: int(number) for name, number in _named(form, "cteni-") if number.isdecimal()},
        skipped=[name for name, verdict in verdicts.items() if verdict == "skip"],
        seen=list(verdicts),
        titles={name: title[:_LONGEST_TITLE] for name, title in _named(form, "nazev-") if _edited(verdicts, name)},
        deadlines={name: words[:_LONGEST_WORDS] for name, words in _named(form, "termin-") if _edited(verdicts, name)},
        outputs={name: words[:_LONGEST_WORDS] for name, words in _named(form, "doklad-") if _edited(verdicts, name)},
        reasons={
            name: words[:_LONGEST_WORDS] for name, words in _named(form, "duvod-") if verdicts.get(name) == "skip"
        },
        added=list(_added(form)),
    )


def read_whole(form: MultiDict[str, str], today: date) -> Decisions:
    """The decisions about the document as a whole; raises ``Refused`` for a validity that is none."""
    year, partial = word(YearKind, form.get("year")), word(PartialPeriod, form.get("partial"))
    starts, ends = day(form, "starts", today, ahead=True), day(form, "ends", today, ahead=True)
    if (starts is None) != (ends is None):
        raise Refused("Vyplňte začátek i konec platnosti.", "ends" if starts else "starts")
    if starts and ends and ends < starts:
        raise Refused("Konec platnosti musí být po jejím začátku.", "ends")
    return Decisions(
        year=year.value if year else "",
        partial=partial.value if partial else "",
        supported={name: int(told) for name, told in _named(form, "osob-") if whole(form, f"osob-{name}")},
        starts=starts.isoformat() if starts else "",
        ends=ends.isoformat() if ends else "",
        whole={"changes": False, "whole": True}.get(form.get("scope", "")),
    )


def _edited(verdicts: dict[str, str], name: str) -> bool:
    return verdicts.get(name) == "edit"


def _named(form: MultiDict[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in form.items():
        if name.startswith(prefix) and value.strip():
            yield name.removeprefix(prefix), value.strip()


def _added(form: MultiDict[str, str]) -> Iterator[dict[str, Any]]:
    fields = ("pridany-nazev", "pridany-termin", "pridany-misto", "pridany-doklad")
    rows = zip_longest(*(form.getlist(name) for name in fields), fillvalue="")
    for number, (title, words, place, outputs) in enumerate(rows, start=1):
        if title.strip() and words.strip():
            start, _dash, end = place.partition("-")
            yield {
                "id": f"p{number}",
                "title": title.strip()[:_LONGEST_TITLE],
                "words": words.strip()[:_LONGEST_WORDS],
                "outputs": outputs.strip()[:_LONGEST_WORDS],
                "start": int(start) if start.isdecimal() else 0,
                "end": int(end) if end.isdecimal() else 0,
            }
