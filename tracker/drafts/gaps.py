"""What a document of its kind should hold and does not: columns, approvals, resolutions, roles, a sound IČO."""

from collections.abc import Iterator

from tracker.documents.passages import DocumentText
from tracker.drafts import doubts as ask
from tracker.drafts.amendments import amended_agreement
from tracker.drafts.at import At
from tracker.drafts.columns import OWNERS, Column
from tracker.drafts.days import DAY, day_or_none
from tracker.drafts.doubt import Doubt, DoubtKind
from tracker.drafts.header import header_passages, valid_ico
from tracker.drafts.header_fields import Header
from tracker.drafts.rows import cells_by_place, tables_of_duties
from tracker.people.actor import Role

_EXPECTED = {
    Column.DEADLINE: "termín",
    Column.OUTPUT: "výstup",
    Column.RESPONSIBLE: "odpovědnost",
}
_ROLES = {Role.MANAGER: "manažer sociálního začleňování", Role.REPRESENTATIVE: "pověřený zástupce"}


def column_notices(document: DocumentText) -> Iterator[str]:
    """Tables of duties with missing columns, and rows with missing cells, each with its place."""
    for table, layout in tables_of_duties(document):
        known = set(layout.columns)
        if known & {Column.MUNICIPALITY, Column.ASZ}:
            known.add(Column.RESPONSIBLE)
        missing = [words for column, words in _EXPECTED.items() if column not in known]
        if missing and Column.ORDER not in known:
            yield f"Tabulka {table.number}: chybí sloupec {', '.join(f'„{words}“' for words in missing)}."
        filled = cells_by_place(table)
        for number, cells in table.rows.items():
            lost = [c for c in range(1, layout.width + 1) if (number, c) not in filled]
            if number > layout.header and len(cells) > 1 and any(c in layout.columns.values() and c > 1 for c in lost):
                yield f"Tabulka {table.number}, řádek {number}: chybí {len(lost)} z {layout.width} buněk."


def tables_without_owner(document: DocumentText) -> Iterator[Doubt]:
    """Tables of duties that have no column for the responsible: one doubt for all their rows."""
    for table, layout in tables_of_duties(document):
        if not layout.columns.keys() & OWNERS:
            words = f"Tabulka {table.number} neuvádí, kdo za závazky odpovídá."
            yield ask.party_missing(words, At.of(table.cells[0].passages[0]))


def header_doubts(document: DocumentText, header: Header) -> Iterator[Doubt]:
    """Gaps of the header of an agreement."""
    if header.ico and not valid_ico(header.ico):
        yield ask.plain(
            DoubtKind.ICO_DAMAGED, f"IČO {header.ico} nemá platnou kontrolní číslici.", *_where(document, header.ico)
        )
    if not header.approvals:
        yield ask.approval_missing(header)
    elif not header.approvals[0].resolution:
        yield ask.plain(DoubtKind.RESOLUTION_MISSING, "U schválení není uvedeno číslo usnesení.")
    yield from _impossible_days(document)


def unknown_agreement(document: DocumentText, header: Header) -> Iterator[Doubt]:
    """An amendment that does not say which agreement it changes, or names neither it nor its town."""
    amended = amended_agreement(document)
    if amended is None:
        yield ask.plain(DoubtKind.ANCHOR_UNKNOWN, "Dodatek neříká, kterou dohodu mění.")
    elif not (amended.number or amended.day or amended.parties or header.municipality):
        words = f"{amended.words}: není uvedeno číslo, datum, strany ani obec měněné dohody."
        yield ask.plain(
            DoubtKind.ANCHOR_AMBIGUOUS, words, *_where(document, document.text[amended.start : amended.end])
        )


def missing_roles(header: Header) -> Iterator[Doubt]:
    """Roles that the form of a cooperation description asks for and that nobody is named in."""
    named = {role.role for role in header.roles}
    for role, words in _ROLES.items():
        if role not in named:
            yield ask.plain(DoubtKind.ROLE_MISSING, f"Není uvedeno, kdo je {words}.")


def _where(document: DocumentText, words: str) -> list[At]:
    found = document.text.find(words)
    passage = next((p for p in document.passages if p.start <= found < p.end), None)
    return [At.of(passage, found, found + len(words))] if passage else []


def _impossible_days(document: DocumentText) -> Iterator[Doubt]:
    """Days of the header that the calendar does not have; nothing is read from them."""
    for passage in sorted(header_passages(document), key=lambda p: p.start):
        for match in DAY.finditer(document.words(passage)):
            if day_or_none(*match.groups()) is None:
                at = At.of(passage, passage.start + match.start(), passage.start + match.end())
                yield ask.plain(DoubtKind.IMPOSSIBLE_DATE, f"Den {match[0]} v kalendáři není.", at)
