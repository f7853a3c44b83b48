"""In front of everything: every request gets an id, a line in the log, and is counted with the time it took.

The line names the route, never the address: addresses hold tokens and what people looked for. With several processes
``PROMETHEUS_MULTIPROC_DIR`` names a folder in which they count together.
"""

import logging
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from flask import Flask, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.wrappers import Response

_log = logging.getLogger("tracker.request")
_ROUTE = "tracker.route"
_KNOWN_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)

REQUESTS = Counter("tracker_requests", "Answered requests.", ("method", "route", "status"))
SECONDS = Histogram("tracker_request_seconds", "Time to the first byte of an answer.", ("route",), buckets=_BUCKETS)


class RequestDiary:
    """Wraps an application; ``X-Request-ID`` of a proxy in front is kept, so that its log and ours meet."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        number = given if _KNOWN_ID.fullmatch(given) else secrets.token_hex(8)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number)
        begun = time.perf_counter()

        def started(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            _note(environ, status[:3], time.perf_counter() - begun)
            return start_response(status, [*headers, ("X-Request-ID", number)], exc_info)

        return self._application(environ, started)


def remember_route(app: Flask) -> None:
    """Let the diary know which route an application took."""

    def remember(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else "?"
        request.environ[_ROUTE] = f"{request.root_path}{rule}"
        return response

    app.after_request(remember)


def counted() -> CollectorRegistry:
    """The counts of this process, or of all that count together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def slowest(most: int = 10) -> list[tuple[str, int, float]]:
    """The routes whose requests took longest on average: route, number of requests, seconds."""
    sums: dict[str, float] = {}
    numbers: dict[str, float] = {}
    for family in counted().collect():
        for sample in family.samples if family.name == "tracker_request_seconds" else ():
            if sample.name.endswith("_sum"):
                sums[sample.labels["route"]] = sample.value
            elif sample.name.endswith("_count"):
                numbers[sample.labels["route"]] = sample.value
    means = [(route, int(number), sums[route] / number) for route, number in numbers.items() if number]
    return sorted(means, key=lambda told: -told[2])[:most]


def _note(environ: WSGIEnvironment, status: str, seconds: float) -> None:
    route, method = environ.get(_ROUTE, "-"), environ["REQUEST_METHOD"]
    REQUESTS.labels(method if method.isalpha() and len(method) < 8 else "?", route, status).inc()
    SECONDS.labels(route).observe(seconds)
    level = logging.DEBUG if status == "304" else logging.INFO  # calendars ask day and night; the counts know it
    told = {"method": method, "route": route, "status": int(status), "ms": round(seconds * 1000)}
    _log.log(level, "request", extra=told)
