"""A head asks for reasons that are missing: chosen overdue terms become one mail a person, read before it leaves."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import col

from tracker.fulfilment.standing import Status
from tracker.mailing.render import Rendered, render
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.mails.queue_notices import morning_of
from tracker.operations.mails.recipients import Recipient, directory
from tracker.operations.mails.reminder_mail import MOST_LINES, told, why
from tracker.operations.standings import Item, items
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.people import PersonRow
from tracker.store.reminder_settings import Language

MOST = 200
"""So many terms at once; more are not read by anybody before they leave."""


@dataclass(frozen=True, slots=True)
class Call:
    """What one person is asked about."""

    person: PersonRow
    language: Language
    recipient: Recipient
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The mails that would leave, and the chosen terms about which nobody needs to be or can be asked."""

    mails: tuple[tuple[Call, Rendered], ...]
    left_out: int


def preview(work: Work, numbers: Collection[int]) -> Preview:
    """The mails as they would read; stores nothing."""
    called = _calls(work, numbers)
    mails = []
    for call in called:
        part = _part(work, call, work.actor.name)
        values = {"links": links(work.ground.config), "today": work.today, **part.values}
        mails.append((call, render(part.template, call.language.value, values)))
    return Preview(tuple(mails), len(set(numbers)) - len({item.row.id for call in called for item in call.items}))


def ask_reasons(ground: Ground, actor: Actor, numbers: Collection[int]) -> int:
    """Queue one mail a person; how many. Asking the same person about the same terms twice a day asks once.

    Raises ``Refused`` where nothing is chosen that lacks a reason.
    """
    with working(ground, actor) as work:
        called = _calls(work, numbers)
        if not called:
            raise Refused("Vyberte závazky po termínu, u kterých chybí důvod a někdo za ně odpovídá.", "vybrano")
        insert_new(work.session, MAIL, [_mail(work, call).model_dump(exclude={"id"}) for call in called])
    return len(called)


def reason_call_part(work: Work, mail: MailRow) -> Part | NotNeeded:
    """The words when the mail leaves: only what still lacks its reason and is still this person's."""
    called = next((call for call in _calls(work, mail.content["terms"]) if call.person.id == mail.person_id), None)
    if called is None:
        return NotNeeded("důvody už jsou napsané, nebo se jich závazky už netýkají")
    return _part(work, called, mail.content["by"])


def _calls(work: Work, numbers: Collection[int]) -> list[Call]:
    if len(numbers) > MOST:
        raise Refused("Vyberte nejvýše %(most)s závazků najednou.", "vybrano", most=MOST)
    chosen = [item for item in items(work, col(OccurrenceRow.id).in_(numbers)) if _lacks_reason(item)]
    towns = {item.municipality.id: item.municipality for item in chosen}
    for town in towns.values():
        work.require(Permission.READ_REGION, town)
    book = directory(work, towns.values())
    asked: dict[int, list[tuple[Recipient, Item]]] = defaultdict(list)
    for item in chosen:
        for recipient in book.of(item.duty, item.obligation, item.municipality):
            asked[recipient.person].append((recipient, item))
    return [
        Call(book.people[person], book.language_of(person), found[0][0], tuple(item for _, item in found))
        for person, found in sorted(asked.items())
    ]


def _lacks_reason(item: Item) -> bool:
    return item.standing.status is Status.OVERDUE and item.standing.reason is None


def _part(work: Work, call: Call, asking: str) -> Part:
    terms: Sequence[Item] = call.items[:MOST_LINES]
    values = {
        "late": [told(work, item) for item in terms],
        "late_count": len(call.items),
        "left_out": len(call.items) - len(terms),
        "towns": sorted({item.municipality.name for item in call.items}),
        "asking": asking,
        "why": why(call.items[0], call.recipient),
    }
    return Part("reason_call", values)


def _mail(work: Work, call: Call) -> MailRow:
    terms = sorted(item.row.id or 0 for item in call.items)
    leaves = work.working_days.since(work.today)
    return MailRow(
        key=f"reason-call/{work.today}/{call.person.id}/{'-'.join(map(str, terms))}"[:200],
        kind=MailKind.REASON_CALL,
        day=leaves,
        person_id=call.person.id,
        content={"terms": terms, "by": work.actor.name},
        not_before=max(work.now, morning_of(leaves)),
        created_at=work.now,
    )
