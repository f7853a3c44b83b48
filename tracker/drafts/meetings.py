"""Meetings that a document reports, with what came out of them. They happened; none is a duty by itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts.days import DAY, days_in
from tracker.drafts.registers import MeetingRecord

_HELD = re.compile(
    r"\b(proběhl\w*|uskutečnil\w*|konal\w*|se soustředil\w*|se věnoval\w*|se sešl\w*|(se )?\S* ?.{0,40}setkal\w*)\b",
    re.I,
)
_MEETING = re.compile(
    r"\b(jednání|setkání|setkávání|schůzk\w*|seminář\w*|workshop\w*|skupin\w*|porad\w*|tým\w*)\b", re.I
)
_TASKS = re.compile(r"úkol\w*\s*:?\s*$", re.I)
_DATED_ITEM = re.compile(r"^\s*[-–•·▪*]\s*" + DAY.pattern + r"\s*\(")
_BULLET = re.compile(r"^\s*[-–•·▪*]\s*")
_SHORT_DAYS = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d{4})")
_YEAR = re.compile(r"(?:v r\.|v roce|r\.)\s*((?:19|20)\d{2})")


def meetings_in(document: DocumentText) -> tuple[MeetingRecord, ...]:
    """The meetings told in paragraphs, each with the items of the list under it, and those listed by date."""
    passages = [passage for passage in document.passages if passage.place.table is None]
    return tuple(meeting for i, passage in enumerate(passages) for meeting in _from(document, passages, i, passage))


def _from(document: DocumentText, passages: Sequence[Passage], i: int, passage: Passage) -> Iterator[MeetingRecord]:
    words = " ".join(document.words(passage).split())
    if _DATED_ITEM.match(words):
        yield MeetingRecord(days_in(words)[0] if days_in(words) else None, _BULLET.sub("", words).strip(" ,"))
        return
    if passage.style == "list" or not (_HELD.search(words) and _MEETING.search(words)):
        return
    items = tuple(_items(document, passages, i + 1)) if words.endswith(":") else ()
    days = days_in(words) or _days_of_year(words)
    if not items and not days:
        return
    tasks = bool(_TASKS.search(words))
    for day in days or (None,):
        yield MeetingRecord(day, words, () if tasks else items, items if tasks else ())


def _items(document: DocumentText, passages: Sequence[Passage], i: int) -> Iterator[str]:
    while i < len(passages) and passages[i].style == "list":
        words = " ".join(document.words(passages[i]).split())
        if _DATED_ITEM.match(words):
            return
        yield _BULLET.sub("", words).strip(" ;")
        i += 1


def _days_of_year(words: str) -> list[date]:
    """ "v r. 2031 … v termínech: 3. 6., 4. 7." — days whose year stands once before them."""
    year = _YEAR.search(words)
    if not year:
        return []
    return days_in(" ".join(f"{d}. {m}. {year[1]}" for d, m in _SHORT_DAYS.findall(words)))
