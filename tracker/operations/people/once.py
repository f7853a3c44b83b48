"""Doing once what a program may ask for twice, because it never heard the answer to the first request.

The name is written down before the work and the answer after it. A program that asks again under the same name is told
the same answer for a day. Where a process died in between nobody knows whether the work was done, so it is not done
again: the program is told to look.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from tracker.operations.ground import Ground, Refused
from tracker.store.api_answers import ApiAnswerRow
from tracker.store.database import reading, writing

KEPT = timedelta(hours=24)


class OtherRequest(Exception):
    """The name was given to another request before."""


def begin_once(ground: Ground, token_id: int, name: str, asked: str) -> ApiAnswerRow | None:
    """Write the name down and answer ``None``, or answer what was answered under it before.

    Raises ``OtherRequest``, and ``Refused`` while the first request has no answer.
    """
    forget_answers(ground, token_id)
    try:
        with writing(ground.engine) as session:
            row = ApiAnswerRow(token_id=token_id, name=name, asked=asked, created_at=ground.clock.now())
            session.add(row)
            return None
    except IntegrityError:
        return _answered(ground, token_id, name, asked)


def end_once(ground: Ground, token_id: int, name: str, answer: ApiAnswerRow | None) -> None:
    """Keep the answer; ``None`` where nothing was done, so that it may be asked for again."""
    mine = (col(ApiAnswerRow.token_id) == token_id, col(ApiAnswerRow.name) == name)
    with writing(ground.engine) as session:
        if answer is None:
            session.execute(sa.delete(ApiAnswerRow).where(*mine))
        else:
            kept = answer.model_dump(include={"status", "body", "location", "media_type"})
            session.execute(sa.update(ApiAnswerRow).where(*mine).values(kept))


def forget_answers(ground: Ground, token_id: int | None = None) -> int:
    """Forget what is older than a day, of one key or of all; how many answers."""
    old = col(ApiAnswerRow.created_at) < ground.clock.now() - KEPT
    of_key = () if token_id is None else (col(ApiAnswerRow.token_id) == token_id,)
    with writing(ground.engine) as session:
        gone: int = session.connection().execute(sa.delete(ApiAnswerRow).where(old, *of_key)).rowcount
        return gone


def _answered(ground: Ground, token_id: int, name: str, asked: str) -> ApiAnswerRow:
    with reading(ground.engine) as session:
        query = select(ApiAnswerRow).where(ApiAnswerRow.token_id == token_id, ApiAnswerRow.name == name)
        row = session.exec(query).one()
    if row.asked != asked:
        raise OtherRequest
    if row.status is None:
        raise Refused("Stejný požadavek se právě vyřizuje, nebo skončil bez odpovědi: podívejte se, zda je zapsán.")
    return row
