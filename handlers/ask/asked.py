"""What was made of a question."""

import datetime as dt
from dataclasses import dataclass

from handlers.ask.kinds import Kind
from ledger.readings.query import Query


@dataclass(frozen=True)
class Asked:
    """`unread`: words of the question that nothing was made of; with any, it is not answered but
    offered. `why` is the code of the figure whose reasons are asked, "" for one's own."""

    query: Query | None = None
    why: str | None = None
    unread: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    """Words that say nothing known and turn nothing, beside what is named: where the kind is sure,
    it is answered without them, which is told."""
    code: str | None = None
    """Of what is not answered, what it seems to be about; with `as_of`, how it stood that day."""
    as_of: dt.date | None = None
    due: str | None = None
    """What has a deadline, where it is asked how many days are left."""
    unsure: bool = False
    """Whether it is but the likeliest reading, of which none is likely."""
    kind: Kind | None = None
    """The kind of question it was made for, where it was made for one."""
    opens: str = ""
    """The button that answers it, where no query does."""
