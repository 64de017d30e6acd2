"""Everything the evaluation says is in the catalogue."""

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest

import handlers
from handlers.evaluating import conciliazione, premiums, smvp
from handlers.staff import personnel, personnel_fields
from ledger import errors_smvp
from ledger.commands.nucleo import OF_THE_BODY
from ledger.cycle.needs import LEAVES, PUBLICATIONS
from ledger.errors import Refusal
from ledger.evaluation import checks, payout
from ledger.evaluation.paylist import FUND_OF, Missing
from ledger.events.cycle import Phase
from ledger.events.evaluation import Moment
from ledger.people.absences import KINDS
from ledger.scoring import scheda as scheda_rules
from ledger.scoring.conciliation import State
from words.catalogue import TEXTS

HANDLERS = Path(handlers.__file__).parent
OWN = (
    "changes",
    "collegial",
    "nucleo",
    "posts",
    "rules",
    "conciliazione",
    "cycle",
    "deed",
    "entity",
    "evaluation",
    "evaluation_steps",
    "grading",
    "judging",
    "objectives",
    "outputs",
    "personnel",
    "personnel_fields",
    "premiums",
    "preview",
    "scheda",
    "scheda_page",
    "smvp",
    "talks",
    "whom",
)


def text_of(module: str) -> str:
    """Of a module of the conversations by its name, whichever folder it is in."""
    found = HANDLERS.rglob(f"{module}.py")
    (path,) = (path for path in found if not {"ask", "understand"} & set(path.parts))
    return path.read_text()


def literal_keys(module: str) -> set[str]:
    """Entries named in full; those put together from parts are tried one by one below."""
    text = text_of(module)
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


def test_every_command_has_its_words() -> None:
    assert {
        f"command.{name}" for c in smvp.CONVERSATIONS for name in c.commands
    } - TEXTS.keys() == set()


def after(module: str, then: str) -> set[str]:
    """The acts of a module after which something is told."""
    acts = set(re.findall(rf'{then}\("(\w+)"[,)]', text_of(module)))
    assert acts
    return acts


def stems() -> dict[str, set[str]]:
    """Names put together from parts (`say(f"premiums.fund.{name}")`), with every part they can
    have: a name that is not here has no way to be tried, and the test below says so."""
    funds = set(FUND_OF.values())
    moments = set(get_args(Moment))
    outputs = {*LEAVES, *PUBLICATIONS}
    kinds = {"evaluator", "proposal", "earlier"}
    kinds_of_fact = personnel_fields.FIELDS
    fields = {name for kind in kinds_of_fact for name in personnel_fields.fields_of(kind)}
    closed = {*personnel.CLOSED, "form", "role", "any_role", "ratio", "base", "pay", "hours"}
    return {
        "Lack.{}": outputs,
        "Who.{}": {output.who for output in (*LEAVES.values(), *PUBLICATIONS.values())},
        "nucleo.kind.{}": {kind.__name__ for kind in OF_THE_BODY},
        "rules.table.{}": {
            "roles",
            "sanctions",
            "absences",
            "holidays",
            "statutory_dates",
            "reminders",
        },
        "absence.{}": set(KINDS),
        "check.{}": set(re.findall(r'Check\(\s*"(\w+)"', Path(checks.__file__).read_text()))
        | {"excluded_dismissal", "excluded_presence", "bonus_source", "eq_result"},
        "conciliazione.card_sign.{}": {"yes", "no"},
        "conciliazione.signed.{}": {"accepted", "not_accepted"},
        "conciliazione.told.{}": {"accepted", "not_accepted"},
        "cycle.card.{}": {"approve", "validate"},
        "cycle.output.{}": {"due", "late"},
        "cycle.entity.{}": set(errors_smvp.EntityStage),
        "cycle.turn.{}": {"propose", "approve", "refuse"},
        "cycle.{}": {"closed", "reopened"},
        "evaluation.done.{}": kinds | {"changed"},
        "evaluation.review.{}": kinds,
        "evaluation.told.{}": {"proposal", "earlier"},
        "evaluation.word.{}": {"proposal", "earlier"},
        "follows.{}": after("changes", "_read_at") | after("objectives", "_own_told"),
        "follows.signed.{}": {"accepted", "not_accepted"},
        "follows.cycle.{}": after("cycle", "_goes_on"),
        "follows.grading.{}": after("grading", "_told"),
        "grading.told.{}": after("grading", "_told"),
        "oggi.{}": set(conciliazione.OWN_WORD),
        "personnel.follows.{}": {*personnel.FOLLOWS.values(), "counted"},
        "follows.premiums.{}": after("premiums", "_then"),
        "follows.privacy.{}": {"yes", "no"},
        "objectives.card.{}": {"propose", "assign"},
        "personnel.absence.{}": {"protected", "ordinary"},
        "personnel.ask.{}": fields,
        "personnel.field.{}": fields,
        "personnel.kind.{}": set(kinds_of_fact),
        "personnel.unknown.{}": closed | {"fact", "day", "until", "act_on"},
        "phase.{}": set(get_args(Phase)),
        "form.premi.{}": {*premiums.POOLS, "massimo"},
        "premiums.card.{}": {*premiums.POOLS, "massimo"},
        "premiums.fund.{}": funds,
        "premiums.line{}": {"", ".held"},
        "premiums.missing.{}": set(re.findall(r"`(\w+)`", inspect.getsource(Missing))) - {"person"},
        "cycle.card.anew.{}": {"proposed", "approved"},
        "premiums.warning.{}": {"bonus_source", "eq_result"},
        "privacy.card.{}": {"yes", "no"},
        "scheda.due.{}": {"person", "evaluator"},
        "scheda.name.{}": set(FIGURES),
        "scheda.state.{}": {"issued", *State},
        "scheda.told.{}": {"evaluator", "changed", "again"},
        "talk.card.{}": moments,
    }


FIGURES = (
    *re.findall(r'trail\.add\("(\w+)"', Path(scheda_rules.__file__).read_text()),
    *re.findall(r'shown\["(\w+)"\]', Path(scheda_rules.__file__).read_text()),
    *re.findall(r'^        "(\w+)": ', inspect.getsource(scheda_rules._shown_facts), re.M),
    *re.findall(r'^            "(\w+)": ', inspect.getsource(payout.full_scheda), re.M),
)
"""Every figure a scheda can show and every input of one, as the rules and the list name them."""


@pytest.mark.parametrize("stem", sorted(stems()))
def test_every_part_of_a_name_has_its_sentence(stem: str) -> None:
    assert {stem.format(part) for part in stems()[stem]} - TEXTS.keys() - {"scheda.name.role"} == (
        set()
    )


@pytest.mark.parametrize("module", OWN)
def test_no_name_is_put_together_that_nobody_tries(module: str) -> None:
    text = text_of(module)
    made = re.findall(r'(?<![\w.])say\(\s*f"([^"]+)"', text)
    assert {re.sub(r"{[^}]*}", "{}", name) for name in made} - stems().keys() == set()
