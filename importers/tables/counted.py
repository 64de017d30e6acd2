"""Columns that only say which one of several a row is: `Ind. 1`, `n. 2`, `a)`."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from importers.tables.roles import Role
from italian.regex import regex

_COUNT = regex(
    r"(?:[^\W\d]{1,10}\.?\s?)?(?:n[.°º]\s?)?(?:\d{1,2}|(?<![^\W\d])[a-z])[.)]?", re.IGNORECASE
)
_MOST = 0.9
"""Share of a column's cells that must count."""
_OF_PARTS: Mapping[Role | None, Role] = {
    Role.INDICATOR: Role.INDICATOR_WEIGHT,
    Role.PHASE: Role.PHASE_WEIGHT,
}
"""What an objective has several of, and the weight of each."""


def named_beside(roles: Sequence[Role | None], cells: Sequence[Sequence[str]]) -> list[Role | None]:
    """`Indicatori | Denominazione` over `Ind. 1 | Atti scansionati`: the name stands beside."""
    told = list(roles)
    for i, (role, beside) in enumerate(pairwise(roles)):
        is_named = role in _OF_PARTS and beside in (Role.OBJECTIVE, Role.DESCRIPTION)
        if is_named and roles.count(role) == 1 and _count(cells[i]):
            told[i : i + 2] = [Role.OTHER, role]
            told = [_OF_PARTS[role] if one is Role.WEIGHT else one for one in told]
    return told


def _count(cells: Sequence[str]) -> bool:
    counting = sum(_COUNT.fullmatch(cell) is not None for cell in cells)
    return bool(cells) and counting >= _MOST * len(cells)
