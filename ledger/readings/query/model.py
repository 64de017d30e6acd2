"""What may be asked: of which things, within what, which of them, in which order, since when."""

import datetime as dt
import re
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from ledger.errors import Act
from ledger.later import dataclass


class What(StrEnum):
    """The things a question lists. The values are what a button holds."""

    AREAS = "a"
    SERVICES = "s"
    OBJECTIVES = "o"
    INDICATORS = "i"
    LINES = "l"
    """Lines of the mandate, or the strategic objectives where the plan prints no mandate."""
    CHANGES = "c"
    """Objectives whose figure moved within the span: from, to, who."""
    GAP = "g"
    """What is missing to the target: by which pace, needed per week."""
    REPORTS = "r"
    """What the asker recorded."""
    FILES = "f"
    """Evidence, as far as the asker may read it."""
    REPORTERS = "p"
    """Who has indicators nobody has written of lately."""
    VALIDATORS = "v"
    EVALUATORS = "e"
    ASSIGNERS = "n"
    """Who has targets to set."""
    WRITERS = "w"
    """Who recorded how much within the span."""
    HOLDERS = "h"
    """Who answers for it: the posts, and who holds them today."""
    MADE = "m"
    """How much was made within the span: counts by their sum, the rest from what to what."""
    RECORDS = "j"
    """What anybody recorded."""
    RIGHTS = "y"
    """Who may do an act of the table of authority."""
    WORTH = "k"
    """What something weighs: in its group, in its area, in the ente."""
    STAFF = "u"
    """Who holds a post, of every role or of one."""
    SCHEDE = "d"
    """Schede of the year that is evaluated, as far as the asker may know of them."""
    STANDS = "t"
    """A figure beside what was expected by the day; with a span, beside what it was before."""
    SUPPOSED = "x"
    """What a figure would be, were so much more made, or so much by the week (`words`)."""
    JUDGES = "b"
    """Who validated or contested how much within the span."""
    AMENDED = "z"
    """What was set or changed of the plan: targets, weights, deadlines, by whom and when."""
    MONTHS = "q"
    """How much was made or recorded by the month (`months`)."""


class Filter(StrEnum):
    """Which of them. States are alternatives, the rest must all hold."""

    NOT_STARTED = "n"
    LATE = "l"
    AT_RISK = "r"
    ON_TRACK = "t"
    DONE = "d"
    NO_TARGET = "g"
    CANCELLED = "c"
    OPEN = "o"
    """Neither done nor cancelled."""
    UNPROVED = "p"
    PROVED = "P"
    UNVALIDATED = "v"
    VALIDATED = "V"
    """Of what was recorded: somebody confirmed it."""
    CONTESTED = "x"
    SILENT = "s"
    """Nothing was written since the span begins."""
    HEARD = "H"
    """Something was written since the span begins."""
    VACANT = "h"
    """Nobody holds the post that answers for it."""
    DUE = "e"
    """The deadline is within the span."""
    WELL = "w"
    """In line or done; a unit that is not behind what was expected."""
    BADLY = "b"
    """Late or at risk; a unit that is far behind what was expected."""
    NONE = "z"
    """Of units: none of theirs passes the other filters."""
    BELOW = "u"
    """Behind what was expected by the day, by however little."""
    ABOVE = "U"
    AMENDED = "a"
    """Of what was set of the plan: it had been set before."""
    WITHDRAWN = "W"
    """Of what was recorded: its author took it back."""
    CORRECTED = "k"
    """Of what was recorded: its author put it right since."""
    NOT = "N"
    """Of the states that are named: any but these."""
    ALL = "A"
    """Of units: all of theirs pass the other filters."""
    MISSES = "m"
    """At the pace so far its target is not reached by its deadline."""
    OVERRUN = "T"
    """Done, and not yet done on the day it was due."""
    NO_WEIGHT = "G"
    """The plan sets no weight of it: it shares what is left."""


JUDGED = frozenset({Filter.VALIDATED, Filter.CONTESTED})
"""Of these the day is that of the judgement."""

STATES = frozenset(
    {
        Filter.NOT_STARTED,
        Filter.LATE,
        Filter.AT_RISK,
        Filter.ON_TRACK,
        Filter.DONE,
        Filter.NO_TARGET,
        Filter.CANCELLED,
    }
)


class Order(StrEnum):
    """In which order the answer's rows come."""

    PLAN = "p"
    """As the plan has them."""
    WORST = "w"
    """By state, then the furthest behind what was expected."""
    BEST = "b"
    LOWEST = "l"
    """The lowest percentage first, whatever was expected."""
    BEHIND = "h"
    """The furthest behind what was expected by today."""
    IMPROVED = "i"
    """By how much they rose within the span."""
    FELL = "f"
    DEADLINE = "d"
    HEAVIEST = "g"
    """By weight, in the group of each."""
    MOST = "m"
    """Of units, by how many objectives they have, or have in the states asked for."""
    FEWEST = "k"
    OLDEST = "o"
    """Those of whom nothing was heard the longest."""
    NEWEST = "n"
    """The last thing that was recorded first."""


@dataclass(frozen=True)
class Bound:
    """Which figures, in percent: `<` below, `>` above, `l` at most, `g` at least, `=` exactly."""

    sign: Literal["<", ">", "l", "g", "="]
    percent: int

    def holds(self, figure: Fraction | None) -> bool:
        """Whether a figure is within it; what has none is not."""
        if figure is None:
            return False
        return {
            "<": figure < self.percent,
            ">": figure > self.percent,
            "l": figure <= self.percent,
            "g": figure >= self.percent,
            "=": figure == self.percent,
        }[self.sign]


