"""What the filters of a question look at, beside the figures: proofs, reports, silences, posts."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from ledger.commands.authority import reporters
from ledger.later import dataclass
from ledger.progress.figures import State
from ledger.projections import progress
from ledger.readings.query.model import Filter
from ledger.view import View

SILENT_DAYS = 30
"""Without a day named, who wrote nothing for so long is silent."""

OF_STATE = {
    State.NOT_STARTED: Filter.NOT_STARTED,
    State.LATE: Filter.LATE,
    State.AT_RISK: Filter.AT_RISK,
    State.ON_TRACK: Filter.ON_TRACK,
    State.DONE: Filter.DONE,
    State.NO_TARGET: Filter.NO_TARGET,
    State.CANCELLED: Filter.CANCELLED,
}


JUDGED = {
    Filter.WELL: frozenset({Filter.ON_TRACK, Filter.DONE}),
    Filter.BADLY: frozenset({Filter.LATE, Filter.AT_RISK}),
}
"""What people call going well or badly, by state."""


@dataclass(frozen=True)
class Facts:
    """Of one year's plan; each is looked up once, and only where a filter asks for it."""

    view: View
    today: dt.date

    @cached_property
    def last_days(self) -> Mapping[str, dt.date]:
        """By indicator: the day of the newest figure that counts."""
        return progress.last_days(self.view.tables, self.view.year)

    @cached_property
    def proved(self) -> frozenset[str]:
        """The indicators with a proof attached."""
        return frozenset(self.view.proved())

    @cached_property
    def waiting(self) -> Mapping[str, int]:
        """By indicator: reports nobody has validated yet."""
        counts: dict[str, int] = {}
        for row in self.view.waiting():
            counts[row.indicator] = counts.get(row.indicator, 0) + 1
        return counts

    @cached_property
    def oldest_waiting(self) -> Mapping[str, dt.date]:
        """By indicator: the day of the first report nobody has validated yet."""
        days: dict[str, dt.date] = {}
        for row in self.view.waiting():
            days[row.indicator] = min(row.day, days.get(row.indicator, row.day))
        return days

    @cached_property
    def contested(self) -> frozenset[str]:
        """Indicators whose contested report nobody has put right since."""
        return progress.contested(self.view.tables, self.view.year)

    def vacant(self, post: str) -> bool:
        """Whether nobody holds the post today."""
        return not self.view.holders(post, self.today)

    def answering_post(self, code: str) -> str:
        """The first post that reports on an objective or indicator."""
        return reporters(self.view.plan, code)[0]

    def last_of(self, codes: tuple[str, ...]) -> dt.date | None:
        """The newest day any of these indicators was reported for."""
        return max((self.last_days[c] for c in codes if c in self.last_days), default=None)

    def hold(
        self, wanted: frozenset[Filter], codes: tuple[str, ...], since: dt.date | None
    ) -> bool:
        """Whether all that is asked of reports, proofs and posts holds for these indicators."""
        checks = {
            Filter.UNPROVED: lambda: self.proved.isdisjoint(codes),
            Filter.PROVED: lambda: not self.proved.isdisjoint(codes),
            Filter.UNVALIDATED: lambda: any(c in self.waiting for c in codes),
            Filter.VALIDATED: lambda: self._validated(codes),
            Filter.CONTESTED: lambda: not self.contested.isdisjoint(codes),
            Filter.SILENT: lambda: self._silent(codes, since),
            Filter.HEARD: lambda: not self._silent(codes, since),
            Filter.NO_WEIGHT: lambda: self._unweighed(codes),
            Filter.VACANT: lambda: bool(codes) and self.vacant(self.answering_post(codes[0])),
        }
        return all(checks[one]() for one in wanted if one in checks)

    def _validated(self, codes: tuple[str, ...]) -> bool:
        """Whether something was reported of them, and nothing of it waits."""
        return self.last_of(codes) is not None and not any(c in self.waiting for c in codes)

    def _unweighed(self, codes: tuple[str, ...]) -> bool:
        """Whether the plan sets no weight of the objective these indicators are of."""
        return bool(codes) and self.view.plan.objective_of(codes[0]).weight is None

    def _silent(self, codes: tuple[str, ...], since: dt.date | None) -> bool:
        last = self.last_of(codes)
        return last is None or last < (since or self.today - dt.timedelta(days=SILENT_DAYS))


def in_state(state: State, wanted: frozenset[Filter]) -> bool:
    """Whether a state is among those asked for; with none asked for, any but cancelled is."""
    named = wanted & frozenset(OF_STATE.values())
    for judged in wanted & JUDGED.keys():
        named |= JUDGED[judged]
    own = OF_STATE[state]
    if Filter.OPEN in wanted and own in (Filter.DONE, Filter.CANCELLED):
        return False
    if Filter.SILENT in wanted and own in (Filter.DONE, Filter.CANCELLED):
        return False  # Who has arrived, or was let off, owes no news.
    if named and Filter.NOT in wanted:
        return own not in named and own is not Filter.CANCELLED
    return own in named if named else own is not Filter.CANCELLED
