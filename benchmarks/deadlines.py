"""Reading deadline phrases, beside the least that any reader of words must do: cut the text and look up every word.

The phrases are those of the corpus in the tests. The reference splits the same phrases into words, numbers and signs,
takes them to lower case without accents, and looks each up in one table; it understands nothing. Then come texts of
100 kB made to be slow: each must be answered within a second of the processor, and may cost at most five times as much
as a quarter of it.
"""

import json
import re
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from benchmarks.comparison import Comparison, table
from tracker.drafts.grammar import read
from tracker.drafts.grammar.vocabulary import LEMMAS, key_of

CORPUS = Path(__file__).parents[1] / "tests/drafts/grammar/corpus"
SIZES = (500, 2_000, 8_000)
MOST = 250.0
"""Reading may take so many times as long as cutting and looking up."""
GROWTH = 1.5
"""A phrase may cost so many times as much among 8 000 as among 500."""
LIMIT = 1.0
"""Seconds of the processor for 100 kB made to be slow, on the machine of the figures in ``README.md``."""
STEEPEST = 5.0
"""Four times the text may cost at most so many times as much."""
QUICK = 0.25
"""Below so many seconds the collector of garbage decides how steep a shape looks; it is not asked."""
HOSTILE_SIZE = 100_000
HOSTILE = {
    "plain prose": "Rada města uložila starostovi předložit do 30. 9. 2018 vyúčtování a zprávu o plnění úkolů. ",
    "numbers": "1 ",
    "lists without an end": "1., ",
    "one code": "1/A_",
    "beginnings of ranges": "od 1. 1. ",
    "clocks": "do 30 dnů od ",
    "damaged dates": "1..1..2003 ",
    "ranges": "1 až ",
    "numerals": "dvacet ",
    "open tags": "<a",
    "single dates": "1. 1. 2018 ",
    "days without a second dot": "12.05 ",
    "counts": "1x ",
    "ranges of counts": "1-2x ",
    "lengths": "5 let ",
    "one preposition": "do ",
    "roman numbers": "III. ",
    "many repairs": "1l.04.2003 prubězně čtvtletně ",
    "misread bytes": "pøedlo¾í ",
    "digits in a row": "1234567890",
    "dots": ".",
    "strokes": "/",
    "brackets": "(",
    "one long word": "březen",
    "loose accents": "a\u0301\u0301",
    "unclosed quotes": "„do ",
    "days in a row": "12. 12. ",
    "counts without a thing": "x1 ",
    "two sorts of numbers": "12. 1-",
    "conditions": "po ",
    "years in a row": "2018-2019 ",
    "sentences of the past": "zápis dne 1. 1. 2018 byl schválen a ",
    "labels": "Termín: ",
    "events": "do 30 dnů od schválení zastupitelstvem města a ",
}
_PIECE = re.compile(r"\w+|[^\w\s]")


def phrases(count: int) -> list[str]:
    """So many phrases of the corpus, over and over."""
    rows = [
        json.loads(line) for file in sorted(CORPUS.rglob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    return list(islice(cycle(row["text"] for row in rows), count))


def look_up(texts: list[str]) -> int:
    """The reference: how many words of the texts the table knows."""
    return sum(key_of(piece) in LEMMAS for text in texts for piece in _PIECE.findall(text))


def compared(count: int) -> Comparison:
    """The best of three rounds of each, in time of the processor, so that work beside it does not count."""
    texts = phrases(count)
    ours, reference = zip(*((_seconds_of(read_all, texts), _seconds_of(look_up, texts)) for _ in range(3)), strict=True)
    return Comparison(count, min(ours), min(reference))


def read_all(texts: list[str]) -> int:
    """Our work: how many deadlines the texts hold."""
    return sum(len(read(text).readings) for text in texts)


def _seconds_of(work: Callable[[list[str]], int], texts: list[str]) -> float:
    begun = process_time()
    work(texts)
    return process_time() - begun


def seconds(piece: str, size: int) -> float:
    """Time of the processor for a text of one piece over and over, the best of three."""
    text = (piece * (size // len(piece) + 1))[:size]
    return min(_seconds_of(read_all, [text]) for _ in range(3))


def main() -> int:
    """Print the figures; 1 when one is missed."""
    compared(200)
    figures = [compared(size) for size in SIZES]
    print(table("deadlines read from phrases", "the same phrases cut into words and looked up", figures))
    print(f"phrases a second: {', '.join(f'{round(c.size / c.ours)}' for c in figures)}")
    costs = [c.ours / c.size for c in figures]
    hostile = {
        name: (seconds(piece, HOSTILE_SIZE // 4), seconds(piece, HOSTILE_SIZE)) for name, piece in HOSTILE.items()
    }
    for name, (quarter, whole) in hostile.items():
        print(f"100 kB of {name:26} {whole:6.2f} s, {whole / quarter:4.1f} times 25 kB")
    reached = all(c.ratio <= MOST for c in figures) and costs[-1] <= GROWTH * costs[0]
    linear = all(
        whole <= QUICK or (whole <= LIMIT and whole <= STEEPEST * quarter) for quarter, whole in hostile.values()
    )
    return 0 if reached and linear else 1


if __name__ == "__main__":
    sys.exit(main())
