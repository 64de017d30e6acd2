"""Which groups of staff may be shown in aggregate, so that no subtraction shows a person.

A group is shown when it is not small, when no band of it holds too few, and when what is left of
a larger group after taking away the smaller ones shown is such a group too.
"""

from collections import Counter
from collections.abc import Mapping

from ledger.plan import ENTE

FEWEST_SHOWN = 5
"""People in a group."""

FEWEST_IN_BAND = 3
"""People in each band of it that is not empty; and one band alone says everybody's."""

Bands = Mapping[str, int]


def is_large_enough(bands: Bands) -> bool:
    """Whether a count of people may be published: nobody can be told from it."""
    held = [count for count in bands.values() if count]
    return sum(held) >= FEWEST_SHOWN and len(held) > 1 and min(held) >= FEWEST_IN_BAND


def total(scope: str, by_unit: Mapping[str, Bands], area_of: Mapping[str, str]) -> Counter[str]:
    """The bands of the ente, an area or a service."""
    found: Counter[str] = Counter()
    for unit, bands in by_unit.items():
        if scope in (ENTE, unit, area_of.get(unit)):
            found.update(bands)
    return found


def shown(by_unit: Mapping[str, Bands], area_of: Mapping[str, str]) -> frozenset[str]:
    """The scopes whose bands may be told to the same reader.

    Groups lie in one another, so whatever can be had by adding and subtracting those shown is
    made of what is left of each without the largest shown inside it: each of these must do. Where
    one does not, the smallest group inside goes first, then the group itself.
    """
    areas = {area_of[unit] for unit in by_unit if unit in area_of}
    scopes = {ENTE, *areas, *by_unit}
    totals = {scope: total(scope, by_unit, area_of) for scope in scopes}
    told = {scope for scope in scopes if is_large_enough(totals[scope])}
    while leak := _leak(told, totals, area_of):
        told.remove(leak)
    return frozenset(told)


def _leak(told: set[str], totals: Mapping[str, Bands], area_of: Mapping[str, str]) -> str | None:
    """The next scope to keep back; None when nothing that is left over shows a person."""
    for scope in sorted(told, key=lambda s: (s == ENTE, s in set(area_of.values()), s)):
        inside = _inside(scope, told, area_of)
        left = Counter(totals[scope])
        for part in inside:
            left.subtract(totals[part])
        if any(left.values()) and not is_large_enough(left):
            return min(inside, key=lambda part: (sum(totals[part].values()), part), default=scope)
    return None


def _inside(scope: str, told: set[str], area_of: Mapping[str, str]) -> list[str]:
    """The largest groups shown that lie within a scope."""
    if scope == ENTE:
        return [s for s in told if s != ENTE and area_of.get(s) not in told]
    return [s for s in told if area_of.get(s) == scope and s != scope]
