"""Files in an S3-compatible store, for installations on several machines: one bucket, an object a file.

An object is written whole or not at all, so a row never points at half a file here either. Its name is the hash of its
bytes, which the store checks on the way in (the signed payload hash) and we check on the way out.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from lxml import etree
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from tracker.files.signature import EMPTY, Credentials, canonical_query, signed_headers
from tracker.timeline.clock import Clock, SystemClock

_PATIENCE = (10, 60)
"""Seconds to connect and to wait for an answer."""

_XML = etree.XMLParser(resolve_entities=False, no_network=True)


class StoreFailed(OSError):
    """The store cannot be reached or answered with an error."""


@dataclass(frozen=True, slots=True)
class S3Store:
    """Files in the bucket at ``url`` (``https://host/bucket``)."""

    url: str
    credentials: Credentials
    clock: Clock = field(default_factory=SystemClock)

    def put(self, data: bytes) -> str:
        """Keep ``data`` and answer its name; written anew even when it is there, so that it counts as kept now."""
        name = hashlib.sha256(data).hexdigest()
        self._ask("PUT", name, data=data)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes kept under a name; raises ``FileNotFoundError``, and ``StoreFailed`` for other bytes."""
        data = self._ask("GET", _checked(sha256)).content
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreFailed(f"the store holds other bytes under {sha256[:12]}")
        return data

    def names(self) -> Iterator[str]:
        """The names of all kept files."""
        return (name for name, _ in self._listed())

    def older(self, before: datetime) -> Iterator[str]:
        """The names of the files last kept before an instant."""
        return (name for name, kept in self._listed() if kept < before)

    def forget(self, sha256: str, before: datetime) -> bool:
        """Delete a file for good, unless it was kept anew since ``before``; whether it is gone."""
        try:
            kept = self._ask("HEAD", _checked(sha256)).headers["Last-Modified"]
        except FileNotFoundError:
            return False
        if parsedate_to_datetime(kept) >= before:
            return False
        self._ask("DELETE", sha256)
        return True

    def _listed(self) -> Iterator[tuple[str, datetime]]:
        token: str | None = ""
        while token is not None:
            query = {"list-type": "2", **({"continuation-token": token} if token else {})}
            told = etree.fromstring(self._ask("GET", "", query).content, _XML)
            for entry in told.iterfind("{*}Contents"):
                kept = datetime.fromisoformat(entry.findtext("{*}LastModified", "")).astimezone(UTC)
                yield entry.findtext("{*}Key", ""), kept
            token = told.findtext("{*}NextContinuationToken")

    def _ask(
        self, method: str, name: str, query: Mapping[str, str] | None = None, data: bytes = b""
    ) -> requests.Response:
        place = urlsplit(self.url.rstrip("/"))
        path = f"{place.path}/{name}" if name else place.path
        payload = hashlib.sha256(data).hexdigest() if data else EMPTY
        headers = signed_headers(
            self.credentials, method, path, query or {}, {"Host": place.netloc}, payload, self.clock.now()
        )
        address = f"{place.scheme}://{place.netloc}{path}" + (f"?{canonical_query(query)}" if query else "")
        try:
            with requests.Session() as session:
                session.mount(place.scheme + "://", HTTPAdapter(max_retries=_RETRY))
                answer = session.request(method, address, headers=headers, data=data, timeout=_PATIENCE)
        except requests.RequestException as error:
            raise StoreFailed(f"the store does not answer: {type(error).__name__}") from error
        if answer.status_code == 404 and name:
            raise FileNotFoundError(name)
        if not answer.ok:
            raise StoreFailed(f"the store answered {answer.status_code} to {method}")
        return answer


_RETRY = Retry(
    total=3, backoff_factor=0.3, status_forcelist=(500, 502, 503, 504), allowed_methods=None, raise_on_status=False
)
"""Every request may be repeated: the same bytes under the same name."""


def _checked(name: str) -> str:
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise FileNotFoundError(name)
    return name
