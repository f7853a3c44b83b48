"""Whose the rows of a sheet are: of the one owner chosen for all of them, or of the one that each row names itself."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from tracker.operations.ground import Refused, Work
from tracker.operations.registers.named_towns import NamedTowns
from tracker.operations.registers.register_catalogue import register_of
from tracker.operations.registers.register_fields import Register
from tracker.operations.registers.registers import KEEP
from tracker.timeline.sentences import Phrase

TOWN, PARENT = "Obec", "Patří k"
"""The titles of the columns that name the owner of a row."""


class SheetOwners:
    """Finds the owners within one transaction. A choice for the whole sheet goes before what the rows name."""

    def __init__(self, work: Work, register: Register, town: int | None, parent: int | None) -> None:
        self._work, self._register = work, register
        self._town, self._parent = town, parent
        self._named = NamedTowns(work)

    def of(self, line: Mapping[str, str]) -> dict[str, int | None]:
        """The owner of a row as ``write_row`` takes it; raises ``Refused`` when the row names nobody known."""
        if self._town is not None or self._parent is not None or TOWN not in line:
            return {"town": self._town, "parent": self._parent}
        name = line[TOWN].strip()
        town = self._named.find(name) if name else None
        if town is None or town.id is None or not self._work.may(KEEP, town):
            raise Refused("Obec „%(name)s“ tu není." if name else "Vyplňte sloupec Obec.", name=name)
        if self._register.parent is None:
            return {"town": town.id, "parent": None}
        return {"town": None, "parent": self._row(town.id, line.get(PARENT, "").strip())}

    def _row(self, town: int, name: str) -> int:
        """The row of that name in the register that this one belongs to."""
        assert self._register.parent is not None
        over = register_of(self._register.parent[0])
        kind: Any = over.row
        query = select(kind.id).where(kind.municipality_id == town, getattr(kind, over.label.column) == name)
        found = list(self._work.session.exec(query))
        if len(found) != 1:
            raise Refused(
                "„%(name)s“ v evidenci %(register)s této obce není, nebo je tam vícekrát.",
                name=name,
                register=Phrase(over.title),
            )
        return int(found[0])
