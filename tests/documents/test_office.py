"""Old Word files and RTF, through LibreOffice."""

import subprocess
from pathlib import Path

import pytest

from tests.documents.samples import HEAD, ROW, docx_with_table
from tests.system_tools import require
from tracker.documents.passages import UnreadableDocument
from tracker.documents.reading import read_in_jail

RTF = rb"{\rtf1\ansi\ansicpg1250 Obec do 30. z\'e1\'f8\'ed 2031 p\'f8edlo\'9e\'ed zpr\'e1vu.\par}"


def test_rtf_in_windows_encoding_is_read() -> None:
    require("soffice")
    document = read_in_jail(RTF, "zprava.rtf")
    assert (document.kind, document.text) == ("rtf", "Obec do 30. září 2031 předloží zprávu.")


def test_an_old_word_file_keeps_its_table(tmp_path: Path) -> None:
    require("soffice")
    (tmp_path / "a.docx").write_bytes(docx_with_table(after="Schváleno."))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    document = read_in_jail((tmp_path / "a.doc").read_bytes(), "a.doc")
    assert document.kind == "doc"
    assert [[document.cell_words(c) for c in cells] for cells in document.tables[0].rows.values()] == [
        list(HEAD),
        list(ROW),
    ]


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument) as caught:
        read_in_jail(RTF, "zprava.rtf")
    assert str(caught.value) == ("Soubory DOC a RTF tu neumíme převést (chybí LibreOffice). Uložte dokument jako DOCX.")
