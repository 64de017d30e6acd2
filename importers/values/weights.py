"""Whose the weights of a table are, and in which measure an office wrote them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from importers.tables.roles import Role
from importers.values.figures import in_thousandths, is_error, weight_in
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.findings import Finding
from italian.regex import regex
from ledger.plan import Objective, group_members
from ledger.plan.anomalies import AnomalyName

Group = tuple[str, str | None]
_THOUSANDTHS = regex(r"1\.?000|millesim|‰|mille\b", re.IGNORECASE)
_FEW = 5
"""Of so many objectives one may have weights that do not add up, and be told."""
_TOTALS = {Decimal(1): Decimal(100), Decimal(1000): Decimal(1) / 10}
"""What a group's weights may add up to instead of 100, and what makes them percentages."""


@dataclass
class Weights:
    """How the weights of all drafts are to be read."""

    shared: bool = False
    """A single column of weights speaks of indicators: in each objective they make 100."""
    summed: set[int] = field(default_factory=set)
    """Drafts whose rows have each its weight in the group: the objective's is their sum."""
    factors: dict[Group, Decimal] = field(default_factory=dict)
    """Groups whose weights add up to 1 or to 1000: what would make them percentages."""

    def factor(self, unit: str, group: str | None) -> Decimal | None:
        """By what a group's weights are to be multiplied to be percentages; None: they are."""
        return self.factors.get(("" if group else unit, group))

    def of(self, draft: ObjectiveDraft) -> Decimal | None:
        """The objective's weight as written; None where none can be read."""
        if id(draft) in self.summed:
            return sum((w for w in _row_weights(draft) if w is not None), Decimal(0))
        return own_weight(draft)


def own_weight(draft: ObjectiveDraft) -> Decimal | None:
    """The weight of the objective's cell, in percent where its heading says thousandths."""
    text = draft.text(Role.WEIGHT)
    weight = weight_in(text) if text and not is_error(text) else None
    is_said = "/" in text or in_thousandths(text)
    heading = re.sub(r"\s", "", draft.headings.get(Role.WEIGHT, ""))  # a narrow column breaks it
    is_headed = _THOUSANDTHS.search(heading) and not is_said
    return weight / 10 if weight is not None and is_headed else weight


WHOLE_PLAN = "PIANO"
"""The group of objectives whose weights add up to 100 over all services."""


