"""Which kind of act a duty asks for, so that an event of the same kind can be proposed as its fulfilment."""

import re

from tracker.obligations.obligation import Act

_SIGNS: tuple[tuple[Act, str], ...] = (
    (Act.PARTNERSHIP_DISCUSSION, r"projednání.*(lp\b|lokální\w* partnerství)|(lp|partnerství) projedná"),
    (Act.COUNCIL_REPORT, r"zpráv\w* o plnění|zpráv\w*.*zastupitelstv|předlož\w*.*zastupitelstv"),
    (Act.COUNCIL_DECISION, r"schválení .*(zastupitelstv|radou)|zastupitelstv\w* schválí"),
    (Act.THREE_PARTY_MEETING, r"jednání.*(konzultant|asz).*(manažer|zástupc)|jednání o spolupráci|trojstrann"),
    (Act.PARTNERSHIP_MEETING, r"(jednání|setkání|schůzk\w*) (lokální\w* partnerství|lp\b)"),
    (Act.WORKING_GROUP, r"(jednání|setkání) pracovní|pracovní\w* skupin\w* se (sejde|schází)"),
    (Act.REVISION, r"\brevize|\brevidov|aktualizac"),
    (Act.RESEARCH, r"výzkum|analýz|šetření"),
    (Act.INDIVIDUAL_SUPPORT, r"individuální\w* (odborn\w* )?(podpor|konzultac)"),
    (Act.TRAINING, r"vzděláv|školení|seminář|workshop|kurz"),
    (Act.CONSULTATION, r"poradenství|konzultac"),
    (Act.DOCUMENT, r"zpracování|sestavení|příprava podkladů|dokument|\bplán|koncepc|strategi|zpráv"),
)


def act_of(title: str, outputs: tuple[str, ...] = ()) -> Act:
    """The act that a title names, else the one that its outputs do."""
    for words in (title.casefold(), " ".join(outputs).casefold()):
        for act, pattern in _SIGNS:
            if re.search(pattern, words):
                return act
    return Act.OTHER
