"""What ``make texts`` must be told to find: labels of closed lists, and sentences that are said later."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import IO, Any

from babel.messages.extract import extract_python

Message = tuple[int, str | None, Any, list[str]]
_SAID_LATER = ("Phrase", "Refused", "Forbidden", "UnreadableDay")
"""What takes Czech words and has the page say them (``tracker/timeline/sentences.py``)."""
_ONLY_GAPS = re.compile(r"(\s|%\(\w+\)s)*")


def labels(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Every string that is a value of a dictionary in the module."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Dict):
            for value in node.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.lineno, "gettext", value.value, []


def sentences(file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Any) -> Iterator[Message]:
    """What the module says by itself, and what it leaves to be said later."""
    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAID_LATER and node.args:
            words = node.args[0]
            for part in (words.body, words.orelse) if isinstance(words, ast.IfExp) else (words,):
                if (
                    isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and not _ONLY_GAPS.fullmatch(part.value)
                ):
                    yield part.lineno, "gettext", part.value, []
