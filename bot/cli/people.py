"""Commands about people: enrol them, list them, invite them."""

import csv
import datetime as dt
from pathlib import Path

import click

from bot import answers
from bot.cli.base import Setting, answered, fail, json_option, pass_setting, print_json
from bot.invitations import invitation_link, new_code
from handlers.people import person_line
from handlers.words import refusal
from ledger.commands.people import AddPerson, Invite
from ledger.errors import NotAnInstant, TraguardoError, UnknownRole
from ledger.people import CLI, Role
from words.say import say
from words.wording import plain_text

ROLES = [str(role) for role in Role]


@click.group()
def person() -> None:
    """Persone e incarichi."""


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise NotAnInstant(text or "") from None


@person.command()
@click.argument("code")
@click.option("--name", required=True, help="Nome e cognome.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="L'incarico.")
@click.option("--of", "unit", help="L'area (dirigente) o il servizio (eq, dipendente).")
@click.option("--interim", is_flag=True, help="Incarico ad interim.")
@click.option("--from", "since", help="Primo giorno dell'incarico (AAAA-MM-GG).")
@click.option("--to", "until", help="Ultimo giorno dell'incarico (AAAA-MM-GG).")
@pass_setting
@answered
def add(
    setting: Setting,
    code: str,
    name: str,
    role: str,
    unit: str | None,
    interim: bool,
    since: str | None,
    until: str | None,
) -> None:
    """Iscrive una persona; un codice che c'è già riceve un altro incarico."""
    ledger = setting.open()
    command = AddPerson(
        code.strip().lower(), name, Role(role), unit, interim, _day(since), _day(until)
    )
    ledger.execute(command, actor=CLI, cause="cli")
    click.echo(plain_text(say("cli.person.added", code=command.person, role=command.role)))


@person.command("list")
@json_option
@pass_setting
@answered
def list_(setting: Setting, as_json: bool) -> None:
    """Chi è iscritto, con i suoi incarichi."""
    ledger = setting.open()
    if as_json:
        print_json(answers.person_rows(ledger))
        return
    for found in ledger.view.people():
        click.echo(plain_text(person_line(found)))


@person.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_setting
@answered
def import_(setting: Setting, file: Path) -> None:
    """Iscrive le persone di un CSV: code, name, role, of, interim, from, to.

    Tutte o nessuna: un errore in una riga lascia il registro com'era.
    """
    ledger = setting.open()
    rows = _read_rows(file)
    done = 0
    with ledger.transaction():
        for number, row in rows:
            try:
                ledger.record(_add_of(row), actor=CLI, cause="cli")
            except TraguardoError as error:
                fail(2, say("cli.person.bad_row", row=number, problem=refusal(error)))
            done += 1
    click.echo(plain_text(say("cli.person.imported", count=done)))


def _read_rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="cp1252")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.DictReader(text.splitlines(), delimiter=delimiter))
    if not rows or not {"code", "name", "role"} <= rows[0].keys():
        fail(2, say("cli.person.not_csv"))
    return [
        (n, {k: (v or "").strip() for k, v in row.items() if k}) for n, row in enumerate(rows, 2)
    ]


def _role(text: str) -> Role:
    try:
        return Role(text.lower())
    except ValueError:
        raise UnknownRole(text) from None


def _add_of(row: dict[str, str]) -> AddPerson:
    return AddPerson(
        row["code"].lower(),
        row["name"],
        _role(row["role"]),
        row.get("of") or None,
        row.get("interim", "").lower() in ("1", "si", "sì", "true", "x"),
        _day(row.get("from")),
        _day(row.get("to")),
    )


@click.command()
@click.argument("code")
@json_option
@pass_setting
@answered
def invite(setting: Setting, code: str, as_json: bool) -> None:
    """Un codice monouso che lega una chat a quella persona."""
    ledger = setting.open()
    secret = new_code()
    ledger.execute(Invite(code.strip().lower(), secret), actor=CLI, cause="cli")
    link = invitation_link(secret)
    if as_json:
        print_json({"code": secret, "link": link})
        return
    click.echo(plain_text(say("cli.invited", code=secret, link=link)))
