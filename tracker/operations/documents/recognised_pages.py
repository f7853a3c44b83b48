"""The pages of a scan that the workers of one task have recognised, kept until the task is done."""

import sqlalchemy as sa
from sqlmodel import Session, select

from tracker.documents.scan_words import RecognisedPage, page_from_form, page_to_form
from tracker.operations.ground import Ground, looking
from tracker.people.actor import SYSTEM
from tracker.store.database import writing
from tracker.store.tasks import RECOGNISED_PAGE, RecognisedPageRow


class RecognisedPages:
    """The pages as the recognition asks for them: those of earlier workers fetched once, each new one stored."""

    def __init__(self, ground: Ground, task_id: int) -> None:
        self._ground, self._task = ground, task_id
        with looking(ground, SYSTEM) as work:
            rows = work.session.exec(select(RecognisedPageRow).where(RecognisedPageRow.task_id == task_id)).all()
        self._there = {row.number: row.words for row in rows}

    def kept(self, page: int) -> RecognisedPage | None:
        """A page, if an earlier worker recognised it."""
        return page_from_form(self._there[page]) if page in self._there else None

    def keep(self, page: int, found: RecognisedPage) -> None:
        """Store a page."""
        with writing(self._ground.engine) as session:
            session.add(RecognisedPageRow(task_id=self._task, number=page, words=page_to_form(found)))


def drop_pages(session: Session, task_id: int) -> None:
    """The pages are needed no more: the document is read, or nobody will try again."""
    session.connection().execute(sa.delete(RECOGNISED_PAGE).where(RECOGNISED_PAGE.c.task_id == task_id))
