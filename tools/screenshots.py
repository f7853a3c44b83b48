"""Takes the pictures of the documents anew from the sample data: ``make screenshots``.

One picture to look at, of any page as any sample account sees it:
``python -m tools.screenshots ADDRESS EMAIL WIDTH FILE``, for example ``/ manazerka@chomutov.example 390 home.png``.
"""

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.support.browser import QUIET
from tracker.app import create_app
from tracker.config import Config
from tracker.installation import ground_for
from tracker.operations.sample.load_sample import load_sample
from tracker.operations.sample.places import PASSWORD
from tracker.store.migrating import ensure_schema
from tracker.timeline.clock import on_day

DAY = on_day(date(2026, 11, 25))
FOLDER = Path(__file__).parents[1] / "docs/pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as somebody sees it."""

    address: str
    email: str
    width: int
    file: Path


PICTURES = (
    Picture("/", "manazerka@chomutov.example", 1280, FOLDER / "home.png"),
    Picture("/", "manazerka@chomutov.example", 390, FOLDER / "home-phone.png"),
    Picture("/dokumenty/navrhy/3", "manazer@kamenna.example", 1280, FOLDER / "draft.png"),
    Picture("/zavazky/32", "manazer@kamenna.example", 1280, FOLDER / "obligation.png"),
    Picture("/zaznamenat", "manazerka@lipova.example", 390, FOLDER / "record-phone.png"),
    Picture("/k-potvrzeni", "konzultantka@asz.example", 1280, FOLDER / "reviews.png"),
    Picture("/po-terminu", "vedouci.vychod@asz.example", 1280, FOLDER / "board.png"),
    Picture("/prehled", "ustredi@asz.example", 1280, FOLDER / "country.png"),
    Picture("/zpravy/compliance?rok=2025&obec=1", "manazerka@chomutov.example", 1280, FOLDER / "report.png"),
    Picture("/kalendar", "konzultantka@asz.example", 1280, FOLDER / "calendar.png"),
    Picture("/zpravy", "vedouci.zapad@asz.example", 1280, FOLDER / "reports.png"),
)


@contextmanager
def served() -> Iterator[str]:
    """The address of a running tracker with the sample data."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(instance_dir=Path(folder))
        ground = ground_for(config, DAY)
        ensure_schema(ground.engine)
        load_sample(ground, lambda _town: None)
        server = make_server("127.0.0.1", 0, create_app(config, DAY), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.port}"
        finally:
            server.shutdown()
            thread.join()


def take(browser: Browser, home: str, picture: Picture) -> None:
    """Sign in, open the page and keep what it shows."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": 900}, locale="cs-CZ", timezone_id="Europe/Prague"
    )
    page = context.new_page()
    page.goto(f"{home}/prihlaseni")
    page.fill("input[name=email]", picture.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "prihlaseni" not in url)
    page.goto(home + picture.address)
    page.screenshot(path=picture.file, full_page=True)
    context.close()


def main(wanted: tuple[Picture, ...]) -> None:
    """Take the ``wanted`` pictures."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("chromium is not installed; on Debian or Ubuntu: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *sandbox])
        for picture in wanted:
            print(picture.file)
            take(browser, home, picture)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) == 5:
        address, email, width, file = sys.argv[1:]
        main((Picture(address, email, int(width), Path(file)),))
    else:
        main(PICTURES)
