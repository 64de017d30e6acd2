"""`ente`: many towns in one process, each with its own ledger, bot, pages, copies."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from pydantic import ValidationError

from bot.cli.base import CommonOptions, answered, fail, json_option, pass_common, print_json
from bot.cli.doctor import Health, examine
from bot.process import logs
from bot.process.measures import Figure, figures_of, measured_all, up
from bot.process.stopping import Stop
from bot.process.upkeep import BACKUP, Diary, copy_of_day
from bot.process.watchdog import notify
from bot.towns.enti import DEFAULT, VARIABLE, BadEnti, Ente, Enti, Place, need_files_of_their_own
from bot.towns.several import BotThread, Town
from bot.towns.union import ente_of
from bot.transports import TelegramSettings
from handlers.talk.words import refusal
from ledger.errors import TraguardoError
from ledger.file import damage
from ledger.stores import is_server, shown
from traguardo.pages import site_setting
from web.look import read_look
from web.server import Address, PortUnusable
from web.server import beside as serve_beside
from web.several import Hosts
from web.site import SiteSetting
from words.say import Say, say
from words.wording import plain_text

P = ParamSpec("P")
T = TypeVar("T")

BEAT_SECONDS = 10.0


@click.group()
def ente() -> None:
    """Più enti in un solo programma: aggiungerli, vederli, farli partire."""


def of_a_file(command: Callable[P, T]) -> Callable[P, T]:
    """`--enti`: the file that lists them."""
    return click.option(
        "--enti",
        "file",
        envvar=VARIABLE,
        default=DEFAULT,
        show_default=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="Il file degli enti (variabile TRAGUARDO_ENTI).",
    )(command)


FILE = click.Path(dir_okay=False, path_type=Path)


@ente.command()
@click.argument("name")
@click.option("--db", required=True, help="Il suo registro: un file, o postgresql://.")
@click.option("--token-file", type=FILE, help="Un file con il token del bot.")
@click.option("--bot-name", help="Il nome del bot su Telegram, per i link degli inviti.")
@click.option("--url", help="L'indirizzo delle sue pagine, un sito tutto suo.")
@click.option("--look", type=click.Path(file_okay=False, path_type=Path), help="Logo e colori.")
@click.option("--webhook-url", help="L'indirizzo a cui Telegram porta i messaggi.")
@click.option("--webhook-port", type=int, help="La porta locale del webhook.")
@of_a_file
@pass_common
@answered
def add(
    common: CommonOptions,
    name: str,
    db: str,
    token_file: Path | None,
    bot_name: str | None,
    url: str | None,
    look: Path | None,
    webhook_url: str | None,
    webhook_port: int | None,
    file: Path,
) -> None:
    """Aggiunge un ente, che ha già il suo registro (traguardo --db FILE init)."""
    enti = Enti.read(file)
    if name in enti.ente:
        raise BadEnti(plain_text(say("ente.exists", name=name)))
    try:
        one = Ente(
            db=db if is_server(db) else str(Path(db).absolute()),
            token_file=token_file.absolute() if token_file else None,
            bot_name=bot_name,
            url=url,
            look=look.absolute() if look else None,
            webhook_url=webhook_url,
            webhook_port=webhook_port,
        )
        whole = Enti.model_validate({"ente": {**enti.ente, name: one}})
    except ValidationError as error:
        raise BadEnti(Enti.problem(error)) from None
    whole.check(file)
    if look is not None:
        read_look(look)
    place = _place(name, one, common, Address.from_environment(os.environ).port)
    with closing(place.open()) as ledger:
        called = ente_of(ledger, name)
    whole.write(file)
    click.echo(plain_text(say("ente.added", name=name, ente=called, path=file)))


@ente.command()
@click.argument("name")
@of_a_file
@answered
def remove(name: str, file: Path) -> None:
    """Toglie un ente dal file; il suo registro resta dov'è."""
    enti = Enti.read(file)
    gone = enti.named(name)
    Enti(ente={n: one for n, one in enti.ente.items() if n != name}).write(file)
    click.echo(plain_text(say("ente.removed", name=name, path=file, db=shown(gone.db))))


@ente.command("list")
@json_option
@of_a_file
@pass_common
@answered
def list_(common: CommonOptions, file: Path, as_json: bool) -> None:
    """Gli enti e come stanno: eventi, persone, ultima copia, bot, pagine."""
    enti = _some(file)
    for name, one in enti.ente.items():
        row = _told(name, one, enti, common)
        if as_json:
            print_json(row)
        else:
            click.echo(plain_text(_row(row)))


