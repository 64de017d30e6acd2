"""Columns that are the months of a year: `G F M A M G L A S O N D`."""

from collections.abc import Sequence

from importers.tables.roles import Role
from importers.values.words import squeezed

_MONTH_LETTERS = ["g", "f", "m", "a", "m", "g", "l", "a", "s", "o", "n", "d"]


def months_from(cells: Sequence[str]) -> int | None:
    """Where twelve columns begin that are the months of a year; None without them."""
    letters = [squeezed(cell)[:1] if len(squeezed(cell)) <= 9 else "" for cell in cells]
    starts = range(len(letters) - 11)
    return next((i for i in starts if letters[i : i + 12] == _MONTH_LETTERS), None)


def before_months(role: Role | None) -> Role | None:
    """What is spread over the months is a piece of work, whatever its column is called."""
    is_work = role in (None, Role.DESCRIPTION, Role.ACTION, Role.INDICATOR, Role.TIMING)
    return Role.PHASE if is_work else role
