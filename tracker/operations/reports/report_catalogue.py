"""Every report that the house compiles: what it is for, what it must be told, and who compiles it.

Pages and the command line read this one list, so a report that stands here has a page and every form of a file.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.operations.ground import Work
from tracker.operations.mails.compile_notices import compile_notices
from tracker.operations.reports.compile_agreement_reports import compile_change_sheet, compile_settlement
from tracker.operations.reports.compile_national import compile_overview
from tracker.operations.reports.compile_region import compile_board
from tracker.operations.reports.compile_register_reports import (
    compile_papers,
    compile_plans,
    compile_programme,
    compile_projects,
    compile_research,
    compile_topics,
)
from tracker.operations.reports.compile_report import compile_compliance
from tracker.operations.reports.compile_request import compile_request
from tracker.operations.reports.compile_town_reports import (
    compile_handover,
    compile_hours,
    compile_meeting_paper,
    compile_meetings,
    compile_summary,
)
from tracker.operations.reports.report_wish import Ask, Wish
from tracker.people.permissions import Permission
from tracker.reports import (
    change_sheet,
    compliance_report,
    handover,
    hours_report,
    meeting_paper,
    meetings_report,
    national_overview,
    notice_diary,
    papers_report,
    period_summary,
    plan_register,
    programme_report,
    project_sums,
    regional_board,
    request_pack,
    research_report,
    settlement_report,
    topic_matrix,
)
from tracker.reports.report import Report


@dataclass(frozen=True, slots=True)
class Offer:
    """One report of the catalogue. ``code`` is its number in the methodology of the house (R1 …)."""

    key: str
    code: str
    title: str
    purpose: str
    asks: tuple[Ask, ...]
    permission: Permission
    compile: Callable[[Work, Wish], Report]


def _compliance(work: Work, wish: Wish) -> Report:
    return compile_compliance(work, wish.need_town(), wish.need_year(work), wish.day, wish.known)


_OFFERS = (
    Offer(
        compliance_report.KEY,
        "R1",
        "Zpráva o plnění popisu spolupráce",
        "Co bylo na rok dohodnuto, co je splněno, co ne a proč, čí polovina vázne.",
        (Ask.TOWN, Ask.YEAR),
        Permission.COMPILE_REPORT,
        _compliance,
    ),
    Offer(
        meeting_paper.KEY,
        "R2",
        "Podklad pro třístranné jednání",
        "Kde spolupráce stojí, co přijde a co je třeba rozhodnout.",
        (Ask.TOWN,),
        Permission.COMPILE_REPORT,
        compile_meeting_paper,
    ),
    Offer(
        regional_board.KEY,
        "R3",
        "Přehled regionu",
        "Po termínu, ohrožené, bez důvodu, bez odpovědné osoby, ticho; matice obcí a druhů závazků.",
        (Ask.TOWNS,),
        Permission.READ_REGION,
        compile_board,
    ),
    Offer(
        national_overview.KEY,
        "R9",
        "Přehled ČR",
        "Součty podle pracovišť a obcí, vývoj v roce; součet vždy souhlasí s rozpadem.",
        (Ask.YEAR, Ask.TOWNS),
        Permission.READ_REGION,
        compile_overview,
    ),
    Offer(
        plan_register.KEY,
        "R4",
        "Evidence plánů a jejich schválení",
        "Které lokality mají schválený plán, kdo a kdy ho schválil.",
        (Ask.TOWNS,),
        Permission.COMPILE_REPORT,
        compile_plans,
    ),
    Offer(
        topic_matrix.KEY,
        "R9",
        "Co vzniklo v lokalitách",
        "Matice témat a lokalit s počty v obou směrech.",
        (Ask.TOWNS,),
        Permission.COMPILE_REPORT,
        compile_topics,
    ),
    Offer(
        project_sums.KEY,
        "R10",
        "Projekty, peníze a osoby",
        "Kolik projektů, za kolik a pro kolik lidí, podle stavu a obce.",
        (Ask.TOWNS,),
        Permission.COMPILE_REPORT,
        compile_projects,
    ),
    Offer(
        research_report.KEY,
        "",
        "Výzkumy a jejich doporučení",
        "Co výzkumy doporučily, co na to obce odpověděly a co na odpověď čeká.",
        (Ask.TOWNS,),
        Permission.COMPILE_REPORT,
        compile_research,
    ),
    Offer(
        programme_report.KEY,
        "R5",
        "Závěrečná zpráva poradenského programu",
        "Jak byl program nastaven, jak probíhal a jak dopadla kritéria.",
        (Ask.PROGRAMME,),
        Permission.COMPILE_REPORT,
        compile_programme,
    ),
    Offer(
        period_summary.KEY,
        "R6",
        "Souhrn spolupráce",
        "Závazky, události, plány, projekty, peníze a osoby za období.",
        (Ask.TOWN, Ask.PERIOD),
        Permission.COMPILE_REPORT,
        compile_summary,
    ),
    Offer(
        settlement_report.KEY,
        "R7",
        "Vypořádání při předčasném ukončení",
        "Co je splněno, co je po termínu, co běží a co se uvolňuje, s poměrnou částí.",
        (Ask.AGREEMENT,),
        Permission.COMPILE_REPORT,
        compile_settlement,
    ),
    Offer(
        request_pack.KEY,
        "R8",
        "Podklady pro odpověď podle zákona č. 106/1999 Sb.",
        "Jednání, projekty, plány a plnění závazků bez osobních údajů, s kontrolním součtem.",
        (Ask.TOWNS, Ask.PERIOD, Ask.REQUEST),
        Permission.COMPILE_REPORT,
        compile_request,
    ),
    Offer(
        hours_report.KEY,
        "R11",
        "Hodiny a osoby",
        "Kolik hodin a účastí, co se započte pod stropem a co ještě zbývá.",
        (Ask.TOWN, Ask.PERIOD),
        Permission.COMPILE_REPORT,
        compile_hours,
    ),
    Offer(
        meetings_report.KEY,
        "R12",
        "Jednání a jejich výstupy",
        "Co se kde projednalo a které úkoly jdou na příští jednání.",
        (Ask.TOWN, Ask.PERIOD),
        Permission.COMPILE_REPORT,
        compile_meetings,
    ),
    Offer(
        papers_report.KEY,
        "R13",
        "Dokumenty a jejich platnost",
        "Co platí, co do půl roku skončí a co už neplatí.",
        (Ask.TOWNS,),
        Permission.COMPILE_REPORT,
        compile_papers,
    ),
    Offer(
        handover.KEY,
        "R14",
        "Předávací protokol",
        "Vše, co musí vědět ten, kdo obec přebírá.",
        (Ask.TOWN,),
        Permission.COMPILE_REPORT,
        compile_handover,
    ),
    Offer(
        change_sheet.KEY,
        "R15",
        "Změnový list revize",
        "Co poslední revize dokumentu mění, slovy bylo a bude.",
        (Ask.AGREEMENT,),
        Permission.COMPILE_REPORT,
        compile_change_sheet,
    ),
    Offer(
        notice_diary.KEY,
        "R16",
        "Deník připomínek",
        "Co komu odešlo, o čem a co se s tím stalo.",
        (Ask.TOWN, Ask.PERIOD),
        Permission.READ_OUTBOX,
        compile_notices,
    ),
)

OFFERS: dict[str, Offer] = {offer.key: offer for offer in _OFFERS}
"""Every report by its key, in the order of the list."""