@ente.command()
@click.argument("names", nargs=-1)
@of_a_file
@pass_common
@answered
def doctor(common: CommonOptions, names: Sequence[str], file: Path) -> None:
    """Che cosa non va, ente per ente, e che cosa fare."""
    wrong = False
    for name, one in _asked(file, names):
        try:
            with closing(_place(name, one, common).open()) as ledger:
                title = say("ente.title", name=name, ente=ente_of(ledger, name))
                click.echo(plain_text(title))
                for finding in examine(ledger):
                    click.echo(f"{finding.health} {plain_text(finding.said)}")
                    wrong |= finding.health is Health.BAD
        except FAILURES as error:
            wrong = True
            click.echo(plain_text(say("ente.title", name=name, ente=shown(one.db))))
            click.echo(plain_text(say("ente.broken", problem=_problem(error))))
    if wrong:
        fail(1, say("ente.wrong"))


@ente.command()
@click.argument("names", nargs=-1)
@of_a_file
@pass_common
@answered
def backup(common: CommonOptions, names: Sequence[str], file: Path) -> None:
    """La copia di oggi di ogni ente, nella cartella di ciascuno."""
    failed = 0
    for name, one in _asked(file, names):
        try:
            with closing(_place(name, one, common).open()) as ledger:
                made = copy_of_day(ledger, ledger.today())
                if not ledger.read_only:
                    Diary(ledger.file).note(BACKUP, ledger.now(), str(made))
            click.echo(plain_text(say("ente.backup.done", name=name, path=made)))
        except FAILURES as error:
            failed += 1
            told = say("ente.backup.failed", name=name, problem=_problem(error))
            click.echo(plain_text(told), err=True)
    if failed:
        fail(1, say("ente.backup.some", count=failed))


@ente.command()
@of_a_file
@pass_common
@answered
def run(common: CommonOptions, file: Path) -> None:
    """I bot, i calendari e le pagine di tutti gli enti, in un solo programma."""
    need_files_of_their_own(os.environ)
    logs.configure(os.environ.get("TRAGUARDO_LOG"))
    address = Address.from_environment(os.environ)
    places = list(_places(_some(file), common, address.port))
    served = Served(places)
    if not served.bots and not address.port:
        fail(2, say("ente.run.nothing"))
    told, stop = threading.Event(), Stop()
    stop.calls(told.set)
    with ExitStack() as stack:
        stack.enter_context(stop.heeded())
        if address.port:
            _serve_pages(stack, served, address)
        stack.callback(served.end)
        served.start()
        notify("READY=1")
        while not told.wait(BEAT_SECONDS):
            notify("WATCHDOG=1")


