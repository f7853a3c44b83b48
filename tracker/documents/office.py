"""Old Word files and RTF: LibreOffice makes a DOCX of them, each run in a folder and with a profile of its own."""

import shutil
import tempfile
from pathlib import Path

from tracker.documents.jail import Limits, run
from tracker.documents.refusals import refuse


def to_docx(kind: str, data: bytes, limits: Limits) -> bytes:
    """Convert a ``doc`` or ``rtf`` to DOCX."""
    program = shutil.which("soffice")
    if program is None:
        raise refuse("no_office")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"document.{kind}").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:Office Open XML Text",
            "--outdir",
            name,
            f"document.{kind}",
        ]
        run(command, b"", limits, folder=folder)
        made = folder / "document.docx"
        if not made.is_file():
            raise refuse("damaged")
        return made.read_bytes()
