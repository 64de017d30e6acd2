"""The scheda: who writes it, what it must hold, what it comes to. R-01 to R-09, R-19, R-29."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.commands.evaluation import Contribute, Given, IssueScheda, position_of
from ledger.commands.personnel import AnnulFact
from ledger.commands.talks import RecordTalk
from ledger.errors import FutureDay, NotAllowed, Refusal
from ledger.errors_smvp import (
    ConferenceMissing,
    ContributionMoved,
    Issued,
    ItemReason,
    NoPosition,
    NotEvaluated,
    ObjectiveMissing,
    OutOfRange,
    OwnEvaluation,
    ProposalMissing,
    ValueReason,
)
from ledger.evaluation.schede import outdated, proposed_values
from ledger.people import CLI, Role
from ledger.projections import encounters, evaluation
from ledger.regulation import bundled
from ledger.scoring.errors import CalcError

from .conftest import ACT, YEAR, Office


def test_the_value_reached_comes_from_validated_reports_only(office: Office) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4", validated_by="dirigente.as")
    office.reports("AS4.1.1", 100, by="eq.as4")
    position = position_of(office.view, "eq.as4", YEAR)
    validated = {p.code: p for p in proposed_values(office.view, position)}
    assert validated["AS4.3"].value == 50
    assert (validated["AS4.1"].value, validated["AS4.1"].left_out) == (0, 1)
    everything = {p.code: p for p in proposed_values(office.view, position, validated_only=False)}
    assert everything["AS4.1"].value == 25


def test_a_scheda_by_hand(office: Office) -> None:
    """E 83, three objectives at 62, 91, 84, six items: 4 4 3 5 4 3. R-03..R-06."""
    office.entity("83").confers("eq.as4", by="dirigente.as")
    office.issues(
        "eq.as4",
        by="dirigente.as",
        points={"EQ-I": 4, "EQ-II": 4, "EQ-III": 3, "EQ-IV": 5, "EQ-V": 4, "EQ-VI": 3},
        values={"AS4.1": "62", "AS4.3": "91", "AS4.4": "84"},
    )
    score = office.score("eq.as4")
    assert (score.a, score.s, score.b, score.c) == (
        Fraction("24.9"),
        79,
        Fraction("31.6"),
        23,
    )
    assert (score.d, score.final, score.payout.label) == (
        Fraction("79.5"),
        Fraction("79.5"),
        "MASSIMA",
    )


def test_every_figure_says_its_rule_and_its_events(evaluated: Office) -> None:
    figures = {f.name: f for f in evaluated.scheda("eq.as4").figures}
    assert figures["A"].rule == "R-03"
    issued = evaluated.scheda("eq.as4").version.seq
    assert issued in figures["C"].events
    assert set(figures["A"].events) < set(figures["final"].events)


@pytest.mark.parametrize("who", ["dirigente.af", "segretario", "nucleo", "personale", "eq.as3"])
def test_only_the_evaluator_evaluates(office: Office, who: str) -> None:
    office.entity("83")
    refused = office.refuses(IssueScheda(office.judgement("eq.as4")), who, NotAllowed)
    assert refused.facts()["who"] == ("dirigente:AS",)


def test_nobody_evaluates_themselves(office: Office) -> None:
    office.entity("83")
    office.refuses(IssueScheda(office.judgement("eq.as4")), "eq.as4", OwnEvaluation)


@pytest.mark.parametrize(
    ("person", "evaluator"),
    [
        ("segretario", "sindaco"),
        ("dirigente.as", "nucleo"),
        ("eq.as4", "dirigente.as"),
        ("eq.aa1", "dirigente.as"),
        ("dipendente.as4", "dirigente.as"),
    ],
)
def test_who_evaluates_whom(office: Office, person: str, evaluator: str) -> None:
    office.entity("83")
    if person.startswith("eq."):
        office.confers(person, by=evaluator)
    if person.startswith("dipendente."):
        office.proposes(person, by="eq.as4")
    office.issues(person, by=evaluator)
    assert office.scheda(person).version.actor == evaluator


def test_what_the_segretario_holds_ad_interim(office: Office) -> None:
    """The EQ is the Nucleo's, without a conference; the dipendenti are the Segretario's. X-15."""
    office.enrols("eq.x1", Role.EQ, "AF1")
    office.enrols("dipendente.af1", Role.DIPENDENTE, "AF1")
    office.enrols("segretario", Role.DIRIGENTE, "AF", interim=True)
    office.entity("83").issues("eq.x1", by="nucleo")
    office.proposes("dipendente.af1", by="eq.af1").issues("dipendente.af1", by="segretario")


def test_the_eq_proposes_first_and_binds_nobody(office: Office) -> None:
    office.entity("83")
    said = office.judgement("dipendente.as4", points=5)
    office.refuses(IssueScheda(said), "dirigente.as", ProposalMissing)
    office.proposes("dipendente.as4", by="eq.as4", points=3)
    office.issues("dipendente.as4", by="dirigente.as", points=5)
    assert office.score("dipendente.as4").c == 50
    (proposal,) = evaluation.contributions(office.view.tables, "dipendente.as4", YEAR, "")
    assert set(proposal.sheet.points.values()) == {3}


def test_a_proposal_that_changed_meanwhile_is_told(office: Office) -> None:
    office.entity("83").proposes("dipendente.as4", by="eq.as4")
    said = office.judgement("dipendente.as4")
    office.proposes("dipendente.as4", by="eq.as4", points=2)
    refused = office.refuses(IssueScheda(said), "dirigente.as", ContributionMoved)
    assert refused.facts()["actor"] == "eq.as4"


def test_only_the_eq_of_the_service_proposes(office: Office) -> None:
    said = office.judgement("dipendente.as4")
    office.refuses(Contribute(said), "eq.as3", NotAllowed)
    office.refuses(Contribute(said), "dipendente.as4", OwnEvaluation)


def test_eq_are_compared_in_conference_first(office: Office) -> None:
    office.entity("83")
    said = office.judgement("eq.as4")
    office.refuses(IssueScheda(said), "dirigente.as", ConferenceMissing)
    office.confers("eq.as4", by="dirigente.as")
    office.does(IssueScheda(said), by="dirigente.as")


def test_talks_have_a_day_and_not_a_future_one(office: Office) -> None:
    day = dt.date(2025, 3, 1)
    office.refuses(RecordTalk("eq.as4", YEAR, "end", day), "dirigente.as", FutureDay)
    office.refuses(RecordTalk("eq.as4", YEAR, "end", office.today), "eq.as3", NotAllowed)
    office.does(RecordTalk("eq.as4", YEAR, "start", dt.date(2024, 1, 15)), by="dirigente.as")
    (talk,) = encounters.talks(office.view.tables, "eq.as4", YEAR)
    assert (talk.moment, talk.day) == ("start", dt.date(2024, 1, 15))


def without_reason(number: int) -> Given:
    return Given(Fraction(number))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"items": {"EQ-I": None}}, CalcError),
        ({"items": {"EQ-IX": Given(Fraction(4))}}, CalcError),
        ({"items": {"EQ-I": Given(Fraction(6))}}, CalcError),
        ({"items": {"EQ-I": Given(Fraction(7, 2))}}, CalcError),
        ({"items": {"EQ-I": without_reason(0)}}, ItemReason),
        ({"values": {"AS4.1": without_reason(80)}}, ValueReason),
        ({"values": {"AS4.1": Given(Fraction(101), "prova")}}, OutOfRange),
        ({"values": {"AF1.1": Given(Fraction(50), "prova")}}, ObjectiveMissing),
    ],
    ids=["missing", "unknown", "over", "half", "zero", "override", "above_100", "not_theirs"],
)
def test_bad_input_is_refused_with_its_reason(
    office: Office, change: dict[str, dict[str, Given | None]], why: type[Refusal]
) -> None:
    office.entity("83").confers("eq.as4", by="dirigente.as")
    said = office.judgement("eq.as4")
    for page, changed in change.items():
        merged = {**getattr(said, page), **changed}
        kept = {code: value for code, value in merged.items() if value is not None}
        said = replace(said, **{page: kept})
    office.refuses(IssueScheda(said), "dirigente.as", why)


def test_a_value_as_proposed_needs_no_reason(office: Office) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4", validated_by="dirigente.as")
    office.entity("83").confers("eq.as4", by="dirigente.as")
    said = office.judgement("eq.as4")
    office.does(IssueScheda(replace(said, values={})), by="dirigente.as")
    (line,) = (o for o in office.scheda("eq.as4").version.sheet.objectives if o.code == "AS4.3")
    assert (line.value, line.proposed, line.reason) == ("50", "50", None)
    assert line.events


def test_a_scheda_is_issued_once(evaluated: Office) -> None:
    """Of two evaluators at once the second hears what the first did."""
    refused = evaluated.refuses(IssueScheda(evaluated.judgement("eq.as4")), "dirigente.as", Issued)
    assert refused.facts() == {
        "person": "eq.as4",
        "version": 1,
        "actor": "dirigente.as",
        "at": evaluated.today,
    }


def test_too_short_a_presence_excludes(office: Office) -> None:
    office.entity("83")
    office.fact("servizio", "eq.as4", what="funzionari_eq", since="2024-11-01")
    refused = office.refuses(IssueScheda(office.judgement("eq.as4")), "dirigente.as", NotEvaluated)
    assert refused.facts()["why"] == "excluded_presence"


def test_protected_days_count_as_presence(office: Office) -> None:
    """75 days present and 20 of paternity are 95: evaluated. R-16."""
    office.entity("83").confers("eq.as4", by="dirigente.as")
    office.fact("servizio", "eq.as4", what="funzionari_eq", since="2024-09-28")
    office.fact("assenza", "eq.as4", what="paternita", since="2024-10-01", until="2024-10-20")
    office.issues("eq.as4", by="dirigente.as")
    presence = office.scheda("eq.as4").version.sheet.presence
    assert presence is not None
    assert (presence.days, presence.protected_days) == ("75", "20")


def test_vertical_part_time_scales_the_threshold(office: Office) -> None:
    office.entity("83").confers("eq.as4", by="dirigente.as")
    office.fact("servizio", "eq.as4", what="funzionari_eq", since="2024-11-01")
    due = "verticale 01/11/2024-31/12/2024"
    office.fact("part_time", "eq.as4", what=due, amount="0.5")
    office.issues("eq.as4", by="dirigente.as")
    presence = office.scheda("eq.as4").version.sheet.presence
    assert presence is not None
    assert (presence.days, presence.vertical_pt_ratio) == ("61", "0.5")


def test_dismissal_excludes(office: Office) -> None:
    office.entity("83")
    office.fact("sanzione", "eq.as4", what="licenziamento", since="2024-06-03")
    refused = office.refuses(IssueScheda(office.judgement("eq.as4")), "dirigente.as", NotEvaluated)
    assert refused.facts()["why"] == "excluded_dismissal"


def test_sanctions_of_different_grades_cumulate(office: Office) -> None:
    """Three reprimands and two fines take 20 %; a verbal one and another year's nothing. R-08."""
    office.entity("83").confers("eq.as4", by="dirigente.as")
    for day in ("2024-02-01", "2024-03-01", "2024-04-01"):
        office.fact("sanzione", "eq.as4", what="rimprovero_scritto", since=day)
    for day in ("2024-05-02", "2024-06-03", "2023-06-03"):
        office.fact("sanzione", "eq.as4", what="multa", since=day)
    office.fact("sanzione", "eq.as4", what="rimprovero_verbale", since="2024-05-02")
    office.issues("eq.as4", by="dirigente.as")
    score = office.score("eq.as4")
    assert score.reduction_percent == 20
    assert score.final == score.d * Fraction(80, 100)


