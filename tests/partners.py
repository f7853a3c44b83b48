"""A town with a partner who hands over papers for its yearly report and sits in its working group."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import select

from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.ground import Ground, looking, working
from tracker.operations.partners.partner_links import token_of
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.reports.register_values import BodyKind
from tracker.store.outbox import MailRow
from tracker.store.partners import PartnerDutyRow, PartnerLinkRow, PartnerRow, PartnerSeatRow
from tracker.store.registers import BodyRow
from tracker.store.reminder_settings import Language

DUE = date(2026, 12, 14)
ASKED = date(2026, 11, 16)
"""The Monday after the partner should have been asked: 30 days ahead is a Saturday, the working day before a Friday."""


@dataclass(frozen=True)
class Partnered:
    """The installation on some day, and the ids of what is in it."""

    ground: Ground
    report: Agreed
    partner: int
    group: int
    manager: Actor
    consultant: Actor

    def on(self, day: date) -> "Partnered":
        """The same on another day."""
        return Partnered(self.ground.as_of(day), self.report, self.partner, self.group, self.manager, self.consultant)

    def link(self) -> PartnerLinkRow:
        """The partner's newest link."""
        with looking(self.ground, SYSTEM) as work:
            return work.session.exec(select(PartnerLinkRow).order_by(PartnerLinkRow.id.desc())).first()  # type: ignore[union-attr, return-value]

    def token(self) -> str:
        """The token of the newest link, as the mail carries it."""
        return token_of(self.ground, self.link().id or 0)

    def mails(self) -> list[MailRow]:
        """Every mail there is, the oldest first."""
        with looking(self.ground, SYSTEM) as work:
            return list(work.session.exec(select(MailRow).order_by(MailRow.id)))  # type: ignore[arg-type]


def a_partnered_town(url: str, folder: Path, day: date = ASKED, language: Language = Language.CS) -> Partnered:
    """A town that owes a report by 14. 12. 2026, toward which the partner „Charita“ hands over papers."""
    ground = ground_on(url, folder, day)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        town = a_town(work.session, office)
        report = an_agreement(
            work, town, Dated("2026-12-14"), title="Zpráva o plnění", act=Act.COUNCIL_REPORT, outputs=("zpráva",)
        )
        partner = PartnerRow(
            municipality_id=report.municipality,
            organisation="Charita",
            contact="Jana Nová",
            email="charita@partner.example",
            language=language,
        )
        group = BodyRow(
            municipality_id=report.municipality, kind=BodyKind.WORKING_GROUP, name="Bydlení", starts=date(2026, 1, 1)
        )
        work.session.add_all([partner, group])
        work.session.flush()
        assert partner.id is not None
        assert group.id is not None
        both = {"municipality_id": report.municipality, "partner_id": partner.id}
        work.session.add(PartnerDutyRow(**both, obligation_id=report.obligation))
        work.session.add(PartnerSeatRow(**both, body_id=group.id))
        manager = a_person(work.session, Role.MANAGER, town)
        consultant = a_person(work.session, Role.CONSULTANT, town)
        return Partnered(ground, report, partner.id, group.id, manager, consultant)
