"""How things stand, for whoever serves in the ente: every enrolled person with a post today."""

import datetime as dt

from ledger.commands.authority import posts_on
from ledger.progress import standings
from ledger.progress.standings import Standing, Why
from ledger.view import View


def check(view: View, reader: str, today: dt.date) -> None:
    """Raises NotEnrolled, also for who holds no post on `today`: the day of the reading, not the
    one read of."""
    posts_on(view, reader, today)


def standing(view: View, reader: str, scope: str, day: dt.date, today: dt.date) -> Standing:
    """How a scope of the view's year stands on a day. Raises NotEnrolled."""
    check(view, reader, today)
    return standings.standing(view, scope, day)


def why(view: View, reader: str, scope: str, day: dt.date) -> Why:
    """What a figure rests on. Raises NotEnrolled."""
    check(view, reader, day)
    return standings.why(view, scope, day)
