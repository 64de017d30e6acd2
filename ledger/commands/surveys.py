"""Questionnaires for citizens, each bound to the indicator it measures. Source: D.Lgs. 150/2009,
art. 19-bis (citizens and users take part in the measuring)."""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, reporters
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, PastDay
from ledger.errors_surveys import SurveyIsClosed, SurveyOfNoIndicator, SurveyTextMissing
from ledger.events.surveys import SurveyClosed, SurveyOpened, SurveyQuestion
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.projections import surveys
from ledger.view import View

LEAST_QUESTIONS, MOST_QUESTIONS = 3, 8
LONGEST_NAME = 200
"""Letters of a title or a question: it is read on a telephone."""


@dataclass(frozen=True, config=UNBUILT)
class OpenSurvey:
    """Asks citizens three to eight questions until a day; the code is the next of the year."""

    indicator: str
    title: str
    questions: tuple[SurveyQuestion, ...]
    closes_on: dt.date
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class CloseSurvey:
    """Takes no more answers; `people` and `counts` are what `ledger.surveys` kept of them."""

    survey: str
    people: int
    counts: tuple[tuple[int, ...], ...]
    year: int | None = None


def open_survey(view: View, command: OpenSurvey, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownCode, SurveyOfNoIndicator, SurveyTextMissing, PastDay."""
    plan, today = view.plan, day_of(now)
    code = plan.alive(command.indicator)
    if code not in plan.indicators:
        raise SurveyOfNoIndicator()
    title = " ".join(command.title.split())
    texts = [text.strip() for q in command.questions for text in (q.it, q.en)]
    if not title or len(title) > LONGEST_NAME:
        raise SurveyTextMissing()
    if not LEAST_QUESTIONS <= len(command.questions) <= MOST_QUESTIONS:
        raise SurveyTextMissing()
    if not all(0 < len(text) <= LONGEST_NAME for text in texts):
        raise SurveyTextMissing()
    if command.closes_on < today:
        raise PastDay(command.closes_on)
    number = len(surveys.of_year(view.tables, plan.year)) + 1
    event = SurveyOpened(
        year=plan.year,
        survey=f"Q{number}",
        indicator=code,
        title=title,
        questions=command.questions,
        closes_on=command.closes_on,
    )
    return [Decision(event, today)]


def close_survey(view: View, command: CloseSurvey, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownSurvey, SurveyIsClosed."""
    found = surveys.survey(view.tables, view.year, command.survey)
    if found.counts is not None:
        raise SurveyIsClosed(found.code)
    event = SurveyClosed(
        year=found.year, survey=found.code, people=command.people, counts=command.counts
    )
    return [Decision(event, day_of(now))]


def _of(view: View, indicator: str) -> list[Grounds]:
    return [Grounds(Act.REPORT, indicator, reporters(view.plan, indicator))]


DECIDERS: dict[type, Decider] = dict(
    (decides(OpenSurvey, open_survey), decides(CloseSurvey, close_survey))
)
RULES: dict[type, Rule] = dict(
    (
        allows(
            OpenSurvey, lambda view, command, day: _of(view, view.plan.alive(command.indicator))
        ),
        allows(
            CloseSurvey,
            lambda view, command, day: _of(
                view, surveys.survey(view.tables, view.year, command.survey).indicator
            ),
        ),
    )
)
