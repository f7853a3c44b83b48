"""How the accounts of the sample are told to a person who starts the tracker."""

from collections.abc import Sequence

from tracker.fulfilment.labels import label
from tracker.operations.sample.places import PASSWORD, SampleAccount


def account_lines(accounts: Sequence[SampleAccount]) -> list[str]:
    """The password and who may sign in with which e-mail; nothing where there are no accounts."""
    if not accounts:
        return []
    return [
        f"Ukázkové účty, heslo {PASSWORD}:",
        *(f"  {account.email:<28} {label(account.role)}" for account in accounts),
    ]
