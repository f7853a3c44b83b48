"""How the pages name the kinds of mails, their states, and what happened to them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.store.outbox import Happening, MailKind, MailState

KINDS: Mapping[StrEnum, Any] = {
    MailKind.REMINDER: _l("Připomínka"),
    MailKind.DIGEST: _l("Týdenní přehled"),
    MailKind.REVIEW: _l("Záznamy k potvrzení"),
    MailKind.ESCALATION: _l("Přehled po termínu"),
    MailKind.RETURNED: _l("Vráceno k doplnění"),
    MailKind.REPORT: _l("Zveřejněná zpráva"),
    MailKind.SIGN_IN: _l("Přihlášení"),
    MailKind.PARTNER: _l("Prosba partnerovi"),
    MailKind.INVITATION: _l("Pozvánka"),
    MailKind.SUBSCRIPTION: _l("Odběr kalendáře"),
    MailKind.REASON_CALL: _l("Výzva k doplnění důvodu"),
    MailKind.HAND_OVER: _l("Předání práce"),
}

STATES: Mapping[StrEnum, Any] = {
    MailState.PENDING: _l("čeká na odeslání"),
    MailState.SENDING: _l("odesílá se"),
    MailState.SENT: _l("odesláno"),
    MailState.DEAD: _l("nedoručitelné"),
    MailState.UNCERTAIN: _l("neví se, zda došlo"),
    MailState.CANCELLED: _l("už nebylo třeba"),
}

HAPPENINGS: Mapping[StrEnum, Any] = {
    Happening.INTENT: _l("předává se serveru"),
    Happening.ACCEPTED: _l("server převzal"),
    Happening.DEFERRED: _l("odloženo"),
    Happening.REFUSED: _l("odmítnuto"),
    Happening.AMBIGUOUS: _l("nejasná odpověď"),
    Happening.UNCERTAIN: _l("neví se, zda došlo"),
    Happening.RECOVERED: _l("převzato po přerušení"),
    Happening.CANCELLED: _l("už nebylo třeba"),
    Happening.FAULTY: _l("chyba"),
    Happening.BOUNCED: _l("vrátilo se"),
    Happening.RESENT: _l("znovu zařazeno"),
}


def choices(words: Mapping[StrEnum, Any]) -> list[tuple[str, Any]]:
    """The options of a select."""
    return [(member.value, text) for member, text in words.items()]
