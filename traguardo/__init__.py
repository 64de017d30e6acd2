"""The command line: where the bot and the pages, which do not know each other, are put together."""

import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import ClassVar

import click

from bot.cli import Commands
from bot.cli import main as chat
from bot.cli.group import CommonOptions


class Everything(Commands):
    """What the bot's own command line does, and the pages."""

    places: ClassVar[Mapping[str, tuple[str, str]]] = {
        **Commands.places,
        "link": (
            "traguardo.pages",
            "Un indirizzo per entrare nelle pagine: vale dieci minuti e una volta sola.",
        ),
        "publish": (
            "traguardo.pages",
            "Le pagine pubbliche della performance e i dati aperti, in una cartella.",
        ),
        "run": (
            "traguardo.running",
            "Il bot su Telegram se c'è TRAGUARDO_TOKEN, altrimenti la chat di prova; e le pagine.",
        ),
        "serve": ("traguardo.pages", "Le pagine da sole, finché non le si ferma."),
    }


@click.pass_context
def _set(context: click.Context, db: str, now: str | None) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal of another alphabet shows a question mark, not a traceback.
            stream.reconfigure(errors="replace")
    context.obj = CommonOptions(db, now)


main = Everything("traguardo", params=chat.params, callback=_set, help=chat.help)
