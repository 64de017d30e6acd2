"""What a record holds, as it is told wherever one is chosen, put right or taken back."""

from handlers.desk import Desk
from handlers.talk.words import value_amount
from ledger.progress.figures import Report, value_of
from ledger.rows import ReportRow
from words.say import Say


def held(desk: Desk, row: ReportRow) -> Say:
    """The figure of a record with its unit, by itself: `8 buche`."""
    indicator = desk.record.of(row.year).plan.indicator(row.indicator)
    report = Report(
        row.seq,
        row.day,
        row.mode,
        row.value,
        row.numerator,
        row.denominator,
        row.status == "validated",
    )
    return value_amount(indicator, value_of([report], None))
