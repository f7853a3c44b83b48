"""For whoever watches the installation: is the process alive, and can it do its work. Strangers get no details."""

from flask import Blueprint
from werkzeug.wrappers import Response

from tracker.operations.upkeep.health import health
from tracker.web.access import PUBLIC, allow, ground

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@allow(PUBLIC)
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@blueprint.get("/health", endpoint="health")
@allow(PUBLIC)
def ready() -> Response:
    """200 when every check is well, 503 with the names of those that are not."""
    wrong = [check.name for check in health(ground()) if check.fault]
    return Response("\n".join(wrong or ["ok"]) + "\n", 503 if wrong else 200, mimetype="text/plain")
