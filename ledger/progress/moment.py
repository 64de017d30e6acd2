"""A moment of the record: the day that facts are about, and the event they were known by."""

import datetime as dt

from ledger.later import dataclass

LAST_SEQ = 2**62
"""After every event there is."""


@dataclass(frozen=True)
class Moment:
    """Facts about days up to `day` (an ordinal), as they were known after the event `seq`."""

    day: int = dt.date.max.toordinal()
    seq: int = LAST_SEQ

    @property
    def is_known_now(self) -> bool:
        """Whether all that is known counts, whatever the day asked about."""
        return self.seq == LAST_SEQ


NOW = Moment()
"""All that is known, of whatever day."""
