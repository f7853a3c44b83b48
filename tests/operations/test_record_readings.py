"""Words of a document's records as values of the registers."""

import pytest

from tracker.drafts.registers import Figure
from tracker.obligations.obligation import Act
from tracker.operations.registers.record_readings import (
    declared_by,
    kind_of_meeting,
    kind_of_plans,
    persons_in,
    shortened,
    title_of_meeting,
)
from tracker.reports.register_values import Declared


@pytest.mark.parametrize(
    "words, persons",
    [
        ("Počet účastníků: 102 KA 1 - 30", 102),
        ("30 osob", 30),
        (" 300 ", 300),
        ("18 rodin", None),
        ("140/40/3", None),
        ("40 - 50", None),
        ("", None),
    ],
)
def test_only_one_number_of_persons_is_taken(words: str, persons: int | None) -> None:
    assert persons_in(words) == persons


@pytest.mark.parametrize(
    "words, title",
    [
        ("Dne 27. 2. 2031 proběhlo jednání s vedením obce o bytech.", "Jednání s vedením obce o bytech"),
        ("2. 5. 2031 (v rámci PS bydlení - setkání s družstvem)", "PS bydlení"),
        ("Pracovní skupina se sešla třikrát", "Pracovní skupina se sešla třikrát"),
    ],
)
def test_a_meeting_is_called_after_what_it_was(words: str, title: str) -> None:
    assert title_of_meeting(words) == title


@pytest.mark.parametrize(
    "words, act",
    [
        ("Jednání pracovní skupiny bydlení", Act.WORKING_GROUP),
        ("Seminář pro předsedy", Act.TRAINING),
        ("Jednání s vedením obce o návrhu plánu", Act.OTHER),
    ],
)
def test_what_is_only_talked_about_makes_no_meeting_of_its_kind(words: str, act: Act) -> None:
    assert kind_of_meeting(words, words) is act


@pytest.mark.parametrize(
    "unit, words, declared",
    [
        ("Kč", "Získané prostředky (schválené projekty): 5 Kč", Declared.MONEY_GAINED),
        ("Kč", "Projekty v přípravě: 5 Kč", Declared.MONEY_WAITING),
        ("projektů", "Počet připravených projektů: 5", Declared.PROJECTS_PREPARED),
        ("projektů", "Z toho schválených: 5 projektů", Declared.PROJECTS_APPROVED),
        ("podpořených osob", "Podpořených osob celkem", Declared.PERSONS),
        ("kusů", "Rozdaných letáků", Declared.COLUMN),
    ],
)
def test_a_figure_counts_what_its_unit_and_words_say(unit: str, words: str, declared: Declared) -> None:
    assert declared_by(Figure(5, unit, words)) is declared


def test_the_head_of_a_register_says_which_plans_it_is_of() -> None:
    assert [kind_of_plans(text) for text in ("Datum schválení MPI", "Plány")] == ["MPI", "SPSZ"]


def test_what_is_cut_says_so() -> None:
    assert [shortened("krátké", 6), shortened("dlouhé znění", 8)] == ["krátké", "dlouhé…"]
