"""What holds whatever the figures: scores within bounds and monotone, pools close to the cent."""

import datetime as dt
from fractions import Fraction

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.people import Role
from ledger.regulation import EVALUATED, Regulation, bundled
from ledger.scoring.bands import payout_band
from ledger.scoring.bonus import PaidMember, top_bonus
from ledger.scoring.days import is_working_day, working_days_term
from ledger.scoring.numbers import read_number, share_out, show_number
from ledger.scoring.parts import ObjectiveValue, assigned_weights
from ledger.scoring.pools import StaffMember, dirigenti_maxima, pool_split, staff_premiums
from ledger.scoring.scheda import SchedaFacts, Score, evaluate

REGULATION = bundled()
AREAS = ("operatori", "operatori_esperti", "istruttori", "funzionari_eq")
fractions = st.fractions(min_value=0, max_value=1, max_denominator=400)
scores = fractions.map(lambda part: part * 100)
cents = st.integers(0, 10**8).map(lambda whole: Fraction(whole, 100))
roles = st.sampled_from(EVALUATED)
few = settings(max_examples=60, deadline=None)


@st.composite
def facts(draw: st.DrawFn) -> SchedaFacts:
    role = draw(roles)
    items = REGULATION.roles[role].items
    return SchedaFacts(
        role=role,
        entity=draw(scores),
        objectives=[ObjectiveValue(v) for v in draw(st.lists(scores, min_size=1, max_size=5))],
        items={code: Fraction(draw(st.integers(0, i.maximum))) for code, i in items.items()},
        maximum=draw(cents),
        sanctions={"multa": draw(st.integers(0, 4))},
        prorata=draw(fractions),
    )


def scored(given_facts: SchedaFacts, regulation: Regulation = REGULATION) -> Score:
    score = evaluate(given_facts, regulation).score
    assert score is not None
    return score


@few
@given(facts(), st.sampled_from(["none", "half_up_2", "half_up_0"]))
def test_a_scheda_stays_within_its_bounds(known: SchedaFacts, rounding: str) -> None:
    regulation = REGULATION.with_settings({"score.rounding_before_band": rounding})
    score = scored(known, regulation)
    assert 0 <= score.final <= score.d <= 100
    assert score.a + score.b + score.c == score.d
    assert score.amount_exact is not None
    assert known.maximum is not None
    assert 0 <= score.amount_exact <= known.maximum


@few
@given(facts(), scores, st.data())
def test_no_input_that_grows_makes_a_score_fall(
    known: SchedaFacts, entity: Fraction, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(sorted(known.items)))
    top = REGULATION.roles[Role(known.role)].items[code].maximum
    better = SchedaFacts(
        role=known.role,
        entity=max(entity, known.entity or Fraction(0)),
        objectives=[ObjectiveValue(min(Fraction(100), o.value + 1)) for o in known.objectives],
        items={**known.items, code: Fraction(top)},
        maximum=known.maximum,
        sanctions=known.sanctions,
        prorata=known.prorata,
    )
    before, after = scored(known), scored(better)
    assert after.final >= before.final
    assert after.payout.share_percent >= before.payout.share_percent
    assert (after.amount or 0) >= (before.amount or 0)


@few
@given(facts())
def test_one_more_sanction_never_helps(known: SchedaFacts) -> None:
    worse = {**known.sanctions, "sospensione": 1}
    punished = SchedaFacts(known.role, known.entity, known.objectives, known.items, sanctions=worse)
    assert scored(punished).final <= scored(known).final


@few
@given(facts())
def test_a_shown_score_pays_no_more_than_the_true_one(known: SchedaFacts) -> None:
    score = scored(known)
    shown = read_number(score.display)
    assert shown <= score.final < shown + Fraction(1, 100)
    assert payout_band(known.role, shown, REGULATION).share_percent <= score.payout.share_percent


@given(st.lists(st.none(), min_size=1, max_size=40))
def test_weights_that_are_split_make_100(weights: list[None]) -> None:
    assert sum(assigned_weights(weights, REGULATION)) == 100


@given(st.fractions(-(10**9), 10**9, max_denominator=10**30))
def test_a_number_shown_is_read_back_the_same(value: Fraction) -> None:
    assert read_number(show_number(value)) == value


def test_a_number_is_plain_decimal_wherever_it_ends() -> None:
    shown = [show_number(Fraction(*pair)) for pair in ((5, 8), (-5, 8), (7, 1), (0, 3), (1, 60))]
    assert shown == ["0.625", "-0.625", "7", "0", "1/60"]


