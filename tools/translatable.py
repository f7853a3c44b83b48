"""What ``make texts`` must be told to find: labels, and sentences that are said later."""

import ast
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

Message = tuple[int, str | tuple[str, ...], Any, Any]
_SAID_LATER = {
    "Phrase": (0,),
    "Refused": (0,),
    "Forbidden": (0,),
    "UnreadableDay": (0,),
    "Register": (1, 2),
    "RegisterField": (1,),
    "Offer": (2, 3),
}
"""What takes Czech words for a page to say (``tracker/timeline/sentences.py``), and the places of those words."""
_ONLY_GAPS = re.compile(r"(%\(\w+\)s|[\s%,])*")


def sentences(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """What the module says by itself and what it leaves to be said later.

    Where the mapping says ``labels``, also every string that is a value of a dictionary; its ``calls`` are more
    functions that take words, with their places (``share:1``).
    """
    said_later = _SAID_LATER | {name: (int(place),) for name, place in _pairs(options.get("calls", ""))}
    yield from extract_python(file, keywords, tags, {})
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            places = said_later.get(name, ())
            yield from _strings(node.args[place] for place in places if place < len(node.args))
        elif isinstance(node, ast.Dict) and "labels" in options:
            yield from _strings(node.values)


def statement(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Every text of the accessibility statement but its addresses."""
    told = tomllib.loads(file.read().decode())
    parts = [told, told["enforcement"], *told["inaccessible"]]
    yield from ((1, "gettext", text, []) for part in parts for key, text in part.items() if _is_told(key, text))


def _is_told(key: str, value: object) -> bool:
    return isinstance(value, str) and key != "web"


def _pairs(calls: str) -> Iterator[list[str]]:
    yield from (call.split(":") for call in calls.split())


def _strings(nodes: Iterable[ast.expr]) -> Iterator[Message]:
    for node in nodes:
        for part in (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and not _ONLY_GAPS.fullmatch(part.value):
                yield part.lineno, "gettext", part.value, []
