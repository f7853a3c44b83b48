"""Projects that a document lists, in a table or in sentences: name, carrier, call, money, period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.documents.passages import Cell, DocumentText, Passage, Table
from tracker.drafts.at import At
from tracker.drafts.days import DAY, days_in, months_later
from tracker.drafts.registers import ProjectRecord
from tracker.timeline.folding import folded

_HEADS = (
    ("name", r"nazev (projektu|programu)|^projekt$"),
    ("carrier", r"realizator|nositel|prijemce|zadatel"),
    ("goals", r"^cile?\b"),
    ("period", r"realizace projektu|(obdobi|doba) realizace|^obdobi$"),
    ("money", r"vydaj|rozpocet|castka|zpusobil"),
    ("persons", r"osob|indikator|ucastnik|klient"),
)
_CALL = re.compile(r"výzv\w*\s+(?:KPSVL\s+|OPZ\s*\+?\s*)?(?:č\.\s*)?(\d{1,3})\b|č\.\s*(\d\d_\d\d_\d{3})")
_PROGRAMME = re.compile(r"\b(?:OP [A-ZÁ-Ž]\w+|OPZ ?\+?|IROP|OPVVV)(?!\w)")
_MONEY = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[ \u00a0.]?\d{3})+(?:,\d{1,2})?)(?![\d./])")
_PERIOD = re.compile(
    r"realizac\w*(?: projektu)?,?\s+od\s+(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s+"
    r"(?:do\s+(\d{1,2}\.\s*\d{1,2}\.\s*\d{1,4})(?!\d)|na\s+(\d{1,3})\s+m\w{0,2}s)"
)
_RANGE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*[–—-]\s*(\d{1,2}\.\s*\d{1,2}\.\s*\d{1,4})(?!\d)()")
"""The bare period of an item that names who carries the project out."""
_CARRIER = re.compile(r"(?:realizator|nositel|prijemce)\w*:?\s+([^,;()]+)")
_MONTHS = re.compile(r"(?<!\d)(\d{1,3})\s+mesic")
_END_OF_NAME = re.compile(r"\s*[,(]\s*(?:realizator|realizace|realizovan|nositel|prijemce)")
_BESIDE = 40
_LEAD = re.compile(r"^\s*(?:[-–•·▪*]|[eo]|\d{1,2}[.)])\s+")
_ENDED = re.compile(r"ukončen\w* k\s+" + DAY.pattern)


@dataclass(frozen=True, slots=True)
class Listed:
    """A project and where it stands; ``months`` is the length that the document itself gives it."""

    project: ProjectRecord
    passage: Passage
    at: At
    months: int | None = None


def projects_in(document: DocumentText) -> list[Listed]:
    """All projects that a document lists, in its order."""
    found = [listed for table in document.tables for listed in _in_table(document, table)]
    found += [
        listed
        for passage in document.passages
        if passage.place.table is None
        for listed in _in_words(document, passage)
    ]
    return sorted(found, key=lambda listed: listed.at.start)


def _in_table(document: DocumentText, table: Table) -> Iterator[Listed]:
    rows = list(table.rows.values())
    heads = {name: cell.column for cell in rows[0] for name in [_head(document.cell_words(cell))] if name}
    if "name" not in heads or not heads.keys() & {"period", "money"}:
        return
    call, programme = _call(document, table, document.cell_words(rows[0][0]))
    for cells in rows[1:]:
        by_column = {cell.column: cell for cell in cells}
        own = {name: by_column[column] for name, column in heads.items() if column in by_column}
        if "name" in own and document.cell_words(own["name"]).strip():
            yield _from_cells(document, own, call, programme)


def _head(words: str) -> str | None:
    plain = folded(words)
    return next((name for name, pattern in _HEADS if re.search(pattern, plain)), None)


def _call(document: DocumentText, table: Table, head: str) -> tuple[str | None, str]:
    """The call and the programme of all projects of a table: in its head, else in the paragraphs right above it."""
    above = document.text[max(0, table.cells[0].passages[0].start - 600) : table.cells[0].passages[0].start]
    call, programme = (pattern.search(head) or _last(pattern, above) for pattern in (_CALL, _PROGRAMME))
    return (call[1] or call[2]) if call else None, programme[0] if programme else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)


def _from_cells(document: DocumentText, own: dict[str, Cell], call: str | None, programme: str) -> Listed:
    words = {name: " ".join(document.cell_words(cell).split()) for name, cell in own.items()}
    days = days_in(words.get("period", ""))
    ended = _ENDED.search(words["name"])
    project = ProjectRecord(
        name=re.sub(r"^\d{1,2}\)\s*", "", words["name"].split(" *")[0]),
        carrier=words.get("carrier"),
        call=call,
        money=_amount(words.get("money", "")),
        start=days[0] if days else None,
        end=days[1] if len(days) > 1 else None,
        period_words=words.get("period", ""),
        persons=words.get("persons", ""),
        programme=programme,
        goals=words.get("goals", ""),
        ended=days_in(ended[0])[0] if ended else None,
    )
    place = own.get("period", own["name"]).passages[0]
    return Listed(project, place, At.of(place), _months(words.get("period", "")))


def _in_words(document: DocumentText, passage: Passage) -> Iterator[Listed]:
    words = document.words(passage)
    plain = folded(words)
    carrier = _CARRIER.search(plain)
    period = _PERIOD.search(plain) or (_RANGE.search(plain) if carrier and passage.style == "list" else None)
    if not period:
        return
    start = days_in(f"{period[1]}. {period[2]}. {period[3]}")
    ends = days_in(period[4] or "")
    beside = words[max(0, period.start() - _BESIDE) : period.end() + _BESIDE]
    months = int(period[5]) if period[5] else _months(beside)
    if not start:
        return
    head = _END_OF_NAME.split(plain, maxsplit=1)[0]
    money = re.search(r"(rozpocet|vydaje)\s+([\d \u00a0,.]+\d)", plain)
    at = At.of(passage, passage.start + period.start(), passage.start + period.end())
    yield Listed(
        ProjectRecord(
            name=" ".join(_LEAD.sub("", words[: len(head)]).replace("*", "").split()),
            carrier=" ".join(words[carrier.start(1) : carrier.end(1)].split()) if carrier else None,
            money=_amount(money[2] if money else words[period.end() :]),
            start=start[0],
            end=ends[0] if ends else months_later(start[0], months) if months else None,
            period_words=" ".join(words[period.start() : period.end()].split()),
        ),
        passage,
        at,
        months,
    )


def _months(words: str) -> int | None:
    """The length that stands beside a period: "(36 měsíců)"."""
    found = _MONTHS.search(folded(words))
    return int(found[1]) if found else None


def _amount(words: str) -> float | None:
    found = _MONEY.search(words)
    return float(re.sub(r"[ \u00a0.]", "", found[1]).replace(",", ".")) if found else None


def odd_end(project: ProjectRecord) -> date | None:
    """The end that whole months from the start would give, where the written one misses it by a few days.

    A period that begins on a day of a month ends the day before the same day of another month.
    """
    if project.start is None or project.end is None:
        return None
    after = project.end + timedelta(days=1)
    months = (after.year - project.start.year) * 12 + after.month - project.start.month
    near = [months_later(project.start, n) for n in (months - 1, months, months + 1) if n > 0]
    end = project.end
    fit = min(near, key=lambda day: abs((day - end).days), default=None)
    return fit if fit and 0 < abs((fit - end).days) <= 3 else None
