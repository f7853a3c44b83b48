"""The fourteen regions (kraje) by their codes CZ-NUTS 3, with the names and the letters that people know them by."""

from enum import StrEnum

from tracker.timeline.folding import folded


class Region(StrEnum):
    """A region by its code."""

    PRAHA = "CZ010"
    STREDOCESKY = "CZ020"
    JIHOCESKY = "CZ031"
    PLZENSKY = "CZ032"
    KARLOVARSKY = "CZ041"
    USTECKY = "CZ042"
    LIBERECKY = "CZ051"
    KRALOVEHRADECKY = "CZ052"
    PARDUBICKY = "CZ053"
    VYSOCINA = "CZ063"
    JIHOMORAVSKY = "CZ064"
    OLOMOUCKY = "CZ071"
    ZLINSKY = "CZ072"
    MORAVSKOSLEZSKY = "CZ080"

    @property
    def called(self) -> str:
        """The name of the region."""
        return _NAMES[self][0]

    @property
    def letters(self) -> str:
        """Its abbreviation, for places where the name has no room."""
        return _NAMES[self][1]


_NAMES = {
    Region.PRAHA: ("Hlavní město Praha", "PHA"),
    Region.STREDOCESKY: ("Středočeský kraj", "STČ"),
    Region.JIHOCESKY: ("Jihočeský kraj", "JHČ"),
    Region.PLZENSKY: ("Plzeňský kraj", "PLK"),
    Region.KARLOVARSKY: ("Karlovarský kraj", "KVK"),
    Region.USTECKY: ("Ústecký kraj", "ULK"),
    Region.LIBERECKY: ("Liberecký kraj", "LBK"),
    Region.KRALOVEHRADECKY: ("Královéhradecký kraj", "HKK"),
    Region.PARDUBICKY: ("Pardubický kraj", "PAK"),
    Region.VYSOCINA: ("Kraj Vysočina", "VYS"),
    Region.JIHOMORAVSKY: ("Jihomoravský kraj", "JHM"),
    Region.OLOMOUCKY: ("Olomoucký kraj", "OLK"),
    Region.ZLINSKY: ("Zlínský kraj", "ZLK"),
    Region.MORAVSKOSLEZSKY: ("Moravskoslezský kraj", "MSK"),
}


def region_named(words: str) -> Region | None:
    """The region told by its code, its letters or its name, with or without the word „kraj“."""
    said = _bare(words)
    return next((r for r in Region if said in (_bare(r.value), _bare(r.letters), _bare(r.called))), None)


def _bare(name: str) -> str:
    return folded(name).replace("kraj", "").replace("hlavni mesto", "").strip()
