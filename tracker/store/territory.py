"""Regional offices of ASZ and the municipalities they look after."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from tracker.people.actor import Place
from tracker.store.database import Row, identity, reference


class OfficeRow(Row, table=True):
    """A regional office of ASZ; ``code`` is RCS, RCV or RCZ."""

    __tablename__ = "office"

    id: int | None = identity()
    code: str = Field(max_length=12, unique=True)
    name: str = Field(max_length=120)


class MunicipalityRow(Row, table=True):
    """A town, or a union whose members point to it by ``union_id``. ``sort_key`` orders names as Czechs do.

    ``region`` is a code of ``people/regions.py``, where it is known.
    """

    __tablename__ = "municipality"
    __table_args__ = (UniqueConstraint("ico"),)

    id: int | None = identity()
    name: str = Field(max_length=120)
    sort_key: str = Field(max_length=500, index=True)
    ico: str | None = Field(default=None, max_length=8)
    seat: str = Field(default="", max_length=300)
    region: str | None = Field(default=None, max_length=5)
    office_id: int = reference("office.id")
    union_id: int | None = reference("municipality.id", nullable=True)

    @property
    def place(self) -> Place:
        """The municipality as the rules of permission know it."""
        assert self.id is not None
        return Place(self.id, self.office_id)
