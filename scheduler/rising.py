"""What waits too long goes one level up, and up again: after working days, each level once."""

import datetime as dt

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
    people = [p for post in present[0] for p in record.holders.get(post, ())]
    leaves = [record.agenda.absences.get(person, ()) for person in people]

    def away(day: dt.date) -> bool:
        return all(any(leave.covers(day) for leave in of_one) for of_one in leaves)

    reached, on = 0, since
    for days in page.rules.escalation_days[: len(present) - 1]:
        rises = page.work.after(on, days, away)
        if rises > page.day:
            break
        reached, on = reached + 1, rises
    return reached, on
