"""The updates waiting for their turn: on disk before Telegram is told, and fair to every chat.

Chats take turns, in the order each wrote; those of enrolled people come before strangers, whatever
a stranger sends. What the door does not let in is neither written down nor answered.
"""

import asyncio
import sqlite3
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

from pydantic_core import to_json
from telegram import Bot, Update
from telegram.error import NetworkError

from bot.incoming.door import Door, Welcome
from ledger.errors_file import LedgerLocked


class NotKept(NetworkError):
    """An update could not be written down: Telegram is to bring it again, as after a fault of the
    network, which is how PTB takes it."""


class Fair:
    """What `asyncio.Queue` keeps its items in: a line for each chat, served in turn."""

    def __init__(self, welcome: Callable[[object], Welcome]) -> None:
        self._welcome = welcome
        self._lines: dict[Welcome, OrderedDict[int, deque[object]]] = {
            w: OrderedDict() for w in Welcome
        }
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, item: object) -> None:
        """Puts it in the line of its chat."""
        lines = self._lines[self._welcome(item)]
        lines.setdefault(chat_of(item), deque()).append(item)
        self._count += 1

    def popleft(self) -> object:
        """The next chat's next update: nobody waits behind another's crowd."""
        lines = next(lines for lines in self._lines.values() if lines)
        chat, line = next(iter(lines.items()))
        item = line.popleft()
        if line:
            lines.move_to_end(chat)
        else:
            del lines[chat]
        self._count -= 1
        return item


def chat_of(item: object) -> int:
    """The chat an update comes from; what is no update comes from none."""
    chat = item.effective_chat if isinstance(item, Update) else None
    return chat.id if chat is not None else 0


class DurableQueue(asyncio.Queue[object]):
    """PTB's queue of updates: what is put in it is on disk when `put` returns.

    Polling asks for the next update, and the webhook answers 200, only after that.
    """

    def __init__(self, keep: Callable[[int, str], None], door: Door) -> None:
        self._door = door
        self._keep = keep
        super().__init__()

    def _init(self, maxsize: int) -> None:
        self._queue = Fair(self._door.welcome)

    async def put(self, item: object) -> None:
        """Raises NotKept when it could not be written, so that it is asked for again."""
        if isinstance(item, Update):
            try:
                if not self._door.admits(item):
                    return
                self._keep(item.update_id, item.to_json())
            except (sqlite3.Error, LedgerLocked) as error:
                raise NotKept("the inbox cannot be written") from error
        await super().put(item)

    async def put_raw(self, raw: dict[str, Any], bot: Bot) -> None:
        """The same for an update that PTB has not read yet and that the door let in before.
        Raises LedgerLocked."""
        self._keep(raw["update_id"], to_json(raw).decode())
        await super().put(Update.de_json(raw, bot))
