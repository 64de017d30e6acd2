"""How a scope stands, once a week or a month: the digest at the foot of a notice.

62,5 % · AS Area Servizi
▓▓▓▓▓▓░░░░ atteso al 16/09/2024: 70,96 %
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from handlers.standing.status import status_lines
from handlers.talk.words import headline
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.standings import standing
from ledger.view import View
from words.say import Say, say

DIGEST_LINES = 10
"""Of one area, headline and states included."""


def digest(view: View, code: str | None, day: dt.date) -> list[Say]:
    """How a scope stands on a day, worst first, and how much of it waits for validation.

    Without a code: the ente, area by area.
    """
    plan, scope = view.plan, code or ENTE
    if scope == ENTE:
        lines = list(_by_area(view, day))
    else:
        lines = list(status_lines(view, standing(view, scope, day), limit=DIGEST_LINES - 1))
    waiting = sum(
        scope in (ENTE, plan.area_of_service.get(unit, unit))
        for unit in (plan.objective_of(row.indicator).unit for row in view.waiting())
    )
    if waiting:
        lines.append(say("notice.waiting", count=waiting))
    return [say("notice.digest"), *lines]


def _by_area(view: View, day: dt.date) -> Iterator[Say]:
    """The ente, then its areas, those furthest behind first, with what is late or at risk."""
    plan = view.plan
    yield from headline(standing(view, ENTE, day), plan.plan.ente)
    areas = [standing(view, area, day) for area in plan.areas]
    areas.sort(key=lambda area: (area.progress or Fraction(0)) - (area.expected or Fraction(0)))
    for area in areas:
        figures = {"code": area.scope, "name": plan.areas[area.scope].name}
        if area.progress is None:
            yield say("notice.area.none", **figures)
        else:
            yield say(
                "notice.area",
                percent=area.progress,
                expected=area.expected or Fraction(0),
                late=area.states.get(State.LATE, 0),
                at_risk=area.states.get(State.AT_RISK, 0),
                **figures,
            )
