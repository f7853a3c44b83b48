"""The mails as the administrator reads them beforehand: all of them, in both languages, with nothing left open."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_person, ground_on
from tracker.mailing.links import Links
from tracker.mailing.render import TEMPLATES, render
from tracker.operations.ground import looking, working
from tracker.operations.mails.mail_samples import mail_samples, sample_values
from tracker.people.actor import SYSTEM, Role
from tracker.store.reminder_settings import Language

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "mails"
PARTS = {"card", "footer"}
"""Templates that are parts of others."""
DAY = date(2026, 11, 20)
_ALONE = ["sign_in", "password", "account", "account_changed", "hand_over", "reason_call", "silent_feed", "overdue"]
"""Mails that the days of ``test_mail_snapshots.py`` and ``test_partner_mail_snapshots.py`` do not bring."""


def test_every_template_has_its_sample() -> None:
    for language in Language:
        there = {file.stem for file in (TEMPLATES / language.value).glob("*.txt")} - PARTS
        assert set(sample_values(DAY, "https://hlidac.example")) == there


def test_every_mail_reads_in_both_languages_with_a_subject_that_fits(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, DAY)
    with working(ground, SYSTEM) as work:
        administrator = a_person(work.session, Role.ADMINISTRATOR)
    with looking(ground, administrator) as work:
        samples = mail_samples(work)
    for sample in samples:
        for words in sample.words.values():
            assert 0 < len(words.subject) <= 65
            assert words.html.count("display:inline-block") <= 1  # one button at most
            assert "None" not in words.text


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", _ALONE)
def test_a_mail_that_belongs_to_no_day_reads_as_reviewed(name: str, language: Language) -> None:
    """Write them anew with ``WRITE_SNAPSHOTS=1``."""
    base = "https://hlidac.example"
    told = render(name, language.value, {"links": Links(base), "today": DAY, **sample_values(DAY, base)[name]})
    written, file = f"{told.subject}\n\n{told.text}", SNAPSHOTS / f"{name}.{language.value}.txt"
    if os.environ.get("WRITE_SNAPSHOTS"):
        file.write_text(written, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == written
