"""Asks Telegram for updates, for as long as the process lives.

PTB's own updater gives up for good when the token is refused and says of a second instance only
that it is there; here each is noted for `doctor`, told once, and asked again with patience.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.incoming.queue import NotKept

logger = logging.getLogger(__name__)

POLL_SECONDS = 30
READ_SECONDS = POLL_SECONDS + 10
"""A poll that brings nothing in this time was cut on the way."""

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0

FAULTS: tuple[tuple[type[TelegramError], str, str], ...] = (
    (InvalidToken, "token", "Telegram non riconosce più il token: controlla TRAGUARDO_TOKEN."),
    (Conflict, "conflict", "Un altro programma è in ascolto con lo stesso token: fermane uno."),
    (NotKept, "inbox", "Il registro non si può scrivere: un altro lo tiene, o il disco è pieno."),
    (TelegramError, "network", "Telegram non risponde."),
)


class Takes(Protocol):
    """Where updates go."""

    async def put(self, item: object) -> None:
        """Returns when it is on disk. Raises NotKept where it cannot be."""
        ...


class Notes(Protocol):
    """Where it is noted what fails, for `doctor`."""

    def ails(self, name: str, detail: str) -> None:
        """It fails, in this way."""
        ...

    def heals(self, name: str) -> None:
        """It works."""
        ...


class Listener:
    """Asks Telegram for updates as the one process that does; others wait in reserve."""

    def __init__(
        self,
        bot: Bot,
        queue: Takes,
        notes: Notes,
        allowed: Sequence[str],
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._notes = notes
        self._allowed = list(allowed)
        self._rest = rest
        self._offset = 0
        self._fault: str | None = None
        self.heard_at: float | None = None
        """When Telegram last answered, on the event loop's clock."""

    async def listen(self) -> None:
        """Never returns. What it brings is in the queue, and on disk, before it asks for more."""
        pause = FIRST_PAUSE_SECONDS
        webhook_is_gone = False
        while True:
            try:
                if not webhook_is_gone:
                    webhook_is_gone = await self._bot.delete_webhook()
                await self._ask()
            except RetryAfter as error:
                seconds = error.retry_after
                await self._rest(
                    seconds.total_seconds() if isinstance(seconds, dt.timedelta) else seconds
                )
            except TelegramError as error:
                self._fails(error, pause)
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                self._works()
                pause = FIRST_PAUSE_SECONDS

    async def confirm(self) -> None:
        """Tells Telegram what we have, so that the next start is not given it again."""
        if self._offset:
            await self._bot.get_updates(offset=self._offset, timeout=0, limit=1)

    async def _ask(self) -> None:
        updates = await self._bot.get_updates(
            offset=self._offset,
            timeout=POLL_SECONDS,
            read_timeout=READ_SECONDS,
            allowed_updates=self._allowed,
        )
        for update in updates:
            await self._queue.put(update)
            self._offset = update.update_id + 1

    def _works(self) -> None:
        self.heard_at = asyncio.get_running_loop().time()
        if self._fault is not None:
            logger.warning("Tutto a posto: di nuovo in ascolto.")
            self._notes.heals(self._fault)
            self._fault = None

    def _fails(self, error: TelegramError, pause: float) -> None:
        fault, said = next((name, said) for kind, name, said in FAULTS if isinstance(error, kind))
        if fault != self._fault:
            # Once for each fault, not for each time: the log stays readable through the night.
            logger.warning("%s (%s) Riprovo con pazienza.", said, type(error).__name__)
            if self._fault is not None:
                self._notes.heals(self._fault)
            self._fault = fault
        self._notes.ails(fault, type(error).__name__)
