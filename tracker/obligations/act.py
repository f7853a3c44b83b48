"""Which act a duty asks for, read from its Czech words.

The words of the duty itself weigh most, then its heading, then what it should yield. Words that name several acts
decide nothing alone: the next are asked, and only when all are undecided does the first act named win. What stands in
brackets is an aside and names nothing.
"""

import re
from collections.abc import Sequence

from tracker.obligations.obligation import Act
from tracker.timeline.folding import folded

_PATTERNS: tuple[tuple[Act, str], ...] = (
    (
        Act.COUNCIL_REPORT,
        r"zprav\w*[^.;\n]{0,60}zastupitelst\w*|zastupitelst\w*[^.;\n]{0,40}zprav\w*|zprav\w* o plneni",
    ),
    (
        Act.COUNCIL_DECISION,
        r"(schval|usnesen|rozhodnut)\w*[^.;\n]{0,40}(zastupitelst|\brad)\w*|usnesen\w*|\bschvalen\w*",
    ),
    (
        Act.PARTNERSHIP_DISCUSSION,
        r"projedn\w*[^.;\n]{0,40}(\blp\b|lokaln\w* partnerstv\w*)|(\blp\b|lokaln\w* partnerstv\w*) projedn\w*",
    ),
    (
        Act.THREE_PARTY_MEETING,
        r"(jednan|schuz|setkan)\w*[^.;\n]{0,20}konzultant\w*[^.;\n]{0,60}(manazer|zastupc)\w*|tr[oi]j?strann\w*"
        r"|jednani o spolupraci",
    ),
    (Act.RESEARCH, r"vyzkum\w*( \w+)? zprav\w*|(tematick\w* )?vyzkum\w*"),
    (Act.INDIVIDUAL_SUPPORT, r"individualn\w*( \w+)? (podpor|konzultac|pomoc|poradenstv)\w*"),
    (Act.TRAINING, r"(vzdelav|skolen|proskol|seminar|workshop|prednask|certifik)\w*|\bkurz\w*"),
    (Act.REVISION, r"(lokaln\w* partnerstv\w*|\blp\b)[^.;\n]{0,20}aktualiz\w*|\b(reviz|revido|revidu|aktualiz)\w*"),
    (Act.PARTNERSHIP_MEETING, r"lokaln\w* partnerstv\w*|\blp\b"),
    (Act.WORKING_GROUP, r"pracovn\w* skupin\w*|\bps\b"),
    (Act.CONSULTATION, r"\b(poradenstv|konzultac|konzultov)\w*"),
    (Act.DOCUMENT, r"\b(podklad|dokument|koncepc|strategi|metodik|smernic|zprav|analyz|navrh)\w*|\bplan\w*|\bpsz\b"),
)
_ASIDE = re.compile(r"\([^)]*\)")
_NAMED = re.compile("|".join(f"(?P<{act.name}>{pattern})" for act, pattern in _PATTERNS))


def act_of(title: str, quote: str, outputs: Sequence[str]) -> Act:
    """The act that the duty asks for; ``Act.OTHER`` when no word tells."""
    named = [_named_acts(text) for text in (quote, title, " ; ".join(outputs))]
    decided = (acts[0] for acts in named if len(set(acts)) == 1)
    undecided = (acts[0] for acts in named if acts)
    return next(decided, next(undecided, Act.OTHER))


def _named_acts(text: str) -> list[Act]:
    """The acts in the order in which they are named. A document is what most acts leave behind: it counts if alone."""
    acts = [Act[match.lastgroup] for match in _NAMED.finditer(_ASIDE.sub(" ", folded(text))) if match.lastgroup]
    return [act for act in acts if act is not Act.DOCUMENT] or acts
