"""Citizens in the evaluation: a part of the performance of the ente, and the users of what is
digital. R-03, R-19, R-34.

By hand: 40 people, three questions, each (0, 0, 10, 10, 20) from 1 to 5: 120 marks, 90 of them 4
or 5, so 75 %. A plan at P with citizens at 10 %: (P x 90 + 75 x 10) / 100.
"""

import datetime as dt
from fractions import Fraction

from ledger.commands.cycle import ReportMonitoring
from ledger.commands.ente import AdoptRegulation, ProposeEntity, computed_entity
from ledger.commands.surveys import CloseSurvey, OpenSurvey
from ledger.cycle.monitored import monitored
from ledger.errors_smvp import ValueReason
from ledger.evaluation.entity import citizens, reckoned
from ledger.events.surveys import SurveyQuestion
from ledger.people import CLI
from ledger.projections import cycle, evaluation
from ledger.regulation import bundled

from .conftest import YEAR, Office
from .test_checks import subjects

QUESTIONS = tuple(SurveyQuestion(it=f"Domanda {n}?", en=f"Question {n}?") for n in (1, 2, 3))
ROW = (0, 0, 10, 10, 20)


def asks(office: Office, indicator: str, code: str, people: int = 40, by: str = "eq.as4") -> None:
    closes = dt.date(2025, 3, 1)
    office.does(OpenSurvey(indicator, "Lo sportello", QUESTIONS, closes, YEAR), by=by)
    office.does(CloseSurvey(code, people, (ROW, ROW, ROW), YEAR), by=by)


def citizens_weigh(office: Office, percent: int) -> None:
    settings = {"entity.citizens_pct": percent, "digital.words": ["sportello"]}
    office.does(AdoptRegulation(bundled().with_settings(settings), YEAR), by=CLI)


def test_citizens_weigh_what_the_regulation_says_and_nothing_where_it_says_nothing(
    office: Office,
) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4", validated_by="dirigente.as")
    plan = computed_entity(office.view, YEAR)
    assert plan is not None
    asks(office, "AS4.3.1", "Q1")
    assert computed_entity(office.view, YEAR) == plan, "none by default"
    citizens_weigh(office, 10)
    assert computed_entity(office.view, YEAR) == (plan * 90 + 75 * 10) / 100
    assert reckoned(office.view, YEAR).plan == plan


def test_what_citizens_said_is_kept_with_the_proposal(office: Office) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4", validated_by="dirigente.as")
    citizens_weigh(office, 10)
    asks(office, "AS4.3.1", "Q1")
    office.refuses(ProposeEntity(YEAR, reckoned(office.view, YEAR).plan), "segretario", ValueReason)
    office.does(ProposeEntity(YEAR), by="segretario")
    found = evaluation.entity(office.view.tables, YEAR)
    assert found is not None and found.citizens is not None
    assert found.citizens.model_dump() == {
        "percent": "10",
        "share": "75",
        "people": 40,
        "surveys": ("Q1",),
    }
    assert office.ledger.differs_from_rebuild() == []


def test_a_questionnaire_few_answered_does_not_count_and_is_missed(office: Office) -> None:
    citizens_weigh(office, 10)
    plan = computed_entity(office.view, YEAR)
    assert subjects(office, "citizens_unheard") == {"ENTE"}
    asks(office, "AS4.3.1", "Q1", people=29)
    found = citizens(office.view, YEAR)
    assert found is not None and found.heard is None
    assert computed_entity(office.view, YEAR) == plan
    asks(office, "AS3.1.1", "Q2", people=30, by="eq.as3")
    found = citizens(office.view, YEAR)
    assert found is not None and found.codes == ("Q2",) and found.heard is not None
    assert found.heard.share == Fraction(75)
    assert subjects(office, "citizens_unheard") == set()


def test_what_is_digital_is_monitored_on_what_its_users_perceive(office: Office) -> None:
    citizens_weigh(office, 0)
    assert subjects(office, "users_unheard") == {"AS4.1"}
    rows = {row.code: row for row in monitored(office.view, YEAR, office.today)}
    assert (rows["AS4.1"].digital, rows["AS4.1"].perceived) == (True, None)
    asks(office, "AS4.1.1", "Q1")
    assert subjects(office, "users_unheard") == set()
    office.does(ReportMonitoring(YEAR), by="segretario")
    (reported,) = cycle.monitorings(office.view.tables, YEAR)
    (row,) = [row for row in reported.figures if row.digital]
    assert (row.code, row.perceived, row.people) == ("AS4.1", "75", 40)
