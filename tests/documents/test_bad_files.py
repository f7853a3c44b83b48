"""Files that must be refused are, each for a reason that is its own; the large run does it in the jail, 2 500 times.

``TRACKER_BAD_FILES=large`` sends as many through the child process as strangers' files go through.
"""

import logging
import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.documents.bad_files import MAKERS, BadFile, bad_files
from tracker.documents.passages import UnreadableDocument
from tracker.documents.reading import read_document, read_in_jail
from tracker.documents.refusals import MESSAGES

LARGE = os.environ.get("TRACKER_BAD_FILES") == "large"
COUNT = 2_500 if LARGE else 10 * len(MAKERS)
LONGEST = 60
"""Seconds that a single file may take in the jail, the wait for a place in it included."""


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def reason_of(bad: BadFile) -> str:
    """Why the file was refused; ``read`` when it was not, ``slow`` when it took too long."""
    begun = time.monotonic()
    reason = "read"
    try:
        (read_in_jail if LARGE else read_document)(bad.data, bad.name)
    except UnreadableDocument as refusal:
        reason = refusal.reason
    return reason if time.monotonic() - begun < LONGEST else "slow"


def test_what_must_be_refused_is_and_for_its_own_reason() -> None:
    files = list(bad_files(COUNT, seed=2031))
    with ThreadPoolExecutor(2 if LARGE else 1) as pool:
        reasons = list(pool.map(reason_of, files))
    ended = list(zip(files, reasons, strict=True))
    for (sort, reason), count in sorted(Counter((bad.sort, reason) for bad, reason in ended).items()):
        print(f"{sort}: {reason} {count}")
    assert [(bad.sort, bad.name, reason) for bad, reason in ended if reason not in bad.reasons] == []


def test_no_two_reasons_share_a_message() -> None:
    assert len(set(MESSAGES.values())) == len(MESSAGES)
