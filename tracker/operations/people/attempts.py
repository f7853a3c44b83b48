"""Limits on guessing, counted in the database, so that they hold over all processes together (ASVS 6.3.1).

A try is written down before anything is compared: however many ask at once, no more than the limit are compared.
"""

import hashlib
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from tracker.store.people import SignInAttemptRow

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_NETWORK = 100
LINKS_PER_ACCOUNT = 5
KEEP = timedelta(days=1)
_LOCK = 72013


class TooManyTries(Exception):
    """Too many tries on this account or from this network lately."""


def take_try(
    session: Session, account: str, address: str, now: datetime, most: int = TRIES_PER_ACCOUNT
) -> SignInAttemptRow:
    """Write down one more try on ``account`` from a network address; raises ``TooManyTries`` when none is left.

    Only for a writing transaction; PostgreSQL lets those of one moment wait for each other here, as SQLite does anyway.
    """
    row = SignInAttemptRow(account=hashlib.sha256(account.encode()).hexdigest(), network=network_of(address), at=now)
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    lately = select(func.count()).select_from(SignInAttemptRow).where(SignInAttemptRow.at > now - WINDOW)
    by_account = session.exec(lately.where(SignInAttemptRow.account == row.account)).one()
    by_network = session.exec(lately.where(SignInAttemptRow.network == row.network)).one()
    if by_account >= most or by_network >= TRIES_PER_NETWORK:
        raise TooManyTries
    session.execute(sa.delete(SignInAttemptRow).where(col(SignInAttemptRow.at) < now - KEEP))
    session.add(row)
    session.flush()
    return row


def network_of(address: str) -> str:
    """The network that an address is counted under: /24 of IPv4, /56 of IPv6, which one household or firm gets."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    plain = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{plain}/{24 if plain.version == 4 else 56}", strict=False))
