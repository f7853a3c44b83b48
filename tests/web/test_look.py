"""The look, as far as files alone can tell: what the browser must show is in ``tests/browser/test_look.py``."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.web.gallery_app import gallery_app
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.web.badges import STATUS_ICONS

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
APP_CSS = (STATIC / "css" / "app.css").read_text("utf-8")
FIRST_VIEW = 110_000


@pytest.fixture(scope="module")
def app() -> Flask:
    return gallery_app()


def templates() -> list[Path]:
    return sorted((ROOT / "templates" / "web").rglob("*.html"))


def test_every_status_has_a_shape_a_word_and_colours_of_its_own_kind():
    assert set(STATUS_ICONS) == set(Status)
    assert len(set(STATUS_ICONS.values())) == len(Status)
    assert len({label(status) for status in Status}) == len(Status)
    assert set(colours_of_statuses()) == {status.value for status in Status}


def test_the_sprite_holds_every_symbol_that_statuses_and_templates_ask_for():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "vendor/icons/sprite.svg").read_text("utf-8")))
    text = "\n".join(path.read_text("utf-8") for path in templates())
    asked = set(re.findall(r'icon\("([^"]+)"', text)) | set(re.findall(r'icon_name="([^"]+)"', text))
    assert (asked | set(STATUS_ICONS.values())) - drawn == set()


@pytest.mark.parametrize("status", list(Status))
def test_the_word_of_a_status_is_easy_to_read_on_its_ground(status):
    ground, ink = colours_of_statuses()[status.value]
    assert contrast(ground, ink) >= 6
    assert max(contrast("#ffffff", ink), contrast("#ffffff", ground)) >= 7


def test_no_template_carries_a_style_or_a_script_of_its_own():
    guilty = [
        f"{path.name}: {found}"
        for path in templates()
        for found in re.findall(
            r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", path.read_text("utf-8")
        )
    ]
    assert guilty == []


def test_nothing_is_asked_of_another_host():
    texts = [*templates(), *STATIC.glob("css/*.css"), *STATIC.glob("vendor/*/*.css")]
    assert [
        path.name
        for path in texts
        if re.search(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""", path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize("folder", ["gov", "fonts", "icons", "htmx"])
def test_every_borrowed_thing_lies_beside_its_licence_and_the_hash_of_its_origin(folder):
    held = {path.name for path in (STATIC / "vendor" / folder).iterdir()}
    assert held & {"LICENSE", "EUPL-1.2.txt"}
    assert re.fullmatch(
        r"\S+ [\d.]+\nsha512-\S{86}==\n\n(\S+\n)+", (STATIC / "vendor" / folder / "VERSION").read_text("utf-8")
    )


def test_the_first_view_fits_the_budget(app):
    client = app.test_client()
    page = client.get("/")
    linked = re.findall(r'(?:src|href)="(/static/[^"#]+)', page.text)
    sheets = sum(sent(client, address) for address in set(linked))
    faces = sum(path.stat().st_size for path in (STATIC / "vendor/fonts").glob("*.woff2"))
    assert len(gzip.compress(page.data)) + sheets + faces <= FIRST_VIEW


def test_static_files_are_compressed_and_kept_for_a_year(app):
    client = app.test_client()
    address = re.findall(r'href="(/static/css/[^"]+)', client.get("/").text)[0]
    plain, small = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data
    assert small.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (small.headers["Content-Encoding"], small.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert small.headers["ETag"] != plain.headers["ETag"]


def test_a_static_file_without_a_fingerprint_is_asked_for_again(app):
    assert app.test_client().get("/static/css/app.css").headers["Cache-Control"] == "no-cache"


def test_every_field_tells_its_hint_and_error_to_those_who_hear_the_page(app):
    page = app.test_client().get("/formular").text
    said = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}
    assert said <= set(re.findall(r'\sid="([^"]+)"', page))
    assert {"datum-hint", "datum-error", "datum-echo", "co-error", "popis-error", "hodin-hint"} <= said


def test_every_label_belongs_to_a_field_and_every_error_leads_to_one(app):
    page = app.test_client().get("/formular").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= set(ids)
    assert re.findall(r'<li><a href="#([^"]+)"', page) == ["datum", "co", "popis"]


def test_a_page_of_another_day_says_so_and_leads_back(app):
    page = app.test_client().get("/jiny-den?strana=2&stav_k=2026-09-30").text
    assert "To není dnešní den." in page
    assert '<a href="/jiny-den?strana=2">Zpět na dnešek</a>' in page


def test_what_users_wrote_stays_text():
    with gallery_app().test_request_context("/"):
        macros = gallery_app().jinja_env.from_string(
            '{% from "web/macros/fields.html" import text_input %}{{ text_input("a", "<b>", "\\"><script>") }}'
        )
        assert "<script>" not in macros.render()
        assert "<b>" not in macros.render()


def test_errors_say_what_to_do_even_when_the_application_is_broken(app):
    client = app.test_client()
    assert (client.get("/nic").status_code, client.get("/rozbite").status_code) == (404, 500)
    assert "Zkontrolujte prosím adresu" in client.get("/nic").text
    assert "Zkuste to prosím znovu za několik minut" in client.get("/rozbite").text


def colours_of_statuses() -> dict[str, tuple[str, str]]:
    """Ground and ink of every badge, as the style sheet gives them."""
    found: dict[str, tuple[str, str]] = {}
    for selectors, rule in re.findall(r"^((?:\.badge\[[^{]+))\{([^}]+)\}", APP_CSS, re.MULTILINE):
        ground, ink = re.search(r"background: (#\w+)", rule), re.search(r"(?<!-)color: (#\w+)", rule)
        if ground and ink:
            found |= {name: (full(ground[1]), full(ink[1])) for name in re.findall(r'data-status="(\w+)"', selectors)}
    return found


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def sent(client, address: str) -> int:
    return len(client.get(address, headers={"Accept-Encoding": "gzip"}).data)
