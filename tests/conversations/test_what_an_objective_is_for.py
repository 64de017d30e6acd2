"""An objective says what it is part of and what it is for: phases a to f of the cycle."""

from pathlib import Path

import pytest
import yaml

from ledger.clock import FixedClock
from ledger.ledger import Ledger
from ledger.plan import Plan
from ledger.plan.amending import filled

from ..town import MORNING, PLAN_TEXT, found
from .conftest import Town


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """The small town, where AS4.3 says all that a plan may."""
    tree = yaml.safe_load(PLAN_TEXT)
    tree["mandate"] = [{"code": "L1", "title": "Città di tutti"}]
    tree["strategic"][0] |= {"mandate": "L1", "assessore": "Bilancio"}
    objective = next(o for o in tree["objectives"] if o["code"] == "AS4.3")
    objective |= {
        "impact": "meno attese allo sportello",
        "stakeholders": ["cittadini", "patronati"],
        "ptpct": ["M7 rotazione"],
        "people": [{"area": "istruttori", "number": "2", "percent": "50"}],
        "budget": [{"chapter": "1043", "amount": "12000"}],
    }
    path = tmp_path / "town.db"
    ledger = Ledger.create(path, FixedClock(MORNING))
    found(ledger, Plan.model_validate(tree))
    ledger.close()
    return path


def test_it_says_whose_line_it_serves_and_what_it_changes_for_whom(town: Town) -> None:
    town.person("eq.as3").says("che cos'è l'obiettivo AS4.3?").sees(
        "Obiettivo strategico: OS7 Amministrazione efficiente",
        "Assessorato: Bilancio",
        "Linea di mandato: L1 Città di tutti",
        "Impatto atteso: meno attese allo sportello",
        "Portatori di interesse: cittadini, patronati",
        "Misure anticorruzione (PTPCT): M7 rotazione",
        "istruttori 2 al 50 %",
        "capitolo 1043, 12.000,00 €",
    )


def test_what_it_is_for_is_said_by_chat_and_what_is_not_said_stays(town: Town) -> None:
    bruno = town.person("dirigente.as").says("/impatto AS4.1; risposte in giornata; imprese")
    bruno.sees("Impatto atteso: risposte in giornata", "Portatori di interesse: imprese")
    bruno.taps("Conferma").sees("Confermato")
    bruno.says("/impatto AS4.1; ; ; M2 segnalazioni, M7 rotazione").sees("risposte in giornata")
    bruno.taps("Conferma")
    town.person("eq.as3").says("che cos'è l'obiettivo AS4.1?").sees(
        "Impatto atteso: risposte in giornata",
        "Portatori di interesse: imprese",
        "Misure anticorruzione (PTPCT): M2 segnalazioni, M7 rotazione",
    )
    bruno.says("/impatto AS4.1; risposte in giornata").sees("già così")
    bruno.says("/impatto AS4.4; ; cittadini").sees("motivo")
    town.person("eq.as4").says("/impatto AS4.1; altro").sees("non spetta a te")
    town.person("segretario").says("/ciclo 2024 documento").sees(
        "impatto atteso e portatori di interesse di ogni obiettivo: manca · dirigenti",
        "✓ misure anticorruzione (PTPCT) collegate agli obiettivi",
    )
    assert town.ledger.differs_from_rebuild() == []


def test_a_corrected_document_that_says_nothing_of_it_takes_nothing_away(town: Town) -> None:
    town.person("dirigente.as").says("/impatto AS4.1; risposte in giornata; imprese")
    town.person("dirigente.as").taps("Conferma")
    read = town.ledger.view.plan.plan
    bare = tuple(
        o.model_copy(update={"impact": None, "stakeholders": (), "people": (), "budget": ()})
        for o in read.objectives
    )
    found = {
        o.code: o for o in filled(read, read.model_copy(update={"objectives": bare})).objectives
    }
    assert (found["AS4.1"].impact, found["AS4.1"].stakeholders) == (
        "risposte in giornata",
        ("imprese",),
    )
    assert found["AS4.3"].budget == read.objectives[1].budget != ()
