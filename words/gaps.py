"""What is missing to a target, in words: how much, needed by the week, by which day."""

from decimal import Decimal
from fractions import Fraction

from ledger.readings.query import IndicatorRow, Query
from ledger.readings.query.how_much import Amount
from words.measures import amount, target_amount, value_amount
from words.phrases import short
from words.say import Say, say


def gap_line(row: IndicatorRow, query: Query) -> Say:
    """One indicator of an answer about what is missing."""
    indicator, stands, asked = row.standing.indicator, row.standing, Amount.of(query.words)
    facts: dict[str, object] = {
        "code": indicator.code,
        "name": short(indicator.name),
        "value": value_amount(indicator, stands.value),
        "target": target_amount(indicator),
        "deadline": stands.deadline,
    }
    if indicator.kind.is_step:
        return say("query.gap.step", **facts)
    if indicator.target is None:
        return say("query.gap.no_target", **facts)
    if row.missing is None:
        return say("query.gap.unreported", **facts)
    if asked.way is not None and isinstance(indicator.target, Decimal):
        facts["goal"] = amount(indicator, asked.goal(indicator.target))
    if not row.missing:
        return say("query.gap.goal_done" if "goal" in facts else "query.gap.done", **facts)
    said = _missing(row, asked, facts)
    if row.reached_on is not None:
        said = say("query.gap.reached", row=said, day=row.reached_on)
    return said


def _missing(row: IndicatorRow, asked: Amount, facts: dict[str, object]) -> Say:
    """How much is missing, or how much by which stretch where that is asked; then the other."""
    indicator, key = row.standing.indicator, "query.gap.goal" if "goal" in facts else "query.gap"
    missing = amount(indicator, row.missing)
    if row.needed is None:
        return say(key, missing=missing, **facts)
    per = say(f"query.gap.per.{asked.per or 'settimana'}")
    needed = amount(indicator, _tidy(row.needed))
    pace = None if row.pace is None else amount(indicator, _tidy(row.pace))
    if asked.per and "goal" not in facts:
        said = say("query.gap.by", needed=needed, per=per, missing=missing, **facts)
        return said if pace is None else say("query.gap.so_far", row=said, pace=pace)
    said = say(key, missing=missing, **facts)
    key = "query.gap.needed" if pace is None else "query.gap.pace"
    return say(key, row=said, needed=needed, pace=pace, per=per)


def _tidy(number: Fraction) -> Fraction:
    """A pace says no more than whole things a week, or a tenth where there are few."""
    return Fraction(round(number)) if number >= 10 else Fraction(round(number * 10), 10)
