from tracker.fulfilment.labels import LABELS, label, labels
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Party, Side


def test_every_member_of_every_list_has_a_label_of_its_own() -> None:
    for words, said in LABELS.items():
        assert list(said) == list(words)
        assert len(set(said.values())) == len(said)


def test_words_of_different_lists_with_one_value_are_told_apart() -> None:
    assert (label(Party.BOTH), label(Side.ASZ), label(Status.FULFILLED_LATE)) == (
        "Obec a ASZ",
        "ASZ",
        "Splněno opožděně",
    )


def test_a_list_becomes_the_choices_of_a_form() -> None:
    assert labels(Side) == {"municipality": "Obec", "asz": "ASZ"}
