"""How a page says where it is found, and the ways in which it says no."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ledger.errors import (
    BadInput,
    IndicatorGone,
    NoEvidence,
    NoPlanOf,
    NotAllowed,
    NotAnInstant,
    NotEnrolled,
    TraguardoError,
    UnknownReport,
)
from ledger.errors_nucleo import NoSuchProposal
from ledger.errors_smvp import NoPosition, NoScheda, OwnEvaluation, ScoresArePrivate
from ledger.errors_surveys import UnknownSurvey
from web.rendering import Answer
from web.visit import Visit

FORBIDDEN = (NotAllowed, NotEnrolled, OwnEvaluation, ScoresArePrivate)
MISSING = (
    BadInput,
    IndicatorGone,
    NoEvidence,
    NoPlanOf,
    NoPosition,
    NoScheda,
    NoSuchProposal,
    NotAnInstant,
    UnknownReport,
    UnknownSurvey,
)


class NoSuchPage(Exception):
    """The address leads nowhere."""


@dataclass(frozen=True)
class PageRoute:
    """A method and a path, and the function that answers."""

    method: Literal["GET", "POST"]
    path: str
    page: Callable[[Visit], Answer]
    of_people: bool = False
    """Whether it shows what only some may read: asked of the past, today's rights hold."""


def get(path: str, page: Callable[[Visit], Answer], *, of_people: bool = False) -> PageRoute:
    """A page that is read."""
    return PageRoute("GET", path, page, of_people)


def post(path: str, page: Callable[[Visit], Answer]) -> PageRoute:
    """A form that is sent: its token is checked before the page is asked."""
    return PageRoute("POST", path, page)


def status_of(refusal: TraguardoError) -> int:
    """403 for what a person may not see, 404 for what does not exist, 409 for what cannot be."""
    if isinstance(refusal, FORBIDDEN):
        return 403
    return 404 if isinstance(refusal, MISSING) else 409
