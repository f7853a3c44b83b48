"""The journal in words: who did what and when, and what a value was before and after."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from tracker.fulfilment.event import DecisionKind, EventForm, EvidenceKind, ReviewVerdict, Visibility
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act, Party, Side
from tracker.operations.history import Change
from tracker.people.actor import SYSTEM, Role
from tracker.web.filters import day, instant, number, translated_label
from tracker.web.sentences import as_written

DEEDS: Mapping[tuple[str, str], Any] = {
    ("added", "obligation"): _l("potvrzen závazek"),
    ("changed", "obligation"): _l("změněn závazek"),
    ("added", "term"): _l("uloženo znění závazku"),
    ("added", "occurrence"): _l("založen termín"),
    ("changed", "occurrence"): _l("změněn stav termínu"),
    ("added", "event"): _l("zapsána událost"),
    ("changed", "event"): _l("záznam události vzat zpět"),
    ("added", "evidence"): _l("přiložen doklad"),
    ("changed", "evidence"): _l("změněn doklad"),
    ("added", "paper_opening"): _l("otevřena prezenční listina"),
    ("added", "fulfilment"): _l("událost započtena"),
    ("changed", "fulfilment"): _l("započtení vzato zpět"),
    ("added", "review"): _l("vyjádření druhé strany"),
    ("added", "decision"): _l("rozhodnutí"),
    ("changed", "decision"): _l("rozhodnutí odvoláno"),
    ("added", "delay_reason"): _l("zapsán důvod zpoždění"),
    ("added", "anchor"): _l("zapsán den události, od které běží lhůta"),
    ("added", "hours_reading"): _l("určeno, jak se počítají hodiny"),
    ("added", "council_day"): _l("zapsán den jednání zastupitelstva"),
    ("changed", "council_day"): _l("odebrán den jednání zastupitelstva"),
    ("added", "council_lead"): _l("nastaveny lhůty před jednáním"),
    ("added", "municipality"): _l("založena obec"),
    ("changed", "municipality"): _l("změněna obec"),
    ("added", "agreement"): _l("dokument uveden v platnost"),
    ("changed", "agreement"): _l("změněn dokument v platnosti"),
    ("added", "agreement_version"): _l("potvrzena verze dokumentu"),
    ("added", "partner"): _l("přidán partner"),
    ("changed", "partner"): _l("změněn partner"),
    ("added", "partner_link"): _l("vydán odkaz partnerovi"),
    ("changed", "partner_link"): _l("změněna platnost odkazu"),
    ("added", "partner_answer"): _l("odpověď partnera"),
    ("added", "meeting"): _l("naplánováno jednání"),
    ("changed", "meeting"): _l("změněno jednání"),
    ("changed", "invitation"): _l("odpověď na pozvánku"),
    ("added", "incoming_paper"): _l("došel doklad k prohlédnutí"),
    ("changed", "incoming_paper"): _l("došlý doklad zařazen"),
    ("added", "person"): _l("založen účet"),
    ("changed", "person"): _l("změněn účet"),
    ("added", "mandate"): _l("udělen mandát"),
    ("changed", "mandate"): _l("změněn mandát"),
    ("removed", "mandate"): _l("odvolán mandát, který ještě nezačal"),
    ("added", "office"): _l("založeno pracoviště"),
    ("changed", "office"): _l("změněno pracoviště"),
}

COLUMNS: Mapping[str, Any] = {
    "status": _l("stav"),
    "due": _l("termín"),
    "counted": _l("započteno"),
    "title": _l("název"),
    "day": _l("den"),
    "act": _l("druh"),
    "form": _l("forma"),
    "hours": _l("hodin"),
    "persons": _l("osob"),
    "name": _l("jméno"),
    "kind": _l("druh"),
    "visibility": _l("viditelnost"),
    "verdict": _l("vyjádření"),
    "reason": _l("důvod"),
    "approver": _l("schválil/a"),
    "new_due": _l("nový termín"),
    "replaced_by": _l("nahrazeno čím"),
    "document": _l("dokument"),
    "expected": _l("nový odhad"),
    "statement": _l("vyjádření"),
    "withdrawn_reason": _l("důvod"),
    "amount": _l("množství"),
    "quote": _l("znění"),
    "cancelled_on": _l("zrušeno od"),
    "dropped_on": _l("vypuštěno od"),
    "revoked_at": _l("odvoláno"),
    "state": _l("stav"),
    "starts": _l("platí od"),
    "ends": _l("platí do"),
    "ended_on": _l("ukončeno k"),
    "end_reason": _l("důvod ukončení"),
    "party": _l("odpovídá"),
    "keep_until": _l("uchovat do"),
    "note": _l("poznámka"),
    "papers": _l("podklady dní předem"),
    "after_discussion": _l("dní od projednání"),
    "drafting": _l("dní na psaní"),
}
"""The columns that mean something to a reader; the others stay in the journal."""

OWN_COLUMNS: Mapping[tuple[str, str], Any] = {
    ("obligation", "owner_id"): _l("vlastník"),
    ("mandate", "role"): _l("role"),
    ("mandate", "municipality_id"): _l("obec"),
    ("mandate", "office_id"): _l("pracoviště"),
    ("mandate", "deputy_id"): _l("zástup"),
    ("person", "email"): _l("e-mail"),
    ("person", "phone"): _l("telefon"),
    ("person", "active"): _l("účet otevřený"),
    ("municipality", "office_id"): _l("pracoviště"),
    ("municipality", "union_id"): _l("člen svazku"),
    ("municipality", "ico"): _l("IČO"),
    ("municipality", "seat"): _l("sídlo"),
    ("municipality", "region"): _l("kraj"),
    ("office", "code"): _l("zkratka"),
}
"""Columns that mean something only in the history of one kind of thing."""

_LISTS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("occurrence", "status"): Status,
    ("event", "act"): Act,
    ("event", "form"): EventForm,
    ("term", "act"): Act,
    ("term", "party"): Party,
    ("evidence", "kind"): EvidenceKind,
    ("evidence", "visibility"): Visibility,
    ("review", "verdict"): ReviewVerdict,
    ("review", "side"): Side,
    ("decision", "kind"): DecisionKind,
    ("mandate", "role"): Role,
}
_DAYS = {"due", "day", "new_due", "expected", "cancelled_on", "dropped_on", "starts", "ends", "ended_on", "keep_until"}
_SAYING: Mapping[type, Callable[[Any], str]] = {int: number, float: number}


def told(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes as the macro ``timeline`` takes them."""
    return [
        {"at": change.at, "who": _who(change), "what": _deed(change), "lines": list(_lines(change))}
        for change in changes
    ]


def _who(change: Change) -> str:
    return str(_("systém")) if change.who == SYSTEM.name else change.who


def _deed(change: Change) -> str:
    return str(DEEDS.get((change.action, change.subject)) or _("změna"))


def _lines(change: Change) -> Iterable[str]:
    for column, (before, after) in change.changes.items():
        name = OWN_COLUMNS.get((change.subject, column)) or COLUMNS.get(column)
        if name is None or (change.action == "added" and change.subject == "occurrence"):
            continue
        if after in (None, "") and before in (None, ""):
            continue
        said = _said(change.subject, column, after)
        before_that = (
            Markup("{} → ").format(_said(change.subject, column, before)) if change.action == "changed" else ""
        )
        yield Markup("{}: {}{}").format(name, before_that, said)


def _said(subject: str, column: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if (subject, column) in _LISTS:
        return translated_label(_LISTS[subject, column](value))
    if column in _DAYS:
        return day(date.fromisoformat(value))
    if column.endswith("_at"):
        return instant(datetime.fromisoformat(value))
    if isinstance(value, bool):
        return str(_("ano") if value else _("ne"))
    return _SAYING.get(type(value), as_written)(value)
