"""The help pages in Italian: what click itself writes on them, in English, is said again here."""

import re
from collections.abc import Iterable

import click

from words.catalogue.cli import HELP, METAVARS

_METAVAR = re.compile(rf"\b(?:{'|'.join(METAVARS)})\b")


class ItalianFormatter(click.HelpFormatter):
    """Headings and the words click puts beside options."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written."""
        super().write_usage(prog, _said(_METAVAR.sub(_named, args)), HELP["Usage: "])

    def write_heading(self, heading: str) -> None:
        """Above a part of the page."""
        super().write_heading(HELP.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Each option, or command, with what it is."""
        told = [(_METAVAR.sub(_named, name), _said(what)) for name, what in rows]
        super().write_dl(told, col_max, col_spacing)


class ItalianContext(click.Context):
    """The context whose help pages are such."""

    formatter_class = ItalianFormatter


def in_italian(command: click.Command) -> click.Command:
    """The command with its help page, and those of its own commands, in Italian."""
    command.context_class = ItalianContext
    for inner in getattr(command, "commands", {}).values():
        in_italian(inner)
    return command


def _said(text: str) -> str:
    for english, italian in HELP.items():
        text = text.replace(english, italian)
    return text


def _named(found: re.Match[str]) -> str:
    return METAVARS[found[0]]
