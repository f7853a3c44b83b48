"""Writes docs/configuration.md from the class that reads the settings: ``python -m tools.configuration_page``."""

from pathlib import Path
from typing import Any

from tracker.config import Config

TARGET = Path(__file__).parents[1] / "docs/configuration.md"
HEAD = """# Settings

Each is an environment variable, read once at start by `tracker/config.py`; this page is generated from it. An empty
value means the default. `MODE=production` refuses to start with an unsafe setting and says which.

| variable | default | may be | what it does |
|---|---|---|---|
"""


def page() -> str:
    """The whole reference page."""
    schema: dict[str, Any] = Config.model_json_schema()["properties"]
    return HEAD + "".join(_row(name, told) for name, told in schema.items())


def _row(name: str, told: dict[str, Any]) -> str:
    default = told.get("default", "")
    shown = "" if default == "" else f"`{default}`"
    return f"| `{name.upper()}` | {shown} | {_allowed(told)} | {told['description']} |\n"


def _allowed(told: dict[str, Any]) -> str:
    if "enum" in told:
        return ", ".join(f"`{value}`" for value in told["enum"])
    if "minimum" in told or "maximum" in told:
        return f"{told.get('minimum', '')} – {told.get('maximum', '')}".strip()
    return "text" if told.get("type") == "string" else str(told.get("type", ""))


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
