"""One rule of the regulation by itself: `calc`."""

import sys
from pathlib import Path

import click

from bot.cli.base import answered, print_json
from ledger.regulation import bundled, load
from ledger.scoring.calc import CalcError, read_json, run_batch
from ledger.scoring.calc import run as run_rule


@click.command()
@click.argument("op", required=False)
@click.option("--batch", is_flag=True, help="Righe JSON in ingresso, righe JSON in uscita.")
@click.option(
    "--config", type=click.Path(path_type=Path), help="Un altro regolamento, come file TOML."
)
@answered
def calc(op: str | None, batch: bool, config: Path | None) -> None:
    """Calcola una regola: JSON in ingresso, JSON in uscita. Non serve alcun registro."""
    regulation = load(config) if config else bundled()
    if batch:
        for answer in run_batch(sys.stdin, regulation):
            print_json(answer)
        return
    if op is None:
        raise click.UsageError("serve il nome della regola, o --batch")
    try:
        answer = run_rule(op, read_json(sys.stdin.read()), regulation)
    except CalcError as refusal:
        print_json({"error": refusal.as_dict()})
        raise
    print_json(answer)
