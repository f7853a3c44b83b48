"""What can be chosen for a report: the towns, documents and programmes in reach, as pairs of number and name."""

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

Choices = dict[str, list[tuple[int | str, str]]]


def choices_of(work: Work, offer: Offer) -> Choices:
    """The choices that the report asks for."""
    found: Choices = {}
    if {Ask.TOWN, Ask.TOWNS} & set(offer.asks):
        towns = select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.sort_key))
        found["towns"] = [(row.id or 0, row.name) for row in work.session.exec(towns)]
    if Ask.AGREEMENT in offer.asks:
        found["agreements"] = _titled(work, AgreementRow)
    if Ask.PROGRAMME in offer.asks:
        found["programmes"] = _titled(work, ProgrammeRow)
    if Ask.REQUEST in offer.asks:
        found["levels"] = [(act.value, label(act)) for act in Act if act in LEVELS]
        found["questions"] = [(question.value, words) for question, words in QUESTIONS.items()]
    return found


def _titled(work: Work, kind: type[AgreementRow] | type[ProgrammeRow]) -> list[tuple[int | str, str]]:
    query = (
        select(kind.id, MunicipalityRow.name, kind.title)
        .join(MunicipalityRow, col(MunicipalityRow.id) == kind.municipality_id)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), col(kind.title))
    )
    return [(number or 0, f"{town}: {title}") for number, town, title in work.session.exec(query)]
