"""Everything the evaluation says is in the catalogue."""

import inspect
import re
from pathlib import Path

import pytest

from handlers import personnel, smvp
from ledger import errors_smvp
from ledger.errors import Refusal
from ledger.evaluation import checks
from ledger.evaluation.paylist import Missing
from ledger.events.cycle import Phase
from ledger.scoring.conciliation import State
from words.catalogue import TEXTS

HANDLERS = Path(smvp.__file__).parent
OWN = (
    "conciliazione",
    "cycle",
    "deed",
    "evaluation",
    "evaluation_steps",
    "judging",
    "personnel",
    "premiums",
    "scheda",
    "smvp",
)


def literal_keys(module: str) -> set[str]:
    """Entries named in full; those put together from parts are tried one by one below."""
    text = (HANDLERS / f"{module}.py").read_text()
    said = re.findall(r'(?<![\w.])say\(\s*"([^"]+)"', text)
    labels = re.findall(r'(?<![\w.])button\(\s*"([^"]+)"', text)
    return {*said, *(f"button.{label}" for label in labels)}


@pytest.mark.parametrize("module", OWN)
def test_every_sentence_is_there(module: str) -> None:
    assert literal_keys(module) - TEXTS.keys() == set()


def test_every_refusal_has_its_sentence() -> None:
    refusals = {
        name
        for name, kind in inspect.getmembers(errors_smvp, inspect.isclass)
        if issubclass(kind, Refusal) and kind is not Refusal
    }
    assert {name for name in refusals if f"error.{name}" not in TEXTS} == set()


def test_every_check_phase_and_state_has_its_words() -> None:
    kinds = re.findall(r'Check\("(\w+)"', Path(checks.__file__).read_text())
    missing = re.findall(r"`(\w+)`", inspect.getsource(Missing))
    keys = {
        *(f"check.{kind}" for kind in (*kinds, "excluded_dismissal", "excluded_presence")),
        *(f"phase.{letter}" for letter in Phase.__args__),
        *(f"scheda.state.{state}" for state in ("issued", *State)),
        *(f"premiums.missing.{what}" for what in (*missing, "until") if what != "person"),
        *(f"personnel.ask.{name}" for fields in personnel.FIELDS.values() for name in fields),
        *(f"personnel.field.{name}" for fields in personnel.FIELDS.values() for name in fields),
        *(f"command.{name}" for c in smvp.CONVERSATIONS for name in c.commands),
        *(f"cycle.entity.{step}" for step in errors_smvp.Stage),
    }
    assert keys - TEXTS.keys() == set()
