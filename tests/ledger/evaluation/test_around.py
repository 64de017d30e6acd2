"""Around the scheda: grading of posts, hours of training, a person over the years. R-33, R-37."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation, ApproveEntity, ProposeEntity, ValidateEntity
from ledger.commands.evaluation import Given, IssueScheda, Judgement
from ledger.commands.grading import ApproveGrading, GradePost, RecordTraining
from ledger.commands.talks import RecordTalk
from ledger.errors import FutureDay, NotAllowed
from ledger.errors_smvp import NoGrading, OutOfRange
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.careers import mean_of_last, negatives_in_a_row
from ledger.evaluation.checks import checks
from ledger.evaluation.years import evaluated_years, year_of_procedure
from ledger.people import CLI
from ledger.people.service import year_of_service
from ledger.projections import personnel
from ledger.regulation import bundled

from ...town import PLAN
from .conftest import ACT, YEAR, Office


def test_a_post_is_graded_by_the_nucleo_and_approved_by_the_giunta(office: Office) -> None:
    graded = bundled().with_settings(
        {
            "eq_grading.criteria": [
                {"name": "complessità", "maximum": 60},
                {"name": "responsabilità", "maximum": 40},
            ],
            "eq_grading.bands": [
                {"from": 0, "pay": "5000.00"},
                {"from": 60, "pay": "9000.00"},
                {"from": 80, "pay": "12000.00"},
            ],
        }
    )
    office.refuses(GradePost("AS4", {}), "nucleo", NoGrading)
    office.does(AdoptRegulation(graded), by=CLI)
    points = {"complessità": Decimal(40), "responsabilità": Decimal(20)}
    office.refuses(GradePost("AS4", points), "segretario", NotAllowed)
    over = {**points, "responsabilità": Decimal(41)}
    office.refuses(GradePost("AS4", over), "nucleo", OutOfRange)
    office.does(GradePost("a.s.4", points), by="nucleo")
    found = personnel.grading(office.view.tables, "AS4")
    assert found is not None
    assert (found.pay, found.act) == (Decimal("9000.00"), None)
    assert personnel.grading(office.view.tables, "AS4", approved=True) is None
    office.does(ApproveGrading("AS4", *ACT), by="giunta")
    assert personnel.grading(office.view.tables, "AS4", approved=True) is not None
    office.refuses(ApproveGrading("AS4", *ACT), "giunta", NoGrading)
    the_grading_is_the_pay_of_the_post(office)


def the_grading_is_the_pay_of_the_post(office: Office) -> None:
    """9,000 for who holds it, until another is entered; a fifth of it for who has it ad interim."""
    regulation = regulation_of(office.view, YEAR).regulation
    assert year_of_service(office.view, "eq.as4", YEAR, regulation).position_pay == 9000
    office.fact("interim", "eq.as3", unit="AS4", what="media", since="2024-01-01")
    (quota,) = year_of_service(office.view, "eq.as3", YEAR, regulation).eq_interim
    assert quota.position_pay == 9000
    office.fact("posizione", "eq.as4", amount="9500", since="2024-01-01")
    assert year_of_service(office.view, "eq.as4", YEAR, regulation).position_pay == 9500
    assert year_of_service(office.view, "eq.af1", YEAR, regulation).position_pay is None


def test_hours_of_training_are_told_by_the_person_or_the_office(office: Office) -> None:
    office.does(AdoptRegulation(bundled().with_settings({"training.hours": 40})), by=CLI)
    day = dt.date(2024, 5, 2)
    office.refuses(RecordTraining("eq.as4", day, Decimal(6), "ANPR"), "eq.as3", NotAllowed)
    later = RecordTraining("eq.as4", dt.date(2025, 3, 1), Decimal(6), "ANPR")
    office.refuses(later, "eq.as4", FutureDay)
    office.does(RecordTraining("eq.as4", day, Decimal(6), "ANPR"), by="eq.as4")
    office.does(RecordTraining("eq.as4", day, Decimal(34), "privacy"), by="personale")
    assert personnel.training_hours(office.view.tables, "eq.as4", YEAR) == 40
    short = {c.subject for c in checks(office.view, YEAR, office.today) if c.kind == "training"}
    assert "eq.as3" in short and "eq.as4" not in short


def issued(office: Office, year: int, points: int, on: str) -> None:
    """A scheda of eq.as4 for a year: everything else is at 0 and E is 60."""
    office.on(on)
    office.does(ProposeEntity(year, Fraction(60), "prova"), by="segretario")
    office.does(ApproveEntity(year, "delibera 1", office.today), by="giunta")
    office.does(ValidateEntity(year), by="nucleo")
    office.does(RecordTalk("eq.as4", year, "conference", office.today), by="dirigente.as")
    items = {
        f"EQ-{n}": Given(Fraction(points), "prova") for n in ("I", "II", "III", "IV", "V", "VI")
    }
    values = {code: Given(Fraction(0), "prova") for code in ("AS4.1", "AS4.3", "AS4.4")}
    office.does(IssueScheda(Judgement("eq.as4", year, items, values)), by="dirigente.as")


def test_a_person_over_the_years(office: Office) -> None:
    """18 + 6n: 42 and 36 are negative, 48 too; the mean of the last three is 42."""
    for year in (2025, 2026):
        plan = PLAN.model_copy(update={"year": year})
        office.does(AdoptPlan(plan), by=CLI)
    issued(office, 2024, 4, "2025-02-11")
    assert year_of_procedure(office.view, office.today) == 2024
    assert not negatives_in_a_row(office.view, "eq.as4", 2024)
    issued(office, 2025, 3, "2026-02-11")
    assert negatives_in_a_row(office.view, "eq.as4", 2025)
    issued(office, 2026, 5, "2027-02-11")
    assert evaluated_years(office.view, "eq.as4") == [2026, 2025, 2024]
    found = mean_of_last(office.view, "eq.as4", 2026)
    assert found is not None
    assert (found.years, found.value) == ((2024, 2025, 2026), 42)
    earlier = mean_of_last(office.view, "eq.as4", 2025)
    assert earlier is not None and earlier.value == 39
