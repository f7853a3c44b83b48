"""Both stores of files keep the same promises: a folder, and a bucket of an S3-compatible store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.factories import ground_on
from tests.files.bucket import PAGE, WHO, Bucket
from tracker.config import Config
from tracker.files.s3 import S3Store, StoreFailed
from tracker.files.signature import Credentials, signed_headers
from tracker.files.store import FileStore, FolderStore
from tracker.installation import files_for
from tracker.operations.sample.scenes import begin
from tracker.operations.upkeep.backup import back_up, restore
from tracker.operations.upkeep.verify import verify

NAMES = 2 * PAGE + 1


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with Bucket() as bucket:
        yield bucket


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, bucket: Bucket) -> FileStore:
    return FolderStore(tmp_path) if request.param == "folder" else S3Store(bucket.url, WHO)


def test_what_is_kept_comes_back_under_the_hash_of_its_bytes(store: FileStore) -> None:
    name = store.put("Zápis".encode())
    assert (name, store.put("Zápis".encode())) == (name, name)
    assert (store.get(name), list(store.names())) == ("Zápis".encode(), [name])


def test_every_file_is_listed_however_many_there_are(store: FileStore) -> None:
    kept = {store.put(str(number).encode()) for number in range(NAMES)}
    assert set(store.names()) == kept
    assert len(kept) == NAMES


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64])
def test_what_is_not_there_is_not_found(store: FileStore, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        store.get(name)


def test_only_what_was_not_kept_lately_is_forgotten(store: FileStore) -> None:
    name = store.put(b"stare")
    past, future = datetime.now(UTC) - timedelta(minutes=1), datetime.now(UTC) + timedelta(minutes=1)
    assert (list(store.older(past)), store.forget(name, past), store.get(name)) == ([], False, b"stare")
    assert (list(store.older(future)), store.forget(name, future), list(store.names())) == ([name], True, [])
    assert store.forget(name, future) is False


def test_the_proof_is_the_one_of_the_published_example() -> None:
    """The example „GET Object“ of the description of Signature Version 4."""
    who = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    headers = {"Host": "examplebucket.s3.amazonaws.com", "Range": "bytes=0-9"}
    told = signed_headers(who, "GET", "/test.txt", {}, headers, empty, datetime(2013, 5, 24, tzinfo=UTC))
    assert told["Authorization"].partition("Signature=")[2] == (
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )


def test_a_wrong_secret_opens_nothing(bucket: Bucket) -> None:
    with pytest.raises(StoreFailed, match="403"):
        S3Store(bucket.url, replace(WHO, secret="jine")).put(b"x")
    assert bucket.objects == {}


def test_a_short_trouble_of_the_store_is_got_over_and_a_long_one_told(bucket: Bucket) -> None:
    store = S3Store(bucket.url, WHO)
    bucket.failures = 2
    name = store.put(b"x")
    bucket.failures = 50
    with pytest.raises(StoreFailed, match="503"):
        store.get(name)


def test_other_bytes_under_a_name_are_noticed(bucket: Bucket) -> None:
    store = S3Store(bucket.url, WHO)
    name = store.put(b"prave")
    bucket.objects[name] = (b"jine", bucket.objects[name][1])
    with pytest.raises(StoreFailed, match="other bytes"):
        store.get(name)


def test_an_installation_lives_on_a_bucket_and_moves_there_by_its_backup(
    sqlite_url: str, tmp_path: Path, bucket: Bucket
) -> None:
    first = ground_on(sqlite_url, tmp_path / "first", date(2022, 6, 20))
    begin(first, "chomutov", None, date(2022, 4, 30))
    settings = {"files_url": bucket.url, "files_key": WHO.key, "files_secret": WHO.secret, "files_region": WHO.region}
    config = Config.model_validate({"instance_dir": tmp_path / "second", **settings})
    second = replace(ground_on(f"sqlite:///{tmp_path / 'second.db'}", tmp_path / "second", date(2022, 6, 20)),
                     files=files_for(config))  # fmt: skip
    restore(second, back_up(first))
    assert set(bucket.objects) == set(first.files.names())
    assert verify(second) == verify(first)
