"""Strings that programs stumble over, and the forms of a page to put them into."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from lxml import html

MARK = "naughty-7x7"
TAG = re.compile(f"<(script>|img src=x onerror=|b>|svg/onload=){MARK}")
"""What a string below looks like where it became part of a page."""
STRINGS = (
    f"<script>{MARK}</script>", f"\"><img src=x onerror={MARK}>", f"</textarea><b>{MARK}", f"'><svg/onload={MARK}>",
    "javascript:alert(1)", "{{ 7*7 }}", "{% raw %}{{ config }}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "%s%n%d%x", "%00",
    "'; DROP TABLE person; --", "1' OR '1'='1", "\\'; --", "x' AND 1=CAST((SELECT 1) AS int)--", "%' ESCAPE '", "_%_%",
    "\x00", "a\x00b", "\x1b[31m", "\x7f", "\x85", "\u2028\u2029", "\ufeff", "\u202eabc", "\u200b", "\ufffd", "\uffff",
    "radek\r\nBcc: x@evil.example", "radek\nSet-Cookie: a=b", "\t\t", "   ", "", "\N{NO-BREAK SPACE}",
    "\N{GRINNING FACE}" * 40, "Z̵̧̨a̷l̶g̵o̴" * 20, "ﷺ" * 50, "ß", "İ", "ǅ", "ﬃ", "e\u0301", "田中さん", "القيمة", "नमस्ते",
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "file:///etc/passwd", "CON", "/dev/zero", "~root", "`id`",
    "$(id)", "| id", "; id", "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "NaN", "Infinity", "1e309", "-0",
    "0x1F", "1_000", "٣", "½", "1,5", "1.5.2026.7", "99999999999999999999", "-9223372036854775809", "2147483648",
    "31. 2. 2026", "0. 0. 0000", "29. 2. 2027", "1. 1. 10000", "včera před sto lety", "24:61", "None", "null", "true",
    "undefined", "[]", "{}", "__proto__", "a" * 5000, "ř" * 1025, "a@b", "a@b@c.cz", "žofie@obec.example",
    "a@" + "b" * 300 + ".example", "https://", "http://[::1", "//evil.example", "\\\\evil.example\\x",
    "((((((((((a*)*)*", "1x ročně do 31. 12. a pak " * 40, "do 30 dnů ode dne " * 60,
)  # fmt: skip
"""Put into forms as they are."""


def many(most: int) -> Iterator[str]:
    """So many different ones: each by itself, then each within another."""
    yield from STRINGS[:most]
    pairs = (f"{one}{other}" for one, other in product(STRINGS, STRINGS))
    for _, string in zip(range(most - len(STRINGS)), pairs, strict=False):
        yield string


@dataclass(frozen=True)
class Form:
    """A form as a page offers it: where it goes, what it holds, and which of its fields are typed into."""

    method: str
    action: str
    values: tuple[tuple[str, str], ...]
    typed: frozenset[str]

    def filled(self, string: str) -> dict[str, str]:
        """What is sent when ``string`` is typed into every field."""
        return {name: string if name in self.typed else value for name, value in self.values}


def forms_of(page: str, address: str) -> Iterator[Form]:
    """Every form of a page in which something can be typed, once for every button that sends it elsewhere."""
    document: html.HtmlElement = html.document_fromstring(page)
    for form in document.forms:
        typed = frozenset(
            field.get("name")
            for field in form.xpath(".//textarea[@name] | .//input[@name]")
            if field.tag == "textarea" or field.get("type", "text") in ("text", "search", "email", "tel", "password")
        )
        own = form.get("action") or address
        actions = {own, *(button.get("formaction") for button in form.xpath(".//button[@formaction]"))}
        values = {str(name): str(value) for name, value in form.form_values()}
        values |= {name: values.get(name, "") for name in typed}
        for action in actions if typed else ():
            yield Form(form.method, action, tuple(sorted(values.items())), typed)
