"""Tables in which the rows of objectives and of their measures share the same columns."""

from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from reportlab.platypus import TableStyle

from importers import read_plan

from . import paper

_PLAN = """Comune di Prova
Piano della performance 2026

UFFICIO AMBIENTE
Obiettivi e indicatori|Segno|Anno 2025|Anno 2026
Obiettivo 1: Rive pulite||peso 60%|entro 30/11/2026
• Quintali raccolti|+|120|200
• Segnalazioni|-|40|25
Obiettivo 2: Orti per tutti||peso 40%|entro 31/10/2026
• Orti assegnati|+|8|20
• Regolamento degli orti pubblicato|||sì

UFFICIO CULTURA
Obiettivi e indicatori|Segno|Anno 2025|Anno 2026
Obiettivo 1: Musei di sera||peso 70%|entro 31/12/2026
• Sere di apertura|+|4|12
• Visitatori della sera||-|
Obiettivo 2: Archivio in rete||peso 30%|entro 30/09/2026
• Pagine acquisite|+|300|900
"""


def _as_columns(text: str, path: Path) -> Path:
    """A table set in columns with spaces, a row a line, the longest of them wrapped."""
    lines = [line.split("\t") for line in text.split("\n")]
    set_out = ["".join(cell.ljust(44 if i == 0 else 14) for i, cell in enumerate(c)) for c in lines]
    path.write_text("\n".join(set_out), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["xlsx", "docx", "txt"])
def test_facts_that_an_objective_says_in_columns_of_measures_are_its_own(
    form: str, tmp_path: Path
) -> None:
    writers = {"xlsx": paper.as_workbook, "docx": paper.as_word, "txt": _as_columns}
    plan = read_plan(writers[form](_PLAN.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert [(o.title, o.weight, str(o.deadline)) for o in plan.objectives] == [
        ("Rive pulite", Decimal(60), "2026-11-30"),
        ("Orti per tutti", Decimal(40), "2026-10-31"),
        ("Musei di sera", Decimal(70), "2026-12-31"),
        ("Archivio in rete", Decimal(30), "2026-09-30"),
    ]
    assert [[(i.name, i.baseline, i.target) for i in o.indicators] for o in plan.objectives] == [
        [("Quintali raccolti", 120, 200), ("Segnalazioni", 40, 25)],
        [("Orti assegnati", 8, 20), ("Regolamento degli orti pubblicato", None, None)],
        [("Sere di apertura", 4, 12), ("Visitatori della sera", None, None)],
        [("Pagine acquisite", 300, 900)],
    ]
    assert not plan.anomalies


_BANDED = """Comune di Prova
Piano dettagliato degli obiettivi 2026

SETTORE LAVORI PUBBLICI
PROGETTO N. 1|Ponti sicuri|Peso|60
Contenuti|Prove di carico su tutti i ponti.||
Scadenza|30/11/2026||
N.|Descrizione dell'attività|Entro|Peso attività
1|Scelta del laboratorio|31/03/2026|30
2|Prove di carico|30/09/2026|50
3|Relazione al Consiglio|30/11/2026|20
PROGETTO N. 2|Illuminazione a led|Peso|40
Contenuti|Sostituzione di tutte le lampade.||
Scadenza|31/10/2026||
N.|Descrizione dell'attività|Entro|Peso attività
1|Gara|30/04/2026|40
2|Posa|31/10/2026|60
"""


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_the_heading_of_a_form_ends_the_table_of_works_above_it(form: str, tmp_path: Path) -> None:
    writers = {"xlsx": paper.as_workbook, "docx": paper.as_word, "pdf": paper.as_pdf}
    plan = read_plan(writers[form](_BANDED.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert [(o.title, o.weight, str(o.deadline)) for o in plan.objectives] == [
        ("Ponti sicuri", Decimal(60), "2026-11-30"),
        ("Illuminazione a led", Decimal(40), "2026-10-31"),
    ]
    assert [
        [(i.name, str(i.deadline), i.weight) for i in o.indicators] for o in plan.objectives
    ] == [
        [
            ("Scelta del laboratorio", "2026-03-31", Decimal(30)),
            ("Prove di carico", "2026-09-30", Decimal(50)),
            ("Relazione al Consiglio", "2026-11-30", Decimal(20)),
        ],
        [("Gara", "2026-04-30", Decimal(40)), ("Posa", "2026-10-31", Decimal(60))],
    ]


_WEIGHED = """Comune di Prova
Piano della performance 2026

UFFICIO AMBIENTE
Obiettivi / indicatori|Valore 2025|Target 2026|Peso
Ob. 1 – Rive pulite||entro 30/11/2026|60
- Quintali raccolti|120|200|50
- Segnalazioni|40|25|50
Ob. 2 – Orti per tutti||entro 31/10/2026|40
- Orti assegnati|8|20|100
"""


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_weights_of_both_levels_share_a_column_where_signs_tell_the_rows(
    form: str, tmp_path: Path
) -> None:
    writers = {"xlsx": paper.as_workbook, "docx": paper.as_word, "pdf": paper.as_pdf}
    plan = read_plan(writers[form](_WEIGHED.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert [(o.title, o.weight, str(o.deadline)) for o in plan.objectives] == [
        ("Rive pulite", 60, "2026-11-30"),
        ("Orti per tutti", 40, "2026-10-31"),
    ]
    assert [[(i.name, i.target, i.weight) for i in o.indicators] for o in plan.objectives] == [
        [("Quintali raccolti", 200, 50), ("Segnalazioni", 25, 50)],
        [("Orti assegnati", 20, 100)],
    ]


_CLOSED_BY_WEIGHTS = """Comune di Prova
Piano della performance 2026

UFFICIO AMBIENTE
Indicatore|2025|Valore atteso 2026|Peso ind.
Obiettivo: Rive pulite (peso 60%)|||
Quintali raccolti|120|200|50%
Segnalazioni|40|25|50%
Obiettivo: Orti per tutti (peso 40%)|||
Indicatore|2025|Valore atteso 2026|Peso ind.
Orti assegnati|8|20|100%

UFFICIO CULTURA
Indicatore|2025|Valore atteso 2026|Peso ind.
Obiettivo: Musei di sera (nei mesi caldi) (peso 70%)|||
Sere di apertura|4|12|60%
Visitatori della sera|300|900|40%
Obiettivo: Archivio in rete (peso 30%)|||
Indicatore|2025|Valore atteso 2026|Peso ind.
Pagine acquisite|300|900|100%
"""
_BANDS = TableStyle(
    [("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", (0, i), (-1, i)) for i in (1, 4))]
)


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_the_weight_that_closes_a_title_across_a_table_is_its_objectives(
    form: str, tmp_path: Path
) -> None:
    writers = {"xlsx": paper.as_workbook, "pdf": partial(paper.as_pdf, rules=_BANDS)}
    text = _CLOSED_BY_WEIGHTS.replace("|", "\t")
    plan = read_plan(writers[form](text, tmp_path / f"piano.{form}"))
    assert [(o.title, o.weight) for o in plan.objectives] == [
        ("Rive pulite", 60),
        ("Orti per tutti", 40),
        ("Musei di sera (nei mesi caldi)", 70),
        ("Archivio in rete", 30),
    ]
    assert [[(i.name, i.target, i.weight) for i in o.indicators] for o in plan.objectives] == [
        [("Quintali raccolti", 200, 50), ("Segnalazioni", 25, 50)],
        [("Orti assegnati", 20, 100)],
        [("Sere di apertura", 12, 60), ("Visitatori della sera", 900, 40)],
        [("Pagine acquisite", 900, 100)],
    ]
    assert not plan.anomalies
