"""What came of a questionnaire, as the document that proves it: sums, margin, method."""

from collections.abc import Iterable, Iterator

from ledger.cycle.monitored import digital_words
from ledger.ledger import Ledger
from ledger.plan import Objective
from ledger.progress.perception import is_digital, perceived
from ledger.projections.surveys import Survey
from ledger.readings.surveys import outcome_of
from ledger.view import View
from reports.paper import Block, Facts, Heading, Paper, Text, table, told
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


def perceived_blocks(view: View, objectives: Iterable[Objective]) -> Iterator[Block]:
    """What the users of each objective of digitalisation say; nothing where there is none."""
    words = digital_words(view)
    rows = [_perceived(view, o) for o in objectives if is_digital(o, words)]
    if not rows:
        return
    yield Heading(told("survey.perceived"))
    head = [told("survey.perceived_of"), told("survey.share"), told("survey.people")]
    yield table(head, rows, (1, 0, 0), told("survey.perceived_caption"), right=(1, 2))
    yield Text(told("survey.method"), "note")


def _perceived(view: View, objective: Objective) -> tuple[str, str, str]:
    name, heard = f"{objective.code} {objective.title}", perceived(view, objective).heard
    if heard is None:
        return name, told("survey.unheard"), "0"
    return name, percent(heard.share), str(heard.people)


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
