"""``/metrics`` for Prometheus: what the processes counted and how the installation stands. Needs ``METRICS_TOKEN``."""

import hmac
from collections.abc import Iterable, Iterator

from flask import Blueprint, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from werkzeug.wrappers import Response

from tracker.operations.ground import Ground
from tracker.operations.upkeep.health import health
from tracker.operations.upkeep.measures import Measures, measures
from tracker.web.access import PUBLIC, allow, ground
from tracker.web.request_diary import counted

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@allow(PUBLIC)
def metrics() -> Response:
    """All numbers; without the right token as if there were nothing here."""
    token = ground().config.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        abort(404)
    installation = CollectorRegistry()
    installation.register(_Installation(ground()))
    return Response(generate_latest(counted()) + generate_latest(installation), content_type=CONTENT_TYPE_LATEST)


class _Installation(Collector):
    """Asks the database when it is collected."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        checks = GaugeMetricFamily("tracker_check", "1 where a check of /readyz is well.", labels=["check"])
        for check in health(self._ground):
            checks.add_metric([check.name], 0 if check.fault else 1)
        yield checks
        yield from _gauges(measures(self._ground))


def _gauges(told: Measures) -> Iterator[GaugeMetricFamily]:
    mails = GaugeMetricFamily("tracker_mails", "Mails by state.", labels=["state"])
    for mail_state, number in told.mails.items():
        mails.add_metric([mail_state.value], number)
    tasks = GaugeMetricFamily("tracker_tasks", "Tasks by state.", labels=["state"])
    for task_state, number in told.tasks.items():
        tasks.add_metric([task_state.value], number)
    yield from (mails, tasks)
    single = {
        "tracker_oldest_mail_seconds": ("Age of the oldest mail that waits.", told.oldest_mail),
        "tracker_heartbeat_seconds": ("Age of the last heartbeat of the job runner.", told.heartbeat),
        "tracker_backup_seconds": ("Age of the newest good backup.", told.backup),
        "tracker_unswept_occurrences": ("Occurrences whose day has come and no sweep has looked at.", told.unswept),
        "tracker_journal_entries": ("Entries of the journal.", told.journal),
        "tracker_disk_free_bytes": ("Room left where the installation keeps its files.", told.disk_free),
        "tracker_disk_total_bytes": ("Size of that disk.", told.disk_total),
    }
    for name, (about, value) in single.items():
        if value is not None:
            yield GaugeMetricFamily(name, about, value=value)
