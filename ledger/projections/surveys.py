"""Questionnaires (`surveys`): what is asked, until when, and the sums once it is closed."""

import datetime as dt
import json

from sqlite_utils import Database

from ledger.errors_surveys import UnknownSurvey
from ledger.events import Envelope
from ledger.events.base import Fact, canonical
from ledger.events.surveys import SurveyClosed, SurveyOpened, SurveyQuestion
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = ("surveys",)
COLUMNS = "year, code, indicator, title, questions, closes_on, people, counts"


@dataclass(frozen=True)
class Survey:
    """`counts`: by question, how many gave each mark from the lowest up; None while it is open."""

    year: int
    code: str
    indicator: str
    title: str
    questions: tuple[SurveyQuestion, ...]
    closes_on: dt.date
    people: int
    counts: tuple[tuple[int, ...], ...] | None

    def takes_answers(self, day: dt.date) -> bool:
        """Whether citizens may still answer on a day."""
        return self.counts is None and day <= self.closes_on


def create(db: Database) -> None:
    db.execute(
        "create table surveys (year integer not null, code text not null, indicator text not null, "
        "title text not null, questions text not null, closes_on text not null, "
        "people integer not null, counts text, seq integer not null, primary key (year, code))"
    )


def survey_opened(db: Database, envelope: Envelope, event: SurveyOpened) -> None:
    questions = canonical([question.model_dump() for question in event.questions])
    db.execute(
        "insert into surveys values (?, ?, ?, ?, ?, ?, 0, null, ?)",
        (
            event.year,
            event.survey,
            event.indicator,
            event.title,
            questions,
            event.closes_on.isoformat(),
            envelope.seq,
        ),
    )


def survey_closed(db: Database, envelope: Envelope, event: SurveyClosed) -> None:
    db.execute(
        "update surveys set people = ?, counts = ? where year = ? and code = ?",
        (event.people, canonical(event.counts), event.year, event.survey),
    )


HANDLERS: dict[type[Fact], Handler] = dict(
    (on(SurveyOpened, survey_opened), on(SurveyClosed, survey_closed))
)


def of_year(db: Database, year: int) -> list[Survey]:
    """Those of a year, oldest first."""
    rows = db.execute(f"select {COLUMNS} from surveys where year = ? order by seq", (year,))
    return [_survey(row) for row in rows]


def survey(db: Database, year: int, code: str) -> Survey:
    """Raises UnknownSurvey."""
    row = db.execute(
        f"select {COLUMNS} from surveys where year = ? and code = ?", (year, code.upper())
    ).fetchone()
    if row is None:
        raise UnknownSurvey(code)
    return _survey(row)


def _survey(row: tuple[object, ...]) -> Survey:
    year, code, indicator, title, questions, closes_on, people, counts = row
    return Survey(
        int(str(year)),
        str(code),
        str(indicator),
        str(title),
        tuple(SurveyQuestion(**question) for question in json.loads(str(questions))),
        dt.date.fromisoformat(str(closes_on)),
        int(str(people)),
        tuple(map(tuple, json.loads(str(counts)))) if counts else None,
    )
