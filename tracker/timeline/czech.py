"""How Czech says days, distances between days, numbers and counts of things; a number never parts from its word.

Templates, mails, calendars and reports all speak through these, so that a day is written the same way everywhere.
"""

from dataclasses import dataclass
from datetime import date

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"

WEEKDAYS = ("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle")
MONTHS = (
    "leden", "únor", "březen", "duben", "květen", "červen",
    "červenec", "srpen", "září", "říjen", "listopad", "prosinec",
)  # fmt: skip
MONTHS_GENITIVE = (
    "ledna", "února", "března", "dubna", "května", "června",
    "července", "srpna", "září", "října", "listopadu", "prosince",
)  # fmt: skip
MONTHS_LOCATIVE = (
    "lednu", "únoru", "březnu", "dubnu", "květnu", "červnu",
    "červenci", "srpnu", "září", "říjnu", "listopadu", "prosinci",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forms:
    """A word beside a number: 1 · 2 to 4 · 0 and 5 up · a number that is not whole."""

    one: str
    few: str
    many: str
    part: str

    def beside(self, number: float) -> str:
        if number != int(number):
            return self.part
        if number == 1:
            return self.one
        return self.few if number in (2, 3, 4) else self.many


NOUNS = {
    forms.one: forms
    for forms in (
        Forms("akce", "akce", "akcí", "akce"),
        Forms("člověk", "lidé", "lidí", "člověka"),
        Forms("den", "dny", "dní", "dne"),
        Forms("doklad", "doklady", "dokladů", "dokladu"),
        Forms("dokument", "dokumenty", "dokumentů", "dokumentu"),
        Forms("e-mail", "e-maily", "e-mailů", "e-mailu"),
        Forms("hodina", "hodiny", "hodin", "hodiny"),
        Forms("chyba", "chyby", "chyb", "chyby"),
        Forms("jednání", "jednání", "jednání", "jednání"),
        Forms("kraj", "kraje", "krajů", "kraje"),
        Forms("měsíc", "měsíce", "měsíců", "měsíce"),
        Forms("návrh", "návrhy", "návrhů", "návrhu"),
        Forms("obec", "obce", "obcí", "obce"),
        Forms("osoba", "osoby", "osob", "osoby"),
        Forms("pochybnost", "pochybnosti", "pochybností", "pochybnosti"),
        Forms("pracovní den", "pracovní dny", "pracovních dní", "pracovního dne"),
        Forms("příjemce", "příjemci", "příjemců", "příjemce"),
        Forms("řádek", "řádky", "řádků", "řádku"),
        Forms("rok", "roky", "let", "roku"),
        Forms("soubor", "soubory", "souborů", "souboru"),
        Forms("schůzka", "schůzky", "schůzek", "schůzky"),
        Forms("školení", "školení", "školení", "školení"),
        Forms("strana", "strany", "stran", "strany"),
        Forms("termín", "termíny", "termínů", "termínu"),
        Forms("týden", "týdny", "týdnů", "týdne"),
        Forms("účastník", "účastníci", "účastníků", "účastníka"),
        Forms("událost", "události", "událostí", "události"),
        Forms("úkol", "úkoly", "úkolů", "úkolu"),
        Forms("výzkum", "výzkumy", "výzkumů", "výzkumu"),
        Forms("záznam", "záznamy", "záznamů", "záznamu"),
        Forms("závazek", "závazky", "závazků", "závazku"),
        Forms("zpráva", "zprávy", "zpráv", "zprávy"),
    )
}
"""The countable things of the application, by their nominative."""

GENITIVES = {
    "den": ("dne", "dnů"),
    "pracovní den": ("pracovního dne", "pracovních dnů"),
    "týden": ("týdne", "týdnů"),
    "měsíc": ("měsíce", "měsíců"),
    "rok": ("roku", "let"),
}
"""Lengths of time in the genitive: of one, of more."""

VERBS = {
    forms.one: forms
    for forms in (
        Forms("je", "jsou", "je", "je"),
        Forms("má", "mají", "má", "má"),
        Forms("čeká", "čekají", "čeká", "čeká"),
        Forms("zbývá", "zbývají", "zbývá", "zbývá"),
    )
}
"""Verbs that agree with a count: 2 závazky jsou, 5 závazků je."""

_DAYS_AGO = Forms("dnem", "dny", "dny", "dne")
_CLOSE = {0: "dnes", 1: "zítra", -1: "včera"}


def say_number(number: float) -> str:
    """``1 234,5`` with no-break spaces between thousands and at most two decimals."""
    whole, _, decimals = f"{number:,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", NBSP) + (f",{decimals}" if decimals else "")


def counted(number: float, noun: str, verb: str | None = None) -> str:
    """``5 závazků``, with a verb ``5 závazků je``. A noun nobody taught us stays as it is: ``5× beseda``."""
    forms = NOUNS.get(noun)
    words = f"{say_number(number)}{NBSP}{forms.beside(number)}" if forms else f"{say_number(number)}×{NBSP}{noun}"
    return f"{words} {VERBS[verb].beside(number)}" if verb else words


def counted_in_case(number: float, noun: str, genitive: bool = False) -> str:
    """``5 dní``, after "do" and "po dobu" ``5 dnů``."""
    if not genitive:
        return counted(number, noun)
    one, more = GENITIVES[noun]
    return f"{say_number(number)}{NBSP}{more if number != 1 else one}"


def say_day(day: date, *, year: bool = True) -> str:
    """``30. 9. 2026`` or ``30. 9.``, never broken over lines."""
    text = f"{day.day}.{NBSP}{day.month}."
    return f"{text}{NBSP}{day.year}" if year else text


def say_long_day(day: date) -> str:
    """``středa 30. září 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day}.{NBSP}{MONTHS_GENITIVE[day.month - 1]}{NBSP}{day.year}"


def say_month(day: date) -> str:
    """``září 2026``."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def say_month_name(month: int, locative: bool = False) -> str:
    """``září`` of a day ("30. září"), or after "v" ("v září")."""
    return (MONTHS_LOCATIVE if locative else MONTHS_GENITIVE)[month - 1]


def say_range(start: date, end: date) -> str:
    """``1. 1.–31. 3. 2026``; the year is written twice only where it differs."""
    if start == end:
        return say_day(start)
    return f"{say_day(start, year=start.year != end.year)}{EN_DASH}{say_day(end)}"


def say_distance(day: date, today: date) -> str:
    """``za 24 dní``, ``před 51 dny``, ``dnes``, ``zítra``, ``včera``."""
    distance = (day - today).days
    if distance in _CLOSE:
        return _CLOSE[distance]
    if distance > 0:
        return f"za{NBSP}{counted(distance, 'den')}"
    return f"před{NBSP}{say_number(-distance)}{NBSP}{_DAYS_AGO.beside(-distance)}"
