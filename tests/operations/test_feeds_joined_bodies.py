"""Bodies are kept by tag, up to so many bytes, the ones asked for last."""

from collections.abc import Callable

import pytest

from tracker.operations.calendars.joined_bodies import JoinedBodies


class Joining:
    """Counts what had to be joined."""

    def __init__(self, size: int = 4) -> None:
        self.size, self.joined = size, list[str]()

    def of(self, tag: str) -> Callable[[], bytes]:
        def join() -> bytes:
            self.joined.append(tag)
            return tag.encode() * self.size

        return join


def test_the_same_tag_is_joined_once() -> None:
    bodies, joining = JoinedBodies(room=10), Joining()

    assert [bodies.get("a", joining.of("a")) for _ in range(3)] == [b"aaaa"] * 3
    assert joining.joined == ["a"]


@pytest.mark.parametrize(
    "asked, joined",
    [("abab", "ab"), ("abcab", "abcab"), ("abacac", "abc"), ("abcb", "abc")],
)
def test_what_was_asked_for_last_is_kept_as_far_as_there_is_room(asked: str, joined: str) -> None:
    bodies, joining = JoinedBodies(room=10), Joining()
    for tag in asked:
        bodies.get(tag, joining.of(tag))

    assert "".join(joining.joined) == joined


def test_a_body_larger_than_all_the_room_is_served_and_not_kept() -> None:
    bodies, joining = JoinedBodies(room=10), Joining(size=11)

    assert [bodies.get("a", joining.of("a")) for _ in range(2)] == [b"a" * 11] * 2
    assert joining.joined == ["a", "a"]
