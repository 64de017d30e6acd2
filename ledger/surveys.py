"""What citizens answered, while it is asked: beside the log, without who, where or when.

None of it is history until the questionnaire is closed; then its sums are. A rebuild leaves the
answers alone. Free words are kept for the office to read and never published.
"""

import json
from collections.abc import Sequence

from ledger.commands.surveys import CloseSurvey
from ledger.errors_surveys import BadAnswers, SurveyIsClosed, TooManyAnswers
from ledger.events.surveys import HIGHEST, LOWEST
from ledger.ledger import Ledger
from ledger.projections.surveys import Survey, survey

LONGEST_WORDS = 1000
MOST_ANSWERS = 100_000
"""Of one questionnaire: beyond it somebody is playing."""

SCHEMA = (
    "create table if not exists survey_answers "
    "(year integer not null, survey text not null, marks text not null, words text)"
)

Marks = Sequence[int | None]
"""By question, from 1 to 5; None where it was left out."""


class Answers:
    """The answers to a ledger's questionnaires."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._db = ledger.file
        if not self._db.table("survey_answers").exists():
            with ledger.transaction():
                self._db.execute(SCHEMA)

    def take(self, asked: Survey, answers: Sequence[tuple[Marks, str]]) -> None:
        """Keeps answers, all or none. Raises BadAnswers, SurveyIsClosed, TooManyAnswers."""
        if not asked.takes_answers(self._ledger.today()):
            raise SurveyIsClosed(asked.code)
        rows = []
        for marks, words in answers:
            wrong = any(m is not None and not LOWEST <= m <= HIGHEST for m in marks)
            if wrong or len(marks) != len(asked.questions) or not any(marks):
                raise BadAnswers()
            rows.append((asked.year, asked.code, json.dumps(list(marks)), words[:LONGEST_WORDS]))
        with self._ledger.transaction():
            if self.count(asked) + len(rows) > MOST_ANSWERS:
                raise TooManyAnswers()
            self._db.conn.executemany("insert into survey_answers values (?, ?, ?, ?)", rows)

    def count(self, asked: Survey) -> int:
        """How many people answered."""
        (found,) = self._db.execute(
            "select count(*) from survey_answers where year = ? and survey = ?",
            (asked.year, asked.code),
        ).fetchone()
        return int(found)

    def words(self, asked: Survey) -> list[str]:
        """What people wrote, in no order that says when."""
        rows = self._db.execute(
            "select words from survey_answers where year = ? and survey = ? and words <> '' "
            "order by words",
            (asked.year, asked.code),
        )
        return [row[0] for row in rows]

    def closing(self, year: int, code: str) -> CloseSurvey:
        """The command that closes a questionnaire with what was answered. Raises UnknownSurvey."""
        asked = survey(self._ledger.view.tables, year, code)
        counts = [[0] * (HIGHEST - LOWEST + 1) for _ in asked.questions]
        rows = self._db.execute(
            "select marks from survey_answers where year = ? and survey = ?", (year, asked.code)
        )
        people = 0
        for (marks,) in rows:
            people += 1
            for question, mark in enumerate(json.loads(marks)):
                if mark is not None:
                    counts[question][mark - LOWEST] += 1
        return CloseSurvey(asked.code, people, tuple(map(tuple, counts)), year)
