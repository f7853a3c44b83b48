"""The JSON door as an application of its own: no cookies, no forms, no pages. ``tracker/app.py`` mounts it."""

from flask import Flask, Response, jsonify, request

from tracker.api import agreements, events, evidence, municipalities, obligations, occurrences, reports, reviews
from tracker.api.access import check_body, check_key
from tracker.api.described import description
from tracker.api.once import check_name, keep_answer
from tracker.api.problems import install_problems
from tracker.operations.ground import Ground

BLUEPRINTS = (
    municipalities.blueprint,
    agreements.blueprint,
    obligations.blueprint,
    occurrences.blueprint,
    events.blueprint,
    reviews.blueprint,
    evidence.blueprint,
    reports.blueprint,
)


def create_api(ground: Ground) -> Flask:
    """The application; every route but its own description needs a key."""
    api = Flask(__name__, static_folder=None)
    api.config.update(MAX_CONTENT_LENGTH=2 * ground.config.max_upload_mib * 2**20)
    api.extensions["tracker.ground"] = ground
    install_problems(api)
    api.before_request(check_key)
    api.before_request(check_body)
    api.before_request(check_name)
    api.after_request(_finish)
    api.after_request(keep_answer)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    api.add_url_rule("/openapi.json", "openapi", lambda: jsonify(description(api)))
    return api


def _finish(response: Response) -> Response:
    """Reading answers carry a tag, and „nothing new“ for whoever has it already; nobody else keeps them."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Authorization")
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        response.add_etag()
        response.make_conditional(request)
    return response
