"""`migrate`: a ledger moved between stores."""

import click

from bot.cli.base import CommonOptions, answered, pass_common
from ledger import stores
from words.say import say
from words.wording import plain_text


@click.command()
@click.argument("source")
@click.argument("target")
@pass_common
@answered
def migrate(common: CommonOptions, source: str, target: str) -> None:
    """Porta un registro da un file a un server PostgreSQL, o indietro, con la sua catena."""
    moved = stores.migrate(source, target)
    click.echo(plain_text(say("cli.migrate.done", count=moved, path=stores.shown(target))))
