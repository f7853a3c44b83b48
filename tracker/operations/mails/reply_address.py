"""The address that a mail is answered to: it carries a signed tag, so that an answer finds its mail."""

from collections.abc import Iterable

from tracker.config import Config
from tracker.operations.signed import sign, signed_number

PURPOSE = "reply"


def reply_address(config: Config, mail_id: int) -> str:
    """``name+tag@domain`` of the mailbox that is read, or where the settings want answers to go."""
    if not config.inbox_address:
        return config.mail_reply_to or config.mail_from
    local, _, domain = config.inbox_address.rpartition("@")
    return f"{local}+{sign(config.secret_key, PURPOSE, mail_id)}@{domain}"


def answered_mail(config: Config, addresses: Iterable[str]) -> int | None:
    """The mail that one of these addresses of a message has the tag of."""
    local, _, domain = config.inbox_address.casefold().rpartition("@")
    for address in addresses:
        tagged, _, at = address.casefold().rpartition("@")
        name, plus, tag = tagged.partition("+")
        if plus and (name, at) == (local, domain) and (number := signed_number(config.secret_key, PURPOSE, tag)):
            return number
    return None
