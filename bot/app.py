"""Builds the PTB Application that serves every transport.

    store = Store(path, "telegram", clock)          # or "console"
    desk = build(Parts(converse, text_of, clock, store, commands_of), directory, configure)

`configure` gets PTB's builder and says how to reach a Bot API: token and URLs, or the console's
request class. `bot.transports` and `bot.console` call `build`; whoever wires the command line
makes the `Parts` and calls those.

The way of an update, the same for all transports and kinds of content:

1. `DurableQueue.put` writes it down before Telegram hears that we have it.
2. `Desk.handle`, the one handler, skips what was answered before.
3. `Directory.person_of` says who it is: the one place where anybody is let in, by the sender's
   number and never by what the message claims. A stranger's turn has `person=None`, and all that
   the conversations do with it is try an invitation.
4. `translate.read` makes a `Turn` of it, `converse` answers with an `Outcome`.
5. `Store.settle` saves draft, letters and the end of the turn in one transaction.
6. `Sender` says the letters, in order within each chat.

Updates are handled one after the other: two messages of one person never overtake each other.
"""

import asyncio
import json
import logging
import secrets
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot import translate
from bot.inbox import DurableQueue, Waiting
from bot.outbox import Letter
from bot.pace import unhurried
from bot.render import TextOf, plainly, render
from bot.sender import Sender
from bot.store import Store
from handlers.turn import Outcome, Reply, Turn
from ledger.clock import Clock
from words.say import say

logger = logging.getLogger(__name__)

ATTEMPTS = 3
PAUSE_SECONDS = 0.1
"""Between attempts; a locked file or a passing fault may be over by then."""

FRAMES = 6
"""How much of a defect's way is logged."""

App = Application[Any, Any, Any, Any, Any, Any]
Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]
Commands = tuple[tuple[str, str], ...]
"""Names and descriptions, as `setMyCommands` takes them."""


class Directory(Protocol):
    """Which person is this Telegram user, and where can a person be reached."""

    def person_of(self, user_id: int) -> str | None:
        """Code of the enrolled person, or None."""
        ...

    def chat_of(self, person: str) -> int | None:
        """Their private chat, or None where they have none yet."""
        ...


def no_commands(person: str | None) -> Commands:
    return ()


def nothing_due(chat_of: Callable[[str], int | None]) -> list[Letter]:
    return []


def nobody_plainly(person: str | None) -> bool:
    """Everybody reads bars and signs."""
    return False


def nobody_told(chat: int) -> None:
    """For who keeps no record of which chats can be reached."""


def nowhere_noted(chat: int, to: int) -> None:
    """For who keeps no record of groups."""


@dataclass(frozen=True)
class Parts:
    """What the adapter is given to work with."""

    converse: Callable[[Turn, Mapping[str, object] | None], Outcome]
    """Idempotent by `Turn.key`: a turn answered again says the same and records nothing more."""
    text_of: TextOf
    clock: Clock
    store: Store
    commands_of: Callable[[str | None], Commands] = no_commands
    """The commands offered to a person, by role; to a stranger for None."""
    due: Callable[[Callable[[str], int | None]], list[Letter]] = nothing_due
    """What falls due now, recorded and in the outbox; asked with where each person is reached."""
    plainly: Callable[[str | None], bool] = nobody_plainly
    """Whether a person reads without bars and signs."""
    refused: Callable[[int], None] = nobody_told
    """Told of a chat that does not want to hear from us."""
    moved: Callable[[int, int], None] = nowhere_noted
    """Told of a group that has another number."""


