"""One desk answers every transport: an update comes in, letters go out.

The way of an update, the same for all transports and kinds of content:

1. `DurableQueue.put` writes it down before Telegram hears that we have it; strangers in a crowd
   are not let in at all (`bot.incoming.door`).
2. `Adapter.handle`, the one handler, skips what was answered before. What has to be got from
   outside first (`bot.incoming.aside`) is waited for aside, and the later updates of its chat
   behind it: everybody else goes on.
3. `Directory.person_of` says who it is: the one place where anybody is let in, by the sender's
   number and never by what the message claims. A stranger's turn has `person=None`, and all that
   the conversations do with it is try an invitation.
4. `translate.read` makes a `Turn` of it, `converse` answers with an `Outcome`. Nothing outside is
   called from here to the end of the turn.
5. `Store.settle` saves draft, letters and the end of the turn in one transaction.
6. `Sender` says the letters, in order within each chat.

Turns are done one after the other: two messages of one person never overtake each other.
"""

import asyncio
import contextlib
import datetime as dt
import json
import logging
import secrets
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes

from bot.incoming import translate
from bot.incoming.aside import NOTHING, Aside, Came
from bot.incoming.fetching import PATIENCE_SECONDS, fetched
from bot.incoming.inbox import Waiting
from bot.incoming.owed import PATIENCE, OwedFile
from bot.incoming.queue import DurableQueue, chat_of
from bot.outgoing.calls import stop_the_spinner
from bot.outgoing.menus import Menus
from bot.outgoing.outbox import Letter
from bot.outgoing.render import plainly, render
from bot.outgoing.sender import Sender
from bot.parts import Directory, Parts
from bot.process.defects import log_defect
from bot.process.supervision import Supervisor
from bot.store import LeftBehind, may_pass
from handlers.talk import kept
from handlers.turn import Attachment, Outcome, Reply, Turn
from ledger.errors_file import LedgerLocked
from words.say import say

logger = logging.getLogger(__name__)

ATTEMPTS = 3
ALBUM_SECONDS = 0.8
"""Without another of its messages, after which an album is whole."""

PAUSE_SECONDS = 0.1
"""Between attempts; a passing fault may be over by then."""

LOCKED_PAUSE_SECONDS = 1.0
"""Between looks at a file that somebody else holds: a turn waits for it as long as it takes."""

NONE_OWED: Mapping[int, str] = MappingProxyType({})

App = Application[Any, Any, Any, Any, Any, Any]


