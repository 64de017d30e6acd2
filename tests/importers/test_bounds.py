"""Days and numbers beyond any plan: a fault of our own files, an anomaly of other people's."""

from decimal import Decimal
from pathlib import Path

import pytest

from importers import read_plan
from importers.errors import Faults

OURS = """\
ente: Comune di Prova
year: 2024
areas: [{code: AS, name: Area, services: [{code: AS4, name: Servizio}]}]
objectives:
  - code: AS4.1
    title: Oltre
    deadline: 9999-12-31
    owners: ["dirigente:AS"]
    indicators:
      - {code: AS4.1.1, name: pratiche, kind: count, target: "1e999999"}
      - {code: AS4.1.2, name: apertura, kind: date, target: 0024-03-01}
      - {code: AS4.1.3, name: atti, kind: index, baseline: "68.33333333333333", target: "70"}
"""

THEIRS = """\
Piano degli obiettivi 2024;;;;
Codice;Obiettivo;Indicatore;Target;Scadenza
A.S.4;Titolo;numero pratiche;n. 99999999999999999999999;31/12/9999
"""


def test_in_a_file_of_ours_each_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "oltre.yaml"
    path.write_text(OURS)
    with pytest.raises(Faults) as refused:
        read_plan(path)
    for line in ("deadline (riga 7)", "target (riga 10)", "target (riga 11)"):
        assert line in str(refused.value)
    assert "riga 12" not in str(refused.value)


def test_decimals_beyond_the_sixth_are_the_spreadsheet_s_own(tmp_path: Path) -> None:
    path = tmp_path / "atti.yaml"
    lines = [line for n, line in enumerate(OURS.splitlines(), 1) if n not in (7, 10, 11)]
    path.write_text("\n".join(lines))
    (objective,) = read_plan(path).objectives
    assert objective.indicators[0].baseline == Decimal("68.333333")


def test_in_a_document_they_are_left_open_and_told(tmp_path: Path) -> None:
    path = tmp_path / "piano.csv"
    path.write_text(THEIRS)
    plan = read_plan(path)
    (objective,) = plan.objectives
    assert objective.deadline is None
    assert objective.indicators[0].target is None
    assert {"bad_date", "no_target"} <= {a.kind for a in plan.anomalies}
