"""What waits after `ho sbagliato`: the right value, or which of several records was meant."""

from typing import Final

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer
from handlers.reporting import correcting, fixing, putting_right
from handlers.reporting.heard import heard
from handlers.talk.bare import OF_ANY_CARD, kind_of
from handlers.talk.typed import is_figure
from handlers.turn import Outcome
from handlers.understand.reading import Intent
from handlers.understand.telling.offering import taken
from ledger.later import replace
from words.say import say


def right_value(desk: Desk) -> Outcome | None:
    """The value asked for after `ho sbagliato`, read as its correction; a bare yes or no has none
    to tell, and leaves it."""
    if kind_of(desk.turn.text) in OF_ANY_CARD:
        return answer(say("left"))
    figure = is_figure(desk.turn.text)
    text = f"erano {desk.turn.text}" if figure else desk.turn.text
    return _righted(desk, text, desk.draft.get("about") or desk.turn.about)


def right_of(desk: Desk, seq: int) -> Outcome:
    """Which of several records the words were about: they are read of that one."""
    chosen = replace(desk, turn=replace(desk.turn, text=desk.draft.get("text", "")), draft={})
    righted = putting_right.of_record(chosen, seq) or _righted(chosen, chosen.turn.text, seq)
    return righted or fixing.ask_record(desk, seq)


def _righted(desk: Desk, text: str, about: int | None) -> Outcome | None:
    """The correction that words make of a record, where they make one."""
    again = replace(desk, turn=replace(desk.turn, text=text, about=about))
    reading, _ = heard(again)
    reading = taken(reading)
    if reading.intent is not Intent.CORRECT or reading.ambiguous:
        return None
    return correcting.read_correction(again, reading)


CONVERSATION: Final = Conversation(
    talk=correcting.RIGHT, buttons={"right": Press(right_of, (number,))}, waits=right_value
)
"""What waits for the right value, or for which record was meant."""
