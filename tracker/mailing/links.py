"""The addresses that mails point to. Pages may move; the addresses in old mails stay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under the public address of the installation; never built from a request."""

    base: str

    def occurrence(self, number: int) -> str:
        """The page of one term, where a fulfilment or a reason is entered."""
        return self._at(f"/z/{number}")

    @property
    def home(self) -> str:
        """What is to be done."""
        return self._at("/")

    @property
    def overdue(self) -> str:
        """The board of what is past its term."""
        return self._at("/po-terminu")

    @property
    def review(self) -> str:
        """What waits for being acknowledged."""
        return self._at("/k-potvrzeni")

    @property
    def settings(self) -> str:
        """Where a person says which mails to get."""
        return self._at("/upozorneni")

    @property
    def subscriptions(self) -> str:
        """The calendar subscriptions of a person."""
        return self._at("/kalendar/odbery")

    @property
    def privacy(self) -> str:
        """What is done with personal data."""
        return self._at("/soukromi")

    @property
    def forgotten_password(self) -> str:
        """Where a link for a new password is asked for."""
        return self._at("/prihlaseni/zapomenute-heslo")

    def sign_in(self, token: str) -> str:
        """Where a link that was sent by mail signs in."""
        return self._at(f"/prihlaseni/odkaz/{token}")

    def answer(self, token: str) -> str:
        """The one page of somebody without an account."""
        return self._at(f"/o/{token}")

    def meeting(self, number: int) -> str:
        """The page of one planned meeting."""
        return self._at(f"/planovana-jednani/{number}")

    def published(self, town: int, year: int, number: int) -> str:
        """A version of a published report."""
        return self._at(f"/zverejneno/{town}/{year}/{number}")

    def unsubscribe(self, token: str) -> str:
        """Where one POST ends the digests (RFC 8058)."""
        return self._at(f"/odhlasit/{token}")

    def _at(self, path: str) -> str:
        return self.base.rstrip("/") + path
