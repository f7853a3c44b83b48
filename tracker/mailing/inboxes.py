"""Where messages from outside are read from: a maildir on this machine, or a folder of an IMAP server over TLS.

A message is marked as read only when it has been dealt with; one that is read again is recognised by its key.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tracker.config import Config

SECONDS = 30
"""The longest wait for one answer of the server."""
MOST_AT_ONCE = 200
LARGEST = 60 * 2**20
"""Beyond this many bytes a message is not fetched; attachments grow by a third on their way."""
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class NoInbox(Exception):
    """The mailbox cannot be read; the words are for the diary of the job."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An unread message; ``raw`` is ``None`` when it is too large to be fetched."""

    name: str
    raw: bytes | None


class Inbox(Protocol):
    """An open mailbox."""

    def unread(self) -> Iterator[Arrived]: ...

    def mark_read(self, arrived: Arrived) -> None: ...


class Maildir:
    """The folder ``new`` of a maildir; what has been read moves to ``cur`` under the name that says so."""

    def __init__(self, folder: Path) -> None:
        self._new, self._cur = folder / "new", folder / "cur"
        if not (self._new.is_dir() and self._cur.is_dir()):
            raise NoInbox(f"schránka {folder} tu není")

    def unread(self) -> Iterator[Arrived]:
        """The messages not read yet, in the order of their names."""
        names = sorted(path.name for path in self._new.iterdir() if path.is_file() and not path.name.startswith("."))
        for name in names[:MOST_AT_ONCE]:
            with (self._new / name).open("rb") as file:
                raw = file.read(LARGEST + 1)
            yield Arrived(name, raw if len(raw) <= LARGEST else None)

    def mark_read(self, arrived: Arrived) -> None:
        """Move the message to where read ones lie."""
        (self._new / arrived.name).rename(self._cur / f"{arrived.name.partition(':')[0]}:2,S")


class ImapFolder:
    """The unseen messages of one folder, by their UIDs."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def unread(self) -> Iterator[Arrived]:
        """The messages not seen yet, the oldest first."""
        found = b" ".join(_flat(self._ask("SEARCH", "UNSEEN")))
        for uid in found.split()[:MOST_AT_ONCE]:
            name = uid.decode("ascii")
            size = _SIZE.search(b" ".join(_flat(self._ask("FETCH", name, "(RFC822.SIZE)"))))
            too_large = size is not None and int(size[1]) > LARGEST
            yield Arrived(name, None if too_large else self._body(name))

    def mark_read(self, arrived: Arrived) -> None:
        """Set the flag that keeps it from coming again."""
        self._ask("STORE", arrived.name, "+FLAGS.SILENT", r"(\Seen)")

    def _body(self, name: str) -> bytes:
        """The bytes; PEEK leaves it unseen until it is dealt with."""
        answer = self._ask("FETCH", name, "(BODY.PEEK[])")
        return next((part[1] for part in answer if isinstance(part, tuple) and isinstance(part[1], bytes)), b"")

    def _ask(self, command: str, *arguments: str) -> list[object]:
        kind, answer = self._connection.uid(command, *arguments)
        if kind != "OK":
            raise NoInbox(f"{command}: {answer!r}"[:300])
        return list(answer)


def inbox_of(config: Config) -> AbstractContextManager[Inbox] | None:
    """The mailbox of the settings, ``None`` where none is set. Opening it raises ``NoInbox``."""
    if config.inbox_maildir:
        return _maildir(Path(config.inbox_maildir))
    return _imap(config) if config.inbox_server else None


@contextmanager
def _maildir(folder: Path) -> Iterator[Inbox]:
    try:
        yield Maildir(folder)
    except OSError as error:
        raise NoInbox(f"schránku {folder} nelze číst: {error.strerror}") from error


@contextmanager
def _imap(config: Config) -> Iterator[Inbox]:
    trusted = ssl.create_default_context(cafile=config.mail_ca_file or None)
    trusted.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        connection = _connected(config, trusted)
        try:
            connection.login(config.inbox_username, config.inbox_password)
            kind, answer = connection.select(f'"{config.inbox_folder}"')
            if kind != "OK":
                raise NoInbox(f"složka {config.inbox_folder}: {answer!r}"[:300])
            yield ImapFolder(connection)
        finally:
            with suppress(OSError):
                connection.shutdown()
    except (OSError, imaplib.IMAP4.error) as error:
        raise NoInbox(f"{type(error).__name__}: {error}"[:300]) from error


def _connected(config: Config, trusted: ssl.SSLContext) -> imaplib.IMAP4:
    server, port = config.inbox_server, config.inbox_port
    if config.inbox_security == "tls":
        return imaplib.IMAP4_SSL(server, port, ssl_context=trusted, timeout=SECONDS)
    connection = imaplib.IMAP4(server, port, timeout=SECONDS)
    try:
        connection.starttls(trusted)
    except BaseException:
        with suppress(OSError):  # the socket may be gone with the failed handshake
            connection.shutdown()
        raise
    return connection


def _flat(answer: list[object]) -> list[bytes]:
    parts = [piece for part in answer for piece in (part if isinstance(part, tuple) else (part,))]
    return [piece for piece in parts if isinstance(piece, bytes)]
