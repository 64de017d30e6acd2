"""A ledger of any size in minutes: a town's reports written straight into the log, chained.

What would be recorded through commands one by one is written many a transaction, as a ledger that
is moved from elsewhere is; the tables are then made from the log by `rebuild`, which is measured.

20 areas of four services, two objectives a service, two indicators an objective; five years from
2020 on, each with its plan. Of a hundred events about 78 are reports, 19 validate one, two correct
one, one takes one back, and now and then a target is changed.
"""

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from ledger.clock import FixedClock, parse_instant
from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation
from ledger.commands.people import AddPerson
from ledger.events import (
    Fact,
    ProgressCorrected,
    ProgressRecorded,
    ProgressUndone,
    ProgressValidated,
    TargetSet,
)
from ledger.ledger import Ledger
from ledger.log import Decision, Entry
from ledger.people import CLI, Role
from ledger.plan import Area, Indicator, Kind, Objective, Plan, Service
from ledger.regulation import bundled

YEARS = (2020, 2021, 2022, 2023, 2024)
AREAS = 20
SERVICES = 4
OBJECTIVES = 2
BATCH = 5000
"""Events written in one transaction."""

ASKED = "2024-12-20T10:00"
"""When the ledger's questions are asked: after the last event."""


def plan_of(year: int) -> Plan:
    """The plan of a year."""
    areas, objectives = [], []
    for a in range(1, AREAS + 1):
        services = [Service(code=f"A{a}-{s}", name=f"Servizio {s}") for s in range(1, SERVICES + 1)]
        areas.append(Area(code=f"A{a}", name=f"Area {a}", services=tuple(services)))
        objectives += [
            _objective(year, a, s.code, n) for s in services for n in range(1, OBJECTIVES + 1)
        ]
    return Plan(ente="Città di prova", year=year, areas=areas, objectives=objectives)


def _objective(year: int, area: int, service: str, n: int) -> Objective:
    code = f"{service}.{n}"
    indicators = tuple(
        Indicator(
            code=f"{code}.{k}",
            name=f"pratiche di tipo {k}",
            kind=Kind.COUNT,
            unit="pratiche",
            target=Decimal(10_000_000),
        )
        for k in (1, 2)
    )
    return Objective(
        code=code,
        title=f"Obiettivo {n} del servizio {service}",
        deadline=dt.date(year, 12, 31),
        owners=(f"dirigente:A{area}", f"eq:{service}"),
        indicators=indicators,
    )


def founded(path: Path) -> Ledger:
    """A new ledger with its people and the plans of all years, on 1 January of the first."""
    clock = FixedClock(parse_instant(f"{YEARS[0]}-01-01T08:00"))
    ledger = Ledger.create(path, clock)
    plan = plan_of(YEARS[0])
    posts: list[tuple[str, Role, str | None]] = [("segretario", Role.SEGRETARIO, None)]
    posts += [(f"dirigente.{a.code}".lower(), Role.DIRIGENTE, a.code) for a in plan.areas]
    posts += [(f"eq.{s.code}".lower(), Role.EQ, s.code) for _, s in plan.services()]
    with ledger.transaction():
        for year in YEARS:
            ledger.record(AdoptPlan(plan_of(year)), actor=CLI, cause="bench")
        ledger.record(AdoptRegulation(bundled()), actor=CLI, cause="bench")
        for code, role, unit in posts:
            ledger.record(AddPerson(code, code, role, unit), actor=CLI, cause="bench")
    return ledger


def filled(path: Path, events: int) -> Ledger:
    """A ledger of so many events, its log alone: the tables are still those of its foundation."""
    ledger = founded(path)
    first = ledger.log.head().seq
    days = [dt.date(y, 1, 1) + dt.timedelta(days=n) for y in YEARS for n in range(350)]
    each, batch = max(1, (events - first) // len(days)), 0
    made = _facts(random.Random(1), first)
    left = events - first
    for n, day in enumerate(days):
        count = left if n == len(days) - 1 else min(each, left)
        while count > 0:
            batch = min(BATCH, count)
            at = dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC)
            entries = [_entry(made, day) for _ in range(batch)]
            with ledger.transaction():
                ledger.log.append(entries, at)
            count, left = count - batch, left - batch
    return ledger


class _Facts:
    """What happens in the town, one fact after the other."""

    def __init__(self, chance: random.Random, seq: int) -> None:
        self._chance = chance
        self._seq = seq
        self._open: list[tuple[int, int, str]] = []

    def next(self, day: dt.date) -> tuple[Fact, str]:
        """A fact of that day and who recorded it."""
        self._seq += 1
        draw = self._chance.random()
        if draw < 0.22 and self._open:
            year, report, code = self._open.pop(0)
            if year == day.year:
                return self._about(draw, year, report, code)
        area = self._chance.randint(1, AREAS)
        service = f"A{area}-{self._chance.randint(1, SERVICES)}"
        code = f"{service}.{self._chance.randint(1, OBJECTIVES)}.{self._chance.randint(1, 2)}"
        if draw > 0.9998:
            target = Decimal(self._chance.randint(5_000_000, 10_000_000))
            return TargetSet(year=day.year, code=code, target=target), f"dirigente.a{area}"
        self._open.append((day.year, self._seq, code))
        del self._open[:-2000]
        fact = ProgressRecorded(
            year=day.year,
            indicator=code,
            mode="increment",
            value=Decimal(self._chance.randint(1, 40)),
            capacity=Role.EQ,
        )
        return fact, f"eq.{service}".lower()

    def _about(self, draw: float, year: int, report: int, code: str) -> tuple[Fact, str]:
        area = code.partition("-")[0].lower()
        if draw < 0.19:
            validated = ProgressValidated(year=year, report=report, indicator=code)
            return validated, f"dirigente.{area}"
        if draw < 0.21:
            corrected = ProgressCorrected(
                year=year,
                report=report,
                indicator=code,
                mode="increment",
                value=Decimal(self._chance.randint(1, 40)),
                capacity=Role.EQ,
                reason="conteggio rivisto",
            )
            return corrected, f"eq.{code.partition('.')[0]}".lower()
        undone = ProgressUndone(year=year, report=report, indicator=code, reason="doppione")
        return undone, f"eq.{code.partition('.')[0]}".lower()


def _facts(chance: random.Random, first: int) -> _Facts:
    return _Facts(chance, first)


def _entry(made: _Facts, day: dt.date) -> Entry:
    fact, actor = made.next(day)
    return Entry(Decision(fact, day), actor, f"telegram:4242:{made._seq}", f"card:{made._seq:012x}")


def instants(chance: random.Random, count: int) -> Iterator[dt.datetime]:
    """Moments of the years told of, none before the first month."""
    for _ in range(count):
        day = dt.date(chance.choice(YEARS), 1, 1) + dt.timedelta(days=chance.randint(31, 349))
        yield dt.datetime(day.year, day.month, day.day, chance.randint(6, 20), tzinfo=dt.UTC)
