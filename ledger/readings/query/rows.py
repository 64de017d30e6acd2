"""What an answer is made of: plain rows, one kind for each kind of thing asked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field
from fractions import Fraction

from ledger.later import dataclass
from ledger.people import Post
from ledger.plan import Indicator
from ledger.progress.figures import State, Value
from ledger.progress.standings import IndicatorStanding, ObjectiveStanding
from ledger.projections.changes import Change
from ledger.readings.query.model import Column, Query
from ledger.rows import EvidenceRow, ReportRow


@dataclass(frozen=True)
class UnitRow:
    """An area, a service, or a line of the programme."""

    code: str
    name: str
    progress: Fraction | None
    expected: Fraction | None
    states: Mapping[State, int]
    waiting: int
    """Reports nobody has validated yet."""
    before: Fraction | None = None
    """On the first day of the span, where the question looks back."""
    matching: int = 0
    """How many of its objectives, or of its data, the filters let through."""
    inside: tuple[str, ...] = ()
    """The objectives among them."""


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective in an answer."""

    standing: ObjectiveStanding
    last: dt.date | None
    """The day of the newest figure."""
    before: Fraction | None = None
    share: Fraction | None = None
    """How many of the hundred points of all that is asked about hang on it."""


@dataclass(frozen=True)
class IndicatorRow:
    """`missing` in the indicator's unit; the paces by week, exact; None where there is none."""

    standing: IndicatorStanding
    last: dt.date | None
    missing: Fraction | None = None
    pace: Fraction | None = None
    needed: Fraction | None = None
    reached_on: dt.date | None = None
    """The day on which the pace so far would reach the target."""
    before: Fraction | None = None


@dataclass(frozen=True)
class PersonRow:
    """Somebody who owes something. `post` where nobody holds it."""

    person: str | None
    post: str
    count: int
    codes: tuple[str, ...] = ()
    last: dt.date | None = None


@dataclass(frozen=True)
class ChangeRow:
    """How an objective moved within a span."""

    code: str
    title: str
    before: Fraction | None
    after: Fraction | None
    actors: tuple[str, ...]
    facts: int


@dataclass(frozen=True)
class ReportedRow:
    """A report in an answer, with its indicator and why it was contested or changed."""

    report: ReportRow
    indicator: Indicator
    reason: str | None = None
    """Why it was contested."""
    judge: str | None = None
    """Who validated or contested it."""
    named: bool = False
    """Whether the answer is about several people, so that each row says whose it is."""
    judged_on: dt.date | None = None


@dataclass(frozen=True)
class FileRow:
    """`file` None: there are files, which the asker may not read."""

    code: str
    name: str
    count: int
    file: EvidenceRow | None = None


@dataclass(frozen=True)
class HolderRow:
    """Who holds a post today; nobody where it is vacant."""

    person: str | None
    post: str
    interim: bool = False
    until: dt.date | None = None
    """The last day of the post, where it has one."""
    since: dt.date | None = None
    """Its first day, where it is known and asked about."""


@dataclass(frozen=True)
class MadeRow:
    """What became of an indicator within a span. `made` is its sum, where it has one."""

    indicator: Indicator
    before: Value | None
    after: Value | None
    made: Fraction | None


@dataclass(frozen=True)
class WorthRow:
    """`weight` in its group, None for a unit; `shares` how many of the hundred points of each
    scope around it hang on it today, the nearest first: none where it has no figure."""

    code: str
    name: str
    weight: Fraction | None
    shares: tuple[tuple[str, Fraction], ...]
    progress: Fraction | None
    indicator: Indicator | None = None
    value: Value | None = None


@dataclass(frozen=True)
class StaffRow:
    """Somebody with the posts they hold today."""

    person: str
    name: str | None
    """None for who may not read names."""
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class StaffCountRow:
    """How many hold a post in an area or service."""

    code: str
    name: str
    count: int


@dataclass(frozen=True)
class SchedaRow:
    """Whose scheda, and how far it has come: `None` where none is written yet."""

    person: str
    post: str
    state: str | None


@dataclass(frozen=True)
class ScopeRow:
    """A figure beside what was expected of it; `before` on the day before the span, if any. Of an
    indicator that is counted, also how much it was and is."""

    code: str
    name: str
    progress: Fraction | None
    expected: Fraction | None
    before: Fraction | None = None
    indicator: Indicator | None = None
    much: Fraction | None = None
    much_before: Fraction | None = None


@dataclass(frozen=True)
class SupposedRow:
    """An indicator as it would be: `then` the number, `after` the percentage; of its objective
    what it is and what it would be."""

    indicator: Indicator
    value: Value | None
    then: Fraction
    day: dt.date
    progress: Fraction | None
    after: Fraction | None
    objective: str
    whole: Fraction | None
    whole_after: Fraction | None


@dataclass(frozen=True)
class MonthRow:
    """A month, both days included: how `much` was made of an indicator that adds up, or recorded;
    of anything else, by how many points its figure rose, from `before` to `after`."""

    since: dt.date
    until: dt.date
    much: Fraction
    indicator: Indicator | None = None
    before: Fraction | None = None
    after: Fraction | None = None


@dataclass(frozen=True)
class AmendedRow:
    """One thing that was set or changed of the plan."""

    change: Change

    @property
    def code(self) -> str:
        """Of what."""
        return self.change.code


Row = (
    UnitRow
    | ObjectiveRow
    | IndicatorRow
    | PersonRow
    | ChangeRow
    | ReportedRow
    | FileRow
    | HolderRow
    | MadeRow
    | WorthRow
    | StaffRow
    | StaffCountRow
    | SchedaRow
    | ScopeRow
    | SupposedRow
    | AmendedRow
    | MonthRow
)


@dataclass(frozen=True)
class Cell:
    """What one column tells of a row; all empty where the record holds nothing of it."""

    column: Column
    day: dt.date | None = None
    count: int | None = None
    figure: Fraction | None = None
    codes: tuple[str, ...] = ()
    posts: tuple[HolderRow, ...] = ()
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Answer:
    """Every row that was asked for, in order; `whole` counts those before the filters."""

    query: Query
    year: int
    day: dt.date
    rows: tuple[Row, ...]
    whole: int
    progress: Fraction | None = None
    expected: Fraction | None = None
    """Of all that was asked about, where it has one figure."""
    cells: Mapping[str, Sequence[Cell]] = field(default_factory=dict)
    """By code, what was asked beside each row."""
