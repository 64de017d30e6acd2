"""What changes between the plan in force and a corrected document.

An objective keeps its code, and so its history, when it is still the same: by what it says first,
by its code and place only after. A row put in between renumbers the document, not the record.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from rapidfuzz import fuzz

from importers.values.words import squeezed
from ledger.plan import Anomaly, Indicator, Objective, Part, Plan

_ALIKE = 75
_RECOGNISABLE = 50
"""Shares of common words, out of 100: to be the same thing anywhere, or under the same code."""

Thing = TypeVar("Thing", Objective, Indicator)


class Change(Part):
    """One field, before and after. The two have the type that the plan gives the field."""

    field: str
    old: Any = None
    new: Any = None


class IndicatorChange(Part):
    """An indicator that stays, and its fields that change."""

    code: str
    changes: tuple[Change, ...]


class ObjectiveChange(Part):
    """An objective that stays, under the code it has always had."""

    code: str
    changes: tuple[Change, ...] = ()
    indicators_changed: tuple[IndicatorChange, ...] = ()
    indicators_added: tuple[Indicator, ...] = ()
    indicators_removed: tuple[Indicator, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it changes."""
        return not (
            self.changes
            or self.indicators_changed
            or self.indicators_added
            or self.indicators_removed
        )


class PlanDifference(Part):
    """How to get from the plan in force to the new one without losing what was reported."""

    general: tuple[Change, ...] = ()
    """Of the plan as a whole: `ente`, `year`, `areas`, `mandate`, `strategic`, `operational`."""
    changed: tuple[ObjectiveChange, ...] = ()
    added: tuple[Objective, ...] = ()
    removed: tuple[Objective, ...] = ()
    anomalies_added: tuple[Anomaly, ...] = ()
    anomalies_gone: tuple[Anomaly, ...] = ()
    codes: Mapping[str, str] = {}
    """Codes of the new document that are kept under another one, objectives and indicators."""
    amended: Plan
    """The new plan under the codes that are kept."""

    @property
    def is_empty(self) -> bool:
        """Whether the document says what the plan says."""
        return not (
            self.general
            or self.changed
            or self.added
            or self.removed
            or self.anomalies_added
            or self.anomalies_gone
        )


def difference(old: Plan, new: Plan) -> PlanDifference:
    """What the new plan changes in the old one."""
    pairs = _pairs_of_objectives(old, new)
    kept = {after.code: before for before, after in pairs}
    gone = {before.code for before, _ in pairs}
    codes = _codes(old, new, kept)
    renamed = [_renamed(objective, kept.get(objective.code), codes) for objective in new.objectives]
    amended = new.model_copy(
        update={
            "objectives": tuple(renamed),
            "anomalies": tuple(_moved(anomaly, codes) for anomaly in new.anomalies),
        }
    )
    before_by_code = {objective.code: objective for objective in old.objectives}
    changed = [
        _objective_change(before_by_code[objective.code], objective)
        for objective in renamed
        if objective.code in gone
    ]
    return PlanDifference(
        general=_changes(
            old, new, ("ente", "year", "areas", "mandate", "strategic", "operational")
        ),
        changed=tuple(change for change in changed if not change.is_empty),
        added=tuple(objective for objective in renamed if objective.code not in gone),
        removed=tuple(objective for objective in old.objectives if objective.code not in gone),
        anomalies_added=_only_in(amended.anomalies, old.anomalies),
        anomalies_gone=_only_in(old.anomalies, amended.anomalies),
        codes={code: kept_as for code, kept_as in codes.items() if code != kept_as},
        amended=amended,
    )


def _pairs_of_objectives(old: Plan, new: Plan) -> list[tuple[Objective, Objective]]:
    """Unit by unit: an objective that goes to another service is another one."""
    pairs: list[tuple[Objective, Objective]] = []
    for unit in dict.fromkeys(objective.unit for objective in new.objectives):
        before = [objective for objective in old.objectives if objective.unit == unit]
        after = [objective for objective in new.objectives if objective.unit == unit]
        pairs.extend(_pairs(before, after, _words_of_objective))
    return pairs


def _words_of_objective(objective: Objective) -> str:
    said = objective.description or objective.title
    return f"{said} {objective.action or ''}".strip()


def _words_of_indicator(indicator: Indicator) -> str:
    return indicator.name


