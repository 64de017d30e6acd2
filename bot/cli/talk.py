"""Commands that talk: the console, the bot on Telegram, and how a message is read."""

import asyncio
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

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
from bot.console import talk as console
from bot.parts import Parts
from bot.second_reader import SecondReader
from bot.wiring import LedgerDirectory, parts_for
from handlers.desk import Readers
from handlers.reporting import second
from handlers.standing.by_day import ByDay
from handlers.understand import Sender
from handlers.understand.output import reading_json
from handlers.understand.reading import Reading
from ledger.ledger import Ledger
from words.say import Say, say
from words.wording import plain_text

if TYPE_CHECKING:
    from bot.transports import TelegramSettings

DEMO_FILE = "traguardo-demo.db"
DEMO_PERSON = "eq.as4"
SCRIPT = (
    ("cli.run.report", "eq.as4", ("altre 12 CIE oggi", ":press 1")),
    ("cli.run.ask", "dirigente.as", ("come va l'area servizi?",)),
)


def hold_talk(
    ledger: Ledger, person: str, lines: Iterator[str] | list[str] | None, *, as_json: bool
) -> None:
    """The console over a ledger; `lines` None: somebody types at the terminal."""

    def enrolled(code: str) -> bool:
        return ledger.view.enrolled(code) is not None

    if not enrolled(person):
        fail(2, say("cli.talk.unknown", person=person))
    parts = parts_for(ledger, "console")
    with closing(parts.store):
        asyncio.run(
            console.talk(
                parts,
                lines,
                as_person=person,
                enrolled=enrolled,
                out=sys.stdout,
                err=sys.stderr,
                json_lines=as_json,
            )
        )


def typed_lines() -> Iterator[str]:
    """Standard input, whatever bytes it holds."""
    return iter(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))


@click.command()
@click.option("--as", "person", required=True, help="Il codice della persona, es. eq.as4.")
@json_option
@pass_common
@answered
def chat(common: CommonOptions, person: str, as_json: bool) -> None:
    """La chat, in questa finestra: una riga è un messaggio, :press N preme un pulsante."""
    ledger = common.open()
    ledger.need_writable()
    lines = None if sys.stdin.isatty() else typed_lines()
    hold_talk(ledger, person.strip().lower(), lines, as_json=as_json)


class Beside(Protocol):
    """What runs beside the chat while it goes on: the pages, where there are any."""

    def __call__(self, ledger: Ledger, *, demo: bool) -> AbstractContextManager[None]:
        """Opens what runs beside the talk, for as long as it lasts."""


def alone(ledger: Ledger, *, demo: bool) -> AbstractContextManager[None]:
    """Nothing runs beside it."""
    return nullcontext()


@click.command()
@pass_common
@click.pass_context
@answered
def run(context: click.Context, common: CommonOptions) -> None:
    """Il bot su Telegram se c'è TRAGUARDO_TOKEN; altrimenti la chat di prova, qui."""
    run_chat(context, common, alone)


def run_chat(context: click.Context, common: CommonOptions, beside: Beside) -> None:
    """On Telegram with a token, else here on a terminal, else a script that nothing runs beside."""
    # `chat` waits neither for the calendar's clockwork nor for what reads plans.
    from bot.process import logs, upkeep
    from bot.process.stopping import Stop
    from bot.transports import TelegramSettings, TokenRefused, serve

    telegram = TelegramSettings.from_environment(os.environ)
    if telegram is not None:
        ledger = opened_to_run(common)
        ledger.need_writable()
        logs.configure(os.environ.get("TRAGUARDO_LOG"))
        people = [person.code for person in ledger.view.people()]
        parts = parts_for(ledger, "telegram", telegram.bot_id)
        if telegram.worker is not None:
            _share(ledger, parts, telegram)
        jobs = [("upkeep", upkeep.SECONDS, upkeep.Upkeep(ledger, parts.store).look)]
        stop, directory = Stop(), LedgerDirectory(ledger)
        with stop.heeded(), closing(parts.store), beside(ledger, demo=False):
            try:
                asyncio.run(serve(parts, directory, telegram, stop, people, jobs))
            except TokenRefused:
                fail(2, say("cli.run.token"))
    elif sys.stdin.isatty():
        _run_demo_chat(context, common, beside)
    else:
        _play_script(common)


def _share(ledger: Ledger, parts: Parts, telegram: "TelegramSettings") -> None:
    """One of several workers. Raises NotOnServer."""
    from bot.incoming.behind import share_drafts

    try:
        assert telegram.worker_place is not None
    except ValueError:
        fail(2, say("cli.run.worker"))
    share_drafts(parts.store, ledger)


def _run_demo_chat(context: click.Context, common: CommonOptions, beside: Beside) -> None:
    """A demo ledger in this folder, made the first time, and the console over it."""
    from bot.cli.creation import create_demo

    source = context.find_root().get_parameter_source("db")
    if source is click.core.ParameterSource.DEFAULT:
        common.db = DEMO_FILE
    if not common.path.exists():
        create_demo(common)
    ledger = common.open()
    if ledger.view.enrolled(DEMO_PERSON) is None:
        fail(2, say("cli.run.no_token", path=common.db))
    click.echo(plain_text(say("cli.run.banner", person=DEMO_PERSON, day=ledger.today())))
    with beside(ledger, demo=True):
        hold_talk(ledger, DEMO_PERSON, None, as_json=False)


