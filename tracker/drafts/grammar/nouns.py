"""Things that are counted: their case forms, each with the singular nominative. Diacritics matter little here, too."""

from tracker.drafts.grammar.vocabulary import key_of

_EVENT_FORMS = (
    "setkání setkáních", "jednání jednáních", "schůzka schůzky schůzek schůzku schůzkách", "porada porady porad poradu poradách",
    "zasedání zasedáních", "seminář semináře seminářů seminářích", "workshop workshopy workshopů workshopu workshopech",
    "školení školeních", "kurz kurzy kurzů kurzu kurzech kurs kursy kursů", "konzultace konzultací konzultaci konzultacích",
    "akce akcí akci akcích", "beseda besedy besed besedu besedách", "přednáška přednášky přednášek přednášku přednáškách",
    "kontrola kontroly kontrol kontrolu kontrolách", "návštěva návštěvy návštěv návštěvu", "výjezd výjezdy výjezdů",
    "exkurze exkurzí exkurzi", "revize revizí revizi", "zpráva zprávy zpráv zprávu", "aktualizace aktualizací aktualizaci",
    "hlášení", "audit audity auditů", "supervize supervizí supervizi", "prohlídka prohlídky prohlídek prohlídku", "cvičení",
    "lekce lekcí lekci", "vzdělávání", "soustředění", "vystoupení", "koncert koncerty koncertů", "výstava výstavy výstav výstavu",
    "vydání", "běh běhy běhů", "výlet výlety výletů", "trénink tréninky tréninků",
    "měření", "vyhodnocení", "projednání", "sekání", "seč seče sečí", "svoz svozy svozů", "turnaj turnaje turnajů", "test testy testů",
    "odečet odečty odečtů", "šetření", "monitoring", "inventura inventury inventur inventuru",
    "konference konferencí konferenci", "hodnocení", "setkávání", "platforma platformy platforem", "dílna dílny dílen dílnu",
)  # fmt: skip
_THING_FORMS = (
    "osoba osoby osob osobu osobám osobách", "účastník účastníci účastníků účastníky", "klient klienti klientů klienty",
    "uživatel uživatelé uživatelů uživatele", "hodina hodiny hodin hodinu hodinách hod h", "minuta minuty minut",
    "žák žáci žáků žáky žáka", "dítě děti dětí dětem", "student studenti studentů studenty", "rodina rodiny rodin rodinu rodinám",
    "domácnost domácnosti domácností", "pracovník pracovníci pracovníků pracovníky", "pedagog pedagogové pedagogů pedagogy",
    "učitel učitelé učitelů učitele", "senior senioři seniorů seniory", "dobrovolník dobrovolníci dobrovolníků dobrovolníky",
    "projekt projekty projektů projektu", "výzkum výzkumy výzkumů výzkumu", "analýza analýzy analýz analýzu",
    "studie studií studii", "publikace publikací publikaci", "článek články článků", "leták letáky letáků", "kus kusy kusů ks",
    "výtisk výtisky výtisků", "strom stromy stromů", "dotazník dotazníky dotazníků", "rozhovor rozhovory rozhovorů",
    "dokument dokumenty dokumentů", "výstup výstupy výstupů", "materiál materiály materiálů", "plán plány plánů",
    "program programy programů", "podpora podpor", "případ případy případů", "místo místa míst", "návrh návrhy návrhů",
    "příspěvek příspěvky příspěvků", "nabídka nabídky nabídek nabídku", "metodika metodiky metodik metodiku",
    "vyhotovení", "posudek posudky posudků", "vzorek vzorky vzorků", "aktivita aktivity aktivit aktivitu", "škola školy škol",
    "organizace organizací", "obec obce obcí", "kontakt kontakty kontaktů", "zájemce zájemci zájemců", "návštěvník návštěvníků",
    "uchazeč uchazeči uchazečů uchazeče", "bod body bodů", "kredit kredity kreditů", "strategie strategií strategii",
    "koncepce koncepcí koncepci", "video videa videí", "modul moduly modulů", "stůl stoly stolů stolu", "smlouva smlouvy smluv smlouvu", "cesta cesty cest cestu", "plakát plakáty plakátů",
    "mediace mediací mediaci", "podnik podniky podniků", "pracoviště pracovišť", "skupina skupiny skupin",
    "asistent asistenti asistentů asistenty", "lektor lektoři lektorů lektory", "terénista terénisté terénistů", "výzva výzvy výzev",
    "služba služby služeb službu", "brožura brožury brožur brožuru", "fotografie fotografií", "film filmy filmů",
    "byt byty bytů", "centrum centra center", "lůžko lůžka lůžek", "hřiště hřišť", "učebna učebny učeben učebnu", "klub kluby klubů",
    "zaměstnanec zaměstnanci zaměstnanců zaměstnance", "zaměstnavatel zaměstnavatelé zaměstnavatelů", "firma firmy firem firmu",
    "parkoviště parkovišť", "intervence intervencí", "číslo čísla čísel", "koš koše košů", "lavička lavičky laviček", "kontejner kontejnery kontejnerů", "dokumentace dokumentací", "manuál manuály manuálů",
    "respondent respondenti respondentů respondenty", "zastupitel zastupitelé zastupitelů", "úředník úředníci úředníků úředníky",
)  # fmt: skip


def _forms(rows: tuple[str, ...]) -> dict[str, str]:
    return {key_of(case): row.split()[0] for row in rows for form in row.split() for case in _cases(form)}


def _cases(form: str) -> tuple[str, ...]:
    """A form and what regularly follows from it: „klientů“ gives „klientům“, „osoba“ gives „osobám“ and „osobách“."""
    if form.endswith("ů"):
        return form, form + "m"
    return (form, form + "m", form + "ch") if form.endswith("a") else (form,)


EVENTS = _forms(_EVENT_FORMS)
"""Meetings, trainings, reports: so many of them a year are a recurrence."""
STANDING = frozenset("byt centrum lůžko hřiště učebna klub parkoviště zaměstnanec zaměstnavatel firma".split())
"""What also stands somewhere already: a count of it is a target only after a word of promise."""
EVENT_NAMES = frozenset(EVENTS.values())
THINGS = EVENTS | _forms(_THING_FORMS)
"""All that can be counted toward a quota, by key; the value is the singular nominative."""
