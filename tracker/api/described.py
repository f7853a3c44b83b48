"""How a view becomes a described resource, and the OpenAPI 3.1 description of all of them."""

import copy
from collections.abc import Callable
from typing import Any

from flask import Flask
from pydantic import BaseModel
from spectree import Response, SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData, Server

from tracker.api.once import HEADER, LONGEST, REPLAYED
from tracker.api.problems import MEDIA_TYPE, Problem, refuse_invalid

PREFIX = "/api/v1"
KEY = "int(min=1, max=9007199254740991)"
"""The converter of a key in an address."""

_ABOUT = """Závazky obcí a ASZ, jejich termíny, události a doklady. Klíč si vydáte na stránce „Přístupové klíče“; \
smí to, co jeho držitel. Seznamy jdou po částech: `next` předchozí části je `cursor` další."""

SPEC = SpecTree(
    "flask",
    title="Hlídač závazků",
    version="1",
    description=_ABOUT,
    openapi_version="3.1.0",
    mode="strict",
    servers=[Server(url=PREFIX)],
    security_schemes=[
        SecurityScheme(name="key", data=SecuritySchemeData(SecureType.HTTP, "Přístupový klíč", scheme="bearer"))
    ],
    security={"key": []},
    before=refuse_invalid,
    validation_error_model=Problem,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
)

_ONCE = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Název, pod kterým se požadavek provede jen jednou: zopakovaný dostane po 24 hodin tutéž odpověď.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[ -~]+$"},
}
_WAS_REPLAYED = {"description": "Odpověď je z prvního požadavku téhož názvu.", "schema": {"type": "string"}}

_READING = (401, 403, 404, 422, 429, 500, 503, 507)
_CHANGING = (*_READING, 400, 409, 413, 415)


def described(
    answer: type[BaseModel] | None, *, status: int = 200, sends: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Describe a view: what it answers, and with ``sends`` that a body comes in. ``None`` answers bytes."""
    refusals = dict.fromkeys((f"HTTP_{code}" for code in (_CHANGING if sends else _READING)), Problem)
    resp = Response(**{f"HTTP_{status}": answer}, **refusals)

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        tag = view.__module__.rpartition(".")[2]
        decorated: Callable[..., Any] = SPEC.validate(resp=resp, tags=[tag], operation_id=view.__name__)(view)
        return decorated

    return declare


def description(api: Flask) -> dict[str, Any]:
    """The OpenAPI document: refusals are problems, bytes are bytes, what changes something may be named."""
    with api.app_context():
        told: dict[str, Any] = copy.deepcopy(SPEC.spec)
    for operations in told["paths"].values():
        for method, operation in operations.items():
            if method == "post":
                _name_it(operation)
            for code, response in operation["responses"].items():
                _correct(code, response)
    return told


def _name_it(operation: dict[str, Any]) -> None:
    """Say that a program may name its request, and see from an answer that it is the first one's."""
    operation.setdefault("parameters", []).append(_ONCE)
    for code, response in operation["responses"].items():
        if code < "300":
            response["headers"] = {REPLAYED: _WAS_REPLAYED}


def _correct(code: str, response: dict[str, Any]) -> None:
    content = response.setdefault("content", {})
    if code >= "400":
        response["content"] = {MEDIA_TYPE: content.popitem()[1]}
    elif not content:
        response["content"] = {"*/*": {"schema": {}}}
