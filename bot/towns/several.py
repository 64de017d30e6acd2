"""Many towns in one process: each bot in a thread of its own, which opens what it needs.

A town that fails is opened again after a while, for as long as the process lives, and holds nobody
else; a slow disk or a long turn of one is waited for in its own thread. Towns that have one bot
together (`bot.towns.union`) share its thread.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial

from telegram.error import TelegramError
from telegram.ext import Application

from bot.desk import Adapter, App
from bot.incoming.polling import Listener
from bot.outgoing.pace import Gate, Pace
from bot.parts import Parts
from bot.process import upkeep
from bot.process.defects import log_defect
from bot.towns.union import Member, Router
from bot.transports import (
    CONFIRM_SECONDS,
    UPDATE_TYPES,
    TelegramSettings,
    TokenRefused,
    Upkeep,
    connected,
    hear_by_webhook,
    live,
    rested,
)
from bot.wiring import LedgerDirectory, parts_for
from ledger.ledger import Ledger

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
PATIENCE_SECONDS = 30.0
"""How long the bot of a union waits for its towns to be there before it asks for updates."""


@dataclass(frozen=True)
class Town:
    """One ente: its name, and how its ledger is opened, with its own settings."""

    name: str
    open: Callable[[], Ledger]


class Lost(Exception):
    """The town stopped answering in the middle, and is to be opened anew."""


class BotThread:
    """One bot and its towns, from `start` to `stop`."""

    def __init__(
        self,
        settings: TelegramSettings,
        towns: Sequence[Town],
        note: Callable[[str, str], None] = lambda name, state: None,
        pace: Gate | None = None,
        copying: "threading.Lock | None" = None,
    ) -> None:
        """`note` is told how a town is: empty for well, else the kind of what failed. All towns of
        a bot keep to one pace, Telegram's unless another is given; who
        has `copying` makes the copy of the day."""
        self._settings = settings
        self._towns = towns
        self._note = note
        self._pace = pace or Pace()
        self._copying = copying
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = asyncio.Event()
        self._told_to_stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name=f"bot {towns[0].name}")

    def start(self) -> None:
        """Returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Tells it to end; `join` waits for it."""
        self._told_to_stop.set()
        if self._loop is not None:
            # A loop that is over by now needs no telling.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stopped.set)

    def join(self) -> None:
        """Returns when what was in hand is answered, or on disk."""
        self._thread.join()

    def _work(self) -> None:
        asyncio.run(self._all())

    async def _all(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._told_to_stop.is_set():
            self._stopped.set()
        if len(self._towns) == 1:
            (town,) = self._towns
            await self._kept((town.name,), partial(self._alone, town))
            return
        front = self._settings.configure(Application.builder()).job_queue(None)
        tried = [asyncio.Event() for _ in self._towns]
        names = [town.name for town in self._towns]
        router = Router(names, self._pace)
        application = front.update_queue(router).build()  # type: ignore[arg-type]  # only put into
        router.bot = application.bot
        await asyncio.gather(
            self._kept(names, partial(self._front, application, router, tried)),
            *(
                self._kept((town.name,), partial(self._member, town, router, one_tried))
                for town, one_tried in zip(self._towns, tried, strict=True)
            ),
        )

    async def _kept(self, names: Sequence[str], work: Callable[[], Awaitable[None]]) -> None:
        """Does it until told to stop; what fails rests, longer each time, and begins anew."""
        pause = FIRST_PAUSE_SECONDS
        while not self._stopped.is_set():
            try:
                await work()
            except Exception as error:
                log_defect(error, f"the bot of {', '.join(names)}")
                for name in names:
                    self._note(name, type(error).__name__)
                await rested(self._stopped, pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _alone(self, town: Town) -> None:
        with _opened(town, self._settings) as (ledger, parts):
            self._note(town.name, "")
            await self._live(ledger, parts, self._stopped)

    async def _member(self, town: Town, router: Router, tried: asyncio.Event) -> None:
        ended = asyncio.Event()
        follows = asyncio.ensure_future(_set_after(self._stopped, ended))
        try:
            with _opened(town, self._settings) as (ledger, parts):
                parts.store.shares_bot = True
                own = replace(parts, signs=partial(router.sign, town.name))

                async def enters(desk: Adapter) -> None:
                    router.members[town.name] = Member(town.name, ledger, desk, ended.set)
                    self._note(town.name, "")
                    tried.set()

                await self._live(ledger, own, ended, enters)
        finally:
            router.members.pop(town.name, None)
            tried.set()
            follows.cancel()
        if not self._stopped.is_set():
            raise Lost()

    async def _live(
        self,
        ledger: Ledger,
        parts: Parts,
        stopped: asyncio.Event,
        listen: Callable[[Adapter], Awaitable[None]] | None = None,
    ) -> None:
        people = [person.code for person in ledger.view.people()]
        look = upkeep.Upkeep(ledger, parts.store, self._copying).look
        beside: list[Upkeep] = [("upkeep", upkeep.SECONDS, look)]
        try:
            await live(
                parts,
                LedgerDirectory(ledger),
                self._settings,
                stopped,
                people=people,
                beside=beside,
                listen=listen,
                pace=self._pace,
            )
        except TokenRefused as refused:
            parts.store.ails("token", type(refused).__name__)
            raise

    async def _front(
        self, application: App, router: Router, tried: Sequence[asyncio.Event]
    ) -> None:
        """Brings what Telegram has for the bot of a union, once its towns are there."""
        until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while not all(event.is_set() for event in tried):
            if self._stopped.is_set() or asyncio.get_running_loop().time() > until:
                break
            await rested(self._stopped, 0.1)
        try:
            if not await connected(application, self._stopped):
                return
            if self._settings.webhook_url is not None:
                await self._by_webhook(application)
            else:
                await self._by_polling(application, router)
        finally:
            await application.shutdown()

    async def _by_webhook(self, application: App) -> None:
        await hear_by_webhook(application, self._settings)
        await self._stopped.wait()
        if application.updater is not None:
            await application.updater.stop()

    async def _by_polling(self, application: App, router: Router) -> None:
        listener = Listener(application.bot, router, router, UPDATE_TYPES)
        listening = asyncio.ensure_future(listener.listen())
        stopping = asyncio.ensure_future(self._stopped.wait())
        done, _ = await asyncio.wait((listening, stopping), return_when=asyncio.FIRST_COMPLETED)
        for task in (listening, stopping):
            task.cancel()
        await asyncio.gather(listening, stopping, return_exceptions=True)
        if listening in done:
            listening.result()
        with suppress(TelegramError, TimeoutError):
            # The next start is given them again, and knows them by their numbers.
            await asyncio.wait_for(listener.confirm(), CONFIRM_SECONDS)


async def _set_after(first: asyncio.Event, second: asyncio.Event) -> None:
    await first.wait()
    second.set()


@contextmanager
def _opened(town: Town, settings: TelegramSettings) -> Iterator[tuple[Ledger, Parts]]:
    """A town's ledger and what a bot works with, in the thread that asks; closed afterwards."""
    with closing(town.open()) as ledger:
        ledger.need_writable()
        parts = parts_for(ledger, "telegram", settings.bot_id)
        with closing(parts.store):
            yield ledger, parts
