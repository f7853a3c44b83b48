"""The second factor: a code of an authenticator (RFC 6238), or one of the recovery codes shown once.

A code counts once: the time step of the last one taken is kept, and none at or before it is taken again. The database
holds the secret sealed.
"""

import logging
import secrets
from dataclasses import dataclass

import pyotp
from sqlmodel import col, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.operations.mails.account_mail import Change, tell_change
from tracker.operations.people.attempts import take_try
from tracker.operations.people.people_reach import changeable_person
from tracker.operations.people.seal_secrets import secret_purpose
from tracker.operations.people.sign_in import Visit, admit, token_hash
from tracker.operations.people.sign_outs import end_sessions
from tracker.operations.sealed import seal, unseal
from tracker.people.actor import SYSTEM, Actor
from tracker.store.people import PersonRow, RecoveryCodeRow, SignInAttemptRow

STEP = 30
DRIFT = 1
"""How many steps the clock of a telephone may be off."""
RECOVERY_CODES = 8
ISSUER = "Hlídač závazků"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_log = logging.getLogger("tracker.security")


@dataclass(frozen=True, slots=True)
class Begun:
    """What is put into an authenticator: the secret, and the address that the picture says."""

    secret: str
    address: str


def begin(ground: Ground, actor: Actor) -> None:
    """Give somebody a new secret to put into an authenticator; it asks for nothing until ``confirm``."""
    with working(ground, actor) as work:
        person = _myself(work)
        if person.totp_since is not None:
            raise Refused("Dvoufázové ověření už je zapnuté.")
        secret = pyotp.random_base32()
        person.totp_secret, person.totp_step = seal(ground.config, secret_purpose(person.id), secret), None


def begun(work: Work) -> Begun | None:
    """What was begun and not confirmed yet; ``None`` where nothing was."""
    person = _myself(work)
    secret = _secret_of(work, person)
    if secret is None or person.totp_since is not None:
        return None
    return Begun(secret, pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=ISSUER))


def confirm(ground: Ground, actor: Actor, code: str) -> tuple[str, ...]:
    """Switch the second factor on, once the authenticator tells the right code; the recovery codes, told only now."""
    with working(ground, actor) as work:
        person = _myself(work)
        if person.totp_since is not None or person.totp_secret is None:
            raise Refused("Začněte znovu na stránce účtu.", "code")
        if not _is_right(work, person, code):
            raise Refused("Kód nesouhlasí. Opište ten, který aplikace ukazuje právě teď.", "code")
        person.totp_since = work.now
        tell_change(work, person, Change.SECOND_FACTOR_ON)
        return _new_codes(work, person)


def renew_codes(ground: Ground, actor: Actor, code: str) -> tuple[str, ...]:
    """Replace the recovery codes, for whoever holds the authenticator; the new ones, told only now.

    Raises ``TooManyTries``.
    """
    _take_try(ground, actor)
    with working(ground, actor) as work:
        return _new_codes(work, _proved(work, code))


def switch_off(ground: Ground, actor: Actor, code: str) -> None:
    """Ask for one's second factor no more. Raises ``TooManyTries``."""
    _take_try(ground, actor)
    with working(ground, actor) as work:
        _forget(work, _proved(work, code))


def reset(ground: Ground, actor: Actor, person_id: int) -> None:
    """Switch the second factor of somebody off who has lost both the telephone and the recovery codes."""
    with working(ground, actor) as work:
        person = changeable_person(work, person_id)
        _forget(work, person)
        end_sessions(work, person_id)


def complete(ground: Ground, person_id: int, code: str, visit: Visit) -> str | None:
    """Finish a sign-in: the token of the new session when the code is right. Raises ``TooManyTries``."""
    with working(ground, SYSTEM) as work:
        tried = take_try(work.session, f"code/{person_id}", visit.address, work.now)
    with working(ground, SYSTEM) as work:
        query = select(PersonRow).where(PersonRow.id == person_id).with_for_update()
        person = work.session.exec(query).one_or_none()
        if person is None or not person.active or not accepts(work, person, code):
            return None
        work.session.delete(work.session.get_one(SignInAttemptRow, tried.id))
        return admit(work, person_id, visit)


def accepts(work: Work, person: PersonRow, code: str) -> bool:
    """Whether a code of the authenticator or an unused recovery code is right; it is used up by that."""
    if person.totp_since is None:
        return False
    return _is_right(work, person, code) or _use_recovery_code(work, person, code)


def _secret_of(work: Work, person: PersonRow) -> str | None:
    if person.totp_secret is None:
        return None
    secret = unseal(work.ground.config, secret_purpose(person.id), person.totp_secret)
    if secret is None:
        _log.error("the second factor of person %s was sealed with another key", person.id)
    return secret


def _is_right(work: Work, person: PersonRow, code: str) -> bool:
    secret, digits = _secret_of(work, person), "".join(code.split())
    if secret is None or len(digits) != 6 or not (digits.isascii() and digits.isdecimal()):
        return False
    present = int(work.now.timestamp()) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        fresh = person.totp_step is None or step > person.totp_step
        if fresh and secrets.compare_digest(pyotp.TOTP(secret).at(step * STEP), digits):
            person.totp_step = step
            return True
    return False


def _use_recovery_code(work: Work, person: PersonRow, code: str) -> bool:
    query = select(RecoveryCodeRow).where(
        RecoveryCodeRow.person_id == person.id,
        RecoveryCodeRow.code_hash == _code_hash(person, code),
        col(RecoveryCodeRow.used_at).is_(None),
    )
    row = work.session.exec(query).first()
    if row is None:
        return False
    row.used_at = work.now
    return True


def _new_codes(work: Work, person: PersonRow) -> tuple[str, ...]:
    _drop_codes(work, person)
    codes = tuple(_random_code() for _ in range(RECOVERY_CODES))
    assert person.id is not None
    for code in codes:
        work.session.add(RecoveryCodeRow(person_id=person.id, code_hash=_code_hash(person, code)))
    return codes


def _random_code() -> str:
    letters = [secrets.choice(_ALPHABET) for _ in range(15)]
    return "-".join("".join(letters[i : i + 5]) for i in (0, 5, 10))


def _code_hash(person: PersonRow, code: str) -> str:
    plain = "".join(code.split()).replace("-", "").casefold()
    return token_hash(f"{person.id}/{plain}")


def _drop_codes(work: Work, person: PersonRow) -> None:
    for row in work.session.exec(select(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person.id)):
        work.session.delete(row)


def _forget(work: Work, person: PersonRow) -> None:
    person.totp_secret = person.totp_since = person.totp_step = None
    tell_change(work, person, Change.SECOND_FACTOR_OFF)
    _drop_codes(work, person)


def _take_try(ground: Ground, actor: Actor) -> None:
    """Whoever found an open screen must not find the code by trying."""
    with working(ground, actor) as work:
        take_try(work.session, f"code/{actor.person}", f"person/{actor.person}", work.now)


def _proved(work: Work, code: str) -> PersonRow:
    person = _myself(work)
    if not accepts(work, person, code):
        raise Refused("Kód nesouhlasí.", "code")
    return person


def _myself(work: Work) -> PersonRow:
    row = work.session.get(PersonRow, work.actor.person) if work.actor.person is not None else None
    if row is None:
        raise NotFound
    return row
