"""One source for both parts of a mail: plain lines with five marks, read into blocks and written as text and as HTML.

    Předmět: …          the first line
    | line              a line of the card that says what it is about
    * item              an item of a list
    [Label] address     the button; a mail has at most one
    --                  what follows is the small print
    anything else       a paragraph; a blank line ends it

Values are tidied before they get here (``tidy``): they hold no line breaks and cannot make a mark of their own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

SUBJECT_LIMIT = 65
_SQUEEZE = ("\x02", "\x03")
_BUTTON = re.compile(r"\[([^\]]+)\] (\S+)")
_SPACE = re.compile(r"[^\S\xa0]+")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

BlockKind = Literal["card", "list", "button", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind; a button has its label and its address."""

    kind: BlockKind
    lines: tuple[str, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The subject and the blocks of one mail."""

    subject: str
    blocks: tuple[Block, ...]


def tidy(value: object) -> str:
    """A value as one line without control characters and without marks that turn the direction of writing."""
    if isinstance(value, Squeezable):
        return value
    text = str(value)
    if not text.isprintable() or "  " in text:  # most values are tidy already
        text = _SPACE.sub(" ", _UNSEEN.sub(" ", text))
    return text.strip()


class Squeezable(str):
    """The part of a subject that may be shortened when the whole is too long."""

    __slots__ = ()


def squeezable(value: object) -> Squeezable:
    """Mark a value as the part that may be shortened."""
    return Squeezable(f"{_SQUEEZE[0]}{tidy(value)}{_SQUEEZE[1]}")


def read(source: str) -> Source:
    """Read the lines of a rendered template."""
    first, _, rest = source.strip("\n").partition("\n")
    body, _, small = rest.partition("\n--\n")
    return Source(_subject(first.partition(": ")[2]), (*_blocks(body, small=False), *_blocks(small, small=True)))


def _subject(text: str) -> str:
    plain = text.replace("\N{NO-BREAK SPACE}", " ").strip()
    before, mark, rest = plain.partition(_SQUEEZE[0])
    if not mark:
        return _shortened(plain, SUBJECT_LIMIT)
    middle, _, after = rest.partition(_SQUEEZE[1])
    room = SUBJECT_LIMIT - len(before) - len(after)
    return _shortened(before + _shortened(middle, max(room, 10)) + after, SUBJECT_LIMIT)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip(" ,;:–-") + "…"


def _blocks(text: str, *, small: bool) -> Iterable[Block]:
    for (kind, _), group in groupby(enumerate(text.split("\n")), key=_kind_of):
        lines = tuple(line[2:] if kind in ("card", "list") else line.strip() for _, line in group)
        if kind == "button":
            button = _BUTTON.fullmatch(lines[0])
            assert button is not None
            lines = button.groups()
        if kind != "blank":
            yield Block(kind, lines, small)


def _kind_of(numbered: tuple[int, str]) -> tuple[Literal["blank"] | BlockKind, int]:
    """The kind of a line; buttons never join, whatever stands beside them."""
    number, line = numbered
    if not line.strip():
        return "blank", 0
    if _BUTTON.fullmatch(line.strip()):
        return "button", number
    return ("card", 0) if line.startswith("| ") else ("list", 0) if line.startswith("* ") else ("paragraph", 0)


def as_text(source: Source) -> str:
    """The plain part."""
    parts = []
    for small, group in groupby(source.blocks, key=lambda block: block.small):
        text = "\n\n".join(_plain(block) for block in group)
        parts.append(f"-- \n{text}" if small else text)
    return "\n\n".join(parts).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def _plain(block: Block) -> str:
    match block.kind:
        case "card":
            return "\n".join(f"  {line}" for line in block.lines)
        case "list":
            return "\n".join(f"- {line}" for line in block.lines)
        case "button":
            return f"{block.lines[0]}:\n{block.lines[1]}"
        case "paragraph":
            return "\n".join(block.lines)


_DARK = """\
@media (prefers-color-scheme: dark) {
body, .page { background: #1b1b1b !important; color: #e8e8e8 !important }
.card { background: #26313d !important; border-color: #8ab8ea !important }
.small { color: #bdbdbd !important; border-color: #5c5c5c !important }
.small a { color: #8ab8ea !important }
}"""
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{subject}</title><style>{dark}</style></head>
<body style="margin:0;background:#f4f4f4;color:#262626;font:16px/1.5 Roboto,Arial,sans-serif">
<div class="page" style="max-width:640px;margin:0 auto;padding:24px;background:#fff">
{body}
</div>
</body>
</html>
"""
_BUTTON_STYLE = (
    "display:inline-block;padding:12px 24px;background:#2362a2;color:#fff;"
    "text-decoration:none;border-radius:4px;font-weight:bold"
)
_CARD_STYLE = "margin:16px 0;padding:12px 16px;border-left:4px solid #2362a2;background:#f4f7fb"


def as_html(source: Source, language: str) -> str:
    """The same words as HTML, every one of them escaped."""
    parts = []
    for small, group in groupby(source.blocks, key=lambda block: block.small):
        html = "\n".join(_marked(block) for block in group)
        style = "margin-top:24px;padding-top:12px;border-top:1px solid #d9d9d9;font-size:14px;color:#4d4d4d"
        parts.append(f'<div class="small" style="{style}">\n{html}\n</div>' if small else html)
    return _PAGE.format(language=language, subject=escape(source.subject), dark=_DARK, body="\n".join(parts))


def _marked(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    match block.kind:
        case "card":
            first, *rest = lines
            return (
                f'<div class="card" style="{_CARD_STYLE}">'
                + "<br>\n".join([f"<strong>{first}</strong>", *rest])
                + "</div>"
            )
        case "list":
            return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
        case "button":
            return f'<p><a href="{lines[1]}" style="{_BUTTON_STYLE}">{lines[0]}</a></p>'
        case "paragraph":
            return "<p>" + "<br>\n".join(_linked(line) if block.small else line for line in lines) + "</p>"


def _linked(line: str) -> str:
    """The addresses at the ends of lines of the small print, which are ours; no value ever becomes a link."""
    label, mark, address = line.rpartition(": ")
    if mark and address.startswith(("https://", "http://")) and " " not in address:
        return f'{label}: <a href="{address}" style="color:#2362a2">{address}</a>'
    return line
