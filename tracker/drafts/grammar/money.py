"""Terms for figures of money and shares."""

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import after_dot
from tracker.drafts.grammar.terms import begins, followed, once


@begins(numbers=True)
@once
def figure(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„2.700“, „980 000“, „6,6“, „150 tisíc“, „3,5 mil.“"""
    if not tokens[at].is_number:
        return None
    end = at + 1
    while end - at < 8:
        sign, digits = tokens[end], tokens[end + 1]
        if sign.is_number and sign.space and len(sign.text) == 3:
            end += 1
        elif sign.text in (",", ".") and not sign.space and digits.is_number and not digits.space:
            end += 2
        else:
            break
    if tokens[end].key.startswith(("tis", "mil", "mld")) and tokens[end].is_word:
        end = after_dot(tokens, end + 1)
    return "figure", end


_MONEY = {"kc", "czk", "eur", "€", "euro", "eura"}


@begins(words=lambda key: key in _MONEY or key.startswith("korun"), signs=",€")
def money_sign(tokens: Tokens, at: int) -> tuple[str, int] | None:
    token = tokens[at]
    if token.text == "," and tokens[at + 1].text == "-" and not tokens[at + 1].space:
        end = at + 2 if tokens[at + 2].text != "-" else at + 3
        return "money", end + 1 if tokens[end].key in ("kc", "k") else end
    if token.key in _MONEY or token.key.startswith("korun"):
        return "money", at + 1
    return None


@begins(numbers=True, then=followed(numbers=True, words=lambda key: key.startswith(("tis", "mil", "mld")), signs=".,"))
def big(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„150 tisíc“: a number with its thousand in words is money or people, never a deadline."""
    read = figure(tokens, at)
    return (
        read
        if read
        and tokens[read[1] - 1].key.startswith(("tis", "mil", "mld", "."))
        and read[1] - at > 1
        and any(tokens[n].key.startswith(("tis", "mil", "mld")) for n in range(at, read[1]))
        else None
    )


@begins(words=lambda key: key.startswith(("procent", "promile")), signs="%")
def percent(tokens: Tokens, at: int) -> tuple[str, int] | None:
    return ("percent", at + 1) if tokens[at].text == "%" or tokens[at].key.startswith(("procent", "promile")) else None