def _pairs(
    before: Sequence[Thing], after: Sequence[Thing], words: Callable[[Thing], str]
) -> list[tuple[Thing, Thing]]:
    """The same things in two lists: same words, same code and similar, most similar, same place."""
    left, right = list(before), list(after)
    pairs: list[tuple[Thing, Thing]] = []

    def take(one: Thing, other: Thing) -> None:
        left.remove(one)
        right.remove(other)
        pairs.append((one, other))

    for one in list(left):
        same = [t for t in right if squeezed(words(t)) == squeezed(words(one))]
        if same:
            take(one, next((t for t in same if t.code == one.code), same[0]))
    for least in (_RECOGNISABLE, _ALIKE):
        for one in list(left):
            near = [
                (_similarity(words(one), words(t)), t)
                for t in right
                if least == _ALIKE or t.code == one.code
            ]
            best = max(near, key=lambda scored: scored[0], default=None)
            if best is not None and best[0] >= least:
                take(one, best[1])
    if len(before) == len(after):
        for one, other in zip(list(left), list(right), strict=True):
            take(one, other)
    return pairs


def _similarity(one: str, other: str) -> float:
    return fuzz.token_set_ratio(one.casefold(), other.casefold())


def _codes(old: Plan, new: Plan, kept: Mapping[str, Objective]) -> dict[str, str]:
    """The code each objective and indicator of the new document goes by."""
    used = {objective.code for objective in old.objectives}
    codes: dict[str, str] = {}
    for objective in new.objectives:
        before = kept.get(objective.code)
        code = before.code if before else _free(objective.code, used)
        used.add(code)
        codes[objective.code] = code
        known = before.indicators if before else ()
        pairs = _pairs(known, objective.indicators, _words_of_indicator)
        same = {after.code: one.code for one, after in pairs}
        taken = {indicator.code for indicator in known}
        for indicator in objective.indicators:
            wanted = f"{code}.{indicator.code.rpartition('.')[2]}"
            own = same.get(indicator.code) or _free(wanted, taken)
            taken.add(own)
            codes[indicator.code] = own
    return codes


def _free(wanted: str, used: set[str]) -> str:
    """The code itself, or the first number after all those ever given in its series."""
    if wanted not in used:
        return wanted
    prefix = wanted.rpartition(".")[0]
    numbers = [int(code.rpartition(".")[2]) for code in used if code.rpartition(".")[0] == prefix]
    return f"{prefix}.{max(numbers) + 1}"


def _renamed(objective: Objective, before: Objective | None, codes: Mapping[str, str]) -> Objective:
    indicators = tuple(
        indicator.model_copy(update={"code": codes[indicator.code]})
        for indicator in objective.indicators
    )
    if before is not None:
        order = {indicator.code: i for i, indicator in enumerate(before.indicators)}
        indicators = tuple(sorted(indicators, key=lambda i: order.get(i.code, len(order))))
    return objective.model_copy(update={"code": codes[objective.code], "indicators": indicators})


def _moved(anomaly: Anomaly, codes: Mapping[str, str]) -> Anomaly:
    return anomaly.model_copy(update={"where": codes.get(anomaly.where, anomaly.where)})


def _objective_change(before: Objective, after: Objective) -> ObjectiveChange:
    fields = [name for name in Objective.model_fields if name not in ("code", "indicators")]
    old = {indicator.code: indicator for indicator in before.indicators}
    new = {indicator.code: indicator for indicator in after.indicators}
    names = [name for name in Indicator.model_fields if name != "code"]
    changed = [
        IndicatorChange(code=code, changes=changes)
        for code in old
        if code in new and (changes := _changes(old[code], new[code], names))
    ]
    return ObjectiveChange(
        code=before.code,
        changes=_changes(before, after, fields),
        indicators_changed=tuple(changed),
        indicators_added=tuple(i for code, i in new.items() if code not in old),
        indicators_removed=tuple(i for code, i in old.items() if code not in new),
    )


def _changes(before: object, after: object, fields: Sequence[str]) -> tuple[Change, ...]:
    return tuple(
        Change(field=name, old=getattr(before, name), new=getattr(after, name))
        for name in fields
        if getattr(before, name) != getattr(after, name)
    )


def _only_in(these: Sequence[Anomaly], those: Sequence[Anomaly]) -> tuple[Anomaly, ...]:
    """Anomalies told again on another line are the same."""
    known = {(a.kind, a.where, a.text, a.reading) for a in those}
    return tuple(a for a in these if (a.kind, a.where, a.text, a.reading) not in known)
