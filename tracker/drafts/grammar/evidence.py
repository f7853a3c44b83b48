"""What stands around a part and tells whether it is a deadline: labels, papers, promises, or nothing at all."""

from collections.abc import Sequence

from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.mask_words import BUDGETS
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.tense import is_decision, is_duty, is_planned

_ACTS = set("schvaleni vydani podpisu narozeni vyhotoveni zapisu uzavreni vzniku projednani".split())
_DONE_STEMS = tuple(
    "schvalen prijat podepsan uzavren vydan podan zrizen zalozen ukoncen zahajen zverejnen projednan zpracovan "
    "opusten".split()
)
_DONE_ENDINGS = tuple(
    stem + end
    for stem in ("án", "en", "an")
    for end in ("a", "o", "y", "ý", "á", "é", "ého", "ém", "ým", "ou")
)  # fmt: skip
_NOT_DONE = set("zmena zmeny vymena vymeny smena smeny odmena odmeny cena ceny strana strany ochrana ochrany".split())
_STANDS = set(
    "stav stavu stavy zustatek zustatku pocet poctu udaje udaju plneni hospodareni prehled evidence bilance seznam vysledky".split()
)
_RECORDS = set(
    "zaznam zaznamu vyrizuje zpracoval zpracovala vypracoval vypracovala vyhotovil vyhotovila zapsal zapsala zapis zapisu zapisem zapsala pritomni pritomen usneseni protokol protokolu vypis".split()
)
_LETTERS = set(
    "dopisem rozhodnutim usnesenim rozsudkem vyhlaskou prikazem nalezem vymerem smlouvou dodatkem protokolem zadosti".split()
)
_IN_FORCE = ("ucinnost", "platnost")
_TO_COME = ("bude", "budou", "byt", "maji", "ma")
_LINE_BEFORE = 12


def is_act_day(part: Part, tokens: Sequence[Token]) -> bool:
    """„V Praze dne 5. 1. 2019“, „smlouva podepsaná dne…“, „Zápis z porady dne…“: the day of a paper, not of a duty."""
    if part.role not in (Role.ON, Role.STAND, Role.SPAN):
        return False
    before = _before_on_line(part, tokens)
    if not before:
        return False
    if part.role is Role.SPAN:
        return _ends_done(before)
    place = before[0].key in ("v", "ve") and len(before) <= 5 and before[-1].text[0].isupper()
    if place and (tokens[part.start].key == "dne" or len(before) == 2):
        after = tokens[part.end]
        return after.kind in (Kind.END, Kind.MASK) or after.line or after.text == "."
    if before[0].key in _RECORDS or (before[0].key == "datum" and any(token.key in _ACTS for token in before)):
        return True
    if is_decision(before[-1]) or any(token.key in _IN_FORCE for token in before):
        return True
    if tokens[part.start].key == "dne" and any(token.key in _LETTERS for token in before[-6:]):
        return True
    if any(token.key in _TO_COME or is_planned(token) for token in before):
        return False
    return _ends_done(before) or any(map(_is_done_adjective, before[-5:]))


def _ends_done(before: Sequence[Token]) -> bool:
    """„akce konané v listopadu a prosinci“"""
    return before[-1].text.lower().endswith(_DONE_ENDINGS) and before[-1].key not in _NOT_DONE


def _before_on_line(part: Part, tokens: Sequence[Token]) -> Sequence[Token]:
    start = part.start
    while start > 0 and part.start - start < _LINE_BEFORE and not tokens[start].line:
        start -= 1
    return tokens[start : part.start]


def _is_done_adjective(token: Token) -> bool:
    return token.key.startswith(_DONE_STEMS) and not token.key.endswith(("ni", "nim"))


def is_stand_of_something(part: Part, tokens: Sequence[Token]) -> bool:
    """„stav účtu k 31. 12. 2016“"""
    return any(token.key in _STANDS for token in tokens[max(part.start - 4, 0) : part.start])


_IS = {"je", "jsou", "ma", "maji", "spolupracuje", "spolupracuji", "poskytuje", "poskytuji", "provozuje", "realizuje"}
_MAY = set("mozne mozno nutne nutno treba povinen povinna povinni planovan planovana planovano naplanovano".split())


