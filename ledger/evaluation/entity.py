"""The performance of the ente as the record makes it: the plan, and a part from what citizens said.

The part of citizens is a choice of the ente (`entity.citizens_pct`, none by default): the share of
marks from 4 up among all marks given in the year's closed questionnaires, each with enough answers.
Source: R-03; R-19 and D.Lgs. 150/2009, art. 7 and 19-bis (citizens and users take part).
"""

import datetime as dt
from fractions import Fraction

from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.validated import ValidatedView
from ledger.later import dataclass
from ledger.plan import ENTE
from ledger.progress.standings import standing
from ledger.projections import surveys
from ledger.readings.surveys import Outcome, outcome
from ledger.view import View

WHOLE = Fraction(100)


@dataclass(frozen=True)
class Citizens:
    """What citizens said in the year. `heard` is None where no questionnaire counts."""

    percent: Fraction
    """Of the performance of the ente, by the regulation."""
    least: int
    """Answers that a questionnaire needs in order to count."""
    codes: tuple[str, ...]
    heard: Outcome | None


@dataclass(frozen=True)
class Reckoned:
    """Percent, exact. `citizens` is None where the regulation gives them no part."""

    plan: Fraction | None
    citizens: Citizens | None

    @property
    def total(self) -> Fraction | None:
        """Both parts by their weight; of the plan alone where citizens were not heard."""
        said = self.citizens
        share = said.heard.share if said and said.heard else None
        if self.plan is None or said is None or share is None:
            return self.plan
        return (self.plan * (WHOLE - said.percent) + share * said.percent) / WHOLE


def reckoned(view: View, year: int, *, validated_only: bool = True) -> Reckoned:
    """At the end of the year: from the data that were validated, or from all there are."""
    of_year = view.of(year)
    seen = ValidatedView.over(of_year) if validated_only else of_year
    plan = standing(seen, ENTE, dt.date(year, 12, 31)).progress
    return Reckoned(plan, citizens(view, year))


def citizens(view: View, year: int) -> Citizens | None:
    """The part of citizens in a year; None where the regulation gives them none."""
    try:
        settings = regulation_of(view, year).regulation.settings.entity
    except NoRegulation:
        return None
    if not settings.citizens_pct:
        return None
    counted = [
        asked
        for asked in surveys.of_year(view.tables, year)
        if asked.counts is not None and asked.people >= settings.citizens_least
    ]
    counts = [row for asked in counted for row in asked.counts or ()]
    heard = outcome(sum(asked.people for asked in counted), counts)
    return Citizens(
        Fraction(settings.citizens_pct),
        settings.citizens_least,
        tuple(asked.code for asked in counted),
        heard if heard.marks else None,
    )
