"""The command line: `traguardo`. Source: contract, "Command line"."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click

from bot.cli.base import Setting, TraguardoGroup

COMMANDS = {
    "backup": "copies",
    "calc": "rules",
    "chat": "talk",
    "checkpoint": "proof",
    "doctor": "doctor",
    "due": "due",
    "events": "ledger",
    "init": "creation",
    "invite": "people",
    "person": "people",
    "personnel": "personnel",
    "plan": "plan",
    "premiums": "personnel",
    "rebuild": "ledger",
    "receipt": "proof",
    "report": "reports",
    "regulation": "rules",
    "restore": "copies",
    "run": "talk",
    "scheda": "scheda",
    "status": "ledger",
    "understand": "talk",
    "verify": "proof",
    "why": "ledger",
}
"""Each command and the module it is in, read only when asked for: asking how an area stands does
not wait for Telegram's library to load."""


class Commands(TraguardoGroup):
    """`places`: each command and its module's full name."""

    places: ClassVar[Mapping[str, str]] = {
        name: f"bot.cli.{module}" for name, module in COMMANDS.items()
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.places:
            return None
        module = import_module(self.places[cmd_name])
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=Commands)
@click.version_option(package_name="traguardo")
@click.option(
    "--db",
    envvar="TRAGUARDO_DB",
    default="./traguardo.db",
    show_default=True,
    help="Il file del registro (variabile TRAGUARDO_DB).",
)
@click.option(
    "--now",
    envvar="TRAGUARDO_NOW",
    help="Ferma l'orologio a un istante ISO 8601, ora di Roma (variabile TRAGUARDO_NOW).",
)
@click.pass_context
def main(context: click.Context, db: str, now: str | None) -> None:
    """Traguardo: il ciclo della performance del Comune, in chat, su un registro che non mente."""
    context.obj = Setting(db, now)
