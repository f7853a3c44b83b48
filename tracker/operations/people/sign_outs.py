"""Takes back what lets somebody in: sessions on other devices, and links that were sent and not used."""

from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.store.people import SignInLinkRow, WebSessionRow


def end_sessions(work: Work, person_id: int, but: int | None = None) -> None:
    """Sign somebody out on every device (``but`` one session)."""
    query = select(WebSessionRow).where(WebSessionRow.person_id == person_id, col(WebSessionRow.ended_at).is_(None))
    for row in work.session.exec(query):
        if row.id != but:
            row.ended_at = work.now


def cancel_links(work: Work, person_id: int) -> None:
    """Make every link that was sent to somebody and not used yet worth nothing."""
    query = select(SignInLinkRow).where(SignInLinkRow.person_id == person_id, col(SignInLinkRow.used_at).is_(None))
    for row in work.session.exec(query):
        row.used_at = work.now
