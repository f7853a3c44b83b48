"""Faults of the ground are told from faults of the program, on both databases and for files."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from tests.factories import an_office, ground_on
from tests.support.no_room import no_room, read_only
from tracker.files.s3 import StoreFailed
from tracker.operations.ground import Ground, Refused, working
from tracker.operations.upkeep.trouble import Trouble, left_out_in_trouble, trouble_of
from tracker.people.actor import SYSTEM
from tracker.store.database import make_engine

DAY = date(2026, 11, 25)


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    return ground_on(database_url, tmp_path, DAY)


def open_offices(ground: Ground, *codes: str) -> None:
    with working(ground, SYSTEM) as work:
        for code in codes:
            an_office(work.session, code)


def writing_fails(ground: Ground) -> sa.exc.DBAPIError:
    """What comes of writing something that needs room."""
    with pytest.raises(sa.exc.DBAPIError) as caught:
        open_offices(ground, *map(str, range(100)))
    return caught.value


def test_a_full_database_is_a_lack_of_room(ground: Ground) -> None:
    with no_room(ground.engine):
        found = trouble_of(writing_fails(ground))
    open_offices(ground, "RCZ")
    assert found is Trouble.NO_ROOM


def test_a_database_that_only_reads_takes_nothing_for_now(ground: Ground) -> None:
    with read_only(ground.engine):
        found = trouble_of(writing_fails(ground))
    open_offices(ground, "RCZ")
    assert found is Trouble.NOT_NOW


def test_a_server_that_does_not_answer_takes_nothing_for_now() -> None:
    with pytest.raises(sa.exc.OperationalError) as caught:
        make_engine("postgresql://nobody@127.0.0.1:1/nothing").connect()
    assert trouble_of(caught.value) is Trouble.NOT_NOW


def test_a_file_whose_folder_is_gone_takes_nothing_for_now(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'gone' / 'tracker.db'}")
    (tmp_path / "gone").rmdir()
    with pytest.raises(sa.exc.OperationalError) as caught:
        engine.connect()
    assert trouble_of(caught.value) is Trouble.NOT_NOW


def test_a_wrong_question_is_the_programs_own_fault(engine: Engine) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, engine.connect() as connection:
        connection.execute(sa.text("SELECT nothing FROM nowhere"))
    assert trouble_of(caught.value) is None


def test_a_second_row_under_the_same_key_is_no_trouble_of_the_ground(ground: Ground) -> None:
    with pytest.raises(sa.exc.IntegrityError) as caught:
        open_offices(ground, "RCZ", "RCZ")
    assert trouble_of(caught.value) is None


@pytest.mark.parametrize(
    "number, trouble",
    [
        (errno.ENOSPC, Trouble.NO_ROOM),
        (errno.EDQUOT, Trouble.NO_ROOM),
        (errno.EFBIG, Trouble.NO_ROOM),
        (errno.EROFS, Trouble.NOT_NOW),
        (errno.EACCES, Trouble.NOT_NOW),
        (errno.EIO, Trouble.NOT_NOW),
        (errno.ENOENT, None),
    ],
)
def test_a_file_that_cannot_be_written(number: int, trouble: Trouble | None) -> None:
    assert trouble_of(OSError(number, os.strerror(number))) is trouble


def test_a_full_device_is_a_lack_of_room() -> None:
    with pytest.raises(OSError, match="No space left") as caught, Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")
    assert trouble_of(caught.value) is Trouble.NO_ROOM


def test_a_store_of_files_that_fails_and_a_wish_that_is_refused() -> None:
    found = [trouble_of(error) for error in (StoreFailed("503"), sa.exc.TimeoutError(), Refused("Takto ne."), None)]
    assert found == [Trouble.NOT_NOW, Trouble.NOT_NOW, None, None]


def noted(number: int) -> None:
    """Write a note of use on a disk that answers with an error."""
    with left_out_in_trouble("a note"):
        raise OSError(number, os.strerror(number))


def test_only_trouble_of_the_ground_is_passed_over() -> None:
    noted(errno.ENOSPC)
    with pytest.raises(FileNotFoundError):
        noted(errno.ENOENT)
