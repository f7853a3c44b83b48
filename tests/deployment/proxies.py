"""Runs the proxies of docs/deployment as they are written, but for ports and the places of certificate and logs."""

import os
import re
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from socket import create_connection

from tests.deployment.service import FOLDER, free_port
from tests.support.certificates import identity

SITE = "zavazky.example"


@dataclass(frozen=True)
class Proxy:
    """A running proxy: its two ports, the authority to trust, and every file that it writes its logs into."""

    plain: int
    secure: int
    trusted: Path
    logs: tuple[Path, ...]

    def ask(
        self, path: str, method: str = "GET", body: bytes | Iterable[bytes] | None = None, **headers: str
    ) -> HTTPResponse:
        """Ask over TLS, with the certificate verified for the site's own name."""
        return self.told_to(path, method, body, **headers)[0]

    def told_to(
        self, path: str, method: str = "GET", body: bytes | Iterable[bytes] | None = None, **headers: str
    ) -> tuple[HTTPResponse, str]:
        """The same, and what the answer says."""
        context = ssl.create_default_context(cafile=self.trusted)
        with create_connection(("127.0.0.1", self.secure), timeout=20) as line:
            connection = HTTPConnection(SITE)
            connection.sock = context.wrap_socket(line, server_hostname=SITE)
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            with suppress(OSError):  # who is refused may be told before the end
                connection.request(method, path, body, headers=sent, encode_chunked="Transfer-Encoding" in sent)
            answer = connection.getresponse()
            return answer, answer.read().decode()

    def answers(self) -> bool:
        """Whether somebody answers over TLS yet."""
        try:
            return bool(self.ask("/metrics").status)
        except (OSError, HTTPException):
            return False

    def told(self) -> str:
        """Everything in the logs."""
        return "\n".join(log.read_text(encoding="utf-8") for log in self.logs)


def nginx_files(folder: Path, upstreams: Sequence[int], plain: int, secure: int) -> Path:
    """The example for nginx inside the least main file that it needs; the path of that one."""
    shown = identity(folder, host=SITE)
    site = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    (server,) = re.findall(r"    server 127\.0\.0\.1:8080 .*;\n", site)
    changes = {
        server: "".join(server.replace("8080", str(port)) for port in upstreams),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "/etc/hlidac/tls/fullchain.pem": str(folder / "server.pem"),
        "/etc/hlidac/tls/privkey.pem": str(folder / "server.pem"),
        "/var/log/nginx/": f"{folder}/",
    }
    for written, here in changes.items():
        assert written in site, written
        site = site.replace(written, here)
    assert shown.ca_file == folder / "ca.pem"
    (folder / "site.conf").write_text(site, encoding="utf-8")
    rooms = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "main.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # the workers must reach a folder of the tests
    main.write_text(
        f"{user} pid {folder}/nginx.pid; daemon off; error_log {folder}/start.log;"
        f" events {{}} http {{ {rooms} include {folder}/site.conf; }}\n",
        encoding="utf-8",
    )
    return main


@contextmanager
def nginx(upstreams: Sequence[int]) -> Iterator[Proxy]:
    """nginx in front of the processes at ``upstreams``."""
    with _folder() as folder:
        here = Proxy(
            free_port(), free_port(), folder / "ca.pem",
            tuple(folder / name for name in ("hlidac.log", "hlidac-error.log", "start.log")),
        )  # fmt: skip
        main = nginx_files(folder, upstreams, here.plain, here.secure)
        with _run(["nginx", "-p", str(folder), "-c", str(main)], here, folder / "said.log", {}):
            yield here


@contextmanager
def caddy(upstreams: Sequence[int]) -> Iterator[Proxy]:
    """Caddy in front of the processes at ``upstreams``, with certificates of an authority of its own."""
    with _folder() as folder:
        here = Proxy(free_port(), free_port(), folder / "pki/authorities/local/root.crt", (folder / "said.log",))
        alone = (
            f"{{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tstorage file_system {folder}\n"
            f"\thttp_port {here.plain}\n\thttps_port {here.secure}\n"
        )
        file = folder / "Caddyfile"
        written = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
        file.write_text(re.sub(r"^{\n", lambda _: alone, written, count=1, flags=re.MULTILINE), encoding="utf-8")
        settings = {"UPSTREAM": " ".join(f"127.0.0.1:{port}" for port in upstreams), "HOME": str(folder)}
        with _run(["caddy", "run", "--config", str(file)], here, folder / "said.log", settings):
            yield here


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="proxy-"))
    yield folder
    shutil.rmtree(folder)


@contextmanager
def _run(command: list[str], here: Proxy, said: Path, settings: dict[str, str]) -> Iterator[None]:
    with said.open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
    try:
        end = time.monotonic() + 30
        while not here.answers():
            assert process.poll() is None, said.read_text(encoding="utf-8")
            assert time.monotonic() < end, said.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)
