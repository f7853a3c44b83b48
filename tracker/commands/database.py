"""The database and its sample content: ``sample``."""

import click

from tracker.commands.accounts import account_lines
from tracker.commands.answers import Answer, Ground, answering
from tracker.operations.ground import Refused
from tracker.operations.sample.load_sample import load_sample
from tracker.operations.sample.places import PASSWORD, is_empty, sample_accounts


@click.command()
@click.option("--if-empty", is_flag=True, help="Nic nedělat, když už tu něco je; účty pak vypíše tracker serve.")
@answering
def sample(ground: Ground, if_empty: bool) -> Answer:
    """Naplní prázdnou databázi ukázkovými obcemi."""
    accounts = [
        {"role": a.role.value, "name": a.name, "email": a.email, "password": PASSWORD} for a in sample_accounts()
    ]
    if not is_empty(ground):
        if if_empty:
            return Answer({"loaded": False, "accounts": []})
        raise Refused("Databáze už není prázdná. Ukázka se nahrává jen do prázdné; zvolte jiné INSTANCE_DIR.")
    load_sample(ground, lambda town: click.echo(f"Ukázková data: {town}", err=True))
    return Answer({"loaded": True, "accounts": accounts}, [] if if_empty else account_lines(sample_accounts()))
