"""What a conversation works with: the ledger, the turn, and the talk so far."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from handlers.plan.plan_door import PlanDoor
from handlers.standing.by_day import ByDay
from handlers.turn import Button, Outcome, Reply, Turn
from handlers.understand import Reader, Sender
from handlers.understand.naming.terms import taught
from handlers.understand.reading import Reading
from ledger.clock import day_of
from ledger.commands.progress import plan_year
from ledger.events import Envelope
from ledger.later import dataclass, replace
from ledger.ledger import Ledger
from ledger.people import Post, Role
from ledger.readings import learnt
from ledger.view import View
from words.say import Say, say

Draft = Mapping[str, Any]


def reader_of(view: View, today: dt.date) -> Reader:
    """A reader of messages over a plan and the words its offices taught. Where the plan itself
    says an indicator of the office so, its words count before what was taught."""
    plan = view.plan.present()
    said: dict[str, set[str]] = {}
    for objective, indicator in plan.indicators():
        said.setdefault(objective.unit, set()).update((indicator.name, *indicator.aliases))
    own = {office: taught(dict.fromkeys(names, "")) for office, names in said.items()}
    words = {
        office: {w: c for w, c in kept.items() if not taught({w: c}).keys() & own[office].keys()}
        for office, kept in learnt.in_use(view, today).items()
        if office in own
    }
    return Reader(plan, words)


class Readers:
    """The readers of messages, one a year, made once for each state of its plan and words."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[object, Reader]] = {}

    def of(self, view: View, today: dt.date) -> Reader:
        """The reader of the view's year, as its plan is now and its words are remembered today."""
        known = (view.plan.seq, learnt.in_use(view, today))
        made = self._made.get(view.year)
        if made is None or made[0] != known:
            made = (known, reader_of(view, today))
            self._made[view.year] = made
        return made[1]


class Rehearsal(Exception):
    """A turn that is only tried came to where it would record."""


