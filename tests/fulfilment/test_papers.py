"""Which papers a duty asks for."""

from datetime import date

import pytest

from tests.duties import an_event
from tracker.fulfilment.event import EvidenceKind
from tracker.fulfilment.papers import missing_papers, papers_for, papers_of

K = EvidenceKind


@pytest.mark.parametrize(
    "outputs, papers",
    [
        (("Záznam z jednání", "Prezenční listina"), (K.RECORD, K.ATTENDANCE)),
        (("Záznam z jednání Prezenční listina",), (K.RECORD, K.ATTENDANCE)),
        (("Prezenční listina", "Certifikát", "Případně prezentace"), (K.ATTENDANCE, K.CERTIFICATE)),
        (("Prezenční listina Zpětná vazba",), (K.ATTENDANCE, K.FEEDBACK)),
        (("Zápis z jednání", "Zápis z porady"), (K.MINUTES,)),
        (("Zpráva o plnění", "Usnesení zastupitelstva"), (K.REPORT, K.RESOLUTION)),
        (("Zpracovaný dokument",), (K.OTHER,)),
        ((), ()),
    ],
)
def test_outputs_ask_for_papers_of_known_kinds_each_once(outputs: tuple[str, ...], papers: tuple[EvidenceKind, ...]):
    assert papers_for(outputs) == papers


def test_minutes_pass_for_a_record_and_any_paper_for_an_unknown_output():
    assert missing_papers((K.RECORD, K.ATTENDANCE), {K.MINUTES}) == (K.ATTENDANCE,)
    assert missing_papers((K.OTHER,), {K.REPORT}) == ()
    assert missing_papers((K.OTHER,), ()) == (K.OTHER,)


def test_the_papers_of_an_event_are_their_kinds():
    assert papers_of(an_event(date(2023, 1, 1), papers=[K.RECORD, K.RECORD])) == {K.RECORD}