@few
@given(
    cents,
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(AREAS), st.integers(0, 30)),
        min_size=1,
        max_size=8,
    ),
)
def test_a_pool_is_shared_to_the_cent(pool: Fraction, sectors: dict[str, dict[str, int]]) -> None:
    sectors["con personale"] = {"istruttori": 1}
    shares = pool_split(pool, sectors, REGULATION)
    assert sum(share.amount for share in shares.values()) == pool
    assert sum(share.exact for share in shares.values()) == pool
    assert all(abs(share.amount - share.exact) < Fraction(1, 100) for share in shares.values())
    assert all(share.amount == 0 for share in shares.values() if share.points == 0)


@few
@given(cents, st.lists(cents, min_size=1, max_size=8))
def test_maxima_of_dirigenti_close_to_the_cent(pool: Fraction, pays: list[Fraction]) -> None:
    pay = {f"D{n}": own for n, own in enumerate([*pays, Fraction(1)])}
    _, amounts = dirigenti_maxima(pool, pay)
    assert sum(amounts.values()) == pool


@few
@given(st.dictionaries(st.text("ab", max_size=3), fractions, min_size=1, max_size=9))
def test_leftover_cents_go_to_the_largest_cut_parts(parts: dict[str, Fraction]) -> None:
    total = sum(parts.values(), Fraction(0))
    whole = Fraction(int(total * 100), 100)
    shares = share_out(parts, whole)
    assert sum(shares.values()) == whole
    up = [parts[key] % Fraction(1, 100) for key in parts if shares[key] > parts[key]]
    down = [parts[key] % Fraction(1, 100) for key in parts if shares[key] <= parts[key]]
    assert not up or not down or min(up) >= max(down)


@st.composite
def staff(draw: st.DrawFn) -> list[StaffMember]:
    drawn = draw(
        st.lists(
            st.tuples(st.sampled_from(AREAS), st.none() | scores, fractions, st.booleans()),
            max_size=8,
        )
    )
    members = [StaffMember(f"p{n}", *member) for n, member in enumerate(drawn)]
    return [*members, StaffMember("primo", "istruttori", Fraction(95))]


@few
@given(cents, staff())
def test_premiums_never_exceed_the_money(pool: Fraction, members: list[StaffMember]) -> None:
    premiums = staff_premiums(pool, members, REGULATION)
    assert sum(premiums.amounts.values()) + premiums.residual == pool
    assert premiums.residual >= 0
    assert sum(premiums.exact.values()) <= pool
    assert premiums.scaled is False or sum(premiums.exact.values()) == pool


@few
@given(
    st.lists(st.tuples(st.sampled_from([40, 50, 80, 90]), cents), min_size=1, max_size=12),
    st.fractions(min_value=Fraction(1, 50), max_value=1),
    st.sampled_from(["include", "exclude"]),
    st.sampled_from(["on_top", "within_pool"]),
)
def test_the_bonus_goes_to_the_best(
    people: list[tuple[int, Fraction]], quota: Fraction, tie: str, funding: str
) -> None:
    regulation = REGULATION.with_settings({"bonus.tie": tie, "bonus.funding": funding})
    paid = [PaidMember(f"p{n:02}", Fraction(s), premium) for n, (s, premium) in enumerate(people)]
    found = top_bonus(paid, quota, regulation)
    winners = [p for p in paid if p.id in found.winners]
    others = [p for p in paid if p.id not in found.winners]
    assert found.over_quota == (len(winners) > found.places)
    assert all(w.score > o.score for w in winners for o in others)
    spent = sum((p.premium for p in paid), Fraction(0))
    if funding == "within_pool":
        assert spent * found.scale + found.cost == spent or found.cost == 0
    else:
        assert found.cost == found.bonus * len(winners)


UNITY = dt.date(2011, 3, 17)
"""A holiday of one year alone (D.L. 5/2011), which no rule of the SMVP names."""


@given(st.dates(dt.date(2001, 1, 1), dt.date(2100, 12, 31)).filter(lambda day: day != UNITY))
def test_national_holidays_are_those_the_library_knows(day: dt.date) -> None:
    known = day in country_holidays("IT", years=day.year)
    assert is_working_day(day, REGULATION) == (day.weekday() < 5 and not known)


@given(st.dates(dt.date(2001, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 40))
def test_a_term_ends_on_a_working_day_and_counts_them_all(start: dt.date, days: int) -> None:
    end = working_days_term(start, days, REGULATION)
    span = [start + dt.timedelta(n) for n in range(1, (end - start).days + 1)]
    assert is_working_day(end, REGULATION)
    assert sum(is_working_day(day, REGULATION) for day in span) == days


@pytest.mark.parametrize("year", [2004, 2024, 2026, 2100])
def test_every_day_of_a_year_agrees_with_the_library(year: int) -> None:
    known = country_holidays("IT", years=year)
    days = [dt.date(year, 1, 1) + dt.timedelta(n) for n in range(365)]
    wrong = [
        d for d in days if is_working_day(d, REGULATION) != (d.weekday() < 5 and d not in known)
    ]
    assert wrong == []
