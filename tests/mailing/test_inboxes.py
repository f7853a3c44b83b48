"""Where messages are read from: a maildir, and a folder of an IMAP server whose certificate is verified."""

from pathlib import Path

import pytest

from tests.support.certificates import Identity, identity
from tests.support.imap import PASSWORD, USER, ScriptedIMAP
from tracker.config import Config
from tracker.mailing import inboxes
from tracker.mailing.inboxes import Arrived, Maildir, NoInbox, inbox_of

FIRST, SECOND = b"Subject: jedna\r\n\r\nx\r\n", b"Subject: dva\r\n\r\ny\r\n"


def a_maildir(folder: Path, *messages: bytes) -> Path:
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, raw in enumerate(messages, start=1):
        (folder / "new" / f"176405000{number}.M1P1.stroj").write_bytes(raw)
    return folder


def test_a_maildir_gives_each_message_until_it_is_marked_read(tmp_path: Path) -> None:
    inbox = Maildir(a_maildir(tmp_path / "schranka", FIRST, SECOND))

    first, second = inbox.unread()
    assert [first.raw, second.raw] == [FIRST, SECOND]
    inbox.mark_read(first)

    assert [arrived.raw for arrived in inbox.unread()] == [SECOND]
    assert [path.name for path in (tmp_path / "schranka" / "cur").iterdir()] == ["1764050001.M1P1.stroj:2,S"]


def test_a_folder_that_is_no_maildir_is_said_to_be_none(tmp_path: Path) -> None:
    box = inbox_of(Config(inbox_maildir=str(tmp_path)))
    assert box is not None
    with pytest.raises(NoInbox, match="schránka"), box:
        pass


def test_a_message_too_large_is_told_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inboxes, "LARGEST", 25)
    inbox = Maildir(a_maildir(tmp_path / "schranka", FIRST, b"Subject: x\r\n\r\n" + b"y" * 30))
    assert [arrived.raw for arrived in inbox.unread()] == [FIRST, None]


def imap(server: ScriptedIMAP, ca_file: Path, **settings: object) -> Config:
    return Config(
        inbox_server="127.0.0.1",
        inbox_port=server.port,
        inbox_username=USER,
        inbox_password=PASSWORD,
        mail_ca_file=str(ca_file),
        **settings,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_unseen_messages_are_fetched_and_marked_only_when_done(smtp_identity: Identity, tls: str) -> None:
    with ScriptedIMAP(smtp_identity.context, [FIRST, SECOND], tls=tls) as server:
        box = inbox_of(imap(server, smtp_identity.ca_file, inbox_security=tls))
        assert box is not None
        with box as inbox:
            first, second = inbox.unread()
            assert (first, second) == (Arrived("1", FIRST), Arrived("2", SECOND))
            assert server.seen == set()
            inbox.mark_read(second)
    assert server.seen == {2}
    assert "FETCH" not in server.commands  # by UID only: numbers of messages move


@pytest.mark.parametrize(
    "settings, words",
    [({"inbox_password": "spatne"}, "AUTHENTICATIONFAILED"), ({"inbox_folder": "Nic"}, "složka Nic")],
)
def test_what_the_server_refuses_is_told(smtp_identity: Identity, settings: dict[str, str], words: str) -> None:
    with ScriptedIMAP(smtp_identity.context) as server:
        config = imap(server, smtp_identity.ca_file).model_copy(update=settings)
        box = inbox_of(config)
        assert box is not None
        with pytest.raises(NoInbox, match=words), box:
            pass


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_server_that_cannot_be_trusted_gets_no_password(smtp_identity: Identity, tmp_path: Path, tls: str) -> None:
    foreign = identity(tmp_path, host="jina.example")
    with ScriptedIMAP(foreign.context, tls=tls) as server:
        box = inbox_of(imap(server, smtp_identity.ca_file, inbox_security=tls))
        assert box is not None
        with pytest.raises(NoInbox, match=r"(?i)certificate"), box:
            pass
    assert "LOGIN" not in server.commands


def test_a_silent_server_holds_nobody_up(smtp_identity: Identity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inboxes, "SECONDS", 0.3)
    with ScriptedIMAP(smtp_identity.context, [FIRST], silent_at="UID SEARCH") as server:
        box = inbox_of(imap(server, smtp_identity.ca_file))
        assert box is not None
        with pytest.raises(NoInbox), box as inbox:
            list(inbox.unread())


def test_nobody_listening_is_told() -> None:
    box = inbox_of(Config(inbox_server="127.0.0.1", inbox_port=1))
    assert box is not None
    with pytest.raises(NoInbox, match="ConnectionRefused"), box:
        pass


def test_without_settings_there_is_no_inbox() -> None:
    assert inbox_of(Config()) is None
