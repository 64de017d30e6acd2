"""What citizens said weighs in the performance of the ente, and each step says how."""

import datetime as dt

from ledger.commands.ente import AdoptRegulation
from ledger.commands.surveys import CloseSurvey, OpenSurvey
from ledger.events.surveys import SurveyQuestion
from ledger.people import CLI
from ledger.regulation import bundled
from reports.kinds import DRAWN, Asked

from .conftest import Town

QUESTIONS = tuple(SurveyQuestion(it=f"Domanda {n}?", en=f"Question {n}?") for n in (1, 2, 3))


def test_the_card_of_the_entity_says_the_part_of_citizens_and_its_method(town: Town) -> None:
    settings = {"entity.citizens_pct": 10, "digital.words": ["sportello"]}
    town.ledger.execute(AdoptRegulation(bundled().with_settings(settings)), actor=CLI, cause="test")
    town.now_is("2024-11-04T10:00")
    opened = OpenSurvey("AS4.1.1", "Lo sportello", QUESTIONS, dt.date(2024, 12, 20))
    town.ledger.execute(opened, actor="eq.as4", cause="test")
    town.now_is("2025-02-10T10:00")
    segretario = town.person("segretario").says("/ciclo 2024 ente 50 stima")
    segretario.sees("nessun questionario chiuso ha almeno 30 risposte")
    closed = CloseSurvey("Q1", 40, ((0, 0, 10, 10, 20),) * 3, 2024)
    town.ledger.execute(closed, actor="eq.as4", cause="test")
    segretario.says("/ciclo 2024 ente 50 stima").sees(
        "Dai cittadini, per il 10 %: 75,00 % di giudizi da 4 a 5 nei questionari Q1, risposte 40",
        "Metodo:",
        "non lo è",
    ).taps("Conferma").sees("Dai cittadini, per il 10 %")
    assert "Dai cittadini" in town.text_for("giunta")
    segretario.says("/ciclo 2024 monitoraggio letto").sees(
        "AS4.1, percezione degli utenti: 75,00 % di giudizi da 4 a 5, risposte 40"
    )
    relazione = repr(DRAWN["relazione"](town.ledger, Asked(year=2024)).paper)
    assert "75 % di giudizi da 4 a 5" in relazione
    monitoring = repr(DRAWN["monitoring"](town.ledger, Asked(year=2024)).paper)
    assert "AS4.1 Sportello veloce" in monitoring and "Che cosa percepiscono" in monitoring
