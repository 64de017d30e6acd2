"""What one line or one cell holds in a row: numbered works, signatures, a word for nothing yet."""

from pathlib import Path

import pytest

from importers import read_plan
from importers.forms.countedlists import counted_apart

from . import paper


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("1) Gara - 2) Posa dei cavi - 3) Collaudo", ["Gara", "Posa dei cavi", "Collaudo"]),
        ("a) Avviso; b) Elenco", ["Avviso", "Elenco"]),
        ("1. Rilievi 2. Cantiere", ["Rilievi", "Cantiere"]),
        ("Rilievi (art. 3) e cantiere", ["Rilievi (art. 3) e cantiere"]),
        ("2) Posa - 4) Collaudo", ["2) Posa - 4) Collaudo"]),
    ],
)
def test_numbers_that_follow_one_another_part_a_line(line: str, items: list[str]) -> None:
    assert counted_apart(line) == items


_SHEETS = """Comune di Prova
Piano degli obiettivi 2026

SETTORE:|Lavori pubblici
Incaricato di E.Q.:|ing. Ada Neri

OB. 1|CAVIDOTTI NUOVI||peso|60|termine|30/11/2026
Fasi|1) Gara - 2) Posa dei cavi - 3) Collaudo
Indicatore di risultato||Fonte|anno 2025|Risultato atteso 2026
Metri posati||ufficio|120|400

OB. 2|PARAPETTI SICURI||peso|40|termine|31/10/2026
Fasi|1) Rilievi - 2) Cantiere
(indicatori in fase di individuazione)

Totale pesi||||100

Il Dirigente||||per presa visione, il Sindaco
"""


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_works_of_a_line_are_parted_and_what_is_still_to_come_is_no_measure(
    form: str, tmp_path: Path
) -> None:
    write = paper.as_word if form == "docx" else paper.as_workbook
    plan = read_plan(write(_SHEETS.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert [[p.title for p in o.phases] for o in plan.objectives] == [
        ["Gara", "Posa dei cavi", "Collaudo"],
        ["Rilievi", "Cantiere"],
    ]
    assert [[i.name for i in o.indicators] for o in plan.objectives] == [["Metri posati"], []]
    assert [o.owners for o in plan.objectives] == [("eq:A11",)] * 2
    assert [a.kind for a in plan.anomalies] == ["no_indicator"]


_PROSE = """Comune di Prova
Piano della performance 2026

SETTORE MOBILITÀ
Obiettivo 1 – Piste ciclabili continue fino alle scuole del centro e dei borghi (peso 60)
Il settore completa la rete che unisce i borghi alle scuole. Data di fine: 30 giugno 2026.
Indicatore|Anno 2025|Target 2026
Chilometri di piste|4|9

Obiettivo 2 – Stalli per le biciclette davanti a tutte le sedi comunali (peso 40)
Gli stalli coperti sono richiesti da chi lavora in Comune. Data di fine: 31 ottobre 2026.
Indicatore|Anno 2025|Target 2026
Stalli aperti|10|40
"""


@pytest.mark.parametrize("form", ["docx", "pdf", "txt"])
def test_a_label_that_closes_a_paragraph_tells_its_value(form: str, tmp_path: Path) -> None:
    writers = {"docx": paper.as_word, "pdf": paper.as_pdf, "txt": paper.as_text}
    plan = read_plan(writers[form](_PROSE.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert [(o.title.split()[0], o.weight, str(o.deadline)) for o in plan.objectives] == [
        ("Piste", 60, "2026-06-30"),
        ("Stalli", 40, "2026-10-31"),
    ]
    assert [[i.target for i in o.indicators] for o in plan.objectives] == [[9], [40]]
    assert not plan.anomalies
