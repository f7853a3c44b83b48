"""The inside of the jail: reads one file from standard input and writes the answer to standard output."""

import sys

from tracker.documents import parsing, wire
from tracker.documents.passages import UnreadableDocument
from tracker.documents.pdf import OnlyPictures
from tracker.documents.refusals import refuse


def main(arguments: list[str]) -> None:
    """``parse KIND``, ``count KIND`` or ``render KIND PAGE TURN``."""
    sys.stdout.buffer.write(_answer(arguments, sys.stdin.buffer.read()))


def _answer(arguments: list[str], data: bytes) -> bytes:
    task, kind, *numbers = arguments
    try:
        if task == "count":
            return str(parsing.page_count(kind, data)).encode()
        if task == "render":
            return parsing.render(kind, data, *map(int, numbers))
        return wire.answer(parsing.parse(kind, data))
    except UnreadableDocument as error:
        return wire.refusal(error)
    except OnlyPictures:
        return wire.only_pictures()
    except MemoryError:
        return wire.refusal(refuse("too_hungry"))


if __name__ == "__main__":
    main(sys.argv[1:])
