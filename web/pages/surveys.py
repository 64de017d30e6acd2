"""The questionnaires of the ente: asked, followed, closed, their result confirmed by its owner."""

import csv
import hashlib
import io
from dataclasses import replace

import segno

from handlers.talk.typed import read_day
from ledger.commands.authority import may_report
from ledger.commands.progress import RecordProgress
from ledger.commands.surveys import MOST_QUESTIONS, OpenSurvey
from ledger.errors import NotAnInstant
from ledger.errors_surveys import BadAnswersFile
from ledger.events.surveys import SurveyQuestion
from ledger.projections.surveys import Survey, of_year, survey
from ledger.readings.surveys import outcome_of, said_of
from ledger.surveys import Marks
from reports.pdf import pdf_of
from reports.surveys import survey_paper
from web.pages.card_lines import card_lines
from web.pages.cards import offer
from web.rendering import Answer, File, Page, Redirect
from web.routes import NoSuchPage, PageRoute, get, post
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.catalogue import TEXTS
from words.say import say

USUAL = 3
"""Questions that are proposed, to be worded anew or left as they are."""

PDF = "application/pdf"
LARGEST_TABLE = 5 * 1024 * 1024


def surveys(visit: Visit) -> Answer:
    """Those of the year, and the form for another one."""
    answers = visit.office.answers
    rows = [
        cells(
            Cell(one.code, visit.link(f"/questionari/{one.code}")),
            one.title,
            Cell(one.indicator, visit.link(f"/indicatore/{one.indicator}")),
            one.closes_on,
            one.people if one.counts is not None else answers.count(one),
            say("survey.state.open" if one.takes_answers(visit.today) else "survey.state.closed"),
        )
        for one in of_year(visit.view.tables, visit.view.year)
    ]
    usual = [(TEXTS[f"survey.usual.it.{n}"], TEXTS[f"survey.usual.en.{n}"]) for n in range(USUAL)]
    asked = [*usual, *[("", "")] * (MOST_QUESTIONS - USUAL)]
    names = columns("code", "title", "indicator", "deadline", "people#", "state")
    tables = (Table("questionari", names, rows),) if rows else ()
    title = say("survey.list.title", year=visit.view.year)
    return Page("surveys.html", title, {"asked": asked}, tables)


def opened(visit: Visit) -> Answer:
    """Raises NotAnInstant, and what the ledger refuses."""
    form = visit.form
    typed = form.get("chiude", "").strip()
    day = read_day(typed, visit.today)
    if day is None:
        raise NotAnInstant(typed)
    pairs = [
        (form.get(f"it{n}", "").strip(), form.get(f"en{n}", "").strip())
        for n in range(MOST_QUESTIONS)
    ]
    questions = tuple(SurveyQuestion(it=it, en=en) for it, en in pairs if it or en)
    title, indicator = form.get("titolo", ""), form.get("indicatore", "")
    return offer(visit, OpenSurvey(indicator, title, questions, day), "/questionari")


def one(visit: Visit) -> Answer:
    """One questionnaire: its address and its picture to print, how many answered, what came."""
    asked, mine = _asked(visit)
    address = f"{visit.office.url}/questionario/{asked.year}/{asked.code}"
    answers = visit.office.answers
    counts = [
        cells(question.it, *row)
        for question, row in zip(asked.questions, asked.counts or (), strict=False)
    ]
    names = columns("question", "m1#", "m2#", "m3#", "m4#", "m5#")
    facts = {
        "asked": asked,
        "address": address,
        "qr": segno.make(address, micro=False).svg_data_uri(scale=6, light="#fff"),
        "count": asked.people if asked.counts is not None else answers.count(asked),
        "open": asked.takes_answers(visit.today),
        "found": outcome_of(asked),
        "mine": mine,
        "words": answers.words(asked) if mine else (),
    }
    tables = (Table("risposte", names, counts),) if counts else ()
    return Page("one_survey.html", say("survey.one.title", title=asked.title), facts, tables)


def closed(visit: Visit) -> Answer:
    """The card that closes it with what was answered."""
    asked, _ = _asked(visit)
    command = visit.office.answers.closing(asked.year, asked.code)
    return offer(visit, command, f"/questionari/{asked.code}")


def recorded(visit: Visit) -> Answer:
    """The result as its owner's report, the document that proves it with it."""
    asked, _ = _asked(visit)
    said = said_of(asked, visit.ledger.view.of(asked.year).plan.indicator(asked.indicator))
    if asked.counts is None or said is None:
        raise NoSuchPage
    file = _document(visit, asked)
    digest = hashlib.sha256(file.content).hexdigest()
    size, name = len(file.content), file.name
    proof = {"sha256": digest, "size": size, "media_type": PDF, "name": name}
    command = RecordProgress((replace(said, day=said.day or visit.today),))
    lines = (*card_lines(command, visit), say("card.proof", name=name))
    answer = offer(visit, command, f"/indicatore/{asked.indicator}", proof, lines)
    visit.ledger.evidence.put(file.content)
    return answer


def imported(visit: Visit) -> Answer:
    """Answers gathered elsewhere: a table with a line each, a mark in each column of a question.

    Raises NotAllowed, BadAnswersFile, and what `Answers.take` does.
    """
    asked, _ = _asked(visit)
    answers = visit.office.answers
    # Who may close it may add to it.
    visit.ledger.consider(answers.closing(asked.year, asked.code), actor=visit.person)
    file = visit.upload
    if file is None or len(file.content) > LARGEST_TABLE:
        raise BadAnswersFile(1)
    answers.take(asked, _marks_in(file.content, len(asked.questions)))
    return Redirect(f"/questionari/{asked.code}")


def _marks_in(content: bytes, questions: int) -> list[tuple[Marks, str]]:
    """Each line's marks; a first line of headings is passed over. Raises BadAnswersFile."""
    text = content.decode("utf-8-sig", "replace")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    found: list[tuple[Marks, str]] = []
    for number, line in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
        marks = [cell.strip() for cell in line[:questions]]
        if not any(marks) or (number == 1 and not all(m.isdigit() for m in marks if m)):
            continue
        if len(marks) < questions or any(len(m) > 1 or m not in "12345" for m in marks):
            raise BadAnswersFile(number)
        found.append(([int(m) if m else None for m in marks], ""))
    if not found:
        raise BadAnswersFile(1)
    return found


def document(visit: Visit) -> Answer:
    """The result as PDF."""
    asked, _ = _asked(visit)
    if asked.counts is None:
        raise NoSuchPage
    return _document(visit, asked)


def _document(visit: Visit, asked: Survey) -> File:
    content = pdf_of(survey_paper(visit.ledger, asked))
    return File(f"questionario-{asked.year}-{asked.code}.pdf", PDF, content)


def _asked(visit: Visit) -> tuple[Survey, bool]:
    """The questionnaire, and whether it is this person's. Raises UnknownSurvey."""
    asked = survey(visit.view.tables, visit.view.year, visit.place["code"])
    return asked, may_report(visit.view, visit.person, asked.indicator, visit.today)


ROUTES: tuple[PageRoute, ...] = (
    get("/questionari", surveys),
    post("/questionari", opened),
    get("/questionari/{code}", one),
    get("/questionari/{code}/documento", document),
    post("/questionari/{code}/chiudi", closed),
    post("/questionari/{code}/registra", recorded),
    post("/questionari/{code}/importa", imported),
)
