"""What is said to somebody's chat by who is not the bot: left where the bot takes it from.

The bot takes over, within seconds, what nobody alive has to send; a name that is no process's is
nobody alive. Without a bot running it waits for the next one.
"""

from collections.abc import Sequence
from contextlib import closing

from bot.outgoing.outbox import Outbox
from bot.outgoing.render import plainly, render
from bot.store import Store
from bot.wiring import LedgerDirectory
from handlers.turn import Reply
from ledger.access import pages_at
from ledger.ledger import Ledger
from ledger.projections.papers import reads_plainly
from words.wording import text_of

CHANNEL = "telegram"
FROM_A_PAGE = f"{CHANNEL}:page"


def leave(ledger: Ledger, replies: Sequence[Reply]) -> None:
    """Leaves each reply for the chat of who it is to; who has no chat is not told."""
    directory, letters = LedgerDirectory(ledger), []
    for reply in replies:
        chat = directory.chat_of(reply.to) if reply.to is not None else None
        if reply.to is not None and chat is not None:
            words = plainly(text_of) if reads_plainly(ledger.view.tables, reply.to) else text_of
            pages = pages_at(ledger.environment)
            letters += render(reply, words, chat, replaces=None, answers=None, pages=pages)
    if not letters:
        return
    with closing(Store(ledger.path, CHANNEL, ledger.clock)) as store, store.writing():
        box = Outbox(store.db, FROM_A_PAGE, store.keys)
        for letter in letters:
            box.add(letter)
