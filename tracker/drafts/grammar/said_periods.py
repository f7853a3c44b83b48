"""Terms for a period told by words: „každého kalendářního měsíce“, „v následujícím měsíci“, „roku následujícího“."""

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.terms import Term, begins
from tracker.drafts.grammar.vocabulary import LEMMAS

_SUCH = ("kazdy", "dany", "kalendarni")
_NEXT = ("nasledujici", "dalsi")
_MOST_SUCH = 3


def _begins_such(key: str) -> bool:
    return key in ("v", "ve") or key.startswith(
        ("kazd", "dan", "prislus", "stavajic", "kalend", "rozpoct", "ucetn", "tehoz", "mesic")
    )


def _begins_next(key: str) -> bool:
    return key in ("v", "ve", "roku", "rok", "roce") or key.startswith(("nasledujic", "dalsi", "kalend", "mesic"))


def such(unit: str) -> Term:
    """„každého měsíce“, „daného kalendářního roku“, „v měsíci“: any period of a kind."""

    @begins(words=_begins_such)
    def term(tokens: Tokens, at: int) -> tuple[str, int] | None:
        end = at + 1 if tokens[at].key in ("v", "ve") else at
        first = end
        while end - first < _MOST_SUCH and tokens[end].lemma in _SUCH:
            end += 1
        named = end > first or (end > at and unit == "mesic")
        return ("such", end + 1) if named and tokens[end].lemma == unit and tokens[end].key != "let" else None

    return term


@begins(words={"konce"})
def end_of_next_month(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„konce následujícího měsíce“"""
    return following("mesic")(tokens, at + 1) if tokens[at].key == "konce" else None


@begins(words=lambda key: LEMMAS.get(key) == "letosni")
def this(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„tohoto“, „běžného“ before a period."""
    return ("this", at + 1) if tokens[at].lemma == "letosni" else None


def following(unit: str) -> Term:
    """„následujícího měsíce“, „v měsíci následujícím po…“, „následujícího kalendářního roku“."""

    @begins(words=_begins_next)
    def term(tokens: Tokens, at: int) -> tuple[str, int] | None:
        at = at + 1 if tokens[at].key in ("v", "ve") else at
        before = tokens[at].lemma in _NEXT
        at = at + 1 if before else at
        at = at + 1 if tokens[at].lemma == "kalendarni" else at
        if tokens[at].lemma != unit:
            return None
        if not before:
            return ("next", at + 2) if tokens[at + 1].lemma in _NEXT else None
        return "next", at + 1

    return term
