"""Who may use a route. Every view declares it with ``allow``; one that does not is refused at start.

The declared permission is checked here for *anywhere*; the operation that the view calls checks it again for the
municipality at hand, where foreign things are not found at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from tracker.operations.ground import Forbidden, Ground, looking
from tracker.operations.people.sign_in import SignedIn
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.timeline.clock import prague_day

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """``public`` needs no sign-in; otherwise ``permission`` (or any sign-in when it is ``None``)."""

    public: bool = False
    permission: Permission | None = None


PUBLIC = Policy(public=True)
SIGNED_IN = Policy()


def allow(policy: Policy | Permission) -> Callable[[View], View]:
    """Declare who may use a view."""

    def declare(view: View) -> View:
        view.__policy__ = policy if isinstance(policy, Policy) else Policy(permission=policy)  # type: ignore[attr-defined]
        return view

    return declare


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """The declared policy of an endpoint, ``None`` where nobody declared one."""
    if endpoint == "static" or endpoint.endswith(".static"):
        return PUBLIC
    return getattr(app.view_functions.get(endpoint), "__policy__", None)


def refuse_undeclared(app: Flask) -> None:
    """Raise when a route has no policy, so that such a program does not even start."""
    if bare := sorted({rule.endpoint for rule in app.url_map.iter_rules() if policy_of(app, rule.endpoint) is None}):
        raise RuntimeError(f"routes without a declared policy: {', '.join(bare)}")


def ground() -> Ground:
    """The ground of this request, seen on the day asked for by ``stav_k`` where the page only reads."""
    real: Ground = current_app.extensions["tracker.ground"]
    return real.seen_on(g.as_of) if g.get("as_of") else real


def today() -> date:
    """The day on which the request is answered."""
    return prague_day(ground().clock.now())


def actor() -> Actor:
    """The signed-in person; only views that are not public may ask."""
    signed: SignedIn | None = g.get("signed_in")
    if signed is None:
        abort(401)
    return signed.actor


def check_policy() -> Response | None:
    """Before every request: send strangers to the sign-in page, refuse what the person holds nowhere."""
    if request.endpoint is None:
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        abort(500)
    if policy.public:
        return None
    if g.get("signed_in") is None:
        if request.method == "GET":
            return redirect(url_for("signing.page", dal=request.full_path.rstrip("?")))
        abort(401)
    if policy.permission is not None:
        with looking(ground(), actor()) as work:
            if not work.may(policy.permission):
                raise Forbidden("Tato stránka patří jiné roli, než jakou máte.")
    return None
