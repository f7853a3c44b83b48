"""What looks like a deadline and is none: numbers of acts, codes, money, addresses, times, measures, counted classes.

The masks are rules of the same engine; they run first, and what they take the deadline rules never see.
"""

from tracker.drafts.grammar import clocks, codes, counts, lengths, mask_words, moments, money, numbers, places, years
from tracker.drafts.grammar.lexer import HIDDEN, Kind, Token, Tokens
from tracker.drafts.grammar.numbers import after_dot
from tracker.drafts.grammar.pattern import Grammar, Rule
from tracker.drafts.grammar.terms import Term

_TERMS: dict[str, Term] = {
    "CODE": codes.plain_code, "LONG_CODE": codes.long_code, "FIGURE": money.figure, "MONEY": money.money_sign, "BIG": money.big, "PERCENT": money.percent, "PHONE": places.phone,
    "CLOCK": clocks.clock, "ANY_CLOCK": clocks.any_clock, "MEASURE": mask_words.word_of(mask_words.MEASURES), "PLACE": mask_words.word_of(mask_words.PLACES),
    "PLACE_OF": mask_words.word_of(mask_words.ROOMS),
    "RANK": mask_words.rank, "RANKED": mask_words.word_of(mask_words.RANKED), "NUMBERED": mask_words.word_of(mask_words.NUMBERED), "STREET_DAY": places.street_day, "ANY_DAY": places.any_day, "BUILDING": mask_words.word_of(mask_words.BUILDINGS), "NAMED_DAY": places.named_day, "NAMED_MONTH": places.named_month,
    "POST_CODE": places.post_code, "PROGRAMME": codes.programme, "YEARS": codes.years, "LIST_NUMBER": codes.list_number, "LEVELS": codes.three_levels,
    "RATE": lengths.rate, "LENGTH": lengths.length, "NUMBER": numbers.number, "BOUND": counts.bound, "TIMES": counts.times,
    "ISSUED": mask_words.word_of(mask_words.ISSUED), "ISSUE": codes.issue, "CAPITALS": mask_words.capitals, "SINCE": mask_words.word_of(mask_words.SINCE), "HELD": mask_words.word_of(mask_words.HELD), "BODY": mask_words.word_of(mask_words.BODIES), "BUDGET": mask_words.word_of(mask_words.BUDGETS), "BORN": mask_words.word_of(mask_words.BORN), "PEOPLE": mask_words.word_of(mask_words.PEOPLE), "FULL_DAY": clocks.full_day, "YEAR": years.bare_year, "IN_YEAR": years.year,
    "ACT": mask_words.word_of(mask_words.ACT_NOUNS), "MOMENT": moments.moment, "PERIOD_ADJECTIVE": lengths.period_adjective,
}  # fmt: skip


def _rule(reason: str, *patterns: str) -> Rule:
    return Rule(reason, patterns, lambda found, _: found)


LEFT_ALONE = "left alone"
"""The name of the rules that keep what a shorter mask would take."""
TIME = "time of day"
_LEADS_TO_DAY = {"od", "do"}
"""„od 7:00 dne 3. 5.“: the word belongs to the day behind the time, which is taken out."""

