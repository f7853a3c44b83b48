"""Signing in by the word of the organisation's own provider (OpenID Connect): who that is here.

The provider vouches for an address. It opens an account that exists, is not blocked and has a mandate today; it never
makes one. What the provider did not verify counts for nothing: anybody could have typed it there.
"""

import logging
from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from tracker.operations.ground import Ground, working
from tracker.operations.people.sign_in import Entry, Visit, actor_of, enter
from tracker.people.actor import SYSTEM
from tracker.store.people import PersonRow

_log = logging.getLogger("tracker.security")


def enter_by_organisation(ground: Ground, claims: Mapping[str, Any], visit: Visit) -> Entry | None:
    """Sign in whoever the claims of a checked ID token speak of; ``None`` when nobody here may."""
    email = str(claims.get("email") or "").strip().casefold()
    if not email or claims.get("email_verified") is not True:
        _log.warning("the provider did not vouch for an address")
        return None
    with working(ground, SYSTEM) as work:
        person = work.session.exec(select(PersonRow).where(PersonRow.email == email)).first()
        if person is None or not person.active or not actor_of(work.session, person).mandates_on(work.today):
            _log.warning("the provider vouched for somebody without an open account and a mandate")
            return None
        return enter(work, person, visit)
