"""Every plain register of the house, described once."""

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.operations.ground import NotFound
from tracker.operations.registers.register_fields import FieldKind, Register, RegisterField
from tracker.reports.register_values import BodyKind, ItemLevel, ItemState, Met, ProjectState
from tracker.store.code_lists import CodeList
from tracker.store.registers import (
    ActionItemRow,
    ApprovalRow,
    BodyRow,
    CriterionRow,
    MemberRow,
    PlanItemRow,
    PlanRow,
    ProgrammeRow,
    ProjectRow,
    RecommendationRow,
    ResearchRow,
    TopicRow,
    WorkloadRow,
)
from tracker.timeline.sentences import Phrase

_DAY, _LONG, _COUNT = FieldKind.DAY, FieldKind.LONG, FieldKind.COUNT
_MONEY, _CHOICE = FieldKind.MONEY, FieldKind.CHOICE


def _reason_of_item(values: Mapping[str, Any]) -> tuple[str, Phrase] | None:
    """What is not as planned says why: reports and answers to requests tell it."""
    if values["state"] in (ItemState.PLANNED, ItemState.FULFILLED) or values["reason"]:
        return None
    return "reason", Phrase("Napište důvod: co není splněno, nahrazuje se nebo se ruší, má v přehledech své proč.")


def _end_of_project(values: Mapping[str, Any]) -> tuple[str, Phrase] | None:
    """The day and the state of an early end belong together."""
    if (values["state"] is ProjectState.ENDED_EARLY) == (values["ended_early"] is not None):
        return None
    if values["ended_early"] is None:
        return "ended_early", Phrase("Doplňte den, kdy projekt předčasně skončil.")
    return "state", Phrase("Projekt s dnem předčasného ukončení má stav „Předčasně ukončený“.")


