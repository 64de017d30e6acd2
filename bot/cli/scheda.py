"""A person's scheda on the command line, as far as the reader may see it."""

from typing import Any

import click

from bot.cli.base import Setting, answered, json_option, pass_setting, print_json, year_option
from handlers.scheda import outdated_lines
from handlers.scheda_page import whole
from ledger.commands.evaluation import position_of
from ledger.errors_smvp import NoScheda, ScoresArePrivate
from ledger.evaluation.careers import mean_of_last
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import Course, Judged, course, latest, readers_of
from ledger.ledger import Ledger
from ledger.projections import evaluation
from ledger.scoring.numbers import show_number, show_two
from words.wording import plain_text


@click.group()
def scheda() -> None:
    """Le schede di valutazione."""


@scheda.command()
@click.argument("code")
@click.option("--as", "reader", required=True, help="Il codice di chi legge.")
@year_option
@json_option
@pass_setting
@answered
def show(setting: Setting, code: str, reader: str, year: int | None, as_json: bool) -> None:
    """La scheda di una persona, per chi può leggerla: lei, chi la valuta, Nucleo, personale."""
    ledger = setting.open()
    person, _, part = code.strip().lower().partition("@")
    found, stands = read_scheda(ledger, person, part.upper(), reader.strip().lower(), year)
    if as_json:
        print_json(scheda_json(ledger, found, stands))
        return
    for line in [*whole(found, stands), *outdated_lines(ledger.view, found.version)]:
        click.echo(plain_text(line))


def read_scheda(
    ledger: Ledger, person: str, part: str, reader: str, year: int | None
) -> tuple[Judged, Course]:
    """Raises ScoresArePrivate, NoScheda, and what positions refuse."""
    view, today = ledger.view.of(year), ledger.today()
    of_year = view.plan.plan.year
    position = position_of(view, person, of_year, part)
    if reader not in readers_of(view, person, of_year, today):
        raise ScoresArePrivate(person)
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
