"""Amounts that a document only estimates: "předpokládáme účast 80 osob". They are no duty unless the parties say so."""

import re
from dataclasses import dataclass

from tracker.drafts.at import At
from tracker.drafts.blocks import Block
from tracker.obligations.deadline import Quota

_SENTENCE = re.compile(r"[^.;\n]+(?:[.;]\s*\([^)]*\))?")
_GUESS = re.compile(r"předpokl|odhad|orientačně|přibližně|zhruba|\bcca\b", re.I)
_AMOUNT = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[ \u00a0]\d{3})*|\d+)\s+([a-záčďéěíňóřšťúůýž]{3,})")
_UNITS = (
    ("osob", "osoba"),
    ("účastní", "účastník"),
    ("akc", "akce"),
    ("setkání", "setkání"),
    ("semin", "seminář"),
    ("škol", "školení"),
    ("hodin", "hodina"),
    ("rodin", "rodina"),
    ("klient", "klient"),
    ("workshop", "workshop"),
    ("kurz", "kurz"),
    ("domácnost", "domácnost"),
    ("byt", "byt"),
    ("pracovní", "pracovník"),
    ("partner", "partner"),
    ("beseda", "beseda"),
    ("besed", "beseda"),
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimating sentence with the amounts in it."""

    words: str
    quotas: tuple[Quota, ...]
    at: At


def estimates_in(block: Block) -> list[Estimate]:
    """The sentences of a block that estimate an amount."""
    found = []
    for sentence in _SENTENCE.finditer(block.text):
        words = sentence.group().strip()
        quotas = tuple(Quota(float(re.sub(r"\s", "", n)), unit) for n, unit in _amounts(words))
        if _GUESS.search(words) and quotas:
            start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
            found.append(Estimate(words, quotas, block.at(start, start + len(words))))
    return found


def _amounts(words: str) -> list[tuple[str, str]]:
    pairs = [(m[1], m[2].casefold()) for m in _AMOUNT.finditer(words)]
    return [
        (number, unit)
        for number, noun in pairs
        for unit in [next((unit for stem, unit in _UNITS if noun.startswith(stem)), None)]
        if unit
    ]
