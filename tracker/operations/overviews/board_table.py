"""The board as rows for a sheet."""

from tracker.operations.overviews.board import Board, Late
from tracker.reports.table import Row, Said, Table, day, number, words


def board_table(board: Board) -> Table:
    """The rows of the board with the columns of the page."""
    columns = (
        words("town", "Obec"),
        words("obligation", "Závazek", 30),
        words("term", "Období"),
        day("due", "Termín"),
        number("days", "Dní po termínu"),
        words("reason", "Důvod", 40),
        day("expected", "Nový odhad"),
        words("worker", "Kdo řeší"),
    )
    return Table("overdue", "Po termínu", columns, tuple(map(_row, board.rows)))


def _row(late: Late) -> Row:
    item, standing = late.item, late.item.standing
    reason = standing.reason
    return (
        item.municipality.name,
        item.obligation.title,
        item.occurrence.label,
        standing.due,
        standing.days_late,
        Said(f"reason-{item.row.id}", reason.reason) if reason else None,
        reason.expected if reason else None,
        late.worker,
    )
