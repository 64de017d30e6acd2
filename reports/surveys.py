"""What came of a questionnaire, as the document that proves it: sums, margin, method."""

from collections.abc import Iterator

from ledger.ledger import Ledger
from ledger.projections.surveys import Survey
from ledger.readings.surveys import outcome_of
from reports.paper import Block, Facts, Paper, Text, table, told
from reports.record import last_of, percent, seal_of
from words.wording import number


def survey_paper(ledger: Ledger, asked: Survey) -> Paper:
    """Of a questionnaire that is closed: no answer of anybody, no word anybody wrote."""
    event = last_of(ledger, [f"survey:{asked.year}:{asked.code}"])
    return Paper(
        told("survey.title", title=asked.title),
        ledger.view.of(asked.year).plan.plan.ente,
        event.recorded_at,
        (*_blocks(asked), seal_of(ledger, event.seq)),
        subtitle=told("survey.subtitle", code=asked.indicator, day=asked.closes_on),
    )


def _blocks(asked: Survey) -> Iterator[Block]:
    found = outcome_of(asked)
    mean = told("none") if found.mean is None else number(found.mean)
    margin = told("none") if found.margin is None else told("survey.points", margin=found.margin)
    rows = (
        (told("survey.people"), str(found.people)),
        (told("survey.share"), percent(found.share)),
        (told("survey.margin"), margin),
        (told("survey.mean"), mean),
    )
    yield Facts(rows, told("survey.result"))
    head = [told("survey.question"), "1", "2", "3", "4", "5"]
    lines = [
        (question.it, *map(str, row))
        for question, row in zip(asked.questions, asked.counts or (), strict=True)
    ]
    yield table(head, lines, (1, 0, 0, 0, 0, 0), told("survey.counts"), right=(1, 2, 3, 4, 5))
    yield Text(told("survey.method"), "note")
