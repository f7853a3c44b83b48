"""The catalogue record of the published reports, after DCAT-AP-CZ, and the schema of their CSV, after CSVW.

Only what was published is described: every published version is a data set with its distributions. The catalogue names
the addresses at which the records of the data sets are; harvesters follow them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.reports.table import Kind, Table

PUBLISHER = "https://rpp-opendata.egon.gov.cz/odrpp/zdroj/orgán-veřejné-moci/66002222"
"""The ministry that ASZ is a part of, by its identifier among public authorities."""
_CONTEXT = (
    "https://ofn.gov.cz/rozhraní-katalogů-otevřených-dat/2021-01-11/kontexty/rozhraní-katalogů-otevřených-dat.jsonld"
)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_THEMES = "http://publications.europa.eu/resource/authority/data-theme/"
_TERMS = "https://data.gov.cz/podmínky-užití/"
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
_DATATYPES: dict[Kind, Any] = {
    Kind.DAY: "date",
    Kind.NUMBER: {"base": "decimal", "format": {"decimalChar": ","}},
    Kind.MONEY: {"base": "decimal", "format": {"decimalChar": ","}},
    Kind.SHARE: "integer",
}


@dataclass(frozen=True, slots=True)
class DataSet:
    """One published version with the addresses of its record, its page, its files and the schema of its CSV."""

    record: str
    title: str
    description: str
    page: str
    csv: str
    json: str
    schema: str
    json_schema: str
    year: int
    published: date


def catalogue(base: str, records: Iterable[str]) -> dict[str, Any]:
    """The catalogue as JSON-LD; ``records`` are the addresses of its data sets."""
    return {
        "@context": _CONTEXT,
        "iri": base,
        "typ": "Katalog",
        "název": {"cs": "Zprávy o plnění popisů spolupráce"},
        "popis": {"cs": "Co si obce a Agentura pro sociální začleňování dohodly a co z toho splnily."},
        "poskytovatel": PUBLISHER,
        "datová_sada": list(records),
    }


def csv_schema(table: Table, csv: str) -> dict[str, Any]:
    """What the columns of the CSV file hold (CSV on the Web)."""
    columns = [
        {"titles": column.title, "name": column.key, "datatype": _DATATYPES.get(column.kind, "string")}
        for column in table.columns
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "cs"}],
        "url": csv,
        "dialect": {"delimiter": ";", "encoding": "utf-8"},
        "tableSchema": {"columns": columns},
    }


def data_set_record(data_set: DataSet) -> dict[str, Any]:
    """One data set with its distributions as JSON-LD."""
    return {
        "@context": _CONTEXT,
        "iri": data_set.record,
        "typ": "Datová sada",
        "název": {"cs": data_set.title},
        "popis": {"cs": data_set.description},
        "poskytovatel": PUBLISHER,
        "prvek_rúian": ["https://linked.cuzk.cz/resource/ruian/stat/1"],
        "klíčové_slovo": {"cs": ["sociální začleňování", "popis spolupráce", "plnění závazků"]},
        "téma": [f"{_THEMES}SOCI", f"{_THEMES}GOVE"],
        "dokumentace": data_set.page,
        "periodicita_aktualizace": _FREQUENCY,
        "časové_pokrytí": {
            "typ": "Časový interval",
            "začátek": f"{data_set.year}-01-01",
            "konec": f"{data_set.year}-12-31",
        },
        "datum_vydání": data_set.published.isoformat(),
        "distribuce": [
            _distribution(data_set.csv, "CSV", "text/csv", data_set.schema),
            _distribution(data_set.json, "JSON", "application/json", data_set.json_schema),
        ],
    }


def _distribution(address: str, kind: str, media: str, schema: str) -> dict[str, Any]:
    return {
        "iri": f"{address}#distribuce",
        "typ": "Distribuce",
        "přístupové_url": address,
        "soubor_ke_stažení": address,
        "formát": f"{_FILE_TYPES}{kind}",
        "typ_média": f"http://www.iana.org/assignments/media-types/{media}",
        "podmínky_užití": {
            "typ": "Specifikace podmínek užití",
            "autorské_dílo": LICENCE,
            "databáze_jako_autorské_dílo": LICENCE,
            "databáze_chráněná_zvláštními_právy": f"{_TERMS}není-chráněna-zvláštním-právem-pořizovatele-databáze/",
            "osobní_údaje": f"{_TERMS}neobsahuje-osobní-údaje/",
        },
        "schéma": schema,
    }
