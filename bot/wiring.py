"""Puts the house together: ledger, conversations, adapter. The one place that knows them all."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from bot.incoming.invitations import invitation_link, new_code
from bot.incoming.transcriber import Transcriber
from bot.outgoing import reminding
from bot.outgoing.making import supplied
from bot.parts import Parts
from bot.plans import PlanDesk
from bot.second_reader import SecondReader
from bot.store import Store
from handlers.proofs.scanned import prepared
from handlers.route import Conversations
from handlers.talk.offered import commands_of
from handlers.turn import Outcome, Reply, Turn
from ledger.access import pages_at
from ledger.errors_proof import KeysMissing
from ledger.ledger import Ledger
from ledger.progress.scanner import Scanner
from ledger.projections.papers import reads_plainly
from words.say import say
from words.wording import plain_text, text_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LedgerDirectory:
    """Who is who on Telegram, as the ledger's invitations bound them."""

    ledger: Ledger

    def person_of(self, user_id: int) -> str | None:
        """Who a chat is bound to; None for a stranger."""
        return self.ledger.view.person_of(str(user_id))

    def chat_of(self, person: str) -> int | None:
        """A person's private chat has the number of their account."""
        user = self.ledger.view.user_of(person)
        return int(user) if user else None


@lru_cache(maxsize=64)
def described(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Commands as a menu shows them: the same for all who are offered the same."""
    return tuple((name, plain_text(say(f"command.{name}"))) for name in names)


def parts_for(ledger: Ledger, channel: str, bot: int | None = None) -> Parts:
    """What the adapter works with; `channel` is `telegram` (then of which bot) or `console`."""
    store = Store(ledger.path, channel, ledger.clock, bot)
    plans = PlanDesk(ledger)
    environment = ledger.environment
    link = partial(invitation_link, environment=environment)
    conversations = Conversations(ledger, new_code, link, plans)

    def converse(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        """Finds the record that a quoted or edited message speaks of, then answers."""
        spoken_of = turn.reply_to if turn.reply_to is not None else turn.message
        reminding.heard_from(ledger, turn)
        about = None
        # A message speaks of a record once it was answered: it comes again edited, quoted, or
        # with the file that was still to come.
        again = turn.edited or turn.reply_to is not None or turn.attachment is not None
        if spoken_of is not None and again:
            about = store.messages.about(int(turn.chat), spoken_of)
        try:
            told = turn if about is None else replace(turn, about=about)
            outcome = conversations(told, draft)
            return supplied(ledger, turn, outcome)
        except KeysMissing as missing:
            # No defect, and no matter of who writes: what was open stays open.
            logger.error("the keys of persons are not at %s", missing.path)
            return Outcome((Reply((say("keys.away"),)),), draft)

    def offered(person: str | None) -> tuple[tuple[str, str], ...]:
        return described(commands_of(ledger, person))

    def plainly(person: str | None) -> bool:
        if person is None:
            return False
        view = ledger.view
        return view.recall(("plainly", person), lambda: reads_plainly(view.tables, person))

    outgoing = reminding.Outgoing(ledger, store)
    return Parts(
        converse,
        text_of,
        ledger.clock,
        store,
        offered,
        due=outgoing.tell_due,
        leads=ledger.log.leads,
        plainly=plainly,
        refused=outgoing.refused,
        moved=outgoing.moved,
        prepare=lambda person, file: prepared(person, file) or plans.prepare(person, file),
        unsure=conversations.unsure,
        second=SecondReader.from_environment(environment),
        transcribe=Transcriber.from_environment(environment),
        scanner=Scanner.from_environment(environment),
        pages=pages_at(environment),
        steady=ledger.steady,
    )
