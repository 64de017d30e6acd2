"""Objectives of digitalisation, which are monitored on what their users perceive (the SMVP, phase
g): which they are, and what the users of each said."""

import re
from collections.abc import Sequence

from ledger.later import dataclass
from ledger.plan import Objective
from ledger.projections import surveys
from ledger.projections.surveys import Survey
from ledger.readings.surveys import Outcome, outcome
from ledger.view import View


@dataclass(frozen=True)
class Perceived:
    """`heard` is None where nobody answered a questionnaire that is closed; `asked` are those of
    the objective's indicators, the open ones too."""

    asked: tuple[str, ...]
    heard: Outcome | None


def is_digital(objective: Objective, words: Sequence[str]) -> bool:
    """Whether its table or its title speaks of digitalisation, by the ente's beginnings of
    words."""
    said = f"{objective.group or ''} {objective.title}".casefold()
    return any(re.search(rf"\b{re.escape(word)}", said) for word in words)


def perceived(view: View, objective: Objective) -> Perceived:
    """What the users of an objective said, all its questionnaires of the year together."""
    own = {indicator.code for indicator in objective.indicators}
    asked = [s for s in surveys.of_year(view.tables, view.year) if s.indicator in own]
    closed: list[Survey] = [s for s in asked if s.counts is not None]
    found = outcome(sum(s.people for s in closed), [row for s in closed for row in s.counts or ()])
    return Perceived(tuple(s.code for s in asked), found if found.marks else None)
