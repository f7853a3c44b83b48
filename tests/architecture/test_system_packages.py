"""The one list of system packages: each has a reason, and no test drives a program that nobody installs."""

import re

from tests.architecture.sources import ROOT, modules

LISTED = dict(
    re.findall(r"^([a-z]\S+) +# (.+)$", (ROOT / "system-packages.txt").read_text(encoding="utf-8"), re.MULTILINE)
)
BRINGS = {
    "caddy": "caddy",
    "chromium": "chromium",
    "khal": "khal",
    "nginx": "nginx",
    "node": "nodejs",
    "npm": "npm",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-writer-nogui",
    "tesseract": "tesseract-ocr",
    "vdirsyncer": "vdirsyncer",
}
"""The package that brings a program under another name, or under its own."""


def test_every_package_stands_with_its_reason() -> None:
    lines = (ROOT / "system-packages.txt").read_text(encoding="utf-8").splitlines()

    assert len(LISTED) == len([line for line in lines if line and not line.startswith("#")])


def test_what_tests_drive_is_on_the_list() -> None:
    texts = [module.read_text(encoding="utf-8") for module in modules("tests")]
    driven = {
        program
        for text in texts
        for call in re.findall(r"\brequire\(([^)]*)\)", text)
        for program in re.findall(r'"([\w.-]+)"', call)
    }

    assert {program: BRINGS.get(program) in LISTED for program in driven} == dict.fromkeys(driven, True)


def test_make_test_installs_the_list() -> None:
    assert "tools/system_packages.sh" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "system-packages.txt" in (ROOT / "tools/system_packages.sh").read_text(encoding="utf-8")
