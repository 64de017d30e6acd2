"""One bot for several towns: each update goes to the one it is for, and nothing of it to another.

A press goes to the town that sent the button, an invitation to the town that made it. Otherwise a
person speaks of the town they are enrolled in; who is in more than one is asked once of which, and
says `/comune` to speak of another. What they had written comes back with their choice: the question
quotes it, so that nobody keeps it meanwhile.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.desk import Adapter
from bot.outgoing.pace import Gate
from bot.store import Store
from bot.wiring import LedgerDirectory
from ledger.commands.people import hash_code
from ledger.errors import NoPlan, TraguardoError
from ledger.ledger import Ledger
from words.say import Say, say
from words.wording import plain_text, text_of

logger = logging.getLogger(__name__)

CHOICE = "comune:"
"""What the data of our own buttons begins with."""

COMMAND = "/comune"
MOST_ANSWERED = 1000


@dataclass(frozen=True)
class Member:
    """A town that is open and answers."""

    name: str
    ledger: Ledger
    desk: Adapter
    lost: Callable[[], None]
    """Called where it turned out that it answers no more: it is opened anew."""

    @property
    def ente(self) -> str:
        """As its plan calls it."""
        return ente_of(self.ledger, self.name)

    def knows(self, user_id: int) -> bool:
        """Whether that account is of somebody enrolled here."""
        return LedgerDirectory(self.ledger).person_of(user_id) is not None

    def invited(self, code: str) -> bool:
        """Whether the invitation is of this town."""
        return self.ledger.view.invitation(hash_code(code)) is not None


def ente_of(ledger: Ledger, name: str) -> str:
    """What its newest plan calls a town; before it has any, the name it is kept under."""
    try:
        return ledger.view.plan.plan.ente
    except NoPlan:
        return name


class Router:
    """Takes the updates of a bot and puts each in the queue of its town."""

    bot: Bot
    """The one they share; given once there is one."""

    def __init__(self, names: Sequence[str], pace: Gate) -> None:
        """`names` are all the towns of the bot, whether they answer just now or not."""
        self._pace = pace
        self._names = names
        self.members: dict[str, Member] = {}
        self._answered: set[tuple[int, int]] = set()

    async def put(self, item: object) -> None:
        """Returns when the town it is for has it on disk, or the person was asked. Raises
        NetworkError where neither could be done, so that Telegram brings it again."""
        if not isinstance(item, Update) or item.effective_chat is None:
            return
        query = item.callback_query
        if query is not None and (query.data or "").startswith(CHOICE):
            await self._chosen(item, (query.data or "").removeprefix(CHOICE))
            return
        member = self._sender_of(item) or self._inviter_of(item)
        if member is not None:
            await member.desk.queue.put(item)
            return
        await self._by_person(item, item.effective_chat.id)

    def ails(self, name: str, detail: str) -> None:
        """What fails of the bot is noted in each of its towns."""
        for member in self.members.values():
            member.desk.parts.store.ails(name, detail)

    def heals(self, name: str) -> None:
        """The same of what works again."""
        for member in self.members.values():
            member.desk.parts.store.heals(name)

    def sign(self, name: str, chat: int) -> str:
        """Which town speaks, for who hears from more than one."""
        if chat < 0 or len(list(self._towns_of(chat))) < 2 or name not in self.members:
            return ""
        return text_of(say("union.sign", ente=self.members[name].ente))

    def _towns_of(self, user_id: int) -> Iterator[Member]:
        return (m for m in self._present() if self._says(m, lambda m: m.knows(user_id)))

    def _present(self) -> list[Member]:
        return [m for name in self._names if (m := self.members.get(name)) is not None]

    def _says(self, member: Member, question: Callable[[Member], bool]) -> bool:
        """What a town answers; one that cannot is away from now on, and the others are asked."""
        try:
            return question(member)
        except (sqlite3.Error, TraguardoError) as error:
            logger.error("%s does not answer (%s)", member.name, type(error).__name__)
            self.members.pop(member.name, None)
            member.lost()
            return False

    def _sender_of(self, update: Update) -> Member | None:
        """Whose message was pressed or quoted."""
        query, message = update.callback_query, update.effective_message
        about = message if query is not None else message and message.reply_to_message
        if about is None or update.effective_chat is None:
            return None
        chat = update.effective_chat.id
        return self._first(lambda m: _store(m).messages.knows(chat, about.id))

    def _first(self, question: Callable[[Member], bool]) -> Member | None:
        return next((m for m in self._present() if self._says(m, question)), None)

    def _inviter_of(self, update: Update) -> Member | None:
        words = (update.message.text or "").split() if update.message is not None else []
        if len(words) != 2 or words[0] != "/start":
            return None
        return self._first(lambda m: m.invited(words[1]))

    async def _by_person(self, update: Update, chat: int) -> None:
        user = update.effective_user
        towns = list(self._towns_of(user.id)) if user is not None else []
        asks = update.message is not None and (update.message.text or "").strip() == COMMAND
        if asks and len(towns) > 1:
            await self._ask(update, towns)
            return
        said = [m for m in towns if _store(m).speaks.here(chat)]
        elsewhere = towns and all(_store(m).speaks.here(chat) is False for m in towns)
        if said or (len(towns) == 1 and not elsewhere):
            await (said or towns)[0].desk.queue.put(update)
        elif self._away and (elsewhere or not towns):
            await self._say_away(chat)
        elif towns:
            await self._ask(update, towns)
        elif present := self._present():
            await present[0].desk.queue.put(update)

    @property
    def _away(self) -> bool:
        """Whether a town does not answer just now: somebody unknown may be of it."""
        return len(self.members) < len(self._names)

    async def _ask(self, update: Update, towns: list[Member]) -> None:
        message = update.effective_message
        buttons = [[InlineKeyboardButton(m.ente, callback_data=CHOICE + m.name)] for m in towns]
        assert message is not None, "who is asked has written or pressed"
        quoted = ReplyParameters(message.id, allow_sending_without_reply=True)
        await self._say(message.chat_id, say("union.which"), InlineKeyboardMarkup(buttons), quoted)

    async def _chosen(self, update: Update, name: str) -> None:
        """Notes the choice in each of the person's towns, then does what they had asked."""
        query, user, chat = update.callback_query, update.effective_user, update.effective_chat
        assert query is not None and user is not None and chat is not None, "`put` has looked"
        towns = list(self._towns_of(user.id))
        chosen = next((m for m in towns if m.name == name), None)
        if chosen is None:
            await self._say_away(chat.id)
            return
        for member in towns:
            with _store(member).writing():
                _store(member).speaks.note(chat.id, here=member is chosen)
        asked = query.message if isinstance(query.message, Message) else None
        if asked is not None and (chat.id, asked.id) not in self._answered:
            original = asked.reply_to_message
            if original is not None and (original.text or "").strip() != COMMAND:
                await chosen.desk.queue.put(Update(update.update_id, message=original))
            self._remember(chat.id, asked.id)
        await self._show_choice(query.id, chat.id, asked, chosen.ente)

    def _remember(self, chat: int, message: int) -> None:
        if len(self._answered) >= MOST_ANSWERED:
            self._answered.clear()
        self._answered.add((chat, message))

    async def _show_choice(self, query: str, chat: int, asked: Message | None, ente: str) -> None:
        """Nothing hangs on it: the choice is noted, and a question left standing does no harm."""
        try:
            await self.bot.answer_callback_query(query)
            if asked is not None:
                told = plain_text(say("union.chosen", ente=ente))
                await self.bot.edit_message_text(told, chat, asked.id)
        except TelegramError as error:
            logger.info("the choice of a town was not shown (%s)", type(error).__name__)

    async def _say_away(self, chat: int) -> None:
        """Not to who floods us: anybody may be of a town that does not answer."""
        if not self._pace(chat):
            await self._say(chat, say("union.away"))

    async def _say(
        self,
        chat: int,
        said: Say,
        markup: InlineKeyboardMarkup | None = None,
        quoted: ReplyParameters | None = None,
    ) -> None:
        """What is refused is not said again; anything else that fails is tried again, with the
        update it answers."""
        try:
            await self.bot.send_message(
                chat, plain_text(said), reply_markup=markup, reply_parameters=quoted
            )
        except (BadRequest, Forbidden) as error:
            logger.info("a question of the union was refused (%s)", type(error).__name__)


def _store(member: Member) -> Store:
    return member.desk.parts.store
