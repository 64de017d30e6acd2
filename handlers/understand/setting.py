"""What a message is read against, besides the plan."""

import datetime as dt
from collections.abc import Mapping

from handlers.understand.reading import Reading
from handlers.understand.rights import Sender
from ledger.later import dataclass


@dataclass(frozen=True)
class Context:
    """Who writes, on which day, with which rights and after which message."""

    sender: Sender | None
    today: dt.date
    own: frozenset[str]
    """Indicators the sender may report; the whole plan's for a stranger."""
    learnt: Mapping[str, str]
    """Words to indicator, as the sender's office taught them."""
    before: Reading | None
    """The message just before, or the one quoted."""

    @property
    def last_indicator(self) -> str | None:
        """The indicator spoken of last: it carries over (`e ieri altre 3`)."""
        items = self.before.items if self.before else ()
        return next((i.indicator for i in reversed(items) if i.indicator), None)
