"""Offers each chat the commands of its person's roles: behind everything else that is said, and
only when they are not those offered last."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.outgoing.menus_kept import EVERYBODY, Commands
from bot.outgoing.pace import MENUS, Gate
from bot.store import Store
from ledger.errors_file import LedgerLocked

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30.0
"""After a failure: nothing a person writes depends on a menu."""


class Menus:
    """`standard` is what a chat shows that was never offered anything of its own."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        pace: Gate,
        standard: Commands,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._bot = bot
        self._pace = pace
        self._standard = standard
        self._rest = rest
        self._wanted: dict[int, Commands] = {}
        self._task: asyncio.Task[None] | None = None

    def offer(self, chat: int, commands: Commands) -> None:
        """Begins to offer them, unless they were; `EVERYBODY` is every chat without its own."""
        shown = self._store.menus.get(chat)
        if shown is None and chat != EVERYBODY:
            shown = self._standard
        if shown == commands:
            self._wanted.pop(chat, None)
            return
        self._wanted[chat] = commands
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._serve())

    async def idle(self) -> None:
        """Returns when every menu was offered."""
        if self._task is not None:
            await self._task

    async def stop(self) -> None:
        """What was not offered yet is offered by the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _serve(self) -> None:
        while self._wanted:
            chat, commands = next(iter(self._wanted.items()))
            wait = self._pace(chat, MENUS) or await self._try(chat, commands)
            if wait:
                await self._rest(wait)
            elif self._wanted.get(chat) == commands:
                del self._wanted[chat]

    async def _try(self, chat: int, commands: Commands) -> float:
        """Seconds to wait before it is tried again; 0 when there is no more to do about it."""
        scope = BotCommandScopeDefault() if chat == EVERYBODY else BotCommandScopeChat(chat)
        try:
            await self._bot.set_my_commands(commands, scope=scope)
            with self._store.writing():
                self._store.menus.put(chat, commands)
        except RetryAfter as error:
            seconds = error.retry_after
            return seconds if isinstance(seconds, int) else seconds.total_seconds()
        except (Forbidden, BadRequest) as error:
            logger.info("a menu was refused (%s)", type(error).__name__)
        except (TelegramError, LedgerLocked) as error:
            logger.info("a menu waits (%s)", type(error).__name__)
            return PAUSE_SECONDS
        return 0
