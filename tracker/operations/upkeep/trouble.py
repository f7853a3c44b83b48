"""Faults of the ground and not of the work: no room left, or a database or a store that takes nothing just now.

They pass by themselves or by an operator's hand. So nobody is blamed for one, what was asked for may be asked for
again, and no attempt counts.
"""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import psycopg
import sqlalchemy as sa

from tracker.files.s3 import StoreFailed

_log = logging.getLogger(__name__)


class Trouble(Enum):
    """What stands in the way."""

    NO_ROOM = "no_room"
    NOT_NOW = "not_now"


_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ETIMEDOUT, errno.ECONNREFUSED, errno.ECONNRESET}
_SQLITE_CLOSED = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
_DISK_FULL = "53100"
_SERVER_CLOSED = ("08", "25006", "40", "53", "55P03", "57P", "58030")
"""Beginnings of SQLSTATE: connection, read-only, rolled back, resources, lock not had in time, shutdown, disk."""


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Which trouble an error tells of; ``None`` for any other, which is a fault of the program or of the wish."""
    origin = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(origin, psycopg.Error):
        return _of_server(origin)
    if isinstance(origin, sqlite3.Error):
        return _of_file(origin)
    if isinstance(origin, StoreFailed | sa.exc.TimeoutError):
        return Trouble.NOT_NOW
    if isinstance(origin, OSError):
        return Trouble.NO_ROOM if origin.errno in _ROOM else Trouble.NOT_NOW if origin.errno in _CLOSED else None
    return None


@contextmanager
def left_out_in_trouble(what: str) -> Iterator[None]:
    """Around a note of use without which the answer is as good: it is left out while nothing can be written."""
    try:
        yield
    except Exception as error:
        if trouble_of(error) is None:
            raise
        _log.warning("left out, as nothing can be written: %s", what)


def _of_server(error: psycopg.Error) -> Trouble | None:
    if error.sqlstate is None:  # nobody answered at all
        return Trouble.NOT_NOW if isinstance(error, psycopg.OperationalError) else None
    if error.sqlstate == _DISK_FULL:
        return Trouble.NO_ROOM
    return Trouble.NOT_NOW if error.sqlstate.startswith(_SERVER_CLOSED) else None


def _of_file(error: sqlite3.Error) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells where it happened
    if code == sqlite3.SQLITE_FULL:
        return Trouble.NO_ROOM
    return Trouble.NOT_NOW if code in _SQLITE_CLOSED else None
