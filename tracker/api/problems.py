"""What went wrong, for programs: ``application/problem+json`` (RFC 9457), the same form for every error."""

from typing import Any

from flask import Flask, Response
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.http import HTTP_STATUS_CODES

from tracker.operations.ground import Forbidden, NotFound, Refused
from tracker.operations.upkeep.trouble import Trouble, trouble_of

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One value at fault: where it stood and what it may be."""

    field: str
    message: str


class Problem(BaseModel):
    """An answer that is none. ``detail`` says in Czech what to do next, where that is known."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = Field(default_factory=list)


class Failed(Exception):
    """Ends a request with a problem."""

    def __init__(
        self, status: int, detail: str, faults: list[Fault] | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults, self.headers = status, detail, faults or [], headers or {}


def install_problems(api: Flask) -> None:
    """Answer every failure of ``api`` with a problem."""
    api.register_error_handler(Failed, _failed)
    api.register_error_handler(HTTPException, _refused)
    api.register_error_handler(InternalServerError, _broken)
    api.register_error_handler(NotFound, _not_found)
    api.register_error_handler(Forbidden, _forbidden)
    api.register_error_handler(Refused, _impossible)


def refuse_invalid(_request: Any, _response: Any, error: Exception | None, _view: Any, _adapter: Any) -> None:
    """Before a view: what was sent does not fit the description."""
    if isinstance(error, ValidationError):
        faults = [Fault(field=".".join(map(str, e["loc"])), message=e["msg"]) for e in error.errors()]
        raise Failed(422, "Odeslané údaje neodpovídají popisu rozhraní.", faults)


def _answer(
    status: int, detail: str = "", faults: list[Fault] | None = None, headers: dict[str, str] | None = None
) -> Response:
    problem = Problem(title=HTTP_STATUS_CODES.get(status, "Error"), status=status, detail=detail, errors=faults or [])
    return Response(problem.model_dump_json(), status, headers, mimetype=MEDIA_TYPE)


def _failed(error: Failed) -> Response:
    return _answer(error.status, error.detail, error.faults, error.headers)


def _refused(error: HTTPException) -> Response:
    """What the framework refused; its own headers (``Allow`` of a 405) stay."""
    headers = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    return _answer(error.code or 500, headers=headers)


_TROUBLES = {
    Trouble.NO_ROOM: (507, "Na serveru došlo místo. Požadavek zopakujte, až ho správce uvolní.", "300"),
    Trouble.NOT_NOW: (503, "Databáze nebo úložiště teď neodpovídá. Zkuste to prosím za chvíli znovu.", "30"),
}
"""Status, words, and the seconds after which to ask again."""


def _broken(error: InternalServerError) -> Response:
    trouble = trouble_of(error.original_exception)
    if trouble is not None:
        status, detail, wait = _TROUBLES[trouble]
        return _answer(status, detail, headers={"Retry-After": wait})
    return _answer(500, "Chyba je na naší straně. Zkuste to prosím za několik minut.")


def _not_found(_error: NotFound) -> Response:
    return _answer(404)


def _forbidden(error: Forbidden) -> Response:
    return _answer(403, str(error))


def _impossible(error: Refused) -> Response:
    """A wish that fits the description but cannot be carried out as things stand."""
    faults = [Fault(field=error.field, message=str(error))] if error.field else []
    return _answer(409, str(error), faults)
