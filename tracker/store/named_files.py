"""Which files of the store the rows name: every column ``sha256``, but of rows that were deleted."""

import sqlalchemy as sa
from sqlalchemy import Connection

from tracker.store.tables import METADATA

_KEEP_THEIR_BYTES = {"mail"}
"""Tables whose ``sha256`` is of bytes in the same row."""


def named_files(connection: Connection) -> set[str]:
    """The names of all files that must be there."""
    names: set[str] = set()
    for table in METADATA.sorted_tables:
        if "sha256" in table.columns and table.name not in _KEEP_THEIR_BYTES:
            query = sa.select(table.c.sha256).where(table.c.sha256 > "")
            if "deleted_at" in table.columns:
                query = query.where(table.c.deleted_at.is_(None))
            names |= set(connection.execute(query).scalars())
    return names
