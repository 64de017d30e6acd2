"""A year's plan at any past event, of every version of its rows, which are read once.

A town changes a few targets a week: nearly each moment of its past has a plan of its own, which
differs from the next in one objective. So each objective is kept through time, and a plan is put
together of what each of them was.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from sqlite_utils import Database

from ledger.plan.inforce import Among, PlanInForce, put_together
from ledger.plan.parts import (
    OF_ANOMALIES,
    OF_INDICATORS,
    OF_OBJECTIVES,
    AnomalyRow,
    IndicatorRow,
    ObjectiveRow,
    Part,
    anomaly_of,
    group_of,
    part_of,
    unit_of,
)
from ledger.projections.then import SEEN_SINCE, SEEN_UNTIL

R = TypeVar("R")


class Version(NamedTuple, Generic[R]):
    """A row from one event on, until another (none: until now)."""

    row: R
    since: int
    until: int | None


class _Through:
    """An objective through time."""

    def __init__(self) -> None:
        self.objectives: list[Version[ObjectiveRow]] = []
        self.indicators: list[Version[IndicatorRow]] = []
        self.aliases: list[Version[tuple[Any, ...]]] = []
        self._edges = array("q")
        self._parts: dict[int, Part | None] = {}

    def close(self) -> None:
        """All is read: between two of its edges nothing of it changes."""
        edges = {*_edges(self.objectives), *_edges(self.indicators), *_edges(self.aliases)}
        self._edges = array("q", sorted(edges))

    def at(self, seq: int) -> Part | None:
        """What it was after an event; None where the plan did not have it."""
        place = bisect_right(self._edges, seq)
        if place not in self._parts:
            self._parts[place] = self._made(seq)
        return self._parts[place]

    def _made(self, seq: int) -> Part | None:
        row = next(at_event(self.objectives, seq), None)
        if row is None:
            return None
        aliases: dict[str, list[str]] = {}
        for code, words in sorted(at_event(self.aliases, seq)):
            aliases.setdefault(code, []).append(words)
        rows = sorted(at_event(self.indicators, seq), key=lambda one: one.position)
        told = (one._replace(added=tuple(aliases.get(one.code, ()))) for one in rows)
        return part_of(row, tuple(told))


class Versions:
    """A year's plan through time, as tables hold it."""

    def __init__(self, db: Database, year: int) -> None:
        def read(
            make: Callable[[Sequence[Any]], R], columns: str, table: str, where: str = ""
        ) -> Iterator[Version[R]]:
            query = (
                f"select {columns}, {SEEN_SINCE}, {SEEN_UNTIL} from main.{table}_then "
                f"where year = ? {where}"
            )
            for *row, since, until in db.execute(query, (year,)):
                yield Version(make(row), since, until)

        self._plans = [*read(tuple[Any, ...], "data, known_on", "plans")]
        unsettled = "and settled_seq is null order by id"
        self._anomalies = [*read(AnomalyRow._make, OF_ANOMALIES, "anomalies", unsettled)]
        through: dict[str, _Through] = {}
        for version in read(ObjectiveRow._make, OF_OBJECTIVES, "objectives"):
            through.setdefault(version.row.code, _Through()).objectives.append(version)
        for own in read(lambda row: IndicatorRow(*row), OF_INDICATORS, "indicators"):
            through[own.row.objective].indicators.append(own)
        for named in read(tuple[Any, ...], "code, words", "aliases", "and office = ''"):
            objective = named.row[0].rpartition(".")[0]
            if objective in through:
                through[objective].aliases.append(named)
        self._objectives = through
        by_group, by_unit = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for code, one in through.items():
            one.close()
            by_unit[unit_of(code)].append(code)
            for group in {group_of(version.row) for version in one.objectives}:
                by_group[group].append(code)
        self._among = Among(by_group, by_unit)

    def at(self, seq: int, plan_seq: int) -> PlanInForce | None:
        """The plan in force after an event, `plan_seq` the last that changed a plan; None where
        none was adopted yet."""
        told = next(at_event(self._plans, seq), None)
        if told is None:
            return None
        data, known_on = told
        anomalies = map(anomaly_of, at_event(self._anomalies, seq))
        parts = _Parts(self._objectives, seq)
        return put_together(plan_seq, data, known_on, parts, anomalies, self._among)


class _Parts(Mapping[str, Part]):
    """The objectives of a plan as they were after an event, each made when it is asked for."""

    def __init__(self, through: Mapping[str, _Through], seq: int) -> None:
        self._through = through
        self._seq = seq

    def __getitem__(self, code: str) -> Part:
        if (found := self._through[code].at(self._seq)) is None:
            raise KeyError(code)
        return found

    @cached_property
    def _in_order(self) -> list[Part]:
        every = (one.at(self._seq) for one in self._through.values())
        return sorted((one for one in every if one is not None), key=attrgetter("position"))

    def __iter__(self) -> Iterator[str]:
        return (part.code for part in self._in_order)

    def __len__(self) -> int:
        return len(self._in_order)


def read_years(db: Database) -> list[Version[int]]:
    """The years that have a plan, the oldest first, each since it was adopted."""
    query = f"select year, {SEEN_SINCE}, {SEEN_UNTIL} from main.plans_then order by year"
    return [Version(*row) for row in db.execute(query)]


def _edges(versions: Iterable[Version[R]]) -> Iterator[int]:
    for one in versions:
        yield one.since
        if one.until is not None:
            yield one.until


def at_event(versions: Iterable[Version[R]], seq: int) -> Iterator[R]:
    """The rows there were after an event."""
    return (
        one.row for one in versions if one.since <= seq and (one.until is None or one.until > seq)
    )