def is_state_since(part: Part, tokens: Sequence[Token]) -> bool:
    """„Ředitelka je ve funkci od 1. 8. 2012“: what is so already, and has since then been."""
    before = [token.key for token in _before_on_line(part, tokens)]
    return any(key in _IS for key in before) and not any(key in _MAY for key in before)


_MONEY_WITHIN = 12


def is_for_an_amount(part: Part, tokens: Sequence[Token]) -> bool:
    """„rozpočet města pro rok 2009“, „odměny na rok 2001“, „12 000 Kč na rok 2018“: the year in which money is given."""
    if part.start and tokens[part.start - 1].kind is Kind.MASK:
        return True
    before = tokens[max(part.start - _MONEY_WITHIN, 0) : part.start]
    return any(token.key in BUDGETS for token in before)


def is_in_years(part: Part, tokens: Sequence[Token]) -> bool:
    """„v letech 2007–2013“ in a sentence without a duty looks back."""
    first = tokens[part.start]
    return first.key in ("v", "ve") and tokens[part.start + 1].key == "letech" and not is_alone(part, tokens, 3)


def is_labelled(part: Part, tokens: Sequence[Token]) -> bool:
    """Whether „Termín“ or „lhůta“ announces it."""
    return any(token.lemma in ("termin", "lhuta") for token in tokens[max(part.start - 4, 0) : part.start + 1])


_FEW_WORDS = {Role.WAIT: 6, Role.STAND: 3, Role.ON: 1, Role.SPAN: 1}
"""How many other words a line may hold where a part still stands alone; 4 for other roles."""


_LONG_WAIT = 10
"""So many words are a whole sentence, which tells a condition of something else."""


def is_alone(part: Part, tokens: Sequence[Token], few: int | None = None) -> bool:
    """Whether a line holds little but this, or a label announces it. A long condition leaves less room."""
    if is_labelled(part, tokens):
        return True
    few = few or _FEW_WORDS.get(part.role, 4)
    if part.role is Role.WAIT:
        few = max(few + 3 - (part.end - part.start), 1 if part.end - part.start < _LONG_WAIT else 0)
    first, last = part.start, part.end
    while first > 0 and not tokens[first].line and part.start - first < few:
        first -= 1
    while tokens[last].kind is not Kind.END and not tokens[last].line and last - part.end < few:
        last += 1
    return (part.start - first) + (last - part.end) < few


_PAPERS = ("strateg", "koncepc", "plan", "program", "spsz", "psz", "tap", "mpi", "komunitni")


def names_a_paper(part: Part, tokens: Sequence[Token]) -> bool:
    """„Strategie bydlení 2018–2028 bude předložena do …“: the years belong to a name, where a verb goes on after them."""
    before = tokens[max(part.start - 6, 0) : part.start]
    after = tokens[part.end : part.end + 2]
    return any(token.key.startswith(_PAPERS) for token in before) and any(map(is_duty, after))


def is_all(part: Part, tokens: Sequence[Token]) -> bool:
    """Whether its line holds nothing else but a label."""
    first = part.start
    before = tokens[first - 1] if first else None
    if before is not None and before.text in (":", "|") and not tokens[first].line:
        return tokens[part.end].kind is Kind.END or tokens[part.end].line or tokens[part.end].text in (".", "|", ";")
    after = tokens[part.end + 1] if tokens[part.end].text in (".", ",", ")") else tokens[part.end]
    return (first == 0 or tokens[first].line) and (after.kind is Kind.END or after.line)


_PROMISES = tuple(
    "predpoklad planuj uskutecn usporad zajist podpor proskol zapoj ziska realizuj rozsah ucast zucastni ziskaji bude "
    "budou vytvor zpracuj osadi vydat".split()
)


def is_promised(part: Part, tokens: Sequence[Token], after_amount: bool) -> bool:
    """A bare count is a target only at the head of its cell, in a row of targets, or after a word of promise."""
    if after_amount and tokens[part.start - 1].text in (",", "a"):
        return True
    if part.start == 0 or (tokens[part.start].line and part.start <= 2):
        return True
    before = tokens[max(part.start - 10, 0) : part.start]
    return any(token.key.startswith(_PROMISES) for token in before) or any(map(is_duty, before[-3:]))
