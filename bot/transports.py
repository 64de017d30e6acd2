"""Telegram, by long polling or by webhook. The console is in `bot.console.talk`.

Both bring their updates to the same durable queue. The token is never printed: PTB's own error
about a refused one quotes it, and httpx logs it in every address.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.app import Builder, build
from bot.desk import Adapter, App
from bot.incoming.polling import Listener
from bot.outgoing.menus_kept import EVERYBODY
from bot.outgoing.pace import Gate, Pace
from bot.pages import offer_pages
from bot.parts import Directory, Parts
from bot.process.owners import BEAT_SECONDS, number_of
from bot.process.stopping import Stop
from bot.process.watchdog import is_stuck, notify
from bot.store import may_pass
from scheduler import jobs

logger = logging.getLogger(__name__)

UPDATE_TYPES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
DRAIN_SECONDS = 3.0
"""On the way out, for turns that were received; the others are done by the next start."""
GRACE_SECONDS = 2.5
"""Then, for what is still being said."""
CONFIRM_SECONDS = 1.0
"""Last, for telling Telegram what we have."""
LONGEST_PAUSE_SECONDS = 60
STANDBY_SECONDS = 5
OWED_SECONDS = 30
ADOPT_SECONDS = 30
WEBHOOK_PORT = 8443


Upkeep = tuple[str, float, Callable[[], Awaitable[None]]]
"""A name for `doctor`, seconds between two times, and what is done."""

Listen = Callable[[Adapter], Awaitable[Listener | None]]
"""Has updates come to a desk; who asks Telegram for them, where that is us."""


class TokenRefused(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True)
class TelegramSettings:
    """What is needed to speak to Telegram: token, server, proxy, webhook."""

    token: str = field(repr=False)
    base_url: str | None = None
    """As PTB's `base_url` takes it; files come from the same root under `/file/bot`."""
    proxy: str | None = None
    webhook_url: str | None = None
    """Public address; whoever ends TLS passes plain HTTP on to this machine's `webhook_port`."""
    webhook_port: int = WEBHOOK_PORT
    worker: str | None = None
    """Host and port where a front brings the updates: then nothing is asked of Telegram."""

    @property
    def worker_place(self) -> tuple[str, int] | None:
        """Where that is. Raises ValueError."""
        if self.worker is None:
            return None
        host, _, port = self.worker.rpartition(":")
        if not host or not port.isdecimal():
            raise ValueError(self.worker)
        return host, int(port)

    @property
    def bot_id(self) -> int | None:
        """The bot's number, which its token begins with."""
        number = self.token.partition(":")[0]
        return int(number) if number.isdecimal() else None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "TelegramSettings | None":
        """None without a token: TRAGUARDO_TOKEN, or the file that TRAGUARDO_TOKEN_FILE names (a
        credential of systemd, a secret of a container). Raises OSError where it cannot be read."""
        token = environment.get("TRAGUARDO_TOKEN")
        if not token and (file := environment.get("TRAGUARDO_TOKEN_FILE")):
            token = Path(file).read_text().strip()
        if not token:
            return None
        return cls(
            token=token,
            base_url=environment.get("TRAGUARDO_API_BASE_URL") or None,
            proxy=environment.get("TRAGUARDO_PROXY") or None,
            webhook_url=environment.get("TRAGUARDO_WEBHOOK_URL") or None,
            webhook_port=int(environment.get("TRAGUARDO_WEBHOOK_PORT") or WEBHOOK_PORT),
            worker=environment.get("TRAGUARDO_WORKER") or None,
        )

    def configure(self, builder: Builder) -> Builder:
        """The builder with these settings."""
        builder = builder.token(self.token)
        if self.base_url is not None:
            root = self.base_url.removesuffix("/bot")
            builder = builder.base_url(self.base_url).base_file_url(f"{root}/file/bot")
        if self.proxy is not None:
            builder = builder.proxy(self.proxy).get_updates_proxy(self.proxy)
        return builder


async def serve(
    parts: Parts,
    directory: Directory,
    settings: TelegramSettings,
    stop: Stop,
    people: Sequence[str] = (),
    beside: Sequence[Upkeep] = (),
) -> None:
    """Runs the bot on Telegram until `stop` is asked for. Raises TokenRefused.

    `people` are those whose commands are offered at the start, `beside` what is kept up.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    stop.calls(lambda: loop.call_soon_threadsafe(stopped.set))
    await live(parts, directory, settings, stopped, people=people, beside=beside)


async def live(
    parts: Parts,
    directory: Directory,
    settings: TelegramSettings,
    stopped: asyncio.Event,
    *,
    people: Sequence[str] = (),
    beside: Sequence[Upkeep] = (),
    listen: Listen | None = None,
    pace: Gate | None = None,
) -> None:
    """The same until `stopped` is set. `listen` brings the updates where this bot does not ask for
    its own, and `pace` is shared by who speaks through one bot. Raises TokenRefused."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if not await _first_in_line(parts, stopped):
        return
    desk = build(parts, directory, settings.configure, pace or Pace())
    try:
        if await connected(desk.application, stopped):
            work = listen or partial(_listen, settings=settings)
            await _run(desk, people, beside, stopped, work)
    finally:
        await desk.application.shutdown()
        with contextlib.suppress(Exception):
            parts.store.leave()


