"""What is said around a report, and is about nothing that is reported, changes nothing of it."""

import datetime as dt

import pytest

from handlers.understand import Reader, reading_json
from handlers.understand.reader import LONGEST

from .table import sender
from .towns import plan_of

TODAY = dt.date(2026, 9, 16)
REPORTS = (
    ("vallerga", "eq.tec2", "pratiche suap concluse 71 in tutto"),
    ("vallerga", "eq.tec2", "bando botteghe uscito stamattina"),
    ("nardo", "eq.we1", "anziani col SAD al momento 103"),
    ("camaiore", "eq.ag3", "decentrato firmato ieri con tutti i sindacati"),
)
TALK = (
    "non ti spaventare, {}",
    "spero di non disturbare. {}",
    "in stanza 12 non si respira, {}",
    "{}, domani vado dal dentista",
    "{} (speriamo che piova meno)",
    "{}. servirebbero due braccia in più",
    "{}, non chiedermi come",
    "bot ci sei, ascolta. {}",
    "{}. nessuno ci ringrazia mai",
)


def read(town: str, who: str, text: str) -> object:
    reading = Reader(plan_of(town)).read(text[:LONGEST], sender=sender(who), today=TODAY)
    return reading_json(reading, lambda question: question.key)


@pytest.mark.parametrize("report", REPORTS, ids=[text for _, _, text in REPORTS])
@pytest.mark.parametrize("talk", TALK)
def test_words_about_nothing_that_is_reported_change_nothing(
    talk: str, report: tuple[str, str, str]
) -> None:
    town, who, text = report
    assert read(town, who, talk.format(text)) == read(town, who, text)


@pytest.mark.parametrize(
    "text",
    [
        "bando botteghe uscito? no, rinviato",
        "se tutto va bene, pratiche suap concluse 71",
    ],
)
def test_words_about_the_report_still_count(text: str) -> None:
    reading = Reader(plan_of("vallerga")).read(text, sender=sender("eq.tec2"), today=TODAY)
    assert all(i.ambiguous or i.value != 71 for i in reading.items)
    assert not any(i.value == 1 and not i.ambiguous for i in reading.items)
