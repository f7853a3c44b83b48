"""What can be chosen for a report: the towns, documents and programmes in reach, as pairs of number and name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.reports.report_catalogue import Offer
from tracker.operations.reports.report_wish import Ask
from tracker.reports.request_pack import LEVELS, QUESTIONS
from tracker.store.agreements import AgreementRow
from tracker.store.registers import ProgrammeRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.name_search import Named


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form of a report offers; empty where the report does not ask for it."""

    towns: Sequence[Named] = ()
    agreements: Sequence[Named] = ()
    programmes: Sequence[Named] = ()
    levels: Sequence[tuple[str, str]] = ()
    questions: Sequence[tuple[str, str]] = ()


def choices_of(work: Work, offer: Offer) -> Choices:
    """The choices that the report asks for."""
    asks, requested = set(offer.asks), Ask.REQUEST in offer.asks
    return Choices(
        towns=_towns(work) if {Ask.TOWN, Ask.TOWNS} & asks else (),
        agreements=_titled(work, AgreementRow) if Ask.AGREEMENT in asks else (),
        programmes=_titled(work, ProgrammeRow) if Ask.PROGRAMME in asks else (),
        levels=[(act.value, label(act)) for act in Act if act in LEVELS] if requested else (),
        questions=[(question.value, words) for question, words in QUESTIONS.items()] if requested else (),
    )


def _towns(work: Work) -> list[Named]:
    query = select(MunicipalityRow.id, MunicipalityRow.name).where(work.in_reach())
    found = work.session.exec(query.order_by(col(MunicipalityRow.sort_key)))
    return [(number or 0, name) for number, name in found]


def _titled(work: Work, kind: type[AgreementRow] | type[ProgrammeRow]) -> list[Named]:
    query = (
        select(kind.id, MunicipalityRow.name, kind.title)
        .join(MunicipalityRow, col(MunicipalityRow.id) == kind.municipality_id)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), col(kind.title))
    )
    return [(number or 0, f"{town}: {title}") for number, town, title in work.session.exec(query)]
