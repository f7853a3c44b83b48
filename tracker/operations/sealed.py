"""Texts that whoever has the database alone must not read: sealed with a key derived from SECRET_KEY.

AES-256-GCM in a JWE (RFC 7518, „dir“), under a key of its own for every purpose (HKDF with SHA-256, RFC 5869). What was
sealed before SECRET_KEY changed is opened with PREVIOUS_SECRET_KEY and sealed anew by ``tracker migrate``.
"""

import hashlib
import hmac

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from tracker.config import Config

_HEADER = {"alg": "dir", "enc": "A256GCM"}
_SALT = b"hlidac-zavazku/sealed"


def seal(config: Config, purpose: str, text: str) -> str:
    """``text`` for the database; only ``unseal`` with the same purpose reads it."""
    return jwe.encrypt_compact(_HEADER, text.encode(), _key(config.secret_key, purpose))


def unseal(config: Config, purpose: str, sealed: str) -> str | None:
    """The text; ``None`` when it was sealed with another key or for another purpose, or is not sealed at all."""
    for secret in filter(None, (config.secret_key, config.previous_secret_key)):
        try:
            return (jwe.decrypt_compact(sealed, _key(secret, purpose)).plaintext or b"").decode()
        except (JoseError, ValueError):
            continue
    return None


def _key(secret: str, purpose: str) -> OctKey:
    """One block of HKDF: extracted from the secret, expanded for the purpose."""
    extracted = hmac.digest(_SALT, secret.encode(), hashlib.sha256)
    return OctKey.import_key(hmac.digest(extracted, purpose.encode() + b"\x01", hashlib.sha256))
