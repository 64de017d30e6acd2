"""The days of the cycle that the regulation gives."""

import datetime as dt

from ledger.regulation import Regulation


def statutory_day(regulation: Regulation, kind: str, year: int) -> dt.date | None:
    """When what is due of a year is due; None where the regulation says nothing of it."""
    for date in regulation.statutory_dates:
        if date.kind == kind:
            return dt.date.fromisoformat(f"{year + date.years_later}-{date.day}")
    return None
