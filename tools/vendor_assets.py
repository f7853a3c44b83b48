"""Lay the third-party assets of ``static/vendor`` anew, from packages named by version and checked by their integrity.

For the maintainer only: ``npm`` must be on the path and ``tinycss2`` importable. The result is committed, so that
running and testing the application needs neither. ``static/vendor/README.md`` says what lies there and its licence.

    python tools/vendor_assets.py
"""

import base64
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from trim_gov import trim

TOOLS = Path(__file__).parent
VENDOR = TOOLS.parent / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    """One release of an npm package, fixed by the hash of its archive."""

    name: str
    version: str
    integrity: str


STYLES = Package(
    "@gov-design-system-ce/styles",
    "4.2.7",
    "sha512-n9vE98c+Mx3+jPrKhnHqwcsu5wZbGmRkrcmZ+arpL7hNXxOXMb5ZR5hUO2aLbG3ndOzTINFDy2wKQmzrWu4DIg==",
)
FONTS = Package(
    "@gov-design-system-ce/fonts",
    "0.0.2",
    "sha512-wLl269rm6XQDdNBOSafhaiEHcuqLMs9L9u1iF9N+RzhYhGmnRBRVZ047AHLaLVyrlt4Eq2b+nrU77G+TYZzHtw==",
)
ICONS = Package(
    "bootstrap-icons",
    "1.13.2",
    "sha512-fAU1Ly3dH7hwRg+CB8EZ0Vl0fF80zgXHeUVJyfUOKzoURr+TbwISbCW5tKUoQLERaWYG2emTCybcPbD96hdD1A==",
)
HTMX = Package(
    "htmx.org",
    "2.0.11",
    "sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
)
LICENCES = Package(
    "spdx-license-list",
    "6.12.0",
    "sha512-+nUYqm3aZMSHbjsthK+i/HHI2okTElCvqwUd4k8QcSk+FTGgjq+fsdFj2wZOaX6XmR2JdWhf/NeflNnvKOjcnQ==",
)

COMPONENTS = [
    "container",
    "layout",
    "grid",
    "flex",
    "icon",
    "link",
    "button",
    "tag",
    "breadcrumbs",
    "form-control",
    "form-label",
    "form-input",
    "form-select",
    "form-checkbox",
    "form-radio",
    "form-file",
    "form-message",
    "form-group",
    "message",
    "tile",
    "stepper",
    "stepper-item",
    "empty",
]
SHEETS = (
    "tokens.css",
    "styles.css",
    "layout.css",
    *(f"components/gov-{name}.css" for name in COMPONENTS),
)
FACES = tuple(f"roboto-{weight}{part}.woff2" for weight in ("regular", "medium", "bold") for part in ("", "-ext"))
STATUS_SYMBOLS = [
    "circle",
    "play-circle",
    "bell",
    "exclamation-triangle-fill",
    "hourglass-split",
    "arrow-return-left",
    "check-circle-fill",
    "circle-half",
    "x-square-fill",
    "slash-circle",
    "paperclip",
    "calendar-event",
    "arrow-repeat",
    "pause-circle",
    "dash-circle",
    "arrow-left-right",
    "question-diamond",
    "unlock",
]
OTHER_SYMBOLS = [
    "check-lg",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "plus-lg",
    "x-lg",
    "search",
    "printer",
    "download",
    "upload",
    "camera",
    "calendar3",
    "file-earmark-text",
    "people",
    "pencil",
    "info-circle",
    "exclamation-circle-fill",
    "link-45deg",
]
SYMBOLS = (*STATUS_SYMBOLS, *OTHER_SYMBOLS)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        styles, fonts, icons, htmx, licences = (
            unpack(package, shelf) for package in (STYLES, FONTS, ICONS, HTMX, LICENCES)
        )
        lay_gov(styles, licence_text(licences, "EUPL-1.2"))
        lay_fonts(fonts, licence_text(licences, "Apache-2.0"))
        lay_icons(icons)
        lay_htmx(htmx)


