"""The demo's people and half a year of plausible work, always the same for the same day.

Its history carries the instants of its own days: the plan adopted and targets set in January, then
a report now and then by each office, most of them validated a few weeks later.
"""

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal

from italian.regex import regex
from ledger.clock import ROME, FixedClock, day_of
from ledger.commands.people import AddPerson
from ledger.commands.plan import SetTarget
from ledger.commands.progress import RecordProgress, ValidateProgress
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import SEGRETARIO, TRANSVERSAL, Direction, Indicator, Kind, Plan
from ledger.progress.change import Said

DEMO_START = "2024-09-16T10:00"
"""Where the demo's clock starts when none is given."""

CAUSE = "demo"
HISTORY_DAYS = 182
TARGETS = (12, 20, 24, 40, 60, 100, 120, 200, 300, 600)
USUAL_TARGETS = (
    (
        regex(r"fattur|utenz|prestit|visitator|access[io]|verbal|file\b|document"),
        (1200, 2000),
    ),
    (regex(r"\bore\b|accertament|rilevament|istanz|procediment"), (300, 600)),
    (regex(r"agent|dipendent|partecipant|alunn|bambin|anzian|volontar|famigl"), (40, 60, 100)),
    (
        regex(r"cors[io]\b|piani?\b|misur|process|regolament|incontr|convenzion|accord|gare?\b"),
        (12, 20),
    ),
)
"""What is aimed at of some things, by what is counted: of invoices more than of courses."""
OPEN_TARGETS = 12
"""One measured indicator in this many keeps waiting for a target."""
VALIDATED_AFTER = dt.timedelta(days=25)
REPORT_EVERY_DAYS = 13

BARE_ROLES = {
    Role.SEGRETARIO: "Segretario Generale",
    Role.NUCLEO: "Nucleo di Valutazione",
    Role.SINDACO: "Sindaco",
    Role.GIUNTA: "Giunta",
    Role.PERSONALE: "Ufficio Personale",
    Role.ADMIN: "Amministratore",
}


def fill_demo(ledger: Ledger, clock: FixedClock, until: dt.datetime) -> None:
    """Enrols the persons of the contract and writes their half year, up to the clock's day."""
    plan = ledger.view.plan.plan
    since = min(dt.date(plan.year, 1, 1), day_of(until))
    for command in _people(plan, since):
        ledger.execute(command, actor=CLI, cause=CAUSE)
    _set_targets(ledger, clock, until)
    _report(ledger, clock, until)
    _move(clock, until)


def _people(plan: Plan, since: dt.date) -> Iterator[AddPerson]:
    for role, name in BARE_ROLES.items():
        yield AddPerson(str(role), name, role, since=since)
    codes = [area.code for area in plan.areas]
    interim = {"AA"} if {"AA", "AS"} <= set(codes) else set()
    for area in plan.areas:
        if area.code not in interim:
            code = f"dirigente.{area.code.lower()}"
            yield AddPerson(code, f"Dirigente {area.name}", Role.DIRIGENTE, area.code, since=since)
    for code in interim:
        yield AddPerson("dirigente.as", "", Role.DIRIGENTE, code, interim=True, since=since)
    for _, service in plan.services():
        unit = service.code
        for role, title in ((Role.EQ, "EQ"), (Role.DIPENDENTE, "Dipendente")):
            yield AddPerson(
                f"{role}.{unit.lower()}", f"{title} {service.name}", role, unit, since=since
            )


def _measured(plan: Plan) -> list[Indicator]:
    return [i for _, i in plan.indicators() if not i.kind.is_step and i.target is None]


def _set_targets(ledger: Ledger, clock: FixedClock, until: dt.datetime) -> None:
    """In January whoever is entitled sets most targets."""
    plan = ledger.view.plan
    _move(clock, min(until, _morning(dt.date(plan.plan.year, 1, 22))))
    for n, indicator in enumerate(_measured(plan.plan)):
        if n % OPEN_TARGETS == OPEN_TARGETS - 1:
            continue
        ledger.execute(
            SetTarget(indicator.code, _target(indicator)),
            actor=_who_sets(indicator.code),
            cause=CAUSE,
        )


def _who_sets(code: str) -> str:
    return str(Role.SINDACO if code.startswith(f"{SEGRETARIO}.") else Role.SEGRETARIO)


def _target(indicator: Indicator) -> Decimal:
    chance = random.Random(indicator.code)
    if indicator.kind.in_percent:
        return Decimal(chance.choice((80, 85, 90, 95)))
    if indicator.kind is Kind.CURRENCY:
        return Decimal(chance.choice((40_000, 90_000, 150_000)))
    if indicator.direction is Direction.DOWN:
        return Decimal(chance.choice((10, 20, 30)))
    counted = f"{indicator.name} {indicator.unit or ''}".lower()
    usual = (sizes for words, sizes in USUAL_TARGETS if words.search(counted))
    return Decimal(chance.choice(next(usual, TARGETS)))


