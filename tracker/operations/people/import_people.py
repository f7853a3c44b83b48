"""People with their mandates, and municipalities, from a sheet: looked at first, stored whole or not at all.

The same sheet may come again: what is there already is found by its e-mail, by its IČO or by its name, and only what
differs is changed. Looking does the very same work and takes it back.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sqlmodel import col, select

from tracker.fulfilment.labels import label
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, Work, working
from tracker.operations.people.appoint import Appointment, Identity, checked, read_email, write_mandate, write_person
from tracker.operations.people.people_reach import held_by, may_change
from tracker.operations.people.territory import Town, write_town
from tracker.operations.registers.import_sheet import SheetFault
from tracker.operations.registers.sheet_lines import sheet_lines
from tracker.people.actor import Actor, Role
from tracker.people.names import surname_first
from tracker.people.regions import region_named
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.czech_days import UnreadableDay, read_day
from tracker.timeline.czech_order import sort_key
from tracker.timeline.folding import folded
from tracker.timeline.sentences import Phrase


class What(StrEnum):
    """What a sheet holds."""

    PEOPLE = "lide"
    TOWNS = "obce"


class Fate(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


COLUMNS: Mapping[What, Mapping[str, bool]] = {
    What.PEOPLE: {
        "Jméno": True, "E-mail": True, "Telefon": False, "Role": True, "Obec": False, "Pracoviště": False,
        "Od": False, "Do": False,
    },
    What.TOWNS: {"Název": True, "Pracoviště": True, "IČO": False, "Sídlo": False, "Kraj": False, "Svazek": False},
}  # fmt: skip
"""The columns of each sheet, and whether a row must fill them."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet: its number as people see it, what it is about, and what becomes of it."""

    number: int
    about: str
    fate: Fate


@dataclass(slots=True)
class Outcome:
    """What an import did or would do."""

    lines: list[Line] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[Fate]:
        """How many rows have which fate."""
        return Counter(line.fate for line in self.lines)


class _TakeBack(Exception):
    """Ends a transaction that must leave nothing behind."""


def import_people(ground: Ground, actor: Actor, what: What, data: bytes, *, store: bool) -> Outcome:
    """Read a sheet; with ``store`` keep everything, unless a row is wrong. Raises ``Refused`` for what is no sheet."""
    told, outcome = _rows(what, data)
    write = _WRITERS[what]
    try:
        with working(ground, actor) as work:
            for number, row in told:
                try:
                    with work.session.begin_nested():
                        missing = [name for name, needed in COLUMNS[what].items() if needed and not row.get(name)]
                        if missing:
                            raise Refused("Chybí: %(names)s.", names=", ".join(missing))
                        about, fate = write(work, row)
                    outcome.lines.append(Line(number, about, fate))
                except (Refused, Forbidden) as error:
                    outcome.faults.append(SheetFault(number, error.phrase))
                except NotFound:
                    outcome.faults.append(SheetFault(number, Phrase("Obec nebo pracoviště nejsou ve vaší správě.")))
            if outcome.faults or not store:
                raise _TakeBack
    except _TakeBack:
        pass
    return outcome


def _rows(what: What, data: bytes) -> tuple[Iterator[tuple[int, Row]], Outcome]:
    lines = list(sheet_lines(data))
    known = {name.casefold(): name for name in COLUMNS[what]}
    heads = [head.strip() for head in lines[0]] if lines else []
    columns = [known.get(head.casefold(), "") for head in heads]
    needed = [name for name, must in COLUMNS[what].items() if must and name not in columns]
    if needed:
        raise Refused("V prvním řádku chybí sloupce: %(names)s.", "soubor", names=", ".join(needed))
    if len(lines) < 2:
        raise Refused("Tabulka nemá žádný řádek s údaji. První řádek jsou názvy sloupců.", "soubor")
    rows = (
        (number, {name: cell.strip() for name, cell in zip(columns, line, strict=False) if name})
        for number, line in enumerate(lines[1:], 2)
    )
    unknown = tuple(head for head, name in zip(heads, columns, strict=True) if head and not name)
    return rows, Outcome(passed_over=unknown)


def _write_person(work: Work, row: Row) -> tuple[str, Fate]:
    identity = Identity(row["Jméno"], row["E-mail"], row.get("Telefon", ""))
    wish = _appointment(work, row)
    about = f"{identity.name}, {label(wish.role)}"
    person = work.session.exec(select(PersonRow).where(PersonRow.email == read_email(identity.email))).first()
    if person is None or person.id is None:
        write_person(work, identity, wish)
        return about, Fate.ADDED
    changed = _change_person(work, person, identity)
    same = _same_mandate(work, person.id, wish)
    if same is None:
        write_mandate(work, person.id, wish)
        return about, Fate.ADDED
    if same.ends == wish.ends:
        return about, Fate.CHANGED if changed else Fate.SAME
    if same.ends is not None and same.ends < work.today:
        raise Refused("Skončený mandát se nemění. Udělte nový s pozdějším začátkem.")
    same.ends = wish.ends
    work.session.flush()
    return about, Fate.CHANGED


