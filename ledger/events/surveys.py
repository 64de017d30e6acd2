"""What citizens were asked, and what came of it: in sums, never who answered what."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ledger.events.base import PlanFact

LOWEST, HIGHEST = 1, 5
"""Of an answer: from not at all to very satisfied."""


class SurveyQuestion(BaseModel):
    """One question, in both languages of the page."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    it: str
    en: str


class SurveyFact(PlanFact):
    """A fact about a questionnaire, by its code among those of its year."""

    SCHEMA = 1
    survey: str

    @property
    def stream(self) -> str:
        return f"survey:{self.year}:{self.survey}"


class SurveyOpened(SurveyFact):
    """Citizens are asked how satisfied they are with what an indicator measures."""

    type: Literal["SurveyOpened"] = "SurveyOpened"
    indicator: str
    title: str
    questions: tuple[SurveyQuestion, ...]
    closes_on: dt.date
    """The last day on which answers are taken."""


class SurveyClosed(SurveyFact):
    """What was answered: by question, how many gave each mark from the lowest up."""

    type: Literal["SurveyClosed"] = "SurveyClosed"
    people: int
    counts: tuple[tuple[int, ...], ...]


SurveyEvent = SurveyOpened | SurveyClosed
