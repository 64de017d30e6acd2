"""Moves in the year: which scheda a person gets, and who signs it. R-18, R-19."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from ledger.commands.ente import AdoptRegulation
from ledger.commands.evaluation import IssueScheda, position_of, seen_by
from ledger.commands.progress import RecordProgress, Said, ValidateProgress
from ledger.errors import NotAllowed
from ledger.errors_smvp import Issued
from ledger.evaluation.schede import proposed_values
from ledger.people import CLI, Role
from ledger.people.positions import positions
from ledger.projections import evaluation
from ledger.regulation import bundled

from .conftest import YEAR, Office


def moved(office: Office, day: str, unit: str = "AF1") -> None:
    office.fact("assegnazione", "dipendente.as4", unit=unit, since=day)


def test_a_move_ends_the_post_held_the_day_before(office: Office) -> None:
    moved(office, "2024-04-01")
    posts = office.view.posts("dipendente.as4")
    assert [(p.unit, p.since, p.until) for p in posts] == [
        ("AS4", None, dt.date(2024, 3, 31)),
        ("AF1", dt.date(2024, 4, 1), None),
    ]


def test_a_move_entered_again_replaces_the_wrong_one(office: Office) -> None:
    moved(office, "2024-04-01", "AS3")
    moved(office, "2024-04-01", "AF1")
    assert [p.unit for p in office.view.posts("dipendente.as4")] == ["AS4", "AF1"]


def test_the_scheda_follows_the_unit_of_most_months(office: Office) -> None:
    moved(office, "2024-04-01")
    position = position_of(office.view, "dipendente.as4", YEAR)
    assert (position.post.unit, position.evaluators) == ("AF1", ("dirigente:AF",))
    assert position.proposers == ("eq:AF1",)


def test_moved_in_november_the_scheda_is_the_old_unit_s_signed_by_the_new(office: Office) -> None:
    moved(office, "2024-11-01")
    position = position_of(office.view, "dipendente.as4", YEAR)
    assert position.post.unit == "AS4"
    assert position.evaluators == ("dirigente:AF",)
    assert position.earlier == ("dirigente:AS",)
    office.entity("83").proposes("dipendente.as4", by="eq.af1")
    office.proposes("dipendente.as4", by="dirigente.as", points=2)
    office.refuses(IssueScheda(office.judgement("dipendente.as4")), "dirigente.as", NotAllowed)
    office.issues("dipendente.as4", by="dirigente.af")
    sheet = office.scheda("dipendente.as4").version.sheet
    assert {line.code for line in sheet.objectives} == {"AS4.1", "AS4.3", "AS4.4"}
    kinds = [
        c.kind for c in evaluation.contributions(office.view.tables, "dipendente.as4", YEAR, "")
    ]
    assert kinds == ["proposal", "earlier"]


def test_six_months_each_make_two_schede(office: Office) -> None:
    moved(office, "2024-07-01")
    first, second = positions(office.view, "dipendente.as4", YEAR)
    assert {first.part, second.part} == {"AS4", "AF1"}
    office.entity("83")
    office.proposes("dipendente.as4", by="eq.as4", part="AS4")
    office.issues("dipendente.as4", by="dirigente.as", part="AS4")
    office.proposes("dipendente.as4", by="eq.af1", part="AF1")
    office.issues("dipendente.as4", by="dirigente.af", part="AF1")
    assert office.scheda("dipendente.as4", "AF1").version.sheet.unit == "AF1"


def test_each_part_is_measured_on_the_day_the_person_left_it(office: Office) -> None:
    """300 CIE of 600 by 30 June, all 600 at the end of the year: the part in AS4 ended at 300."""
    moved(office, "2024-07-01")
    for value, day in ((300, dt.date(2024, 6, 28)), (600, dt.date(2024, 12, 30))):
        fact = Said("AS4.3.1", "absolute", Decimal(value), day=day)
        (e,) = office.does(RecordProgress((fact,)), by="eq.as4")
        office.does(ValidateProgress((e.seq,)), by="dirigente.as")
    office.enrols("dipendente.as4b", Role.DIPENDENTE, "AS4")

    def reached(person: str, part: str) -> Fraction | None:
        position = position_of(office.view, person, YEAR, part)
        return next(p.value for p in proposed_values(office.view, position) if p.code == "AS4.3")

    assert reached("dipendente.as4", "AS4") == 50
    assert reached("dipendente.as4b", "") == 100


def test_an_earlier_evaluator_judges_their_own_unit_on_the_last_day_there(office: Office) -> None:
    moved(office, "2024-04-01")
    for value, day in ((150, dt.date(2024, 3, 28)), (600, dt.date(2024, 12, 30))):
        fact = Said("AS4.3.1", "absolute", Decimal(value), day=day)
        (e,) = office.does(RecordProgress((fact,)), by="eq.as4")
        office.does(ValidateProgress((e.seq,)), by="dirigente.as")
    position = position_of(office.view, "dipendente.as4", YEAR)
    theirs = seen_by(office.view, "dirigente.as", position, office.today)
    assert (theirs.post.unit, theirs.measured_on) == ("AS4", dt.date(2024, 3, 31))
    values = {p.code: p.value for p in proposed_values(office.view, theirs)}
    assert values.keys() == {"AS4.1", "AS4.3", "AS4.4"}
    assert values["AS4.3"] == 25
    assert seen_by(office.view, "dirigente.af", position, office.today) == position


def test_or_one_joint_scheda_of_the_dirigenti(office: Office) -> None:
    joint = bundled().with_settings({"prevalence.tie": "joint_scheda"})
    office.does(AdoptRegulation(joint), by=CLI)
    moved(office, "2024-07-01")
    (position,) = positions(office.view, "dipendente.as4", YEAR)
    assert position.evaluators == ("dirigente:AF", "dirigente:AS")
    office.entity("83").proposes("dipendente.as4", by="eq.af1")
    office.issues("dipendente.as4", by="dirigente.as")
    office.refuses(IssueScheda(office.judgement("dipendente.as4")), "dirigente.af", Issued)


def test_who_became_eq_in_the_year_has_one_post_at_a_time(office: Office) -> None:
    office.enrols("dipendente.as4", Role.EQ, "AS3", since=dt.date(2024, 3, 1))
    position = position_of(office.view, "dipendente.as4", YEAR)
    assert (position.role, position.post.unit) == (Role.EQ, "AS3")


def test_a_dirigente_ad_interim_answers_for_both_areas(office: Office) -> None:
    office.entity("83").issues("dirigente.as", by="nucleo")
    codes = {o.code for o in office.scheda("dirigente.as").version.sheet.objectives}
    assert codes == {"AS4.1", "AS4.3", "AS4.4", "AS3.1", "AA1.1"}


def test_transversal_objectives_are_of_who_owns_them(office: Office) -> None:
    office.entity("83").issues("dirigente.af", by="nucleo")
    codes = {o.code for o in office.scheda("dirigente.af").version.sheet.objectives}
    assert codes == {"AF1.1", "TR.1"}


def test_the_new_dirigente_signs_when_the_old_one_has_left(office: Office) -> None:
    office.enrols("dirigente.zz", Role.DIRIGENTE, "AF", since=dt.date(2025, 1, 1))
    office.entity("83").confers("eq.af1", by="dirigente.af")
    office.refuses(IssueScheda(office.judgement("eq.af1")), "dirigente.zz", NotAllowed)
