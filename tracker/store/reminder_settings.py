"""How a municipality and a person want to be reminded; without a row the defaults hold."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint

from tracker.reminders.policy import Leads
from tracker.store.database import Row, as_json, choice, identity, reference


class Language(StrEnum):
    """The languages that mails are written in."""

    CS = "cs"
    EN = "en"


class MunicipalityRemindersRow(Row, table=True):
    """The lead days of a municipality, the longest first."""

    __tablename__ = "municipality_reminders"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id", index=False)
    short: list[int] = as_json()
    long: list[int] = as_json()

    @property
    def leads(self) -> Leads:
        """The lead days as the policy knows them."""
        return Leads(tuple(self.short), tuple(self.long))


class PersonRemindersRow(Row, table=True):
    """What one person wants; lead days of ``None`` are those of the municipality."""

    __tablename__ = "person_reminders"
    __table_args__ = (UniqueConstraint("person_id"),)

    id: int | None = identity()
    person_id: int = reference("person.id", index=False)
    language: Language = choice(Language, "mail_language", default=Language.CS)
    reminders: bool = True
    digests: bool = True
    invitations: bool = False
    short: list[int] | None = as_json(default=None, nullable=True)
    long: list[int] | None = as_json(default=None, nullable=True)

    def leads(self, of_municipality: Leads) -> Leads:
        """The lead days that hold for this person at a municipality."""
        return Leads(
            of_municipality.short if self.short is None else tuple(self.short),
            of_municipality.long if self.long is None else tuple(self.long),
        )
