"""The sentences of a paragraph, and whether they promise something or only permit it."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_PROMISE = re.compile(
    r"\b(bude|budou|budeme|zavazuj\w+|zaváž\w+|povin\w+|mus[íi]|mají|má být|je třeba|je nutné|zajist[íi]|zajišťuj\w+"
    r"|předlož[íi]\w*|předklád\w+|svol[áa]\w*|(sejde|sejdou|schází|scházejí) se|se (sejde|sejdou|schází|scházejí)"
    r"|zpracuj\w+|vypracuj\w+|uskuteční|proběhne|proběhnou|doloží|odevzdá|poskytne|poskytuj\w+|účastní|zúčastní"
    r"|vyhodnotí|vyhodnocuj\w+|aktualizuj\w+|projedná\w*|schválí|jmenuje|doplní|zveřejní|koná|konají|připraví"
    r"|zřídí|vytvoří|vznikne|získá|realizuj\w+|informuj\w+|podpoří|proškolí|vyškolí|zavede|spustí|nastaví|navrhne"
    r"|provede|seznámí|vyhlásí|dokončí|založí|uspořádá)\b",
    re.I,
)
_PERMISSION = re.compile(r"\b(může|mohou|lze|je možné|případně mohou|mohl\w* by)\b", re.I)
_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ(„\d])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:č|čl|reg|max|min|tj|např|resp|vč|mj|tzv|str|odst|písm|sb|ul|r|dr|mgr|ing|bc|\d{1,2})\.)$", re.I
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, from ``start`` to ``end`` of its text."""

    text: str
    start: int
    end: int

    @property
    def promises(self) -> bool:
        """Whether it says that somebody will do something."""
        return bool(_PROMISE.search(self.text))

    @property
    def permits(self) -> bool:
        """Whether it only says that somebody may."""
        return bool(_PERMISSION.search(self.text))


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text; a dot after an abbreviation or a number ends none."""
    found = []
    start = 0
    for border in _END.finditer(text):
        if text[border.start() - 1 : border.start()] == "." and _ABBREVIATED.search(text[start : border.start()]):
            continue
        found.append(Sentence(text[start : border.start()], start, border.start()))
        start = border.end()
    found.append(Sentence(text[start:], start, len(text)))
    return [sentence for sentence in found if sentence.text.strip()]


class Sentences:
    """The sentences of a text by place; they are found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Sentence] | None = None

    def at(self, place: int) -> Sentence | None:
        """The sentence that holds the character at ``place``."""
        if self._found is None:
            self._found = sentences_of(self._text)
        i = bisect_right(self._found, place, key=lambda sentence: sentence.start) - 1
        return self._found[i] if i >= 0 and place < self._found[i].end else None
