"""Where a row of a register was read: the document and its words."""

from dataclasses import dataclass

from sqlmodel import col, select

from tracker.operations.ground import Forbidden, NotFound, Work
from tracker.operations.registers.register_fields import Register
from tracker.store.documents import DocumentRow
from tracker.store.register_sources import RegisterSourceRow


@dataclass(frozen=True, slots=True)
class RowSource:
    """The document's name and words; ``document`` is its id for those who may open it."""

    name: str
    quote: str
    document: int | None


def sources_of(work: Work, register: Register, row_id: int) -> tuple[RowSource, ...]:
    """The sources of a row that the reader has fetched within reach, the first read first."""
    query = (
        select(RegisterSourceRow, DocumentRow)
        .join(DocumentRow, col(DocumentRow.id) == RegisterSourceRow.document_id)
        .where(RegisterSourceRow.subject == str(register.row.__tablename__), RegisterSourceRow.subject_id == row_id)
        .order_by(col(RegisterSourceRow.id))
    )
    return tuple(
        RowSource(document.name, document.text[source.starts_at : source.ends_at], _open_to(work, document))
        for source, document in work.session.exec(query)
    )


def _open_to(work: Work, document: DocumentRow) -> int | None:
    try:
        return work.get(DocumentRow, document.id).id
    except (Forbidden, NotFound):
        return None