class Column(StrEnum):
    """What is told of each row beside what its line tells of itself."""

    HOLDER = "h"
    """Who answers for it."""
    DEADLINE = "d"
    LATE = "l"
    """Since how many days its deadline is past, or how many are left."""
    EXPECTED = "e"
    FIGURE = "f"
    WEIGHT = "w"
    LAST = "n"
    """The day of its newest figure."""
    WAITING = "v"
    """How many reports wait to be validated, since which day."""
    VALIDATED = "c"
    """How much of it somebody confirmed, within the span."""
    MISSING = "m"
    """What it lacks: of an objective which indicators, of an indicator how much."""
    DONE = "k"
    """Of a unit, how many of its objectives are reached."""


MOVED = frozenset({Order.IMPROVED, Order.FELL})
"""Orders that look at a day before as well."""

PER_AREA, PER_SERVICE = "per area", "per servizio"
"""What `words` asks of how many there are in each."""

MOST_BYTES = 54
"""Of a query as a button holds it, beside what else is on the button (64 in all)."""

_SHAPE = re.compile(
    r"(?P<what>[a-z])(?P<order>[a-z])(?P<filters>[a-zA-Z]{0,8})"
    r"~(?P<of>[A-Z0-9.+-]{0,36})~(?P<since>\d{6})?~(?P<until>\d{6})?~(?P<only>\d{0,2})"
    r"~(?P<year>\d{2})?(?P<bounds>(?:[<>lg=]\d{1,3}){0,2})(?:!(?P<act>[a-z_]{1,14}))?"
    r"(?:@(?P<who>[a-z0-9._-]{1,24}))?"
    r"(?:\*(?P<columns>[a-z]{1,5}))?"
    r"~(?P<words>[a-z0-9' -]{0,30})"
)


class NotAQuery(Exception):
    """A text that no query was written as."""


@dataclass(frozen=True)
class Query:
    """One question. `of` are resolved codes: units, objectives, indicators, lines, campaigns;
    none is the whole ente."""

    what: What
    of: tuple[str, ...] = ()
    filters: frozenset[Filter] = frozenset()
    order: Order = Order.PLAN
    since: dt.date | None = None
    until: dt.date | None = None
    only: int | None = None
    """How many were asked for first (`la peggiore` is 1); the others follow them."""
    words: str = ""
    """What the names must have in them; of posts a role or what is asked of them; of amounts how
    much, or by which stretch (`supposed.Amount`)."""
    year: int | None = None
    """The plan's, where it is not that of the day."""
    bounds: tuple[Bound, ...] = ()
    """Between which figures."""
    who: str = ""
    """The person whose records are asked about; the asker's own where none is named."""
    act: Act | None = None
    """What one must be entitled to."""
    columns: tuple[Column, ...] = ()
    """What was asked beside each row, in that order."""

    @property
    def newly_done(self) -> bool:
        """Whether only what was done within the span is asked for."""
        return self.since is not None and self.filters & {Filter.DONE, Filter.NOT} == {Filter.DONE}

    @property
    def newly_cancelled(self) -> bool:
        """The same of what was cancelled."""
        return self.since is not None and Filter.CANCELLED in self.filters

    @property
    def newly_judged(self) -> bool:
        """Whether things are asked for by what was judged of their records within the span."""
        things = self.what in (What.OBJECTIVES, What.INDICATORS)
        return things and self.since is not None and bool(self.filters & JUDGED)


def written(query: Query) -> str:
    """A query as a button holds it: without colons, at most `MOST_BYTES`, its words cut to fit."""
    day = "%y%m%d"  # a record begins in this century
    head = "~".join(
        (
            query.what + query.order + "".join(sorted(query.filters)),
            "+".join(query.of),
            query.since.strftime(day) if query.since else "",
            query.until.strftime(day) if query.until else "",
            str(query.only or ""),
            (f"{query.year % 100:02}" if query.year else "") + _who(query),
            "",
        )
    )
    words = re.sub(r"[^a-z0-9' -]", "", query.words.lower())[:30]
    return head + words[: max(0, MOST_BYTES - len(head))]


def _who(query: Query) -> str:
    bounds = "".join(f"{bound.sign}{bound.percent}" for bound in query.bounds)
    act = f"!{query.act}" if query.act else ""
    columns = f"*{''.join(query.columns)}" if query.columns else ""
    return bounds + act + (f"@{query.who}" if query.who else "") + columns


def read(text: str) -> Query:
    """What `written` wrote. Raises NotAQuery: what a button holds comes from outside."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise NotAQuery()
    try:
        return Query(
            What(found["what"]),
            tuple(code for code in found["of"].split("+") if code),
            frozenset(map(Filter, found["filters"])),
            Order(found["order"]),
            _day(found["since"]),
            _day(found["until"]),
            int(found["only"]) if found["only"] else None,
            found["words"],
            2000 + int(found["year"]) if found["year"] else None,
            tuple(
                Bound(sign, int(percent))
                for sign, percent in re.findall(r"([<>lg=])(\d+)", found["bounds"])
            ),
            found["who"] or "",
            Act(found["act"]) if found["act"] else None,
            tuple(map(Column, found["columns"] or "")),
        )
    except ValueError:
        raise NotAQuery() from None


def _day(text: str | None) -> dt.date | None:
    if not text:
        return None
    return dt.date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
