"""What moved between two documents of the same cooperation."""

from tests.drafts.samples import MEETING, description, drafted
from tracker.drafts.compare import ChangeKind, compare


def row(task: str, deadline: str, *, outputs: str = "Zápis", agency: str = "Účast") -> tuple[str, ...]:
    return ("Spolupráce", task, outputs, "Svolání", agency, deadline)


def changes(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> list[tuple[str, str | None, str | None]]:
    found = compare(drafted(description(*old)), drafted(description(*new)))
    return [(c.kind.value, c.old.title if c.old else None, c.new.title if c.new else None) for c in found]


def test_the_same_document_twice_shows_no_change() -> None:
    rows = [MEETING, row("Revize plánu", "květen 2031"), row("Sběr dat v terénu", "2x ročně")]
    assert changes(rows, rows) == []


def test_a_date_that_moved_is_told_with_its_direction() -> None:
    assert changes([row("Revize plánu", "květen 2031")], [row("Revize plánu", "říjen 2032")]) == [
        ("moved_later", "Revize plánu", "Revize plánu")
    ]
    assert changes([row("Revize plánu", "květen 2031")], [row("Revize plánu", "leden 2031")])[0][0] == "moved_earlier"


def test_a_deadline_that_vanished_is_no_silence() -> None:
    old, new = [row("Revize plánu", "květen 2031")], [row("Revize plánu", "")]
    assert changes(old, new)[0] == ("deadline_vanished", "Revize plánu", "Revize plánu")
    assert changes(new, old)[0][0] == "deadline_gained"


def test_a_deadline_left_to_the_need_vanished_and_is_told_once() -> None:
    old, new = [row("Revize plánu", "květen 2031")], [row("Revize plánu", "dle potřeby")]
    assert changes(old, new) == [("deadline_vanished", "Revize plánu", "Revize plánu")]


def test_a_lower_amount_in_softer_words_is_one_weakening() -> None:
    old, new = (
        drafted(description(MEETING, prose=f"Obec podpoří {amount} do 31. 12. 2032."))
        for amount in ("100 osob", "případně 60 osob")
    )
    assert [change.kind for change in compare(old, new)] == [ChangeKind.WEAKENED]


def test_fewer_meetings_are_a_weaker_goal() -> None:
    old, new = [row("Porada vedoucích", "4x ročně")], [row("Porada vedoucích", "jednou za rok")]
    assert changes(old, new)[0][0] == "weakened"
    assert changes(new, old)[0][0] == "strengthened"


def test_words_that_leave_a_promise_open_weaken_it() -> None:
    prose = "Obec bude od května 2031 dodržovat {} pravidla, zveřejní je do 31. 5. 2031."
    old, new = (drafted(description(MEETING, prose=prose.format(word))) for word in ("všechny", "některé"))
    assert [change.kind for change in compare(old, new)] == [ChangeKind.WEAKENED]


def test_duties_come_and_go_and_pass_from_hand_to_hand() -> None:
    old = [row("Sběr dat v terénu", "2x ročně"), row("Tisk letáků", "září 2030")]
    new = [row("Sběr dat v terénu", "2x ročně", outputs="Tabulka", agency=""), row("Školení úředníků", "září 2030")]
    assert changes(old, new) == [
        ("party_changed", "Sběr dat v terénu", "Sběr dat v terénu"),
        ("outputs_changed", "Sběr dat v terénu", "Sběr dat v terénu"),
        ("added", None, "Školení úředníků"),
        ("dropped", "Tisk letáků", None),
    ]
