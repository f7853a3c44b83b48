"""„Stav systému“ for the administrator: what is wrong, the jobs, the mails, the backup, the slowest pages."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l

from tracker.operations.upkeep.health import health
from tracker.operations.upkeep.job_plan import JobName
from tracker.operations.upkeep.job_runs import jobs_state
from tracker.operations.upkeep.measures import measures
from tracker.people.permissions import Permission
from tracker.web.access import allow, ground
from tracker.web.request_diary import slowest

NAMES = {
    JobName.SWEEP: _l("denní kontrola termínů"),
    JobName.DELIVERY: _l("doručování pošty"),
    JobName.HOUSEKEEPING: _l("úklid"),
    JobName.INBOX: _l("čtení odpovědí"),
    JobName.BACKUP: _l("záloha"),
    JobName.PING: _l("vnější dohled"),
}

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
        names=NAMES,
    )
