"""Take what a document carries beside obligations over into the registers, each row with the place it was read from.

A person says which records to take and of which town they are (domain law 2); what was taken once is not taken again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlmodel import col, select

from tracker.drafts.draft import draft_from_json
from tracker.drafts.register_items import Item, Locality, items_of, localities_of
from tracker.drafts.registers import Figure, LocalityPlan
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, Work, working
from tracker.operations.registers.named_towns import NamedTowns
from tracker.operations.registers.register_rows import RegisterRows, Stored
from tracker.operations.registers.registers import KEEP
from tracker.people.actor import Actor
from tracker.store.documents import DocumentRow, DraftRow, DraftState
from tracker.store.register_sources import RegisterSourceRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.sentences import Phrase


@dataclass(frozen=True, slots=True)
class Offered:
    """What a draft offers; ``taken`` are the keys of items that are in the registers already."""

    row: DraftRow
    document: DocumentRow
    items: tuple[Item, ...]
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided: ``towns`` replaces the proposed town of an item, ``left`` are items not to take."""

    towns: Mapping[str, str] = field(default_factory=dict)
    left: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An item that was not taken over, and why."""

    item: Item
    why: Phrase


@dataclass(frozen=True, slots=True)
class Taken:
    """How many new rows each table got, and what was passed over."""

    rows: Mapping[str, int]
    passed_over: tuple[PassedOver, ...]


def offered_registers(work: Work, draft_id: int) -> Offered:
    """The records of a draft with the town proposed for each: the draft's own, else the one named last before it."""
    row = work.get(DraftRow, draft_id, KEEP)
    document = work.session.get(DocumentRow, row.document_id)
    if document is None:
        raise NotFound
    own = work.session.get(MunicipalityRow, row.municipality_id) if row.municipality_id else None
    known = [own.name] if own else list(work.session.exec(select(MunicipalityRow.name)))
    taken = select(RegisterSourceRow.item).where(RegisterSourceRow.document_id == document.id)
    items = items_of(draft_from_json(row.findings), document.text, known)
    return Offered(row, document, items, frozenset(work.session.exec(taken)))


def import_registers(ground: Ground, actor: Actor, draft_id: int, choice: Choice | None = None) -> Taken:
    """Take the chosen records over. A draft without obligations is thereby settled; what cannot be taken is told."""
    choice = choice or Choice()
    with working(ground, actor) as work:
        offered = offered_registers(work, draft_id)
        if offered.row.state is DraftState.DISCARDED:
            raise Refused("Tento návrh byl odložen. Nahrajte dokument znovu.")
        taking = _Taking(work, offered, choice)
        taking.take_all(item for item in offered.items if item.key not in choice.left)
        if offered.row.state is DraftState.OPEN and not offered.row.findings["obligations"]:
            offered.row.state = DraftState.CONFIRMED
            work.session.add(offered.row)
        return Taken(dict(taking.rows), tuple(taking.passed_over))


class _Taking:
    """One run over the items of a document."""

    def __init__(self, work: Work, offered: Offered, choice: Choice) -> None:
        self._work, self._offered, self._choice = work, offered, choice
        self._towns = NamedTowns(work)
        draft, document = draft_from_json(offered.row.findings), offered.document
        assert document.id is not None
        self._document_id = document.id
        self._rows = RegisterRows(work, draft, document.text, document.id)
        sources = select(RegisterSourceRow).where(col(RegisterSourceRow.document_id) == document.id)
        self._known = {(row.item, row.municipality_id) for row in work.session.exec(sources)}
        self.rows: Counter[str] = Counter()
        self.passed_over: list[PassedOver] = []

    def take_all(self, items: Iterable[Item]) -> None:
        """Take every item; one that cannot be taken stops none of the others."""
        for item in items:
            try:
                with self._work.session.begin_nested():
                    self._take(item)
            except Refused as error:
                self.passed_over.append(PassedOver(item, error.phrase))
            except (Forbidden, NotFound):
                self.passed_over.append(PassedOver(item, Phrase("Evidenci této obce vést nemůžete.")))

    def _take(self, item: Item) -> None:
        if isinstance(item.record, Figure):
            self._keep(item, None, self._rows.figure(item.record, self._localities()))
            return
        for town, note in self._towns_of(item):
            self._work.municipality(town.id, KEEP)
            self._keep(item, town, self._rows.of(item.record, town, note))

    def _towns_of(self, item: Item) -> Iterator[tuple[MunicipalityRow, str]]:
        """The towns of an item with what stands beside their names: those that it names itself, else the one chosen,
        the draft's own, the one proposed.
        """
        own = self._work.session.get(MunicipalityRow, self._offered.row.municipality_id or 0)
        chosen = self._choice.towns.get(item.key, "").strip()
        if own is not None and not item.names_towns and chosen in ("", own.name):
            yield own, ""
            return
        localities = (Locality(chosen),) if chosen and not item.names_towns else item.towns
        if not localities:
            raise Refused("Není jasné, které obce se záznam týká. Vyberte ji.")
        office = item.record.office if isinstance(item.record, LocalityPlan) else ""
        for locality in localities:
            yield self._towns.found(locality.name, office), locality.aside

    def _localities(self) -> list[int]:
        """The towns that the document is about, as far as they are here."""
        found = (self._towns.find(name) for name in localities_of(self._offered.items))
        return [town.id for town in found if town is not None and town.id is not None]

    def _keep(self, item: Item, town: MunicipalityRow | None, stored: Iterable[Stored]) -> None:
        """Write the rows of an item with their source, unless they were taken for this town before."""
        mark = (item.key, town.id if town else None)
        if mark in self._known:
            return
        for entry in stored:
            subject, number = entry.subject
            self.rows[subject] += entry.fresh
            source = RegisterSourceRow(
                municipality_id=mark[1],
                document_id=self._document_id,
                item=item.key,
                subject=subject,
                subject_id=number,
                starts_at=item.start,
                ends_at=item.end,
                recorded_at=self._work.now,
                recorded_by=self._work.actor.person,
            )
            self._work.session.add(source)
        self._known.add(mark)
