"""Measures of a plan written as cards: a table of two columns, labels on the left and values on the right."""

import re
from collections.abc import Iterator

from tracker.documents.passages import Table
from tracker.drafts.columns import Column, column_of
from tracker.drafts.measures import Measure, Value, duties_of
from tracker.drafts.proposals import Proposal
from tracker.drafts.survey import Survey

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")


def findings_of_cards(survey: Survey) -> Iterator[Proposal]:
    """The duties of every card that names a measure and has a place for its term."""
    for table in survey.document.tables:
        values = _card(survey, table)
        if values.keys() >= {Column.ACTIVITY, Column.DEADLINE}:
            number = _NUMBER.search(survey.document.cell_words(table.cells[0]))
            measure = Measure(number[0] if number else None, values)
            yield from duties_of(survey.document, measure, values[Column.DEADLINE][0])


def _card(survey: Survey, table: Table) -> dict[Column, tuple[Value, ...]]:
    """The values of a card by what their labels announce; empty when the table is no card."""
    found: dict[Column, tuple[Value, ...]] = {}
    for cells in table.rows.values():
        if len(cells) != 2:
            return {}
        column = column_of(re.sub(r"\d[\d.]*", "", survey.document.cell_words(cells[0])).strip())
        if column is not None and column not in found:
            entry = survey.of(cells[1])
            found[column] = (Value(entry, 0, len(entry.block.text)),)
    return found