def _grouped_as_whole(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> None:
    """Where no service's weights make 100 and those of all together do, that is the group."""
    own = [
        (draft, unit)
        for draft, unit in zip(drafts, units, strict=True)
        if draft.series is Series.EXECUTIVE and draft.group is None
    ]
    by_unit: dict[str, list[Decimal]] = {}
    for draft, unit in own:
        rows = [w for w in _row_weights(draft) if w is not None]
        weight = own_weight(draft)
        is_by_row = len(draft.indicators) > 1 and len(rows) == len(draft.indicators)
        said = sum(rows, Decimal(0)) if is_by_row and not draft.has_own_weight else weight
        if said is None:
            return
        by_unit.setdefault(unit, []).append(said)
    totals = [sum(weights, Decimal(0)) for weights in by_unit.values()]
    if len(totals) > 1 and sum(totals, Decimal(0)) == 100 and 100 not in totals:
        for draft, _ in own:
            draft.group = WHOLE_PLAN


def _grouped_by_area(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> None:
    """Where the weights of most areas make 100 over their services, and of few services alone."""
    services: dict[str, Decimal] = {}
    areas: dict[str, Decimal] = {}
    own = [
        (draft, unit, draft.area.code, own_weight(draft))
        for draft, unit in zip(drafts, units, strict=True)
        if draft.series is Series.EXECUTIVE and draft.group is None and draft.area is not None
    ]
    for _, unit, area, weight in own:
        services[unit] = services.get(unit, Decimal(0)) + (weight or 0)
        areas[area] = areas.get(area, Decimal(0)) + (weight or 0)
    whole = [*services.values()].count(Decimal(100))
    if len(areas) == len(services) or whole * 3 > len(services):
        return
    if [*areas.values()].count(Decimal(100)) * 2 > len(areas) > 1:
        for draft, _, area, _ in own:
            draft.group = area


def _grouped_by_kind(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> None:
    """Units with a table for each kind of objective: where most make 100, each is a group."""
    tables: dict[tuple[str, str], list[ObjectiveDraft]] = {}
    for draft, unit in zip(drafts, units, strict=True):
        if draft.kind is not None and draft.group is None:
            tables.setdefault((unit, draft.kind), []).append(draft)
    kinds = Counter(unit for unit, _ in tables)
    totals = [
        sum((own_weight(draft) or Decimal(0) for draft in members), Decimal(0))
        for (unit, _), members in tables.items()
        if kinds[unit] > 1
    ]
    if totals.count(Decimal(100)) * 2 > len(totals):
        for (unit, kind), members in tables.items():
            for draft in members if kinds[unit] > 1 else ():
                draft.group = f"{unit} – {kind}"


def read_weights(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> Weights:
    """`units` are the codes under which the drafts are numbered, one each."""
    _grouped_by_kind(drafts, units)
    _grouped_by_area(drafts, units)
    _grouped_as_whole(drafts, units)
    found = Weights(shared=_shared(drafts, units))
    groups: dict[Group, list[ObjectiveDraft]] = {}
    for draft, unit in zip(drafts, units, strict=True):
        groups.setdefault(("" if draft.group else unit, draft.group), []).append(draft)
    for key, members in groups.items():
        if not found.shared and _add_up_by_row(members):
            found.summed.update(id(draft) for draft in members if len(draft.indicators) > 1)
            continue
        weights = [own_weight(draft) for draft in members]
        total = sum((w for w in weights if w is not None), Decimal(0))
        if len(weights) > 1 and None not in weights and total in _TOTALS:
            found.factors[key] = _TOTALS[total]
    return found


def _shared(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> bool:
    if any(i.text(Role.INDICATOR_WEIGHT) for d in drafts for i in d.indicators):
        return False
    listed = [_row_weights(draft) for draft in drafts if not draft.has_own_weight]
    many = [
        weights for weights in listed if len(weights) > 1 and all(w is not None for w in weights)
    ]
    wrong = sum(sum(w for w in weights if w) != 100 for weights in many)
    if not many or wrong * _FEW > len(many):
        return False
    alone = [weights[0] for weights in listed if len(weights) == 1]
    if len(many) < len(alone) and alone.count(Decimal(100)) * 2 < len(alone):
        return False
    return not _said_again(drafts, units)


def _said_again(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> bool:
    """Each row says its objective's weight again: those of most units make 100."""
    totals: dict[str, Decimal] = {}
    for draft, unit in zip(drafts, units, strict=True):
        weights = _row_weights(draft)
        if not weights or len(set(weights)) > 1 or weights[0] is None:
            return False
        totals[unit] = totals.get(unit, Decimal(0)) + weights[0]
    whole = [*totals.values()].count(Decimal(100))
    return whole * 2 > len(totals)


def _row_weights(draft: ObjectiveDraft) -> list[Decimal | None]:
    said = [row.text(Role.WEIGHT) for row in draft.indicators]
    return [None if is_error(text) else weight_in(text) for text in said]


def _add_up_by_row(members: Sequence[ObjectiveDraft]) -> bool:
    """Every row has its weight, and all rows of the group together make 100."""
    if any(draft.has_own_weight for draft in members):
        return False
    rows = [weight for draft in members for weight in _row_weights(draft)]
    several = any(len(draft.indicators) > 1 for draft in members)
    if not several or not rows or None in rows:
        return False
    firsts = [_row_weights(draft)[0] for draft in members if draft.indicators]
    return sum(w for w in rows if w) == 100 and sum(w for w in firsts if w) != 100


def in_another_measure(name: str, written: Sequence[Decimal], factor: Decimal) -> Finding:
    """One proposal for a whole group: `0,25` and `300` of 1000 as percentages."""
    proposed = "; ".join(f"{(weight * factor).normalize():f}" for weight in written)
    total = sum(written, Decimal(0))
    return Finding("weight_sum", None, f"{total.normalize():f}", proposed, name)


def group_findings(
    objectives: Sequence[Objective], drafts: Sequence[ObjectiveDraft], weights: Weights
) -> list[Finding]:
    """Weights never set, or that do not add up to 100, of each group and of each objective."""
    found: list[Finding] = []
    by_code = {o.code: draft for o, draft in zip(objectives, drafts, strict=True)}
    for name, members in group_members(objectives).items():
        factor = weights.factor(members[0].unit, members[0].group)
        if factor is not None:
            written = [own_weight(by_code[member.code]) or Decimal(0) for member in members]
            found.append(in_another_measure(name, written, factor))
            continue
        unit = members[0].unit
        where = unit if name.startswith(f"{unit} – ") else name
        found.extend(odd_weights(where, [m.weight for m in members], missing="no_weight"))
    for objective in objectives:
        listed = [i.weight for i in objective.indicators]
        is_summed = id(by_code[objective.code]) in weights.summed
        if any(w is not None for w in listed) and not is_summed:
            found.extend(odd_weights(objective.code, listed, missing=None))
    return found


def odd_weights(
    where: str, weights: Sequence[Decimal | None], *, missing: AnomalyName | None
) -> list[Finding]:
    """What is odd about the weights of a group: not 100 in all, or `missing` where none is set."""
    given = [w for w in weights if w is not None]
    if not given:
        return [Finding(missing, None, where=where)] if missing else []
    total = sum(given, Decimal(0))
    complete = len(given) == len(weights)
    if (complete and total != 100) or (not complete and total >= 100):
        return [Finding("weight_sum", None, f"{total.normalize():f}", where=where)]
    return []
