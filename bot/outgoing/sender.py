"""Takes letters out of the outbox to the Bot API, in order within each chat.

Just before a letter is given to Telegram it is marked, and just after it is gone from the outbox:
what a restart finds marked may have arrived, and is said again saying so.
"""

import asyncio
import datetime as dt
import io
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import httpx
from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.outgoing.calls import call
from bot.outgoing.outbox import IN_DOUBT, Buttons, Letter, as_new_message
from bot.outgoing.pace import ANSWERS, NOTICES, Gate, unhurried
from bot.outgoing.render import CAPTION_UNITS, TEXT_UNITS, units
from bot.pages import SECURE
from bot.process.defects import log_defect
from bot.store import Store, may_pass

logger = logging.getLogger(__name__)

CUT_SHORT = (httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError)
"""What goes wrong after a request was written; before, nothing can have arrived."""

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0


class Sender:
    """One task for each chat that has something to hear; none when all was said."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        pace: Gate = unhurried,
        repeated: str = "",
        signs: Callable[[int], str] = lambda chat: "",
        refused: Callable[[int], None] = lambda chat: None,
        moved: Callable[[int, int], None] = lambda chat, to: None,
    ) -> None:
        """`repeated` is said before what may have arrived already, what `signs` says of a chat
        before all."""
        self._store = store
        self._bot = bot
        self._rest = rest
        self._pace = pace
        self._repeated = repeated
        self._signs = signs
        self._refused = refused
        self._moved = moved
        self._waiting: dict[int, deque[Letter]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def say(self, letters: Sequence[Letter]) -> None:
        """Begins to send letters that are in the outbox, after those of the same chat."""
        for letter in letters:
            self._waiting.setdefault(letter.chat, deque()).append(letter)
            if letter.chat not in self._tasks:
                self._tasks[letter.chat] = asyncio.create_task(self._serve(letter.chat))

    def is_free(self, chat: int) -> bool:
        """Whether a letter to a chat would be given to Telegram at once."""
        return chat not in self._tasks

    async def idle(self) -> None:
        """Returns when nothing waits any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def stop(self, grace_seconds: float) -> None:
        """What cannot be said in this time stays in the outbox for the next start."""
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=grace_seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, chat: int) -> None:
        waiting, pause = self._waiting[chat], FIRST_PAUSE_SECONDS
        try:
            while waiting:
                share = NOTICES if waiting[0].once else ANSWERS
                if wait := self._pace(chat, share):
                    await self._rest(wait)
                elif wait := await self._guarded(waiting[0], pause):
                    pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                    await self._rest(wait)
                else:
                    pause = FIRST_PAUSE_SECONDS
        finally:
            del self._tasks[chat], self._waiting[chat]

    async def _guarded(self, letter: Letter, pause: float) -> float:
        """A defect, or a file that cannot be written, does not end the task of a chat."""
        try:
            return await self._try(letter, pause)
        except Exception as error:
            log_defect(error, "the sender")
            self._store.ails("sender", type(error).__name__)
            return pause

    async def _give_up(self, letter: Letter, error: Exception) -> None:
        """A letter that cannot even be attempted must not hold back those behind it; what is of
        the file and not of the letter is raised again."""
        if may_pass(error):
            raise error
        logger.error("a %s could not be sent (%s)", letter.method, type(error).__name__)
        await self._noted(self._store.outbox.fail, letter, type(error).__name__)

    async def _try(self, letter: Letter, pause: float) -> float:
        """Sends the first letter of a chat; returns the seconds to wait before it is tried again,
        0 when there is no more to do about it."""
        store, waiting = self._store, self._waiting[letter.chat]
        try:
            message = await self._give(letter)
        except RetryAfter as error:
            return _seconds(error.retry_after)
        except ChatMigrated as error:
            await self._noted(store.outbox.readdress, letter.chat, error.new_chat_id)
            self.say([replace(moved, chat=error.new_chat_id) for moved in waiting])
            waiting.clear()
            await self._noted(self._moved, letter.chat, error.new_chat_id)
            return 0
        except Forbidden:
            logger.info("a chat does not want to hear from us")
            await self._noted(store.outbox.fail_chat, letter.chat, "Forbidden")
            waiting.clear()
            await self._noted(self._refused, letter.chat)
            return 0
        except BadRequest as error:
            logger.warning("Telegram refused a %s: %s", letter.method, error.message)
            await self._noted(store.outbox.fail, letter, error.message)
        except InDoubt:
            if not letter.once:
                waiting[0] = replace(letter, again=letter.repeats)
                return pause
            logger.warning("a notice may have arrived or not: it is not said again")
            await self._noted(store.outbox.fail, letter, IN_DOUBT)
        except TelegramError as error:
            logger.warning("%s while sending; again in %.0f s", type(error).__name__, pause)
            return pause
        except Exception as error:
            await self._give_up(letter, error)
        else:
            await self._noted(store.sent, letter, message)
        waiting.popleft()
        return 0

    async def _noted(self, write: Callable[..., None], *about: object) -> None:
        """Writes down what became of a letter: as often as it takes, because what Telegram has
        taken must not be said again only because the file was held by somebody else."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                write(*about)
            except Exception as error:
                if not may_pass(error):
                    raise
                logger.warning("the outbox cannot be written (%s)", type(error).__name__)
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                self._store.heals("sender")
                return

    async def _give(self, letter: Letter) -> int | None:
        """Raises InDoubt where a letter may have been taken without an answer."""
        if letter.repeats and not letter.marked:
            self._store.outbox.may_arrive(letter)
        try:
            return await send(self._bot, self._worded(letter))
        except TelegramError as error:
            if letter.repeats and isinstance(error.__cause__, CUT_SHORT):
                raise InDoubt() from error
            if letter.repeats and not letter.again:
                await self._noted(self._store.outbox.did_not_arrive, letter)
                self._waiting[letter.chat][0] = replace(letter, marked=False)
            raise

    def _worded(self, letter: Letter) -> Letter:
        """What may be read a second time says so, and where several towns speak it says which does,
        where there is room for it."""
        before = [self._signs(letter.chat), self._repeated if letter.again else ""]
        said = [line for line in before if line]
        if not said:
            return letter
        text = "\n".join([*said, letter.text])
        limit = CAPTION_UNITS if letter.document is not None else TEXT_UNITS
        return replace(letter, text=text) if units(text) <= limit else letter


class InDoubt(Exception):
    """The connection was cut after the words had left: nobody knows whether they arrived."""


async def send(bot: Bot, letter: Letter) -> int | None:
    """Makes the call; returns the number of the message as it now stands. What was to be said in a
    topic that is closed or gone is said in the group itself."""
    try:
        return await _sent(bot, letter)
    except BadRequest as error:
        if letter.topic is None or not _no_topic(error):
            raise
        return await _sent(bot, replace(letter, topic=None))


async def _sent(bot: Bot, letter: Letter) -> int | None:
    if letter.method == "editMessageText":
        return await _edit(bot, letter)
    if letter.method == "editMessageReplyMarkup":
        return await _take_buttons_away(bot, letter)
    words, extras = letter.text or None, _extras(letter)
    if letter.document is None:
        sent = await call(bot, letter.method, chat_id=letter.chat, text=words, **extras)
    else:
        name, content = letter.document
        field = "photo" if letter.method == "sendPhoto" else "document"
        extras[field] = InputFile(io.BytesIO(content), filename=name)
        sent = await call(bot, letter.method, chat_id=letter.chat, caption=words, **extras)
    return int(sent["message_id"])


async def _edit(bot: Bot, letter: Letter) -> int | None:
    place = {"chat_id": letter.chat, "message_id": letter.message}
    try:
        await call(bot, letter.method, text=letter.text, **place, **_extras(letter))
    except BadRequest as error:
        if _already_so(error):
            return letter.message
        return await send(bot, as_new_message(letter))
    return letter.message


async def _take_buttons_away(bot: Bot, letter: Letter) -> int | None:
    try:
        await call(bot, letter.method, chat_id=letter.chat, message_id=letter.message)
    except BadRequest as error:
        # A message too old, deleted, or already without buttons: there is nothing left to press.
        logger.debug("buttons stay: %s", error.message)
    return letter.message


def _already_so(error: BadRequest) -> bool:
    """An edit made twice, as after an answer lost on the way: the message reads as it should."""
    return "not modified" in error.message.lower()


def _no_topic(error: BadRequest) -> bool:
    said = error.message.lower()
    return "thread not found" in said or "topic_" in said or "topic is closed" in said


def _seconds(length: int | dt.timedelta) -> float:
    return length.total_seconds() if isinstance(length, dt.timedelta) else length


def _extras(letter: Letter) -> dict[str, Any]:
    extras: dict[str, Any] = {"parse_mode": ParseMode.HTML}
    if letter.topic is not None and letter.repeats:
        extras["message_thread_id"] = letter.topic
    if letter.buttons:
        extras["reply_markup"] = keyboard(letter.buttons)
    return extras


def keyboard(buttons: Buttons) -> dict[str, Any]:
    """The buttons of a message as the Bot API takes them."""
    return {"inline_keyboard": [[_key(label, data) for label, data in row] for row in buttons]}


def _key(label: str, data: str) -> dict[str, Any]:
    """A button as Telegram takes it: what comes back when pressed, or the page that opens."""
    if data.startswith(SECURE):
        return {"text": label, "web_app": {"url": data}}
    return {"text": label, "callback_data": data}
