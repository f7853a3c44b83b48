"""The compose file without an engine: every name in it leads somewhere, and the parts fit each other and the image."""

import re
from typing import Any

import yaml  # type: ignore[import-untyped]

from tests.deployment.service import FOLDER
from tracker.config import Config

COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
OURS = {name: part for name, part in SERVICES.items() if part["image"] == COMPOSE["x-part"]["image"]}
KNOWN = {
    "build", "cap_drop", "command", "depends_on", "env_file", "environment", "healthcheck", "image", "ports",
    "read_only", "restart", "security_opt", "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip
"""What the specification of compose knows of a service, as far as it is used here."""
CONDITIONS = {"service_healthy": "healthcheck", "service_completed_successfully": "command", "service_started": "image"}
"""What somebody waits for, and what the awaited service must have for it."""


def waits(part: dict[str, Any]) -> dict[str, str]:
    """Whom a service waits for, and until when."""
    told = part.get("depends_on", [])
    return (
        dict.fromkeys(told, "service_started")
        if isinstance(told, list)
        else {k: v["condition"] for k, v in told.items()}
    )


def test_nothing_is_set_that_compose_would_not_understand() -> None:
    assert set(COMPOSE) == {"name", "x-part", "services", "volumes"}
    assert {key for part in SERVICES.values() for key in part} <= KNOWN
    checks = {key for part in SERVICES.values() for key in part.get("healthcheck", {})}
    assert checks <= {"test", "interval", "retries", "timeout", "start_period"}


def test_the_parts_are_those_of_the_units_with_a_database_and_a_proxy() -> None:
    units = {unit.stem.removeprefix("hlidac-") for unit in (FOLDER / "systemd").glob("*.service")}
    assert (set(OURS), set(SERVICES) - set(OURS)) == (units, {"database", "proxy"})


def test_whoever_waits_waits_for_a_service_that_can_become_so() -> None:
    awaited = [(whom, until) for part in SERVICES.values() for whom, until in waits(part).items()]
    assert [(whom, until) for whom, until in awaited if CONDITIONS[until] not in SERVICES[whom]] == []
    assert waits(SERVICES["web"]) == waits(SERVICES["jobs"]) == {"migrate": "service_completed_successfully"}


def test_what_is_mounted_is_declared_or_lies_in_the_folder() -> None:
    mounts = [mount.split(":") for part in SERVICES.values() for mount in part.get("volumes", [])]
    named = {source for source, *_ in mounts if not source.startswith(".")}
    assert named == set(COMPOSE["volumes"])
    assert [source for source, *_ in mounts if source.startswith(".") and not (FOLDER / source).is_file()] == []
    assert (FOLDER / COMPOSE["x-part"]["env_file"]).is_file()


def test_our_parts_are_given_settings_that_there_are_and_write_only_where_the_image_lets_them() -> None:
    known = {name.upper() for name in Config.model_fields}
    volume = re.findall(r"^VOLUME (\S+)$", DOCKERFILE, re.MULTILINE)
    for part in OURS.values():
        assert set(part["environment"]) <= known
        assert [mount.split(":")[1] for mount in part["volumes"]] == volume
        assert (part["read_only"], part["tmpfs"], part["cap_drop"]) == (True, ["/tmp"], ["ALL"])
    assert dict(re.findall(r"(\w+)=(\S+)", re.findall(r"^ENV (.*)$", DOCKERFILE, re.MULTILINE)[0])) == {
        "INSTANCE_DIR": volume[0], "PROMETHEUS_MULTIPROC_DIR": "/tmp"
    }  # fmt: skip


def test_the_database_lets_in_whom_our_parts_are() -> None:
    url = re.fullmatch(
        r"postgresql://(\w+):(\$\{[^}]+\})@(\w+)/(\w+)", COMPOSE["x-part"]["environment"]["DATABASE_URL"]
    )
    assert url is not None
    user, password, host, name = url.groups()
    made = SERVICES[host]["environment"]
    assert (made["POSTGRES_USER"], made["POSTGRES_PASSWORD"], made.get("POSTGRES_DB", user)) == (user, password, name)


def test_the_proxy_asks_where_the_image_listens() -> None:
    (port,) = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    assert SERVICES["proxy"]["environment"]["UPSTREAM"] == f"web:{port}"
    assert f'"--bind", "0.0.0.0:{port}"' in DOCKERFILE
    assert f"127.0.0.1:{port}/healthz" in SERVICES["web"]["healthcheck"]["test"][-1]
    placeholders = set(re.findall(r"{\$(\w+)", (FOLDER / "Caddyfile").read_text(encoding="utf-8")))
    assert placeholders == set(SERVICES["proxy"]["environment"])


def test_no_port_of_a_part_is_open_but_those_of_the_proxy() -> None:
    assert {name: part["ports"] for name, part in SERVICES.items() if "ports" in part} == {
        "proxy": ["80:80", "443:443"]
    }
