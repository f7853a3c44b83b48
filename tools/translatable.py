"""What ``make texts`` must be told to find: labels of closed lists and refusals are plain strings there."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

Message = tuple[int, str, str, list[str]]
_THROWN = ("Refused", "Forbidden", "UnreadableDay")


def labels(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Every string that is a value of a dictionary in the module."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Dict):
            for value in node.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.lineno, "gettext", value.value, []


def refusals(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """The sentences that the module throws, for the page to say (``tracker/web/sentences.py``)."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _THROWN and node.args:
            words = node.args[0]
            for part in (words.body, words.orelse) if isinstance(words, ast.IfExp) else (words,):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, "gettext", part.value, []