_REGISTERS = (
    Register(
        "organy",
        "Orgány a platformy",
        "orgán",
        BodyRow,
        (
            RegisterField("name", "Název", required=True),
            RegisterField("kind", "Druh", _CHOICE, required=True, words=BodyKind),
            RegisterField("starts", "Od", _DAY, required=True),
            RegisterField("ends", "Do", _DAY),
        ),
    ),
    Register(
        "clenove",
        "Členové orgánů",
        "člen",
        MemberRow,
        (
            RegisterField("name", "Jméno", required=True),
            RegisterField("organisation", "Organizace"),
            RegisterField("role", "Role"),
            RegisterField("starts", "Od", _DAY, required=True),
            RegisterField("ends", "Do", _DAY),
        ),
        parent=("organy", "body_id"),
    ),
    Register(
        "ukoly",
        "Úkoly z jednání",
        "úkol",
        ActionItemRow,
        (
            RegisterField("words", "Úkol", _LONG, required=True),
            RegisterField("given_on", "Zadáno", _DAY, required=True),
            RegisterField("owner", "Kdo"),
            RegisterField("due", "Do", _DAY),
            RegisterField("trigger", "Nebo až"),
            RegisterField("closed_on", "Uzavřeno", _DAY),
            RegisterField("result", "Výsledek", _LONG),
        ),
        parent=("organy", "body_id"),
    ),
    Register(
        "plany",
        "Plány",
        "plán",
        PlanRow,
        (
            RegisterField("title", "Název", required=True),
            RegisterField("kind", "Druh (SPSZ, MPI, TAP)", required=True, offers=CodeList.PLAN_KIND),
            RegisterField("starts", "Od", _DAY),
            RegisterField("ends", "Do", _DAY),
        ),
    ),
    Register(
        "schvaleni",
        "Schválení plánů",
        "schválení",
        ApprovalRow,
        (
            RegisterField("member", "Schválila obec"),
            RegisterField("approved_on", "Schváleno", _DAY, required=True),
            RegisterField("resolution", "Usnesení"),
        ),
        parent=("plany", "plan_id"),
    ),
    Register(
        "opatreni",
        "Cíle a opatření",
        "cíl nebo opatření",
        PlanItemRow,
        (
            RegisterField("number", "Číslo", required=True),
            RegisterField("level", "Úroveň", _CHOICE, required=True, words=ItemLevel),
            RegisterField("words", "Znění", _LONG, required=True),
            RegisterField("due", "Do", _DAY),
            RegisterField("state", "Stav", _CHOICE, required=True, words=ItemState),
            RegisterField("reason", "Důvod", _LONG),
            RegisterField("judged_on", "Posouzeno", _DAY),
        ),
        parent=("plany", "plan_id"),
        missing=_reason_of_item,
    ),
    Register(
        "projekty",
        "Projekty",
        "projekt",
        ProjectRow,
        (
            RegisterField("name", "Název", required=True),
            RegisterField("state", "Stav", _CHOICE, required=True, words=ProjectState),
            RegisterField("carrier", "Realizátor"),
            RegisterField("programme", "Program"),
            RegisterField("call", "Číslo výzvy"),
            RegisterField("goals", "Cíle", _LONG),
            RegisterField("hundredths", "Způsobilé výdaje", _MONEY),
            RegisterField("persons", "Podpořených osob", _COUNT),
            RegisterField("starts", "Od", _DAY),
            RegisterField("ends", "Do", _DAY),
            RegisterField("ended_early", "Předčasně ukončen", _DAY),
            RegisterField("note", "Poznámka", _LONG),
        ),
        missing=_end_of_project,
    ),
    Register(
        "programy",
        "Poradenské programy",
        "poradenský program",
        ProgrammeRow,
        (
            RegisterField("title", "Název", required=True),
            RegisterField("goals", "Cíle", _LONG),
            RegisterField("starts", "Od", _DAY, required=True),
            RegisterField("ends", "Do", _DAY, required=True),
            RegisterField("ended_early", "Předčasně ukončen", _DAY),
            RegisterField("end_reason", "Důvod ukončení", _LONG),
        ),
    ),
    Register(
        "kriteria",
        "Kritéria programů",
        "kritérium",
        CriterionRow,
        (
            RegisterField("number", "Číslo", required=True),
            RegisterField("words", "Kritérium", _LONG, required=True),
            RegisterField("baseline", "Na začátku"),
            RegisterField("final", "Na konci"),
            RegisterField("answer", "Odpověď"),
            RegisterField("met", "Posouzení", _CHOICE, words=Met),
            RegisterField("note", "Poznámka", _LONG),
        ),
        parent=("programy", "programme_id"),
    ),
    Register(
        "uvazky",
        "Úvazky ASZ",
        "úvazek",
        WorkloadRow,
        (
            RegisterField("role", "Role", required=True),
            RegisterField("persons", "Osob", _COUNT, required=True),
            RegisterField("hundredths", "Úvazků celkem", FieldKind.DECIMAL, required=True),
            RegisterField("starts", "Od", _DAY, required=True),
            RegisterField("ends", "Do", _DAY),
            RegisterField("note", "Poznámka"),
        ),
    ),
    Register(
        "vyzkumy",
        "Výzkumy",
        "výzkum",
        ResearchRow,
        (
            RegisterField("title", "Název", required=True),
            RegisterField("author", "Autor"),
            RegisterField("finished_on", "Dokončeno", _DAY, required=True),
        ),
    ),
    Register(
        "doporuceni",
        "Doporučení výzkumů",
        "doporučení",
        RecommendationRow,
        (
            RegisterField("words", "Doporučení", _LONG, required=True),
            RegisterField("answer", "Odpověď obce", _LONG),
            RegisterField("answered_on", "Odpovězeno", _DAY),
        ),
        parent=("vyzkumy", "research_id"),
    ),
    Register(
        "temata",
        "Co vzniklo v lokalitách",
        "téma",
        TopicRow,
        (
            RegisterField("area", "Oblast", required=True),
            RegisterField("topic", "Téma", required=True, offers=CodeList.TOPIC),
            RegisterField("since", "Od", _DAY),
            RegisterField("note", "Poznámka"),
        ),
    ),
)

REGISTERS: dict[str, Register] = {register.key: register for register in _REGISTERS}
"""Every register by its key, parents before their children."""


def register_of(key: str) -> Register:
    """The register of that name."""
    if key not in REGISTERS:
        raise NotFound
    return REGISTERS[key]


def children_of(register: Register) -> Sequence[Register]:
    """The registers whose rows belong to rows of this one."""
    return [other for other in REGISTERS.values() if other.parent and other.parent[0] == register.key]
