"""Evidence: every plain register with its list, detail, form, import from a sheet, files and history."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, Work, looking
from tracker.operations.history import history_of
from tracker.operations.registers.import_sheet import FaultySheet, import_sheet
from tracker.operations.registers.register_catalogue import REGISTERS, children_of, register_of
from tracker.operations.registers.register_fields import Register
from tracker.operations.registers.registers import KEEP, ON_A_PAGE, count_rows, remove_row, row_of, rows_of, save_row
from tracker.operations.registers.row_sources import sources_of
from tracker.operations.reports.register_report import register_report
from tracker.operations.reports.report_registers import towns_of
from tracker.operations.upkeep.code_lists import offered
from tracker.people.permissions import Permission
from tracker.reports.table import words_of
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.registers.register_values import install_register_values
from tracker.web.reports.report_files import a_file, as_file
from tracker.web.sentences import say
from tracker.web.town_choice import town_number
from tracker.web.typed_choice import chosen

blueprint = Blueprint("registers", __name__, url_prefix="/evidence")
blueprint.record_once(lambda state: install_register_values(state.app))
OWNER = ("obec", "k")
"""The fields that say what a row belongs to."""


@blueprint.get("")
@allow(Permission.READ)
def page() -> str:
    """Every register with the number of its rows in reach, or of one municipality."""
    town = town_number(request.args, "obec")
    with looking(ground(), actor()) as work:
        place = work.municipality(town) if town else None
        sizes = {key: count_rows(work, register, town) for key, register in REGISTERS.items()}
    return render_template("web/registers/page.html", registers=REGISTERS, sizes=sizes, town=place)


@blueprint.get("/<key>")
@allow(Permission.READ)
def listing(key: str) -> str:
    """The rows of a register, of all municipalities in reach or of one."""
    register, town, page = register_of(key), town_number(request.args, "obec"), whole(request.args, "strana") or 1
    with looking(ground(), actor()) as work:
        size = count_rows(work, register, town)
        return render_template(
            "web/registers/list.html",
            register=register,
            rows=rows_of(work, register, town, page=page),
            size=size,
            page=page,
            pages=max(1, -(-size // ON_A_PAGE)),
            towns=_towns(work),
            town=town,
            may_keep=work.may(KEEP),
        )


@blueprint.get("/<key>/soubor.<form>")
@allow(Permission.READ)
@a_file
def file(key: str, form: str) -> Response:
    """The register as a file."""
    register = register_of(key)
    with looking(ground(), actor()) as work:
        report = register_report(work, register, town_number(request.args, "obec"))
        return as_file(report, form, f"{register.key}-{work.today.isoformat()}")


@blueprint.get("/<key>/<int:row_id>")
@allow(Permission.READ)
def detail(key: str, row_id: int) -> str:
    """One row with what belongs to it and its history."""
    register = register_of(key)
    with looking(ground(), actor()) as work:
        row = row_of(work, register, row_id)
        town = work.municipality(row.municipality_id)
        children = [(child, rows_of(work, child, parent=row_id)) for child in children_of(register)]
        history = history_of(work, {str(register.row.__tablename__): [row_id]})
        told: dict[str, Any] = {"row": row, "town": town, "children": children, "history": history}
        told["sources"] = sources_of(work, register, row_id)
        return render_template("web/registers/detail.html", register=register, may_keep=work.may(KEEP, town), **told)


@blueprint.get("/<key>/novy")
@allow(KEEP)
def new(key: str) -> str:
    """The empty form."""
    return _form(register_of(key), None, {}, {})


@blueprint.post("/<key>/novy")
@allow(KEEP)
def add(key: str) -> Response | tuple[str, int]:
    """Store a new row."""
    return _save(register_of(key), None)


@blueprint.get("/<key>/<int:row_id>/upravit")
@allow(KEEP)
def edit(key: str, row_id: int) -> str:
    """The form with what the row says."""
    register = register_of(key)
    with looking(ground(), actor()) as work:
        row = row_of(work, register, row_id)
    return _form(register, row_id, {field.column: field.typed(row) for field in register.fields}, {})


@blueprint.post("/<key>/<int:row_id>/upravit")
@allow(KEEP)
def change(key: str, row_id: int) -> Response | tuple[str, int]:
    """Store a changed row."""
    return _save(register_of(key), row_id)


@blueprint.post("/<key>/<int:row_id>/odstranit")
@allow(KEEP)
def remove(key: str, row_id: int) -> Response:
    """Remove a row; the journal keeps it."""
    remove_row(ground(), actor(), register_of(key), row_id)
    flash(_("Záznam je odstraněn. V deníku změn zůstává."))
    return redirect(url_for("registers.listing", key=key), 303)


@blueprint.get("/<key>/nahrat")
@allow(KEEP)
def sheet(key: str) -> str:
    """The form for a sheet, with the columns it may have."""
    return _sheet(register_of(key), {}, ())


@blueprint.post("/<key>/nahrat")
@allow(KEEP)
def load(key: str) -> Response | tuple[str, int]:
    """Store every row of a sheet, or none and say what is wrong."""
    register, given = register_of(key), request.files.get("soubor")
    data = given.read() if given else b""
    try:
        owner = _owner(register, request.form)
        done = import_sheet(ground(), actor(), register, data, **owner)
    except FaultySheet as error:
        return _sheet(register, {"soubor": say(error)}, error.faults), 422
    except Refused as error:
        return _sheet(register, {error.field if error.field in OWNER else "soubor": say(error)}, ()), 422
    flash(_("Uloženo záznamů: %(count)s.", count=done.rows))
    if done.passed_over:
        flash(_("Nečteno, sloupce neznáme: %(names)s.", names=", ".join(done.passed_over)), "warning")
    return redirect(url_for("registers.listing", key=key), 303)


def _save(register: Register, row_id: int | None) -> Response | tuple[str, int]:
    given = request.form
    try:
        owner = _owner(register, given)
        stored = save_row(ground(), actor(), register, given, row_id, **owner)
    except Refused as error:
        return _form(register, row_id, given, {error.field or register.label.column: say(error)}), 422
    flash(_("Záznam je uložen."))
    return redirect(url_for("registers.detail", key=register.key, row_id=stored), 303)


def _form(register: Register, row_id: int | None, given: Any, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        lists = {field.column: field.offers for field in register.fields if field.offers}
        told = {"register": register, "row_id": row_id, "given": given, "errors": errors}
        told["offered"] = {column: offered(work, code_list) for column, code_list in lists.items()}
        return render_template("web/registers/form.html", **told, **_owners(work, register))


def _sheet(register: Register, errors: dict[str, str], faults: Any) -> str:
    with looking(ground(), actor()) as work:
        told = {"register": register, "errors": errors, "given": request.form, "faults": faults}
        return render_template("web/registers/sheet.html", **told, **_owners(work, register))


def _owner(register: Register, given: Any) -> dict[str, int | None]:
    """What a row is said to belong to, by number or by name."""
    with looking(ground(), actor()) as work:
        owners = _owners(work, register)["owners"] or []
    return {"town": town_number(given, "obec"), "parent": chosen(given, "k", owners)}


def _owners(work: Work, register: Register) -> dict[str, Any]:
    """What a new row can belong to: municipalities, or the rows of the parent register."""
    if register.parent is None:
        return {"towns": _towns(work), "owners": None}
    over = register_of(register.parent[0])
    rows = rows_of(work, over)
    return {
        "towns": None,
        "owners": [(row.id, f"{town.name}: {words_of(over.label.shown(row))}") for town, row in rows],
    }


def _towns(work: Work) -> list[tuple[int, str]]:
    return [(number, town.name) for number, town in towns_of(work).items()]
