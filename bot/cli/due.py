"""What the calendar would send now: to whom, and why."""

import click

from bot.cli.base import Setting, answered, json_option, pass_setting, print_json
from bot.notices import reply_to
from scheduler.outbound import due_at
from scheduler.reminders import line_key
from words.say import say
from words.wording import plain_text


@click.command()
@json_option
@pass_setting
@answered
def due(setting: Setting, as_json: bool) -> None:
    """Che cosa manderebbe ora il calendario, e a chi; non manda nulla."""
    ledger = setting.open()
    notices = due_at(ledger, ledger.now())
    if as_json:
        print_json(
            [
                {
                    "to": notice.to,
                    "kind": line.kind,
                    "subject": line.subject,
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
        click.echo(f"{notice.to}:")
        for line in reply_to(notice, ledger.view).lines:
            click.echo(plain_text(line))
        click.echo("")
