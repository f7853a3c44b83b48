"""What a revision does to the windows of one duty (domain, "Revision"): closed ones stay as they were agreed then.

"Past occurrences are never rewritten" (law 6): a window whose due day came before the revision took effect is judged
by the version valid then; the others follow the new version, and those it no longer holds are cancelled from that
day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.occurrences.occurrence import Occurrence


@dataclass(frozen=True, slots=True)
class Succession:
    """``closed`` by the old version · ``unchanged`` · ``changed`` as the new version has them · ``added`` ·
    ``cancelled``.
    """

    closed: tuple[Occurrence, ...] = ()
    unchanged: tuple[Occurrence, ...] = ()
    changed: tuple[Occurrence, ...] = ()
    added: tuple[Occurrence, ...] = ()
    cancelled: tuple[Occurrence, ...] = ()

    @property
    def in_force(self) -> tuple[Occurrence, ...]:
        """All windows that hold after the revision, in the order of their days."""
        kept = (*self.closed, *self.unchanged, *self.changed, *self.added)
        return tuple(sorted(kept, key=lambda o: (o.start, o.key)))


def succeed(old: Sequence[Occurrence], new: Sequence[Occurrence], effective: date) -> Succession:
    """The windows of a duty after a revision that takes effect on ``effective``; either side may be empty.

    Nothing becomes due backwards: a new window that would have closed before the revision is not made.
    """
    closed = {o.key: o for o in old if _closed(o, effective)}
    running = {o.key: o for o in old if o.key not in closed}
    coming = {o.key: o for o in new if o.key not in closed and not _closed(o, effective)}
    return Succession(
        closed=tuple(closed.values()),
        unchanged=tuple(o for key, o in coming.items() if running.get(key) == o),
        changed=tuple(o for key, o in coming.items() if key in running and running[key] != o),
        added=tuple(o for key, o in coming.items() if key not in running),
        cancelled=tuple(o for key, o in running.items() if key not in coming),
    )


def _closed(occurrence: Occurrence, effective: date) -> bool:
    return occurrence.due is not None and occurrence.due < effective
