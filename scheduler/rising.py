"""What waits too long goes one level up, and up again: after working days, each level once."""

import datetime as dt
from collections.abc import Callable, Sequence

from scheduler.levels import Levels
from scheduler.page import Page
from scheduler.record import Record


def level_reached(record: Record, page: Page, since: dt.date, to: Levels) -> tuple[int, dt.date]:
    """How many levels up a matter went that waits `since` a day, and when it last rose.

    Days on which everybody of the first level was away do not count.
    """
    present = [level for level in to if any(post in record.holders for post in level)]
    if len(present) < 2:
        return 0, since
    steps = page.rules.escalation_days[: len(present) - 1]
    people = [p for post in present[0] for p in record.holders.get(post, ())]
    leaves = [record.agenda.leaves.get(person, ()) for person in people]
    if not all(leaves):
        # Somebody of them is always there: the answer is the same for whoever they are.
        key = (since, len(steps))
        if key not in page.risen:
            page.risen[key] = _risen(page, since, steps, lambda day: False)
        return page.risen[key]

    def away(day: dt.date) -> bool:
        return all(any(leave.covers(day) for leave in of_one) for of_one in leaves)

    return _risen(page, since, steps, away)


def _risen(
    page: Page, since: dt.date, steps: Sequence[int], away: Callable[[dt.date], bool]
) -> tuple[int, dt.date]:
    reached, on = 0, since
    for days in steps:
        rises = page.work.after(on, days, away)
        if rises > page.day:
            break
        reached, on = reached + 1, rises
    return reached, on
