"""What is due at an instant, for a thousand people with ten thousand deadlines.

The plan is made here: 100 areas of ten services, ten objectives a service, each with an
indicator and a day of its own; a dirigente an area, an EQ a service, and the Segretario. Nobody has
been told or has reported anything: the calendar looks at all of it, in less than a second.
"""

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from ledger.clock import FixedClock, day_of, parse_instant
from ledger.commands.adoption import AdoptPlan
from ledger.commands.people import AddPerson
from ledger.cycle.working import WorkingDays
from ledger.evaluation.adopted import regulation_in_force
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import Area, Indicator, Kind, Objective, Plan, Service
from ledger.regulation import Regulation
from scheduler.record import read
from scheduler.reminders import Notice, due

AREAS = 100
EACH = 10
"""Services of an area, and objectives of a service."""
ROUNDS = 5
MOST_SECONDS = 1.0
FOUNDED = "2024-01-02T08:00"
ASKED = ("2024-01-03T09:00", "2024-06-24T09:00", "2024-11-18T09:00")
"""A quiet day at the start, and two weekly days in the thick of it."""


def plan() -> Plan:
    """Deadlines from March on, spread over the year."""
    areas, objectives = [], []
    for a in range(1, AREAS + 1):
        services = [Service(code=f"A{a}-{s}", name=f"Servizio {s}") for s in range(1, EACH + 1)]
        areas.append(Area(code=f"A{a}", name=f"Area {a}", services=tuple(services)))
        objectives += [_objective(a, s.code, n) for s in services for n in range(1, EACH + 1)]
    return Plan(ente="Città grande", year=2024, areas=areas, objectives=objectives)


def _objective(area: int, service: str, n: int) -> Objective:
    day = dt.date(2024, 3, 1) + dt.timedelta(days=(area * 31 + n * 29) % 300)
    kind = Kind.COUNT if n % 2 else Kind.MILESTONE
    return Objective(
        code=f"{service}.{n}",
        title=f"Obiettivo {n}",
        deadline=day,
        owners=(f"dirigente:A{area}", f"eq:{service}"),
        indicators=(
            Indicator(
                code=f"{service}.{n}.1",
                name="pratiche",
                kind=kind,
                target=Decimal(100) if kind is Kind.COUNT else None,
            ),
        ),
    )


def big_town(path: Path) -> Ledger:
    ledger = Ledger.create(path, FixedClock(parse_instant(FOUNDED)))
    made = plan()
    posts: list[tuple[str, Role, str | None]] = [("segretario", Role.SEGRETARIO, None)]
    posts += [(f"dirigente.{a.code}".lower(), Role.DIRIGENTE, a.code) for a in made.areas]
    posts += [(f"eq.{s.code}".lower(), Role.EQ, s.code) for _, s in made.services()]
    with ledger.transaction():
        ledger.record(AdoptPlan(made), actor=CLI, cause="bench")
        for code, role, unit in posts:
            ledger.record(AddPerson(code, code, role, unit), actor=CLI, cause="bench")
    return ledger


def compute(ledger: Ledger, regulation: Regulation, now: dt.datetime) -> list[Notice]:
    """All of it: the record read, every day of the calendar looked up anew."""
    found = due(read(ledger.view, day_of(now)), regulation, now, WorkingDays(regulation))
    return [*found.notices]


def best(act: Callable[[], list[Notice]]) -> tuple[float, list[Notice]]:
    """Seconds of the best of a few rounds, and the answer."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = act()
        times.append(time.perf_counter() - start)
    return min(times), answer


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="traguardo-bench-") as name:
        ledger = big_town(Path(name) / "big.db")
        regulation = regulation_in_force(ledger.view)
        people, objectives = len(ledger.view.people()), len(ledger.view.plan.objectives)
        print(f"{people} people, {objectives} deadlines")
        slowest = 0.0
        for asked in ASKED:
            now = parse_instant(asked)
            seconds, notices = best(partial(compute, ledger, regulation, now))
            lines = sum(len(notice.lines) for notice in notices)
            print(f"{asked}: {seconds:.2f} s, {lines} matters for {len(notices)} people")
            slowest = max(slowest, seconds)
        print(f"limit: {MOST_SECONDS:.0f} s")
        ledger.close()
    return 0 if slowest < MOST_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
