"""Trim the stylesheet of the gov.cz design system to the part that this application draws.

The application uses the plain-CSS flavour (classes and ``data-*``) with two or three sizes, colours and types of each
component, in the light theme only. Selectors of anything else are dropped; nothing else is changed.
Needs tinycss2, which only the maintainer installs.
"""

import re
from collections.abc import Iterator

import tinycss2

UNUSED = re.compile(
    r"""
    (^|[\s>+~,(])gov-[a-z-]+           # custom elements: only classes are used
    | data-size=(xs|l|xl)\b
    | data-color=secondary
    | data-type=(link|base)\b
    | data-theme=dark
    | data-hydrated(?!\])
    | icon-(start|end) | validation-icon
    | loading | expanded | multiline | fixed-color | inverse
    """,
    re.VERBOSE,
)


def trim(css: str) -> str:
    """The same stylesheet without the rules that no page of the application can use, one rule a line."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(_kept(rules)) + "\n"


def _kept(rules: list[tinycss2.ast.Node]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = dict.fromkeys(s for s in _selectors(rule.prelude) if not UNUSED.search(s))
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content).strip()}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in (
            "media",
            "supports",
            "container",
        ):
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "at-rule":
            yield tinycss2.serialize([rule])


def _selectors(prelude: list[tinycss2.ast.Node]) -> list[str]:
    """The selectors of a rule. Commas inside brackets (``:is(a, b)``) part nothing: they lie in a block."""
    selectors: list[list[tinycss2.ast.Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return [tinycss2.serialize(tokens).strip() for tokens in selectors]
