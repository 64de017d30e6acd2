"""What does not change a plan for who reads it does not change what is read."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from importers import read_plan
from ledger.plan import Plan

Rows = list[list[str]]

HEAD = ["Servizio", "Obiettivo", "Peso", "Responsabile", "Indicatore", "Target", "Scadenza"]
TABLE: Rows = [
    ["Comune di Prova – Piano degli obiettivi 2026"],
    [],
    HEAD,
    ["Opere", "Argini puliti", "60", "EQ", "Chilometri puliti", "12", "30/06/2026"],
    ["Opere", "Argini puliti", "60", "EQ", "Segnalazioni evase", "95%", "30/06/2026"],
    ["Opere", "Fontane riparate", "40", "EQ", "N. fontane riparate", "7", "31/10/2026"],
    ["Tributi", "Avvisi più chiari", "100", "EQ", "Reclami ricevuti", "max 20", "31/12/2026"],
]
SHEETS = """Comune di Prova
Piano degli obiettivi 2026

SERVIZIO OPERE

Obiettivo 1: Argini puliti
Responsabile: EQ
Peso: 60%
Scadenza: 30/06/2026
Indicatori:
- Chilometri puliti: 12
- Segnalazioni evase: 95%

Obiettivo 2: Fontane riparate
Responsabile: EQ
Peso: 40%
Scadenza: 31/10/2026
Indicatori:
- N. fontane riparate: 7
"""
PREMISE = (
    "Gli obiettivi che seguono sono assegnati ai responsabili dei servizi, che ne rispondono "
    "secondo il vigente sistema di misurazione e valutazione della performance."
)


def told(plan: Plan) -> list[object]:
    return [
        [(area.name, [service.name for service in area.services]) for area in plan.areas],
        [(o.code, o.title, o.weight, o.deadline, o.owners) for o in plan.objectives],
        [(i.code, i.name, i.kind, i.unit, i.target, i.direction) for _, i in plan.indicators()],
        plan.anomalies,
    ]


def of_table(tmp_path: Path, rows: Rows) -> list[object]:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    path = tmp_path / "piano.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return told(read_plan(path))


def of_sheets(tmp_path: Path, text: str) -> list[object]:
    path = tmp_path / "piano.txt"
    path.write_text(text, encoding="utf-8")
    return told(read_plan(path))


def worded(*words: str) -> Callable[[Rows], Rows]:
    return lambda rows: [list(words) if row == HEAD else row for row in rows]


def in_order(*order: int) -> Callable[[Rows], Rows]:
    return lambda rows: [[row[i] for i in order] if len(row) > 1 else row for row in rows]


def with_gap(at: int) -> Callable[[Rows], Rows]:
    return lambda rows: [[*row[:at], "", *row[at:]] if len(row) > 1 else row for row in rows]


@pytest.mark.parametrize(
    "change",
    [
        worded("Ufficio", "Titolo obiettivo", "Peso %", "Resp.", "Indicatore di risultato",
               "Valore atteso", "Termine"),
        worded("SERVIZIO", "OBIETTIVO", "PESO", "RESPONSABILE", "INDICATORE", "TARGET",
               "SCADENZA"),
        worded("Servizio/Ufficio", "Obiettivo gestionale", "Ponderazione", "Referente",
               "Indicatori", "Risultato atteso", "Entro il"),
        in_order(0, 1, 2, 6, 3, 4, 5),
        in_order(0, 1, 4, 5, 6, 2, 3),
        with_gap(0),
        with_gap(3),
        with_gap(7),
        lambda rows: [*rows[:3], [], *rows[3:]],
        lambda rows: [*rows[:1], [PREMISE], *rows[1:]],
        lambda rows: [*rows, ["Totale", "", "200", "", "", "", ""]],
        lambda rows: [*rows[:5], [], HEAD, *rows[5:]],
    ],
    ids=["other words", "capitals", "other words again", "deadline before", "weight last",
         "gap before", "gap within", "gap after", "empty row", "premise", "total", "header again"],
)  # fmt: skip
def test_a_table_put_otherwise_is_the_same_plan(
    tmp_path: Path, change: Callable[[Rows], Rows]
) -> None:
    assert of_table(tmp_path, change(TABLE)) == of_table(tmp_path, TABLE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n- ", "\n• "),
        ("\n- ", "\n* "),
        ("\n- ", "\n– "),
        (": ", " : "),
        ("Peso:", "PESO:"),
        ("Scadenza:", "Termine:"),
        ("\n\nSERVIZIO", f"\n\nPremessa\n{PREMISE}\n\nSERVIZIO"),
        ("\n\n", "\n\n\n"),
        ("Obiettivo 2", "\f\nObiettivo 2"),
    ],
)
def test_a_sheet_put_otherwise_is_the_same_plan(tmp_path: Path, old: str, new: str) -> None:
    assert of_sheets(tmp_path, SHEETS.replace(old, new)) == of_sheets(tmp_path, SHEETS)


def test_what_is_read_is_what_stands_there(tmp_path: Path) -> None:
    [_, objectives, indicators, anomalies] = of_table(tmp_path, TABLE)
    assert (len(objectives), len(indicators), anomalies) == (3, 4, ())
    [_, objectives, indicators, anomalies] = of_sheets(tmp_path, SHEETS)
    assert (len(objectives), len(indicators), anomalies) == (2, 3, ())
