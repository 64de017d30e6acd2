"""The talks of a year, each in its time: what was held in another year counts for none. R-19."""

import datetime as dt

from ledger.projections import encounters
from ledger.projections.encounters import Talk
from ledger.view import View


def talk_period(moment: str, year: int) -> tuple[dt.date, dt.date]:
    """The first and last day of a talk of a year: at the start (from the November before, when
    objectives are drafted), midway, at the end (from July: an assignment may end before the year)
    and in conference (from November), both to the end of the next year, when it is evaluated."""
    match moment:
        case "start":
            return dt.date(year - 1, 11, 1), dt.date(year, 12, 31)
        case "midway":
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        case "end":
            return dt.date(year, 7, 1), dt.date(year + 1, 12, 31)
        case _:
            return dt.date(year, 11, 1), dt.date(year + 1, 12, 31)


def talks_in_time(view: View, person: str, year: int) -> list[Talk]:
    """The talks of a year with a person that were held in their time, the earliest first."""
    found = []
    for talk in encounters.talks(view.tables, person, year):
        first, last = talk_period(talk.moment, year)
        if first <= talk.day <= last:
            found.append(talk)
    return found
