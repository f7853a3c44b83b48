"""What in a document contradicts itself is a doubt of its own kind, with the readings to choose from."""

from tests.drafts.samples import MEETING, description, drafted, kinds
from tracker.drafts.doubt import Doubt
from tracker.drafts.draft import Draft

SCHEDULE = "Pořadí kroků\tPopis\tČasový rámec\tOdpovědnost\n"


def asked(draft: Draft, kind: str) -> list[Doubt]:
    return [doubt for doubt, _ in draft.all_doubts if doubt.kind.value == kind]


def summary(*paragraphs: str) -> Draft:
    return drafted("Souhrn spolupráce\n\n" + "\n\n".join(paragraphs) + "\n")


def programme(*steps: str) -> Draft:
    return drafted("Poradenský program obce Kamenice\n\n" + SCHEDULE + "".join(f"{step}\n" for step in steps))


def test_three_ends_of_one_agreement_are_one_conflict_with_three_readings() -> None:
    text = description(MEETING, ("Výzkum", "Šetření", "Zpráva", "", "Provede", "červen 2033"))
    text = text.replace("\nDatum schválení", "\nDoba platnosti\t2030 – 2034 (5 let)\n\nDatum schválení")
    (conflict,) = asked(drafted(text), "validity_conflict")
    assert conflict.proposed == 0
    assert [reading.value["end"] for reading in conflict.readings][:3] == ["2032-12-31", "2034-12-31", "2033-06-30"]


def test_a_validity_in_years_from_the_approval_is_an_end_of_its_own_and_swallows_no_duty() -> None:
    heading = "Doba platnosti\n\n(počet let od data schválení dokumentu)\n\n2030 – 2034 (5 let)"
    draft = drafted(description(MEETING, prose=f"{heading}\n\nObec předloží zprávu do 31. 3. 2031."))
    (conflict,) = asked(draft, "validity_conflict")
    assert [reading.value["end"] for reading in conflict.readings] == ["2032-12-31", "2034-12-11", "2034-12-31"]
    assert draft.obligations[0].title == "Obec předloží zprávu"


def test_a_deadline_that_had_passed_before_the_approval_is_asked_about() -> None:
    (past,) = asked(drafted(description((*MEETING[:5], "v roce 2028"))), "past_deadline")
    assert [reading.value for reading in past.readings if "drop" in reading.value] == [{"drop": True}]


def test_a_step_due_after_the_next_one_begins_is_a_conflict_of_order() -> None:
    draft = programme("1\tSběr dat\t12/2030\tASZ", "2\tAnalýza\t3/2030 – 10/2030\tASZ")
    assert kinds(draft) == [("order_conflict", "o2")]


def test_a_month_range_that_lost_its_first_year_is_read_and_asked_about() -> None:
    draft = programme("1\tSběr dat\t05/-06/30\tASZ")
    (damaged,) = asked(draft, "damaged_date")
    assert damaged.words == "05/-06/30"
    assert [(r.value["deadline"]["kind"], r.value["deadline"].get("start")) for r in damaged.readings] == [
        ("window", "2030-05-01"),
        ("dated", None),
    ]


def test_an_end_that_lost_a_digit_offers_the_years_it_may_be() -> None:
    draft = summary("- Poradna, realizátor Naděje, realizace od 1. 3. 2030 do 28. 2. 203, rozpočet 100 000 Kč")
    (damaged,) = asked(draft, "damaged_date")
    assert [reading.value["end"] for reading in damaged.readings][:2] == ["2033-02-28", "2034-02-28"]


def test_a_project_of_36_months_whose_end_does_not_fit_is_asked_about() -> None:
    draft = summary("- Poradna, realizátor Naděje, realizace od 1. 4. 2030 do 30. 4. 2033 (36 měsíců)")
    (odd,) = asked(draft, "validity_ambiguous")
    assert [reading.value["end"] for reading in odd.readings] == ["2033-04-30", "2033-03-31"]


def test_a_project_whose_months_fit_is_not_asked_about() -> None:
    draft = summary("- Poradna, realizátor Naděje, realizace od 1. 4. 2030 do 31. 3. 2033 (36 měsíců)")
    assert asked(draft, "validity_ambiguous") == []


def test_four_projects_of_which_three_are_listed_are_a_mismatch() -> None:
    projects = [f"- Poradna {n}, realizátor Naděje, realizace od 1. 4. 2030 do 31. 3. 2033" for n in (1, 2, 3)]
    (mismatch,) = asked(summary("V obci běží 4 projekty:", *projects), "count_mismatch")
    assert mismatch.words == "Uvedeno projektů: 4, vyjmenováno: 3."


def test_projects_listed_with_bare_periods_are_checked_as_well() -> None:
    draft = summary(
        "V letech 2030 až 2034 běžely 4 projekty:",
        "- Terénní práce (realizátor: Naděje, 1. 1. 2031 – 31. 12. 2033)",
        "- Poradna (nositel: město, doba realizace 36 měsíců, 1. 4. 2031 – 30. 6. 2034)",
        "- Prevence (příjemce: Charita, 1. 5. 2031 – 30. 4. 203)",
    )
    names = [(project.name, project.carrier) for project in draft.registers.projects]
    assert names == [("Terénní práce", "Naděje"), ("Poradna", "město"), ("Prevence", "Charita")]
    assert kinds(draft) == [("count_mismatch", None), ("validity_ambiguous", None), ("damaged_date", None)]


def test_steps_counted_in_a_column_of_their_own_are_known_though_it_is_called_a_step() -> None:
    rows = "1\tSběr dat\tdo 30. 9. 2031\tASZ\n2\tNávrh\t1. 6. 2031 – 31. 8. 2031\tměsto\n"
    draft = drafted(f"Poradenský program obce Kamenice\n\nkrok\tčinnost\ttermín\tgarant\n{rows}")
    assert [(f.step, f.title) for f in draft.obligations] == [("1", "Sběr dat"), ("2", "Návrh")]
    assert kinds(draft) == [("order_conflict", "o2")]


def test_a_document_approved_after_its_period_began_is_told() -> None:
    text = "Tematický akční plán Kamenice pro období 6/2030-6/2033: obec jej zastupitelstvem schválila 15. 9. 2030."
    (late,) = asked(summary(text), "approval_after_start")
    assert late.words.endswith("období začíná 1.\u00a06.\u00a02030, schváleno 15.\u00a09.\u00a02030.")
