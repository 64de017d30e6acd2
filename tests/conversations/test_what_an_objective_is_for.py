"""An objective says what it is part of and what it is for: phases a to f of the cycle."""

from pathlib import Path

import pytest
import yaml

from ledger.clock import FixedClock
from ledger.ledger import Ledger
from ledger.plan import Plan

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
