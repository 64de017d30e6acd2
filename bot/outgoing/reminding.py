"""The calendar's way out: a notice is recorded and its letters posted in one transaction.

So a process killed at any point, a second one, or a retry never says a thing twice and loses none:
either both are on disk, and the letter waits in the outbox, or neither is and it is still due.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.outgoing.making import with_picture
from bot.outgoing.notices import rendered
from bot.outgoing.outbox import Letter
from bot.outgoing.render import plainly, render
from bot.store import Store
from handlers.talk.words import signed_head
from handlers.turn import Turn
from ledger.access import pages_at
from ledger.commands.authority import posts_on
from ledger.commands.calendar import MarkReachable, MarkUnreachable, TellNotice
from ledger.commands.groups import MoveGroup
from ledger.cycle.faults import Failure
from ledger.errors import NoPlan
from ledger.events.calendar import Told
from ledger.ledger import Ledger
from ledger.people import CALENDAR, Role
from ledger.projections.papers import reads_plainly
from scheduler.outbound import send_due
from scheduler.reminders import GROUP, Notice
from words.say import Say
from words.wording import text_of

logger = logging.getLogger(__name__)

HEAD_KEEPERS = (str(Role.SEGRETARIO), str(Role.NUCLEO))
OF_A_PHASE = ("phase", "monitoring")

ChatOf = Callable[[str], int | None]


@dataclass
class Outgoing:
    """What the adapter asks of the calendar, and tells it of chats."""

    ledger: Ledger
    store: Store

    def tell_due(self, chat_of: ChatOf) -> list[Letter]:
        """Everything due now, recorded and in the outbox."""
        round_ = Round(self.ledger, self.store, chat_of)
        try:
            send_due(self.ledger, round_)
        except NoPlan:
            logger.info("no plan is adopted: nothing can be due")
        return round_.posted

    def refused(self, chat: int) -> None:
        """A person blocked the bot: they hear nothing until they return, and the admin hears it."""
        person = self.ledger.view.person_of(str(chat))
        if person is not None:
            self.ledger.execute(MarkUnreachable(person), actor=CALENDAR, cause="telegram")

    def moved(self, chat: int, to: int) -> None:
        """Telegram gave a group another number: its areas follow."""
        self.ledger.execute(MoveGroup(str(chat), str(to)), actor=CALENDAR, cause="telegram")


def heard_from(ledger: Ledger, turn: Turn) -> None:
    """Whoever writes can be reached again, while there is a post to write to them for."""
    if turn.person is None:
        return
    view = ledger.view
    if view.is_unreachable(turn.person) and posts_on(view, turn.person, ledger.today()):
        ledger.execute(MarkReachable(turn.person), actor=turn.person, cause=turn.key)


def _head(ledger: Ledger, notice: Notice) -> tuple[Say, ...]:
    """The newest signed head, with what Segretario and Nucleo hear every week or month and at a
    phase, and in no message more: in hands that cannot reach the ledger."""
    newest = ledger.checkpoints.newest()
    is_round = any(m.kind in OF_A_PHASE or m.stage.repeats for m in notice.lines)
    if newest is None or not is_round:
        return ()
    keepers = {p for role in HEAD_KEEPERS for p in ledger.view.holders(role, notice.day)}
    return (signed_head(newest),) if notice.to in keepers else ()


@dataclass
class Round:
    """One time around: implements `scheduler.outbound.Outbound`."""

    ledger: Ledger
    store: Store
    chat_of: ChatOf
    posted: list[Letter] = field(default_factory=list)

    def send(self, notice: Notice) -> tuple[Failure, ...]:
        """Records a notice with its letter; who has no chat is not recorded as told."""
        chat = self._chat(notice.to)
        if chat is None:
            return ()  # No chat yet: it stays due, and is told when there is one.
        view = self.ledger.view
        found = rendered(notice, view)
        if found.reply is None:
            return found.failures
        reply = replace(found.reply, lines=(*found.reply.lines, *_head(self.ledger, notice)))
        is_plain = reads_plainly(view.tables, notice.to)
        words = plainly(text_of) if is_plain else text_of
        if not is_plain:
            reply = with_picture(self.ledger, notice, reply)
        pages = pages_at(self.ledger.environment)
        letters = [
            replace(letter, once=True, topic=self._topic(notice.to))
            for letter in render(reply, words, chat, replaces=None, answers=None, pages=pages)
        ]
        told = tuple(
            Told(kind=line.kind, subject=line.subject, stage=line.stage) for line in found.told
        )
        with self.ledger.transaction():
            # Asked inside: another process may have said it meanwhile.
            if self.ledger.log.with_key(notice.key):
                return found.failures
            command = TellNotice(notice.to, notice.number, told)
            self.ledger.record(command, actor=CALENDAR, cause=CALENDAR, key=notice.key)
            letters = self.store.post_within(self.ledger.file, letters)
        self.posted += letters
        return found.failures

    def _chat(self, to: str) -> int | None:
        if not to.startswith(GROUP):
            return self.chat_of(to)
        chat = self.ledger.view.agenda().groups.get(to.removeprefix(GROUP))
        return int(chat) if chat else None

    def _topic(self, to: str) -> int | None:
        if not to.startswith(GROUP):
            return None
        return self.ledger.view.agenda().topics.get(to.removeprefix(GROUP))
