"""Every mail with made-up values, so that whoever looks after the installation can read its words before anybody else.

The values have the form that the operations give them; a template that asks for more cannot be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.mailing.render import Rendered, render
from tracker.obligations.deadline import Precision
from tracker.operations.ground import Work
from tracker.operations.mails.mail_parts import links
from tracker.people.actor import Role
from tracker.people.permissions import Permission
from tracker.store.reminder_settings import Language

TOWN = "Lipová"


@dataclass(frozen=True, slots=True)
class SampleMail:
    """A mail by the name of its template, rendered in every language."""

    name: str
    words: Mapping[Language, Rendered]


def mail_samples(work: Work) -> list[SampleMail]:
    """All mails, for those who administer the installation."""
    work.require(Permission.MANAGE_TERRITORY)
    common = {"links": links(work.ground.config), "today": work.today}
    values = sample_values(work.today, work.ground.config.public_base_url.rstrip("/"))
    return [
        SampleMail(name, {language: render(name, language.value, common | given) for language in Language})
        for name, given in values.items()
    ]


def sample_values(today: date, base: str) -> dict[str, dict[str, Any]]:
    """The values of every template, by its name."""
    late, near = _term(today - timedelta(days=20), today, base), _term(today + timedelta(days=7), today, base)
    why = {"role": Role.MANAGER, "deputy": False, "municipality": TOWN}
    listed = {"late": [late], "late_count": 1, "left_out": 0, "towns": [TOWN], "why": why}
    return {
        "before": {"one": near, "more": today + timedelta(days=4), "why": why},
        "overdue": {"one": late, "consultant": "Petra Malá, +420 600 000 000", "why": why},
        "several": {**listed, "coming": [near], "coming_count": 1},
        "digest": _digest(late, near, today, why),
        "reason_call": {**listed, "asking": "Tomáš Beneš"},
        "returned": _returned(today, base, why),
        "report": _report(today, base, why),
        "silent_feed": {"label": "Moje termíny", "client": "Outlook", "fetched": today - timedelta(days=15)},
        "partner_paper": {**_partner(today, base), "paper": _paper(today)},
        "meeting": _meeting(today, base),
        "meeting_cancelled": {**_meeting(today, base), "reason": "Nemoc předsedající."},
        "sign_in": {"url": f"{base}/prihlaseni/odkaz/…", "by": ""},
        "password": {"url": f"{base}/prihlaseni/odkaz/…", "by": ""},
        "account": {"url": f"{base}/prihlaseni/odkaz/…", "by": "Tomáš Beneš"},
        "account_changed": {"what": "password", "by": "Alena Říhová"},
        "hand_over": {"leaver": "Petra Malá", "last_day": today, "things": _things()},
    }


def _term(due: date, today: date, base: str) -> dict[str, Any]:
    return {
        "title": "Jednání lokálního partnerství",
        "municipality": TOWN,
        "due": due,
        "precision": Precision.DAY,
        "period": (date(due.year, 1, 1), date(due.year, 12, 31)),
        "counted": 2.0,
        "quota": 4.0,
        "outputs": "záznam z jednání; prezenční listina",
        "quote": "Partnerství se sejde nejméně čtyřikrát v roce.",
        "source": f"Popis spolupráce {TOWN}, str. 4",
        "url": f"{base}/z/1",
        "days_late": max((today - due).days, 0),
        "reason": "volby do zastupitelstva",
        "expected": today + timedelta(days=14),
    }


def _digest(late: dict[str, Any], near: dict[str, Any], today: date, why: dict[str, Any]) -> dict[str, Any]:
    entry = {"municipality": TOWN, "title": "Školení pracovníků", "day": today - timedelta(days=5), "recorded": today}
    long = late | {"due": today - timedelta(days=75), "days_late": 75}
    sections = {"late": [late], "near": [near], "region": [late], "country": [long], "to_review": [entry]}
    counts = {f"{name}_count": 1 for name in ("late", "near", "region", "country", "review")}
    return {**sections, **counts, "region_towns": 1, "towns": [TOWN], "kind": "digest", "why": why}


def _returned(today: date, base: str, why: dict[str, Any]) -> dict[str, Any]:
    line = {"title": "Školení pracovníků", "period": None, "why": "Na listině chybí podpisy.", "url": f"{base}/z/1"}
    told = {"event": "Školení o dluzích", "day": today - timedelta(days=5), "returned": [line], "by": "Petra Malá"}
    return {**told, "disputed": False, "own": False, "municipality": TOWN, "why": why}


def _report(today: date, base: str, why: dict[str, Any]) -> dict[str, Any]:
    year = today.year - 1
    told = {"year": year, "number": 2, "day": date(year, 12, 31), "correction": "Doplněno usnesení."}
    return {**told, "municipality": TOWN, "url": f"{base}/verejne/1/{year}/2", "why": why}


def _partner(today: date, base: str) -> dict[str, Any]:
    told = {"municipality": TOWN, "organisation": "Spolek Most k domovu", "url": f"{base}/o/…"}
    return {**told, "expires": today + timedelta(days=30), "passed": False}


def _paper(today: date) -> dict[str, Any]:
    due = today + timedelta(days=20)
    return {"title": "Výroční přehled služeb", "due": due, "precision": Precision.DAY, "outputs": ["přehled služeb"]}


def _meeting(today: date, base: str) -> dict[str, Any]:
    told = {"title": "Pracovní skupina Bydlení", "day": today + timedelta(days=12), "hours": "9:00–11:00"}
    words = {"place": "Radnice, zasedací místnost", "agenda": "byty pro rodiny s dětmi"}
    return {**_partner(today, base), **told, **words, "changed": False, "asks": True, "reason": ""}


def _things() -> list[dict[str, str]]:
    return [
        {"kind": "mandate", "name": Role.CONSULTANT.value, "place": TOWN},
        {"kind": "obligation", "name": "Jednání lokálního partnerství", "place": TOWN},
    ]
