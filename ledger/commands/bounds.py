"""What the record takes in: days, numbers and texts within what an office could mean.

One day of the year 24, or of 9999, once stopped every reminder of a town: facts are bounded where
they enter, so that nothing after has to be.
"""

import datetime as dt
from decimal import Decimal

from ledger.errors import BadValue, DayOutOfBounds

FIRST_DAY = dt.date(1990, 1, 1)
LAST_DAY = dt.date(2100, 12, 31)

MOST_DIGITS = 15
"""Before the decimal mark."""

MOST_DECIMALS = 6
LONGEST_REASON = 500
"""Characters of a reason or a note."""


def check_day(day: dt.date) -> None:
    """Raises DayOutOfBounds."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayOutOfBounds(day)


def check_number(code: str, value: Decimal) -> None:
    """Raises BadValue for what is not finite, too large, or finer than anybody measures."""
    if not value.is_finite() or abs(value) >= Decimal(10) ** MOST_DIGITS:
        raise BadValue(code, str(value))
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise BadValue(code, str(value))
