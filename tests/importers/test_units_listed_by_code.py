"""Lists of units that give each a code, in a cell or in columns of codes and names."""

from pathlib import Path

import pytest

from importers import read_plan

from . import paper

_IN_A_CELL = """Comune di Prova
Piano della performance 2026

Direzione|Servizi|Dirigente
D.A. Direzione Affari Interni|D.A.1 Protocollo e Messi; D.A.2 Stipendi|Dirigente D.A.
D.B. Direzione Opere|D.B.1 Strade, Ponti e Segnaletica; D.B.2 Cimiteri|Dirigente D.B.
"""
_IN_COLUMNS = """Comune di Prova
Piano della performance 2026

Direzione|U.O.|Denominazione
D.A. Direzione Affari Interni|D.A.1|Protocollo e Messi
|D.A.2|Stipendi
D.B. Direzione Opere|D.B.1|Strade, Ponti e Segnaletica
|D.B.2|Cimiteri
"""
_IN_NUMBERS = """Comune di Prova
Piano della performance 2026

Direzione|Codice servizio|Servizio|Dirigente
Direzione Affari Interni|1.1|Protocollo e Messi|dott. Neri
|1.2|Stipendi|dott. Neri
Direzione Opere|2.1|Strade, Ponti e Segnaletica|ing. Gialli
|2.2|Cimiteri|ing. Gialli
"""
_NUMBERS = {"D.A.1": "1.1", "D.A.2": "1.2", "D.B.1": "2.1", "D.B.2": "2.2"}
_PLAN = """
Obiettivi e indicatori dell'anno

U.O.|Cod.|Obiettivo|Peso|Entro|Indicatore|Target 2026
D.A.1|P1|Albo in rete|100|30/06/2026|Atti pubblicati in rete|90%
D.B.1|P3|Segnali nuovi|100|30/09/2026|Segnali posati|120
D.A.2|P2|Cedolini in rete|100|31/10/2026|Cedolini inviati|600
D.B.2|P4|Viali curati|100|31/12/2026|Viali sistemati|8
"""


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize(
    "listed", [_IN_A_CELL, _IN_COLUMNS, _IN_NUMBERS], ids=["cell", "columns", "numbers"]
)
def test_objectives_go_to_the_units_whose_codes_a_list_tells(
    listed: str, form: str, tmp_path: Path
) -> None:
    write = paper.as_word if form == "docx" else paper.as_pdf
    text = f"{listed}{_PLAN}".replace("|", "\t")
    for letters, numbers in _NUMBERS.items() if listed is _IN_NUMBERS else ():
        text = text.replace(letters, numbers)
    plan = read_plan(write(text, tmp_path / f"piano.{form}"))
    told = [(area.name, [service.name for service in area.services]) for area in plan.areas]
    assert told == [
        ("Direzione Affari Interni", ["Protocollo e Messi", "Stipendi"]),
        ("Direzione Opere", ["Strade, Ponti e Segnaletica", "Cimiteri"]),
    ]
    names = {service.code: service.name for area in plan.areas for service in area.services}
    assert {o.title: names[o.unit] for o in plan.objectives} == {
        "Albo in rete": "Protocollo e Messi",
        "Cedolini in rete": "Stipendi",
        "Segnali nuovi": "Strade, Ponti e Segnaletica",
        "Viali curati": "Cimiteri",
    }
