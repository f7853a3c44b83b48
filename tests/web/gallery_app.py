"""A made-up application of two pages that shows every macro: what the tests of the look examine."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Blueprint, Flask, abort, flash, render_template
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader

from tracker.fulfilment.standing import Status
from tracker.web import help
from tracker.web.assets import install_assets
from tracker.web.charts import BurnUpPoint
from tracker.web.errors import install_errors
from tracker.web.filters import install_filters
from tracker.web.language import install_language
from tracker.web.security import add_headers
from tracker.web.sentences import install_sentences

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)

ROWS = [
    ("Jednání lokálního partnerství", "nejméně 4× ročně", date(2026, 9, 30), 2, 4, 3, Status.OVERDUE),
    ("Zpráva o plnění za rok 2026", "1× ročně", date(2026, 12, 14), 0, 1, None, Status.DUE_SOON),
    ("Individuální podpora", "nejméně 10× ročně", date(2026, 12, 31), 7, 10, 9, Status.OPEN),
    (
        "Výzkumná zpráva o bydlení",
        "do konce listopadu 2026",
        date(2026, 11, 30),
        1,
        1,
        None,
        Status.AWAITING_OTHER_SIDE,
    ),
]
POINTS = [
    BurnUpPoint(date(2025, 1, 1), 0, 0),
    BurnUpPoint(date(2025, 6, 30), 3, 2),
    BurnUpPoint(date(2025, 12, 31), 8, 7),
    BurnUpPoint(date(2026, 6, 30), 11, 9),
    BurnUpPoint(date(2026, 11, 20), 15, 14),
    BurnUpPoint(date(2026, 12, 31), 18, None),
]
HISTORY = [
    {
        "at": datetime(2026, 11, 3, 15, 2, tzinfo=UTC),
        "who": "systém",
        "what": "poslal přehled vedoucímu regionu",
        "lines": [],
    },
    {
        "at": datetime(2026, 7, 20, 8, 11, tzinfo=UTC),
        "who": "Jana Nováková",
        "what": "upravila závazek",
        "lines": ["termín: 30. 6. 2026 → 30. 9. 2026"],
    },
]

gallery = Blueprint("gallery", __name__)


@gallery.get("/")
def overview() -> str:
    flash("Záznam je uložen. Čeká na potvrzení ASZ.")
    return render_template("overview.html", rows=ROWS, points=POINTS, history=HISTORY, statuses=list(Status))


@gallery.get("/formular")
def form() -> str:
    return render_template("form.html")


@gallery.get("/jiny-den")
def another_day() -> str:
    return render_template("another_day.html", today=date(2026, 9, 30))


@gallery.get("/prazdno")
def empty() -> str:
    return render_template("empty.html")


@gallery.get("/rozbite")
def broken() -> str:
    abort(500)


def gallery_app() -> Flask:
    app = Flask("tracker", static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    app.config.update(SECRET_KEY="only for the gallery", TESTING=False)
    folders = [ROOT / "templates", Path(__file__).parent / "gallery"]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
    CSRFProtect(app)
    for install in (install_language, install_filters, install_sentences, install_assets, install_errors):
        install(app)
    app.register_blueprint(gallery)
    app.register_blueprint(help.blueprint)
    app.register_blueprint(_places("signing", sign_out="/odhlaseni"))
    app.register_blueprint(_places("account", page="/ucet"))
    app.context_processor(_surroundings)
    app.after_request(add_headers)
    return app


def _surroundings() -> dict[str, object]:
    labels = ["Co mám udělat", "Závazky", "Kalendář", "Záznamy a doklady", "Zpráva"]
    nav = [
        {"url": "/", "label": label, "count": 3 * (label == labels[3]), "current": label == labels[0]}
        for label in labels
    ]
    return {
        "viewer": SimpleNamespace(name="Jana Nováková", role_label="Manažer/ka", territory_label="obec Chomutov"),
        "nav": nav,
        "today": TODAY,
        "real_today": TODAY,
        "site": SimpleNamespace(
            contact_name="Petr Svoboda", contact_phone="412 555 001", contact_email="konzultant@example.cz"
        ),
    }


def _places(name: str, **addresses: str) -> Blueprint:
    """A blueprint whose every page is empty: only somewhere for links to lead."""
    places = Blueprint(name, __name__)
    for endpoint, address in addresses.items():
        places.add_url_rule(address, endpoint, lambda: "", methods=["GET", "POST"])
    return places
