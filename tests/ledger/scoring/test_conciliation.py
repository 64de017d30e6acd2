"""Where a conciliazione stands, day by day. R-23."""

import datetime as dt

import pytest

from ledger.regulation import bundled
from ledger.scoring.bands import payout_band
from ledger.scoring.conciliation import (
    Outcome,
    Standing,
    State,
    conciliation_standing,
    conciliation_terms,
)
from ledger.scoring.numbers import read_number

NOTIFIED = dt.date(2025, 6, 13)
IN_TIME, TOO_LATE = dt.date(2025, 6, 17), dt.date(2025, 6, 28)


def june(day: int) -> dt.date:
    return dt.date(2025, 6, day)


STANDINGS = {
    "R-23 nothing filed, still in time": (
        None, june(27), None, None, Standing(State.NOTIFIED)
    ),
    "R-23 nothing filed, out of time": (
        None, june(28), None, None, Standing(State.FINAL)
    ),
    "R-23 filed too late": (
        TOO_LATE, june(28), None, None, Standing(State.FINAL)
    ),
    "R-23 filed, answer still due": (
        IN_TIME, dt.date(2025, 7, 1), None, None, Standing(State.OBSERVED)
    ),
    "R-23 no answer in time: flagged, nothing else": (
        IN_TIME, dt.date(2025, 7, 2), None, None, Standing(State.OBSERVED, reply_overdue=True)
    ),
    "R-23 confirmed": (
        IN_TIME, june(20), Outcome.CONFIRMED, None, Standing(State.CONFIRMED)
    ),
    "R-23 changed": (
        IN_TIME, june(20), Outcome.CHANGED, None, Standing(State.CHANGED)
    ),
    "R-23 signed": (
        IN_TIME, june(20), Outcome.CHANGED, True, Standing(State.ACCEPTED)
    ),
    "R-23 not accepted": (
        IN_TIME, june(20), Outcome.CONFIRMED, False, Standing(State.NOT_ACCEPTED)
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("observations", "today", "outcome", "accepted", "expected"),
    STANDINGS.values(),
    ids=STANDINGS.keys(),
)
def test_where_it_stands(
    observations: dt.date | None,
    today: dt.date,
    outcome: Outcome | None,
    accepted: bool | None,
    expected: Standing,
) -> None:
    terms = conciliation_terms(NOTIFIED, observations, None, bundled())
    assert conciliation_standing(terms, today, outcome, accepted) == expected


def test_a_changed_scheda_is_paid_by_its_own_band() -> None:
    """R-23: from 73 to 76 a dirigente goes from half to the whole."""
    shares = [payout_band("dirigente", read_number(d), bundled()).share_percent for d in (73, 76)]
    assert shares == [50, 100]
