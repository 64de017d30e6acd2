"""Each plan there was is found again as it was, whatever was changed in it since."""

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from weakref import ReferenceType, ref

from ledger.commands.adoption import AdoptPlan
from ledger.commands.aliases import AddAlias, RemoveAlias
from ledger.commands.anomalies import SettleAnomaly
from ledger.commands.plan import (
    AddObjective,
    CancelObjective,
    ReinstateObjective,
    SetBaseline,
    SetDeadline,
    SetTarget,
    SetWeights,
)
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import Indicator, Kind, Objective, Plan
from ledger.plan.inforce import PlanInForce
from ledger.progress.moment import Moment

BOSS = "segretario"
NEW = Objective(
    code="AS4.5",
    title="Sportello a casa",
    deadline=dt.date(2024, 12, 31),
    indicators=(Indicator(code="AS4.5.1", name="visite a casa", kind=Kind.COUNT, unit="visite"),),
)


def without(plan: Plan, indicator: str) -> Plan:
    """The document with one indicator fewer, and another title and group where it was."""
    objectives = tuple(
        o.model_copy(
            update={
                "title": f"{o.title}, corretto",
                "group": "a parte",
                "indicators": tuple(i for i in o.indicators if i.code != indicator),
            }
        )
        if any(i.code == indicator for i in o.indicators)
        else o
        for o in plan.objectives
    )
    return plan.model_copy(update={"objectives": objectives})


def test_each_plan_there_was_is_found_again(memory: Callable[[], Ledger]) -> None:
    ledger = memory()
    seen: list[tuple[int, PlanInForce]] = []
    anomaly = ledger.view.anomalies()[0]
    other = ledger.view.plan.plan.model_copy(update={"year": 2025, "anomalies": ()})
    for command, actor in (
        (SetTarget("AS4.3.1", Decimal(700)), BOSS),
        (AddAlias("AS4.3.1", "tessere"), BOSS),
        (AddAlias("AS4.3.1", "cartellini", "AS4"), "eq.as4"),
        (SetBaseline("AS4.3.1", Decimal(20)), BOSS),
        (SetDeadline("AS4.3", dt.date(2024, 11, 30)), BOSS),
        (AddObjective(NEW, {}), BOSS),
        (SetWeights({"AS4.1.1": Decimal(70), "AS4.1.2": Decimal(30)}), BOSS),
        (CancelObjective("AS3.1", "senza personale"), BOSS),
        (SettleAnomaly(anomaly.id, None), BOSS),
        (RemoveAlias("AS4.3.1", "tessere"), BOSS),
        (SetTarget("AS4.3.1", Decimal(650)), BOSS),
        (ReinstateObjective("AS3.1", "il personale c'è"), BOSS),
        (AdoptPlan(without(ledger.view.plan.plan, "AS4.1.2"), reason="riscritto"), CLI),
        (AdoptPlan(other), CLI),
    ):
        seen.append((ledger.log.head().seq, ledger.view.plan))
        ledger.execute(command, actor=actor, cause="test")
    seen.append((ledger.log.head().seq, ledger.view.plan))
    assert len({plan.seq for _, plan in seen}) == len(seen)
    for seq, plan in [*seen, *reversed(seen)]:
        with ledger.past.view(Moment(dt.date(2024, 12, 31).toordinal(), seq)) as view:
            assert view.plan == plan
            assert view.plan.plan == plan.plan


def test_each_code_of_a_past_plan_is_looked_up_as_it_was(memory: Callable[[], Ledger]) -> None:
    ledger = memory()
    ledger.execute(CancelObjective("AS3.1", "senza personale"), actor=BOSS, cause="test")
    before, seq = ledger.view.plan, ledger.log.head().seq
    document = without(before.plan, "AS4.1.2")
    ledger.execute(AdoptPlan(document, reason="riscritto"), actor=CLI, cause="test")
    with ledger.past.view(Moment(dt.date(2024, 12, 31).toordinal(), seq)) as view:
        for field in fields(PlanInForce):
            was, found = getattr(before, field.name), getattr(view.plan, field.name)
            if isinstance(was, dict):
                assert {code: found[code] for code in was} == was
                assert list(found) == list(was)
                assert "AS9.9.9" not in found


def test_past_plans_are_not_kept_once_others_are_read_anew(memory: Callable[[], Ledger]) -> None:
    ledger = memory()

    def asked_before(target: int) -> ReferenceType[PlanInForce]:
        ledger.execute(SetTarget("AS4.3.1", Decimal(target)), actor=BOSS, cause="test")
        before = Moment(dt.date(2024, 12, 31).toordinal(), ledger.log.head().seq - 1)
        with ledger.past.view(before) as view:
            return ref(view.plan)

    first = asked_before(700)
    gc.collect()
    assert first() is not None
    asked_before(650)
    gc.collect()
    assert first() is None
