"""A card for one command: what it would do, Conferma, what it did.

A conversation keeps its deeds in a table by name; the draft holds the name and plain arguments, and
the command is made anew from them when Conferma is pressed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.desk import Desk, answer, ask, confirm_row
from handlers.turn import Outcome, Reply
from ledger.events import Envelope
from words.say import Say, say

Args = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    command: Callable[[Desk, Args], object]
    card: Callable[[Desk, Args], tuple[Say, ...]]
    done: Callable[[Desk, Args, list[Envelope]], tuple[Reply, ...]] | None = None
    """What to tell beside the receipt; the first reply's lines come before it."""


Deeds = Mapping[str, Deed]


def offer(desk: Desk, talk: str, deeds: Deeds, name: str, args: Args) -> Outcome:
    """The card, once the ledger has said that it would not refuse. Raises Refusal."""
    deed = deeds[name]
    desk.ledger.consider(deed.command(desk, args), actor=desk.person)
    card = desk.new_id()
    draft = {"talk": talk, "id": card, "deed": name, "args": dict(args)}
    return ask(
        draft,
        *deed.card(desk, args),
        buttons=(confirm_row(card),),
        replace=bool(desk.turn.pressed),
    )


def confirmed(desk: Desk, deeds: Deeds) -> Outcome:
    draft = desk.draft
    deed, args = deeds[draft["deed"]], draft["args"]
    recorded = desk.execute(deed.command(desk, args), f"card:{draft['id']}")
    last = recorded[-1]
    receipt = say("receipt", seq=last.seq, hash=last.hash[:8])
    if deed.done is None:
        return answer(receipt, replace=True)
    first, *others = deed.done(desk, args, recorded)
    told = Reply((*first.lines, receipt), first.buttons, replace=True)
    return Outcome((told, *others))
