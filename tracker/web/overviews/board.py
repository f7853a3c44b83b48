"""„Po termínu“: what is late in the region, and the matrix of municipalities and kinds of duty."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from tracker.obligations.obligation import Act
from tracker.operations.ground import Refused, looking
from tracker.operations.mails.ask_reasons import ask_reasons, preview
from tracker.operations.overviews.board import board
from tracker.operations.overviews.board_table import board_table
from tracker.operations.overviews.overdue import Asked, Order
from tracker.operations.overviews.town_matrix import matrix
from tracker.operations.overviews.towns import town_options
from tracker.people.permissions import Permission
from tracker.reports.csv_form import MEDIA_TYPE, to_csv
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole, word
from tracker.web.reports.report_files import a_file
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("board", __name__)


@blueprint.get("/po-terminu")
@allow(Permission.READ_REGION)
def page() -> str:
    """The overdue terms that were asked for, the longest late first."""
    asked, number = _asked(), whole(request.args, "strana") or 1
    with looking(ground(), actor()) as work:
        told = {"board": board(work, asked, number), "number": number, "asked": asked}
        towns = town_options(work, asked.municipality)
    return render_template("web/board/page.html", **told, towns=towns, Act=Act, Order=Order)


@blueprint.get("/po-terminu.csv")
@allow(Permission.READ_REGION)
@a_file
def csv() -> Response:
    """The same rows as a sheet."""
    with looking(ground(), actor()) as work:
        told = to_csv(board_table(board(work, _asked())))
    answer = Response(told, content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = "attachment; filename=po-terminu.csv"
    return answer


@blueprint.post("/po-terminu/vyzva")
@allow(Permission.READ_REGION)
def call() -> str:
    """The mails that would ask for the missing reasons of the ticked terms, to be read before they leave."""
    return _preview(_ticked())


@blueprint.post("/po-terminu/vyzva/odeslat")
@allow(Permission.READ_REGION)
def send_call() -> BaseResponse | tuple[str, int]:
    """Let them leave."""
    try:
        sent = ask_reasons(ground(), actor(), _ticked())
    except Refused as error:
        return _preview((), say(error)), 422
    flash(
        _("Výzva k doplnění důvodu odejde do minuty, v den volna až příští pracovní den ráno. E-mailů: %(n)s.", n=sent)
    )
    return redirect(url_for("board.page"), 303)


@blueprint.get("/po-terminu/matice")
@allow(Permission.READ_REGION)
def matrix_page() -> str:
    """Municipalities by kinds of duty."""
    number = whole(request.args, "strana") or 1
    with looking(ground(), actor()) as work:
        return render_template("web/board/matrix.html", matrix=matrix(work, number), number=number)


def _asked() -> Asked:
    given = request.args
    return Asked(
        municipality=town_number(given, "obec"),
        act=word(Act, given.get("druh")),
        without_reason="bez_duvodu" in given,
        long="dlouho" in given,
        order=word(Order, given.get("razeni")) or Order.DELAY,
    )


def _ticked() -> tuple[int, ...]:
    return tuple(sorted({int(number) for number in request.form.getlist("vybrano") if number.isdecimal()}))


def _preview(numbers: tuple[int, ...], error: str = "") -> str:
    with looking(ground(), actor()) as work:
        shown = preview(work, numbers)
    return render_template("web/board/call.html", shown=shown, numbers=numbers, error=error)
