"""The personnel office on the command line: facts from a CSV, and the list of premiums."""

import csv
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from bot.cli.base import (
    CommonOptions,
    answered,
    fail,
    json_option,
    pass_common,
    print_json,
    year_option,
)
from handlers.talk.typed import read_amount
from handlers.talk.words import refusal
from ledger.clock import parse_day
from ledger.commands.personnel import RecordFact
from ledger.errors import TraguardoError
from ledger.errors_smvp import BadFact, Need
from ledger.evaluation.fixed import line_written
from ledger.evaluation.paylist import PayLine, Payout, Suppose
from ledger.evaluation.payout import payout
from ledger.people import CLI
from ledger.readings import scores
from ledger.scoring.numbers import show_number, show_two
from words.say import Say, Two, say
from words.wording import plain_text

COLUMNS = frozenset({"kind", "person", "act", "act_date"})


@click.group()
def personnel() -> None:
    """I fatti del personale: servizio, assegnazioni, assenze, part-time, sanzioni, interim."""


@personnel.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "person", required=True, help="Il codice di chi li registra.")
@pass_common
@answered
def import_(common: CommonOptions, file: Path, person: str) -> None:
    """Registra i fatti di un CSV: kind, person, from, to, unit, what, amount, act, act_date.

    Tutti o nessuno: un errore in una riga lascia il registro com'era.
    """
    ledger = common.open()
    rows = _read_rows(file)
    with ledger.transaction():
        for number, row in rows:
            try:
                ledger.record(_fact_of(row), actor=person.strip().lower(), cause="cli")
            except TraguardoError as error:
                fail(2, say("cli.personnel.bad_row", row=number, problem=refusal(error)))
    click.echo(plain_text(say("cli.personnel.imported", count=len(rows))))


def _read_rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="cp1252")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.DictReader(text.splitlines(), delimiter=delimiter))
    if not rows or not rows[0].keys() >= COLUMNS:
        fail(2, say("cli.personnel.not_csv"))
    return [
        (n, {k: (v or "").strip() for k, v in row.items() if k}) for n, row in enumerate(rows, 2)
    ]


def _fact_of(row: dict[str, str]) -> RecordFact:
    act_on = _day(row["act_date"])
    if act_on is None:
        raise BadFact(row["kind"], Need.SINCE)
    return RecordFact(
        kind=row["kind"].lower(),
        person=row["person"].lower(),
        act=row["act"],
        act_on=act_on,
        since=_day(row.get("from", "")),
        until=_day(row.get("to", "")),
        unit=row.get("unit") or None,
        what=row.get("what") or None,
        amount=_amount(row),
    )


def _amount(row: dict[str, str]) -> Decimal | None:
    typed = row.get("amount", "")
    number = read_amount(typed) if typed else None
    if typed and number is None:
        raise BadFact(row["kind"], Need.AMOUNT)
    return number


def _day(text: str) -> dt.date | None:
    return parse_day(text) if text else None


@click.command()
@click.option(
    "--as", "reader", default=CLI, help="Il codice di chi legge; altrimenti chi ha il file."
)
@year_option
@click.option("--pool", help="Simula un altro fondo: non registra nulla.")
@json_option
@pass_common
@answered
def premiums(
    common: CommonOptions, reader: str, year: int | None, pool: str | None, as_json: bool
) -> None:
    """L'elenco dei premi dell'anno: quello definitivo, o com'è oggi e che cosa gli manca."""
    ledger = common.open()
    view = ledger.view.of(year)
    reader = reader.strip().lower()
    if reader != CLI:
        # Whoever can run the command holds the file.
        view.known(reader)
        scores.check_payments(view, reader, ledger.today())
    amount = read_amount(pool) if pool else None
    if pool and amount is None:
        fail(2, say("cli.premiums.pool", pool=pool))
    suppose = Suppose(pool=None if amount is None else Fraction(amount))
    found = payout(view, view.plan.plan.year, ledger.today(), suppose)
    ledger.trace_amounts(reader, [line.person for line in found.lines], found.year, "cli")
    if as_json:
        print_json(_payout_json(found))
        return
    for said in premiums_lines(found):
        click.echo(plain_text(said))
    if found.fixed is None:
        click.echo(plain_text(say("cli.premiums.missing", count=len(found.missing))))


def premiums_lines(found: Payout) -> list[Say]:
    """The list as a terminal shows it: who gets what, each fund, what differs."""
    lines = [say("premiums.title", year=found.year)]
    if found.fixed is not None:
        lines.append(say("premiums.fixed", day=found.fixed.day, seq=found.fixed.seq))
    lines += [
        say(f"premiums.line{'.held' if ln.held else ''}", person=ln.key, amount=Two(ln.total))
        for ln in found.lines
    ]
    lines += [
        say(f"premiums.fund.{f.name}", amount=Two(f.amount), paid=Two(f.paid), left=Two(f.left))
        for f in found.funds
    ]
    return [
        *lines,
        *(
            say("premiums.difference", person=d.key, fixed=Two(d.fixed), now=Two(d.now))
            for d in found.differences
        ),
    ]


def _payout_json(found: Payout) -> dict[str, Any]:
    return {
        "year": found.year,
        "final": found.fixed is not None or (not found.missing and bool(found.lines)),
        "fixed_on": None if found.fixed is None else found.fixed.day,
        "pool": None if found.pool is None else show_two(found.pool),
        "residual": show_two(found.residual),
        "sectors": {
            name: {"points": show_number(s.points), "amount": show_two(s.amount)}
            for name, s in found.sectors.items()
        },
        "funds": {
            f.name: {
                "amount": show_two(f.amount),
                "paid": show_two(f.paid),
                "left": show_two(f.left),
            }
            for f in found.funds
        },
        "warnings": list(found.warnings),
        "differences": [
            {"person": d.key, "fixed": show_two(d.fixed), "now": show_two(d.now)}
            for d in found.differences
        ],
        "lines": [_line_json(line) for line in found.lines],
        "missing": [
            {"what": m.what, "person": m.person or None, "due_on": m.due_on} for m in found.missing
        ],
    }


def _line_json(line: PayLine) -> dict[str, Any]:
    return {**line_written(line), "person": line.key, "held": line.held}
