"""Terms for what only looks like a deadline: codes, money, times of day, ranks, addresses."""

from tracker.drafts.grammar import amounts, days, moments
from tracker.drafts.grammar.lexer import Kind, Tokens
from tracker.drafts.grammar.numerals import ORDINALS
from tracker.drafts.grammar.pattern import Term, begins
from tracker.drafts.grammar.vocabulary import ROMAN

_LONGEST_CODE = 60


@begins(numbers=True, words=lambda _: True)
def code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Signs, letters and digits written without a space, with a digit among them: „5/11/2019“, „MUCH-12/2018“."""
    end, digits = at, False
    while end - at < _LONGEST_CODE and tokens[end].kind is not Kind.END and (end == at or not tokens[end].space):
        if tokens[end].text in (",", ";", "(", ")", ":") or (tokens[end].text == "." and _is_last(tokens, end)):
            break
        digits = digits or tokens[end].is_number
        end += 1
    return ("code", end) if digits else None


_AFTER_AMOUNTS = {"den", "tyden", "mesic", "rok", "hodina", "pracovni", "kalendarni"}


def plain_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A code after „č.“ or „výzvy“; a day written with dots is none: „uzávěrka výzvy 29. 11. 2018“."""
    if tokens[at].is_number and tokens[at + 1].lemma in _AFTER_AMOUNTS:
        return None
    whole = days.day(tokens, at) if tokens[at + 1].text == "." else None
    return None if whole and whole[0].year_known else code(tokens, at)


def _is_last(tokens: Tokens, at: int) -> bool:
    return tokens[at + 1].kind is Kind.END or tokens[at + 1].space


@begins(numbers=True, words=lambda _: True)
def long_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A code that is none of a date's shape: letters with digits and signs, an underscore, three strokes."""
    token = tokens[at]
    if not token.space and at:
        return None
    read = code(tokens, at)
    if read is None:
        return None
    run = tokens[at : read[1]]
    strokes = sum(piece.text in "/_-" for piece in run)
    letters = any(piece.is_word and piece.text.isupper() for piece in run)
    if (
        any(piece.text == "_" for piece in run)
        or (strokes >= 3 and any(piece.is_number and len(piece.text) > 2 for piece in run))
        or (letters and strokes + sum(p.text == "." for p in run) >= 2)
    ):
        return read
    return None


