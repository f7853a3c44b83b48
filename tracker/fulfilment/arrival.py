"""What a message from outside turns out to be."""

from enum import StrEnum


class Sort(StrEnum):
    """The sorts of messages that the inbox tells apart; ``UNCLEAR`` waits for a person."""

    PAPER = "paper"
    """A reply with files: they wait to be looked at."""
    ANSWER = "answer"
    """The reply of a calendar program to an invitation."""
    BOUNCE = "bounce"
    """A delivery report (RFC 3464)."""
    AUTOMATIC = "automatic"
    """Nobody wrote it (RFC 3834): an absence, a receipt, a list."""
    UNCLEAR = "unclear"