async def _first_in_line(parts: Parts, stopped: asyncio.Event) -> bool:
    """Waits as a reserve while another process listens with this ledger; False when told to stop
    before its turn came."""
    told = False
    while not stopped.is_set():
        try:
            other = parts.store.claim()
        except Exception as error:
            if not may_pass(error):
                raise
            other = "?"
        if other is None:
            return True
        if not told:
            told = True
            logger.warning(
                "Un altro Traguardo (processo %s) è già in ascolto con questo registro: "
                "resto di riserva e subentro se si ferma.",
                number_of(other),
            )
            notify("READY=1")
        notify("WATCHDOG=1")
        await rested(stopped, STANDBY_SECONDS)
    return False


async def connected(application: App, stopped: asyncio.Event) -> bool:
    """Waits for Telegram to be there; False when told to stop before it was. Raises
    TokenRefused."""
    pause = 1
    while not stopped.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise TokenRefused() from None
        except (NetworkError, RetryAfter, TimeoutError) as error:
            logger.warning(
                "Telegram non risponde (%s): riprovo tra %d s", type(error).__name__, pause
            )
        else:
            return True
        await rested(stopped, pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
    return False


async def rested(stopped: asyncio.Event, seconds: float) -> None:
    """Waits for the stop or for the time to pass."""
    try:
        await asyncio.wait_for(stopped.wait(), seconds)
    except TimeoutError:
        return


async def _run(
    desk: Adapter,
    people: Sequence[str],
    beside: Sequence[Upkeep],
    stopped: asyncio.Event,
    listen: Listen,
) -> None:
    await desk.resume()
    await desk.application.start()
    calendar = jobs.start(desk.keep_calendar)
    watch = desk.supervisor
    watch.every(BEAT_SECONDS, "heartbeat", _heartbeat(desk))
    watch.every(ADOPT_SECONDS, "adoption", desk.adopt)
    watch.every(OWED_SECONDS, "files", desk.ask_for_owed)
    for name, seconds, work in beside:
        watch.every(seconds, name, work)
    await offer_pages(desk.application.bot, desk.parts.pages)
    desk.menus.offer(EVERYBODY, desk.parts.commands_of(None))
    desk.offer_menus(people)
    listening = await listen(desk)
    notify("READY=1")
    try:
        await stopped.wait()
    finally:
        notify("STOPPING=1")
        calendar.shutdown(wait=False)
        await _drain(desk, listening)


def _heartbeat(desk: Adapter) -> Callable[[], Awaitable[None]]:
    """Says that this process lives, to others through the file and to systemd."""
    desk.turned_at = asyncio.get_running_loop().time()

    async def beat() -> None:
        with desk.parts.store.writing():
            desk.parts.store.owners.beat()
        idle = asyncio.get_running_loop().time() - desk.turned_at
        if not is_stuck(desk.queue.qsize(), idle):
            notify("WATCHDOG=1")

    return beat


async def _listen(desk: Adapter, settings: TelegramSettings) -> Listener | None:
    """By polling, kept up by the supervisor; by webhook, which PTB serves; or from a front."""
    application = desk.application
    if (place := settings.worker_place) is not None:
        from bot.incoming.behind import hear_the_front, secret_of

        secret = secret_of(settings.token)
        desk.supervisor.keep("front", partial(hear_the_front, desk, place, secret))
        return None
    if settings.webhook_url is None:
        listener = Listener(application.bot, desk.queue, desk.parts.store, UPDATE_TYPES)
        desk.supervisor.keep("polling", listener.listen)
        return listener
    await hear_by_webhook(application, settings)
    return None


async def hear_by_webhook(application: App, settings: TelegramSettings) -> None:
    """Telegram brings what it has to the address of the settings; only what carries the secret told
    to it is let in. Raises TelegramError."""
    updater, url = application.updater, settings.webhook_url
    assert updater is not None and url is not None, "Telegram's builder always brings an updater"
    await updater.start_webhook(
        listen="127.0.0.1",
        port=settings.webhook_port,
        url_path=urlsplit(url).path,
        webhook_url=url,
        secret_token=secrets.token_urlsafe(32),
        bootstrap_retries=-1,
        allowed_updates=UPDATE_TYPES,
    )


async def _drain(desk: Adapter, listener: Listener | None) -> None:
    """Within ten seconds: nothing new is taken, what was taken is answered if there is time for
    it. Whatever is left is on disk."""
    updater = desk.application.updater
    await desk.supervisor.stop()
    if updater is not None and updater.running:
        await updater.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(desk.application.stop(), DRAIN_SECONDS)
    desk.leaving = True
    await desk.menus.stop()
    await desk.sender.stop(GRACE_SECONDS)
    if listener is not None:
        try:
            await asyncio.wait_for(listener.confirm(), CONFIRM_SECONDS)
        except (TelegramError, TimeoutError) as error:
            # The next start is given them again, and knows them by their numbers.
            logger.info("what was received is not confirmed (%s)", type(error).__name__)
