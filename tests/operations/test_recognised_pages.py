"""A scan whose reading was broken off goes on at the page where it stopped; what was recognised is kept till then."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import col, select

from tests.documents.samples import picture
from tests.factories import a_person, a_town, an_office, ground_on
from tests.system_tools import require
from tracker.operations.documents.import_document import queue_import
from tracker.operations.ground import Ground, looking, working
from tracker.operations.upkeep.run_task import run_task
from tracker.operations.upkeep.settle_task import put_away
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.documents import DocumentRow
from tracker.store.tasks import RecognisedPageRow, TaskRow, TaskState

PAGES = ("Zprava do 31. 5. 2031", "Porada 4x rocne", "Seminar do 1. 6. 2032")


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    require("tesseract")
    return ground_on(database_url, tmp_path, date(2031, 1, 2))


@pytest.fixture
def manager(ground: Ground) -> Actor:
    with working(ground, SYSTEM) as work:
        return a_person(work.session, Role.MANAGER, a_town(work.session, an_office(work.session), "Lipová"))


def scan() -> bytes:
    pages = [Image.open(io.BytesIO(picture([words]))) for words in PAGES]
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:])
    return target.getvalue()


def dying_after(pages: int) -> Callable[[], bool]:
    """Tells the worker to stop when so many pages are recognised; it is asked once before the first."""
    asked = iter(range(99))
    return lambda: next(asked) >= pages


def kept(ground: Ground) -> list[int]:
    with looking(ground, SYSTEM) as work:
        return list(work.session.exec(select(RecognisedPageRow.number).order_by(col(RecognisedPageRow.number))))


def test_a_broken_reading_goes_on_where_it_stopped(ground: Ground, manager: Actor) -> None:
    queue_import(ground, manager, scan(), "sken.pdf", 1)
    run_task(ground, dying_after(2))
    assert kept(ground) == [1, 2]
    with working(ground, SYSTEM) as work:  # words that no second look at the page would find
        first = work.session.exec(select(RecognisedPageRow).where(RecognisedPageRow.number == 1)).one()
        unread, word = first.words[:2]
        first.words = [unread, ["Nalezeno", 96.0, *word[2:]]]
    run_task(ground)
    with looking(ground, SYSTEM) as work:
        (text,) = work.session.exec(select(DocumentRow.text))
        (task,) = work.session.exec(select(TaskRow))
    assert (text.split("\n")[0], "4x" in text, "1. 6. 2032" in text) == ("Nalezeno", True, True)
    assert (task.state, kept(ground)) == (TaskState.DONE, [])


def test_pages_of_a_task_that_is_put_away_are_dropped(ground: Ground, manager: Actor) -> None:
    number = queue_import(ground, manager, scan(), "sken.pdf", 1)
    run_task(ground, dying_after(1))
    with working(ground, SYSTEM) as work:
        work.get(TaskRow, number).state = TaskState.FAILED
    assert kept(ground) == [1]
    put_away(ground, manager, number)
    assert kept(ground) == []
