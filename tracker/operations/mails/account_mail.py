"""Mails about accounts: a link that signs in, an invitation, a forgotten password, work that was handed over.

A link is nowhere stored: its token is made again from its row when the letter is made (``operations/signed.py``).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.operations.ground import Work
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.signed import sign
from tracker.people.actor import SYSTEM
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.people import LinkPurpose, PersonRow, SignInLinkRow

ABOUT_ACCOUNTS = frozenset({MailKind.SIGN_IN, MailKind.HAND_OVER})
SECRET = frozenset({MailKind.SIGN_IN})
"""The kinds whose letters hold a link that signs in: nobody but their recipient may read them."""
TEMPLATES = {LinkPurpose.SIGN_IN: "sign_in", LinkPurpose.PASSWORD: "password", LinkPurpose.INVITATION: "account"}
HEAD_START = timedelta(days=1)
"""The outbox sends what waits longest first; a mail that somebody sits and waits for goes before all others."""


class Change(StrEnum):
    """What has changed about how somebody signs in."""

    PASSWORD = "password"  # noqa: S105  the name of a change
    EMAIL = "email"
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"


def link_token(secret_key: str, link: SignInLinkRow) -> str:
    """The token of a link, bound to its purpose."""
    assert link.id is not None
    return sign(secret_key, f"link/{link.purpose.value}", link.id)


def queue_link(work: Work, link: SignInLinkRow) -> None:
    """Let the recipient of a link have it by mail at once."""
    _queue(work, f"link/{link.id}", MailKind.SIGN_IN, link.person_id, {"link": link.id, "by": work.actor.name})


def queue_handover(work: Work, leaving: int, successor: int, last_day: date, things: Sequence[dict[str, str]]) -> None:
    """Tell a successor what has come to them."""
    leaver = work.session.get_one(PersonRow, leaving)
    content = {"leaver": leaver.name, "last_day": last_day.isoformat(), "things": list(things)}
    key = f"hand-over/{leaving}/{successor}/{work.now:%Y%m%d%H%M%S%f}"
    _queue(work, key, MailKind.HAND_OVER, successor, content)


def tell_change(work: Work, person: PersonRow, what: Change, address: str = "") -> None:
    """Tell somebody that how they sign in has changed (ASVS 6.3.7); to ``address`` where the account has a new one."""
    by = person.name if work.actor is SYSTEM else work.actor.name  # by a link people act themselves
    content = {"changed": what.value, "by": by}
    key = f"changed/{person.id}/{what.value}/{work.now:%Y%m%d%H%M%S%f}"
    _queue(work, key, MailKind.SIGN_IN, None if address else person.id, content, address)


def account_part(work: Work, mail: MailRow) -> Part | NotNeeded:
    """The words of one such mail."""
    content = mail.content
    if mail.kind is MailKind.HAND_OVER:
        told = {**content, "last_day": date.fromisoformat(content["last_day"])}
        return Part("hand_over", told)
    if "changed" in content:
        return Part("account_changed", {"what": content["changed"], "by": content["by"]})
    link = work.session.get(SignInLinkRow, content["link"])
    if link is None or link.used_at is not None:
        return NotNeeded("odkaz už byl použit nebo zrušen")
    address = links(work.ground.config).sign_in(link_token(work.ground.config.secret_key, link))
    return Part(TEMPLATES[link.purpose], {"url": address, "by": content["by"]})


def _queue(
    work: Work, key: str, kind: MailKind, person: int | None, content: Mapping[str, Any], address: str = ""
) -> None:
    row = MailRow(
        key=key,
        kind=kind,
        day=work.today,
        person_id=person,
        address=address,
        content=dict(content),
        not_before=work.now - HEAD_START,
        created_at=work.now,
    )
    insert_new(work.session, MAIL, [row.model_dump(exclude={"id"})])
