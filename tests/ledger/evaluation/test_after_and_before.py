"""What changes after a person left a unit, or after a scheda was issued, and the money it comes to.

A fund for one person, so that its maximum is the fund. By hand, of 2025:

    two schede, AS4 until 30 June: 360 CIE of 600 then, all 600 in December. E 80: A 20, B 15, C 35
    = 70, MIGLIORABILE: 1,000 x 60 % x 181/365 = 297.53 (by the figures of December 80: 396.71)
    a suspension after the issue: A 20, B 20, C 40 = 80, less a quarter 60, SUFFICIENTE:
    121.68 x 50 % = 60.84 (as issued 80 %: 97.34)
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml

from ledger.commands.adoption import AdoptPlan
from ledger.commands.because import Because
from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.ente import AdoptRegulation
from ledger.commands.evaluation import IssueScheda, Judgement
from ledger.commands.plan import SetTarget
from ledger.commands.premiums import SetPool
from ledger.commands.progress import RecordProgress, ValidateProgress
from ledger.commands.progress import Said as Fact
from ledger.evaluation.payout import payout
from ledger.evaluation.schede import proposed_values
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.people.positions import positions
from ledger.plan import Plan
from ledger.regulation import bundled

from ...town import PLAN_TEXT
from .conftest import Office

PERSON = "dipendente.as4"
CIE = {"AS4.1": "60", "AS4.4": "60"}
"""What the evaluator says of the objectives nobody reported on."""


class Office2025(Office):
    """The same town a year later, its only employee reached by the whole fund."""

    year = 2025
    opens_on = "2025-01-10"

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        tree = yaml.safe_load(PLAN_TEXT.replace("2024-", "2025-").replace("2024", "2025"))
        plan = Plan.model_validate({**tree, "anomalies": []})
        self.does(AdoptPlan(plan), by=CLI)
        self.does(AdoptRegulation(bundled(), 2025), by=CLI)
        self.fact("servizio", PERSON, what="istruttori", since="2010-03-01")

    def cie(self, value: int, day: str) -> None:
        fact = Fact("AS4.3.1", "absolute", Decimal(value), day=dt.date.fromisoformat(day))
        (e,) = self.on(day).does(RecordProgress((fact,)), by="eq.as4")
        self.does(ValidateProgress((e.seq,)), by="dirigente.as")

    def fund(self, amount: str) -> None:
        self.does(SetPool(2025, "staff", Decimal(amount), "del. 9", dt.date(2025, 12, 10)),
                  by="personale")  # fmt: skip

    def paid(self, key: str) -> Fraction:
        found = payout(self.view.of(2025), 2025, self.today)
        return next(line for line in found.lines if line.key == key).amount

    def judges(self, part: str, eq: str, by: str, values: dict[str, str]) -> None:
        said = self.judgement(PERSON, points=POINTS, values=values, part=part, seen=0)
        self.proposes(PERSON, by=eq, points=POINTS, values=values, part=part)
        seen = self.judgement(PERSON, part=part).seen
        own = Judgement(PERSON, 2025, said.items, said.values, part, seen)
        self.does(IssueScheda(own), by=by)


POINTS = {"DP-I.A": 3, "DP-I.B": 3, "DP-II.A": 3, "DP-II.B": 3, "DP-III.A": 3}
"""The other five are given 4: C is 35."""


@pytest.fixture
def office(memory: Callable[[], Ledger]) -> Office2025:
    return Office2025(memory())


def test_a_part_is_paid_for_what_was_reached_on_the_last_day_there(office: Office2025) -> None:
    office.on("2025-06-25")
    office.fact("assegnazione", PERSON, unit="AF1", since="2025-07-01")
    office.cie(360, "2025-06-28")
    office.cie(600, "2025-12-29")
    office.on("2026-02-10").entity("80").fund("1000")
    (first, _) = positions(office.view.of(2025), PERSON, 2025)
    values = {p.code: p.value for p in proposed_values(office.view, first)}
    assert (first.part, values["AS4.3"]) == ("AS4", 60)
    office.judges("AS4", "eq.as4", "dirigente.as", {**CIE, "AS4.3": "60"})
    score = office.score(PERSON, "AS4")
    assert (score.d, score.payout.label) == (70, "MIGLIORABILE")
    assert office.paid(f"{PERSON}@AS4") == Fraction("297.53")


def test_a_target_changed_later_is_not_that_of_who_had_left(office: Office2025) -> None:
    """480 of 600 were 80 %; the target that went up to 800 in September is of others."""
    office.on("2025-06-25")
    office.fact("assegnazione", PERSON, unit="AF1", since="2025-07-01")
    office.cie(480, "2025-06-28")
    why = Because("la delegazione ha aperto", "delibera 40", dt.date(2025, 9, 1))
    office.on("2025-09-02").does(SetTarget("AS4.3.1", Decimal(800), 2025, why), by="dirigente.as")
    (first, _) = positions(office.view.of(2025), PERSON, 2025)
    values = {p.code: p.value for p in proposed_values(office.view, first)}
    assert values["AS4.3"] == 80
    assert office.view.of(2025).standing("AS4.3.1") is not None
    whole = next(p for p in positions(office.view.of(2025), "eq.as4", 2025))
    assert {p.code: p.value for p in proposed_values(office.view, whole)}["AS4.3"] == 60


def test_a_suspension_after_the_issue_reaches_the_money(office: Office2025) -> None:
    office.on("2026-02-10").entity("80").fund("121.68")
    office.proposes(PERSON, by="eq.as4")
    office.issues(PERSON, by="dirigente.as")
    assert (office.score(PERSON).d, office.paid(PERSON)) == (80, Fraction("97.34"))
    office.fact("sanzione", PERSON, what="sospensione", since="2025-06-10")
    assert office.paid(PERSON) == Fraction("60.84")
    office.issues(PERSON, by="dirigente.as")
    office.does(AcknowledgeScheda(PERSON, 2025, 2, read_on="page"), by=PERSON)
    score = office.score(PERSON)
    assert (score.final, score.payout.label) == (60, "SUFFICIENTE")
    assert office.paid(PERSON) == Fraction("60.84")
