"""The regulation: one rule by itself (`calc`), and its adoption for a year."""

import sys
from pathlib import Path

import click

from bot.cli.base import CommonOptions, answered, fail, pass_common, print_json
from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled, load
from ledger.scoring.calc import CalcError, read_json, run_batch
from ledger.scoring.calc import run as run_rule
from words.say import say
from words.wording import plain_text


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
        fail(2, say("cli.calc.missing"))
    try:
        answer = run_rule(op, read_json(sys.stdin.read()), regulation)
    except CalcError as refusal:
        print_json({"error": refusal.as_dict()})
        raise
    print_json(answer)


@click.group()
def regulation() -> None:
    """Il regolamento (SMVP) dell'ente."""


@regulation.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--year", type=int, help="Il primo anno a cui vale; altrimenti quello del piano.")
@pass_common
@answered
def adopt(common: CommonOptions, file: Path, year: int | None) -> None:
    """Adotta un regolamento: gli anni già valutati restano sotto il loro."""
    ledger = common.open()
    adopted = load(file)
    (e,) = ledger.execute(AdoptRegulation(adopted, year), actor=CLI, cause="cli")
    click.echo(plain_text(say("cli.regulation.adopted", title=adopted.title, seq=e.seq)))
