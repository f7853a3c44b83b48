"""What is compiled once for a whole run, though every test has an application and a database of its own.

An application compiles its templates and the builders of its addresses, an engine its statements: half the time of a
test that looks at one page. Nothing here changes an answer: a template is known by its text, an address by its rule,
a statement by SQLAlchemy's own key and the kind of database.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch)
        yield


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let this process keep what was compiled."""
    patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": Templates()})
    patch.setattr(Rule, "_compile_builder", remembered(Rule._compile_builder))
    patch.setattr(Engine, "_compiled_cache", shared(LRUCache(5_000)), raising=False)
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))


class Templates(BytecodeCache):
    """Bytecode of templates, in memory, by name and text."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._known.get(bucket.key + bucket.checksum)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


def remembered(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """The builder of an address, compiled once for each rule with the same kinds of parts."""
    known: dict[Any, Any] = {}

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        kinds = tuple((name, type(one)) for name, one in rule._converters.items())
        key = (rule.rule, rule.subdomain, rule.host, kinds, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    return builder


def shared(value: object) -> property:
    """An attribute that is the same for all, whatever one of them would set."""
    return property(lambda _one: value, lambda _one, _other: None)
