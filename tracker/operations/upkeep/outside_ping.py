"""A sign of life to a watch outside: while all is well it is told so; when it hears nothing, it wakes somebody."""

import requests

from tracker.operations.ground import Ground, Refused
from tracker.operations.upkeep.health import health

PATIENCE = 10.0


def ping_outside(ground: Ground) -> str:
    """Call ``PING_URL``, unless a check fails; raises ``Refused`` where the watch does not answer."""
    wrong = [check.name for check in health(ground) if check.fault]
    if wrong:
        return f"nezavoláno, v nepořádku: {', '.join(wrong)}"
    try:
        requests.get(ground.config.ping_url, timeout=PATIENCE).raise_for_status()
    except requests.RequestException as error:
        raise Refused(f"Vnější dohled neodpověděl: {type(error).__name__}") from error
    return "zavoláno"