@dataclass
class Desk:
    """An Application with what it needs around it."""

    parts: Parts
    directory: Directory
    application: App
    queue: DurableQueue
    sender: Sender
    _offered: dict[int, Commands] = field(default_factory=dict)
    _replayed: set[int] = field(default_factory=set)

    async def resume(self) -> None:
        """What an earlier run left: says what was not said, answers what was not answered."""
        self.parts.store.adopt()
        self.sender.say(self.parts.store.outbox.waiting())
        for payload in self.parts.store.inbox.unanswered():
            raw = json.loads(payload)
            self._replayed.add(raw["update_id"])
            await self.queue.put_raw(raw, self.application.bot)

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers an update once; after three failures says so and goes on."""
        inbox = self.parts.store.inbox
        waiting = inbox.waiting(update.update_id)
        if waiting is None:
            return None
        replayed = update.update_id in self._replayed
        self._replayed.discard(update.update_id)
        for attempt in range(waiting.attempts + 1, ATTEMPTS + 1):
            if replayed:
                # Counted before trying: one that kills the process must not be tried for ever.
                inbox.count_attempt(update.update_id)
            try:
                return await self._answer(update, waiting)
            except Exception as error:
                _log_defect(error, f"update {update.update_id}, attempt {attempt}")
                if not replayed:
                    inbox.count_attempt(update.update_id)
                await asyncio.sleep(PAUSE_SECONDS)
        return self._give_up(update)

    def post(self, replies: Sequence[Reply]) -> None:
        """Says what no turn asked for: reminders, and whatever else falls due."""
        letters = [letter for reply in replies for letter in self._letters(reply)]
        self.sender.say(self.parts.store.post(letters))

    def tell_due(self) -> None:
        """Says what the calendar finds due at this instant."""
        self.sender.say(self.parts.due(self._chat_of))

    async def keep_calendar(self) -> None:
        """The same, asked every few minutes: one that fails is asked again."""
        try:
            self.tell_due()
        except Exception as error:
            _log_defect(error, "the calendar")

    async def _answer(self, update: Update, waiting: Waiting) -> None:
        store = self.parts.store
        turn = await translate.read(
            update,
            self.application.bot,
            self.directory.person_of,
            channel=store.channel,
            received_at=waiting.received_at,
        )
        if turn is None:
            store.inbox.close(update.update_id, "done")
            return
        outcome = self.parts.converse(turn, store.drafts.get(turn.chat, turn.person))
        letters = self._answers(turn, outcome)
        letters = store.settle(update.update_id, turn, outcome.draft, letters)
        if update.callback_query is not None:
            await self._stop_the_spinner(update.callback_query.id)
        self.sender.say(letters)

    def _answers(self, turn: Turn, outcome: Outcome) -> list[Letter]:
        replies, letters = outcome.replies, []
        # Only while a talk is open may a press on the answer lead to a record.
        source = self._source(turn) if outcome.draft is not None else None
        if turn.pressed is not None and not any(r.replace and r.to is None for r in replies):
            letters.append(Letter(int(turn.chat), "editMessageReplyMarkup", message=turn.message))
        for reply in replies:
            letters += self._letters(reply, turn, source)
        return letters + self._menu(turn)

    def _letters(
        self, reply: Reply, turn: Turn | None = None, source: int | None = None
    ) -> list[Letter]:
        """A reply to somebody who has no chat is said to nobody."""
        chat = int(turn.chat) if turn is not None and reply.to is None else self._chat_of(reply.to)
        if chat is None:
            return []
        here = turn if turn is not None and chat == int(turn.chat) else None
        reader = reply.to if reply.to is not None or turn is None else turn.person
        plain = self.parts.plainly(reader)
        return render(
            reply,
            plainly(self.parts.text_of) if plain else self.parts.text_of,
            chat,
            replaces=here.message if here and here.pressed is not None else None,
            answers=source if here else None,
        )

    def _chat_of(self, person: str | None) -> int | None:
        return self.directory.chat_of(person) if person is not None else None

    def _source(self, turn: Turn) -> int | None:
        """The person's own message behind a turn: for a press, the one its card answered."""
        if turn.pressed is None or turn.message is None:
            return turn.message
        return self.parts.store.messages.answered_by(int(turn.chat), turn.message)

    def _menu(self, turn: Turn) -> list[Letter]:
        """Offers a person the commands of their roles, when they are not those offered last."""
        if turn.kind != "private":
            return []
        # Asked after the turn: it may have been the one that let them in.
        chat = int(turn.chat)
        commands = self.parts.commands_of(turn.person or self.directory.person_of(chat))
        if self._offered.get(chat, self.parts.commands_of(None)) == commands:
            return []
        self._offered[chat] = commands
        return [Letter(chat, "setMyCommands", commands=commands)]

    async def _stop_the_spinner(self, query_id: str) -> None:
        try:
            await self.application.bot.answer_callback_query(query_id)
        except TelegramError as error:
            # Too old, or the network is down: the press was acted on, only its spinner stays.
            logger.info("a press was not acknowledged (%s)", type(error).__name__)

    def _give_up(self, update: Update) -> None:
        reference = secrets.token_hex(3)
        logger.error("update %s given up, reference %s", update.update_id, reference)
        letters: list[Letter] = []
        if update.effective_chat is not None:
            sorry = Reply((say("defect", reference=reference),))
            letters = render(
                sorry, self.parts.text_of, update.effective_chat.id, replaces=None, answers=None
            )
        self.sender.say(self.parts.store.give_up(update.update_id, letters))


def build(
    parts: Parts,
    directory: Directory,
    configure: Callable[[Builder], Builder],
    pace: Callable[[int], float] = unhurried,
) -> Desk:
    """The Application and its desk, not yet started; `pace` as `bot.pace` explains it."""
    queue = DurableQueue(parts.store.keep)
    builder = configure(Application.builder()).update_queue(queue).concurrent_updates(False)
    application = builder.job_queue(None).build()
    sender = Sender(
        parts.store, application.bot, pace=pace, refused=parts.refused, moved=parts.moved
    )
    desk = Desk(parts, directory, application, queue, sender)
    # One handler for every type of update: whatever arrives meets the same door.
    application.add_handler(TypeHandler(Update, desk.handle))
    application.add_error_handler(log_error)
    return desk


async def offer_commands(desk: Desk, people: Sequence[str]) -> None:
    """Registers the commands of strangers, and those of each person by role."""
    await desk.application.bot.set_my_commands(desk.parts.commands_of(None))
    letters = []
    for person in people:
        chat = desk.directory.chat_of(person)
        if chat is not None:
            desk._offered[chat] = desk.parts.commands_of(person)
            letters.append(Letter(chat, "setMyCommands", commands=desk._offered[chat]))
    desk.sender.say(desk.parts.store.post(letters))


async def log_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """What goes wrong outside a turn, such as polling. Never with what people wrote."""
    if isinstance(context.error, TelegramError):
        logger.warning("Telegram: %s", type(context.error).__name__)
    elif context.error is not None:
        _log_defect(context.error, "outside a turn")


def _log_defect(error: BaseException, where: str) -> None:
    """Type and place of a defect. Its message is left out: it may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    place = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    logger.error("%s: %s at %s", where, type(error).__name__, place)
