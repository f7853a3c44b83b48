"""Signature Version 4, by which S3-compatible stores know who asks. Plain functions of plain values.

The steps are those of the published description: canonical request, string to sign, derived key, signature.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

EMPTY = hashlib.sha256(b"").hexdigest()
_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks, and in which region."""

    key: str
    secret: str
    region: str


def signed_headers(
    credentials: Credentials,
    method: str,
    path: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    payload_hash: str,
    now: datetime,
) -> dict[str, str]:
    """``headers`` (``Host`` among them) with those that prove who asks; ``path`` is as it goes over the line."""
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    told = {**headers, "x-amz-content-sha256": payload_hash, "x-amz-date": stamp}
    names = sorted(name.lower() for name in told)
    values = {name.lower(): " ".join(value.split()) for name, value in told.items()}
    canonical = "\n".join(
        [
            method,
            path,
            canonical_query(query),
            "".join(f"{name}:{values[name]}\n" for name in names),
            ";".join(names),
            payload_hash,
        ]
    )
    scope = f"{stamp[:8]}/{credentials.region}/s3/aws4_request"
    to_sign = "\n".join([_ALGORITHM, stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    signature = _mac(_derived(credentials, stamp[:8]), to_sign).hex()
    proof = f"Credential={credentials.key}/{scope},SignedHeaders={';'.join(names)},Signature={signature}"
    return {**told, "Authorization": f"{_ALGORITHM} {proof}"}


def canonical_query(query: Mapping[str, str]) -> str:
    """The query as it is signed, and as it must be sent."""
    return "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(query.items()))


def _derived(credentials: Credentials, day: str) -> bytes:
    key = f"AWS4{credentials.secret}".encode()
    for part in (day, credentials.region, "s3", "aws4_request"):
        key = _mac(key, part)
    return key


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
