"""What somebody asks a report about, read from the address of the page; the address is the wish written down again."""

from collections.abc import Mapping
from typing import Any

from tracker.operations.ground import Work
from tracker.operations.report_catalogue import Offer
from tracker.operations.report_wish import Ask, Wish
from tracker.web.fields import day, whole


def wish_of(work: Work, offer: Offer, given: Mapping[str, str]) -> Wish:
    """The wish of the address; whoever reaches one town alone need not name it. Raises ``Refused``."""
    return Wish(
        town=whole(given, "obec") or _only_town(work, offer),
        year=whole(given, "rok", 2000) or (work.today.year if Ask.YEAR in offer.asks else None),
        first=day(given, "od", work.today),
        last=day(given, "do", work.today),
        agreement=whole(given, "dokument"),
        programme=whole(given, "program"),
        towns=tuple(int(number) for number in given.get("obce", "").replace(",", " ").split() if number.isdecimal()),
        day=work.today,
        known=day(given, "znamo_k", work.today),
    )


def address_of(wish: Wish) -> dict[str, Any]:
    """The parameters of an address that stands for the wish; the day goes by itself (``stav_k``)."""
    told = {
        "obec": wish.town,
        "rok": wish.year,
        "od": wish.first.isoformat() if wish.first else None,
        "do": wish.last.isoformat() if wish.last else None,
        "dokument": wish.agreement,
        "program": wish.programme,
        "obce": ",".join(map(str, wish.towns)) or None,
        "znamo_k": wish.known.isoformat() if wish.known else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _only_town(work: Work, offer: Offer) -> int | None:
    towns = work.municipality_ids() if Ask.TOWN in offer.asks else []
    return towns[0] if len(towns) == 1 else None