def test_a_sanction_annulled_after_the_issue_opens_a_new_version(office: Office) -> None:
    office.entity("83").confers("eq.as4", by="dirigente.as")
    fine = office.fact("sanzione", "eq.as4", what="multa", since="2024-05-02")
    office.issues("eq.as4", by="dirigente.as")
    office.does(AnnulFact(fine, "annullata dal giudice", *ACT), by="personale")
    position = position_of(office.view, "eq.as4", YEAR)
    assert outdated(office.view, position, office.scheda("eq.as4").version.sheet)
    office.issues("eq.as4", by="dirigente.as")
    assert office.scheda("eq.as4").version.version == 2
    assert office.score("eq.as4").reduction_percent == 0


def test_an_unknown_person_or_a_body_has_no_scheda(office: Office) -> None:
    office.entity("83")
    said = replace(office.judgement("eq.as4"), person="giunta")
    office.refuses(IssueScheda(said), "nucleo", NoPosition)


def test_part_a_of_dipendenti_in_points_is_their_share_of_one_value(office: Office) -> None:
    """`entity.scale.dipendente` 0-25: E 80 is 20 points, as on the other scale. R-03."""
    points = bundled().with_settings({"entity.scale.dipendente": "0-25"})
    office.does(AdoptRegulation(points), by=CLI)
    office.entity("80").proposes("dipendente.as4", by="eq.as4")
    office.issues("dipendente.as4", by="dirigente.as")
    assert office.score("dipendente.as4").a == 20
