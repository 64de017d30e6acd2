"""Builds the PTB Application that serves every transport.

    store = Store(path, "telegram", clock)          # or "console"
    desk = build(Parts(converse, text_of, clock, store, commands_of), directory, configure)

`configure` gets PTB's builder and says how to reach a Bot API: token and URLs, or the console's
request class. `bot.transports` and `bot.console.console` call `build`; whoever wires the command
line makes the `Parts` and calls those. What the desk does with an update is told in `bot.desk`.
"""

import logging
from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.desk import Adapter
from bot.incoming.door import Door
from bot.incoming.queue import DurableQueue
from bot.outgoing.menus import Menus
from bot.outgoing.pace import Gate, unhurried
from bot.outgoing.sender import Sender
from bot.parts import Directory, Parts
from bot.process.defects import log_defect
from bot.process.supervision import Supervisor
from words.say import say

logger = logging.getLogger(__name__)

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]


def build(
    parts: Parts,
    directory: Directory,
    configure: Callable[[Builder], Builder],
    pace: Gate = unhurried,
) -> Adapter:
    """The Application and its desk, not yet started; `pace` as `bot.outgoing.pace` explains it."""
    store = parts.store
    door = Door(directory.person_of, lambda user: store.strangers.told(user, parts.clock.now()))
    queue = DurableQueue(store.keep, door)
    builder = configure(Application.builder()).update_queue(queue).concurrent_updates(False)
    application = builder.job_queue(None).build()
    sender = Sender(
        store,
        application.bot,
        pace=pace,
        repeated=parts.text_of(say("said_again")),
        signs=parts.signs,
        refused=parts.refused,
        moved=parts.moved,
    )
    menus = Menus(store, application.bot, pace, parts.commands_of(None))
    desk = Adapter(parts, directory, application, queue, sender, menus, Supervisor(store))
    # One handler for every type of update: whatever arrives meets the same door.
    application.add_handler(TypeHandler(Update, desk.handle))
    application.add_error_handler(log_error)
    return desk


async def log_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """What goes wrong outside a turn. Never with what people wrote."""
    if isinstance(context.error, TelegramError):
        logger.warning("Telegram: %s", type(context.error).__name__)
    elif context.error is not None:
        log_defect(context.error, "outside a turn")
