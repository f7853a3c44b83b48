"""What each role may do: one table, and the one question asked of it."""

from datetime import date
from enum import StrEnum

from tracker.people.actor import COUNTRY_ROLES, Actor, Place, Role


class Permission(StrEnum):
    """A named right. Every route and every operation that changes something names one."""

    READ = "read"
    IMPORT_DOCUMENT = "import_document"
    CONFIRM_DRAFT = "confirm_draft"
    RECORD_EVENT = "record_event"
    STATE_REASON = "state_reason"
    REVIEW = "review"
    DECIDE = "decide"
    END_AGREEMENT = "end_agreement"
    COMPILE_REPORT = "compile_report"
    PUBLISH_REPORT = "publish_report"
    MANAGE_PARTNERS = "manage_partners"
    ASSIGN_OWNER = "assign_owner"
    PLAN_COUNCIL = "plan_council"
    READ_REGION = "read_region"
    READ_COUNTRY = "read_country"
    READ_OUTBOX = "read_outbox"
    SET_REMINDERS = "set_reminders"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_TERRITORY = "manage_territory"
    ADMINISTER = "administer"


_EVERYONE = frozenset(Role)
_HEADS = frozenset({Role.REGIONAL_HEAD, Role.HEADQUARTERS, Role.ADMINISTRATOR})
_ASZ_IN_THE_FIELD = frozenset({Role.CONSULTANT, Role.REGIONAL_HEAD})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.READ: _EVERYONE,
    Permission.IMPORT_DOCUMENT: frozenset({Role.MANAGER}) | _ASZ_IN_THE_FIELD | COUNTRY_ROLES,
    Permission.CONFIRM_DRAFT: frozenset({Role.MANAGER}) | _ASZ_IN_THE_FIELD,
    Permission.RECORD_EVENT: frozenset({Role.MANAGER, Role.DEPARTMENT_HEAD}) | _ASZ_IN_THE_FIELD,
    Permission.STATE_REASON: frozenset({Role.MANAGER, Role.REPRESENTATIVE, Role.DEPARTMENT_HEAD}) | _ASZ_IN_THE_FIELD,
    Permission.REVIEW: frozenset({Role.MANAGER, Role.REPRESENTATIVE}) | _ASZ_IN_THE_FIELD,
    Permission.DECIDE: frozenset({Role.REGIONAL_HEAD, Role.HEADQUARTERS}),
    Permission.END_AGREEMENT: frozenset({Role.REGIONAL_HEAD, Role.HEADQUARTERS}),
    Permission.COMPILE_REPORT: frozenset({Role.MANAGER, Role.REPRESENTATIVE, Role.METHODIST})
    | _ASZ_IN_THE_FIELD
    | COUNTRY_ROLES,
    Permission.PUBLISH_REPORT: frozenset({Role.MANAGER, Role.REGIONAL_HEAD}),
    Permission.MANAGE_PARTNERS: frozenset({Role.MANAGER}) | _ASZ_IN_THE_FIELD,
    Permission.PLAN_COUNCIL: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Permission.ASSIGN_OWNER: frozenset({Role.MANAGER, Role.CONSULTANT}) | _HEADS,
    Permission.READ_REGION: frozenset({Role.METHODIST}) | _HEADS,
    Permission.READ_COUNTRY: COUNTRY_ROLES,
    Permission.READ_OUTBOX: _ASZ_IN_THE_FIELD | frozenset({Role.MANAGER}) | _HEADS,
    Permission.SET_REMINDERS: frozenset({Role.MANAGER, Role.CONSULTANT, Role.ADMINISTRATOR}),
    Permission.MANAGE_PEOPLE: _HEADS,
    Permission.MANAGE_TERRITORY: COUNTRY_ROLES,
    Permission.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def may(actor: Actor, permission: Permission, place: Place | None, day: date) -> bool:
    """Whether ``actor`` holds ``permission`` on ``day``: at ``place``, or anywhere when no place is asked about."""
    roles = actor.roles_on(day) if place is None else actor.roles_at(place, day)
    return bool(roles & GRANTS[permission])
