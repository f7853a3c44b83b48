"""Which duties an act can serve by its kind (domain law 10: one event, many obligations)."""

from tracker.obligations.obligation import Act, Obligation
from tracker.timeline.folding import folded

_ALSO_SERVES: dict[Act, frozenset[Act]] = {
    Act.PARTNERSHIP_MEETING: frozenset({Act.PARTNERSHIP_DISCUSSION}),
    Act.PARTNERSHIP_DISCUSSION: frozenset({Act.PARTNERSHIP_MEETING}),
}
"""What is discussed in the partnership is discussed at its meeting."""


def serves(act: Act, obligation: Obligation) -> bool:
    """Whether an event of the kind ``act`` is what the duty asks for.

    A working group serves a partnership's quota only where the duty names its groups as a part of it.
    """
    if act is obligation.act or obligation.act in _ALSO_SERVES.get(act, ()):
        return True
    groups_named = "pracovnich skupin" in folded(f"{obligation.title} {obligation.quote}")
    return act is Act.WORKING_GROUP and obligation.act is Act.PARTNERSHIP_MEETING and groups_named