@dataclass
class Desk:
    """One turn being answered. `person` is enrolled: strangers never get this far."""

    ledger: Ledger
    readers: Readers
    invitation: Callable[[], tuple[str, str]]
    """A new secret, and the link that holds it."""
    turn: Turn
    person: str
    draft: Draft = field(default_factory=dict)
    year: int | None = None
    """The year that questions are about, where it is not that of the day: this chat was told so,
    or the question names it."""
    chat: Mapping[str, Any] = field(default_factory=dict)
    """What is kept of the chat itself, whatever talk is open: its year, the list last shown."""
    plans: PlanDoor | None = None
    """Who reads the files of plans; None where none can be sent."""

    offered: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """The commands there are, and the roles they are shown to (none: all): what help tells of."""
    press: "Callable[[Desk, str], Outcome]" = lambda desk, data: answer(say("card.stale"))
    """What a button leads to, for who answers words as one does."""
    told: int | None = None
    """The year that what is reported is of, where it is not that of the day."""
    rehearsed: list[Reading] | None = None
    """Where a turn is only tried, before it is answered: the readings that were in doubt."""

    memo: dict[str, Any] = field(default_factory=dict, init=False, compare=False)
    """What was found out of this very turn, and is asked several times."""

    @cached_property
    def record(self) -> View:
        """The record as of the day the message was written: what is reported goes to its year,
        or to the one that is told of, whatever year the chat speaks of."""
        return self.ledger.view.on(self.today).of(self.told)

    @cached_property
    def view(self) -> View:
        """The record as questions and amendments are about it."""
        return self.record.of(self.year)

    def of_day(self, day: dt.date) -> View:
        """The record of the year a fact of that day belongs to. Raises NoPlanOf."""
        return self.record.of(plan_year(self.record, day))

    def telling(self, year: int | None) -> "Desk":
        """The same turn, what it reports being of another year's plan, where that year has one."""
        if year in (None, self.record.year) or year not in self.record.years:
            return self
        return replace(self, told=year)

    def in_year(self, year: int | None) -> "Desk":
        """The same turn, its questions about another year."""
        return self if year is None else replace(self, year=year)

    @cached_property
    def today(self) -> dt.date:
        """The day the message was written or the button pressed, however late it is handled."""
        return day_of(self.turn.at)

    @property
    def waits_from_before(self) -> bool:
        """Whether what is open was left open on an earlier day."""
        since = self.draft.get(SINCE)
        return since is not None and dt.date.fromisoformat(since) < self.today

    @property
    def ref(self) -> str:
        """What a button adds to a code, so that it still speaks of the year asked about."""
        return f":{self.year}" if self.year is not None else ""

    @property
    def reader(self) -> Reader:
        """The reader of messages over the plan that reports go to."""
        return self.reader_of(self.record)

    def reader_of(self, view: View) -> Reader:
        """The reader of another year's plan."""
        return self.readers.of(view, self.today)

    @property
    def by_day(self) -> ByDay:
        """Who reads what is written here, each fact against the plan of its day."""
        return ByDay(self.record, self.reader_of, self.sender(), self.today)

    @property
    def last_day(self) -> dt.date | None:
        """The last day of the other year that is told of: of its facts that name no day."""
        return None if self.told is None else dt.date(self.told, 12, 31)

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Those held on the day."""
        return tuple(p for p in self.record.posts(self.person) if p.held_on(self.today))

    @property
    def is_segretario(self) -> bool:
        """Whether they are the Segretario on the day."""
        return any(post.role is Role.SEGRETARIO for post in self.posts)

    def sender(self) -> Sender:
        """Who writes, as the reader of messages knows them."""
        return Sender(self.person, self.posts)

    def execute(self, command: object, key: str) -> list[Envelope]:
        """`key` names the effect, not the message: pressing twice records once.

        Raises Refusal, and Rehearsal where a turn is only tried.
        """
        if self.rehearsed is not None:
            raise Rehearsal()
        return self.ledger.execute(command, actor=self.person, cause=self.turn.key, key=key)

    def new_id(self) -> str:
        """The name of a card: the same if the message that asked for it is delivered again."""
        return hashlib.sha256(self.turn.key.encode()).hexdigest()[:12]


def answer(*lines: Say, buttons: tuple[tuple[Button, ...], ...] = (), **more: Any) -> Outcome:
    """One message that ends the talk."""
    return Outcome((Reply(lines, buttons, **more),))


def ask(
    draft: Draft, *lines: Say, buttons: tuple[tuple[Button, ...], ...] = (), **more: Any
) -> Outcome:
    """One message that leaves the talk open."""
    return Outcome((Reply(lines, buttons, **more),), draft)


def keep(desk: Desk, outcome: Outcome) -> Outcome:
    """A question asked in the middle of a talk leaves the talk where it was."""
    if outcome.draft is None:
        return replace(outcome, draft=desk.draft or None)
    if outcome.draft.keys() == {CHAT}:
        return replace(outcome, draft={**desk.draft, **outcome.draft})
    return outcome


SINCE = "since"
"""Where a draft keeps the day it was last answered on."""

DECLINED = "declined"
"""Where the chat keeps the card of a report that was declined, for what is said right after."""

CHAT = "chat"
"""Where a draft keeps what is of the chat itself."""


def remembered(desk: Desk, outcome: Outcome, **kept: object) -> Outcome:
    """The same answer; the chat keeps this of it, whatever becomes of the talk."""
    draft: Draft = outcome.draft or {}
    return replace(outcome, draft={**draft, CHAT: {**dict(draft.get(CHAT, {})), **kept}})


def led_by(outcome: Outcome, *lines: Say) -> Outcome:
    """The same answer, with something said before it."""
    first, *others = outcome.replies
    told = replace(first, lines=(*lines, *first.lines))
    return replace(outcome, replies=(told, *others))


def button(label: str, data: str, **facts: object) -> Button:
    """A button by the name of its label in the catalogue."""
    return Button(say(f"button.{label}", **facts), data)


def confirm_row(card: str) -> tuple[Button, ...]:
    """Conferma is always the first button of a card."""
    return (button("confirm", f"ok:{card}"), button("cancel", f"no:{card}"))
