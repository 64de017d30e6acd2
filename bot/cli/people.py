"""Commands about people: enrol them, list them, invite them."""

import datetime as dt
import json
import sys
from contextlib import closing
from pathlib import Path

import click

from bot import answers
from bot.cli.base import (
    CommonOptions,
    answered,
    at_shell,
    fail,
    json_option,
    pass_common,
    print_json,
)
from bot.incoming.invitations import asked_link, new_code
from bot.outgoing.papers import write_whole
from bot.outgoing.render import render
from bot.store import Store
from handlers.staff.people import last_words, person_line
from handlers.turn import Reply
from importers import PersonRow, read_people
from ledger.clock import parse_day, rome_iso
from ledger.commands.forgetting import ForgetPerson
from ledger.commands.people import AddPerson, ConfirmChat, EndPost, Invite, UnbindChat
from ledger.errors import NoChange, TraguardoError, UnknownRole
from ledger.errors_people import NotADay
from ledger.events import Envelope
from ledger.file import clear_copies
from ledger.forgetting import forget as forget_person
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from words.say import Say, say
from words.wording import plain_text, text_of

ROLES = [str(role) for role in Role]


@click.group()
def person() -> None:
    """Persone e incarichi."""


def _day(text: str | None) -> dt.date | None:
    return parse_day(text) if text else None


@person.command()
@click.argument("code")
@click.option("--name", required=True, help="Nome e cognome.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="L'incarico.")
@click.option("--of", "unit", help="L'area (dirigente) o il servizio (eq, dipendente).")
@click.option("--interim", is_flag=True, help="Incarico ad interim.")
@click.option("--from", "since", help="Primo giorno dell'incarico (AAAA-MM-GG).")
@click.option("--to", "until", help="Ultimo giorno dell'incarico (AAAA-MM-GG).")
@pass_common
@answered
def add(
    common: CommonOptions,
    code: str,
    name: str,
    role: str,
    unit: str | None,
    interim: bool,
    since: str | None,
    until: str | None,
) -> None:
    """Iscrive una persona; un codice che c'è già riceve un altro incarico."""
    ledger = common.open()
    command = AddPerson(
        code.strip().lower(), name, Role(role), unit, interim, _day(since), _day(until)
    )
    ledger.execute(command, actor=CLI, cause="cli")
    click.echo(plain_text(say("cli.person.added", code=command.person, role=command.role)))


def _told(ledger: Ledger, events: list[Envelope], why: str) -> None:
    """The chat that was somebody's hears that it is not any more; the bot sends it."""
    _posted(ledger, last_words(events, why))


def _posted(ledger: Ledger, replies: list[Reply]) -> None:
    if replies:
        with closing(Store(ledger.path, "telegram", ledger.clock)) as store:
            for reply in replies:
                store.post(
                    render(reply, text_of, int(reply.chat or 0), replaces=None, answers=None)
                )


@person.command()
@click.argument("code")
@click.option("--role", type=click.Choice(ROLES), help="Solo questo incarico.")
@click.option("--of", "unit", help="L'area o il servizio dell'incarico.")
@click.option("--on", "on", help="Ultimo giorno (AAAA-MM-GG); se manca, finisce ora.")
@pass_common
@answered
def end(
    common: CommonOptions, code: str, role: str | None, unit: str | None, on: str | None
) -> None:
    """Finisce un incarico, o tutti; con l'ultimo va via anche la chat."""
    ledger = common.open()
    command = EndPost(code.strip().lower(), Role(role) if role else None, unit, _day(on))
    events = ledger.execute(command, actor=CLI, cause="cli")
    _told(ledger, events, "ended")
    count = sum(e.type == "PostEnded" for e in events)
    click.echo(plain_text(say("cli.person.ended", count=count, person=command.person)))


@person.command()
@click.argument("code")
@pass_common
@answered
def unbind(common: CommonOptions, code: str) -> None:
    """Scollega la chat di una persona."""
    ledger = common.open()
    command = UnbindChat(code.strip().lower())
    _told(ledger, ledger.execute(command, actor=CLI, cause="cli"), "taken")
    click.echo(plain_text(say("cli.person.unbound", person=command.person)))


@person.command()
@click.argument("code")
@pass_common
@answered
def confirm(common: CommonOptions, code: str) -> None:
    """Conferma la chat che aspetta una seconda persona."""
    command = ConfirmChat(code.strip().lower())
    common.open().execute(command, actor=CLI, cause="cli")
    click.echo(plain_text(say("cli.person.confirmed", person=command.person)))


@person.command()
@click.argument("code")
@json_option
@pass_common
@answered
def readings(common: CommonOptions, code: str, as_json: bool) -> None:
    """Chi ha letto le valutazioni di una persona, e quando."""
    person = code.strip().lower()
    found = common.open().readings_of(person)
    if as_json:
        print_json([{**vars(row), "at": rome_iso(row.at)} for row in found])
        return
    if not found:
        click.echo(plain_text(say("cli.person.readings.none", person=person)))
    for row in found:
        facts = {**vars(row), "way": say(f"reading.way.{row.way}")}
        click.echo(plain_text(say("cli.person.reading", **facts)))


@person.command()
@click.argument("code")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), required=True)
@pass_common
@answered
def export(common: CommonOptions, code: str, file: Path) -> None:
    """Tutto ciò che il registro tiene su una persona, come JSON."""
    ledger = common.open()
    found = ledger.view.known(code.strip().lower())
    held = answers.person_json(ledger, found)
    write_whole(file, f"{json.dumps(held, ensure_ascii=False, indent=2)}\n".encode())
    click.echo(plain_text(say("cli.person.exported", person=found.code, path=file)))


