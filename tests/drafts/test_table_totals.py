"""Sums that tables declare, beside what their rows add up to."""

from tracker.documents.plain import from_text
from tracker.drafts.registers import TableTotal
from tracker.drafts.table_totals import totals_in


def _totals(*rows: str) -> tuple[TableTotal, ...]:
    return totals_in(from_text("\n".join(rows)))


def test_every_column_of_numbers_has_its_sum_declared_and_counted() -> None:
    assert _totals("Čtvrť\tNejvýš\tDnes", "Horní\t1 200,50\t3", "Dolní\t800\t4", "Celkem\t2 000,50\t8") == (
        TableTotal("Nejvýš", 2000.5, 2000.5, 2),
        TableTotal("Dnes", 8, 7, 2),
    )


def test_a_column_with_words_among_its_numbers_has_no_sum() -> None:
    assert _totals("Čtvrť\tBytů\tLidí", "Horní\t3\tasi 9", "Dolní\t4\t1", "Celkem\t7\t10") == (
        TableTotal("Bytů", 7, 7, 2),
    )


def test_a_table_without_a_closing_line_declares_nothing() -> None:
    assert _totals("Čtvrť\tBytů\tLidí", "Horní\t3\t9", "Dolní\t4\t1") == ()
