"""Documents of our own, in the forms that come from towns, for the reading stage."""

from collections.abc import Sequence

from tracker.documents.plain import from_text
from tracker.drafts.draft import Draft
from tracker.drafts.drafting import draft_from

HEAD = (
    "činnost",
    "specifikace činnosti",
    "výstup",
    "odpovědnost územního celku",
    "odpovědnost ASZ",
    "termín dokončení",
)
PERIOD = "OBDOBÍ LEDEN 2030 – PROSINEC 2032"
MEETING = ("Lokální partnerství", "Společná jednání", "Záznam z jednání", "Svolání", "Účast", "3x ročně")

HEADER = """POPIS SPOLUPRÁCE V OBLASTI SOCIÁLNÍHO ZAČLEŇOVÁNÍ

Územní celek\tKamenice
Sídlo\tKamenice 1, 100 00
IČ\t00000019
Pověřený zástupce\tIng. Eva Malá
Manažer sociálního začleňování\tPetr Veselý

"""
APPROVAL = "\nDatum schválení popisu spolupráce územním celkem: 12.12.2029\n\nČíslo usnesení: ZM 7/29\n"


def table(*rows: Sequence[str], head: Sequence[str] = HEAD, period: str | None = PERIOD) -> str:
    """A table of tabs: the head, the period over all rows, the rows."""
    above = [] if period is None else [[period] + [""] * (len(head) - 1)]
    return "\n".join("\t".join(row) for row in [head, *above, *rows]) + "\n"


def description(*rows: Sequence[str], prose: str = "", head: Sequence[str] = HEAD, period: str | None = PERIOD) -> str:
    """A cooperation description with the given rows and paragraphs."""
    paragraphs = f"{prose}\n\n" if prose else ""
    return HEADER + paragraphs + table(*rows, head=head, period=period) + APPROVAL


def drafted(text: str) -> Draft:
    """The draft of a text."""
    return draft_from(from_text(text), name="popis.txt", fingerprint="0" * 64, draft_id="n1")


def kinds(draft: Draft) -> list[tuple[str, str | None]]:
    """The doubts of a draft: kind and owner."""
    return [(doubt.kind.value, owner) for doubt, owner in draft.all_doubts]
