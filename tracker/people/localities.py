"""The regions of the localities that documents of ASZ name, and of nobody else by that name that it works with.

A municipality founded from a document gets its region from here; whoever keeps the country sets it for the others.
"""

from tracker.people.regions import Region
from tracker.timeline.folding import folded

_BY_REGION = {
    Region.STREDOCESKY: "Kolín, Kutná Hora, Příbram, Slaný",
    Region.JIHOCESKY: "České Velenice, Písek",
    Region.KARLOVARSKY: "Jáchymov, Sokolov, Teplá, Toužim",
    Region.USTECKY: (
        "Bílina, Děčín, Chomutov, Jirkov, Kadaň, Litvínov, Most, Obrnice, Postoloprty, Roudnice nad Labem, "
        "Roudnice n L, Rumburk, Štětí, Trmice, Vejprty"
    ),
    Region.LIBERECKY: "Frýdlantsko, Liberec, Nový Bor, Smržovka, Velké Hamry",
    Region.VYSOCINA: "Havlíčkův Brod, Žďár nad Sázavou",
    Region.JIHOMORAVSKY: "Brno, Břeclav",
    Region.OLOMOUCKY: "Jesenicko",
    Region.ZLINSKY: "Valašské Meziříčí, Vsetín",
    Region.MORAVSKOSLEZSKY: (
        "Bruntál, Budišov nad Budišovkou, Čermná ve Slezsku, Havířov, Karlova Studánka, Karlovice, Krnov, Ludvíkov, "
        "Odry, Ostrava, Široká Niva, Vítkov, Vrbensko, Vrbno pod Pradědem"
    ),
}
_REGIONS = {folded(name): region for region, names in _BY_REGION.items() for name in names.split(", ")}


def region_of_locality(name: str) -> Region | None:
    """The region of a locality that ASZ works with; of several in one name, the region that all known ones share."""
    names = [part.strip() for part in name.split(",")]
    found = {_REGIONS[folded(part)] for part in names if folded(part) in _REGIONS}
    return found.pop() if len(found) == 1 else None
