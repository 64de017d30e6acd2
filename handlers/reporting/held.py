"""What a record holds, as it is told wherever one is chosen, put right or taken back."""

from handlers.talk.words import value_amount
from ledger.progress.figures import Report, value_of
from ledger.rows import ReportRow
from ledger.view import View
from words.say import Say


def held(view: View, row: ReportRow) -> Say:
    """The figure of a record with its unit, by itself: `8 buche`."""
    indicator = view.of(row.year).plan.indicator(row.indicator)
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
