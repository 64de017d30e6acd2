"""How a document was read: shown before anything of it is adopted, changed where it is wrong."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from openpyxl.utils import get_column_letter

from bot.cli.base import fail
from importers import (
    ROLE_WORDS,
    PlanMap,
    Reading,
    TableRead,
    map_text,
    said_of_column,
)
from ledger.plan import Objective
from words.say import Say, say
from words.wording import plain_text

_SAMPLES = 3
_SHOWN_LEFT_OUT = 10
_SHOWN_COLUMNS = 30


@dataclass(frozen=True)
class Answer:
    """What somebody said to a review: adopt it, or read a column in another way."""

    adopt: bool
    known: PlanMap | None = None


def review_lines(reading: Reading) -> Iterator[Say]:
    """The columns and what each was taken for, three objectives, what was left out and why."""
    if reading.tables:
        yield say("cli.review.columns")
    for table in reading.tables:
        yield _place(table)
        for i, column in enumerate(table.columns[:_SHOWN_COLUMNS]):
            if column.title or column.role:
                role = ROLE_WORDS.get(column.role) if column.role else None
                yield say(
                    "cli.review.column",
                    letter=get_column_letter(i + 1),
                    title=column.title or "—",
                    role=role or say("cli.review.not_read"),
                )
    yield say("cli.review.samples")
    for objective in _samples(reading):
        yield from _objective(objective)
    if reading.left_out:
        yield say("cli.review.left_out")
    for left in reading.left_out[:_SHOWN_LEFT_OUT]:
        why = say(f"cli.review.{left.why}")
        yield say("cli.review.left", sheet=left.sheet, line=left.line, why=why, text=left.text[:80])


def _place(table: TableRead) -> Say:
    sheet = say("cli.review.sheet", sheet=table.sheet) if table.sheet else ""
    page = say("cli.review.page", page=table.page) if table.page else ""
    return say("cli.review.table", sheet=sheet, page=page, line=table.line, rows=table.rows)


def _samples(reading: Reading) -> list[Objective]:
    """The first objective, one from the middle, the last."""
    objectives = reading.plan.objectives
    places = sorted({0, len(objectives) // 2, len(objectives) - 1})
    return [objectives[i] for i in places if 0 <= i < len(objectives)][:_SAMPLES]


def _objective(objective: Objective) -> Iterator[Say]:
    yield say(
        "cli.review.objective",
        code=objective.code,
        title=objective.title,
        weight=objective.weight if objective.weight is not None else "—",
        deadline=objective.deadline or "—",
        owners=", ".join(objective.owners) or "—",
    )
    for indicator in objective.indicators:
        yield say(
            "cli.review.indicator",
            code=indicator.code,
            name=indicator.name,
            target=indicator.target if indicator.target is not None else "—",
            baseline=indicator.baseline if indicator.baseline is not None else "—",
        )


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
