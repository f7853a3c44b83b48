"""The English catalogue: complete, and compiled from what is written."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "tracker" / "translations" / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "Forms": (1, 2)}


def test_every_sentence_has_its_english():
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    told = extract_from_dir(ROOT, methods, options, KEYWORDS)
    found = {message for _, _, message, _, _ in told}
    with (ENGLISH / "messages.po").open("rb") as file:
        written = {message.id for message in read_po(file, locale="en") if message.string and all(message.string)}
    written |= {message[0] for message in written if isinstance(message, tuple)}  # its singular serves alone, too
    assert sorted(map(str, found - written)) == []


def test_the_compiled_catalogue_is_the_written_one():
    with (ENGLISH / "messages.po").open("rb") as written, (ENGLISH / "messages.mo").open("rb") as compiled:
        assert sentences(read_mo(compiled)) == sentences(read_po(written, locale="en"))


def sentences(catalogue: Catalog) -> dict[str, list[str]]:
    return {str(tuple(forms(message.id))): forms(message.string) for message in catalogue if message.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())