@begins(numbers=True)
def figure(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„2.700“, „980 000“, „6,6“, „150 tisíc“, „3,5 mil.“"""
    if not tokens[at].is_number:
        return None
    end = at + 1
    while end - at < 8:
        sign, digits = tokens[end], tokens[end + 1]
        if sign.is_number and sign.space and len(sign.text) == 3:
            end += 1
        elif sign.text in (",", ".") and not sign.space and digits.is_number and not digits.space:
            end += 2
        else:
            break
    if tokens[end].key.startswith(("tis", "mil", "mld")) and tokens[end].is_word:
        end = amounts.after_dot(tokens, end + 1)
    return "figure", end


def money_sign(tokens: Tokens, at: int) -> tuple[str, int] | None:
    token = tokens[at]
    if token.text == "," and tokens[at + 1].text == "-" and not tokens[at + 1].space:
        end = at + 2 if tokens[at + 2].text != "-" else at + 3
        return "money", end + 1 if tokens[end].key in ("kc", "k") else end
    if token.key in (
        "kc",
        "kč",
        "czk",
        "eur",
        "€",
        "korun",
        "koruny",
        "korunach",
        "euro",
        "eura",
    ) or token.key.startswith("korun"):
        return "money", at + 1
    return None


@begins(numbers=True)
def big(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„150 tisíc“: a number with its thousand in words is money or people, never a deadline."""
    read = figure(tokens, at)
    return (
        read
        if read
        and tokens[read[1] - 1].key.startswith(("tis", "mil", "mld", "."))
        and read[1] - at > 1
        and any(tokens[n].key.startswith(("tis", "mil", "mld")) for n in range(at, read[1]))
        else None
    )


def percent(tokens: Tokens, at: int) -> tuple[str, int] | None:
    return ("percent", at + 1) if tokens[at].text == "%" or tokens[at].key.startswith("procent") else None


@begins(numbers=True, signs="+")
def phone(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Three groups of three digits, with or without +420."""
    start = at
    at = at + 2 if tokens[at].text == "+" and tokens[at + 1].is_number else at
    end = at
    while end - at < 3 and tokens[end].is_number and len(tokens[end].text) == 3:
        end += 1
    if end - at == 3 and not (tokens[end].is_number and len(tokens[end].text) == 3):
        return "phone", end
    whole = tokens[at].is_number and len(tokens[at].text) == 9 and (at > start or tokens[at].space)
    return ("phone", at + 1) if whole else None


@begins(numbers=True)
def clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„7:30“, „18.45“, „9.00“: hours and minutes."""
    hour, sign, minute = tokens[at], tokens[at + 1], tokens[at + 2]
    if at and not hour.space and tokens[at - 1].text == ".":
        return None
    if not (hour.is_number and minute.is_number and len(minute.text) == 2 and len(hour.text) <= 2 and hour.value <= 24):
        return None
    glued = not sign.space and not minute.space
    if sign.text == ":" and glued and minute.value < 60:
        return "clock", at + 3
    if (
        sign.text == "."
        and minute.value < 60
        and (minute.value > 12 or minute.value == 0)
        and tokens[at + 3].text != "."
    ):
        return "clock", at + 3
    return None


@begins(numbers=True)
def any_clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A time before „hod.“: „9.10“, „16“, „14 – 16“."""
    hour = tokens[at]
    if not hour.is_number or hour.value > 24 or len(hour.text) > 2:
        return None
    if tokens[at + 1].text in (".", ":") and tokens[at + 2].is_number and len(tokens[at + 2].text) == 2:
        return "clock", at + 3
    return "clock", at + 1


@begins(numbers=True)
def small(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A number of at most three digits, or a decimal."""
    return figure(tokens, at) if tokens[at].is_number and len(tokens[at].text) <= 4 else None


MEASURES = set(
    "m cm mm km m2 m3 kg g t l litru litr ha kw kwh mw mb gb kb stupnu metru metr centimetru kilometru bodu hektaru db pixelu ".split()
)
ROOMS = set("pokoj pokoji tridu tride tride skupinu skupine byt byte misto osobu dite pracovnika ucitele lekci".split())
PLACES = set("ul ulice ulici namesti nam trida tride nabrezi nabr tr ulicich".split())
RANKED = set(
    "trida tridy tride tridu rocnik rocniku rocnikem kolo kola kole misto miste patro patre np pp stupen stupne stupni zs ms verze verzi "
    "bod bodu kapitola kapitoly kapitole cast casti cteni zasedani jednani schuze schuzi priloha prilohy prilohou vydani etapa etapy etape "
    "faze fazi kategorie kategorii odstavec odstavce vyzva vyzvy vyzvu vyzve cil cile dodatek dodatku zmena zmeny uroven urovne "
    "skupina skupiny skupine generace nadrazi poradi odd oddil sbor strana strane str republika porota misto mista radku sloupec lekce "
    "mestska tema blok bloku dil dilu sezona sezony".split()
)
NUMBERED = set(
    "cil cile cilu opatreni priorita priority aktivita aktivity kapitola kapitoly kap kriterium kriteria ukazatel indikator verze verzi bod "
    "bodu bodem ka priloha prilohy prilohou prilohu tabulka tabulky tab obr obrazek graf oblast oblasti usneseni usnesenim usnesenim vyzva "
    "vyzvy vyzvu vyzev vyzve smlouva smlouvy smlouve smlouvou dodatek dodatku dodatkem oddil odst odstavec odstavce clanek clanku cl pism "
    "strana str s fin stranka zakon zakona zakonem vyhlaska vyhlasky vyhlaskou narizeni ico ic dic reg rc registracni ev sp zn cj faktura "
    "faktury objednavka parc parcela parcely parcele pozemek pozemku st c cislo cisla cislem cp ce cisle ku lv uctu ucet zaloha radek rad "
    "karta krok kroku ukol ukolu patro etapa faze lokalita projekt mas tel telefon fax mobil id kod var vs ss ks".split()
)
ACT_NOUNS = set(
    "usneseni zapis zapisu zapisem protokol protokolu smlouva smlouvy dopis dopisu vyzva rozhodnuti stanovisko zadost zadosti".split()
)


def word_of(words: set[str]) -> Term:
    """A term for any of some words, with the dot of an abbreviation."""

    @begins(words=words)
    def term(tokens: Tokens, at: int) -> tuple[str, int] | None:
        if not tokens[at].is_word or tokens[at].key not in words:
            return None
        return tokens[at].key, amounts.after_dot(tokens, at + 1)

    return term


@begins(numbers=True, words=ORDINALS.keys() | ROMAN.keys())
def rank(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„1.“, „I.“, „1. a 2.“ before the thing it counts off."""
    read = amounts.ordinal(tokens, at)
    if read is None:
        return None
    joined = tokens[read[1]].key in ("a", "az", "-", ",", "i") and amounts.ordinal(tokens, read[1] + 1)
    return ("rank", joined[1]) if joined else ("rank", read[1])


@begins(numbers=True)
def street_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„5. května 1845/12“, „28. října 12, 470 01“: a day of the year as a street, with a house number."""
    read = days.day(tokens, at)
    if read is None or not any(tokens[n].is_word for n in range(at, read[1])):
        return None
    end = read[1]
    last = tokens[end - 1]
    if tokens[end].text == "/" and tokens[end + 1].is_number and last.is_number:
        return "street", end + 2
    if (
        tokens[end].is_number
        and tokens[end].space
        and len(tokens[end].text) <= 4
        and not days.is_year(tokens[end])
        and not last.is_number
    ):
        numbered = tokens[end + 1].text in ("/", ",") and tokens[end + 2].is_number
        return ("street", end + 3) if numbered else ("street", end + 1)
    return None


def any_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    read = days.day(tokens, at) or moments.loose_moment(tokens, at)
    return ("day", read[1]) if read else None


@begins(numbers=True)
def post_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„470 01“"""
    first, second = tokens[at], tokens[at + 1]
    if first.is_number and len(first.text) == 3 and second.is_number and len(second.text) == 2 and second.space:
        return ("post code", at + 2) if not tokens[at + 2].is_number and tokens[at + 2].text not in (".",) else None
    return None


_PROGRAMMES = ("op", "irop", "esi", "esf", "efrr", "iop")


@begins(words=lambda key: key.startswith(_PROGRAMMES))
def programme(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A programme by its letters: „OPZ“, „IROP“, „OP VVV“."""
    token = tokens[at]
    if not token.is_word or not token.text.isupper() or len(token.text) < 2 or not token.key.startswith(_PROGRAMMES):
        return None
    at += 1
    return "programme", at + 1 if tokens[at].is_word and tokens[at].text.isupper() else at


@begins(numbers=True)
def years(tokens: Tokens, at: int) -> tuple[str, int] | None:
    first, sign, second = tokens[at], tokens[at + 1], tokens[at + 2]
    return ("years", at + 3) if days.is_year(first) and sign.text == "-" and second.is_number else None


@begins(numbers=True)
def list_number(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„2.3. Zástupci“, „1.2 EX“ at the beginning of a line: the number of a paragraph."""
    first, dot, second = tokens[at], tokens[at + 1], tokens[at + 2]
    if not (
        first.is_number and first.line and dot.text == "." and not dot.space and second.is_number and not second.space
    ):
        return None
    if first.value > 12 or second.value > 40 or len(second.text) > 2 or len(first.text) > 1:
        return None
    end = at + 3
    while (
        tokens[end].text == "."
        and tokens[end + 1].is_number
        and not tokens[end + 1].space
        and len(tokens[end + 1].text) <= 2
    ):
        end += 2
    end = amounts.after_dot(tokens, end)
    follows = tokens[end]
    return ("list number", end) if follows.is_word and follows.text[0].isupper() and len(second.text) == 1 else None


@begins(numbers=True)
def three_levels(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„4.1.1“, „1.2.1.1“: levels of a list, no day."""
    end, levels = at, 0
    while tokens[end].is_number and len(tokens[end].text) <= 2 and (end == at or not tokens[end].space) and levels < 8:
        levels += 1
        end += 1
        if tokens[end].text != "." or tokens[end].space:
            break
        end += 1
    glued = all(not tokens[n].space for n in range(at + 1, end))
    year = len(tokens[end - 1].text) == 2 and levels == 3 and tokens[end - 1].value > 12
    return (
        ("levels", end)
        if levels >= 3 and glued and not year and not (levels == 3 and len(tokens[end - 1].text) == 2)
        else None
    )
