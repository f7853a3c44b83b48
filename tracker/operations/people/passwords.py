"""Passwords: what may be one, how it is stored, and how it is checked in the same time whether there is one or not.

Length decides, not a mixture of characters (ASVS 6.2.1, 6.2.5); what everybody tries first is refused (6.2.4), and so
is what can be read off the account itself. Argon2id with the library's parameters, which follow RFC 9106.
"""

import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.operations.ground import Refused, Work
from tracker.store.people import PersonRow
from tracker.timeline.folding import folded

SHORTEST, LONGEST = 10, 128
FEWEST_CHARACTERS = 5
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(8))
_LOOKALIKE = str.maketrans("0134578@$!", "oieastbasi")
_EDGES = re.compile(r"^[^a-z]+|[^a-z]+$")
_RUNS = (
    "0123456789",
    "9876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
)
_FIRST_TRIED = frozenset(
    """
    heslo hesloheslo mojeheslo tajneheslo noveheslo heslojeheslo password passwort passw passwd pass letmein welcome
    vitejte prihlaseni prihlas ahoj ahojahoj ahojky nazdar dobryden admin administrator root user uzivatel host guest
    test testtest zkouska demo ukazka default changeme zmenit zmenme secret tajne tajneslovo iloveyou milujite milujute
    laska lasicka milacek slunicko zlaticko beruska kocicka kocka pejsek pes medved princezna princess sunshine monkey
    dragon master shadow superman batman pokemon football fotbal hokej sparta slavie slavia banik plzen praha brno
    ostrava liberec olomouc pardubice chomutov czech cesko ceskarepublika republika slovensko jaro leto podzim zima
    leden unor brezen duben kveten cerven cervenec srpen zari rijen listopad prosinec pondeli utery streda ctvrtek
    patek sobota nedele vanoce velikonoce pivo pivopivo jahoda jablko banan computer pocitac internet windows google
    seznam facebook telefon mobil hlidac hlidaczavazku zavazky zavazek agentura obec urad mesto starosta asdf qwer
    qwert qwerty qwertz azerty trustno nothing nevim nevimnevim zapomnel zapomnela michal martin tomas petr pavel jan
    jana eva lenka katerina lucie veronika marie jakub david daniel honza zuzana monika
    """.split()
)
"""What people choose first, in Czech and English; digits and marks around it are passed over, look-alikes read."""


def password_hash(password: str) -> str:
    """The Argon2id hash to store."""
    return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether it is the password; without one the same work is done for nothing."""
    try:
        _HASHER.verify(stored or _NOBODY, password[: 4 * LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def set_password(work: Work, person: PersonRow, password: str) -> None:
    """Store a new password; raises ``Refused`` for one that is easy to find."""
    if len(password) < SHORTEST:
        raise Refused(
            "Heslo musí mít nejméně %(shortest)s znaků. Dobře poslouží třeba čtyři náhodná slova.",
            "password",
            shortest=SHORTEST,
        )
    if len(password) > LONGEST:
        raise Refused("Heslo smí mít nejvýše %(longest)s znaků.", "password", longest=LONGEST)
    if is_easy(password, person):
        raise Refused("Toto heslo se dá snadno uhodnout. Zvolte jiné, třeba čtyři náhodná slova.", "password")
    person.password_hash, person.password_set_at = password_hash(password), work.now


def is_easy(password: str, person: PersonRow) -> bool:
    """Whether somebody who knows the account, or what people choose first, would find it soon."""
    plain = folded(password)
    core = _EDGES.sub("", plain.translate(_LOOKALIKE))
    letters = re.sub("[^a-z]", "", plain)
    own = {word for word in re.split(r"[^a-z]+", folded(f"{person.name} {person.email}")) if len(word) > 2}
    return (
        len(set(plain)) < FEWEST_CHARACTERS
        or not {core, letters, core[: len(core) // 2]}.isdisjoint(_FIRST_TRIED)
        or any(plain in run * 3 for run in _RUNS)
        or core in own
        or (letters != "" and _rest(letters, own) == "")
    )


def _rest(letters: str, words: set[str]) -> str:
    """What is left of the letters when the person's own words are taken out."""
    for word in sorted(words, key=len, reverse=True):
        letters = letters.replace(word, "")
    return letters
