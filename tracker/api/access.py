"""Who asks: the key in ``Authorization: Bearer …``, its owner's rights of today, its scope and its limit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import current_app, g, request

from tracker.api.problems import Failed
from tracker.operations.ground import Ground, Work, looking
from tracker.operations.people.api_tokens import Admitted, admit
from tracker.people.actor import Actor
from tracker.store.api_tokens import TokenScope
from tracker.timeline.clock import prague_day

PUBLIC = {"openapi"}
"""Endpoints that need no key."""

READING = {"GET", "HEAD", "OPTIONS"}


def check_key() -> None:
    """Before every request: no key, no answer; a key that only reads changes nothing."""
    if request.endpoint is None or request.endpoint in PUBLIC:
        return
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    found = admit(ground(), token.strip()) if kind.lower() == "bearer" else None
    if found is None:
        challenge = {"WWW-Authenticate": 'Bearer realm="tracker"'}
        raise Failed(401, "Přiložte platný přístupový klíč (Authorization: Bearer …).", headers=challenge)
    if found.wait:
        raise Failed(429, "Příliš mnoho požadavků s tímto klíčem.", headers={"Retry-After": str(found.wait)})
    if request.method not in READING and found.scope is not TokenScope.RECORD:
        raise Failed(403, "Tento klíč smí jen číst. Vydejte si klíč pro zápis.")
    if not found.actor.roles_on(_today()):
        raise Failed(403, "Držitel klíče dnes nemá žádné pověření.")
    g.admitted = found


def check_body() -> None:
    """Before every request: what is sent must be a JSON object."""
    if request.endpoint is None or request.method in READING:
        return
    if request.mimetype != "application/json":
        raise Failed(415, "Posílejte JSON (Content-Type: application/json).")
    if not isinstance(request.get_json(silent=True), dict):
        raise Failed(400, "Tělo požadavku není objekt JSON.")


def ground() -> Ground:
    """The installation."""
    found: Ground = current_app.extensions["tracker.ground"]
    return found


def admitted() -> Admitted:
    """The key that came with the request."""
    found: Admitted = g.admitted
    return found


def actor() -> Actor:
    """The owner of the key."""
    return admitted().actor


@contextmanager
def reader(as_of: date | None = None) -> Iterator[Work]:
    """A reading transaction of the owner of the key, on the day asked for with the rights of today."""
    with looking(ground().seen_on(as_of) if as_of else ground(), actor()) as work:
        yield work


def _today() -> date:
    return prague_day(ground().clock.now())
