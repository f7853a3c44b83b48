"""What somebody may mean by a few typed letters, of things that have names."""

from collections.abc import Iterable

from tracker.timeline.folding import folded

Named = tuple[int, str]
"""The number of a thing with its name."""


def meant(things: Iterable[Named], text: str) -> list[Named]:
    """Those that the text may name, in their order; exactly one where there is no doubt.

    Accents and case do not matter. A whole name comes alone; else every typed word must begin a word of the name, and
    only where none has such words may they stand inside.
    """
    wanted = folded(text).split()
    known = [(thing, folded(thing[1])) for thing in things]
    whole = [thing for thing, name in known if name.split() == wanted]
    if len(whole) == 1:
        return whole
    begun = [thing for thing, name in known if all(f" {word}" in f" {_parted(name)}" for word in wanted)]
    return begun or [thing for thing, name in known if all(word in name for word in wanted)]


def _parted(name: str) -> str:
    """The name with a blank before each of its words, also after brackets and dashes."""
    return "".join(letter if letter.isalnum() or letter in "@._" else f"{letter} " for letter in name)
