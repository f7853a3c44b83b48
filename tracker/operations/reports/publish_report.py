"""The way of a yearly report to the public: draft, „Co bude veřejné“, frozen version, correction by a new version.

A draft is compiled anew whenever somebody looks at it. Publishing freezes the public form with its checksum and the
head of the journal; from then on the version is only read. A correction is the next version, the old one stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import col, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, looking, working
from tracker.operations.mails.report_mail import queue_published
from tracker.operations.reports.compile_report import compile_compliance
from tracker.people.actor import SYSTEM, Actor
from tracker.people.permissions import Permission
from tracker.reports.frozen import checksum, from_json, to_json
from tracker.reports.report import Report
from tracker.reports.yearly import Comments, day_over
from tracker.store.journal import head
from tracker.store.reports import ReportRow, ReportState
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import prague_day

OWN_TEXTS = ("failures", "next_steps", "asz")
"""The texts that the parties add to a report, as fields of ``Comments``."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published version with everything a reader needs to trust it."""

    row: ReportRow
    town: MunicipalityRow
    report: Report
    newest: int

    @property
    def whole(self) -> bool:
        """Whether the stored content still has the checksum it was published with."""
        return checksum(self.report) == self.row.checksum

    @property
    def printed(self) -> Report:
        """The report that ends with its version, checksum and journal head, for forms that are read on paper."""
        day = f"{prague_day(self.row.published_at or self.row.created_at):%-d. %-m. %Y}"
        seal = f"Verze {self.row.number}, zveřejněno {day}. Otisk obsahu {self.row.checksum}."
        return replace(self.report, counted=f"{self.report.counted} {seal} Hlava deníku změn {self.row.journal_head}.")


def draft_report(ground: Ground, actor: Actor, municipality_id: int, year: int) -> int:
    """The draft of the next version for the year, begun when there is none; it tells the day the year is over."""
    with working(ground, actor) as work:
        town = work.municipality(municipality_id, Permission.COMPILE_REPORT)
        versions = _versions(work, municipality_id, year)
        open_draft = next((row for row in versions if row.state is ReportState.DRAFT), None)
        if open_draft and open_draft.id is not None:
            return open_draft.id
        assert town.id is not None
        row = ReportRow(
            municipality_id=town.id,
            year=year,
            number=len(versions) + 1,
            day=min(work.today, day_over(year)),
            known=work.today,
            created_at=work.now,
            created_by=actor.person,
        )
        compiled_of(work, row)
        work.session.add(row)
        work.session.flush()
        assert row.id is not None
        return row.id


def edit_report(
    ground: Ground, actor: Actor, report_id: int, texts: Mapping[str, str], shown: Collection[str], day: date
) -> None:
    """Keep what the parties add, which free texts the public may read, and the day the report tells."""
    with working(ground, actor) as work:
        row = _draft(work, report_id, Permission.COMPILE_REPORT)
        if day > work.today:
            raise Refused("Stav budoucího dne neznáme. Zadejte dnešní nebo dřívější den.")
        row.texts = {name: texts.get(name, "").strip()[:4000] for name in OWN_TEXTS}
        row.day, row.known = day, work.today
        row.shown = sorted(shown)


def publish_report(ground: Ground, actor: Actor, report_id: int, correction: str = "") -> ReportRow:
    """Freeze the draft and make it public; a version after the first says what it corrects."""
    with working(ground, actor) as work:
        row = _draft(work, report_id, Permission.PUBLISH_REPORT)
        if row.number > 1 and not correction.strip():
            raise Refused("Napište, co nová verze opravuje. Předchozí verze zůstane veřejná.")
        public = compiled_of(work, row).published(row.shown)
        row.content = to_json(public)
        row.checksum = checksum(public)
        row.journal_head = head(work.session)
        row.correction = correction.strip()
        row.published_at, row.published_by = work.now, actor.person
        row.state = ReportState.PUBLISHED
        work.session.add(row)
        queue_published(work, row)
        return row


def report_row(work: Work, report_id: int) -> ReportRow:
    """The version, for those who may compile reports of its municipality."""
    return work.get(ReportRow, report_id, Permission.COMPILE_REPORT)


def compiled_of(work: Work, row: ReportRow) -> Report:
    """The report that a draft stands for, with everything in it."""
    comments = Comments(**{name: row.texts.get(name, "") for name in OWN_TEXTS})
    return compile_compliance(work, row.municipality_id, row.year, row.day, row.known, comments)


def stored_reports(work: Work) -> list[tuple[MunicipalityRow, ReportRow]]:
    """Every draft and version in reach: towns in Czech order, newest years and versions first."""
    query = _with_towns().where(work.in_reach())
    return [pair for pair in work.session.exec(query) if work.may(Permission.COMPILE_REPORT, pair[0])]


def published_report(ground: Ground, municipality_id: int, year: int, number: int | None = None) -> Published:
    """A published version for anybody: the given one, or the newest of the year."""
    with looking(ground, SYSTEM) as work:
        town = work.municipality(municipality_id)
        rows = [row for row in _versions(work, municipality_id, year) if row.state is ReportState.PUBLISHED]
        row = next((row for row in reversed(rows) if number in (None, row.number)), None)
        if row is None or row.content is None:
            raise NotFound
        return Published(row, town, from_json(row.content), rows[-1].number)


def published_list(ground: Ground, municipality_id: int | None = None) -> list[tuple[MunicipalityRow, ReportRow]]:
    """What is public, of one municipality or of all: towns in Czech order, newest years and versions first."""
    query = _with_towns().where(ReportRow.state == ReportState.PUBLISHED)
    if municipality_id is not None:
        query = query.where(MunicipalityRow.id == municipality_id)
    with looking(ground, SYSTEM) as work:
        return list(work.session.exec(query))


def _with_towns() -> Any:
    return (
        select(MunicipalityRow, ReportRow)
        .join(ReportRow, col(ReportRow.municipality_id) == MunicipalityRow.id)
        .order_by(col(MunicipalityRow.sort_key), col(ReportRow.year).desc(), col(ReportRow.number).desc())
    )


def _versions(work: Work, municipality_id: int, year: int) -> list[ReportRow]:
    query = select(ReportRow).where(ReportRow.municipality_id == municipality_id, ReportRow.year == year)
    return list(work.session.exec(query.order_by(col(ReportRow.number))))


def _draft(work: Work, report_id: int, permission: Permission) -> ReportRow:
    row = work.get(ReportRow, report_id, permission)
    if row.state is not ReportState.DRAFT:
        raise Refused("Zveřejněná zpráva se už nemění. Opravu zveřejněte jako novou verzi.")
    return row
