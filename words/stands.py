"""A figure beside what was expected of it by the day, or beside what it was on a day before."""

import datetime as dt
from fractions import Fraction

from ledger.plan import Indicator
from ledger.progress.figures import BEHIND_POINTS
from ledger.readings.query import Query, ScopeRow
from words.measures import amount
from words.phrases import percent, short
from words.say import Say, say

WHOLE = 100
"""Expected of what was due: below it nothing is in line."""


def stands_line(row: ScopeRow, query: Query) -> Say:
    """A figure beside what was expected, or beside what it was."""
    facts: dict[str, object] = {
        "code": row.code,
        "name": short(row.name),
        "figure": percent(row.progress),
    }
    if row.progress is None:
        return say("query.stands.none", **facts)
    if query.since is not None:
        return _since(row, query, facts)
    expected = row.expected or Fraction(0)
    gap = row.progress - expected
    if not gap:
        return say("query.stands.even", **facts)
    left = None
    if gap <= -BEHIND_POINTS:
        left = say("query.stands.left", points=-gap - BEHIND_POINTS)
    elif gap < 0 and expected < WHOLE:
        left = say("query.stands.within", points=BEHIND_POINTS)
    key = "query.stands.below" if gap < 0 else "query.stands.above"
    return say(key, points=abs(gap), expected=expected, left=left, **facts)


def _since(row: ScopeRow, query: Query, facts: dict[str, object]) -> Say:
    """From what to what, between the two days."""
    moved = (row.progress or Fraction(0)) - (row.before or Fraction(0))
    until = say("query.stands.until", until=query.until) if query.until else None
    key = "query.stands.same" if not moved else f"query.stands.{'up' if moved > 0 else 'down'}"
    before = percent(row.before)
    if row.indicator is not None and row.much is not None:
        return _much(row, row.indicator, since=query.since, until=until)
    return say(key, points=abs(moved), before=before, since=query.since, until=until, **facts)


def _much(row: ScopeRow, indicator: Indicator, *, since: dt.date | None, until: Say | None) -> Say:
    """By how much it rose or fell, in what it counts, and then in percent."""
    assert row.much is not None
    moved = row.much - (row.much_before or 0)
    way = "first" if row.much_before is None else "up" if moved > 0 else "down" if moved else "same"
    return say(
        f"query.stands.much.{way}",
        much=amount(indicator, abs(moved)),
        since=since,
        until=until,
        code=row.code,
        name=short(row.name),
        was=amount(indicator, row.much_before),
        value=amount(indicator, row.much),
        before=percent(row.before),
        figure=percent(row.progress),
    )
