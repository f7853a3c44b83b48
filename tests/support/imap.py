"""A small IMAP server in the test process: one folder, TLS or STARTTLS, LOGIN, and the commands a reader needs.

    with ScriptedIMAP(context, [raw, raw]) as server:
        ...
        assert server.seen == {1, 2}

It speaks RFC 3501 as far as ``imaplib`` asks: CAPABILITY, STARTTLS, LOGIN, SELECT, UID SEARCH, FETCH and STORE, LOGOUT.
"""

import re
import socket
import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

USER, PASSWORD = "schranka", "heslo do schranky"


@dataclass
class ScriptedIMAP:
    """Messages get the UIDs 1, 2, …; ``silent_at`` names the command after which the server says nothing more."""

    context: ssl.SSLContext
    messages: Sequence[bytes] = ()
    tls: str = "tls"
    silent_at: str = ""
    seen: set[int] = field(default_factory=set)
    commands: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            try:
                self._converse(self.context.wrap_socket(line, server_side=True) if self.tls == "tls" else line)
            except OSError:
                line.close()

    def _converse(self, line: socket.socket) -> None:
        line.sendall(b"* OK ready\r\n")
        stream = line.makefile("rb")
        while (told := stream.readline()) != b"":
            tag, _, command = told.decode("ascii").rstrip("\r\n").partition(" ")
            name = " ".join(command.split()[: 2 if command.upper().startswith("UID") else 1]).upper()
            self.commands.append(name)
            if name == self.silent_at:
                stream.read()  # until the client has had enough
                return
            line.sendall(self._answer(name, command) + f"{tag} {self._verdict(name, command)}\r\n".encode())
            if name == "STARTTLS":
                line = self.context.wrap_socket(line, server_side=True)
                stream = line.makefile("rb")
            if name == "LOGOUT":
                return

    def _verdict(self, name: str, command: str) -> str:
        if name == "LOGIN" and command != f'LOGIN {USER} "{PASSWORD}"':
            return "NO [AUTHENTICATIONFAILED] wrong"
        if name == "SELECT" and '"INBOX"' not in command:
            return "NO [NONEXISTENT] no such folder"
        return "OK done"

    def _answer(self, name: str, command: str) -> bytes:
        if name == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1 STARTTLS\r\n"
        if name == "SELECT":
            return f"* {len(self.messages)} EXISTS\r\n".encode()
        if name == "UID SEARCH":
            unseen = [str(uid) for uid in range(1, len(self.messages) + 1) if uid not in self.seen]
            return f"* SEARCH {' '.join(unseen)}\r\n".encode()
        if name == "UID FETCH":
            uid = int(command.split()[2])
            raw = self.messages[uid - 1]
            if "RFC822.SIZE" in command:
                return f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})\r\n".encode()
            return f"* {uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
        if name == "UID STORE" and re.search(r"\+FLAGS\.SILENT \(\\Seen\)", command):
            self.seen.add(int(command.split()[2]))
        return b""
