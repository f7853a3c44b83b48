"""The passes of the cleaning: each yields the edits for one sort of damage, in one walk over the text."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator

from tracker.drafts.grammar.mapped import Edit
from tracker.drafts.grammar.vocabulary import MONTHS, key_of

_CZECH = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"


def _misread(written: str, read: str) -> dict[str, str]:
    """What Czech letters stored in one encoding look like when they are read in another."""
    looks: dict[str, str] = {}
    for letter in _CZECH:
        look = letter.encode(written).decode(read, "replace")
        if look != letter and "\ufffd" not in look:
            looks[look] = letter
    return looks


_FROM_UTF8 = _misread("utf-8", "cp1250") | _misread("utf-8", "cp1252") | _misread("utf-8", "latin-1")
_FROM_BYTES = _misread("cp1250", "latin-1") | _misread("iso8859-2", "latin-1") | _misread("iso8859-2", "cp1252")
_TELLTALE = set("øìèòùïØÌÈÒÙÏ")
"""Letters that a Czech text holds only where its bytes were misread."""
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\f\v", " "
)
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\uf02d", "-")
_SUPERSCRIPTS = dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " ")
_SYMBOLS = _SPACES | _DASHES | _SUPERSCRIPTS | {"×": "x", "…": ".", "\r": "\n", "*": " ", "\x00": " "}
_SYMBOL = re.compile("[" + re.escape("".join(_SYMBOLS)) + "]")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]|(?<!Ã)\u00ad|(?<=[ ./])['’‘](?=[0-9]{2}(?![0-9]))")
_HTML = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|</?[a-zA-Z][^<>]{0,200}>|[<>]")
_BLOCKS = ("<br", "<p", "</p", "<li", "</li", "<td", "</td", "<tr", "</tr", "<div", "</div")
_HARMLESS = {"<": " ", ">": " ", "&": "& "}
_PAIR = re.compile("[ÃÄÅĂĹ].")


def _html_rests(text: str) -> Iterator[Edit]:
    """Entities become their character, tags a space or a line break; neither can make a new one."""
    for found in _HTML.finditer(text):
        rest = found[0]
        if rest.startswith("<"):
            yield Edit(*found.span(), "\n" if rest.lower().startswith(_BLOCKS) else " ", False)
        elif rest == ">":
            yield Edit(*found.span(), " ", False)
        elif len(sign := html.unescape(rest)) == 1:
            yield Edit(*found.span(), _HARMLESS.get(sign, sign), True)


def _invisible(text: str) -> Iterator[Edit]:
    for found in _INVISIBLE.finditer(text):
        yield Edit(*found.span(), "", False)


def _utf8_read_as_latin(text: str) -> Iterator[Edit]:
    for found in _PAIR.finditer(text):
        if letter := _FROM_UTF8.get(found[0]):
            yield Edit(*found.span(), letter, True)


def _bytes_read_as_latin(text: str) -> Iterator[Edit]:
    """windows-1250 or ISO 8859-2 read as latin-1, only where a telltale letter proves it."""
    if not _TELLTALE.intersection(text):
        return
    for at, sign in enumerate(text):
        letter = _FROM_BYTES.get(sign)
        if letter and text[max(at - 1, 0)] not in "ÃÄÅ" and (sign.isalpha() or _beside_letter(text, at)):
            yield Edit(at, at + 1, letter, True)


def _beside_letter(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha()


def _symbols(text: str) -> Iterator[Edit]:
    """One kind of space and one kind of dash."""
    for found in _SYMBOL.finditer(text):
        yield Edit(*found.span(), _SYMBOLS[found[0]], False)


_MISREAD_FIGURE = re.compile(r"(?<![^\W_])(?:[0-9][0-9OoIl]{0,3}|[OoIl]{1,2}[0-9]{1,2}|l[Ool]?)(?![^\W_])")
_IN_DATE = re.compile(r"\. ?[0-9OoIl]")
_YEAR_AFTER = re.compile(r"\. ?[0-9]{4}(?![0-9])")
_DAY_AFTER = re.compile(r"\. ?[0-9]{1,2}\. ?[0-9]{4}")
_FIGURES = str.maketrans("OoIl", "0011")


def _letters_for_figures(text: str) -> Iterator[Edit]:
    """„1l.04.2003“, „25.O5.2016“, „2O17“: letters that a scanner or a hand put among the figures of a date."""
    for found in _MISREAD_FIGURE.finditer(text):
        right = found[0].translate(_FIGURES)
        before, after = text[max(found.start() - 3, 0) : found.start()].rstrip(" "), found.end()
        follows = before[-1:] == "." and before[-2:-1].isdigit()
        if len(found[0]) == 2 and found[0].isalpha():
            follows = before[-1:] == "." and _YEAR_AFTER.match(text, after) is not None
        begins = (found[0] == "l" and _DAY_AFTER.match(text, after)) or (
            found[0][0].isdigit() and _is_before_month(text, after)
        )
        if right != found[0] and (
            begins or follows or (not found[0].isalpha() and _IN_DATE.match(text, after)) or _is_year(right)
        ):
            yield Edit(*found.span(), right, True)


_WORD_AFTER = re.compile(r"\. ?([^\W\d_]{4,9})(?![^\W\d_])")


def _is_before_month(text: str, at: int) -> bool:
    word = _WORD_AFTER.match(text, at)
    return word is not None and key_of(word[1]) in MONTHS


def _is_year(figures: str) -> bool:
    return len(figures) == 4 and figures.startswith(("19", "20"))


_BROKEN_FIGURES = re.compile(
    r"(?<=[0-9]\.)(1) ([0-2])(?=\. ?[0-9]{4}(?![0-9]))|(?<=[0-9]\.)(0) ([1-9])(?=\. ?[0-9]{4})|(?<=[0-9]\.)20[0-3] [0-9](?= *(?:$|[,;)\n]))"
    r"|(?<=\. [0-9]\. )2 0[0-5][0-9](?![0-9])|(?<=\. [0-9][0-9]\. )2 0[0-5][0-9](?![0-9])"
)


def _broken_figures(text: str) -> Iterator[Edit]:
    """„08.1 1.2016“, „20.11.201 5“: a space between the figures of a month or a year."""
    for found in _BROKEN_FIGURES.finditer(text):
        yield Edit(*found.span(), found[0].replace(" ", ""), True)


_GLUED_YEAR = re.compile(
    r"(?<![0-9])(?:19[5-9]|20[0-5])[0-9](?=[0-9]{1,2}\. ?(?:[0-9]{1,2}\.|[^\W\d_]{4})|[0-9]{1,3} [0-9]{3}(?![0-9])"
    r"|[0-9]{1,3} ?(?:tis|mil|Kč|,-))"
)
_DAY_BEFORE = re.compile(r"[0-9]\. ?$|[^\W\d_]{4,9} $")


def _glued_years(text: str) -> Iterator[Edit]:
    """„5. 9. 20189. 9. 2018“, „30. 6. 2019150 000 Kč“: a year with the next day or a sum of money behind it."""
    for found in _GLUED_YEAR.finditer(text):
        before = _DAY_BEFORE.search(text[max(found.start() - 10, 0) : found.start()])
        if before and (before[0][0].isdigit() or key_of(before[0].strip()) in MONTHS):
            yield Edit(*found.span(), found[0] + " ", True)


_HALVES = {"½": "půl", "¼": "čtvrt"}
_HALF = re.compile("(?<![0-9])[½¼](?! ?[0-9])")


def _halves(text: str) -> Iterator[Edit]:
    """„½ roku“; „2½“ stays a number that is not whole."""
    for found in _HALF.finditer(text):
        yield Edit(
            *found.span(), _HALVES[found[0]] + ("" if text[found.end() : found.end() + 1] == " " else " "), False
        )


def _composed(text: str) -> Iterator[Edit]:
    """A letter and its loose accents become one character."""
    if unicodedata.is_normalized("NFC", text):
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            cluster = text[start:at]
            whole = unicodedata.normalize("NFC", cluster)
            if whole != cluster:
                yield Edit(start, at, whole, False)
            start = at


PASSES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _html_rests,
    _invisible,
    _composed,
    _utf8_read_as_latin,
    _bytes_read_as_latin,
    _symbols,
    _letters_for_figures,
    _broken_figures,
    _glued_years,
    _halves,
)
