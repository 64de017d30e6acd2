"""Commands about the record: ask it, check it."""

from collections.abc import Iterator

import click

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
from handlers.standing.status import status_lines
from handlers.standing.why import why_lines
from handlers.standing.years import elsewhere, years_with
from ledger.clock import day_of, parse_instant, rome_iso
from ledger.errors import UnknownCode
from ledger.events import Envelope
from ledger.file import renew_house_key
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.readings import progress as readings
from ledger.readings.reports import rests_on
from ledger.view import View
from words.say import say
from words.wording import plain_text


@click.command()
@click.argument("scope", required=False)
@click.option("--as-of", help="Com'era a quel giorno, per quel che se ne sa oggi.")
@click.option("--known-at", help="Solo quel che era scritto a quell'istante.")
@year_option
@json_option
@pass_common
@answered
def status(
    common: CommonOptions,
    scope: str | None,
    as_of: str | None,
    known_at: str | None,
    year: int | None,
    as_json: bool,
) -> None:
    """Come sta l'ente, un'area, un servizio, un obiettivo o un indicatore."""
    ledger = common.open()
    known = parse_instant(known_at, end_of_day=True) if known_at else None
    asked = parse_instant(as_of, end_of_day=True) if as_of else None
    instant = asked or known or ledger.now()
    with ledger.view_at(asked, known) as found:
        view = found.of(year)
        code, day = _resolved(view, scope), day_of(instant)
        stands = readings.standing(view, CLI, code, day, ledger.today())
        if as_json:
            print_json(answers.status_json(view, stands, rome_iso(instant)))
            return
        for line in status_lines(view, stands, limit=None):
            click.echo(plain_text(line))


def _resolved(view: View, typed: str | None) -> str:
    """A scope of the year's plan; one of another year's ends in the year that has it."""
    try:
        return view.plan.resolve_scope(typed)
    except UnknownCode as unknown:
        code, having = years_with(view, unknown)
        if not having:
            raise
        fail(2, elsewhere(unknown, code, having))


@click.command()
@click.argument("code")
@year_option
@json_option
@pass_common
@answered
def why(common: CommonOptions, code: str, year: int | None, as_json: bool) -> None:
    """Da dove viene un numero: la regola, i dati, gli eventi."""
    ledger = common.open()
    view = ledger.view.of(year)
    answer = readings.why(view, CLI, _resolved(view, code), ledger.today())
    if as_json:
        _, events = rests_on(view, answer.scope)
        print_json({"year": view.year, **answers.why_json(answer, events)})
        return
    for line in why_lines(view, answer):
        click.echo(plain_text(line))


@click.command()
@click.option("--after", default=0, help="Solo gli eventi dopo questo numero.")
@click.option("--stream", help="Solo gli eventi di una cosa, es. indicator:AS4.3.1.")
@pass_common
@answered
def events(common: CommonOptions, after: int, stream: str | None) -> None:
    """Il registro, un evento per riga, come JSON."""
    ledger = common.open()
    for envelope in _stream(ledger, stream) if stream else ledger.log.after(after):
        if envelope.seq > after:
            print_json(answers.event_json(envelope))


def _stream(ledger: Ledger, name: str) -> Iterator[Envelope]:
    """A story by its name; `indicator:AS4.3.1` without a year is that of every year."""
    kind, _, code = name.partition(":")
    if kind not in ("indicator", "objective", "weights") or ":" in code:
        return ledger.log.stream(name)
    years = ledger.view.years
    return (e for year in years for e in ledger.story(kind, code, year))


@click.command()
@click.option("--check", is_flag=True, help="Confronta soltanto, senza toccare nulla.")
@click.option(
    "--new-house-key", is_flag=True, help="Una chiave della casa nuova, se quella di prima è persa."
)
@pass_common
@answered
def rebuild(common: CommonOptions, check: bool, new_house_key: bool) -> None:
    """Rifà dal registro le tabelle derivate."""
    ledger = common.open()
    if new_house_key:
        ledger = _with_new_house_key(common, ledger)
    if not check:
        ledger.rebuild()
        click.echo(plain_text(say("cli.rebuild.done")))
        return
    different = ledger.differs_from_rebuild()
    if different:
        fail(1, say("cli.rebuild.differs", tables=", ".join(different)))
    click.echo(plain_text(say("cli.rebuild.same")))


def _with_new_house_key(common: CommonOptions, ledger: Ledger) -> Ledger:
    if not ledger.keys.house_is_lost:
        fail(1, say("cli.rebuild.house.there"))
    path = ledger.path
    ledger.close()
    renew_house_key(path)
    click.echo(plain_text(say("cli.rebuild.house.new")), err=True)
    return common.open()
