"""A page of the calendar: one day under the rules of the ente, and the matters that stand on it.

Nothing is stored of what will be. A matter has a stage (30 days before, 14, this week's repeat, one
level up) and is due while its present stage is not the one told last. After a stop only the present
stage is told: what was missed in between is gathered in it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import field

from ledger.cycle.working import WorkingDays
from ledger.events.calendar import Stage, StageName, Subject
from ledger.later import dataclass
from ledger.regulation import Regulation
from scheduler.apart import Apart
from scheduler.levels import Levels


@dataclass(frozen=True)
class Matter:
    """Something to be told, at its present stage."""

    kind: str
    subject: Subject
    stage: Stage
    to: Levels
    due_on: dt.date | None = None
    since: dt.date | None = None
    codes: tuple[str, ...] = ()
    """The indicators, reports or people it is about, where the subject gathers several."""
    about: Subject | None = None
    """What is put off or declined with it: the objective; else the subject."""
    level: int = 0
    """How many levels up it went: it is told there and one level below."""

    @property
    def topic(self) -> Subject:
        """What is put off or declined with it."""
        return self.about or self.subject


@dataclass
class Page:
    """One day, under the rules of the ente."""

    day: dt.date
    regulation: Regulation
    work: WorkingDays
    weekday: int
    apart: Apart
    week: dt.date = field(init=False)
    """When this week's repeats fell due, or the last ones before."""
    risen: dict[tuple[dt.date, int], tuple[int, dt.date]] = field(default_factory=dict)
    """What `rising` found already, by the day since and how many levels there are above."""
    _before: dict[tuple[dt.date, tuple[int, ...]], tuple[int, dt.date] | None] = field(
        default_factory=dict
    )

    _stages: dict[tuple[StageName, dt.date, int | None], Stage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = self.regulation.reminders
        self.week = self.work.weekly(self.day, self.weekday)
        self.this_week = Stage(name="week", day=self.week)

    def before(self, due_on: dt.date, steps: Sequence[int]) -> tuple[int, dt.date] | None:
        """The present step before a day: how many days before, and when it fell due."""
        key = (due_on, tuple(steps))
        if key not in self._before:
            self._before[key] = self._step(due_on, steps)
        return self._before[key]

    def stage(self, name: StageName, day: dt.date, count: int | None = None) -> Stage:
        """Made once: thousands of matters share few of them."""
        key = (name, day, count)
        if key not in self._stages:
            self._stages[key] = Stage(name=name, day=day, count=count)
        return self._stages[key]

    def stage_before(self, due_on: dt.date, steps: Sequence[int]) -> Stage | None:
        """The same as the stage of a matter."""
        step = self.before(due_on, steps)
        return None if step is None else self.stage("before", due_on, step[0])

    def _step(self, due_on: dt.date, steps: Sequence[int]) -> tuple[int, dt.date] | None:
        if self.day > due_on:
            return None
        present = None
        for days in sorted(steps, reverse=True):
            occasion = self.work.on_or_before(due_on - dt.timedelta(days=days))
            if occasion <= self.day:
                present = (days, occasion)
        return present
