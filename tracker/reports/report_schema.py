"""The schema of the JSON form in which a report is published (JSON Schema 2020-12)."""

from typing import Any

from tracker.reports.table import Kind


def report_schema() -> dict[str, Any]:
    """What the JSON form of a published report holds (JSON Schema)."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    column = {
        "key": text,
        "title": text,
        "kind": {"enum": [kind.value for kind in Kind]},
        "width": {"type": "integer"},
        "internal": {"const": False},
    }
    rows = {"type": "array", "items": {"type": "array", "items": {"$ref": "#/$defs/cell"}}}
    table = {
        "key": text,
        "title": text,
        "columns": {"type": "array", "minItems": 1, "items": _closed(column)},
        "rows": rows,
        "total": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/$defs/cell"}}]},
    }
    segment = _closed({"kind": text, "words": text, "count": {"type": "number"}})
    bar = _closed({"name": text, "segments": {"type": "array", "items": segment}, "whole": {"type": "number"}})
    part = {
        "heading": text,
        "level": {"type": "integer", "minimum": 1},
        "text": {"type": "array", "items": {"$ref": "#/$defs/cell"}},
        "facts": {"type": "array", "items": {"type": "array", "prefixItems": [text, {"$ref": "#/$defs/cell"}]}},
        "table": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/table"}]},
    }
    said = _closed({"key": text, "words": text})
    link = _closed({"words": text, "to": text, "number": {"type": ["integer", "string"]}})
    atom = {"anyOf": [{"type": ["string", "number", "null"]}, said, link]}
    day = {"type": "string", "format": "date"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Zveřejněná zpráva",
        **_closed(
            {
                "report": text,
                "title": text,
                "subject": text,
                "day": day,
                "known": day,
                "counted": text,
                "summary": texts,
                "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}},
                "data": {"type": "array", "items": {"$ref": "#/$defs/table"}},
            },
            figures={"type": "array", "items": _closed({"words": text, "number": {"type": "number"}, "beside": text})},
        ),
        "$defs": {
            "atom": atom,
            "cell": {"anyOf": [{"$ref": "#/$defs/atom"}, {"type": "array", "items": {"$ref": "#/$defs/atom"}}]},
            "table": _closed(table),
            "part": _closed(part, bars={"type": "array", "items": bar}, new_page={"const": True}),
        },
    }


def _closed(needed: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    properties = {**needed, **optional}
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}
