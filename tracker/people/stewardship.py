"""Who may appoint whom: the mandates that a role gives and ends, and whose account it may therefore change.

Nobody gives more than their own level holds: a head fills the towns of the office, the headquarters every post but the
administrator's. Whoever changes an account could sign in as its owner, so an account may be changed only by somebody
who could have given every mandate it holds.
"""

from collections.abc import Iterable
from datetime import date

from tracker.people.actor import COUNTRY_ROLES, TOWN_ROLES, Actor, Role

GIVES: dict[Role, frozenset[Role]] = {
    Role.REGIONAL_HEAD: TOWN_ROLES | {Role.METHODIST},
    Role.HEADQUARTERS: frozenset(Role) - {Role.ADMINISTRATOR},
    Role.ADMINISTRATOR: frozenset(Role),
}

Post = tuple[Role, int | None]
"""A role, and the regional office that its territory lies in (``None``: the whole country)."""


def may_appoint(actor: Actor, post: Post, day: date) -> bool:
    """Whether ``actor`` may give or end a mandate for this post on ``day``."""
    role, office = post
    return any(
        role in GIVES.get(held.role, ()) and (held.role in COUNTRY_ROLES or held.office == office)
        for held in actor.mandates_on(day)
    )


def may_change_account(actor: Actor, posts: Iterable[Post], day: date) -> bool:
    """Whether ``actor`` may change the account of somebody who holds, or is about to hold, these posts."""
    return all(may_appoint(actor, post, day) for post in posts)


def given_by(actor: Actor, day: date) -> frozenset[Role]:
    """The roles that ``actor`` may give somewhere."""
    return frozenset().union(*(GIVES.get(role, frozenset()) for role in actor.roles_on(day)))
