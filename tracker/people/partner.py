"""What somebody without an account may answer: to an invitation, and to being asked for a paper."""

from enum import StrEnum


class Answer(StrEnum):
    """What a partner says on the page of a signed link; the last word but ``PASSED_ON`` stands."""

    COMES = "comes"
    PAPER = "paper"
    DECLINES = "declines"
    PASSED_ON = "passed_on"
    STOPS = "stops"


class Coming(StrEnum):
    """Whether somebody invited comes (RFC 5545, 3.2.12: NEEDS-ACTION, ACCEPTED, DECLINED, TENTATIVE)."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
