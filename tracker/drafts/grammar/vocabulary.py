"""Czech words of time, with all their case forms, as keys without diacritics.

A key is the word in lower case without accents: damaged or forgotten diacritics then read like the word itself.
``LEMMAS`` takes every form to one name; the rules speak of those names only.
"""

from functools import lru_cache

_PLAIN = str.maketrans(
    "áčďéěíľĺňóôŕřšťúůüýžäöàâêîçëïłńśżąęćőű",
    "acdeeillnoorrstuuuyzaoaaeiceilnszaecou",
)


def key_of(word: str) -> str:
    """The word in lower case without diacritics."""
    return word.lower().translate(_PLAIN)


MONTHS: dict[str, int] = {}
"""Month number by any case form."""
MONTH_ADJECTIVES: dict[str, int] = {}
"""„na zářijovém jednání“"""
SPELLING: dict[str, str] = {}
"""How a key is spelt, for the words that are mended."""

_MONTH_FORMS = (
    "leden ledna lednu lednem",
    "únor února únoru únorem",
    "březen března březnu březnem",
    "duben dubna dubnu dubnem",
    "květen května květnu květnem",
    "červen června červnu červnem",
    "červenec července červenci červencem",
    "srpen srpna srpnu srpnem",
    "září zářím",
    "říjen října říjnu říjnem",
    "listopad listopadu listopadem",
    "prosinec prosince prosinci prosincem",
)
_MONTH_STEMS = "ledn únor březn dubn květn červn červenc srpn září říjn listopad prosinc"
_ADJECTIVE_ENDINGS = (
    "ový",
    "ová",
    "ové",
    "ového",
    "ovému",
    "ovém",
    "ovým",
    "ovou",
    "ových",
    "ovými",
    *("jový", "jová", "jové", "jového", "jovému", "jovém", "jovým", "jovou", "jových"),
)

for _number, (_forms, _stem) in enumerate(zip(_MONTH_FORMS, _MONTH_STEMS.split(), strict=True), start=1):
    MONTHS |= {key_of(form): _number for form in _forms.split()}
    SPELLING |= {key_of(form): form for form in _forms.split()}
    MONTH_ADJECTIVES |= {key_of(_stem + ending): _number for ending in _ADJECTIVE_ENDINGS}

_SEPTEMBER = 9
_GENITIVES = {
    key_of(forms.split()[0 if number == _SEPTEMBER else 1]): number
    for number, forms in enumerate(_MONTH_FORMS, start=1)
}


@lru_cache(maxsize=4096)
def month_slip(key: str) -> int | None:
    """The month whose genitive was meant when one letter is lost, added, wrong, or changed places with the next."""
    if key in MONTHS or not 4 <= len(key) <= 10:
        return None
    return next((number for right, number in _GENITIVES.items() if is_slip(key, right)), None)


def is_slip(key: str, right: str) -> bool:
    """Whether one key stroke leads from one word to the other; the first letter stands."""
    if key[0] != right[0] or abs(len(key) - len(right)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(key, right, strict=False)) if a != b), min(len(key), len(right)))
    swapped = right[:at] + right[at + 1 : at + 2] + right[at : at + 1] + right[at + 2 :]
    return key == swapped or key[at + 1 :] in (right[at + 1 :], right[at:]) or key[at:] == right[at + 1 :]


MONTH_SHORTS = {
    "led": 1, "un": 2, "unor": 2, "bre": 3, "brez": 3, "dub": 4, "kve": 5, "kvet": 5, "cvn": 6, "cervn": 6, "cvc": 7,
    "cervc": 7, "srp": 8, "zar": 9, "rij": 10, "lis": 11, "list": 11, "pro": 12, "pros": 12,
}  # fmt: skip
"""Months cut short, where a dot stands after them: „říj. 2019“, „3. bře.“"""

ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip

ROMAN_LOOKS = {look for key in ROMAN for look in (key.upper(), key if len(key) > 1 else key.upper())}
"""How Roman numbers are written: the small „v“ and „i“ are words."""

WEEKDAYS: dict[str, str] = {}
"""Weekday code by any case form."""

for _code, _day_forms in {
    "mon": "pondeli pondelim pondelky pondelcich",
    "tue": "utery uterky uterku",
    "wed": "streda stredu stredy strede stredou",
    "thu": "ctvrtek ctvrtka ctvrtku ctvrtky ctvrtkem",
    "fri": "patek patku patky patkem",
    "sat": "sobota sobotu soboty sobote sobotou",
    "sun": "nedele nedeli",
}.items():
    WEEKDAYS |= dict.fromkeys(_day_forms.split(), _code)

WEEKDAY_SHORT = {"po": "mon", "ut": "tue", "st": "wed", "ct": "thu", "pa": "fri", "so": "sat", "ne": "sun"}

SEASONS: dict[str, str] = {}
for _season, _season_forms in {
    "spring": "jaro jara jare jarem",
    "summer": "leto leta lete letem",
    "autumn": "podzim podzimu podzimem",
    "winter": "zima zimy zime zimu zimou",
}.items():
    SEASONS |= dict.fromkeys(_season_forms.split(), _season)

LEMMAS: dict[str, str] = {}
"""Lemma by any case form, for the words that the rules name."""

