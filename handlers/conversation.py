"""What a conversation is, as one value at the foot of its module, and what its buttons may hold.

`route` orders these values and needs to know nothing else: which commands open a conversation, to
whom they are offered, which words it waits for, what its buttons and its Conferma do.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field

from handlers.desk import Desk, keep
from handlers.turn import Outcome
from italian.regex import regex
from ledger.bounds import FIRST_DAY, LAST_DAY
from ledger.later import dataclass
from ledger.people import Role

Opening = Callable[[Desk, str], Outcome]
"""A command, with what was typed after it."""

Step = Callable[[Desk], Outcome]
Waiting = Callable[[Desk], Outcome | None]
"""The words a talk waits for; None where they say something else."""

WORD_BYTES = 64
"""Telegram's own limit of what a button holds."""

MOST_DIGITS = 15
"""No number of ours is longer: a longer one was made up."""


class NotAButton(Exception):
    """What came back as a button was never on one of ours."""


def word(text: str) -> str:
    """A code, or any short word."""
    if not text or len(text.encode()) > WORD_BYTES:
        raise NotAButton()
    if text.isdecimal():
        number(text)
    return text


def number(text: str) -> int:
    """A whole number, of events, of pages, of places in a list."""
    if not (text.isascii() and text.isdecimal()) or len(text) > MOST_DIGITS:
        raise NotAButton()
    return int(text)


def flag(text: str) -> bool:
    """`1` or `0`."""
    if text not in ("0", "1"):
        raise NotAButton()
    return text == "1"


def day(text: str) -> dt.date:
    """A day in ISO form, within what the record takes."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        raise NotAButton() from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise NotAButton()
    return found


def year(text: str) -> int:
    """A year within what the record takes."""
    found = number(text)
    if not FIRST_DAY.year <= found <= LAST_DAY.year:
        raise NotAButton()
    return found


@dataclass(frozen=True)
class Press:
    """What a button does: `act(desk, *arguments)`, each argument read by its own parser.

    The last `optional` ones may be missing. With `aside` the talk that is open stays open.
    """

    act: Callable[..., Outcome]
    takes: tuple[Callable[[str], object], ...] = ()
    optional: int = 0
    aside: bool = False

    def __call__(self, desk: Desk, args: list[str]) -> Outcome:
        """Raises NotAButton where what came back could not be one of ours."""
        if not len(self.takes) - self.optional <= len(args) <= len(self.takes):
            raise NotAButton()
        read = [parse(arg) for parse, arg in zip(self.takes, args, strict=False)]
        outcome = self.act(desk, *read)
        return keep(desk, outcome) if self.aside else outcome


def of_year(act: Callable[..., Outcome]) -> Press:
    """A question about a code, in the year its button names."""
    return Press(
        lambda desk, code, asked=None: act(desk.in_year(asked), code), (word, year), 1, aside=True
    )


YEAR_TYPED = regex(r"(?:19|20)\d\d")


def of_typed_year(opening: Opening) -> Opening:
    """`/storico AS4.3.1 2024`: a command about the year that is typed last, or first."""

    def opened(desk: Desk, typed: str) -> Outcome:
        said = typed.split()
        for place in (-1, 0) if said else ():
            if YEAR_TYPED.fullmatch(said[place]) and not desk.view.plan.has(said[place]):
                asked = int(said.pop(place))
                return opening(desk.in_year(asked), " ".join(said))
        return opening(desk, typed)

    return opened


EVERYBODY: tuple[Role, ...] = tuple(Role)


@dataclass(frozen=True)
class Conversation:
    """One conversation, whole."""

    talk: str = ""
    """What its drafts bear as `talk`; empty where it keeps none."""
    commands: Mapping[str, Opening] = field(default_factory=dict)
    asides: frozenset[str] = frozenset()
    """Commands that may be given in the middle of another talk, and leave it open."""
    offered: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """Commands shown in the menu, and to which roles."""
    private: frozenset[str] = frozenset()
    """Commands that are not for a group: names and figures of people."""
    buttons: Mapping[str, Press] = field(default_factory=dict)
    of_card: Mapping[str, Press] = field(default_factory=dict)
    """Buttons that hold only on the open card, beside Conferma and Annulla."""
    waits: Waiting | None = None
    any_words: bool = False
    """Whether what it waits for may be any words, a yes and a no among them."""
    exact: frozenset[str] = frozenset()
    """Of its steps, those that wait for a figure, a day, an act: words that ask are no answer to
    them, with or without a question mark."""
    own_words: frozenset[str] = frozenset()
    """Of its steps, those that wait for words of one's own, acts among them."""
    refuses: Step | None = None
    """What is said of words that its step cannot read and that say nothing else: which act is
    being entered, and the way out."""
    back: Waiting | None = None
    """The question before the one that waits; None where it is the first."""
    confirm: Step | None = None
    cancel: Step | None = None
    """Annulla, where there is something to put away."""
