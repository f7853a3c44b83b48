"""The child process in which strangers' files are taken apart."""

import io
import os
import sys
import time
import zlib
from pathlib import Path

import pytest

from tests.documents.samples import docx_with_table, odt, pdf
from tests.system_tools import require
from tracker.documents.jail import Jail, JailLimits, Limits, run
from tracker.documents.passages import UnreadableDocument
from tracker.documents.reading import read_document, read_in_jail

MIB = 2**20
TIGHT = Limits(wall=3, cpu=2, memory=512 * MIB, output=MIB)


def heavy_pdf(operators: bytes, times: int) -> bytes:
    """A small PDF whose page draws without end."""
    stream = zlib.compress(operators * times, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream),
    ]
    target = io.BytesIO(b"%PDF-1.7\n")
    target.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = target.tell()
    target.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    target.write(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return target.getvalue()


@pytest.mark.parametrize("data,name", [(b"\x89PNG\r\n\x1a\n" + bytes(300), "a.png"), (b"II*\0" + b"\7" * 99, "a.tif")])
def test_a_picture_refused_in_the_jail_tells_why(data: bytes, name: str) -> None:
    require("tesseract")
    with pytest.raises(UnreadableDocument) as caught:
        read_in_jail(data, name)
    assert caught.value.reason == "damaged"


def reason_of(program: str, limits: Limits) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        run([sys.executable, "-c", program], b"", limits)
    return caught.value.reason


@pytest.mark.parametrize(
    "data,name",
    [
        (docx_with_table(), "a.docx"),
        (odt("<text:p>Do konce roku.</text:p>"), "a.odt"),
        (pdf("#table(columns: 2, [úkol], [termín], [porada], [květen 2031])"), "a.pdf"),
        ("úkol\ttermín\nporada\tkvěten 2031".encode("cp1250"), "a.txt"),
    ],
)
def test_a_file_reads_the_same_in_the_jail_as_outside(data: bytes, name: str) -> None:
    assert read_in_jail(data, name) == read_document(data, name)


def test_a_refusal_comes_out_of_the_jail_as_it_is() -> None:
    with pytest.raises(UnreadableDocument) as inside:
        Jail().parse("docx", b"PK\x03\x04 nothing")
    assert inside.value.reason == "truncated"


def test_a_file_that_draws_without_end_is_stopped() -> None:
    limits = JailLimits(parse=TIGHT)
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        read_in_jail(heavy_pdf(b"0 0 m 9 9 l S\n", 3_000_000), "a.pdf", limits)
    assert caught.value.reason in {"too_slow", "too_hungry"}
    assert time.monotonic() - began < 6


def test_time_memory_and_output_are_bounded() -> None:
    assert reason_of("import time; time.sleep(60)", Limits(1, 10, 256 * MIB, MIB)) == "too_slow"
    assert reason_of("while True: pass", Limits(10, 1, 256 * MIB, MIB)) == "too_slow"
    assert reason_of("print('a' * 3_000_000)", Limits(10, 5, 256 * MIB, MIB)) in {"too_hungry", "damaged"}
    assert reason_of("b = bytearray(10**9)", Limits(10, 5, 256 * MIB, MIB)) == "damaged"


def test_nothing_that_the_program_started_outlives_it(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    program = (
        "import subprocess, sys, time;"
        f"late = 'import time, pathlib; time.sleep(2); pathlib.Path(\"{mark}\").touch()';"
        "subprocess.Popen([sys.executable, '-c', late]);"
        "time.sleep(30)"
    )
    assert reason_of(program, Limits(1, 10, 512 * MIB, MIB)) == "too_slow"
    time.sleep(2)
    assert not mark.exists()


def test_the_secrets_of_the_server_do_not_reach_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "tajemství")
    seen = run([sys.executable, "-c", "import os; print(sorted(os.environ))"], b"", TIGHT)
    assert b"SECRET_KEY" not in seen
    assert "SECRET_KEY" in os.environ
