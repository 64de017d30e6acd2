"""Talks with the bot in process, and beside them the least that its library does."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.console import console
from bot.console.console import ConsoleRequest
from bot.console.console_state import ConsoleState
from bot.console.talk import Console
from bot.console.transcript import Transcript
from bot.store import Store
from bot.wiring import parts_for
from ledger.clock import FixedClock
from ledger.ledger import Ledger


class Echo:
    """The least that PTB does: an update in, a handler, one sendMessage out, nothing kept."""

    def __init__(self, store: Store, clock: FixedClock, person: str) -> None:
        self._state = ConsoleState(store)
        self._person = person
        self._clock = clock
        request = ConsoleRequest(self._state, clock, lambda shown: None)
        builder = Application.builder().token(console.TOKEN).base_url(console.API_URL)
        builder = builder.request(request).get_updates_request(request).updater(None)
        self.application = builder.job_queue(None).build()
        self.application.add_handler(MessageHandler(filters.TEXT, self._echo))

    async def _echo(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and update.message.text is not None:
            await update.message.reply_text(update.message.text)

    async def say(self, text: str) -> None:
        seat = self._state.seat(self._person)
        message = {
            "message_id": self._state.number(),
            "date": int(self._clock.now().timestamp()),
            "chat": console.chat_of(seat),
            "from": {"id": seat, "is_bot": False, "first_name": self._person},
            "text": text,
        }
        raw = {"update_id": self._state.number(), "message": message}
        queue = self.application.update_queue
        await queue.put(Update.de_json(raw, self.application.bot))
        await queue.join()


@dataclass(frozen=True)
class Talk:
    """One person's chat with the bot, and an echo beside it."""

    chat: Console
    echo: Echo
    heard: io.StringIO

    async def line(self, text: str) -> None:
        """Says it, and waits until everything is answered and sent."""
        await self.chat.line(text)


@asynccontextmanager
async def talking(ledger: Ledger, clock: FixedClock, person: str) -> AsyncIterator[Talk]:
    parts = parts_for(ledger, "console")
    state, heard = ConsoleState(parts.store), io.StringIO()
    transcript = Transcript(state, clock, heard, json_lines=False)
    chat = Console(parts, state, transcript, as_person=person, enrolled=lambda code: True)
    echo = Echo(parts.store, clock, person)
    try:
        async with chat, echo.application:
            await echo.application.start()
            yield Talk(chat, echo, heard)
            await echo.application.stop()
    finally:
        parts.store.close()
