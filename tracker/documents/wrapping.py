"""Lines of a narrow cell into running text: most breaks stand between words, some cut a word that did not fit."""

import re

from tracker.documents.plain import LIST_ITEM

_SHORT_WORDS = frozenset(
    "a i k o s u v z na do od po za ze ve se si je by to ta ty ti tu ten té tě mi mu my vy on ona ono oni až či co ke"
    " ku ho ji jí je jich jim nám nás vám vás pro při pod nad bez přes dle jak kdy kde kdo což jen než tak ani ale nebo"
    " být má mít má-li mj vč tj tzn čl kč ks hod min max dne dny dní den rok roku let výš níž již též dál dva dvě tři"
    " pět šest sto psz lp asz sz úp ps mg obce obci".split()
)
_TAIL = re.compile(r"^([a-záčďéěíňóřšťúůýž]{1,3})(?=[\s.,;:)/]|$)")
_BEFORE_TAIL = re.compile(r"^\S*[^\W\d_]$")


_YEAR = re.compile(r"(19|20)\d\d\b")


def in_the_middle(words: str) -> bool:
    """Whether words begin in the middle of a sentence, or with the year of a date that was broken."""
    return words[:1].islower() or _YEAR.match(words) is not None


def joined(lines: list[str]) -> list[str]:
    """The paragraphs of a cell from its lines; only a bullet of a list begins a new one, a lone dash does not."""
    paragraphs: list[str] = []
    listed = bool(LIST_ITEM.match(lines[0])) or sum(1 for line in lines if LIST_ITEM.match(line)) > 1
    longest = max((len(line) for line in lines), default=0)
    above = ""
    for line in (line.strip() for line in lines):
        if paragraphs and not (LIST_ITEM.match(line) and (listed or above.endswith(":"))):
            paragraphs[-1] += ("" if _cuts_word(above, line, longest) else " ") + line
        else:
            paragraphs.append(line)
        above = line
    return [paragraph.strip() for paragraph in paragraphs]


def _cuts_word(above: str, line: str, longest: int) -> bool:
    """Whether a break stands inside a word.

    A word is cut only when it is wider than the cell, so that its beginning fills a line alone; what remains is then
    the end of a word and no short word of its own.
    """
    if above.endswith("/"):
        return True
    tail = _TAIL.match(line)
    if not tail or not _BEFORE_TAIL.match(above.split(" ")[-1]):
        return False
    if above.endswith(("éh", "ýc", "íc")):
        return True
    return tail[1] not in _SHORT_WORDS and " " not in above and len(above) >= longest - 3
