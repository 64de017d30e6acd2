"""A ledger of any size in minutes: a town's reports written straight into the log, chained.

What would be recorded through commands one by one is written many a transaction, as a ledger that
is moved from elsewhere is; the tables are then made from the log by `rebuild`, which is measured.

20 areas of four services, two objectives a service, two indicators an objective; five years from
2020 on, each with its plan. Of a hundred events about 52 are reports, 45 validate one, two correct
one, one takes one back, and now and then a target is changed.
"""

import datetime as dt
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from ledger.clock import FixedClock, parse_instant
from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation
from ledger.commands.people import AddPerson
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.log import envelope_hash
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
    head = ledger.log.head()
    days = [dt.date(y, 1, 1) + dt.timedelta(days=n) for y in YEARS for n in range(350)]
    town = _Town(random.Random(1), head.seq, head.hash)
    left = events - head.seq
    for n, day in enumerate(days):
        count = left // (len(days) - n)
        left -= count
        for at in range(0, count, BATCH):
            batch = [town.event(day) for _ in range(min(BATCH, count - at))]
            with ledger.transaction():
                ledger.log.put(batch)
    return ledger


class _Town:
    """What happens in the town, one event after the other, each chained to the one before."""

    def __init__(self, chance: random.Random, seq: int, prev: str) -> None:
        self._draw = chance.random
        self._seq = seq
        self._prev = prev
        self._open: deque[tuple[int, int, str]] = deque(maxlen=2000)
        self._versions: dict[str, int] = {}

    def event(self, day: dt.date) -> Envelope:
        self._seq += 1
        type_, code, actor, data = self._fact(day.year)
        stream = f"indicator:{day.year}:{code}"
        version = self._versions[stream] = self._versions.get(stream, 0) + 1
        made = Envelope(
            seq=self._seq,
            stream=stream,
            version=version,
            type=type_,
            schema=2,
            recorded_at=dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC),
            effective_on=day,
            actor=actor,
            cause=f"telegram:4242:{self._seq}",
            key=f"card:{self._seq:012x}",
            data=data,
            prev=self._prev,
            hash="",
        )
        self._prev = envelope_hash(made)
        return replace(made, hash=self._prev)

    def _fact(self, year: int) -> tuple[str, str, str, str]:
        """Its type, its indicator, who recorded it, its data as the log stores it."""
        draw = self._draw()
        while draw < 0.48 and self._open:
            of, report, code = self._open.popleft()
            if of == year:
                return self._about(draw, year, report, code)
        area = self._pick(AREAS)
        service = f"A{area}-{self._pick(SERVICES)}"
        code = f"{service}.{self._pick(OBJECTIVES)}.{self._pick(2)}"
        if draw > 0.9998:
            data = f'{{"code":"{code}","target":"{5_000_000 + self._pick(999)}","year":{year}}}'
            return "TargetSet", code, f"dirigente.a{area}", data
        self._open.append((year, self._seq, code))
        data = (
            f'{{"capacity":"eq","indicator":"{code}","mode":"increment",'
            f'"value":"{self._pick(40)}","year":{year}}}'
        )
        return "ProgressRecorded", code, f"eq.{service}".lower(), data

    def _about(self, draw: float, year: int, report: int, code: str) -> tuple[str, str, str, str]:
        area, service = code.partition("-")[0].lower(), code.partition(".")[0].lower()
        tail = f'"report":{report},"year":{year}}}'
        if draw < 0.45:
            data = f'{{"indicator":"{code}",{tail}'
            return "ProgressValidated", code, f"dirigente.{area}", data
        if draw < 0.47:
            data = (
                f'{{"capacity":"eq","indicator":"{code}","mode":"increment","reason":'
                f'"conteggio rivisto","report":{report},"value":"{self._pick(40)}","year":{year}}}'
            )
            return "ProgressCorrected", code, f"eq.{service}", data
        data = f'{{"indicator":"{code}","reason":"doppione",{tail}'
        return "ProgressUndone", code, f"eq.{service}", data

    def _pick(self, most: int) -> int:
        return 1 + int(self._draw() * most)


def instants(chance: random.Random, count: int) -> Iterator[dt.datetime]:
    """Moments of the years told of, none before the first month."""
    for _ in range(count):
        day = dt.date(chance.choice(YEARS), 1, 1) + dt.timedelta(days=chance.randint(31, 349))
        yield dt.datetime(day.year, day.month, day.day, chance.randint(6, 20), tzinfo=dt.UTC)
