"""A person's scheda on the command line, as far as the reader may see it."""

import sys
from collections.abc import Iterator, Sequence
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
from bot.outgoing.papers import issue_file, write_whole
from handlers.evaluating.scheda import outdated_lines
from handlers.evaluating.scheda_page import whole
from ledger.commands.evaluation import position_of
from ledger.errors_smvp import NoScheda, ScoresArePrivate
from ledger.evaluation.careers import mean_of_last
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import Course, Judged, course, latest, standing_versions
from ledger.ledger import Ledger
from ledger.projections import evaluation
from ledger.projections.evaluation import Version
from ledger.readings import scores
from ledger.scoring.numbers import show_number, show_two
from reports import made as documents
from reports.pdf import pdfs_of
from reports.scheda import scheda_paper
from words.say import say
from words.wording import plain_text


@click.group()
def scheda() -> None:
    """Le schede di valutazione."""


@scheda.command()
@click.argument("code")
@click.option("--as", "reader", required=True, help="Il codice di chi legge.")
@year_option
@json_option
@pass_common
@answered
def show(common: CommonOptions, code: str, reader: str, year: int | None, as_json: bool) -> None:
    """La scheda di una persona, per chi può leggerla: lei, chi la valuta, Nucleo, personale."""
    ledger = common.open()
    person, _, part = code.strip().lower().partition("@")
    reader = reader.strip().lower()
    found, stands = read_scheda(ledger, person, part.upper(), reader, year)
    ledger.trace_reading(reader, person, found.version.year, "cli")
    if as_json:
        print_json(scheda_json(ledger, found, stands))
        return
    for line in [*whole(found, stands), *outdated_lines(ledger.view, found.version)]:
        click.echo(plain_text(line))


@scheda.command()
@click.argument("code", required=False)
@click.option("--all", "everybody", is_flag=True, help="Tutte quelle dell'anno, in una cartella.")
@click.option("--as", "reader", required=True, help="Il codice di chi legge.")
@click.option("--year", type=int, help="L'anno valutato; altrimenti quello del piano.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Il file.")
@pass_common
@answered
def pdf(
    common: CommonOptions,
    code: str | None,
    everybody: bool,
    reader: str,
    year: int | None,
    output: Path,
) -> None:
    """La scheda come PDF, con la ricevuta del registro: lo stesso registro dà lo stesso file."""
    if everybody == bool(code):
        fail(2, say("cli.paper.all_or_one"))
    ledger, reader = common.open(), reader.strip().lower()
    if code is None:
        _all_pdfs(ledger, reader, year, output)
        return
    person, _, part = code.strip().lower().partition("@")
    found, _ = read_scheda(ledger, person, part.upper(), reader, year)
    ledger.trace_reading(reader, person, found.version.year, "paper")
    made = documents.scheda(ledger, found.version)
    e = issue_file(ledger, made, output, actor=reader)
    click.echo(
        plain_text(say("cli.paper.written", path=str(output), sha256=made.sha256, seq=e.seq))
    )


def _all_pdfs(ledger: Ledger, reader: str, year: int | None, folder: Path) -> None:
    """Those the reader may see, one file each; the record hears of all of them at once."""
    view, today = ledger.view.of(year), ledger.today()
    versions = [
        v
        for v in standing_versions(view, view.year)
        if scores.may_read(view, reader, v.person, v.year, today)
    ]
    if not versions:
        raise ScoresArePrivate(reader)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for version, content in _with_bar(versions, pdfs_of(scheda_paper(ledger, v) for v in versions)):
        done = documents.scheda(ledger, version, content)
        write_whole(folder / done.named("pdf"), content)
        made.append(done)
    with ledger.transaction():
        for done in made:
            ledger.record(done.command, actor=reader, cause="cli", key=done.key)
    for version in versions:
        ledger.trace_reading(reader, version.person, version.year, "paper")
    click.echo(plain_text(say("cli.paper.all_written", path=str(folder), count=len(made))))


