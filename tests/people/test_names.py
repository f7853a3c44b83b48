"""What a person is filed under."""

import pytest

from tracker.people.names import surname_first


@pytest.mark.parametrize(
    "name, filed",
    [
        ("Alena Říhová", "Říhová Alena"),
        ("Ing. Jan Maria Novák, Ph.D.", "Novák Jan Maria"),
        ("doc. PhDr. Eva Malá", "Malá Eva"),
        ("Podatelna", "Podatelna"),
        ("J. K.", "J. K."),
    ],
)
def test_a_name_is_filed_under_the_surname_without_titles(name: str, filed: str) -> None:
    assert surname_first(name) == filed
