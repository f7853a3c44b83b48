"""Sign-ins long over are forgotten: ended sessions, used or outdated links, and the mails that carried them."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from tracker.operations.ground import Ground
from tracker.store.database import writing
from tracker.store.outbox import MAIL, MailKind
from tracker.store.people import SignInAttemptRow, SignInLinkRow, WebSessionRow

KEEP = timedelta(days=30)


def forget_sign_ins(ground: Ground) -> int:
    """Remove what is older than a month, the bytes of letters with links included; how many sessions and links."""
    before = ground.clock.now() - KEEP
    with writing(ground.engine) as session:
        connection = session.connection()
        gone = [
            connection.execute(sa.delete(kind).where(col(since) < before)).rowcount
            for kind, since in (
                (WebSessionRow, WebSessionRow.created_at),
                (SignInLinkRow, SignInLinkRow.created_at),
                (SignInAttemptRow, SignInAttemptRow.at),
            )
        ]
        letters = (MAIL.c.kind == MailKind.SIGN_IN) & (MAIL.c.created_at < before) & MAIL.c.raw.is_not(None)
        connection.execute(sa.update(MAIL).where(letters).values(raw=None))
    return gone[0] + gone[1]
