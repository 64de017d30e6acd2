"""Commands of the pages: serve them, open them for somebody, write the public ones."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from bot.cli.base import (
    CommonOptions,
    answered,
    fail,
    json_option,
    opened_to_run,
    pass_common,
    print_json,
)
from bot.cli.doctor import examine
from bot.incoming.invitations import invitation_link, new_code
from bot.outgoing.letters import leave
from bot.outgoing.making import supplied
from bot.process.ills import names_of_ills
from bot.process.measures import measured
from bot.process.stopping import Stop
from bot.process.upkeep import copies_folder
from handlers.route import Conversations
from ledger.access import LINK_MINUTES, Access, entrance
from ledger.clock import Clock
from ledger.ledger import Ledger
from web.look import Look, read_look
from web.public import publish as publish_pages
from web.server import Address
from web.server import serve as serve_pages
from web.site import SiteSetting, site
from web.workers import WORKERS
from words.say import Say, say
from words.wording import plain_text


def site_setting(
    path: Path,
    clock: Clock | None,
    address: Address,
    environment: Mapping[str, str] = os.environ,
    threads: int = WORKERS,
) -> SiteSetting:
    """The pages over a ledger's file, each of their threads with its own opening of it; `clock`
    None is the ledger's own, `environment` the settings of its ente."""

    def opened() -> Ledger:
        ledger = Ledger.open(path, clock)
        ledger.environment = environment
        return ledger

    link = partial(invitation_link, environment=environment)
    return SiteSetting(
        open_ledger=opened,
        converse=lambda ledger: Conversations(ledger, new_code, link),
        tell=leave,
        supply=supplied,
        look=_look(environment.get("TRAGUARDO_WEB_LOOK")),
        url=address.url,
        token=environment.get("TRAGUARDO_TOKEN") or None,
        measured=measured,
        doctor=_examined,
        ailing=names_of_ills,
        copies=_copies,
        threads=threads,
    )


def _copies(ledger: Ledger) -> Sequence[tuple[str, int, dt.datetime]]:
    """Those of every day, the newest first."""
    folder = copies_folder(ledger)
    files = [(f, f.stat()) for f in folder.glob("*") if f.is_file()] if folder.is_dir() else []
    found = [(f.name, s.st_size, dt.datetime.fromtimestamp(s.st_mtime, dt.UTC)) for f, s in files]
    return sorted(found, key=lambda copy: copy[2], reverse=True)


def _look(folder: str | None) -> Look | None:
    """A town's own logo and colours. Raises BadLook."""
    return read_look(Path(folder)) if folder else None


def _examined(ledger: Ledger) -> Sequence[tuple[str, Say]]:
    return [(str(found.health), found.said) for found in examine(ledger)]


@click.command()
@pass_common
@answered
def serve(common: CommonOptions) -> None:
    """Le pagine da sole, finché non le si ferma."""
    address = Address.from_environment(os.environ)
    if not address.port:
        fail(2, say("page.port.off"))
    opened_to_run(common).close()
    click.echo(plain_text(say("page.serve.at", url=address.url)), err=True)
    pages, stop = site(site_setting(common.path, common.clock(), address)), Stop()
    with stop.heeded():
        serve_pages(pages, address, stop.calls)


@click.command()
@click.argument("code")
@json_option
@pass_common
@answered
def link(common: CommonOptions, code: str, as_json: bool) -> None:
    """Un indirizzo per entrare nelle pagine: vale dieci minuti e una volta sola."""
    address = Address.from_environment(os.environ)
    secret = Access(common.open()).link(code.strip().lower())
    url = entrance(secret, address.url)
    if as_json:
        print_json({"url": url})
        return
    click.echo(plain_text(say("page.link.done", url=url, minutes=LINK_MINUTES)))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--look", help="La cartella con logo.svg e colori.toml (variabile TRAGUARDO_WEB_LOOK)."
)
@pass_common
@answered
def publish(common: CommonOptions, folder: Path, look: str | None) -> None:
    """Le pagine pubbliche della performance e i dati aperti, in una cartella."""
    own = _look(look or os.environ.get("TRAGUARDO_WEB_LOOK"))
    try:
        count = publish_pages(common.open(), folder, own)
    except OSError as error:
        path = str(error.filename or folder)
        fail(2, say("cli.file", path=path, problem=say("cli.file.unusable")))
    click.echo(plain_text(say("public.done", count=count, folder=folder)))
