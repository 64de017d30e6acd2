"""A whole year written by version 0.1.0 and computed by hand before anybody looked at the program.

It opens in every later version, verifies, rebuilds to the same, and answers the same figures: also
once the next year's plan stands beside it and is reported on.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.progress import RecordProgress, Said
from ledger.evaluation.payout import computed, full_scheda, payout
from ledger.evaluation.schede import judged, latest
from ledger.evaluation.years import year_of_procedure
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import Plan
from ledger.projections import evaluation, procedures

from ..town import at

PAST = Path(__file__).with_name("past")
YEAR = 2025

FIGURES: dict[str, tuple[Fraction | None, str, str]] = {
    "segretario": (Fraction("79.45"), "9000.00", "0"),
    "dirigente.as": (Fraction(13171, 180), "8670.68", "0"),
    "dirigente.af": (Fraction(5117, 60), "14000.00", "0"),
    "eq.as4": (Fraction("75.62"), "6000.00", "0"),
    "eq.as1": (Fraction(2717, 45), "3609.04", "0"),
    "eq.at1": (Fraction("72.6"), "2500.00", "0"),
    "eq.aa1": (None, "5000.00", "0"),
    "eq.af1": (None, "5000.00", "0"),
    "dip.rossi": (Fraction("84.875"), "2385.97", "0"),
    "dip.rosa": (Fraction("81.125"), "2005.01", "0"),
    "dip.verdi": (Fraction("86.125"), "797.50", "0"),
    "dip.neri": (Fraction("79.875"), "1939.85", "0"),
    "dip.viola": (Fraction("92.875"), "2982.46", "585.24"),
    "dip.blu": (Fraction("71.25"), "1593.98", "0"),
    "dip.gialli": (None, "0.00", "0"),
    "dip.bianchi": (None, "0.00", "0"),
}
"""Final score, paid, bonus."""


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Ledger]:
    file = tmp_path / "past.db"
    shutil.copy(PAST / "ledger-2025.db", file)
    ledger = Ledger.open(file, FixedClock(at("2026-06-30", 12)))
    yield ledger
    ledger.close()


def with_next_year(ledger: Ledger) -> Ledger:
    """The plan of 2026, and half a year of reports on it."""
    plan = Plan.model_validate(yaml.safe_load((PAST / "plan-2026.yaml").read_text("utf-8")))
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    for code, person in (("AS4.1.1", "eq.as4"), ("AS1.1.1", "eq.as1")):
        fact = Said(code, "absolute", Decimal(7), day=dt.date(2026, 6, 29))
        ledger.execute(RecordProgress((fact,)), actor=person, cause="test")
    return ledger


def test_it_verifies_and_rebuilds_to_the_same(past: Ledger) -> None:
    assert past.verify().seq == 175
    assert past.differs_from_rebuild() == []
    with_next_year(past)
    assert past.differs_from_rebuild() == []


@pytest.mark.parametrize("beside_another", [False, True], ids=["alone", "beside 2026"])
@pytest.mark.parametrize("person", sorted(FIGURES))
def test_every_figure_is_that_of_the_hand(past: Ledger, person: str, beside_another: bool) -> None:
    if beside_another:
        with_next_year(past)
    final, amount, bonus = FIGURES[person]
    found = payout(past.view, YEAR, past.today())
    line = next(ln for ln in found.lines if ln.key == person)
    assert (line.amount, line.bonus) == (Fraction(amount), Fraction(bonus))
    version = latest(past.view, person, YEAR)
    if version is None:
        assert line.excluded == "excluded_presence"
        return
    score = full_scheda(past.view, version, past.today()).score
    assert score is not None
    assert final is None or score.final == final
    assert score.negative is (person == "dip.gialli")
    assert score.amount == Fraction(amount) + Fraction(bonus)


@pytest.mark.parametrize("beside_another", [False, True], ids=["alone", "beside 2026"])
def test_sectors_and_funds(past: Ledger, beside_another: bool) -> None:
    if beside_another:
        with_next_year(past)
    found = payout(past.view, YEAR, past.today())
    assert {name: share.amount for name, share in found.sectors.items()} == {
        "AS": Fraction("11127.82"),
        "AF": Fraction("6215.54"),
        "AT": Fraction("2656.64"),
    }
    assert (found.pool, found.residual) == (20000, Fraction("7709.99"))
    left = {fund.name: fund.left for fund in found.funds}
    assert left["dirigenti"] == 30000 - Fraction("22670.68")
    assert found.fixed is not None and found.fixed.day == dt.date(2026, 3, 24)
    assert (found.differences, found.missing) == ((), ())
    assert computed(past.view, YEAR, past.today()).residual == found.residual


def test_the_first_version_of_a_scheda_changed_in_conciliazione(past: Ledger) -> None:
    first, second = evaluation.versions(past.view.tables, YEAR, "eq.as4")
    before, after = judged(past.view, first).score, judged(past.view, second).score
    assert before is not None and after is not None
    assert (before.d, before.final, before.display) == (
        Fraction("75.6"),
        Fraction("71.82"),
        "71.82",
    )
    assert (after.d, after.final) == (Fraction("79.6"), Fraction("75.62"))
    done = procedures.procedure(past.view.tables, "eq.as4", YEAR, "")
    assert done is not None
    assert (done.notified_on, done.deadline) == (dt.date(2026, 2, 12), dt.date(2026, 2, 26))


def test_a_reopened_year_is_the_one_procedures_speak_of(past: Ledger) -> None:
    assert year_of_procedure(with_next_year(past).view, past.today()) == YEAR