@dataclass
class Adapter:
    """An Application with what it needs around it."""

    parts: Parts
    directory: Directory
    application: App
    queue: DurableQueue
    sender: Sender
    menus: Menus
    supervisor: Supervisor
    patience_seconds: float = PATIENCE_SECONDS
    album_seconds: float = ALBUM_SECONDS
    turned_at: float = 0
    """When the last turn ended, on the event loop's clock."""
    leaving: bool = False
    """No more turns are begun: what waits is on disk, for the next start."""
    _replayed: set[int] = field(default_factory=set)
    _held: dict[int, deque[Update]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._aside = Aside(self.parts, self.directory, self.application.bot)

    async def resume(self) -> None:
        """What an earlier run left: says what was not said, answers what was not answered."""
        await self._take_over(self.parts.store.resume())

    async def adopt(self) -> None:
        """The same for what a process that ended meanwhile left behind."""
        await self._take_over(self.parts.store.adopt())

    async def _take_over(self, left: LeftBehind) -> None:
        self.sender.say(left.letters)
        for payload in left.payloads:
            raw = json.loads(payload)
            self._replayed.add(raw["update_id"])
            await self.queue.put_raw(raw, self.application.bot)

    async def idle(self) -> None:
        """Returns when everything received was answered, and everything said."""
        await self.queue.join()
        await self.supervisor.idle()
        await self.sender.idle()
        await self.menus.idle()

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers an update, or puts it behind what its chat waits for."""
        chat = chat_of(update)
        if self.leaving:
            return
        if chat in self._held:
            self._held[chat].append(update)
        elif self._waits(update):
            self._held[chat] = deque([update])
            self.supervisor.aside("what a chat waits for", self._serve_held(chat))
        else:
            await self._turn(update)
            if not self.queue.empty():
                # Taking from it lets nobody else go on: letters would wait for a crowd to end.
                await asyncio.sleep(0)

    def _waits(self, update: Update) -> bool:
        """For the rest of its album, or for something from outside."""
        return translate.album_of(update) is not None or bool(
            self._aside.work(update, self.patience_seconds)
        )

    async def _serve_held(self, chat: int) -> None:
        """The updates of a chat in order, each with what it waits for; those of an album together
        as one."""
        held, patience = self._held[chat], self.patience_seconds
        try:
            while held:
                update, *others = await self._whole(held)
                work = self._aside.work(update, patience)
                came = NOTHING if work is None else await work()
                if others:
                    came = await self._aside.beside(came, others, patience)
                await self._turn(update, came, others)
                for answered in (update, *others):
                    held.remove(answered)
        finally:
            del self._held[chat]

    async def _whole(self, held: deque[Update]) -> list[Update]:
        """The first update, or all of its album, its words first: nothing says which is last."""
        album, count = translate.album_of(held[0]), 0
        if album is None:
            return [held[0]]
        while True:
            found = [one for one in held if translate.album_of(one) == album]
            if len(found) == count:
                return sorted(found, key=lambda one: not translate.has_words(one))
            count = len(found)
            await asyncio.sleep(self.album_seconds)

    async def ask_for_owed(self) -> None:
        """Asks again for the files that did not come with their messages."""
        store, now = self.parts.store, self.parts.clock.now()
        for owed in store.owed.ripe(now):
            update = Update.de_json(json.loads(owed.payload), self.application.bot)
            wanted = translate.wanted(update, self.application.bot, self.directory.person_of)
            if wanted is None:
                self._no_more_owed(owed)
                continue
            file = await fetched(
                self.application.bot, wanted, self.patience_seconds, self.parts.scanner
            )
            if not file.owed and self._answered_late(update, owed, file):
                continue
            if now - owed.since > PATIENCE:
                lost = Reply((say("file.never", name=wanted.name),))
                topic = translate.topic_of(update.effective_message)
                self._no_more_owed(owed, self._plain(lost, chat_of(update), topic))
            else:
                with store.writing():
                    store.owed.later(owed, now)

    def _answered_late(self, update: Update, owed: OwedFile, file: Attachment) -> bool:
        """The file by itself, as if it had been sent just now, about what its message became."""
        turn = self._read(update, owed.since, Came(file))
        if turn is None or turn.person is None:
            self._no_more_owed(owed)
            return True
        try:
            self._settle(update, replace(turn, text="", key=f"{turn.key}:file"))
        except Exception as error:
            log_defect(error, f"the file of update {update.update_id}")
            return False
        return True

    def _no_more_owed(self, owed: OwedFile, letters: Sequence[Letter] = ()) -> None:
        with self.parts.store.writing():
            self.parts.store.owed.remove(owed.id)
        self.sender.say(self.parts.store.post(letters))

    async def _turn(
        self, update: Update, came: Came = NOTHING, others: Sequence[Update] = ()
    ) -> None:
        """Answers an update once, with the others of its album; after three failures says so and
        goes on. A file that somebody else holds is no failure: it is waited for."""
        attempt = 0
        while True:
            try:
                waiting = self.parts.store.inbox.waiting(update.update_id)
                if waiting is None:
                    return
                attempt = self._attempt(update, waiting)
                if attempt > ATTEMPTS:
                    self._give_up(update, others)
                else:
                    with self.parts.steady():
                        self._answer(update, waiting, came, others)
                self._replayed -= {one.update_id for one in (update, *others)}
                self.parts.store.heals("turn")
                return
            except Exception as error:
                if may_pass(error):
                    logger.warning("a turn waits: %s", type(error).__name__)
                    self.parts.store.ails("turn", type(error).__name__)
                    await asyncio.sleep(LOCKED_PAUSE_SECONDS)
                else:
                    log_defect(error, f"update {update.update_id}, attempt {attempt}")
                    self._count_failure(update)
                    await asyncio.sleep(PAUSE_SECONDS)
            finally:
                self.turned_at = asyncio.get_running_loop().time()

    def _attempt(self, update: Update, waiting: Waiting) -> int:
        """Of an update that was begun before, counted before trying: one that kills the process
        must not be tried for ever."""
        if update.update_id in self._replayed:
            with self.parts.store.writing():
                self.parts.store.inbox.count_attempt(update.update_id)
        return waiting.attempts + 1

    def _count_failure(self, update: Update) -> None:
        """What was begun before is counted already; what cannot be counted is tried once more."""
        if update.update_id in self._replayed:
            return
        with contextlib.suppress(LedgerLocked), self.parts.store.writing():
            self.parts.store.inbox.count_attempt(update.update_id)

    def post(self, replies: Sequence[Reply]) -> None:
        """Says what no turn asked for: reminders, and whatever else falls due."""
        letters = [letter for reply in replies for letter in self._letters(reply)]
        self.sender.say(self.parts.store.post(letters))

    def tell_due(self) -> None:
        """Says what the calendar finds due at this instant."""
        self.sender.say(self.parts.due(self._chat_of))

    async def keep_calendar(self) -> None:
        """The same, asked every few minutes, by one worker of the ledger: what fails is noted and
        asked again."""
        try:
            if self.parts.leads():
                self.tell_due()
        except Exception as error:
            log_defect(error, "the calendar")
            self.parts.store.ails("calendar", type(error).__name__)
        else:
            self.parts.store.heals("calendar")

    def _answer(
        self, update: Update, waiting: Waiting, came: Came, others: Sequence[Update]
    ) -> None:
        turn = self._read(update, waiting.received_at, came)
        if turn is None:
            for one in (update, *others):
                self.parts.store.inbox.close(one.update_id, "done")
            return
        if came.beside:
            turn = replace(turn, beside=tuple(file for _, file in came.beside))
        owed = {u.update_id: u.to_json() for u, file in came.beside if file.owed}
        self._settle(update, turn, others, owed)

    def _read(self, update: Update, received_at: dt.datetime, came: Came) -> Turn | None:
        return translate.read(
            update,
            self.application.bot,
            self.directory.person_of,
            channel=self.parts.store.channel,
            received_at=received_at,
            file=came.file,
            spoken=came.spoken,
            second=came.second,
        )

    def _settle(
        self,
        update: Update,
        turn: Turn,
        others: Sequence[Update] = (),
        owed: Mapping[int, str] = NONE_OWED,
    ) -> None:
        """`others` are those of its album; `owed` of them are still to be fetched."""
        store = self.parts.store
        before = store.drafts.get(turn.chat, turn.person)
        outcome = self.parts.converse(turn, before)
        if turn.attachment is not None and turn.attachment.owed:
            owed = {update.update_id: update.to_json(), **owed}
        letters = self._answers(turn, outcome)
        free = bool(letters) and self.sender.is_free(letters[0].chat)
        letters = store.settle(
            [update.update_id, *(one.update_id for one in others)],
            turn,
            outcome.draft,
            letters,
            before=before,
            owed=owed,
            leaving=free,
        )
        if update.callback_query is not None:
            bot = self.application.bot
            self.supervisor.aside("a press", stop_the_spinner(bot, update.callback_query.id))
        self.sender.say(letters)
        self._offer_menu(turn)

    def _answers(self, turn: Turn, outcome: Outcome) -> list[Letter]:
        replies, letters = outcome.replies, []
        source = self._source(turn) if kept.leads_on(turn, outcome.draft) else None
        if turn.pressed is not None and not any(r.replace and r.to is None for r in replies):
            letters.append(Letter(int(turn.chat), "editMessageReplyMarkup", message=turn.message))
        for reply in replies:
            letters += self._letters(reply, turn, source)
        return letters

    def _letters(
        self, reply: Reply, turn: Turn | None = None, source: int | None = None
    ) -> list[Letter]:
        """A reply to somebody who has no chat is said to nobody."""
        if reply.chat is not None:
            chat: int | None = int(reply.chat)
        else:
            answers = turn is not None and reply.to is None
            chat = int(turn.chat) if turn and answers else self._chat_of(reply.to)
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
            topic=here.topic if here else None,
            pages=self.parts.pages,
        )

    def _chat_of(self, person: str | None) -> int | None:
        return self.directory.chat_of(person) if person is not None else None

    def _source(self, turn: Turn) -> int | None:
        """The person's own message behind a turn: for a press, the one its card answered."""
        if turn.pressed is None or turn.message is None:
            return turn.message
        return self.parts.store.messages.answered_by(int(turn.chat), turn.message)

    def _offer_menu(self, turn: Turn) -> None:
        """Asked after the turn: it may have been the one that let them in, or out."""
        if turn.kind == "private":
            chat = int(turn.chat)
            self.menus.offer(chat, self.parts.commands_of(self.directory.person_of(chat)))

    def offer_menus(self, people: Sequence[str]) -> None:
        """Offers what changed since the last start."""
        chats = [chat for person in people if (chat := self._chat_of(person)) is not None]
        for chat in chats:
            self.menus.offer(chat, self.parts.commands_of(self.directory.person_of(chat)))

    def _give_up(self, update: Update, others: Sequence[Update]) -> None:
        reference = secrets.token_hex(3)
        logger.error("update %s given up, reference %s", update.update_id, reference)
        letters: list[Letter] = []
        if update.effective_chat is not None:
            sorry = Reply((say("defect", reference=reference),))
            topic = translate.topic_of(update.effective_message)
            letters = self._plain(sorry, update.effective_chat.id, topic)
        closed = [one.update_id for one in (update, *others)]
        self.sender.say(self.parts.store.give_up(closed, letters))

    def _plain(self, reply: Reply, chat: int, topic: int | None = None) -> list[Letter]:
        words = self.parts.text_of
        return render(reply, words, chat, replaces=None, answers=None, topic=topic)
