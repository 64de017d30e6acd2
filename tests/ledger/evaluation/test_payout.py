"""Premiums and result pay: every cent, who is missing, what if. R-13, R-14, R-24 to R-28."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands.conciliazione import AcknowledgeScheda, FileObservations
from ledger.commands.ente import AdoptRegulation
from ledger.commands.premiums import (
    AdjustPayout,
    ApprovePayout,
    RecordPaymentTimes,
    SetBonusQuota,
    SetMaximum,
    SetPool,
)
from ledger.errors import NoChange, NotAllowed, UnknownPerson
from ledger.errors_smvp import ActNeeded, NoPool, OutOfRange, PayoutFixed, PayoutNotReady
from ledger.evaluation.paylist import Payout, Suppose
from ledger.evaluation.payout import computed, payout
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.regulation import bundled
from ledger.scoring.errors import CalcError

from .conftest import ACT, YEAR, Office

STAFF = (
    ("dipendente.as4", "AS4", "istruttori"),
    ("dipendente.as3", "AS3", "funzionari_eq"),
    ("dipendente.af1", "AF1", "operatori_esperti"),
)


def staffed(office: Office, points: dict[str, int] | None = None) -> Office:
    """Three dipendenti in two areas, all evaluated, with a fund of 50,000."""
    for person, unit, of_class in STAFF:
        if person != "dipendente.as4":
            office.enrols(person, Role.DIPENDENTE, unit)
        office.fact("servizio", person, what=of_class, since="2010-03-01")
    office.entity("100")
    for person, unit, _ in STAFF:
        eq, dirigente = f"eq.{unit.lower()}", "dirigente.as" if unit[:2] == "AS" else "dirigente.af"
        given_points = (points or {}).get(person, 5)
        office.proposes(person, by=eq)
        office.issues(person, by=dirigente, points=given_points, values="100")
    office.does(SetPool(YEAR, "staff", Decimal(50000), *ACT), by="personale")
    return office


def listed(office: Office, suppose: Suppose | None = None) -> Payout:
    return payout(office.view, YEAR, office.today, suppose or Suppose())


def amounts(found: Payout) -> dict[str, Fraction]:
    return {line.key: line.amount for line in found.lines if line.sector is not None}


def test_the_fund_is_divided_by_heads_and_paid_by_bands(office: Office) -> None:
    """2.48 points in AS, 1.06 in AF; everybody OTTIMA: the whole fund is paid."""
    found = listed(staffed(office))
    assert {name: share.points for name, share in found.sectors.items()} == {
        "AS": Fraction("2.48"),
        "AF": Fraction("1.06"),
    }
    assert sum(amounts(found).values()) == 50000
    assert found.residual == 0


def test_what_is_not_earned_stays_in_the_fund(office: Office) -> None:
    """A 25, B 25, C 30: 80 points are BUONA, 80 % of the maximum."""
    found = listed(staffed(office, {"dipendente.af1": 3}))
    line = next(ln for ln in found.lines if ln.key == "dipendente.af1")
    assert line.share_percent == 80
    assert line.maximum == found.sectors["AF"].amount
    assert found.residual == line.maximum - line.amount


def test_the_top_bonus_comes_on_top(office: Office) -> None:
    staffed(office, {"dipendente.af1": 4, "dipendente.as3": 4})
    office.does(SetBonusQuota(YEAR, Decimal("0.1"), *ACT), by="personale")
    found = listed(office)
    assert found.bonus is not None
    assert (found.bonus.winners, found.bonus.places) == (("dipendente.as4",), 1)
    bonus = next(ln.bonus for ln in found.lines if ln.key == "dipendente.as4")
    average = sum(amounts(found).values()) / 3
    assert abs(bonus - average * Fraction(30, 100)) <= Fraction(1, 200)


def test_or_within_the_pool_to_the_cent(office: Office) -> None:
    within = bundled().with_settings({"bonus.funding": "within_pool"})
    office.does(AdoptRegulation(within), by=CLI)
    staffed(office, {"dipendente.af1": 4})
    office.does(SetBonusQuota(YEAR, Decimal("0.5"), *ACT), by="personale")
    found = listed(office)
    assert sum(line.total for line in found.lines) + found.residual == 50000


def test_who_left_half_way_is_paid_for_their_days(office: Office) -> None:
    staffed(office)
    before = amounts(listed(office))["dipendente.as4"]
    office.fact("sospensione_rapporto", "dipendente.as4", since="2024-07-01", until="2024-12-31")
    after = amounts(listed(office))["dipendente.as4"]
    assert abs(after - before * Fraction(182, 366)) <= Fraction(1, 100)


def test_result_pay_of_a_dirigente_with_an_interim(office: Office) -> None:
    """45,000 by position pay 36,000 and 24,000: 27,000 and 18,000; half the year ad interim adds
    10 % for its days. R-13, R-28."""
    office.entity("100")
    office.fact("posizione", "dirigente.as", amount=36000)
    office.fact("posizione", "dirigente.af", amount=24000)
    office.fact("interim", "dirigente.as", unit="AA", since="2024-07-02")
    office.issues("dirigente.as", by="nucleo", points=5, values="100")
    office.issues("dirigente.af", by="nucleo", points=1, values="50")
    office.does(SetPool(YEAR, "dirigenti", Decimal(45000), *ACT), by="personale")
    lines = {line.key: line for line in listed(office).lines}
    assert lines["dirigente.as"].amount == 27000 + 1350
    assert lines["dirigente.af"].maximum == 18000
    assert (lines["dirigente.af"].share_percent, lines["dirigente.af"].amount) == (50, 9000)
    assert lines["dirigente.as"].figure is not None
    assert lines["dirigente.as"].figure.rule == "R-29"


def test_an_eq_ad_interim_has_a_quota_of_the_other_post(office: Office) -> None:
    """Position pay 11,000, fascia media, all year: 2,200 beside the own maximum. R-14."""
    office.entity("83").confers("eq.as4", by="dirigente.as")
    office.fact("interim", "eq.as4", unit="AS3", what="media", amount=11000, since="2024-01-01")
    office.issues("eq.as4", by="dirigente.as", points=5)
    office.does(SetMaximum(YEAR, "eq.as4", Decimal(4000), *ACT), by="personale")
    assert office.score("eq.as4").amount == 6200


def test_the_scheda_shows_the_amount_where_the_maximum_is_set(evaluated: Office) -> None:
    assert evaluated.score("eq.as4").amount is None
    evaluated.does(SetMaximum(YEAR, "eq.as4", Decimal(4000), *ACT), by="personale")
    trail = {f.name: f for f in evaluated.scheda("eq.as4").figures}
    assert trail["amount"].value == "4000.00"


def missing(office: Office) -> set[tuple[str, str]]:
    return {(m.what, m.person) for m in listed(office).missing}


def everybody_done(office: Office) -> Office:
    """All have a scheda, notified in time, and money is set."""
    staffed(office)
    for person in ("eq.as3", "eq.as4", "eq.aa1", "eq.af1"):
        by = "dirigente.af" if person == "eq.af1" else "dirigente.as"
        office.confers(person, by=by).issues(person, by=by)
    for person in ("dirigente.as", "dirigente.af"):
        office.issues(person, by="nucleo")
    office.issues("segretario", by="sindaco")
    for person in ("segretario", "dirigente.as", "dirigente.af"):
        office.does(SetMaximum(YEAR, person, Decimal(10000), *ACT), by="personale")
    for person in ("eq.as3", "eq.as4", "eq.aa1", "eq.af1"):
        office.does(SetMaximum(YEAR, person, Decimal(3000), *ACT), by="personale")
    for line in listed(office).lines:
        office.does(AcknowledgeScheda(line.person, YEAR, 1, read_on="page"), by=line.person)
    return office


def test_nothing_is_final_before_the_end_of_each_conciliazione(office: Office) -> None:
    everybody_done(office)
    office.does(FileObservations("eq.as4", YEAR, "EQ-I vale di più"), by="eq.as4")
    waiting = {p for what, p in missing(office) if what == "conciliazione"}
    assert {"eq.as4", "segretario"} <= waiting
    office.refuses(ApprovePayout(YEAR), "personale", PayoutNotReady)
    office.on("2025-02-25")
    assert missing(office) == set(), "silence on both sides: the first schede stand"
    office.refuses(ApprovePayout(YEAR), "nucleo", NotAllowed)
    (e,) = office.does(ApprovePayout(YEAR), by="personale")
    assert "lines" in e.clear()


def test_until_then_it_says_what_is_missing_and_for_whom(office: Office) -> None:
    office.fact("servizio", "dipendente.as4", what="istruttori")
    found = missing(office)
    assert {
        ("entity", ""),
        ("pool", ""),
        ("scheda", "dipendente.as4"),
        ("maximum", "segretario"),
    } <= found
    office.refuses(ApprovePayout(YEAR), "personale", NoPool)


def test_a_simulation_records_nothing(office: Office) -> None:
    staffed(office)
    before = office.ledger.log.head()
    assert sum(amounts(listed(office, Suppose(pool=Fraction(60000)))).values()) == 60000
    lower = listed(office, Suppose(scores={"dipendente.as4": Fraction("74.9")}))
    line = next(ln for ln in lower.lines if ln.key == "dipendente.as4")
    assert line.share_percent == 60
    assert office.ledger.log.head() == before
    assert sum(amounts(listed(office)).values()) == 50000


def test_eq_holders_make_points_where_the_ente_counts_them(office: Office) -> None:
    """The EQ of AF1 adds 1.29 to the 1.06 of AF and has no premium of the staff. R-24."""
    counted = bundled().with_settings({"pool.count_eq_holders": True})
    office.does(AdoptRegulation(counted), by=CLI)
    office.fact("servizio", "eq.af1", what="funzionari_eq", since="2010-03-01")
    found = listed(staffed(office))
    assert found.sectors["AF"].points == Fraction("2.35")
    assert "eq.af1" not in amounts(found)
    assert sum(amounts(found).values()) + found.residual == 50000


def fixed(office: Office) -> Office:
    everybody_done(office).on("2025-02-25")
    office.does(ApprovePayout(YEAR), by="personale")
    return office


def test_a_list_is_fixed_once(office: Office) -> None:
    refused = fixed(office).refuses(ApprovePayout(YEAR), "personale", PayoutFixed)
    assert refused.facts()["day"] == dt.date(2025, 2, 25)
    office.refuses(AdjustPayout(YEAR, *ACT), "personale", NoChange)


LATER: dict[str, Callable[[Office], object]] = {
    "another fund": lambda o: o.does(SetPool(YEAR, "staff", Decimal(90000), *ACT), by="personale"),
    "a quota": lambda o: o.does(SetBonusQuota(YEAR, Decimal("0.5"), *ACT), by="personale"),
    "a maximum": lambda o: o.does(SetMaximum(YEAR, "eq.as4", Decimal(1), *ACT), by="personale"),
    "a suspension": lambda o: o.fact(
        "sanzione", "dipendente.as4", what="sospensione", since="2024-06-10"
    ),
    "an absence": lambda o: o.fact(
        "assenza", "eq.as4", what="ferie", since="2024-01-01", until="2024-12-01"
    ),
    "a leave of service": lambda o: o.fact(
        "sospensione_rapporto", "eq.as3", since="2024-07-01", until="2024-12-31"
    ),
    "a position pay": lambda o: o.fact("posizione", "dirigente.as", amount=36000),
    "a dismissal": lambda o: o.fact(
        "sanzione", "dirigente.af", what="licenziamento", since="2024-06-10"
    ),
    "a move": lambda o: o.fact("assegnazione", "dipendente.as4", unit="AF1", since="2024-09-01"),
    "a report": lambda o: o.reports("AS4.3.1", 1, by="eq.as4", validated_by="dirigente.as"),
}


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(kinds=st.lists(st.sampled_from(sorted(LATER)), min_size=1, max_size=4, unique=True))
def test_nothing_recorded_after_a_definitive_list_changes_it(
    memory: Callable[[], Ledger], kinds: list[str]
) -> None:
    office = fixed(Office(memory()))
    before = listed(office)
    for kind in kinds:
        LATER[kind](office)
    after = listed(office)
    assert [(ln.key, ln.amount, ln.bonus) for ln in after.lines] == [
        (ln.key, ln.amount, ln.bonus) for ln in before.lines
    ]
    assert (after.pool, after.residual, after.funds) == (
        before.pool,
        before.residual,
        before.funds,
    )
    now = computed(office.view, YEAR, office.today)
    due = {ln.key: ln.total for ln in now.lines}
    for line in after.lines:
        said = next((d.amount for d in after.differences if d.key == line.key), Fraction(0))
        assert line.total + said == due.get(line.key, 0)


def test_what_differs_is_paid_by_an_adjustment_with_its_act(office: Office) -> None:
    fixed(office).does(SetMaximum(YEAR, "eq.as4", Decimal(5000), *ACT), by="personale")
    (difference,) = listed(office).differences
    assert (difference.key, difference.fixed, difference.now) == ("eq.as4", 3000, 5000)
    office.refuses(AdjustPayout(YEAR, " ", ACT[1]), "personale", ActNeeded)
    office.does(AdjustPayout(YEAR, *ACT), by="personale")
    found = listed(office)
    assert found.differences == ()
    assert found.fixed is not None and found.fixed.adjustments == 1
    eq = next(fund for fund in found.funds if fund.name == "eq")
    assert eq.paid == 5000 + 3 * 3000


def test_a_suspension_after_the_issue_holds_the_person_back(office: Office) -> None:
    """A 25, B 25, C 40: 90, less a quarter is 67.50: half. Until the scheda is issued anew it is
    held back from payment, and the list waits."""
    everybody_done(office).on("2025-02-25")
    office.fact("sanzione", "dipendente.as4", what="sospensione", since="2024-06-10")
    line = next(ln for ln in listed(office).lines if ln.key == "dipendente.as4")
    assert (line.share_percent, line.held) == (60, True)
    assert ("outdated", "dipendente.as4") in missing(office)
    office.refuses(ApprovePayout(YEAR), "personale", PayoutNotReady)
    office.issues("dipendente.as4", by="dirigente.as", points=5, values="100")
    assert missing(office) == {("notification", "dipendente.as4")}
    office.does(AcknowledgeScheda("dipendente.as4", YEAR, 2, read_on="page"), by="dipendente.as4")
    assert missing(office) == {("conciliazione", "dipendente.as4")}, "with a term of its own"
    office.on("2025-03-25").does(ApprovePayout(YEAR), by="personale")
    line = next(ln for ln in listed(office).lines if ln.key == "dipendente.as4")
    assert (line.share_percent, line.held) == (60, False)


def test_each_fund_says_what_is_paid_and_what_is_left(office: Office) -> None:
    everybody_done(office)
    office.does(SetBonusQuota(YEAR, Decimal("0.1"), *ACT), by="personale")
    office.does(SetPool(YEAR, "eq", Decimal(20000), *ACT), by="personale")
    found = listed(office)
    funds = {fund.name: fund for fund in found.funds}
    assert (funds["eq"].amount, funds["eq"].paid, funds["eq"].left) == (20000, 12000, 8000)
    assert (funds["segretario"].amount, funds["segretario"].left) == (10000, 0)
    assert funds["staff"].left == 50000 - sum(ln.total for ln in found.lines if ln.sector)
    assert "bonus_source" in found.warnings


def test_a_part_of_the_fund_may_go_by_the_performance_of_the_ente(office: Office) -> None:
    """E is 100: of the 20 % that goes by it nothing is left. R-32."""
    split = bundled().with_settings({"pool.individual_pct": 80})
    office.does(AdoptRegulation(split), by=CLI)
    found = listed(staffed(office))
    assert sum(s.amount for s in found.sectors.values()) == 40000
    own = {ln.key: ln.organisational for ln in found.lines if ln.sector}
    assert own["dipendente.as3"] == Fraction("3644.07"), "10,000 x 1.29 / 3.54"
    assert sum(own.values()) == 10000


def test_result_pay_of_dirigenti_waits_for_the_payment_times(office: Office) -> None:
    tied = bundled().with_settings({"dirigente.payment_times_pct": 30})
    office.does(AdoptRegulation(tied), by=CLI)
    everybody_done(office)
    assert ("payment_times", "") in missing(office)
    office.does(RecordPaymentTimes(YEAR, Decimal("2.5"), *ACT), by="personale")
    late = next(ln for ln in listed(office).lines if ln.key == "dirigente.as").amount
    office.does(RecordPaymentTimes(YEAR, Decimal(-3), *ACT), by="personale")
    in_time = next(ln for ln in listed(office).lines if ln.key == "dirigente.as").amount
    assert late == in_time * Fraction(7, 10)


def test_money_is_the_personnel_office_s_and_has_an_act(office: Office) -> None:
    pool = SetPool(YEAR, "staff", Decimal(50000), *ACT)
    office.refuses(pool, "segretario", NotAllowed)
    no_act = SetPool(YEAR, "staff", Decimal(50000), " ", dt.date(2025, 1, 1))
    office.refuses(no_act, "personale", ActNeeded)
    odd = SetPool(YEAR, "staff", Decimal("0.001"), *ACT)
    office.refuses(odd, "personale", CalcError)
    office.refuses(SetBonusQuota(YEAR, Decimal("1.5"), *ACT), "personale", OutOfRange)
    unknown = SetMaximum(YEAR, "nessuno", Decimal(1), *ACT)
    office.refuses(unknown, "personale", UnknownPerson)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    pool=st.integers(0, 10_000_000),
    points=st.tuples(*[st.integers(1, 5)] * 3),
    quota=st.none() | st.integers(1, 100),
)
def test_pools_close_to_the_cent(
    memory: Callable[[], Ledger],
    pool: int,
    points: tuple[int, int, int],
    quota: int | None,
) -> None:
    office = Office(memory())
    within = bundled().with_settings({"bonus.funding": "within_pool"})
    office.does(AdoptRegulation(within), by=CLI)
    staffed(office, dict(zip((p for p, _, _ in STAFF), points, strict=True)))
    office.does(SetPool(YEAR, "staff", Decimal(pool) / 100, *ACT), by="personale")
    if quota is not None:
        office.does(SetBonusQuota(YEAR, Decimal(quota) / 100, *ACT), by="personale")
    found = listed(office)
    paid = sum((line.total for line in found.lines), Fraction(0))
    assert found.residual >= 0
    assert paid + found.residual == Fraction(pool, 100)
    assert all(line.total % Fraction(1, 100) == 0 for line in found.lines)


@pytest.mark.parametrize("score", ["89.99", "90"])
def test_a_premium_never_falls_when_the_score_grows(office: Office, score: str) -> None:
    staffed(office)
    now = amounts(listed(office, Suppose(scores={"dipendente.as4": Fraction(score)})))
    more = amounts(listed(office, Suppose(scores={"dipendente.as4": Fraction(score) + 1})))
    assert more["dipendente.as4"] >= now["dipendente.as4"]
