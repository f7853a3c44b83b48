"""Terms for words around a deadline: what announces a limit, what a clock waits for, where a clause ends."""

from tracker.drafts.grammar.lexer import Kind, Tokens
from tracker.drafts.grammar.numbers import after_dot, is_numeral
from tracker.drafts.grammar.tense import is_infinitive
from tracker.drafts.grammar.terms import begins, once
from tracker.drafts.grammar.vocabulary import LEMMAS, WEEKDAY_SHORT, WEEKDAYS

_LATEST = set("nejpozdeji nejdele nejzaze".split())
_BY_WORDS = _LATEST | {"do"}
_ANCHOR_LENGTH = 14
_STOPS = set(
    "nejpozdeji nejdele nejdrive termin minimalne nejmene maximalne zodpovida odpovida odpovednost kontrolni".split()
)
_VERBS = set("je jsou muze mohou musi musite bude budou lze nelze nutno".split())
"""Where one follows, the words before it were the anchor: „v den svozu je nutno…“"""
_OPENS_CLAUSE = set("kdy ve ktery ktera ktere ze co nimz nemz jakmile pokud li jez jenz az dokud".split())
_GOES_ON = set("kdy ve ktery ktera ktere kterem kterych kterou jez jenz".split())


@begins(words=lambda key: key in _BY_WORDS or LEMMAS.get(key) == "termin")
def by(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„do“, „nejpozději do“, „nejdéle však do“, „Termín:“, „termín do“, „do dne“; its value is the length of the label."""
    start = at
    if tokens[at].lemma == "termin":
        at = _after_label(tokens, at)
    label = at - start
    if tokens[at].key in _LATEST:
        at += 1
        at = at + 1 if tokens[at].key in ("vsak", "ale") else at
        at = at + 1 if tokens[at].key in ("v", "ve", "k", "ke", "do") else at
    elif tokens[at].key == "do":
        at = at + 2 if tokens[at + 1].text == ":" else at + 1
    if at == start:
        return None
    at = at + 1 if tokens[at].key in ("dne", "data", "dni") else at
    return label, at


def _after_label(tokens: Tokens, at: int) -> int:
    """„Termín:“, „termín plnění:“, „T:“, „termín je“."""
    key = tokens[at].key
    at = after_dot(tokens, at + 1)
    if key == "t":
        return at + 1 if tokens[at].text == ":" else at - 1
    if tokens[at].key in (
        "splneni",
        "plneni",
        "odevzdani",
        "dokonceni",
        "realizace",
        "predlozeni",
        "ukonceni",
        "uzaverky",
        "konani",
    ):
        at += 1
    return at + 1 if tokens[at].text in (":", "-", "=", "|") or tokens[at].key == "je" else at


@begins(words=WEEKDAYS.keys() | WEEKDAY_SHORT.keys(), signs="(")
def weekday(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„úterý“, „(út)“, „v pátek,“ before a date."""
    opened = tokens[at].text == "("
    at = at + 1 if opened else at
    token = tokens[at]
    code = WEEKDAYS.get(token.key) or WEEKDAY_SHORT.get(token.key)
    if code is None or not token.is_word:
        return None
    at = after_dot(tokens, at + 1) if token.key in WEEKDAY_SHORT else at + 1
    at = at + 1 if opened and tokens[at].text == ")" else at
    at = at + 1 if tokens[at].text == "," else at
    return (code, at + 1) if tokens[at].key in ("dne",) else (code, at)


@begins(words=WEEKDAYS)
def full_weekday(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A weekday written out."""
    code = WEEKDAYS.get(tokens[at].key) if tokens[at].is_word else None
    return (code, at + 1) if code else None


@begins(words=WEEKDAYS, signs="(")
def weekday_after(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„(úterý)“, „(út)“, „- čtvrtek“ after a date."""
    if tokens[at].text == "(" and tokens[at + 1].is_word:
        close = after_dot(tokens, at + 2)
        code = WEEKDAYS.get(tokens[at + 1].key) or WEEKDAY_SHORT.get(tokens[at + 1].key)
        return (code, close + 1) if code and tokens[close].text == ")" else None
    return full_weekday(tokens, at)


_PAYABLE_WORDS = set("splatnosti splatnost faktur faktury je cini stanovena se sjednava na v delce :".split())


@begins(words={"splatnost", "lhuta", "lhute"})
def payable(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„splatnost faktury je stanovena na“, „lhůta splatnosti:“ before a length."""
    end = at + 1
    while end - at < 6 and tokens[end].key in _PAYABLE_WORDS:
        end += 1
    payable_said = any(tokens[n].key.startswith("splatnost") for n in range(at, end))
    return ("payable", end) if payable_said else None


_LASTING = set("udrzitelnosti trvani platnosti zaruky realizace najmu".split())
_LASTS = {"je", "cini", ":", "zpravidla", "obvykle", "nejvyse", "maximalne"}
_LONGEST_LASTING = 8


@begins(words={"doba", "doby", "dobu", "dobe"})
def lasts(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„doba realizace projektu je“, „výpůjční doba knihy činí“, „doba trvání“ before a length."""
    end = at + 1
    while (
        end - at < _LONGEST_LASTING
        and tokens[end].is_word
        and tokens[end].key not in _LASTS
        and not is_numeral(tokens[end].key)
    ):
        end += 1
    linked = end
    while tokens[end].key in _LASTS:
        end += 1
    return ("lasts", end) if end > linked or tokens[at + 1].key in _LASTING else None


@once
def anchor(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """What a clock waits for: the words to the end of the clause, „ode dne, kdy obdržel výzvu“ with its comma."""
    end = at
    own_verb = False
    while end - at < _ANCHOR_LENGTH and not _ends_clause(tokens, end, at):
        own_verb = own_verb or tokens[end].key in _OPENS_CLAUSE
        if tokens[end].key in _VERBS and not own_verb and end > at:
            break
        end += 1
    if end == at or not any(token.is_word for token in tokens[at:end]):
        return None
    return said(tokens, at, end), end


def _ends_clause(tokens: Tokens, at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind in (Kind.END, Kind.MASK) or token.text in (";", "(", ")", ":", "|", "!", "?", "-", '"', "„", "“"):
        return not (token.text == "-" and not token.space)
    if token.text == "/" and token.space and tokens[at + 1].space:
        return True
    if token.line and at > start and (token.is_number or token.text[0].isupper() or not token.is_word):
        return True
    if token.text == ".":
        return not (tokens[at - 1].is_number or len(tokens[at - 1].text) <= 3) or tokens[at + 1].kind is Kind.END
    if token.text == ",":
        return tokens[at + 1].key not in _GOES_ON
    if (token.key in _STOPS or (token.key == "a" and is_infinitive(tokens[at + 1]))) and at > start:
        return True
    after = tokens[at + 1]
    return token.key == "do" and at > start and (after.is_number or after.key == "konce" or is_numeral(after.key))


def said(tokens: Tokens, start: int, end: int) -> str:
    """The words of some tokens."""
    pieces = [(" " if token.space and at else "") + token.text for at, token in enumerate(tokens[start:end])]
    return "".join(pieces)
