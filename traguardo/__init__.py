"""The command line: where the bot and the pages, which do not know each other, are put together."""

from collections.abc import Mapping
from typing import ClassVar

import click

from bot.cli import Commands
from bot.cli import main as chat
from bot.cli.base import Setting


class Everything(Commands):
    """What the bot's own command line does, and the pages."""

    places: ClassVar[Mapping[str, str]] = {
        **Commands.places,
        "link": "traguardo.pages",
        "publish": "traguardo.pages",
        "run": "traguardo.running",
        "serve": "traguardo.pages",
    }


@click.pass_context
def _set(context: click.Context, db: str, now: str | None) -> None:
    context.obj = Setting(db, now)


main = Everything("traguardo", params=chat.params, callback=_set, help=chat.help)
