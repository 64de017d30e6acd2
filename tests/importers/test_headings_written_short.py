"""Headings cut to a word or a letter, in numbered sets, with what tells them elsewhere."""

from decimal import Decimal
from pathlib import Path

import pytest

from importers import read_plan
from importers.tables.headings import role_of
from importers.tables.roles import Role

from . import paper

_PLAN = """Comune di Prova
Piano degli obiettivi 2026

Pr.|Obiettivo|P.|Scad.|Ind. 1|Q. 1|x 1|Ind. 2|Q. 2|x 2|Cap.|Stanz.|Rif. DUP
AREA TECNICA|
1|Strade bianche|60|30/11/2026|Metri|400 metri|70|Buche chiuse|90|30|2041/1|38000|Miss. 10
2|Parchi di sera|40|31/10/2026|Parchi aperti|6|100||||2050/2|4000|Miss. 09
AREA DEI SERVIZI ALLA PERSONA|
3|Asili nido|70|30/09/2026|Posti offerti|48|60|Attesa|max 20 gg|40|1104/3|9000|Miss. 12
4|Biblioteca in piazza|30|31/12/2026|Letture animate|12|100||||1105/1|2500|Miss. 10
5|Sala studio aperta|0|31/12/2026|Ore di apertura|900|100||||1105/2|1500|Miss. 10

Legenda: q. = valore atteso a fine anno; x = peso dell'indicatore; P. = peso; Scad. = scadenza
"""


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_headings_of_a_letter_are_told_by_the_legend_and_by_their_sets(
    form: str, tmp_path: Path
) -> None:
    write = paper.as_word if form == "docx" else paper.as_workbook
    plan = read_plan(write(_PLAN.replace("|", "\t"), tmp_path / f"piano.{form}"))
    assert len(plan.objectives) == 5
    first = plan.objectives[0]
    assert (first.weight, str(first.deadline)) == (Decimal(60), "2026-11-30")
    assert [(i.name, i.target, i.weight) for i in first.indicators] == [
        ("Metri", Decimal(400), Decimal(70)),
        ("Buche chiuse", Decimal(90), Decimal(30)),
    ]
    assert [(b.chapter, b.amount) for b in first.budget] == [("2041/1", Decimal(38000))]
    assert [a.kind for a in plan.anomalies] == []


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Peso att.", Role.PHASE_WEIGHT),
        ("Da dove partiamo (baseline)", Role.BASELINE),
        ("A chi è rivolto (stakeholder)", Role.STAKEHOLDERS),
        ("Quali unità contribuiscono", Role.OTHER),
    ],
)
def test_a_heading_is_told_by_its_verb_its_cut_word_or_the_word_in_brackets(
    heading: str, role: Role
) -> None:
    assert role_of(heading) is role
