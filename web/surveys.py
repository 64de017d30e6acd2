"""The page on which citizens answer, without a name and without a login: Italian and English."""

from collections.abc import Mapping
from typing import Literal

from ledger.errors_surveys import BadAnswers, SurveyIsClosed, UnknownSurvey
from ledger.events.surveys import HIGHEST, LOWEST
from ledger.projections.surveys import Survey, survey
from web.rendering import Page
from web.workers import Office
from words.say import say

Language = Literal["it", "en"]
MARKS = range(LOWEST, HIGHEST + 1)


def language(asked: str) -> Language:
    """English where it is asked for, else Italian."""
    return "en" if asked == "en" else "it"


def found(office: Office, year: str, code: str) -> Survey:
    """Raises UnknownSurvey."""
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UnknownSurvey(code)
    return survey(office.ledger.view.tables, int(year), code)


def form(office: Office, asked: Survey, lang: Language, *, wrong: bool = False) -> Page:
    """The questions; of one that is closed, that it is."""
    state = "open" if asked.takes_answers(office.ledger.today()) else "closed"
    return _page(office, asked, lang, state, wrong=wrong)


def answered(office: Office, asked: Survey, lang: Language, said: Mapping[str, str]) -> Page:
    """Keeps an answer. Raises TooManyAnswers."""
    marks = [_mark(said.get(f"d{n}", "")) for n in range(len(asked.questions))]
    try:
        office.answers.take(asked, [(marks, said.get("parole", "").strip())])
    except BadAnswers:
        return form(office, asked, lang, wrong=True)
    except SurveyIsClosed:
        return form(office, asked, lang)
    return thanks(office, asked, lang)


def thanks(office: Office, asked: Survey, lang: Language) -> Page:
    """What who has answered reads."""
    return _page(office, asked, lang, "thanks")


def _page(
    office: Office, asked: Survey, lang: Language, state: str, *, wrong: bool = False
) -> Page:
    facts = {
        "ente": office.ledger.view.of(asked.year).plan.plan.ente,
        "lang": lang,
        "other": "it" if lang == "en" else "en",
        "asked": asked,
        "questions": [question.en if lang == "en" else question.it for question in asked.questions],
        "marks": MARKS,
        "state": state,
        "wrong": wrong,
    }
    title = say("survey.page.title", title=asked.title)
    return Page("survey.html", title, facts, status=400 if wrong else 200)


def _mark(text: str) -> int | None:
    return int(text) if text in map(str, MARKS) else None