def _with_bar(
    versions: Sequence[Version], contents: Iterator[bytes]
) -> Iterator[tuple[Version, bytes]]:
    label = plain_text(say("paper.bar"))
    pairs = zip(versions, contents, strict=True)
    bar = click.progressbar(pairs, length=len(versions), label=label, file=sys.stderr)
    with bar as shown:
        yield from shown


def read_scheda(
    ledger: Ledger, person: str, part: str, reader: str, year: int | None
) -> tuple[Judged, Course]:
    """Raises ScoresArePrivate, NoScheda, and what positions refuse."""
    view, today = ledger.view.of(year), ledger.today()
    of_year = view.plan.plan.year
    position = position_of(view, person, of_year, part)
    scores.check(view, reader, person, of_year, today)
    version = latest(view, person, of_year, position.part)
    if version is None:
        raise NoScheda(person, of_year)
    return full_scheda(view, version, today), course(view, version, today)


def scheda_json(ledger: Ledger, found: Judged, stands: Course) -> dict[str, Any]:
    """Everything of the version that stands; numbers exact, as strings."""
    version, sheet, score = found.version, found.version.sheet, found.score
    others = evaluation.versions(ledger.view.tables, version.year, version.person)
    document: dict[str, Any] = {
        "person": version.person,
        "year": version.year,
        "role": sheet.role,
        "unit": sheet.unit,
        "status": str(found.status),
        "version": version.version,
        "issued_on": version.day,
        "evaluator": version.actor,
        "regulation": version.regulation,
        "versions": [
            {"version": v.version, "issued_on": v.day, "evaluator": v.actor, "seq": v.seq}
            for v in others
            if v.part == version.part
        ],
        "objectives": [line.model_dump(mode="json") for line in sheet.objectives],
        "items": {code: line.model_dump(mode="json") for code, line in sheet.items.items()},
        "entity": sheet.entity,
        "sanctions": dict(sheet.sanctions),
        "outdated": bool(outdated_lines(ledger.view, version)),
        "mean_of_last": mean_json(ledger, version.person, version.year),
    }
    if score is not None:
        document |= {
            "A": show_number(score.a),
            "S": show_number(score.s),
            "B": show_number(score.b),
            "C": show_number(score.c),
            "D": show_number(score.d),
            "reduction_pct": show_number(score.reduction_percent),
            "final": show_number(score.final),
            "display": score.display,
            "negative": score.negative,
            "share_pct": show_number(score.payout.share_percent),
            "label": score.payout.label,
            "amount": None if score.amount is None else show_two(score.amount),
        }
    return document | {"conciliazione": course_json(stands), "explained": figures_json(found)}


def mean_json(ledger: Ledger, person: str, year: int) -> dict[str, Any] | None:
    """Of the last three evaluations up to the year; None before the first."""
    mean = mean_of_last(ledger.view, person, year)
    if mean is None:
        return None
    return {"years": list(mean.years), "value": show_number(mean.value)}


def course_json(stands: Course) -> dict[str, Any]:
    """How far the procedure of a scheda got, as JSON."""
    done = stands.procedure
    return {
        "state": stands.state,
        "notified_on": done.notified_on,
        "observed_on": done.observed_on,
        "admissible": done.admissible,
        "replied_on": done.replied_on,
        "outcome": done.outcome,
        "accepted": done.accepted,
        "due_from": stands.due_from,
        "due_on": stands.due_on,
        "reply_overdue": stands.reply_overdue,
    }


def figures_json(found: Judged) -> list[dict[str, Any]]:
    """The figures of a scheda with their rules, as JSON."""
    return [
        {
            "name": f.name,
            "value": f.value,
            "rule": f.rule,
            "inputs": dict(f.inputs),
            "events": list(f.events),
        }
        for f in found.figures
    ]
