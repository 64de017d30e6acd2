"""How a document was read: shown before anything of it is adopted, changed where it is wrong."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from bot.cli.base import fail
from bot.plan_review import review_lines
from importers import PlanMap, Reading, map_text, said_of_column
from words.say import say
from words.wording import plain_text


@dataclass(frozen=True)
class Answer:
    """What somebody said to a review: adopt it, or read a column in another way."""

    adopt: bool
    known: PlanMap | None = None


def reviewed(
    reading: Reading, known: PlanMap, map_file: Path | None, *, yes: bool, quiet: bool
) -> Answer:
    """Shows how a document was read and asks; off a terminal only `--yes` adopts.

    The map is written where `map_file` says, so that the same template is read alike next time.
    """
    if map_file is not None and reading.tables:
        map_file.write_text(_map_of(reading), encoding="utf-8")
    if yes:
        return Answer(adopt=True)
    for line in review_lines(reading):
        click.echo(plain_text(line), err=quiet)
    if not sys.stdin.isatty():
        fail(1, say("cli.review.not_adopted"))
    return _asked(reading, known)


def _map_of(reading: Reading) -> str:
    return map_text(column for table in reading.tables for column in table.columns)


def _asked(reading: Reading, known: PlanMap) -> Answer:
    while True:
        said = click.prompt(plain_text(say("cli.review.ask")), err=True).strip()
        if said.lower() in ("s", "si", "sì", "adotta"):
            return Answer(adopt=True)
        if said.lower() in ("n", "no", "annulla"):
            fail(1, say("cli.review.refused"))
        changed = _changed(said, reading, known)
        if changed is not None:
            return Answer(adopt=False, known=changed)
        click.echo(plain_text(say("cli.review.again")), err=True)


def _changed(said: str, reading: Reading, known: PlanMap) -> PlanMap | None:
    """The map with what was said of a column; None for what cannot be understood."""
    for table in sorted(reading.tables, key=lambda one: -one.rows):
        try:
            found = said_of_column(said, table.columns)
        except KeyError:
            return None
        if found is not None:
            column, role = found
            return known.with_column(column.title, role)
    return None
