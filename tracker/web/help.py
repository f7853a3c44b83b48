"""Help, the accessibility statement and the privacy notice: the pages of the footer, open to everybody."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template

from tracker.web.access import PUBLIC, allow

STATEMENT = Path(__file__).with_name("accessibility.toml")
"""The data of the statement (act 99/2019 Sb., section 8): whoever reviews the pages writes the day here."""

blueprint = Blueprint("help", __name__)


@blueprint.get("/napoveda")
@allow(PUBLIC)
def guide() -> str:
    """How the work goes, and what the words and shapes mean."""
    return render_template("web/help/guide.html")


@blueprint.get("/prohlaseni-o-pristupnosti")
@allow(PUBLIC)
def accessibility() -> str:
    """The accessibility statement in the form of Commission Implementing Decision (EU) 2018/1523."""
    return render_template("web/help/accessibility.html", statement=statement())


@blueprint.get("/soukromi")
@allow(PUBLIC)
def privacy() -> str:
    """What is kept about people, why, for how long, and what they may ask for."""
    return render_template("web/help/privacy.html")


def statement() -> dict[str, Any]:
    """The statement as its file has it."""
    with STATEMENT.open("rb") as file:
        return tomllib.load(file)


def last_review() -> date:
    """The day of the last review; the law wants one at least every twelve months."""
    day: date = statement()["last_review"]
    return day