def _play_script(common: CommonOptions) -> None:
    """Without a terminal: a short talk against a fresh ledger that goes away afterwards."""
    from bot.cli.creation import create_demo

    with tempfile.TemporaryDirectory(prefix="traguardo-") as folder:
        fresh = CommonOptions(str(Path(folder) / DEMO_FILE), common.now)
        create_demo(fresh)
        ledger = fresh.open()
        for title, person, lines in SCRIPT:
            click.echo(plain_text(say("cli.run.step", title=say(title))))
            for line in lines:
                click.echo(f"{person} › {line}")
                hold_talk(ledger, person, [line], as_json=False)
        click.echo(plain_text(say("cli.run.step", title=say("cli.run.verify"))))
        head = ledger.verify()
        click.echo(plain_text(say("cli.verify.ok", count=head.seq, head=head.hash[:12])))
        ledger.close()


class Understanding:
    """One reader over the adopted plan, for any number of messages; the second reader beside it,
    where the town has one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._readers = Readers()
        self._second = SecondReader.from_environment(os.environ)
        self.spoke = "own"
        """Which reader spoke last: `own`, `second`, or `silent` where it was asked in vain."""

    def read(self, text: str, person: str, previous: str | None) -> Reading:
        """How a message is read as that person; records nothing. Raises UnknownPerson."""
        found = self._ledger.view.enrolled(person.strip().lower())
        today = self._ledger.today()
        posts = tuple(p for p in found.posts if p.held_on(today)) if found else ()
        sender = Sender(found.code, posts) if found else None
        record, readers = self._ledger.view.on(today), self._readers
        by_day = ByDay(record, lambda view: readers.of(view, today), sender, today)
        reading = by_day.read(text, by_day.read(previous) if previous else None)
        other = self._second_opinion(reading, text, sender) if sender else None
        return other or reading

    def _second_opinion(self, reading: Reading, text: str, sender: Sender) -> Reading | None:
        self.spoke = "own"
        if self._second is None or not second.is_unsure(reading):
            return None
        plan, today = self._ledger.view.plan.present(), self._ledger.today()
        names = [person.name for person in self._ledger.view.people()]
        question = second.question(plan, sender, today, text, names)
        if question is None:
            return None
        answer = asyncio.run(self._second(question))
        taken = second.taken(plan, sender, today, text, answer)
        self.spoke = "silent" if taken is None else "second"
        return taken


@click.command()
@click.argument("text", required=False)
@click.option("--as", "person", help="Chi scrive.")
@click.option("--previous", help="Il messaggio appena prima, preso per confermato.")
@click.option("--batch", is_flag=True, help="Righe JSON in ingresso, righe JSON in uscita.")
@click.option("-v", "verbose", is_flag=True, help="Dice quali parole ha letto e come.")
@json_option
@pass_common
@answered
def understand(
    common: CommonOptions,
    text: str | None,
    person: str | None,
    previous: str | None,
    batch: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Come viene letto un messaggio; non registra nulla."""
    reading_of = Understanding(common.open())
    if batch:
        _understand_batch(reading_of)
        return
    if text is None or person is None:
        what = say("cli.understand.missing.text" if text is None else "cli.understand.missing.as")
        fail(2, say("cli.understand.missing", what=what))
    reading = reading_of.read(text, person, previous)
    answer: dict[str, Any] = reading_json(reading, plain_text)
    if as_json:
        print_json(answer)
        return
    click.echo(plain_text(say("cli.understand.intent", intent=answer["intent"])))
    for item in answer["items"]:
        print_json({name: fact for name, fact in item.items() if fact is not None})
    if answer["question"]:
        click.echo(answer["question"])
    if verbose:
        for words, meaning in reading.trace:
            click.echo(plain_text(say("cli.understand.word", words=words, meaning=meaning)))
        for line in _weighed(reading):
            click.echo(plain_text(line))
        click.echo(plain_text(say(f"cli.understand.reader.{reading_of.spoke}")))


def _weighed(reading: Reading) -> Iterator[Say]:
    """The indicators each fact may be of, with scores and features, and how sure the fact is."""
    for item in reading.items:
        if item.evidence is None:
            continue
        for code, score, features in item.evidence.weighed:
            telling = {n: round(v, 2) for n, v in sorted(features.items()) if v}
            shown = ", ".join(f"{name} {value:g}" for name, value in telling.items())
            yield say("cli.understand.weighed", code=code, score=f"{score:.2f}", features=shown)
        if item.indicator is not None and not item.refusal:
            sure = f"{100 * item.evidence.offer:.0f}"
            yield say("cli.understand.sure", code=item.indicator, percent=sure)


def _understand_batch(reading_of: Understanding) -> None:
    for number, line in enumerate(typed_lines(), 1):
        if not line.strip():
            continue
        asked, missing = _asked_in(line)
        if missing:
            told = plain_text(say(f"cli.batch.{missing}", row=number))
            print_json({"id": asked.get("id"), "error": {"code": missing, "message": told}})
            continue
        reading = reading_of.read(str(asked["text"]), str(asked["as"]), asked.get("previous"))
        print_json({"id": asked.get("id"), **reading_json(reading, plain_text)})


def _asked_in(line: str) -> tuple[dict[str, Any], str]:
    """What a line of a batch asks, and what it lacks; nothing where it lacks nothing."""
    try:
        asked = json.loads(line)
    except ValueError:
        return {}, "bad_json"
    if not isinstance(asked, dict):
        return {}, "bad_line"
    return asked, "" if {"text", "as"} <= asked.keys() else "bad_line"
