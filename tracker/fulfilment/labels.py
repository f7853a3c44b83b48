"""The Czech label of every word of a closed list: what a person reads where the code has a member of an enumeration.

One place for pages, mails, calendars and reports. The labels are the message ids of the English catalogue.
"""

from enum import StrEnum

from tracker.fulfilment.event import (
    DecisionKind,
    EventForm,
    EvidenceKind,
    OutputKind,
    ReviewVerdict,
    Visibility,
)
from tracker.fulfilment.standing import Group, Status
from tracker.obligations.deadline import Period
from tracker.obligations.obligation import Act, PartialPeriod, Party, Side, YearKind
from tracker.occurrences import backplanning
from tracker.people.actor import Role

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Status: {
        Status.PLANNED: "Naplánováno",
        Status.OPEN: "Probíhá",
        Status.DUE_SOON: "Blíží se termín",
        Status.FULFILLED: "Splněno",
        Status.FULFILLED_LATE: "Splněno opožděně",
        Status.PARTLY: "Částečně splněno",
        Status.AWAITING_EVIDENCE: "Chybí doklad",
        Status.AWAITING_OTHER_SIDE: "Čeká na potvrzení",
        Status.RETURNED: "Vráceno k doplnění",
        Status.OVERDUE: "Po termínu",
        Status.MISSED: "Nesplněno",
        Status.WAITING: "Čeká na událost",
        Status.ONGOING: "Průběžně",
        Status.PAUSED: "Pozastaveno",
        Status.WAIVED: "Prominuto",
        Status.REPLACED: "Nahrazeno",
        Status.DISPUTED: "Rozporováno",
        Status.RELEASED: "Uvolněno",
        Status.CANCELLED: "Zrušeno",
    },
    Group: {
        Group.TO_DO: "K vyřízení",
        Group.IN_ORDER: "V pořádku",
        Group.NEEDS_ACTION: "Vyžaduje zásah",
        Group.COMPLETE: "Hotovo",
        Group.OUT_OF_FORCE: "Mimo platnost",
    },
    Role: {
        Role.MANAGER: "Manažer/ka sociálního začleňování",
        Role.REPRESENTATIVE: "Pověřený/á zástupce/kyně obce",
        Role.DEPARTMENT_HEAD: "Vedoucí odboru",
        Role.CONSULTANT: "Lokální konzultant/ka ASZ",
        Role.METHODIST: "Metodik/čka ASZ",
        Role.REGIONAL_HEAD: "Vedoucí regionálního pracoviště ASZ",
        Role.HEADQUARTERS: "Ústředí ASZ",
        Role.ADMINISTRATOR: "Správce",
    },
    Party: {
        Party.MUNICIPALITY: "Obec",
        Party.ASZ: "ASZ",
        Party.BOTH: "Obec a ASZ",
    },
    Side: {
        Side.MUNICIPALITY: "Obec",
        Side.ASZ: "ASZ",
    },
    Act: {
        Act.PARTNERSHIP_MEETING: "Jednání lokálního partnerství",
        Act.WORKING_GROUP: "Jednání pracovní skupiny",
        Act.THREE_PARTY_MEETING: "Třístranné jednání",
        Act.PARTNERSHIP_DISCUSSION: "Projednání v lokálním partnerství",
        Act.COUNCIL_REPORT: "Zpráva pro zastupitelstvo",
        Act.COUNCIL_DECISION: "Rozhodnutí zastupitelstva",
        Act.TRAINING: "Vzdělávání",
        Act.INDIVIDUAL_SUPPORT: "Individuální podpora",
        Act.CONSULTATION: "Konzultace",
        Act.DOCUMENT: "Zpracování dokumentu",
        Act.RESEARCH: "Výzkum",
        Act.REVISION: "Revize dokumentu",
        Act.OTHER: "Jiné",
    },
    EventForm: {
        EventForm.IN_PERSON: "Prezenčně",
        EventForm.DISTANCE: "Distančně",
    },
    EvidenceKind: {
        EvidenceKind.RECORD: "Záznam z jednání",
        EvidenceKind.MINUTES: "Zápis",
        EvidenceKind.ATTENDANCE: "Prezenční listina",
        EvidenceKind.CERTIFICATE: "Certifikát",
        EvidenceKind.REPORT: "Zpráva",
        EvidenceKind.RESOLUTION: "Usnesení",
        EvidenceKind.FEEDBACK: "Zpětná vazba",
        EvidenceKind.OTHER: "Jiný doklad",
    },
    OutputKind: {
        OutputKind.FACT: "Zjištění",
        OutputKind.DECISION: "Rozhodnutí",
        OutputKind.TASK: "Úkol",
    },
    Visibility: {
        Visibility.PARTIES: "Jen obec a ASZ",
        Visibility.PUBLIC: "Veřejné",
    },
    ReviewVerdict: {
        ReviewVerdict.ACKNOWLEDGED: "Potvrzeno",
        ReviewVerdict.RETURNED: "Vráceno k doplnění",
        ReviewVerdict.DISPUTED: "Rozporováno",
    },
    DecisionKind: {
        DecisionKind.SHIFT: "Posun termínu",
        DecisionKind.WAIVE: "Prominutí",
        DecisionKind.PAUSE: "Pozastavení",
        DecisionKind.RESUME: "Obnovení",
        DecisionKind.REPLACE: "Nahrazení",
        DecisionKind.DISPUTE: "Rozpor",
        DecisionKind.CALL: "Vyžádání",
    },
    Period: {
        Period.DAY: "Den",
        Period.WEEK: "Týden",
        Period.MONTH: "Měsíc",
        Period.QUARTER: "Čtvrtletí",
        Period.HALF_YEAR: "Pololetí",
        Period.YEAR: "Rok",
    },
    YearKind: {
        YearKind.CALENDAR: "Kalendářní rok",
        YearKind.COOPERATION: "Rok spolupráce",
    },
    backplanning.StepKind: dict(backplanning.LABELS),
    PartialPeriod: {
        PartialPeriod.ROUNDED_UP: "Poměrná část zaokrouhlená nahoru",
        PartialPeriod.FULL: "Plný počet",
        PartialPeriod.ROUNDED_DOWN: "Poměrná část zaokrouhlená dolů",
    },
}


def label(word: StrEnum) -> str:
    """The Czech label of a member of one of the lists above."""
    return LABELS[type(word)][word]


def labels(words: type[StrEnum]) -> dict[str, str]:
    """Every value of a list with its label, in the order of the list: the choices of a form."""
    return {word.value: text for word, text in LABELS[words].items()}