def unpack(package: Package, shelf: Path) -> Path:
    """Fetch a package, check its hash against the one written here, and answer the folder of its files."""
    command = ["npm", "pack", "--json", "--silent", f"{package.name}@{package.version}"]
    packed = json.loads(subprocess.run(command, cwd=shelf, check=True, capture_output=True, text=True).stdout)
    archive = shelf / packed[0]["filename"]
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        raise SystemExit(f"{package.name} {package.version} is not the archive that was reviewed: {found}")
    target = shelf / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def licence_text(licences: Path, spdx: str) -> str:
    text: str = json.loads((licences / "licenses" / f"{spdx}.json").read_text("utf-8"))["licenseText"]
    return text.rstrip() + "\n"


def lay_gov(styles: Path, licence: str) -> None:
    """The sheets in a row, without their byte order marks, trimmed; EUPL-1.2 asks that the change is told."""
    sheets = ((styles / "lib" / "html" / name).read_text("utf-8-sig") for name in SHEETS)
    notice = (
        f"/*! {STYLES.name} {STYLES.version}, EUPL-1.2 (EUPL-1.2.txt). Changed: sheets of lib/html joined, and unused\n"
        "rules left out by tools/vendor_assets.py and tools/trim_gov.py; nothing added. */\n"
    )
    write("gov/gov.css", notice + trim("\n".join(sheets)))
    write("gov/EUPL-1.2.txt", licence)
    write("gov/VERSION", version(STYLES, (f"lib/html/{name}" for name in SHEETS)))


def lay_fonts(fonts: Path, licence: str) -> None:
    for name in FACES:
        path = VENDOR / "fonts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((fonts / "lib" / name).read_bytes())
    rules = re.findall(
        r"@font-face \{.*?\}",
        (fonts / "lib" / "roboto.css").read_text("utf-8"),
        re.DOTALL,
    )
    kept = [as_swapped(rule) for rule in rules if any(f"url('{name}')" in rule for name in FACES)]
    write("fonts/roboto.css", "\n".join(kept) + "\n")
    write("fonts/LICENSE", licence)
    write(
        "fonts/VERSION",
        version(FONTS, (f"lib/{name}" for name in ("roboto.css", *FACES))),
    )


def as_swapped(rule: str) -> str:
    """A face that never hides text while it loads, and never takes a copy of another cut from the visitor's machine."""
    without_local = re.sub(
        r"local\([^)]*\), ",
        "",
        rule.replace("font-display: auto", "font-display: swap"),
    )
    return re.sub(r"\s+", " ", without_local)


def lay_icons(icons: Path) -> None:
    """One sprite: the chosen symbols of the package and the project's own from ``tools/icons``."""
    own = sorted((TOOLS / "icons").glob("*.svg"))
    symbols = [as_symbol(path) for path in (*(icons / "icons" / f"{name}.svg" for name in SYMBOLS), *own)]
    write(
        "icons/sprite.svg",
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n",
    )
    write("icons/LICENSE", (icons / "LICENSE").read_text("utf-8"))
    write("icons/VERSION", version(ICONS, (f"icons/{name}.svg" for name in SYMBOLS)))


def as_symbol(path: Path) -> str:
    svg = path.read_text("utf-8")
    inner = re.sub(r"\s*\n\s*", "", svg[svg.index(">") + 1 : svg.rindex("</svg>")])
    paint = ' fill="none" stroke="currentColor"' if 'stroke="currentColor"' in svg else ""
    return f'<symbol id="{path.stem}" viewBox="0 0 16 16"{paint}>{inner}</symbol>'


def lay_htmx(htmx: Path) -> None:
    write("htmx/htmx.min.js", (htmx / "dist" / "htmx.min.js").read_text("utf-8"))
    write("htmx/LICENSE", (htmx / "LICENSE").read_text("utf-8"))
    write("htmx/VERSION", version(HTMX, ["dist/htmx.min.js"]))


def version(package: Package, files: Iterable[str]) -> str:
    return "\n".join([f"{package.name} {package.version}", package.integrity, "", *files]) + "\n"


def write(name: str, text: str) -> None:
    path = VENDOR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
