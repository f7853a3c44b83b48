"""The proxies of docs/deployment before the application: addresses, limits, logs without secrets, dead processes."""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask, request
from werkzeug.serving import make_server

from tests.deployment.proxies import SITE, Proxy, caddy, nginx, nginx_files
from tests.deployment.service import free_port
from tests.system_tools import require
from tracker.app import create_app
from tracker.config import Config

SECRET = "Tajny-Token-0123456789-abcdefghijklmnopqrstuvwxyz"
MEBIBYTE = 2**20
Started = Callable[[Sequence[int]], AbstractContextManager[Proxy]]


@dataclass(frozen=True)
class Upstream:
    """The application behind the proxy, and what it saw: the client's address, the site, the scheme."""

    app: Flask
    port: int
    seen: list[tuple[str | None, str, str]]


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Iterator[Upstream]:
    folder = tmp_path_factory.mktemp("behind")
    shutil.copyfile(_sqlite_template, folder / "tracker.db")
    app = create_app(
        Config(instance_dir=folder, trusted_proxies=1, public_base_url=f"https://{SITE}", secret_key="k" * 48)
    )
    seen: list[tuple[str | None, str, str]] = []
    app.before_request(lambda: seen.append((request.remote_addr, request.host, request.scheme)))
    with _served(app) as port:
        yield Upstream(app, port, seen)
    app.extensions["tracker.ground"].engine.dispose()


@contextmanager
def _served(app: Flask) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def started(request: pytest.FixtureRequest) -> Started:
    """How one of the two is started."""
    if request.param == "nginx":
        require("nginx")
        return nginx
    require("caddy")
    return caddy


@pytest.fixture(scope="module")
def proxy(started: Started, upstream: Upstream) -> Iterator[Proxy]:
    with started([upstream.port]) as here:
        yield here


def test_nginx_finds_no_fault_in_the_example(tmp_path: Path) -> None:
    require("nginx")
    main = nginx_files(tmp_path, [free_port()], free_port(), free_port())
    done = subprocess.run(["nginx", "-t", "-p", tmp_path, "-c", main], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_application_is_told_who_asks_whatever_a_client_pretends(proxy: Proxy, upstream: Upstream) -> None:
    upstream.seen.clear()
    answer = proxy.ask("/healthz", X_Forwarded_For="6.6.6.6", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")
    assert (answer.status, upstream.seen) == (200, [("127.0.0.1", SITE, "https")])


def test_who_comes_without_tls_is_sent_to_the_secure_address(proxy: Proxy) -> None:
    connection = HTTPConnection("127.0.0.1", proxy.plain, timeout=20)
    connection.request("GET", "/prihlaseni", headers={"Host": SITE})
    answer = connection.getresponse()
    connection.close()
    assert answer.status in (301, 308)
    assert str(answer.headers["Location"]).startswith(f"https://{SITE}")


def test_what_is_for_machines_of_ones_own_is_not_shown(proxy: Proxy, upstream: Upstream) -> None:
    upstream.seen.clear()
    assert (proxy.ask("/metrics").status, upstream.seen) == (404, [])


def test_nginx_refuses_more_than_the_application_takes_before_it_is_sent(upstream: Upstream) -> None:
    require("nginx")
    upstream.seen.clear()
    with nginx([upstream.port]) as here:
        answers = [here.ask("/prihlaseni", "POST", Content_Length=str(size * MEBIBYTE)).status for size in (53, 500)]
    assert (answers, upstream.seen) == ([413, 413], [])


FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def test_too_much_at_once_is_refused_in_words(proxy: Proxy) -> None:
    """By the application, or by a proxy that takes it in before it passes it on."""
    for mebibytes in (51, 60):
        answer, told = proxy.told_to("/prihlaseni", "POST", b"x" * mebibytes * MEBIBYTE, **FORM)
        assert (answer.status, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")
        assert re.search("<h1>Soubory? (je|jsou) příliš velk[ýé]</h1>", told)


def test_what_comes_without_its_length_is_cut_off_by_the_proxy_in_words(proxy: Proxy) -> None:
    endless = (b"x" * MEBIBYTE for _ in range(80))
    answer, told = proxy.told_to("/prihlaseni", "POST", endless, Transfer_Encoding="chunked", **FORM)
    assert (answer.status, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert "<h1>Soubory jsou příliš velké</h1>" in told


def test_no_secret_of_an_address_is_in_a_log(proxy: Proxy, upstream: Upstream) -> None:
    rules = [rule for rule in upstream.app.url_map.iter_rules() if rule.arguments == {"token"}]
    paths = [str(rule).replace("<token>", SECRET) for rule in rules]
    for path in [*paths, f"/prihlaseni?dal={SECRET}"]:
        proxy.ask(path, Referer=f"https://{SITE}/{SECRET}", Authorization=f"Bearer {SECRET}", Cookie=f"x={SECRET}")
    told = proxy.told()
    assert len(set(paths)) == 4
    assert told.count("GET") >= len(paths)
    assert SECRET not in told


def test_the_next_process_answers_for_one_that_is_gone_and_nobody_reads_of_it(
    started: Started, upstream: Upstream
) -> None:
    with started([free_port(), upstream.port]) as here:
        assert [here.ask("/healthz").status for _ in range(4)] == [200] * 4
        assert SECRET not in here.told()


def test_where_no_process_is_left_the_answer_is_502_at_once_and_the_logs_stay_silent(started: Started) -> None:
    with started([free_port()]) as here:
        answer, told = here.told_to(f"/kalendar/{SECRET}.ics", Referer=f"https://{SITE}/{SECRET}")
        assert (answer.status, answer.headers["Retry-After"], SECRET in here.told()) == (502, "30", False)
    assert "<h1>Hned to bude</h1>" in told


def test_caddy_writes_one_json_object_a_line_without_who_and_where(upstream: Upstream) -> None:
    require("caddy")
    with caddy([upstream.port]) as here:
        here.ask("/healthz")
        lines = [json.loads(line) for line in here.told().splitlines() if '"handled request"' in line]
    told = [set(line["request"]) & {"uri", "headers", "remote_ip", "client_ip"} for line in lines]
    assert told == [set()] * len(lines)
    assert lines
