"""Who is signed in reads the pages in the language chosen, everywhere."""

import re
from pathlib import Path

from tests.web.world import OWN, a_world
from tracker.people.actor import Role

_CZECH_LETTERS = re.compile(r"[ěščřžýáíéúůťďň]", re.IGNORECASE)
_TEXT = re.compile(r">([^<]+)<")


def test_a_manager_who_chose_english_finds_czech_only_in_names_and_words_of_people(
    sqlite_url: str, tmp_path: Path
) -> None:
    world = a_world(sqlite_url, tmp_path)
    manager = world.browser(Role.MANAGER)
    manager.post("/jazyk", data={"language": "en", "next": "/"})
    said = set()
    for path in ("/", "/zavazky", "/zaznamenat", "/zaznamy", "/kalendar", "/upozorneni", "/hledat", "/napoveda"):
        words = {text.strip() for text in _TEXT.findall(manager.get(path).text)}
        said |= {text for text in words if _CZECH_LETTERS.search(text)}
    names = {OWN, "Hlídač závazků", "Čeština"}
    agreed = {"nejméně 4×\xa0ročně"}
    examples = {"For example 18. 11. 2026, dnes (today) or v pátek (on Friday)"}
    with_czech = ("Write them the Czech way: ", "Task, who and until when", "Organisation and number of persons")
    examples |= {text for text in said if text.startswith(with_czech)}
    assert {text for text in said if not any(name in text for name in names)} == agreed | examples
