"""What moved is told in words, what takes something away first."""

from tests.drafts.samples import description, drafted
from tracker.drafts.change_words import LABELS, in_order, say_change
from tracker.drafts.compare import ChangeKind, compare

OLD = description(
    ("Spolupráce", "Revize plánu", "Plán", "Svolání", "Účast", "květen 2031"),
    ("Spolupráce", "Porada vedoucích", "Zápis", "Svolání", "Účast", "4x ročně"),
    ("Spolupráce", "Mapování dluhů", "Zpráva", "Svolání", "Účast", "září 2030"),
)
NEW = description(
    ("Spolupráce", "Školení úředníků", "Certifikát", "Svolání", "Účast", "leden 2031"),
    ("Spolupráce", "Porada vedoucích", "Zápis", "Svolání", "Účast", "jednou za rok"),
    ("Spolupráce", "Revize plánu", "Plán", "Svolání", "Účast", "srpen 2031"),
    ("Spolupráce", "Mapování dluhů", "Zpráva", "Svolání", "Účast", ""),
)


def test_every_kind_has_its_words() -> None:
    assert set(LABELS) == set(ChangeKind)


def test_losses_come_first_and_a_moved_date_tells_by_how_much() -> None:
    changes = in_order(compare(drafted(OLD), drafted(NEW)))
    told = [(say_change(c).replace("\xa0", " "), (c.new or c.old).title) for c in changes if c.new or c.old]  # type: ignore[union-attr]
    assert [line for line in told if line[0] != "jinak řečeno"] == [
        ("termín zmizel", "Mapování dluhů"),
        ("posunuto na později o 92 dní (31. 5. 2031 → 31. 8. 2031)", "Revize plánu"),
        ("oslabeno", "Porada vedoucích"),
        ("přibylo", "Školení úředníků"),
    ]
