"""The regulation a year is evaluated under: the one adopted for it, frozen when it is closed."""

import json
from functools import lru_cache

from ledger.errors_smvp import NoRegulation
from ledger.later import dataclass
from ledger.projections import cycle
from ledger.regulation import Regulation, bundled
from ledger.view import View


@dataclass(frozen=True)
class Adopted:
    """`seq` is the event that adopted it; `year` the first it was adopted for."""

    seq: int
    year: int
    regulation: Regulation


def regulation_of(view: View, year: int) -> Adopted:
    """The last adopted for the year, or for the nearest one before. Raises NoRegulation."""
    closure = cycle.closure(view.tables, year)
    if closure is not None and closure.regulation is not None:
        return regulation_at(view, closure.regulation)
    row = view.tables.execute(
        "select seq from regulations where year <= ? order by year desc, seq desc limit 1", (year,)
    ).fetchone()
    if row is None:
        raise NoRegulation(year)
    return regulation_at(view, row[0])


def regulation_at(view: View, seq: int) -> Adopted:
    """The regulation adopted by that event."""
    year, data = view.tables.execute(
        "select year, data from regulations where seq = ?", (seq,)
    ).fetchone()
    return Adopted(seq, year, _parsed(data))


@lru_cache(maxsize=8)
def _parsed(data: str) -> Regulation:
    return Regulation.model_validate(json.loads(data))


def regulation_in_force(view: View) -> Regulation:
    """That of the plan's year; where none was adopted, the one that comes with the program."""
    try:
        return regulation_of(view, view.year).regulation
    except NoRegulation:
        return bundled()