for _lemma, _lemma_forms in {
    # units of time
    "den": "den dne dni dny dnu dnem dnech dnum dnyma",
    "tyden": "tyden tydne tydnu tydny tydnem tydnech tydnum tyd",
    "mesic": "mesic mesice mesici mesicem mesicu mesicich mesicum mes",
    "ctvrtleti": "ctvrtleti ctvrtletim ctvrtletich ctvrtroku ctvrtrok kvartal kvartalu kvartaly kvartale kvartalem q ctvrtl",
    "pololeti": "pololeti pololetim pololetich pulroku pulrok pulroce polrok polroku pol pulleti semestr semestru semestrem",
    "rok": "rok roku roce roky rokem let rocich letech letum lety leta roka r",
    "hodina": "hodina hodiny hodin hodinu hodinach hodinam hodinou hodinami hod h",
    "minuta": "minuta minuty minut minutu minutach",
    # words around a term
    "konec": "konec konce konci koncem zaver zaveru zaverem",
    "zacatek": "zacatek zacatku zacatkem pocatek pocatku pocatkem",
    "polovina": "polovina poloviny polovine polovinu polovinou pulka pulky pulce pulku pulkou pule puli",
    "prelom": "prelom prelomu",
    "prubeh": "prubeh prubehu",
    "obdobi": "obdobi obdobim obdobich",
    "interval": "interval intervalu intervaly intervalech intervalem perioda periody periode periodach cyklus cyklu cykly cyklech rytmus rytmu odstup odstupu odstupech",
    "doba": "doba doby dobu dobe dobou",
    "lhuta": "lhuta lhuty lhute lhutu lhutou",
    "skolni": "skolni skolniho skolnim skolnich sk",
    "kalendarni": "kalendarni kalendarniho kalendarnim kalendarnich rozpoctovy rozpoctoveho rozpoctovem ucetniho ucetnim",
    "pracovni": "pracovni pracovnich pracovniho pracovnim prac",
    "kazdy": "kazdy kazda kazde kazdeho kazdem kazdemu kazdou kazdym kazdych",
    "kazdorocni": "kazdorocni kazdorocniho kazdorocnim kazdorocnich kazdorocnimi",
    "lichy": "lichy licha liche licheho lichem lichou lichych",
    "sudy": "sudy suda sude sudeho sudem sudou sudych",
    "dany": "dany daneho danem danemu prislusny prislusneho prislusnem tehoz temze predepsaneho stavajiciho stavajicim",
    "nasledujici": "nasledujici nasledujiciho nasledujicim",
    "dalsi": "dalsi dalsiho dalsim dalsich",
    "pristi": "pristi pristiho pristim nadchazejici nadchazejiciho nadchazejicim",
    "letosni": "letosni letosniho letosnim tohoto tomto bezneho beznem aktualniho aktualnim",
    "lonsky": "lonsky lonskeho lonskem minuleho minulem predchoziho predchozim predesleho uplynuleho",
    "posledni": "posledni posledniho poslednim poslednimu",
    "prvni": "prvni prvniho prvnim",
    "druhy": "druha druhe druhou druhy druheho druhem",
    "vypovedni": "vypovedni vypovedniho",
    "predstih": "predstih predstihu predstihem",
    "termin": "termin terminu terminem terminy t",
}.items():
    LEMMAS |= dict.fromkeys(_lemma_forms.split(), _lemma)


@lru_cache(maxsize=4096)
def adverb_slip(key: str) -> str | None:
    """„roně“, „ročn“ after a count: the adverb that was meant."""
    known = key in ADVERBS or key in PERIOD_ADJECTIVES or key in LEMMAS
    return None if known else next((adverb for adverb in ADVERBS if is_slip(key, adverb)), None)


MEETING_PLACES = set("zasedani jednani schuzi schuzce setkani porade konferenci".split())
"""What a month or a season describes: „na zářijovém jednání“."""

ADVERBS: dict[str, tuple[int, str]] = {}
"""„čtvrtletně“: how many of which period lie between two turns."""
for _period, _adverbs in {
    "day": "denně každodenně",
    "week": "týdně každotýdně",
    "month": "měsíčně každoměsíčně",
    "quarter": "čtvrtletně kvartálně čtvrtročně",
    "half-year": "pololetně půlročně pulročně",
    "year": "ročně každoročně",
}.items():
    ADVERBS |= {key_of(adverb): (1, _period) for adverb in _adverbs.split()}
    SPELLING |= {key_of(adverb): adverb for adverb in _adverbs.split()}

PERIOD_ADJECTIVES: dict[str, tuple[int, str]] = {}
"""„v měsíčních intervalech“"""
for _adjective, _length in {
    "denni": (1, "day"), "tydenni": (1, "week"), "mesicni": (1, "month"), "ctvrtletni": (1, "quarter"),
    "kvartalni": (1, "quarter"), "pololetni": (1, "half-year"), "pulrocni": (1, "half-year"), "rocni": (1, "year"),
    "lety": (1, "year"), "leta": (1, "year"), "lete": (1, "year"),
}.items():  # fmt: skip
    _ends = ("", "ho", "m", "mu", "ch", "mi") if _adjective.endswith("i") else ("", "m", "ho", "mu", "ch", "mi")
    PERIOD_ADJECTIVES |= {_adjective + ending: _length for ending in _ends}

_STATES = (
    "průběžně trvale nepřetržitě kontinuálně neustále soustavně stále průběžný trvalý permanentně celoročně dlouhodobě"
)
STATES = {key_of(state) for state in _STATES.split()}
"""Words for what goes on all the time."""
SPELLING |= {key_of(state): state for state in _STATES.split()}

SPELLING |= {
    key_of(word): word
    for word in "průběhu potřeby nejpozději pololetí čtvrtletí pololetích čtvrtletích neprodleně školního termín měsíců".split()
}
