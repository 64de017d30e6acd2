"""Rows of measures and works that open with words of labels, and are rows all the same."""

import datetime as dt
from pathlib import Path

import docx
import pytest

from importers import read_plan

from . import paper

_PLAN = """Comune di Prova
Piano degli obiettivi 2026

AREA OPERE
SCHEDA OBIETTIVO OPE/1
Codice|OPE/1
Titolo|Fognature nuove
Peso|60
Fase|Entro il
Piano dei servizi|31/03/2026
Verifiche|30/06/2026
Scavi|30/09/2026

Indicatore|Target 2026
Spesa rendicontata|90.000 euro
Metri posati|800
Avvio del servizio|entro il 31/10/2026

SCHEDA OBIETTIVO OPE/2
Codice|OPE/2
Titolo|Argini sicuri
Peso|40
Fase|Entro il
Monitoraggio|28/02/2026
Lavori|31/10/2026

Indicatore|Target 2026
Metri rialzati|300
Percentuale di milestone raggiunte|100%
"""


@pytest.mark.parametrize("form", ["docx", "pdf", "txt"])
def test_a_word_of_labels_before_a_figure_or_a_day_is_no_label(form: str, tmp_path: Path) -> None:
    writers = {"docx": paper.as_word, "pdf": paper.as_pdf, "txt": paper.as_text}
    plan = read_plan(writers[form](_PLAN.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert [(o.title, o.printed, o.weight) for o in plan.objectives] == [
        ("Fognature nuove", "OPE/1", 60),
        ("Argini sicuri", "OPE/2", 40),
    ]
    assert [[p.title for p in o.phases] for o in plan.objectives] == [
        ["Piano dei servizi", "Verifiche", "Scavi"],
        ["Monitoraggio", "Lavori"],
    ]
    assert [[(i.name, i.target) for i in o.indicators] for o in plan.objectives] == [
        [
            ("Spesa rendicontata", 90000),
            ("Metri posati", 800),
            ("Avvio del servizio", dt.date(2026, 10, 31)),
        ],
        [("Metri rialzati", 300), ("Percentuale di milestone raggiunte", 100)],
    ]
    assert [area.name for area in plan.areas] == ["Area Opere"]


def test_a_measure_whose_figure_is_left_out_keeps_its_row_in_a_text(tmp_path: Path) -> None:
    text = _PLAN.replace("|", "\t").replace("Metri rialzati\t300", "Metri rialzati\t")
    plan = read_plan(paper.as_text(text, tmp_path / "piano.txt"))
    assert [i.name for i in plan.objectives[1].indicators] == [
        "Metri rialzati",
        "Percentuale di milestone raggiunte",
    ]
    assert [(a.kind, a.where) for a in plan.anomalies if a.kind == "no_target"] == [
        ("no_target", "A11.2.1")
    ]


def test_a_heading_as_high_as_the_unit_s_ends_its_last_objective(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova - Piano della performance 2026")
    for unit, title in (("Servizio Opere", "Ponti sicuri"), ("Servizio Scuola", "Mense nuove")):
        document.add_heading(unit, 1)
        document.add_paragraph(f"Obiettivo n. 1: {title}")
        document.add_paragraph("Peso: 100/100 – Scadenza: 30 giugno 2026")
        document.add_paragraph("Indicatori di risultato:")
        document.add_paragraph("- Collaudi eseguiti: valore atteso 12 (2025: 4)")
    document.add_heading("4. Monitoraggio", 1)
    document.add_paragraph("Gli esiti sono trasmessi al Nucleo di valutazione ogni sei mesi.")
    document.save(str(tmp_path / "piano.docx"))
    plan = read_plan(tmp_path / "piano.docx")
    assert [[i.name for i in o.indicators] for o in plan.objectives] == [["Collaudi eseguiti"]] * 2
