"""Whether a clause tells of what has happened: only the verb tells „proběhlo 5. 3.“ from „proběhne 5. 3.“.

Czech marks the past with the participle in -l; the short passive in -no („schváleno“) says the same unless a word of
duty or future stands beside it.
"""

from collections.abc import Sequence

from tracker.drafts.grammar.lexer import Token
from tracker.drafts.grammar.vocabulary import WEEKDAYS

_L_ENDINGS = tuple(vowel + "l" + ending for vowel in "aeěiuyý" for ending in ("", "a", "o", "i", "y"))
_IRREGULAR = tuple(
    stem + ending
    for stem in (
        "behl", "vedl", "nikl", "sahl", "nesl", "padl", "rekl", "rostl", "mohl", "cetl", "stihl", "ytl", "vlekl", "tekl",
        "sedl", "lehl", "klesl", "tiskl", "jedl", "zvedl",
    )
    for ending in ("", "a", "o", "i", "y")
)  # fmt: skip
_WENT = (*tuple("šl" + ending for ending in ("a", "o", "i", "y")), "šel")
_NO_VERBS = set(
    "interval intervaly festival karneval kapitál materiál materiály signál originál ideál areál areály seriál model modely hotel hotely kostel účel účely panel panely tunel personel úhel anděl popel čtvrtel kolektiv modul moduly titul tituly "
    "styl styly vila vily chvíli mobil mobily profil profily aprilu apríl april email emaily e-mail mail maily portál příděl oddělí "
    "festivaly kanály bundesliga postel postele civil textil textily debil automobil automobily artikl artikly cyklus muzikál formula "
    "kostela formuli zcela docela vcela pravidel čísel hesel kabel kabely detail detaily novel novela novely novelou křesel divadel koupel karel pavel michal daniel marcel emil havel samuel kamil cyril rafael marcela gabriela daniela kamila ludmila bohumila jarmila michaela škály neděl pondělí celý celá celou bílý malý zemil koly kola dílo díla díly síly síla žíly těla tělo "
    "týl rýl kyl daly fyly zisk pytel pytle spisovatel obyvatel vzdálel individuel materiel ideály tabule".split()
)
_DUTY = set(
    "bude budou budeme budu být musí musejí má mají máme povinen povinna povinni povinny povinno povinnost nutno třeba nutné lze může "
    "mohou proběhne proběhnou uskuteční koná konají sejde předloží zajistí končí skončí začíná začne potrvá vyprší ukládá ukládají pověřuje doporučuje".split()
)
_ORDERS = (
    "ulož",
    "pověř",
    "požád",
    "doporuč",
    "zaváz",
    "dohod",
    "shod",
    "usnes",
    "stanov",
    "vyzv",
    "určil",
    "rozhod",
    "navrh",
    "žád",
    "souhlas",
)
_PLANNED = ("naplán", "plánován", "domluven", "svolán", "stanoven", "určen")
"""What was fixed lies ahead: „bylo naplánováno na 17. 9.“"""
_LONG_ENDINGS = ("ý", "á", "é", "ého", "ému", "ém", "ým", "ých", "ou")
_GIVEN = tuple(stem + end for stem in ("en", "án") for end in ("", "a", "o", "i", "y"))
_ONGOING = tuple("ován" + end for end in ("", "a", "o", "y"))
_PASSIVE_ENDINGS = ("áno", "eno", "ato", "uto", "ěno")
_NO_PASSIVES = set(
    "jméno příjmení víno okno místo město auto léto toto tato znovuto rameno koleno plátno sukno ano pásmo".split()
)


_LAST_YEAR = {"vloni", "loni", "predloni", "vcera", "predevcirem", "nedavno", "tehdy"}
_WE_HAVE = {"jsme", "jste"}
"""Beside „jsme“ a word in -li is a verb: „vysázeli“."""


def is_past(token: Token) -> bool:
    """Whether a word is a verb of the past (active)."""
    if not token.is_word or len(token.text) < 3:
        return False
    word = token.text.lower()
    if token.key in WEEKDAYS or word in _NO_VERBS or word.endswith(("tel", "del", "dlo", "dla", "ola", "oly")):
        return False
    return (
        token.key.endswith(_IRREGULAR)
        or word.endswith(_WENT)
        or (
            (word.endswith(_L_ENDINGS) and not word.endswith(("uli", "eli")))
            or word in ("byli", "měli", "chtěli", "viděli")
        )
    )


def is_done(token: Token) -> bool:
    """Whether a word says that something has been done: „schváleno“, „splněno“."""
    if not token.is_word or len(token.text) <= 5:
        return False
    word = token.text.lower()
    return word.endswith(_PASSIVE_ENDINGS) and word not in _NO_PASSIVES


def tells_past(clause: Sequence[Token]) -> bool:
    """Whether a clause is about the past."""
    if any(map(is_planned, clause)) or any(map(is_wish, clause)):
        return False
    duty = any(is_duty(token) for token in clause)
    keys = {token.key for token in clause}
    if keys & _LAST_YEAR and not duty:
        return True
    if keys & _WE_HAVE and any(token.text.lower().endswith(("li", "ly")) for token in clause):
        return True
    if any(is_past(token) and not is_order(token) for token in clause):
        return not any(token.text.lower() in ("bude", "budou") for token in clause)
    return not duty and any(is_done(token) for token in clause)


def is_ongoing(words: Sequence[Token]) -> bool:
    """Whether words end with „je poskytována“, „jsou prováděny“: what is being done."""
    last = words[-1].text.lower() if words else ""
    return last.endswith(_ONGOING) and any(token.key in ("je", "jsou") for token in words[-4:-1])


def is_planned(token: Token) -> bool:
    """„naplánováno“, „stanoven“: fixed for a day to come; a „stanovený termín“ may be over."""
    word = token.text.lower()
    return word.startswith(_PLANNED) and not word.endswith(_LONG_ENDINGS)


def is_wish(token: Token) -> bool:
    """„mělo by být“: the conditional lies ahead."""
    return token.text.lower() in ("by", "bychom", "byste", "aby", "abychom", "kdyby")


def is_decision(token: Token) -> bool:
    """„rozhodlo“, „uložila“: the verb of a decision that was taken on a day."""
    return token.is_word and token.text.endswith(("l", "la", "lo", "li", "ly")) and is_order(token)


def is_charge(token: Token) -> bool:
    """„pověřen“, „uloženo“: somebody was given a duty still to be done."""
    return is_order(token) and token.text.lower().endswith(_GIVEN)


def is_duty(token: Token) -> bool:
    """Whether a word speaks of what is still to be done: „bude“, „musí“, „předložit“."""
    return token.is_word and (token.text.lower() in _DUTY or is_infinitive(token))


def is_order(token: Token) -> bool:
    """„uložila“, „pověřil“: a past order is a duty still to be done."""
    return token.text.lower().startswith(_ORDERS)


def is_infinitive(token: Token) -> bool:
    """„předložit“, „zajišťovat“"""
    word = token.text.lower()
    return (
        token.is_word
        and len(word) > 4
        and word.endswith(
            (
                "ovat",
                "ávat",
                "írat",
                "ádat",
                "ít",
                "nout",
                "ést",
                "ézt",
                "dit",
                "dět",
                "zit",
                "lit",
                "nit",
                "vit",
                "žit",
                "šit",
                "tit",
                "čit",
            )
        )
    )
