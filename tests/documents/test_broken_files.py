"""Hundreds of broken files: none ends in anything but a document or a refusal, and no part passes for a whole.

``TRACKER_BAD_FILES=large`` makes thousands, and dozens of those that LibreOffice has to convert, which takes seconds
for each.
"""

import logging
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.documents.samples import HEAD, ROW, docx_with_table, odt, parts_of, pdf, picture, with_part
from tests.system_tools import require
from tracker.documents.parsing import parse, render
from tracker.documents.passages import UnreadableDocument
from tracker.documents.pdf import OnlyPictures
from tracker.documents.reading import read_in_jail
from tracker.documents.refusals import MESSAGES
from tracker.documents.sniffing import kind_of

GOOD = {
    "a.docx": docx_with_table((HEAD, ROW, ROW), after="Schváleno."),
    "a.odt": odt(
        "<text:p>Do<text:s text:c='2'/>konce roku.</text:p><table:table><table:table-row>"
        "<table:table-cell table:number-columns-spanned='2'><text:p>úkol</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    ),
    "a.pdf": pdf("= Plán\n#table(columns: 2, [úkol], [termín], [porada], [květen 2031])"),
    "a.png": picture(["Termín"]),
    "a.jpg": picture(["Termín"], form="JPEG"),
}
LARGE = os.environ.get("TRACKER_BAD_FILES") == "large"
TIMES = 300 if LARGE else 60
CONVERTED = 40 if LARGE else 1
LONGEST = 20
"""Seconds for one file."""
ODD = ('""', '"abc"', '"-1"', '"99999999999"', '"²"', "<w:p", "<w:tbl", "<w:tc", "<text:p", ">x<")
_XML = re.compile(r'"[^"]*"|<[a-z:A-Z]+|>[^<]+<')


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def outcome(data: bytes, name: str) -> str:
    """How reading ended; anything but a document or a refusal is raised, and what takes too long is a fault."""
    begun = time.monotonic()
    try:
        kind = kind_of(data, name)
        if kind == "image":
            render(kind, data, 1)
        elif kind in {"txt", "docx", "odt", "pdf"}:
            parse(kind, data)
    except (UnreadableDocument, OnlyPictures) as refusal:
        return type(refusal).__name__
    finally:
        assert time.monotonic() - begun < LONGEST
    return "read"


def with_wrong_bytes(data: bytes, luck: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(luck.choice([1, 3, 10, 50])):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def with_wrong_xml(data: bytes, luck: random.Random) -> bytes:
    name = luck.choice([part for part in parts_of(data) if part.endswith(".xml")])
    words = parts_of(data)[name].decode()
    spots = list(_XML.finditer(words))
    for spot in sorted(luck.sample(spots, min(3, len(spots))), key=lambda m: -m.start()):
        words = words[: spot.start()] + luck.choice(ODD) + words[spot.end() :]
    return with_part(data, name, words.encode(), replace=True)


@pytest.mark.parametrize(
    "break_it,names",
    [(with_wrong_bytes, tuple(GOOD)), (with_wrong_xml, ("a.docx", "a.odt"))],
    ids=["bytes", "xml"],
)
def test_a_file_with_faults_is_read_or_refused(
    break_it: Callable[[bytes, random.Random], bytes], names: tuple[str, ...]
) -> None:
    luck = random.Random(2031)
    seen = Counter(outcome(break_it(GOOD[name], luck), name) for name in names for _ in range(TIMES))
    assert seen["read"] + seen["UnreadableDocument"] + seen["OnlyPictures"] == TIMES * len(names)
    assert seen["UnreadableDocument"] > 20


@pytest.mark.parametrize("name", GOOD)
def test_a_part_of_a_file_never_passes_for_the_whole(name: str) -> None:
    luck = random.Random(7)
    data = GOOD[name]
    cuts = [luck.randrange(20, len(data) - 30) for _ in range(TIMES)]
    assert {outcome(data[:cut], name) for cut in cuts} == {"UnreadableDocument"}


def test_a_broken_rtf_is_read_or_refused_in_the_jail() -> None:
    require("soffice")
    luck = random.Random(11)
    words = rb"{\rtf1\ansi\ansicpg1250 Zprava do 31. 5. 2031.\par 4x rocne}"
    files = [words[:-1] + rb"\trowd\cellx99999999 x}", *(with_wrong_bytes(words, luck) for _ in range(CONVERTED))]
    seen = Counter(jailed(data, "a.rtf") for data in files)
    assert set(seen) <= {"read", *MESSAGES}
    assert seen["read"] > 0


def jailed(data: bytes, name: str) -> str:
    """How reading in the child process ended: the reason of a refusal, or ``read``."""
    try:
        read_in_jail(data, name)
    except UnreadableDocument as refusal:
        return refusal.reason
    return "read"
