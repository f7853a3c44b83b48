"""What may be a password."""

import pytest

from tracker.operations.people.passwords import is_easy, matches, password_hash
from tracker.store.people import PersonRow

ALENA = PersonRow(name="Alena Říhová", email="alena.rihova@lipova.example")


@pytest.mark.parametrize(
    "password",
    [
        "heslo123456", "Heslo2026!!", "h3slo123456", "P@ssw0rd2026", "1234567890", "98765432109876", "aaaaaaaaaaaa",
        "qwertzuiop", "qwertyuiopas", "abcdefghij", "alenarihova1", "Říhová.Alena", "rihova2026!!", "hesloheslo12",
        "lipovalipova", "Chomutov2026", "ababababab12",
    ],
)  # fmt: skip
def test_what_is_tried_first_or_read_off_the_account_is_refused(password: str) -> None:
    assert is_easy(password, ALENA)


@pytest.mark.parametrize("password", ["ukazka-ukazka", "kůň baterie svorka", "4 zelené hrnce v lese", "xT9-vodopad-Kq"])
def test_long_and_own_words_are_taken(password: str) -> None:
    assert is_easy(password, ALENA) == (password == "ukazka-ukazka")


def test_a_password_is_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    """ASVS 11.4.2: 64 MiB, three passes, four lanes."""
    stored = password_hash("kůň baterie svorka")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert [matches(stored, word) for word in ("kůň baterie svorka", "kůň baterie", "")] == [True, False, False]
    assert not matches(None, "cokoli")