def _change_person(work: Work, person: PersonRow, identity: Identity) -> bool:
    """Correct the name and the phone of somebody whose account the reader may change."""
    told = checked(identity)
    phone = told.phone or person.phone
    if (told.name, phone) == (person.name, person.phone):
        return False
    assert person.id is not None
    if not may_change(work, held_by(work, [person.id]).get(person.id, ())):
        raise Forbidden("Jméno nebo telefon tohoto účtu mění ústředí nebo správce. Nechte je, jak jsou.")
    person.name, person.phone, person.sort_key = told.name, phone, sort_key(surname_first(told.name))
    return True


def _appointment(work: Work, row: Row) -> Appointment:
    role = next((r for r in Role if folded(row["Role"]) in (r.value, folded(label(r)))), None)
    if role is None:
        raise Refused(
            "Roli „%(role)s“ neznáme. Možné jsou: %(names)s.", role=row["Role"], names=", ".join(label(r) for r in Role)
        )
    return Appointment(
        role=role,
        starts=_day(row.get("Od", ""), work.today) or work.today,
        ends=_day(row.get("Do", ""), work.today),
        municipality_id=_town(work, row["Obec"]).id if row.get("Obec") else None,
        office_id=_office(work, row["Pracoviště"]) if row.get("Pracoviště") else None,
    )


def _same_mandate(work: Work, person_id: int, wish: Appointment) -> MandateRow | None:
    """The mandate for the same post that runs when the wished one begins, or begins when it does."""
    query = select(MandateRow).where(
        MandateRow.person_id == person_id,
        MandateRow.role == wish.role,
        col(MandateRow.municipality_id).is_(None) | (MandateRow.municipality_id == wish.municipality_id),
        col(MandateRow.office_id).is_(None) | (MandateRow.office_id == wish.office_id),
        col(MandateRow.starts) <= wish.starts,
        col(MandateRow.ends).is_(None) | (col(MandateRow.ends) >= wish.starts),
    )
    return work.session.exec(query).first()


def _write_town(work: Work, row: Row) -> tuple[str, Fate]:
    union = _town(work, row["Svazek"]).id if row.get("Svazek") else None
    region = _region(row.get("Kraj", ""))
    told = Town(row["Název"], _office(work, row["Pracoviště"]), row.get("IČO", ""), row.get("Sídlo", ""), union, region)
    known = _known_town(work, told)
    if known is None:
        write_town(work, told)
        return told.name, Fate.ADDED
    before = Town(known.name, known.office_id, known.ico or "", known.seat, known.union_id, known.region or "")
    told = replace(told, ico=told.ico or before.ico, seat=told.seat or before.seat, region=told.region or before.region)
    if told == before:
        return told.name, Fate.SAME
    write_town(work, told, known.id)
    return told.name, Fate.CHANGED


def _known_town(work: Work, told: Town) -> MunicipalityRow | None:
    if told.ico:
        found = work.session.exec(select(MunicipalityRow).where(MunicipalityRow.ico == told.ico)).first()
        if found is not None:
            return found
    named = select(MunicipalityRow).where(MunicipalityRow.name == told.name)
    rows = [row for row in work.session.exec(named) if not (told.ico and row.ico)]
    if len(rows) > 1:
        raise Refused("Obcí se jménem %(name)s je víc. Doplňte IČO.", name=told.name)
    return rows[0] if rows else None


def _town(work: Work, name: str) -> MunicipalityRow:
    rows = work.session.exec(
        select(MunicipalityRow).where(work.in_reach(), (MunicipalityRow.ico == name) | (MunicipalityRow.name == name))
    ).all()
    if not rows:
        raise Refused("Obec „%(name)s“ tu není.", name=name)
    if len(rows) > 1:
        raise Refused("Obcí se jménem %(name)s je víc. Napište IČO.", name=name)
    return rows[0]


def _office(work: Work, name: str) -> int | None:
    query = select(OfficeRow.id).where((OfficeRow.code == name.upper()) | (OfficeRow.name == name))
    found = work.session.exec(query).first()
    if found is None:
        raise Refused("Pracoviště „%(name)s“ tu není. Napište jeho zkratku nebo celý název.", name=name)
    return found


def _region(words: str) -> str:
    found = region_named(words) if words else None
    if words and found is None:
        raise Refused(
            "Kraj „%(region)s“ neznáme. Napište jeho název nebo kód NUTS, třeba Ústecký kraj nebo CZ042.", region=words
        )
    return found.value if found else ""


def _day(text: str, today: date) -> date | None:
    try:
        return read_day(text, today) if text else None
    except UnreadableDay as error:
        raise Refused(error.phrase) from error


_WRITERS: Mapping[What, Callable[[Work, Row], tuple[str, Fate]]] = {
    What.PEOPLE: _write_person,
    What.TOWNS: _write_town,
}
