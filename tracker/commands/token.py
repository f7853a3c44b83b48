"""``tracker token``: keys of other programs, issued and ended by whoever runs the installation."""

import click
from sqlmodel import select

from tracker.commands.answers import Answer, Ground, answering, table
from tracker.operations.ground import Refused, Work, looking
from tracker.operations.people.api_tokens import LONGEST_DAYS, USUAL_DAYS, all_tokens, issue_token, revoke_token
from tracker.people.actor import SYSTEM
from tracker.store.api_tokens import TokenScope
from tracker.store.people import PersonRow
from tracker.timeline.clock import prague_day


@click.group()
def token() -> None:
    """Přístupové klíče pro jiné programy."""


@token.command()
@click.option("--person", "email", required=True, help="E-mail osoby, jejímž jménem bude program pracovat.")
@click.option("--label", required=True, help="Který program bude klíč používat.")
@click.option("--scope", type=click.Choice([scope.value for scope in TokenScope]), default=TokenScope.READ.value)
@click.option("--days", type=click.IntRange(1, LONGEST_DAYS), default=USUAL_DAYS, show_default=True)
@answering
def issue(ground: Ground, email: str, label: str, scope: str, days: int) -> Answer:
    """Vydá klíč a vypíše ho; podruhé ho nikdo neuvidí."""
    with looking(ground, SYSTEM) as work:
        person = _person(work, email)
    issued = issue_token(ground, SYSTEM, person.id, label, TokenScope(scope), days)
    data = {"id": issued.token_id, "token": issued.token, "expires_at": issued.expires_at}
    until = f"{prague_day(issued.expires_at):%d. %m. %Y}"
    return Answer(data, [issued.token, f"Klíč č. {issued.token_id} pro {person.name} platí do {until}."])


@token.command("list")
@answering
def list_(ground: Ground) -> Answer:
    """Vypíše platné klíče."""
    with looking(ground, SYSTEM) as work:
        rows = [
            (t.token.id, t.person.email, t.token.label, t.token.scope.value, t.token.expires_at, t.used_at)
            for t in all_tokens(work)
        ]
    heads = ("id", "person", "label", "scope", "expires_at", "used_at")
    return Answer([dict(zip(heads, row, strict=True)) for row in rows], table(heads, rows))


@token.command()
@click.argument("token_id", type=int)
@answering
def revoke(ground: Ground, token_id: int) -> Answer:
    """Zruší klíč; od té chvíle nic neotevře."""
    revoke_token(ground, SYSTEM, token_id)
    return Answer({"revoked": token_id}, [f"Klíč č. {token_id} je zrušen."])


def _person(work: Work, email: str) -> PersonRow:
    found = work.session.exec(select(PersonRow).where(PersonRow.email == email.strip().casefold())).first()
    if found is None:
        raise Refused(f"Osoba s e-mailem {email} tu není.")
    return found
