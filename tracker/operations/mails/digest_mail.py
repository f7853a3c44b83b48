"""The words of a weekly digest, made when it is sent."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, or_, select

from tracker.operations.events.fulfilment_list import Entry
from tracker.operations.ground import Work
from tracker.operations.mails.digests import Digest, digest_for
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.mails.reminder_mail import MOST_LINES, Needed, told
from tracker.operations.signed import sign
from tracker.operations.standings import Item
from tracker.people.actor import COUNTRY_ROLES
from tracker.reminders.due import Kind
from tracker.store.agreements import ObligationRow
from tracker.store.outbox import MailRow
from tracker.store.people import MandateRow
from tracker.store.territory import MunicipalityRow

UNSUBSCRIBE = "unsubscribe"
"""The purpose of the token in the addresses of List-Unsubscribe."""


def digest_part(work: Work, mail: MailRow, needed: Sequence[Needed]) -> Part | NotNeeded:
    """One mail for the week, with what a reminder of the same day would have said."""
    assert mail.person_id is not None
    digest = digest_for(work, mail.person_id, towns_heard_of(work, mail.person_id)) or Digest()
    listed = {item.row.id for item in (*digest.late, *digest.near)}
    for one in needed:
        if one.item.row.id not in listed:
            (digest.late if one.kind is Kind.OVERDUE else digest.near).append(one.item)
    recipient = digest.recipient or (needed[0].recipient if needed else None)
    if recipient is None:
        return NotNeeded("od zařazení se všechno vyřešilo")
    first = digest.first
    town = first.municipality.name if len(_names(digest)) == 1 else ""
    values = {
        **_section("late", work, digest.late),
        **_section("near", work, digest.near),
        **_section("region", work, digest.region),
        **_section("country", work, digest.country),
        "region_towns": len({item.municipality.id for item in (*digest.region, *digest.country)}),
        "review_count": len(digest.to_review),
        "to_review": [_entry(entry) for entry in digest.to_review[:MOST_LINES]],
        "towns": sorted(_names(digest)),
        "kind": digest.kind.value,
        "why": {"role": recipient.role or "owner", "deputy": recipient.deputy, "municipality": town},
    }
    return Part("digest", values, _headers(work, mail.person_id))


def towns_heard_of(work: Work, person: int) -> list[int]:
    """The municipalities about which a person may hear: by mandate, as a deputy, as the owner of a duty."""
    mandates = work.session.exec(
        select(MandateRow).where(
            or_(MandateRow.person_id == person, MandateRow.deputy_id == person),
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
        )
    ).all()
    query = select(MunicipalityRow.id).order_by(col(MunicipalityRow.id))
    if not any(mandate.role in COUNTRY_ROLES for mandate in mandates):
        owned = select(ObligationRow.municipality_id).where(ObligationRow.owner_id == person)
        query = query.where(
            or_(
                col(MunicipalityRow.id).in_([m.municipality_id for m in mandates if m.municipality_id]),
                col(MunicipalityRow.office_id).in_([m.office_id for m in mandates if m.office_id]),
                col(MunicipalityRow.id).in_(owned),
            )
        )
    return [number for number in work.session.exec(query) if number is not None]


def _section(name: str, work: Work, items: Sequence[Item]) -> dict[str, Any]:
    return {name: [told(work, item) for item in items[:MOST_LINES]], f"{name}_count": len(items)}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "municipality": entry.municipality.name,
        "title": entry.term.title,
        "day": entry.event.day,
        "recorded": entry.fulfilment.recorded_at.date(),
    }


def _names(digest: Digest) -> set[str]:
    terms = (*digest.late, *digest.near, *digest.region, *digest.country)
    return {item.municipality.name for item in terms} | {entry.municipality.name for entry in digest.to_review}


def _headers(work: Work, person: int) -> dict[str, str]:
    """RFC 8058: one POST without signing in ends the digests of this person."""
    config = work.ground.config
    token = sign(config.secret_key, UNSUBSCRIBE, person)
    return {
        "List-Unsubscribe": f"<{links(config).unsubscribe(token)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-ID": f"<prehled.{config.mail_from.rpartition('@')[2]}>",
    }
