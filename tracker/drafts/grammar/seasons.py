"""Terms for seasons."""

from tracker.drafts.grammar.almanac import Moment, months_moment
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins
from tracker.drafts.grammar.vocabulary import MEETING_PLACES, SEASONS
from tracker.drafts.grammar.years import following_year
from tracker.obligations.deadline import Precision

_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


@begins(words=lambda key: key in SEASONS or key.startswith(("letni", "zimni", "jarni", "podzimni")))
def season_name(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„létě“, „zimním období“, „letních měsících“: a season of every year, by its English name."""
    key = tokens[at].key
    if key in _SEASON_ADJECTIVES and tokens[at + 1].lemma in ("obdobi", "mesic", "sezona"):
        return _SEASON_ADJECTIVES[key], at + 2
    return (SEASONS[key], at + 1) if tokens[at].is_word and key in SEASONS else None


_SEASON_ADJECTIVES = {
    stem + ending: season
    for stem, season in (("letni", "summer"), ("zimni", "winter"), ("jarni", "spring"), ("podzimni", "autumn"))
    for ending in ("", "m", "ch", "ho")
}
_GENITIVE_SEASONS = ("jara", "leta", "podzimu", "zimy", "letu", "letem")


def _dated_season(tokens: Tokens, at: int) -> bool:
    """Whether „léta“ is a time of a year („do léta“, „léta 2019“) and no part of a name."""
    before = tokens[at - 1] if at else tokens[at]
    return is_year(tokens[at + 1]) or before.lemma in (
        "konec",
        "polovina",
        "zacatek",
        "prubeh",
        "behem",
        "do",
        "od",
        "pred",
        "po",
    )


def _described(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„letní období“, „jarních měsících“, „podzimním zasedání“ and what it is of the year."""
    name = season_name(tokens, at)
    return name or ((_SEASON_ADJECTIVES[tokens[at].key], at + 2) if tokens[at + 1].key in MEETING_PLACES else None)


def season(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„jaro 2017“, „na podzim“."""
    token = tokens[at]
    described = _described(tokens, at) if token.key in _SEASON_ADJECTIVES else None
    if described:
        first, last = _SEASON_MONTHS[described[0]]
        whole = following_year(tokens, described[1], months_moment(None, first, last, Precision.SEASON))
        return whole if whole[1] > described[1] else None
    name = SEASONS.get(token.key) if token.is_word else None
    if name and token.key in _GENITIVE_SEASONS and not _dated_season(tokens, at):
        return None
    if name is None or (
        token.key in ("leta", "lete") and tokens[at + 1].is_number and not token.text.lower().startswith("lét")
    ):
        return None
    first, last = _SEASON_MONTHS[name]
    return following_year(tokens, at + 1, months_moment(None, first, last, Precision.SEASON))