RULES = (
    _rule(
        LEFT_ALONE,
        "do ANY_CLOCK hodina od|ode|po",
        "do FULL_DAY hodina",
        "ucinny|ucinna|ucinne|platny|platna|platne od|ode MOMENT do|- MOMENT",
    ),
    _rule("issue", "ISSUED CAPITALS? ISSUE"),
    _rule(
        "past event",
        "SINCE od|ode MOMENT",
        "od|ode MOMENT dosud|doposud",
        "pred IN_YEAR",
        "od|ode MOMENT do soucasnosti|dneska|dnes",
        "SINCE jiz|uz od|ode MOMENT",
    ),
    _rule("period of an amount", "BUDGET obce|mesta|kraje|skoly? na|pro|za rok? YEAR"),
    _rule(
        "code",
        "LONG_CODE",
        "NUMBERED CODE",
        "cj|ico|ic|dic|vs|ss|ks|id|kod|spzn .? : CODE",
        "st . CODE",
        "NUMBERED c|cislo . CODE",
        "NUMBERED c|cislo CODE",
        "NUMBERED p|j|e|parc|u . CODE",
        "NUMBERED p|j|e . CODE - CODE",
        "NUMBERED CODE , CODE , CODE",
        "NUMBERED CODE , CODE",
        "§ CODE",
        "LEVELS",
    ),
    _rule(
        "money",
        "FIGURE MONEY",
        "FIGURE MONEY RATE",
        "RATE BOUND? FIGURE MONEY",
        "RATE BOUND? BIG",
        "RATE BOUND? BIG MONEY",
        "FIGURE MONEY / LENGTH",
        "FIGURE MONEY na|za kazdy? i? zapocaty|kalendarni? LENGTH",
        "FIGURE MONEY / m 2|3 / LENGTH",
        "FIGURE MONEY / m 2|3 / LENGTH za kazdy LENGTH",
        "za kazdy i? zapocaty|kalendarni? den prodleni",
        "BOUND FIGURE MONEY",
        "BOUND FIGURE MONEY RATE",
        "BOUND FIGURE MONEY na|za kazdy? LENGTH",
        "BIG",
        "BIG RATE",
        "BOUND BIG RATE",
        "FIGURE - FIGURE MONEY",
    ),
    _rule("percent", "FIGURE PERCENT", "BOUND FIGURE PERCENT", "FIGURE PERCENT RATE"),
    _rule("phone", "PHONE"),
    _rule(
        "address",
        "PLACE ANY_DAY",
        "PLACE ANY_DAY a ANY_DAY",
        "PLACE ANY_DAY CODE",
        "STREET_DAY",
        "BUILDING NAMED_DAY",
        "BUILDING NAMED_MONTH",
        "POST_CODE",
        "PLACE STREET_DAY",
        "psc CODE",
    ),
    _rule(
        TIME,
        "CLOCK",
        "CLOCK - CLOCK",
        "FULL_DAY hodina denne",
        "na|po ANY_CLOCK hodina denne",
        "od|v|ve|do|po|pred|na ANY_CLOCK hodina",
        "ANY_CLOCK - ANY_CLOCK h",
        "v|ve|od|do|okolo|po ANY_CLOCK hodina",
        "od ANY_CLOCK do ANY_CLOCK hodina",
        "CLOCK hodina",
        "od CLOCK do CLOCK",
        "v|od|do CLOCK hodina?",
        "ANY_CLOCK - ANY_CLOCK hodina",
        "od ANY_CLOCK hodina do ANY_CLOCK hodina",
        "ANY_CLOCK hodina - ANY_CLOCK hodina",
        "odjezd|prijezd|navrat|sraz|prichod|odchod|zacatek|konec|otevreno|zavreno|priblizne|kolem|okolo :? cca|asi|kolem? .? ANY_CLOCK hodina",
    ),
    _rule(
        "measure",
        "BOUND? FIGURE MEASURE",
        "FIGURE x FIGURE MEASURE",
        "potrva|trva|potrvaji|trvaji|zabere BOUND? NUMBER hodina|minuta",
        "FIGURE x FIGURE x FIGURE MEASURE",
        "od|do FIGURE MEASURE",
    ),
    _rule("share", "TIMES FIGURE uvazku|uvazek|uv", "FIGURE uvazku|uvazek|uv|uvazky", "TIMES ( FIGURE uvazku )"),
    _rule(
        "age",
        "ve veku od? FIGURE - FIGURE rok",
        "ve veku od? FIGURE do FIGURE rok",
        "ve veku od|do|nad|pod? FIGURE rok",
        "FIGURE - FIGURE rok veku",
        "nad|starsi|mladsi|pod|starsich|mladsich FIGURE rok",
        "do|od FIGURE rok veku|vek",
        "od NUMBER do NUMBER rok",
        "ve veku zpravidla|obvykle od? NUMBER do|- NUMBER rok",
        "( FIGURE - FIGURE rok )",
        "FIGURE rok veku",
        "PEOPLE do|od|nad|pod|, FIGURE rok",
        "PEOPLE od FIGURE do FIGURE rok",
    ),
    _rule(
        "past period",
        "za|v poslednich|uplynulych|predchozich|predeslych LENGTH",
        "poslednich|uplynulych LENGTH",
        "v|ve obdobi LENGTH pred|prede",
    ),
    _rule(
        "more or less than",
        "nad|pod FIGURE hodina|osob|zaku|deti",
        "vice|mene nez FIGURE hodina",
        "vice|mene nez FIGURE hodina RATE",
    ),
    _rule(
        "day of force",
        "nabyva|nabyla|nabyde|nabude|nabylo ucinnost|platnosti|ucinnosti dnem|dne|od? MOMENT",
        "ucinnost : MOMENT",
        "ucinny|ucinna|ucinne|ucinnem|platny|platna|platne|platnem od|ode MOMENT",
        "nabyti|nabytim|nabyla ucinnost|ucinnosti|platnosti :? dnem|dne|od|ke|k? MOMENT",
        "platnost : MOMENT",
    ),
    _rule(
        "people in a room",
        "NUMBER pracovnik|pracovnika|pracovnici|ucitel|lektor|asistent na NUMBER",
        "BOUND? NUMBER osob|osoby|deti|zaku|klientu na|v PLACE_OF",
    ),
    _rule("population", "do|nad|pod|od FIGURE obyvatel", "BOUND FIGURE obyvatel"),
    _rule("ordinal", "RANK RANKED"),
    _rule(
        "date of an act",
        "ze dne? :? MOMENT",
        "posledni|predchozi aktualizace|revize|zmena|kontrola :? MOMENT",
        "tiskova zprava :|-? MOMENT",
        "doba vyveseni :|od? MOMENT -|do MOMENT",
        "last update|updated|modified|change :? MOMENT",
        "posted|published|updated|created|modified on|by|at|:? MOMENT",
        "aktualizovano|publikovano|zverejneno|vlozeno|vystaveno|vytvoreno|stazeno|tisk : MOMENT",
        "vznik|zalozeni|zrizeni|registrace organizace|spolku|spolecnosti|skoly|obce? :? MOMENT",
        "z MOMENT",
        "z|ze obdobi YEARS",
        "z|ze RANK? HELD BODY|CAPITALS? BODY|CAPITALS? konaneho|konane? dne? MOMENT",
        "z let YEARS",
        "ACT c? .? CODE ze dne MOMENT",
        "datovany|datovana|datovane|datum narozeni|vydani|vystaveni :? MOMENT",
        "BORN dne|v|ve|po|pred|od|do|k? MOMENT",
        "BORN od|v|mezi? MOMENT do|az|-|a MOMENT",
        "( CAPITALS MOMENT )",
        "( aktualizace|aktualizovano|platna|ucinna k|ke|od? MOMENT )",
        "datum schvaleni|podpisu|vyhotoveni|zapisu|zpracovani|narozeni|vydani|vzniku :? MOMENT",
    ),
    _rule(
        "scope_not_date",
        "PROGRAMME YEARS",
        "programovem|programove|programoveho obdobi YEARS",
        "vyzev|vyzvy|vyzva|vyzvach programme=PROGRAMME CODE",
    ),
    _rule("list number", "LIST_NUMBER"),
)

