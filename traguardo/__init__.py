"""The command line: where the bot and the pages, which do not know each other, are put together."""

import gc
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Any, ClassVar

import click

from bot.cli import Commands
from bot.cli import main as chat
from bot.cli.group import CommonOptions
from traguardo.spared import spare

YOUNG_OBJECTS = 50_000
"""Made between two collections of garbage: Python's 700 look through all the classes of a start a
hundred times, and what a turn makes is mostly gone before."""


def collect_rarely() -> None:
    """How every process of ours runs."""
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)


class Everything(Commands):
    """What the bot's own command line does, and the pages."""

    places: ClassVar[Mapping[str, tuple[str, str]]] = {
        **Commands.places,
        "ente": (
            "traguardo.enti",
            "Più enti in un solo programma: aggiungerli, vederli, farli partire.",
        ),
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

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """As a process of its own."""
        collect_rarely()
        spare()
        try:
            return super().__call__(*args, **kwargs)
        finally:
            # Python looks for garbage among all classes as it ends: a second of processor, on a
            # laden machine ten, for memory that is given back anyway.
            gc.freeze()


@click.pass_context
def _set(context: click.Context, db: str, now: str | None) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal of another alphabet shows a question mark, not a traceback.
            stream.reconfigure(errors="replace")
    context.obj = CommonOptions(db, now)


main = Everything("traguardo", params=chat.params, callback=_set, help=chat.help)
