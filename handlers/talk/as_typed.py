"""What a button asks or says as if it were typed: an example of help, a figure said alone."""

from dataclasses import replace

from handlers.ask import examples
from handlers.conversation import Conversation, NotAButton, Press, word
from handlers.desk import Desk
from handlers.spoken import answered
from handlers.turn import Outcome
from words.wording import plain_text


def example(desk: Desk, name: str) -> Outcome:
    """A question offered as a button. Raises NotAButton."""
    chosen = examples.named(name)
    if chosen is None or chosen.act:
        raise NotAButton()
    return _said(desk, plain_text(examples.said(desk, chosen)))


def figure_of(desk: Desk, code: str, text: str) -> Outcome:
    """The card of a figure said alone, of the indicator that was chosen."""
    return _said(desk, f"{desk.record.plan.alive(code)} {text}")


def _said(desk: Desk, text: str) -> Outcome:
    return answered(replace(desk, turn=replace(desk.turn, text=text, pressed=None)))


CONVERSATION = Conversation(
    buttons={
        "ask": Press(example, (word,), aside=True),
        "fig": Press(figure_of, (word, word)),
    }
)