def _report(ledger: Ledger, clock: FixedClock, until: dt.datetime) -> None:
    """Goes through the half year day by day: on some days an office reports an indicator."""
    plan = ledger.view.plan.plan
    last = min(day_of(until), dt.date(plan.year, 12, 31))
    first = max(dt.date(plan.year, 1, 23), last - dt.timedelta(days=HISTORY_DAYS))
    day, waiting = first, list[tuple[dt.date, str, int]]()
    while day <= last:
        at = min(until, _morning(day))
        if day.weekday() < 5 and at >= clock.now():
            _move(clock, at)
            waiting += _day_of_work(ledger, plan, day)
            waiting = _validate_old(ledger, waiting, day)
        day += dt.timedelta(days=1)


def _day_of_work(ledger: Ledger, plan: Plan, day: dt.date) -> list[tuple[dt.date, str, int]]:
    written = []
    for objective, indicator in plan.indicators():
        chance = random.Random(f"{indicator.code} {day}")
        if chance.random() > 1 / REPORT_EVERY_DAYS:
            continue
        said = _said(ledger, indicator, day, chance)
        who = _who_reports(ledger, objective.unit, objective.owners)
        if said is None or ledger.view.person(who) is None:
            continue
        (e,) = ledger.execute(RecordProgress((said,)), actor=who, cause=CAUSE)
        written.append((day, who, e.seq))
    return written


def _who_reports(ledger: Ledger, unit: str, owners: tuple[str, ...]) -> str:
    if unit == SEGRETARIO:
        return str(Role.SEGRETARIO)
    if unit == TRANSVERSAL:
        return _holder(ledger, next((o for o in owners if o.startswith("dirigente:")), ""))
    return f"eq.{unit.lower()}"


def _holder(ledger: Ledger, post: str) -> str:
    return next(iter(ledger.view.holders(post, day_of(ledger.clock.now()))), "")


def _said(ledger: Ledger, indicator: Indicator, day: dt.date, chance: random.Random) -> Said | None:
    """What an office might say of an indicator on a day, at its own pace over the year."""
    plan = ledger.view.plan
    year_part = Decimal((day - plan.start(indicator.code)).days) / 366
    pace = Decimal(random.Random(f"pace {indicator.code}").randint(55, 115)) / 100
    value = ledger.view.standing(indicator.code)
    target = plan.indicators[indicator.code].target
    if indicator.kind.is_step:
        ready = chance.random() < float(year_part * pace) / 4
        return Said(indicator.code, "milestone", Decimal(1)) if ready and not value else None
    goal = target if isinstance(target, Decimal) else _target(indicator)
    if indicator.kind is Kind.RATIO:
        total = chance.randint(20, 60)
        part = min(total, int(total * goal / 100 * pace) + chance.randint(0, 3))
        return Said(indicator.code, "ratio", None, Decimal(part), Decimal(total))
    if indicator.kind is Kind.PERCENT:
        reached = (goal * year_part * pace).quantize(Decimal("0.1"))
        return Said(indicator.code, "absolute", min(Decimal(100), reached))
    if indicator.direction is Direction.DOWN:
        return Said(indicator.code, "absolute", Decimal(round(goal * (2 - year_part * pace))))
    step = round(goal * pace * REPORT_EVERY_DAYS / 366) or 1
    if indicator.kind is Kind.COUNT:
        return Said(indicator.code, "increment", Decimal(max(1, step + chance.randint(-1, 1))))
    return Said(indicator.code, "absolute", Decimal(round(goal * year_part * pace)))


def _validate_old(
    ledger: Ledger, waiting: list[tuple[dt.date, str, int]], day: dt.date
) -> list[tuple[dt.date, str, int]]:
    """Dirigenti, Segretario and Nucleo validate what has waited long enough."""
    old = [entry for entry in waiting if entry[0] <= day - VALIDATED_AFTER]
    by_judge: dict[str, list[int]] = {}
    for _, who, seq in old:
        by_judge.setdefault(_judge(ledger, who), []).append(seq)
    for judge, reports in by_judge.items():
        ledger.execute(ValidateProgress(tuple(reports)), actor=judge, cause=CAUSE)
    return [entry for entry in waiting if entry not in old]


def _judge(ledger: Ledger, who: str) -> str:
    if who == Role.SEGRETARIO:
        return str(Role.NUCLEO)
    if who.startswith("dirigente."):
        return str(Role.SEGRETARIO)
    area = ledger.view.plan.area_of_service[who.partition(".")[2].upper()]
    return _holder(ledger, f"{Role.DIRIGENTE}:{area}")


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=ROME)


def _move(clock: FixedClock, to: dt.datetime) -> None:
    if to > clock.now():
        clock.move(to)
