"""Tokens for one purpose: an id that nobody can change or use for anything else."""

import hashlib
import hmac

_LENGTH = 32


def sign(key: str, purpose: str, number: int) -> str:
    """``<id>-<signature>``, fit for an address or for the local part of a mail address."""
    return f"{number}-{_signature(key, purpose, str(number))}"


def signed_number(key: str, purpose: str, token: str) -> int | None:
    """The id of a token made for this purpose with this key, ``None`` for any other text."""
    number, _, signature = token.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    right = hmac.compare_digest(_signature(key, purpose, number).encode(), signature.encode())
    return int(number) if right else None


def _signature(key: str, purpose: str, number: str) -> str:
    return hmac.new(key.encode(), f"{purpose}/{number}".encode(), hashlib.sha256).hexdigest()[:_LENGTH]
