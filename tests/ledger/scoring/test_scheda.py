"""A whole scheda and its trail: which rule, which inputs, which events."""

from fractions import Fraction

import pytest

from ledger.people import Role
from ledger.regulation import bundled
from ledger.scoring.errors import CalcError
from ledger.scoring.interim import DirigenteInterim
from ledger.scoring.numbers import to_cents
from ledger.scoring.parts import ObjectiveValue
from ledger.scoring.presence import Presence
from ledger.scoring.scheda import Figure, SchedaFacts, Status, evaluate, explain

DIRIGENTE_ITEMS = {code: Fraction(4) for code in bundled().roles[Role.DIRIGENTE].items}


def a_dirigente(**changes: object) -> SchedaFacts:
    """E = 83, S = 79, C = 32: D = 80.8."""
    known: dict[str, object] = {
        "role": "dirigente",
        "entity": Fraction(83),
        "objectives": [ObjectiveValue(Fraction(79))],
        "items": DIRIGENTE_ITEMS,
        "maximum": Fraction(18000),
    }
    return SchedaFacts(**{**known, **changes})  # type: ignore[arg-type]  # a builder


def figure(facts: SchedaFacts, name: str) -> Figure:
    scheda = evaluate(facts, bundled())
    return next(f for f in explain(facts, scheda, bundled()) if f.name == name)


def test_a_figure_tells_its_rule_its_inputs_and_its_events() -> None:
    facts = a_dirigente(events={"entity": (12, 15), "objectives": (7,), "items": (31,)})
    assert figure(facts, "D") == Figure(
        name="D",
        value="80.8",
        rule="R-06",
        inputs={"A": "29.05", "B": "19.75", "C": "32"},
        events=(7, 12, 15, 31),
    )


def test_the_amount_rests_on_everything_before_it() -> None:
    facts = a_dirigente(
        sanctions={"multa": 1},
        dirigente_interim=DirigenteInterim(granted=True),
        events={"entity": (1,), "sanctions": (2,), "maximum": (3,), "interim": (4,)},
    )
    found = figure(facts, "amount")
    assert (found.value, found.rule, found.events) == ("19800.00", "R-29", (1, 2, 3, 4))
    assert found.inputs["interim"] == "10 % di 18000.00 per 365 giorni su 365 = 1800.00"


def test_who_is_excluded_is_told_by_which_rule() -> None:
    dismissed = a_dirigente(sanctions={"licenziamento": 1}, events={"sanctions": (9,)})
    absent = a_dirigente(presence=Presence(Fraction(10)))
    assert figure(dismissed, "status").rule == "R-08"
    assert figure(dismissed, "status").events == (9,)
    assert figure(absent, "status").inputs == {"presence": "10"}


def test_without_a_maximum_there_is_a_score_and_no_amount() -> None:
    scheda = evaluate(a_dirigente(maximum=None), bundled())
    assert scheda.status == Status.EVALUATED
    assert scheda.score is not None
    assert scheda.score.amount is None
    names = [f.name for f in explain(a_dirigente(maximum=None), scheda, bundled())]
    assert names[-1] == "share_pct"


def test_a_scheda_keeps_the_figures_of_the_regulation_of_its_year() -> None:
    later = bundled().with_settings({"negative.threshold": "90", "sanctions.combine": "product"})
    facts = a_dirigente(sanctions={"multa": 1, "rimprovero_scritto": 1})
    before, after = evaluate(facts, bundled()), evaluate(facts, later)
    assert before == evaluate(facts, bundled())
    assert before != after


def test_a_maximum_may_be_entered_by_hand() -> None:
    """R-28: the pool is one way to a maximum, the hand another."""
    scheda = evaluate(a_dirigente(maximum=Fraction("12345.67")), bundled())
    assert scheda.score is not None
    assert scheda.score.amount == to_cents(Fraction("12345.67"))


def test_a_maximum_of_thousandths_is_refused() -> None:
    with pytest.raises(CalcError, match="due decimali"):
        evaluate(a_dirigente(maximum=Fraction("0.001")), bundled())
