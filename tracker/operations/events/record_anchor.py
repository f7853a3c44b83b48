"""Say when the event happened that a deadline counts from ("do 30 dnů od schválení"): its clock starts then."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from tracker.obligations.deadline import Relative
from tracker.occurrences.expansion import UNNAMED_ANCHOR
from tracker.operations.events.windows import Because
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import expand_term, newest_term, refresh
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import AnchorRow, ObligationRow, TermRow
from tracker.timeline.czech import say_day


@dataclass(frozen=True, slots=True)
class Anchor:
    """The event that a duty counts from, in the words of its deadline, and its day once it is known."""

    words: str
    known: AnchorRow | None


def anchor_of(work: Work, duty: ObligationRow) -> Anchor | None:
    """The anchor of a duty by its newest wording; ``None`` for one that counts from no event."""
    rule = _rule(newest_term(work, duty), duty)
    if rule is None:
        return None
    names = (duty.key, rule.anchor or UNNAMED_ANCHOR)
    rows = work.session.exec(
        select(AnchorRow)
        .where(AnchorRow.agreement_id == duty.agreement_id, col(AnchorRow.name).in_(names))
        .order_by(col(AnchorRow.id))
    ).all()
    own = [row for row in rows if row.name == duty.key]
    return Anchor(rule.anchor or UNNAMED_ANCHOR, next(iter(reversed(own or rows)), None))


def record_anchor(
    ground: Ground, actor: Actor, obligation_id: int, day: date | None, document: str = "", *, only_here: bool = False
) -> int:
    """Store the day of the event and start the clocks that waited for it; answers how many duties count from it.

    The same words mean the same event in the whole document, unless ``only_here``. A day corrected later moves terms as
    a shift does: the first day stays.
    """
    with working(ground, actor) as work:
        duty = work.get(ObligationRow, obligation_id, Permission.RECORD_EVENT)
        rule = _rule(newest_term(work, duty), duty)
        if rule is None:
            raise Refused("Lhůta tohoto závazku na žádnou událost nečeká.", "day")
        if day is None:
            raise Refused("Zadejte den, kdy událost nastala.", "day")
        words = rule.anchor
        work.session.add(
            AnchorRow(
                municipality_id=duty.municipality_id,
                agreement_id=duty.agreement_id,
                name=duty.key if only_here or words is None else words,
                day=day,
                recorded_at=work.now,
                recorded_by=actor.person,
            )
        )
        work.session.flush()
        concerned = [duty] if only_here or words is None else _counting_from(work, duty.agreement_id, words)
        reason = f"Den události „{words or UNNAMED_ANCHOR}“ opraven na {say_day(day)}"
        because = Because(reason, actor.name, document.strip()[:300] or None)
        for one in concerned:
            started = expand_term(work, one, newest_term(work, one), because=because)
            refresh(work, [row.id for row in started if row.id is not None])
        return len(concerned)


def _counting_from(work: Work, agreement_id: int, words: str) -> list[ObligationRow]:
    """The duties of the agreement, in force, whose newest wording counts from the event."""
    duties = work.session.exec(
        select(ObligationRow).where(ObligationRow.agreement_id == agreement_id, col(ObligationRow.dropped_on).is_(None))
    ).all()
    rules = ((duty, _rule(newest_term(work, duty), duty)) for duty in duties)
    return [duty for duty, rule in rules if rule is not None and rule.anchor == words]


def _rule(term: TermRow, duty: ObligationRow) -> Relative | None:
    rule = term.obligation(duty.key).deadline
    return rule if isinstance(rule, Relative) else None
