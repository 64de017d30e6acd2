"""Commands about the plan: read one, adopt it, show it, write it."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, TypeVar

import click
from click.termui import progressbar

from bot import answers
from bot.cli.base import (
    CommonOptions,
    answered,
    fail,
    json_option,
    pass_common,
    print_json,
    year_option,
)
from bot.cli.plan_review import read_or_taught, reviewed
from bot.plan_changes import Changes, changes_of, difference_lines, wants_reason
from bot.plan_review import anomaly_lines, counts_line, left_out_lines
from handlers.talk.because import read_because
from importers import (
    PlanMap,
    Reading,
    Sight,
    Unread,
    open_file,
    read_document,
    read_map,
    write_plan,
    write_template,
)
from ledger.commands.adoption import AdoptPlan
from ledger.errors import TraguardoError
from ledger.errors_proof import CopyExists
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import Plan
from ledger.plan.carry import PROJECTED, carried, drafted_year, former_year
from words.measures import target_amount
from words.say import say
from words.wording import plain_text

FILE = click.Path(path_type=Path)
Progress = Callable[[float], None]
Found = TypeVar("Found")


@click.group()
def plan() -> None:
    """Il piano: leggerlo, adottarlo, mostrarlo, scriverlo."""


@plan.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Legge e dice, senza adottare.")
@click.option("--yes", is_flag=True, help="Adotta senza chiedere.")
@click.option("--map", "map_file", type=FILE, help="Come leggere le colonne (TOML); la scrive.")
@click.option("--other-ente", is_flag=True, help="Con --yes: anche se è di un altro ente.")
@click.option(
    "--reason", help="Perché cambia in corso d'anno: «motivo; delibera 40 del 12/06/2024»."
)
@json_option
@pass_common
@answered
def import_(
    common: CommonOptions,
    file: Path,
    dry_run: bool,
    yes: bool,
    map_file: Path | None,
    other_ente: bool,
    reason: str | None,
    as_json: bool,
) -> None:
    """Legge un piano e, quando hai visto com'è stato letto, lo adotta.

    Formati: .yaml, .xlsx, .xls, .ods, .csv, .txt, .docx, .doc, .odt, .pdf.
    """
    known = read_map(map_file) if map_file and map_file.is_file() else PlanMap()
    opened = _with_progress(lambda progress: open_file(file, progress=progress))

    def read(known: PlanMap) -> Reading:
        return _with_progress(lambda progress: opened.reading(known, progress))

    reading = read_or_taught(read, known, may_ask=not (dry_run or yes or as_json))
    _print_read(reading, as_json=as_json)
    if (dry_run or yes) and not as_json:  # Else the review says so.
        for line in left_out_lines(reading):
            click.echo(plain_text(line))
    if dry_run:
        _print_difference(common, reading.plan, quiet=as_json)
        return
    ledger = common.open()
    while (changes := _changes(ledger, reading.plan, quiet=as_json)) is not None:
        if yes and changes.other_ente and not other_ente:
            fail(1, say("cli.plan.other_ente_refused"))
        answer = reviewed(reading, map_file, changes.strange, yes=yes, quiet=as_json)
        if answer.adopt:
            _adopt(ledger, changes, file, reason, quiet=as_json, may_ask=not yes)
            return
        reading = read_or_taught(read, answer.known or known, may_ask=True)
        _print_summary(reading)


def _print_difference(common: CommonOptions, read: Plan, *, quiet: bool) -> None:
    """What would change of the plan adopted for the year; nothing where no ledger has one."""
    if "://" not in common.db and not common.path.is_file():
        return
    with suppress(TraguardoError):  # A trial reads the document, whatever the ledger is like.
        ledger = common.open()
        if read.year in ledger.view.years:
            _changes(ledger, read, quiet=quiet)


def _changes(ledger: Ledger, read: Plan, *, quiet: bool) -> Changes | None:
    """What adopting the plan would change, shown first; None where that is nothing."""
    changes = changes_of(ledger.view, read)
    if changes is None:
        click.echo(plain_text(say("cli.plan.same")), err=quiet)
    elif changes.found is not None:
        for line in difference_lines(ledger.view.of(read.year), changes.found):
            click.echo(plain_text(line), err=quiet)
    return changes


def _adopt(
    ledger: Ledger, changes: Changes, file: Path, reason: str | None, *, quiet: bool, may_ask: bool
) -> None:
    """A plan changed in its year has a reason and an act: asked once, of who sits at a terminal."""
    asks = wants_reason(changes, ledger.today())
    if asks and reason is None and may_ask:
        asked = plain_text(say("cli.review.why"))
        reason = click.prompt(asked, err=True, default="", show_default=False)
    because = read_because(reason or "", ledger.today())
    gone = plain_text(say("cli.plan.gone", file=file.name)) if changes.amends else ""
    ledger.execute(AdoptPlan(changes.plan, gone, because), actor=CLI, cause="plan import")
    click.echo(plain_text(say("cli.plan.adopted", year=changes.plan.year)), err=quiet)
    if asks and not (because.reason or because.act):
        click.echo(plain_text(say("cli.plan.unexplained")), err=True)


def _print_read(reading: Reading, *, as_json: bool) -> None:
    if not as_json:
        _print_summary(reading)
        return
    body = answers.plan_json(reading.plan)
    left = [{"kind": one.why, "line": one.line, "text": one.text} for one in reading.left_out]
    print_json({"plan": body, "anomalies": body["anomalies"], "left_out": left})


def _with_progress(read: Callable[[Progress], Found]) -> Found:
    """Shows a bar on stderr once reading has taken more than a second."""
    started = time.monotonic()
    with ExitStack() as stack:
        bars: list[Any] = []

        def progress(done: float) -> None:
            if not bars and time.monotonic() - started > 1:
                bar = progressbar(length=100, label="Leggo il piano", file=sys.stderr)
                bars.append(stack.enter_context(bar))
            for bar in bars:
                bar.update(round(done * 100) - bar.pos)

        return read(progress)


def _print_summary(reading: Reading) -> None:
    read = reading.plan
    click.echo(plain_text(counts_line(read)))
    click.echo(plain_text(say("cli.plan.anomalies", count=len(read.anomalies))))
    for kind, count in Counter(a.kind for a in read.anomalies).most_common():
        named = say(f"anomaly.short.{kind}")
        click.echo(plain_text(say("cli.plan.anomaly_count", count=count, kind=named)))
    for line in anomaly_lines(reading):
        click.echo(plain_text(line))


@plan.command()
@year_option
@json_option
@pass_common
@answered
def show(common: CommonOptions, year: int | None, as_json: bool) -> None:
    """Il piano adottato, come è oggi."""
    in_force = common.open().view.of(year).plan
    if as_json:
        print_json(answers.plan_json(in_force.plan))
        return
    for objective in in_force.plan.objectives:
        line = say(
            "cli.plan.row",
            code=objective.code,
            title=objective.title,
            indicators=len(objective.indicators),
            deadline=in_force.deadline(objective.code),
        )
        click.echo(plain_text(line))
        for indicator in objective.indicators:
            told = {"code": indicator.code, "name": indicator.name}
            target = target_amount(indicator)
            click.echo(plain_text(say("cli.plan.indicator", target=target, **told)))


@plan.command()
@click.argument("file", type=FILE)
@click.option(
    "--from", "source", type=FILE, help="Un documento: ciò che se ne legge è già scritto."
)
@answered
def template(file: Path, source: Path | None) -> None:
    """Scrive una cartella di lavoro da riempire: vuota, o con quel che si legge in un documento."""
    if file.exists():
        raise CopyExists(str(file))
    write_template(file, _sight_of(source) if source is not None else None)
    click.echo(plain_text(say("cli.plan.exported", path=str(file))))


def _sight_of(source: Path) -> Sight:
    """What stands in a document, whether a plan comes out of it or not."""
    try:
        return _with_progress(lambda progress: read_document(source, progress=progress)).sight
    except Unread as no:
        return no.sight


@plan.command()
@click.argument("file", type=FILE)
@year_option
@pass_common
@answered
def export(common: CommonOptions, file: Path, year: int | None) -> None:
    """Scrive il piano adottato come .yaml, .xlsx o .csv."""
    write_plan(common.open().view.of(year).plan.plan, file)
    click.echo(plain_text(say("cli.plan.exported", path=str(file))))


@plan.command()
@click.argument("year", type=int)
@click.argument("file", type=FILE)
@pass_common
@answered
def carry(common: CommonOptions, year: int, file: Path) -> None:
    """Prepara la bozza del piano di un anno da quello dell'anno prima: da rivedere e importare.

    Se l'anno indicato ha già il suo piano, la bozza è dell'anno dopo.
    """
    ledger = common.open()
    year = drafted_year(ledger.view.years, year)
    former = former_year(ledger.view.years, year)
    draft = carried(ledger.view.of(former), year, ledger.today())
    write_plan(draft, file)
    counts = Counter(a.kind for a in draft.anomalies)
    click.echo(
        plain_text(
            say(
                "cli.plan.carried",
                path=str(file),
                year=year,
                former=former,
                objectives=len(draft.objectives),
                projected=counts[PROJECTED],
            )
        )
    )
