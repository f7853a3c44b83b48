"""Measures of a plan written as cards: a table of two columns, labels on the left and values on the right."""

import re
from collections.abc import Iterator

from tracker.documents.passages import Cell, DocumentText, Table
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.columns import Column, column_of
from tracker.drafts.finding import Finding
from tracker.drafts.outputs import split_outputs
from tracker.drafts.parties import halves_of, party_of_words
from tracker.drafts.proposals import Proposal
from tracker.drafts.survey import Survey
from tracker.drafts.titles import title_of_sentence
from tracker.obligations.act import act_of
from tracker.obligations.deadline import Deadline, Missing, Nothing
from tracker.obligations.obligation import Party

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")


def findings_of_cards(survey: Survey) -> Iterator[Proposal]:
    """A duty for every card that names a measure and has a place for its term."""
    for table in survey.document.tables:
        card = _card(survey.document, table)
        if card.keys() >= {Column.ACTIVITY, Column.DEADLINE}:
            yield _finding(survey, card, _NUMBER.search(survey.document.cell_words(table.cells[0])))


def _card(document: DocumentText, table: Table) -> dict[Column, Cell]:
    """The values of a card by what their labels announce; empty when the table is no card."""
    found: dict[Column, Cell] = {}
    for cells in table.rows.values():
        if len(cells) != 2:
            return {}
        column = column_of(re.sub(r"\d[\d.]*", "", document.cell_words(cells[0])).strip())
        if column is not None:
            found.setdefault(column, cells[1])
    return found


def _finding(survey: Survey, card: dict[Column, Cell], number: re.Match[str] | None) -> Proposal:
    document = survey.document
    term = survey.of(card[Column.DEADLINE])
    at = term.block.at(0, len(term.block.text))
    readings = [r for r in term.result.readings if not isinstance(r.deadline, Nothing | Missing)]
    words = term.block.text.strip()
    rule: Deadline = readings[0].deadline if readings else Nothing() if words else Missing()
    doubts = tuple(ask.of_grammar(doubt, at) for reading in readings[:1] for doubt in reading.doubts)
    if not readings:
        doubts += (ask.scope_not_date(words, at) if words else ask.missing_deadline(at, None),)
    owners = " ".join(
        document.cell_words(card[column])
        for column in (Column.RESPONSIBLE, Column.MUNICIPALITY, Column.ASZ)
        if column in card
    )
    party = party_of_words(owners)
    if party is None:
        doubts += (ask.party_missing("Není uvedeno, kdo za opatření odpovídá.", at),)
    activity = card[Column.ACTIVITY].passages[0]
    quote = at if words and term.block.passages[0].end == at.end else At.of(activity)
    title = title_of_sentence(document.words(activity))
    outputs = split_outputs(document.cell_words(card[Column.OUTPUT])) if Column.OUTPUT in card else ()
    finding = Finding(
        id="",
        title=title,
        quote=document.text[quote.start : quote.end],
        deadline=rule,
        passage=quote,
        outputs=outputs,
        party=party or Party.BOTH,
        halves=halves_of(party, owners),
        doubts=doubts,
        act=act_of(title, document.text[quote.start : quote.end], outputs),
        step=number[0] if number else None,
        mended=term.mended(0, len(term.block.text)),
    )
    return Proposal(finding, tuple(term.at(r) for r in readings) or (at,))
