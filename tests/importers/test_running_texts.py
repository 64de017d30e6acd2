"""Running texts: whatever the words, the signs and the places of the facts, they are read back."""

import pytest

from importers import open_document
from importers.tables.roles import Role
from importers.values.facts import told_in, told_in_sentence

from .prose import YEAR, drawn
from .said import plain, said

_NEARLY_ALL = 0.94
"""Some ways of writing, put together by chance, cannot be told apart by anybody."""


@pytest.mark.parametrize("first", [0, 1000])
def test_what_running_texts_say_is_read_back_however_it_is_written(first: int) -> None:
    told = found = invented = 0
    for seed in range(first, first + 12):
        text, facts = drawn(seed)
        read = said(open_document(text.encode(), "piano.txt").reading().plan)
        told += len(facts)
        found += len({plain(fact) for fact in facts} & {plain(fact) for fact in read})
        measures = {fact for fact in facts if len(fact) == 2}
        invented += len({fact for fact in read if len(fact) == 2} - measures)
    assert found >= told * _NEARLY_ALL
    assert invented <= told * (1 - _NEARLY_ALL) / 4


@pytest.mark.parametrize(
    ("text", "name", "facts"),
    [
        ("Visite (target 40; peso 30%)", "Visite", {"target": "40", "weight": "30%"}),
        ("Visite: da 9 (2025) a 40 (2026)", "Visite", {"baseline": "9", "target": "40"}),
        ("Visite [40 nel 2026] [2025: 9]", "Visite", {"baseline": "9", "target": "40"}),
        ("Chiuse entro 7 giorni: 90% – peso 5", "Chiuse entro 7 giorni",
         {"target": "90%", "weight": "5"}),
        ("Riscosso sul ruolo 2022: 70%", "Riscosso sul ruolo 2022", {"target": "70%"}),
        ("Atti: 40 – entro il 30/6/2026", "Atti", {"target": "40", "deadline": "30/6/2026"}),
        ("Atti: valore atteso 2000 (anno 2025: 1)", "Atti", {"target": "2000", "baseline": "1"}),
        ("Peso: 50 - Conclusione: 30 giugno 2026", "",
         {"weight": "50", "deadline": "30 giugno 2026"}),
        ("Segnalazioni risolte: #N/D (peso 10)", "Segnalazioni risolte",
         {"target": "#N/D", "weight": "10"}),
    ],
)  # fmt: skip
def test_a_line_is_its_name_and_the_facts_that_run_to_its_end(
    text: str, name: str, facts: dict[str, str]
) -> None:
    told = told_in(text, YEAR)
    assert told is not None
    assert told.name == name
    assert {str(role): value for role, value in told.facts} == facts


@pytest.mark.parametrize(
    "text",
    [
        "Le pratiche sono cresciute da 30 a 40 e impegnano tutti gli uffici",
        "Obiettivo ai sensi dell'art. 4-bis del D.L. 13/2023",
        "Villalta, 27 gennaio 2025",
        "Rendiconto 2025 in Consiglio nei termini",
    ],
)
def test_a_line_that_says_anything_else_tells_no_facts(text: str) -> None:
    assert told_in(text, YEAR) is None


def test_a_sentence_tells_a_weight_and_a_day_and_nothing_else() -> None:
    said = "L'obiettivo vale 30 punti su 100 e va concluso entro il 30 giugno 2026."
    assert dict(told_in_sentence(said, YEAR)) == {
        Role.WEIGHT: "30 punti su 100",
        Role.DEADLINE: "30 giugno 2026",
    }
    assert told_in_sentence("Il comitato valuta 30 domande entro il 30 giugno 2026.", YEAR) == ()
