"""What does not add up in a plan that came in our own form: its lists say it, no document does.

Source: contract, "The plan file" (kinds of anomalies). What a plan file may not have at all is a
fault, refused where it is read.
"""

from collections import defaultdict
from collections.abc import Iterator

from importers.values.weights import odd_weights
from importers.whole.findings import Finding
from ledger.plan import Anomaly, Objective, Plan, group_members

_OVER = frozenset({"achieved", "cancelled"})


def with_anomalies(plan: Plan) -> Plan:
    """The plan with what its own lists contradict, beside the anomalies it tells itself."""
    told = {(a.kind, a.where) for a in plan.anomalies}
    found = [
        Anomaly(kind=f.kind, where=f.where, text=f.text)
        for f in _found(plan)
        if (f.kind, f.where) not in told
    ]
    return plan.model_copy(update={"anomalies": (*plan.anomalies, *found)}) if found else plan


def _found(plan: Plan) -> Iterator[Finding]:
    states: defaultdict[str, set[str]] = defaultdict(set)
    for one in plan.operational:
        states[one.code].add(one.state)
    for code, several in states.items():
        if len(several) > 1:
            yield Finding("duplicate_code", None, ", ".join(sorted(several)), where=code)
    strategic = {one.code for one in plan.strategic}
    for objective in plan.objectives:
        yield from _of(objective, strategic, states)
    for name, members in group_members(plan.objectives).items():
        unit = members[0].unit
        where = unit if name.startswith(f"{unit} – ") else name
        yield from odd_weights(where, [o.weight for o in members], missing=None)


def _of(
    objective: Objective, strategic: set[str], states: defaultdict[str, set[str]]
) -> Iterator[Finding]:
    code, refers = objective.code, objective.operational
    if objective.strategic and objective.strategic not in strategic:
        yield Finding("unknown_code", None, objective.strategic, where=code)
    if refers and refers not in states:
        yield Finding("unknown_code", None, refers, where=code)
    elif refers and states[refers] <= _OVER:
        yield Finding("code_state", None, refers, where=code)
    if not objective.indicators:
        yield Finding("no_indicator", None, objective.title, where=code)
    yield from odd_weights(code, [i.weight for i in objective.indicators], missing=None)
