"""Operations on the fund. R-24 to R-28."""

from collections.abc import Mapping
from fractions import Fraction

from ledger.regulation import Regulation
from ledger.regulation.kinds import Day
from ledger.scoring import bonus, pools
from ledger.scoring.numbers import show_number, show_two, to_cents
from ledger.scoring.operations.inputs import (
    Answer,
    Count,
    Flag,
    FromTo,
    Number,
    Operation,
    Part,
    Text,
)


def numbers(values: Mapping[str, Fraction]) -> dict[str, str]:
    """Exact numbers as text, by name."""
    return {key: show_number(value) for key, value in values.items()}


def euros(values: Mapping[str, Fraction]) -> dict[str, str]:
    """Amounts to the cent as text, by name."""
    return {key: show_two(value) for key, value in values.items()}


class HeadInput(FromTo):
    """A person who counts in the fund's points, and since when."""

    sector: Text
    area: Text
    eq_holder: Flag = False


class Headcount(Operation):
    """`headcount`: who counts on a day, by sector and area of classification. Source: R-24."""

    op = "headcount"
    date: Day
    people: tuple[HeadInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        heads = [pools.Head(p.sector, p.area, p.period, p.eq_holder) for p in self.people]
        return dict(pools.headcount(heads, self.date, regulation))


class PoolSplit(Operation):
    """`pool_split`: the fund among sectors, by the points of their people. Source: R-25."""

    op = "pool_split"
    pool: Number
    sectors: dict[str, dict[str, Count]]

    def answer(self, regulation: Regulation) -> Answer:
        return {
            sector: {
                "points": show_number(share.points),
                "exact": show_number(share.exact),
                "amount": show_two(share.amount),
            }
            for sector, share in pools.pool_split(self.pool, self.sectors, regulation).items()
        }


class StaffInput(Part):
    """A dipendente with their score, factor and days."""

    id: Text
    area: Text
    score: Number | None = None
    factor: Number = Fraction(1)
    counted: Flag = True


class StaffPremiums(Operation):
    """`staff_premiums`: what each of a sector is paid, and what is left. Source: R-26."""

    op = "staff_premiums"
    sector_pool: Number
    people: tuple[StaffInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        staff = [pools.StaffMember(p.id, p.area, p.score, p.factor, p.counted) for p in self.people]
        premiums = pools.staff_premiums(self.sector_pool, staff, regulation)
        return {
            "exact": numbers(premiums.exact),
            "amounts": euros(premiums.amounts),
            "scaled": premiums.scaled,
            "residual": show_two(premiums.residual),
        }


class PaidInput(Part):
    """A person, their score, and the premium it gave."""

    id: Text
    score: Number
    premium: Number


class TopBonus(Operation):
    """`top_bonus`: the additional premium of the best evaluated. Source: R-27."""

    op = "top_bonus"
    quota: Number
    people: tuple[PaidInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        people = [bonus.PaidMember(p.id, p.score, p.premium) for p in self.people]
        found = bonus.top_bonus(people, self.quota, regulation)
        return {
            "positive": found.positive,
            "average": show_number(found.average),
            "bonus": show_number(found.bonus),
            "places": found.places,
            "winners": list(found.winners),
            "over_quota": found.over_quota,
            "cost": show_number(found.cost),
            "scale": show_number(found.scale),
            "bonus_amount": show_two(to_cents(found.bonus)),
        }


class DirigentiMaxima(Operation):
    """`dirigenti_maxima`: the fund of the dirigenti among their posts. Source: R-28."""

    op = "dirigenti_maxima"
    pool: Number
    position_pay: dict[str, Number]

    def answer(self, regulation: Regulation) -> Answer:
        exact, amounts = pools.dirigenti_maxima(self.pool, self.position_pay)
        return {"exact": numbers(exact), "amounts": euros(amounts)}


OPERATIONS: tuple[type[Operation], ...] = (
    Headcount,
    PoolSplit,
    StaffPremiums,
    TopBonus,
    DirigentiMaxima,
)