class Served:
    """The towns of a process, and how each is."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self._ailing: dict[str, str] = {}
        self._copying = threading.Lock()
        self.bots = [self._bot(settings, one) for settings, one in by_bot(places)]

    def _bot(self, settings: TelegramSettings, places: Sequence[Place]) -> BotThread:
        names = ", ".join(place.name for place in places)
        click.echo(plain_text(say("ente.run.bot", names=names)))
        towns = [Town(place.name, place.open) for place in places]
        return BotThread(settings, towns, self._ailing.__setitem__, copying=self._copying)

    def start(self) -> None:
        """All bots at once."""
        for bot in self.bots:
            bot.start()

    def end(self) -> None:
        """Tells all first, so that they end together."""
        for bot in self.bots:
            bot.stop()
        for bot in self.bots:
            bot.join()

    def measured(self) -> bytes:
        """The figures of all, each under its name."""
        return measured_all({p.name: partial(self._figures, p) for p in self.places})

    def _figures(self, place: Place) -> list[Figure]:
        """One that does not open has one figure, which says so."""
        try:
            with closing(place.open()) as ledger:
                return [up(not self._ailing.get(place.name)), *figures_of(ledger)]
        except FAILURES:
            return [up(False)]


def by_bot(places: Sequence[Place]) -> list[tuple[TelegramSettings, list[Place]]]:
    """The towns of each bot; those of none are left out."""
    found: dict[str, tuple[TelegramSettings, list[Place]]] = {}
    for place in places:
        settings = TelegramSettings.from_environment(place.environment)
        if settings is not None:
            found.setdefault(settings.token, (settings, []))[1].append(place)
    return list(found.values())


def hosts(served: Served, address: Address) -> Hosts:
    """The pages of all, each at the host of its address."""
    urls = {place.name: place.environment["TRAGUARDO_WEB_URL"] for place in served.places}

    def setting(place: Place) -> SiteSetting:
        at = Address(address.host, address.port, urls[place.name])
        return site_setting(place.path, place.clock, at, place.environment, threads=1)

    settings = {place.name: partial(setting, place) for place in served.places}
    return Hosts(settings, urls, served.measured)


def _serve_pages(stack: ExitStack, served: Served, address: Address) -> None:
    try:
        stack.enter_context(serve_beside(hosts(served, address).app, address))
    except PortUnusable as unusable:
        # The bots are what was asked for: they go on without.
        click.echo(plain_text(refusal(unusable)), err=True)
        return
    for place in served.places:
        url = place.environment["TRAGUARDO_WEB_URL"]
        click.echo(plain_text(say("ente.run.pages", name=place.name, url=url)))


FAILURES = (TraguardoError, sqlite3.Error, OSError)
"""What is wrong with one town, and no matter of the others."""


def _problem(error: Exception) -> Say:
    if isinstance(error, sqlite3.Error):
        broken = damage(error, Path())
        return refusal(broken) if broken else say("cli.file.unusable")
    if isinstance(error, TraguardoError):
        return refusal(error)
    path = str(getattr(error, "filename", ""))
    return say("cli.file", path=path, problem=say("cli.file.unusable"))


def _some(file: Path) -> Enti:
    """Raises BadEnti where there is none."""
    enti = Enti.read(file)
    if not enti.ente:
        raise BadEnti(plain_text(say("ente.none", path=file)))
    return enti


def _asked(file: Path, names: Sequence[str]) -> Iterator[tuple[str, Ente]]:
    enti = _some(file)
    need_files_of_their_own(os.environ)
    asked = {name: enti.named(name) for name in names} or enti.ente
    yield from asked.items()


def _place(name: str, one: Ente, common: CommonOptions, port: int = 0) -> Place:
    return Place.of(name, one, os.environ, port, common.clock())


def _places(enti: Enti, common: CommonOptions, port: int) -> Iterator[Place]:
    """Those that can start; of the others it is said why not."""
    for name, one in enti.ente.items():
        try:
            yield _place(name, one, common, port)
        except OSError as error:
            told = say("ente.run.skipped", name=name, problem=_problem(error))
            click.echo(plain_text(told), err=True)


def _told(name: str, one: Ente, enti: Enti, common: CommonOptions) -> dict[str, object]:
    """How a town is, as JSON has it."""
    row: dict[str, object] = {"name": name, "db": shown(one.db), "url": one.url}
    try:
        row["bot"] = _bot_of(one)
        row["with"] = [n for n, o in enti.ente.items() if n != name and _shares(one, o)]
        with closing(_place(name, one, common).open()) as ledger:
            row["ente"] = ente_of(ledger, name)
            row["events"] = ledger.log.head().seq
            row["people"] = sum(not person.forgotten for person in ledger.view.people())
            row["copied_at"] = Diary(ledger.file).last(BACKUP)
    except FAILURES as error:
        row["problem"] = plain_text(_problem(error))
    return row


def _bot_of(one: Ente) -> str | None:
    token = one.token()
    return token.partition(":")[0] if token else None


def _shares(one: Ente, other: Ente) -> bool:
    try:
        return (token := one.token()) is not None and token == other.token()
    except OSError:
        return False


def _row(row: Mapping[str, object]) -> Say:
    if "problem" in row:
        return say("ente.row.broken", name=row["name"], problem=row["problem"])
    copied, others = row["copied_at"], row["with"]
    assert isinstance(others, list), "made just above"
    copy = say("ente.row.copy", at=copied) if copied else say("ente.row.no_copy")
    kind = "no_bot" if not row["bot"] else "shared" if others else "bot"
    bot = say(f"ente.row.{kind}", bot=row["bot"], others=", ".join(others))
    facts = {name: row[name] for name in ("name", "ente", "people")}
    pages = row["url"] or say("amount.none")
    return say("ente.row", count=row["events"], copy=copy, bot=bot, pages=pages, **facts)
