"""The English catalogue: complete, and compiled from what is written."""

import ast
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "tracker" / "translations" / "en" / "LC_MESSAGES"
LATER = ("Phrase", "Refused", "Forbidden", "UnreadableDay")
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


def test_what_is_said_later_is_written_out_where_it_is_given():
    """A sentence put together beforehand is in no catalogue: its words stand as they are, values fill its gaps."""
    put_together = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "tracker").rglob("*.py")
        if "commands" not in path.parts
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in LATER and call.args
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp) or _is_translated(call.args[0])
    ]
    assert put_together == []


def _is_translated(words: ast.expr) -> bool:
    return isinstance(words, ast.Call) and isinstance(words.func, ast.Name) and words.func.id in ("_", "gettext")


def test_the_compiled_catalogue_is_the_written_one():
    with (ENGLISH / "messages.po").open("rb") as written, (ENGLISH / "messages.mo").open("rb") as compiled:
        assert sentences(read_mo(compiled)) == sentences(read_po(written, locale="en"))


def sentences(catalogue: Catalog) -> dict[str, list[str]]:
    return {str(tuple(forms(message.id))): forms(message.string) for message in catalogue if message.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())
