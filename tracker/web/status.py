"""„Stav systému“ for the administrator: what is wrong, the jobs, the mails, the backup, the slowest pages."""

from flask import Blueprint, render_template

from tracker.operations.health import health
from tracker.operations.job_runs import jobs_state
from tracker.operations.measures import measures
from tracker.people.permissions import Permission
from tracker.web.access import allow, ground
from tracker.web.request_diary import slowest

blueprint = Blueprint("status", __name__, url_prefix="/sprava/stav")


@blueprint.get("")
@allow(Permission.ADMINISTER)
def page() -> str:
    """Everything on one page; what is at fault stands first."""
    faults = [check for check in health(ground()) if check.fault]
    return render_template(
        "web/administration/status.html",
        faults=faults,
        jobs=jobs_state(ground()),
        told=measures(ground()),
        slowest=slowest(),
    )
