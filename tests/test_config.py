"""Settings: read once, and production does not start with what is unsafe."""

from pathlib import Path

import pytest

from tools.configuration_page import page
from tracker.config import BadConfiguration, Config, from_environment

SAFE = {
    "MODE": "production",
    "SECRET_KEY": "k" * 32,
    "PUBLIC_BASE_URL": "https://zavazky.example",
    "MAIL_SERVER": "smtp.example",
    "MAIL_FROM": "hlidac@zavazky.example",
}


def test_without_any_setting_one_machine_runs() -> None:
    config = from_environment({})
    assert (config.mode, config.database) == ("local", f"sqlite:///{Path('instance').resolve() / 'tracker.db'}")


def test_an_empty_setting_means_the_default() -> None:
    assert from_environment({"PORT": "", "DATABASE_URL": ""}) == from_environment({})


@pytest.mark.parametrize(
    "given, address",
    [
        ({"PORT": "8090"}, "http://127.0.0.1:8090"),
        ({"HOST": "::1"}, "http://[::1]:8080"),
        ({"PORT": "8090", "PUBLIC_BASE_URL": "http://obec.example"}, "http://obec.example"),
    ],
)
def test_links_lead_to_where_the_server_listens_unless_told_otherwise(given: dict[str, str], address: str) -> None:
    assert from_environment(given).public_base_url == address


def test_every_setting_that_cannot_be_used_is_named() -> None:
    with pytest.raises(BadConfiguration, match=r"PORT: .*; MAIL_MODE: "):
        from_environment({"PORT": "osm tisíc", "MAIL_MODE": "maybe"})


def test_a_safe_production_starts() -> None:
    assert from_environment(SAFE).mode == "production"


@pytest.mark.parametrize(
    "unsafe, named",
    [
        ({"SECRET_KEY": "unsafe-sample-key"}, "SECRET_KEY"),
        ({"SECRET_KEY": "k" * 31}, "SECRET_KEY"),
        ({"PUBLIC_BASE_URL": "http://zavazky.example"}, "PUBLIC_BASE_URL"),
        ({"MAIL_SERVER": ""}, "MAIL_SERVER"),
        ({"MAIL_SECURITY": "none"}, "MAIL_SECURITY"),
        ({"MAIL_MODE": "redirect"}, "MAIL_REDIRECT_TO"),
        ({"MAIL_FROM": "hlidac@localhost"}, "MAIL_FROM"),
        ({"FILES_URL": "http://store.example/b", "FILES_KEY": "k", "FILES_SECRET": "s"}, "FILES_URL"),
        ({"FILES_URL": "https://store.example/b"}, "FILES_KEY"),
    ],
)
def test_an_unsafe_production_does_not_start_and_says_why(unsafe: dict[str, str], named: str) -> None:
    with pytest.raises(BadConfiguration, match=named):
        from_environment({**SAFE, **unsafe})


def test_a_local_installation_may_be_unsafe() -> None:
    assert isinstance(from_environment({**SAFE, "MODE": "local", "SECRET_KEY": "x"}), Config)


def test_the_sample_key_never_leaves_this_machine() -> None:
    with pytest.raises(BadConfiguration, match="HOST"):
        from_environment({"HOST": "192.0.2.1"})


def test_the_reference_page_is_up_to_date() -> None:
    written = (Path(__file__).parents[1] / "docs/configuration.md").read_text(encoding="utf-8")
    assert written == page(), "run: .venv/bin/python -m tools.configuration_page"