@person.command()
@click.argument("code")
@click.option("--reason", required=True, help="Perché.")
@click.option("--second", required=True, help="Chi altro ha detto che si può (il suo codice).")
@pass_common
@answered
def forget(common: CommonOptions, code: str, reason: str, second: str) -> None:
    """Distrugge la chiave di una persona: da qui in poi nessuno ne legge più i dati.

    A un terminale chiede di riscrivere il codice; la seconda persona lo legge nella sua chat.
    """
    ledger = common.open()
    command = ForgetPerson(code.strip().lower(), reason, second.strip().lower())
    ledger.consider(command, actor=CLI)
    if sys.stdin.isatty():
        asked = plain_text(say("cli.person.forget.sure", person=command.person))
        if click.prompt(asked, err=True, default="", show_default=False).strip() != command.person:
            fail(2, say("cli.person.forget.not", person=command.person))
    forget_person(ledger, command, actor=CLI, cause="cli")
    if chat := ledger.view.user_of(command.second):
        line = say("forget.told_second", person=command.person, reason=command.reason)
        _posted(ledger, [Reply((line,), chat=chat)])
    click.echo(plain_text(say("cli.person.forgotten", person=command.person)))
    if clear := clear_copies(ledger.path):
        paths = ", ".join(str(path) for path in clear)
        click.echo(plain_text(say("cli.person.forgotten.clear", paths=paths)))


@person.command("list")
@json_option
@pass_common
@answered
def list_(common: CommonOptions, as_json: bool) -> None:
    """Chi è iscritto, con i suoi incarichi."""
    ledger = common.open()
    if as_json:
        print_json(answers.person_rows(ledger))
        return
    for found in ledger.view.people():
        reached = ledger.view.bound_to(found.code) is not None
        key = "cli.person.reached" if reached else "cli.person.alone"
        click.echo(plain_text(say(key, person=person_line(found))))


@person.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_common
@answered
def import_(common: CommonOptions, file: Path) -> None:
    """Iscrive le persone di un CSV: codice, nome, ruolo, di, interim, dal, al.

    Anche con le intestazioni inglesi: code, name, role, of, interim, from, to. Tutte o nessuna:
    un errore in una riga lascia il registro com'era. Si può ripetere: le righe già iscritte si
    saltano.
    """
    ledger = common.open()
    rows = read_people(file)
    wrong: list[Say] = []
    known = 0
    with ledger.transaction():
        for row in rows:
            try:
                ledger.record(_add_of(row), actor=CLI, cause="cli")
            except NoChange:
                known += 1
            except TraguardoError as error:
                wrong.append(say("cli.person.bad_row", row=row.line, problem=at_shell(error)))
        if wrong:
            for said in wrong[:-1]:
                click.echo(plain_text(said), err=True)
            fail(2, say("cli.person.bad_rows", last=wrong[-1]))
    click.echo(plain_text(say("cli.person.imported", count=len(rows) - known)))
    if known:
        click.echo(plain_text(say("cli.person.known", count=known)))


def _add_of(row: PersonRow) -> AddPerson:
    """Raises NotADay, UnknownRole."""
    if row.unread is not None:
        raise NotADay(row.unread)
    try:
        role = Role(row.role)
    except ValueError:
        raise UnknownRole(row.role) from None
    return AddPerson(row.code, row.name, role, row.of, row.interim, row.since, row.until)


@click.command()
@click.argument("code")
@click.option("--second", help="Chi ha già detto che va fatto (il codice di una seconda persona).")
@json_option
@pass_common
@answered
def invite(common: CommonOptions, code: str, second: str | None, as_json: bool) -> None:
    """Un codice monouso che lega una chat a quella persona; la chat di prima è scollegata."""
    ledger = common.open()
    secret = new_code()
    command = Invite(code.strip().lower(), secret, second)
    _told(ledger, ledger.execute(command, actor=CLI, cause="cli"), "invited")
    link = asked_link(secret)
    if as_json:
        print_json({"code": secret, "link": link})
        return
    click.echo(plain_text(say("cli.invited", code=secret, link=link)))
