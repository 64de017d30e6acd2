"""Codes of objectives that open as those of another unit do: `04.9` among `05.1`, `05.2`."""

from collections import Counter
from collections.abc import Sequence

from importers.tables.roles import Role
from importers.values.codes import spelt
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.findings import Finding
from italian.regex import regex

_PARTED = regex(
    r"(?P<head>[A-Z]{0,4}[.\-]?\d+(?:[.\-/]\d+)*?|[A-Z\d]{1,6}(?:[._\-/][A-Z\d]{1,4})*)[._\-/]\d+"
)
_MOST = 0.7
"""Share of the objectives whose code must open as most of their unit's do."""


def foreign_codes(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> dict[int, Finding]:
    """By the draft's identity, a code whose opening is not that of its unit, or of its area.

    Only where each has an opening of its own; a code printed twice is told as such.
    """
    areas = [
        draft.area.code if draft.area is not None else unit
        for draft, unit in zip(drafts, units, strict=True)
    ]
    return _foreign(drafts, units) or _foreign(drafts, areas, are_named=True)


def _foreign(
    drafts: Sequence[ObjectiveDraft], units: Sequence[str], *, are_named: bool = False
) -> dict[int, Finding]:
    """`are_named`: only where each opening ends with the code of its unit."""
    heads: dict[str, Counter[str]] = {}
    coded: list[tuple[ObjectiveDraft, str, str, str]] = []
    for draft, unit in zip(drafts, units, strict=True):
        code = spelt(draft.text(Role.CODE))
        found = _PARTED.fullmatch(code)
        if found is not None and draft.series is Series.EXECUTIVE:
            heads.setdefault(unit, Counter())[found["head"]] += 1
            coded.append((draft, unit, code, found["head"]))
    own = {
        unit: max(counts, key=lambda head: (counts[head], head == unit))
        for unit, counts in heads.items()
    }
    fitting = sum(own[unit] == head for _, unit, _, head in coded)
    if len(own) < 2 or len(set(own.values())) < len(own) or fitting < _MOST * len(coded):
        return {}
    are_of_units = all(head.endswith(unit) for unit, head in own.items())
    if are_named and not are_of_units:
        return {}
    times = Counter(code for _, _, code, _ in coded)
    others = set(own.values())
    return {
        id(draft): Finding("code_mismatch", draft.line_of(Role.CODE), draft.text(Role.CODE))
        for draft, unit, code, head in coded
        if head != own[unit] and (head in others or are_of_units) and times[code] == 1
    }