GRAMMAR = Grammar(RULES, _TERMS)


def masked(tokens: Tokens) -> tuple[Tokens, list[tuple[Token, str]]]:
    """The tokens with every masked stretch as one ``MASK`` token, and those with their reasons."""
    kept: list[Token] = []
    hidden: list[tuple[Token, str]] = []
    at = 0
    while (token := tokens[at]).kind is not Kind.END:
        if token.kind is Kind.MASK:
            hidden.append((token, "run without spaces"))
        match = None if token.kind is Kind.MASK else next(iter(GRAMMAR.matches(tokens, at)), None)
        if match is None or match[0].name == LEFT_ALONE:
            kept.append(token)
            at += 1
            continue
        rule, found = match
        leads = rule.name == TIME and token.key in _LEADS_TO_DAY and tokens[after_dot(tokens, found.end)].key == "dne"
        mask = mask_of(tokens[found.start + leads], tokens[found.end - 1])
        kept.append(token if leads else mask)
        hidden.append((mask, rule.name))
        at = after_dot(tokens, found.end) if leads else found.end
    return (Tokens(kept + tokens[at:]), hidden) if hidden else (tokens, hidden)


def mask_of(first: Token, last: Token) -> Token:
    return Token(Kind.MASK, HIDDEN, HIDDEN, HIDDEN, first.start, last.end, first.space, first.line)
