"""A cell of outputs into single outputs."""

import re

_NOUNS = (
    "záznam",
    "zápis",
    "zpráva",
    "prezenční",
    "certifikát",
    "osvědčení",
    "zpětná",
    "případně",
    "podklad",
    "zpracovan",
    "revidovan",
    "aktualizovan",
    "schválen",
    "analýz",
    "protokol",
    "usnesení",
    "memorandum",
    "smlouv",
    "fotodokumentac",
    "dotazník",
    "výzkumná",
    "závěrečná",
    "průběžná",
    "výroční",
    "hodnoticí",
    "evaluační",
    "monitorovací",
    "pozvánk",
    "prezentac",
    "jmenovac",
    "stanovisko",
    "metodik",
    "seznam",
    "program ",
    "plán",
    "koncepce",
    "strategie",
    "dokument",
    "vyhodnocení",
    "doklad",
    "potvrzení",
    "evidenc",
    "tabulk",
    "přehled",
    "návrh",
    "směrnic",
    "pravidla",
    "statut",
    "jednací",
    "harmonogram",
    "žádost",
    "web",
    "článek",
    "tisková",
)
"""Beginnings of the nouns and adjectives with which an output is named."""

_BULLET = re.compile(r"^\s*(?:[-–•·▪*]|\d{1,2}[.)]|[a-z]\))\s+")
_CAPITAL = re.compile(r"\s+(?=[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ])")


def split_outputs(words: str) -> tuple[str, ...]:
    """The outputs that a cell names, in its order.

    They stand on lines of their own, behind bullets, semicolons or commas; where nothing divides them, a capital letter
    that begins a known output noun does.
    """
    outputs: list[str] = []
    for line in re.split(r"\n|;|(?<=\S)\s+[•▪]\s", words):
        part = _BULLET.sub("", line).strip(" \t,.")
        if not part:
            continue
        if outputs and part[:1].islower() and not _names_output(part):
            outputs[-1] = f"{outputs[-1]} {part}"
        else:
            outputs += _divided(part)
    return tuple(outputs)


def _divided(words: str) -> list[str]:
    pieces: list[str] = []
    for listed in re.split(r",\s+", words):
        for piece in _CAPITAL.split(listed):
            begins = not pieces or (_names_output(piece) and not _expects_more(pieces[-1]))
            if begins:
                pieces.append(piece)
            else:
                joint = ", " if piece is listed or listed.startswith(piece) else " "
                pieces[-1] = f"{pieces[-1]}{joint}{piece}"
    return [piece.strip(" ,.") for piece in pieces]


def _names_output(words: str) -> bool:
    return words.casefold().startswith(_NOUNS)


def _expects_more(words: str) -> bool:
    """Whether an output's name cannot end here: a dash or a preposition waits for its noun."""
    return words.rstrip().endswith(("–", "-", "/", "(", "„")) or words.split()[-1].casefold() in {
        "z",
        "ze",
        "o",
        "k",
        "ke",
        "pro",
        "a",
        "na",
        "v",
        "do",
        "nebo",
        "či",
    }
