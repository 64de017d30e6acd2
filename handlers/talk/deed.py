"""A card for one command: what it would do, Conferma, what it did.

The card keeps the command it showed, with every day, number and code resolved: Conferma gives that
one and no other, whatever day it is pressed on. `recorded` is the one way from card to record.
"""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.desk import Desk, ask, button, confirm_row
from handlers.procedure import collegial
from handlers.turn import Button, Outcome, Reply
from ledger.commands import read_back, written
from ledger.commands.nucleo import ProposeAct, as_given
from ledger.events import Envelope
from ledger.later import dataclass
from words.say import Say, say

Args = Mapping[str, Any]
Then = Callable[[Desk, Args], tuple[Say, Button]]
"""What follows an act and for whom, with the button that goes there."""

Done = Callable[[Desk, Args, list[Envelope]], tuple[Reply, ...]]
"""What to tell after a record, from the draft or its arguments and what was recorded."""


class CardOutdated(Exception):
    """A card that another version of the house kept: what it would do is no longer known."""


@dataclass(frozen=True)
class Deed:
    """One kind of card: how its command and its lines are made from plain arguments."""

    command: Callable[[Desk, Args], object]
    card: Callable[[Desk, Args], tuple[Say, ...]]
    done: Done | None = None
    """What to tell beside the receipt; the first reply's lines come before it."""
    then: Then | None = None
    """What follows, where `done` does not say it: one of the two is there."""


Deeds = Mapping[str, Deed]


def offer(desk: Desk, talk: str, deeds: Deeds, name: str, args: Args) -> Outcome:
    """The card of a deed of a table. Raises Refusal where the ledger would refuse."""
    deed = deeds[name]
    command = as_given(desk.view, deed.command(desk, args))
    desk.ledger.consider(command, actor=desk.person)
    lines = (*deed.card(desk, args), *collegial.card_lines(command))
    return present(desk, talk, command, *lines, deed=name, args=dict(args))


def present(
    desk: Desk,
    talk: str,
    command: object,
    *lines: Say,
    buttons: Callable[[str], tuple[tuple[Button, ...], ...]] | None = None,
    **facts: object,
) -> Outcome:
    """The card of a command, and the draft that keeps it with the facts its texts need.

    `buttons` makes those of the card by its name; without, Conferma and Annulla.
    """
    card = desk.new_id()
    return ask(
        {"talk": talk, "id": card, "command": written(command), **facts},
        *lines,
        buttons=buttons(card) if buttons else (confirm_row(card),),
        replace=bool(desk.turn.pressed),
    )


def command_of(draft: Args) -> object:
    """The command a card keeps. Raises CardOutdated."""
    try:
        return read_back(draft["command"])
    except (KeyError, ValueError) as other_version:
        raise CardOutdated() from other_version


def key_of(draft: Args) -> str:
    """The name of the effect of a card."""
    return f"card:{draft['id']}"


def recorded(desk: Desk, done: Done) -> Outcome:
    """Conferma: gives the command the card shows, then tells. Raises CardOutdated, Refusal."""
    envelopes = desk.execute(command_of(desk.draft), key_of(desk.draft))
    first, *others = done(desk, desk.draft, envelopes)
    lines = (*first.lines, receipt(envelopes))
    buttons = first.buttons
    if not buttons and _alone(desk):
        buttons = ((button("oggi", "oggi:0"),),)
    here = Reply(lines, buttons, replace=bool(desk.turn.pressed), about=first.about)
    return Outcome((here, *others))


def _alone(desk: Desk) -> bool:
    """One's own desk is not for a group."""
    return desk.turn.kind == "private"


def receipt(envelopes: list[Envelope]) -> Say:
    """Number and short hash of the last event recorded."""
    last = envelopes[-1]
    return say("receipt", seq=last.seq, hash=last.hash[:8])


def confirmed(desk: Desk, deeds: Deeds) -> Outcome:
    """Conferma on a card of a table of deeds. Where a deed has nothing else to tell, the card is
    said again as what was done: a receipt alone is not an answer. Raises CardOutdated."""
    deed, args = deeds.get(str(desk.draft.get("deed"))), desk.draft.get("args", {})
    if deed is None:
        raise CardOutdated()
    if isinstance(command_of(desk.draft), ProposeAct):
        return recorded(desk, lambda desk, draft, found: collegial.told(desk, found))
    if deed.done is not None:
        done = deed.done
        return recorded(desk, lambda desk, draft, found: done(desk, args, found))
    shown = (*deed.card(desk, args), say("card.done"))
    then = deed.then
    assert then is not None, "a deed tells what was done, or what follows"

    def told(desk: Desk, draft: Args, found: list[Envelope]) -> tuple[Reply, ...]:
        line, cell = then(desk, args)
        alone = _alone(desk) or cell.data.startswith("st:")
        return (Reply((*shown, line), ((cell,),) if alone else ()),)

    return recorded(desk, told)
