"""Any plan, laid out in any of the ways offices have, in any form, is read back as it was."""

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers import read_plan
from ledger.plan import Plan

from .layouts import LAYOUTS, Office
from .paper import (
    as_bare_pdf,
    as_open_text,
    as_open_workbook,
    as_pdf,
    as_set_text,
    as_shaded_pdf,
    as_text,
    as_word,
    as_workbook,
)
from .running import RUNNING
from .sheets import SHEETS
from .strange import STRANGE
from .styles import STYLES, Town, towns
from .written import WRITTEN


def as_csv(text: str, path: Path) -> Path:
    """The rows with semicolons; no cell of a drawn town holds one."""
    return as_text(text.replace("\t", ";"), path)


FORMS = {
    "txt": as_text,
    "xlsx": as_workbook,
    "docx": as_word,
    "pdf": as_pdf,
    "ods": as_open_workbook,
    "odt": as_open_text,
    "bare.pdf": as_bare_pdf,
    "shaded.pdf": as_shaded_pdf,
    "csv": as_csv,
    "set.txt": as_set_text,
}


def found(plan: Plan) -> list[object]:
    """The facts of a plan as `Town.facts` tells them."""
    names = {s.code: (_bare(a.name), _bare(s.name)) for a, s in plan.services()}
    areas = {s.code: a.code for a, s in plan.services()}
    told: list[object] = []
    for objective in plan.objectives:
        area, service = names[objective.unit]
        owners = {f"dirigente:{areas[objective.unit]}": "Dirigente", f"eq:{objective.unit}": "EQ"}
        indicators = tuple((i.name, i.target, i.baseline, i.weight) for i in objective.indicators)
        day = objective.deadline.strftime("%d/%m/%Y") if objective.deadline else None
        owner = owners.get(objective.owners[0]) if objective.owners else None
        told.append((area, service, objective.title, objective.weight, day, owner, indicators))
    return told


def _bare(name: str) -> str:
    """A unit's name without the word for its kind, as it was drawn."""
    bare = name
    for kind in ("Settore ", "Servizio ", "Ufficio ", "Area "):
        bare = bare.removeprefix(kind)
    return bare if bare != "Servizi alla persona" else "Servizi alla Persona"


@pytest.mark.parametrize("form", ["txt", "set.txt", "xlsx", "docx", "pdf", "ods", "odt"])
@pytest.mark.parametrize("style", STYLES)
@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(town=towns())
def test_a_plan_is_read_back_in_every_style_and_form(town: Town, style: str, form: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = FORMS[form](STYLES[style](town), Path(place) / f"piano.{form}")
        plan = read_plan(path)
    assert found(plan) == town.facts()
    assert plan.anomalies == ()


EVERY = {**LAYOUTS, **STRANGE, **SHEETS, **RUNNING, **WRITTEN}
"""Every layout by its name: whoever adds one puts it in one of these."""


@pytest.mark.parametrize(
    ("layout", "form"),
    [
        (name, form)
        for name, one in EVERY.items()
        for form in (*one.forms, *(["set.txt"] if "pdf" in one.forms else ()))
    ],
)
@settings(max_examples=2, deadline=None)
@given(town=towns(), seed=st.integers(0, 10**6))
def test_a_plan_is_read_back_whatever_words_an_office_uses(
    town: Town, seed: int, layout: str, form: str
) -> None:
    one = EVERY[layout]
    with tempfile.TemporaryDirectory() as place:
        text = one.write(Office(town, Random(seed)))
        plan = read_plan(FORMS[form](text, Path(place) / f"piano.{form}"))
    assert found(plan) == town.facts(indicator_weights=one.shares)
    assert plan.anomalies == ()
