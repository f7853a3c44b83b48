"""Words beside which a number is no deadline."""

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import after_dot, ordinal
from tracker.drafts.grammar.numerals import ORDINALS
from tracker.drafts.grammar.terms import Term, begins, followed

MEASURES = set(
    "m cm mm km m2 m3 kg g t l litru litr ha kw kwh mw mb gb kb stupnu metru metr centimetru kilometru bodu hektaru db pixelu ".split()
)
ROOMS = set("pokoj pokoji tridu tride tride skupinu skupine byt byte misto osobu dite pracovnika ucitele lekci".split())
PLACES = set("ul ulice ulici namesti nam trida tride nabrezi nabr tr ulicich".split())
BUILDINGS = set(
    "ms zs skola skoly skole skolka skolky park parku kino kina dum domu sidliste most mostu hriste stadion".split()
)
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
    "faktury objednavka parc parcela parcely parcele pozemek pozemku c cislo cisla cislem cp ce cisle ku lv uctu ucet zaloha radek rad "
    "svazek svazku sesit sesitu karta krok kroku ukol ukolu patro etapa faze lokalita projekt mas tel telefon fax mobil id kod var vs ss ks".split()
)
ACT_NOUNS = set(
    "usneseni zapis zapisu zapisem protokol protokolu smlouva smlouvy dopis dopisu vyzva rozhodnuti stanovisko zadost zadosti".split()
)


ISSUED = set(
    "zpravodaj zpravodaje zpravodaji smernice smernici ozv aktualizace aktualizaci vestnik casopis noviny listy bulletin "
    "cislo pokyn metodika rad novela vydani".split()
)
SINCE = set(
    "je jsou ma maji pusobi funguje funguji existuje provozuje provozuji pracuje bydli zije sidli plati vlastni spravuje trva".split()
)
HELD = set("jednani zasedani schuze porady schuzky setkani akce seminare konference valne".split())
BODIES = set(
    "rady zastupitelstva mesta obce komise vyboru skupiny pracovni lokalniho partnerstvi lp ps rm zm spravni hromady".split()
)
PEOPLE = set(
    "mlade mladych mladym deti detem detmi dite osoby osob osobam osobami zaci zaku zakum studenti studentu mladez mladeze mladistvi mladistvych lide "
    "lidi lidem klienti klientu muz muzi muzu zena zeny zen matky matek rodice obcane obcanu seniori senioru dospeli dospelych".split()
)
BORN = set("nar narozen narozena narozeny narozene narozeni narozenych narozenym".split())
BUDGETS = set(
    "rozpocet rozpoctu rozpoctem rozpocty odmena odmeny odmen prispevek prispevku poplatek poplatku poplatky sazba sazby sazbu danove danoveho".split()
)


def word_of(words: set[str]) -> Term:
    """A term for any of some words, with the dot of an abbreviation."""

    @begins(words=words)
    def term(tokens: Tokens, at: int) -> tuple[str, int] | None:
        if not tokens[at].is_word or tokens[at].key not in words:
            return None
        return tokens[at].key, after_dot(tokens, at + 1)

    return term


def capitals(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„MŠMT“: an office by its letters."""
    return ("capitals", at + 1) if tokens[at].is_word and tokens[at].text.isupper() else None


@begins(numbers=True, words=ORDINALS, roman=True, then=followed(signs="."))
def rank(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„1.“, „I.“, „1. a 2.“ before the thing it counts off."""
    read = ordinal(tokens, at)
    roman_letter = tokens[at].is_word and len(tokens[at].text) == 1 and tokens[at + 1].text != "."
    if read is None or roman_letter:
        return None
    joined = tokens[read[1]].key in ("a", "az", "-", ",", "i") and ordinal(tokens, read[1] + 1)
    return ("rank", joined[1]) if joined else ("rank", read[1])
