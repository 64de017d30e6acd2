"""One request of one person, as a page sees it: who, which record, which filters."""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from handlers.desk import Desk, Readers
from handlers.turn import Turn
from ledger.access import Session
from ledger.clock import day_of, parse_instant
from ledger.errors import Act, NotAllowed, UnknownCode
from ledger.ledger import Ledger
from ledger.plan import ENTE
from ledger.plan.inforce import PlanInForce
from ledger.progress.standings import Standing, standing
from ledger.view import View
from web.workers import Office

STATE = ("anno", "al", "noto")
"""What of a page's address every link on it takes along: year, as of a day, known at a day."""

T = TypeVar("T")


@dataclass(frozen=True)
class Upload:
    """A file that came with a form, whole, within the size limit."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Visit:
    """`query` and `form` hold the last value of each name; `many` all that a form repeats."""

    office: Office
    session: Session
    path: str
    place: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    upload: Upload | None = None

    def scan(self) -> None:
        """Has the antivirus look at the file that came, where the town has one, before it is kept.
        Raises EvidenceInfected, EvidenceNotScanned."""
        if self.upload is not None and self.office.scanner is not None:
            self.office.scanner.check(self.upload.content)

    @property
    def ledger(self) -> Ledger:
        """The ledger of the thread that makes the page."""
        return self.office.ledger

    @property
    def person(self) -> str:
        """Code of who is logged in."""
        return self.session.person

    @cached_property
    def desk(self) -> Desk:
        """The same as a turn of the chat: for the lines and the notices that both share."""
        turn = Turn(
            person=self.person,
            chat=f"page:{self.session.id[:12]}",
            key=f"page:{self.session.id[:12]}:{secrets.token_hex(8)}",
            at=self.ledger.now(),
        )
        return Desk(self.ledger, Readers(), lambda: ("", ""), turn, self.person, year=self.year)

    @property
    def today(self) -> dt.date:
        """The day in Rome."""
        return self.ledger.today()

    @cached_property
    def as_of(self) -> dt.datetime | None:
        """The instant the page is to speak of; None: now. Raises Refusal for one that is none."""
        return self._instant("al")

    @cached_property
    def known_at(self) -> dt.datetime | None:
        """The instant up to which what was recorded counts; None: everything."""
        return self._instant("noto")

    def _instant(self, name: str) -> dt.datetime | None:
        """The end of a day asked for. Raises NotAnInstant."""
        typed = self.query.get(name, "").strip()
        return parse_instant(typed, end_of_day=True) if typed else None

    @property
    def day(self) -> dt.date:
        """The day of reckoning."""
        return day_of(self.as_of or self.known_at or self.ledger.now())

    @cached_property
    def view(self) -> View:
        """The record as asked for: of a year, as of a day, as known on a day.

        Raises NotAnInstant, UnknownCode, NoPlanOf.
        """
        key = ("view", self.day, self.as_of, self.known_at)
        past = self.ledger.view_at(self.as_of, self.known_at)
        found = self.remember(key, lambda: self.office.past.enter_context(past))
        return found.of(self.year)

    @property
    def year(self) -> int | None:
        """The year asked for. Raises UnknownCode for what is none."""
        typed = self.query.get("anno", "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) == 4):
            raise UnknownCode(typed)
        return int(typed) if typed else None

    @property
    def plan(self) -> PlanInForce:
        """The plan of the year the page speaks of."""
        return self.view.plan

    @property
    def in_the_past(self) -> bool:
        """Whether the page speaks of another instant, where nothing may be done."""
        return self.as_of is not None or self.known_at is not None

    def check_posts(self) -> None:
        """Whoever left an office does not get it back by asking for the past. Raises NotAllowed."""
        if not self.in_the_past:
            return
        then = {post.name for post in self.view.posts(self.person) if post.held_on(self.today)}
        now = {
            post.name for post in self.ledger.view.posts(self.person) if post.held_on(self.today)
        }
        if not then <= now:
            raise NotAllowed(Act.READ_SCORES, ENTE, ())

    def standing(self, scope: str) -> Standing:
        """How a scope stands, remembered while nothing is recorded."""
        view, day = self.view, self.day
        key = ("standing", scope, view.year, day, self.as_of, self.known_at)
        return self.remember(key, lambda: standing(view, scope, day))

    def remember(self, key: object, ask: Callable[[], T]) -> T:
        """An answer asked before, as long as the record is the same."""
        if key not in self.office.known:
            self.office.known[key] = ask()
        found: T = self.office.known[key]
        return found

    def link(self, path: str, **state: object) -> str:
        """An address that keeps the year and the days asked for; None takes one away."""
        kept: dict[str, object] = {n: self.query[n] for n in STATE if self.query.get(n)}
        asked = {**kept, **state}
        query = urlencode({n: str(v) for n, v in asked.items() if v not in (None, "")})
        return f"{path}?{query}" if query else path

    def here(self, **state: object) -> str:
        """This very page with something changed."""
        return self.link(self.path, **{**self.query, **state})
