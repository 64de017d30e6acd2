"""The bonus of the best evaluated staff. Source: R-27."""

from collections.abc import Sequence
from fractions import Fraction

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.bands import is_negative
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import need_amount, show_number
from ledger.scoring.pools import need_distinct

WHOLE = Fraction(100)


@dataclass(frozen=True)
class PaidMember:
    """Final score of an evaluated person and the premium before the bonus, in euros."""

    id: str
    score: Fraction
    premium: Fraction


@dataclass(frozen=True)
class TopBonus:
    """`bonus` is per head, exact; `scale` cuts premiums and bonus where they must stay in the pool.

    `over_quota`: a tie with the last place gave the bonus to more people than there were places.
    """

    positive: int
    average: Fraction
    bonus: Fraction
    places: int
    winners: tuple[str, ...]
    over_quota: bool
    cost: Fraction
    scale: Fraction


def top_bonus(people: Sequence[PaidMember], quota: Fraction, regulation: Regulation) -> TopBonus:
    """Bonus over the average premium of the positively evaluated, for the best of them.

    Source: R-27 (SMVP, Le performance individuali dei dipendenti).
    """
    if not 0 < quota <= 1:
        raise CalcError(
            "out_of_range", f"La quota vale {show_number(quota)}: più di 0 e al massimo 1."
        )
    need_distinct(person.id for person in people)
    for person in people:
        need_amount("Il premio", person.premium)
    positive = [person for person in people if not is_negative(person.score, regulation)]
    if not positive:
        nothing = Fraction(0)
        return TopBonus(0, nothing, nothing, 0, (), False, nothing, Fraction(1))
    settings = regulation.settings.bonus
    places = max(1, int(quota * len(positive)))
    average = sum((person.premium for person in positive), Fraction(0)) / len(positive)
    bonus = Fraction(settings.pct) / WHOLE * average
    winners = _winners(positive, places, regulation)
    cost = bonus * len(winners)
    scale = Fraction(1)
    if settings.funding == "within_pool" and cost > 0:
        spent = sum((person.premium for person in people), Fraction(0))
        scale = spent / (spent + cost)
    return TopBonus(
        positive=len(positive),
        average=average * scale,
        bonus=bonus * scale,
        places=places,
        winners=tuple(sorted(person.id for person in winners)),
        over_quota=len(winners) > places,
        cost=cost * scale,
        scale=scale,
    )


def _winners(
    positive: Sequence[PaidMember], places: int, regulation: Regulation
) -> list[PaidMember]:
    settings = regulation.settings.bonus
    lowest = Fraction(settings.min_score or 0)
    eligible = sorted(
        (p for p in positive if p.score >= lowest), key=lambda p: p.score, reverse=True
    )
    if len(eligible) <= places:
        return eligible
    last = eligible[places - 1].score
    tied_beyond = eligible[places].score == last
    if tied_beyond and settings.tie == "exclude":
        return [person for person in eligible if person.score > last]
    return [person for person in eligible if person.score >= last]
