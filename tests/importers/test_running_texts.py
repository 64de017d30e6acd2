"""Running texts: whatever the words, the signs and the places of the facts, they are read back."""

import pytest

from importers import open_document
from importers.tables.roles import Role
from importers.values.facts import told_in, told_in_sentence
from ledger.plan import Objective, Plan

from .prose import YEAR, drawn

_NEARLY_ALL = 0.94
"""Some ways of writing, put together by chance, cannot be told apart by anybody."""


def _said(plan: Plan) -> set[tuple[str, ...]]:
    """The facts of a plan as those of a drawn one are told."""
    names = {service.code: (area.name, service.name) for area, service in plan.services()}
    return {fact for one in plan.objectives for fact in _facts(one, names.get(one.unit, ()))}


def _facts(objective: Objective, unit: tuple[str, ...]) -> set[tuple[str, ...]]:
    title = objective.title
    found = {
        (title, "unit", *map(_bare, unit)),
        (title, "weight", f"{objective.weight}"),
        (title, "day", str(objective.deadline)),
        *((title, "work", work.title) for work in objective.phases),
    }
    for measure in objective.indicators:
        found.add((title, measure.name))
        said = {"target": measure.target, "before": measure.baseline, "weight": measure.weight}
        found |= {
            (title, measure.name, key, f"{value:f}" if key != "day" and hasattr(value, "quantize")
             else str(value))
            for key, value in {**said, "day": measure.deadline}.items()
            if value is not None
        }  # fmt: skip
    return found


def _bare(name: str) -> str:
    """A unit's name without the word for its kind, in small letters but the first."""
    kinds = ("settore ", "servizio ", "ufficio ", "area ", "direzione ", "unità ")
    bare = name.lower()
    for kind in kinds:
        bare = bare.removeprefix(kind)
    return bare.removeprefix("organizzativa ").capitalize()


@pytest.mark.parametrize("first", [0, 1000])
def test_what_running_texts_say_is_read_back_however_it_is_written(first: int) -> None:
    told = found = invented = 0
    for seed in range(first, first + 12):
        text, facts = drawn(seed)
        said = _said(open_document(text.encode(), "piano.txt").reading().plan)
        told += len(facts)
        found += len({_plain(fact) for fact in facts} & {_plain(fact) for fact in said})
        measures = {fact for fact in facts if len(fact) == 2}
        invented += len({fact for fact in said if len(fact) == 2} - measures)
    assert found >= told * _NEARLY_ALL
    assert invented <= told * (1 - _NEARLY_ALL) / 4


def _plain(fact: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.removesuffix(".00") for part in fact)


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
