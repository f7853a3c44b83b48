"""The words for how an occurrence stands. Derived in ``status.py`` from facts and a day; nobody types one."""

from enum import StrEnum


class Status(StrEnum):
    """Every occurrence has exactly one on any day (domain, "Status of an occurrence")."""

    PLANNED = "planned"
    OPEN = "open"
    DUE_SOON = "due_soon"
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"
    PARTLY = "partly"
    AWAITING_EVIDENCE = "awaiting_evidence"
    AWAITING_OTHER_SIDE = "awaiting_other_side"
    RETURNED = "returned"
    OVERDUE = "overdue"
    MISSED = "missed"
    WAITING = "waiting"
    ONGOING = "ongoing"
    PAUSED = "paused"
    WAIVED = "waived"
    REPLACED = "replaced"
    DISPUTED = "disputed"
    RELEASED = "released"
    CANCELLED = "cancelled"


class Group(StrEnum):
    """What a status asks of people."""

    TO_DO = "to_do"
    IN_ORDER = "in_order"
    NEEDS_ACTION = "needs_action"
    COMPLETE = "complete"
    OUT_OF_FORCE = "out_of_force"


GROUP_OF: dict[Status, Group] = {
    Status.PLANNED: Group.IN_ORDER,
    Status.OPEN: Group.TO_DO,
    Status.DUE_SOON: Group.TO_DO,
    Status.FULFILLED: Group.COMPLETE,
    Status.FULFILLED_LATE: Group.COMPLETE,
    Status.PARTLY: Group.NEEDS_ACTION,
    Status.AWAITING_EVIDENCE: Group.NEEDS_ACTION,
    Status.AWAITING_OTHER_SIDE: Group.IN_ORDER,
    Status.RETURNED: Group.NEEDS_ACTION,
    Status.OVERDUE: Group.NEEDS_ACTION,
    Status.MISSED: Group.NEEDS_ACTION,
    Status.WAITING: Group.IN_ORDER,
    Status.ONGOING: Group.IN_ORDER,
    Status.PAUSED: Group.OUT_OF_FORCE,
    Status.WAIVED: Group.OUT_OF_FORCE,
    Status.REPLACED: Group.OUT_OF_FORCE,
    Status.DISPUTED: Group.NEEDS_ACTION,
    Status.RELEASED: Group.OUT_OF_FORCE,
    Status.CANCELLED: Group.OUT_OF_FORCE,
}
