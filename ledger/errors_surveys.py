"""What goes wrong with citizens' questionnaires."""

from ledger.errors import BadInput, Refusal
from ledger.later import dataclass


@dataclass
class UnknownSurvey(BadInput):
    code: str


@dataclass
class SurveyIsClosed(Refusal):
    code: str


class SurveyTextMissing(Refusal):
    """A title, a question or its English is missing, or too long; or there are too few or many."""


class SurveyOfNoIndicator(Refusal):
    """A questionnaire measures an indicator, and was bound to something else."""


class BadAnswers(Refusal):
    """Marks that are none of the questionnaire's, or none at all."""


@dataclass
class BadAnswersFile(Refusal):
    """A table of answers that cannot be read."""

    row: int


class TooManyAnswers(Refusal):
    """More than a town has people: somebody is playing."""
