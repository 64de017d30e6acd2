"""What the calendar would send now: to whom, and why."""

from dataclasses import replace

import click

from bot.cli.base import (
    CommonOptions,
    answered,
    json_option,
    pass_common,
    print_json,
    year_option,
)
from bot.outgoing.notices import rendered
from scheduler.outbound import due_at
from scheduler.reminders import Notice, line_key
from words.say import say
from words.wording import plain_text


@click.command()
@json_option
@year_option
@pass_common
@answered
def due(common: CommonOptions, as_json: bool, year: int | None) -> None:
    """Che cosa manderebbe ora il calendario, e a chi; non manda nulla.

    Di tutti gli anni aperti, o di uno solo con --year.
    """
    ledger = common.open()
    if year is not None:
        _ = ledger.view.of(year).plan  # A year without a plan is refused.
    notices = _of_year(due_at(ledger, ledger.now()).notices, year)
    if as_json:
        print_json(
            [
                {
                    "to": notice.to,
                    "kind": line.kind,
                    "year": line.subject.year,
                    "subject": line.subject.text,
                    "due_on": line.due_on.isoformat() if line.due_on else None,
                    "key": line_key(notice.to, line),
                }
                for notice in notices
                for line in notice.lines
            ]
        )
        return
    if not notices:
        click.echo(plain_text(say("cli.due.nothing")))
    for notice in notices:
        reply = rendered(notice, ledger.view).reply
        click.echo(f"{notice.to}:")
        for line in reply.lines if reply else ():
            click.echo(plain_text(line))
        click.echo("")


def _of_year(notices: tuple[Notice, ...], year: int | None) -> list[Notice]:
    """With only the lines about a year, and without those who hear nothing of it."""
    if year is None:
        return [*notices]
    about = (
        replace(notice, lines=tuple(line for line in notice.lines if line.subject.year == year))
        for notice in notices
    )
    return [notice for notice in about if notice.lines]
