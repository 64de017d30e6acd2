"""The front of several workers: Telegram brings it every update, and it takes each to one of them.

Each chat has its worker, the same one always, by a hash of both (rendezvous: when a worker is gone
its chats are shared among the others, and nobody else's move). An update is taken to the next one
only once its worker has not answered for as long as a restart takes. Telegram hears that we have it
when a worker has written it down, and brings it again where none could: nothing is kept here.
"""

import asyncio
import contextlib
import hashlib
import json
import logging
import signal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application as Bot
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.incoming.behind import BODY_BYTES, SECRET_HEADER, check_secret, secret_of, silent
from bot.transports import UPDATE_TYPES, TelegramSettings, TokenRefused, rested

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 15.0
"""How long a worker may be away, as while it is started again, before another takes its chats."""

GONE_SECONDS = 5.0
"""How often one that is away is looked for."""

ANSWER_SECONDS = 10.0
PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 60


def chat_in(update: Mapping[str, Any]) -> int:
    """The chat an update is of, as Telegram tells it; 0 for one of none."""
    for content in update.values():
        if isinstance(content, dict):
            said = content.get("message", content)
            with contextlib.suppress(KeyError, TypeError, ValueError):
                return int(said["chat"]["id"])
    return 0


def in_order(workers: Sequence[str], chat: int) -> list[str]:
    """The workers as they are asked to serve a chat: the first is its own."""
    return sorted(workers, key=lambda w: hashlib.sha256(f"{w} {chat}".encode()).digest())


class Front:
    """Takes updates to `workers`, addresses like `http://10.0.0.5:8444`."""

    def __init__(
        self,
        workers: Sequence[str],
        secret: str,
        patience_seconds: float = PATIENCE_SECONDS,
        gone_seconds: float = GONE_SECONDS,
    ) -> None:
        self._workers = tuple(workers)
        self._patience = patience_seconds
        self._away = gone_seconds
        limits = httpx.Timeout(ANSWER_SECONDS, connect=1.0)
        self._client = httpx.AsyncClient(headers={SECRET_HEADER: secret}, timeout=limits)
        self._gone: dict[str, float] = {}
        """Who is away, and when it is looked for again."""
        self._lines: dict[int, asyncio.Lock] = {}
        self._in_line: Counter[int] = Counter()

    async def close(self) -> None:
        """Lets go of what is open towards the workers."""
        await self._client.aclose()

    async def bring(self, body: bytes) -> bool:
        """Whether a worker has it on disk; updates of one chat go one after the other. Raises
        ValueError for what is no update."""
        chat = chat_in(json.loads(body))
        with self._line(chat) as line:
            async with line:
                for worker in in_order(self._workers, chat):
                    if await self._taken(worker, body):
                        return True
        return False

    @contextlib.contextmanager
    def _line(self, chat: int) -> Iterator[asyncio.Lock]:
        self._in_line[chat] += 1
        try:
            yield self._lines.setdefault(chat, asyncio.Lock())
        finally:
            self._in_line[chat] -= 1
            if not self._in_line[chat]:
                del self._in_line[chat], self._lines[chat]

    async def _taken(self, worker: str, body: bytes) -> bool:
        """A worker that was there is waited for; one that is away is asked once in a while."""
        clock = asyncio.get_running_loop().time
        if self._gone.get(worker, 0.0) > clock():
            return False
        until = clock() + (0 if worker in self._gone else self._patience)
        while True:
            if await self._asked(worker, body):
                if self._gone.pop(worker, None) is not None:
                    logger.warning("Il processo %s risponde di nuovo.", worker)
                return True
            if clock() >= until:
                break
            await asyncio.sleep(PAUSE_SECONDS)
        if worker not in self._gone:
            logger.warning("Il processo %s non risponde: le sue chat passano agli altri.", worker)
        self._gone[worker] = clock() + self._away
        return False

    async def _asked(self, worker: str, body: bytes) -> bool:
        try:
            answer = await self._client.post(worker, content=body)
        except httpx.TransportError:
            return False
        return answer.is_success


class _Came(RequestHandler):
    """One update, from Telegram."""

    def initialize(self, front: Front, secret: str) -> None:
        self._front = front
        self._secret = secret

    async def post(self) -> None:
        check_secret(self, self._secret)
        try:
            taken = await self._front.bring(self.request.body)
        except (ValueError, AttributeError):
            raise HTTPError(400) from None
        if not taken:
            raise HTTPError(503)


def listening(front: Front, port: int, secret: str) -> HTTPServer:
    """Hears Telegram, through whoever ends TLS on this machine."""
    routes = [(r"/.*", _Came, {"front": front, "secret": secret})]
    server = HTTPServer(Application(routes, log_function=silent), max_body_size=BODY_BYTES)
    server.listen(port, "127.0.0.1")
    return server


async def serve_front(workers: Sequence[str], settings: TelegramSettings) -> None:
    """Until SIGINT or SIGTERM. Raises TokenRefused."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    secret = secret_of(settings.token)
    front = Front(workers, secret)
    server = listening(front, settings.webhook_port, secret)
    try:
        await _announced(settings, secret, stopped)
        await stopped.wait()
    finally:
        server.stop()
        await front.close()


async def _announced(settings: TelegramSettings, secret: str, stopped: asyncio.Event) -> None:
    """Tells Telegram where to bring updates, as often as it takes."""
    bot = settings.configure(Bot.builder()).updater(None).build().bot
    pause = 1
    while not stopped.is_set():
        try:
            async with bot:
                await bot.set_webhook(
                    settings.webhook_url or "",
                    secret_token=secret,
                    allowed_updates=list(UPDATE_TYPES),
                )
        except InvalidToken:
            raise TokenRefused() from None
        except TelegramError as error:
            name = type(error).__name__
            logger.warning("Telegram non risponde (%s): riprovo tra %d s", name, pause)
        else:
            return
        await rested(stopped, pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
