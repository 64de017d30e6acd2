"""Telegram, by long polling or by webhook. The console is in `bot.talk`.

Both bring their updates to the same durable queue. The token is never printed: PTB's own error
about a refused one quotes it, and httpx logs it in every address.
"""

import asyncio
import logging
import secrets
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Updater

from bot.app import Builder, Desk, Directory, Parts, build, offer_commands
from bot.pace import Pace
from scheduler import jobs

logger = logging.getLogger(__name__)

UPDATE_TYPES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
POLL_SECONDS = 30
GRACE_SECONDS = 5.0
"""On the way out, for what is still being said."""
LONGEST_PAUSE_SECONDS = 60
WEBHOOK_PORT = 8443


class TokenRefused(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True)
class TelegramSettings:
    token: str = field(repr=False)
    base_url: str | None = None
    """As PTB's `base_url` takes it; files come from the same root under `/file/bot`."""
    proxy: str | None = None
    webhook_url: str | None = None
    """Public address; whoever ends TLS passes plain HTTP on to this machine's `webhook_port`."""
    webhook_port: int = WEBHOOK_PORT

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "TelegramSettings | None":
        """None without a token."""
        token = environment.get("TRAGUARDO_TOKEN")
        if not token:
            return None
        return cls(
            token=token,
            base_url=environment.get("TRAGUARDO_API_BASE_URL") or None,
            proxy=environment.get("TRAGUARDO_PROXY") or None,
            webhook_url=environment.get("TRAGUARDO_WEBHOOK_URL") or None,
            webhook_port=int(environment.get("TRAGUARDO_WEBHOOK_PORT") or WEBHOOK_PORT),
        )

    def configure(self, builder: Builder) -> Builder:
        builder = builder.token(self.token)
        if self.base_url is not None:
            root = self.base_url.removesuffix("/bot")
            builder = builder.base_url(self.base_url).base_file_url(f"{root}/file/bot")
        if self.proxy is not None:
            builder = builder.proxy(self.proxy).get_updates_proxy(self.proxy)
        return builder


async def serve(
    parts: Parts, directory: Directory, settings: TelegramSettings, people: Sequence[str] = ()
) -> None:
    """Runs the bot on Telegram until SIGINT or SIGTERM. Raises TokenRefused.

    `people` are those whose commands are registered at the start.
    """
    logging.getLogger("httpx").setLevel(logging.WARNING)
    desk = build(parts, directory, settings.configure, Pace())
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    try:
        if await _connect(desk, stopped):
            await _run(desk, settings, people, stopped)
    finally:
        await desk.application.shutdown()


async def _connect(desk: Desk, stopped: asyncio.Event) -> bool:
    """Waits for Telegram to be there; False when told to stop before it was."""
    pause = 1
    while not stopped.is_set():
        try:
            await desk.application.initialize()
        except InvalidToken:
            raise TokenRefused() from None
        except (NetworkError, TimeoutError) as error:
            logger.warning(
                "Telegram non risponde (%s): riprovo tra %d s", type(error).__name__, pause
            )
        else:
            return True
        await _first(stopped, pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
    return False


async def _first(stopped: asyncio.Event, seconds: float) -> None:
    """Waits for the stop or for the time to pass."""
    try:
        await asyncio.wait_for(stopped.wait(), seconds)
    except TimeoutError:
        return


async def _run(
    desk: Desk, settings: TelegramSettings, people: Sequence[str], stopped: asyncio.Event
) -> None:
    application, updater = desk.application, desk.application.updater
    assert updater is not None, "Telegram's builder always brings an updater"
    await desk.resume()
    await application.start()
    calendar = jobs.start(desk.keep_calendar)
    try:
        await _offer(desk, people)
        await _listen(desk, updater, settings)
        await stopped.wait()
    finally:
        calendar.shutdown(wait=False)
        if updater.running:
            await updater.stop()
        await application.stop()
        await desk.sender.stop(GRACE_SECONDS)


async def _offer(desk: Desk, people: Sequence[str]) -> None:
    try:
        await offer_commands(desk, people)
    except TelegramError as error:
        # The menus stay as they were; nothing a person writes depends on them.
        logger.warning("i comandi del menu non sono registrati (%s)", type(error).__name__)


async def _listen(desk: Desk, updater: Updater, settings: TelegramSettings) -> None:
    application = desk.application
    if settings.webhook_url is None:

        def failed(error: TelegramError) -> None:
            application.create_task(application.process_error(None, error))

        await updater.start_polling(
            timeout=POLL_SECONDS,
            bootstrap_retries=-1,
            allowed_updates=UPDATE_TYPES,
            error_callback=failed,
        )
        return
    await updater.start_webhook(
        listen="127.0.0.1",
        port=settings.webhook_port,
        url_path=urlsplit(settings.webhook_url).path,
        webhook_url=settings.webhook_url,
        secret_token=secrets.token_urlsafe(32),
        bootstrap_retries=-1,
        allowed_updates=UPDATE_TYPES,
    )
