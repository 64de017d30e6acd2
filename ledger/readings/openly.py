"""What the public may read of a year: aggregates only, and none of so few that one could tell who.

A group of fewer than five is not shown, nor is a number from which one could be had by difference:
from another number, or from what was shown before. So a year's money and its distribution are shown
once the list is definitive, and what changes later waits until it is of five.
Source: D.Lgs. 33/2013, art. 20.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import judged, standing_versions
from ledger.evaluation.suppression import FEWEST_SHOWN
from ledger.evaluation.told import staff_told_of
from ledger.later import dataclass
from ledger.people import Role
from ledger.projections import payments
from ledger.scoring.numbers import read_number
from ledger.view import View

FUNDS = ("staff", "dirigenti", "eq", "segretario")
"""What is set aside for all who are paid: what is paid is told of them all."""


@dataclass(frozen=True)
class Premiums:
    """Set aside and paid, in euro; None is what is not known yet, or would tell of too few."""

    set_aside: Decimal | None
    paid: Fraction | None
    people: int | None

    @property
    def average(self) -> Fraction | None:
        """What one who was paid got on average: how much the effort was worth (art. 20)."""
        return None if self.paid is None or not self.people else self.paid / self.people


def premiums_of(view: View, year: int) -> Premiums:
    """Of a year, once its list was fixed.

    Staff and the others (dirigenti, EQ, Segretario) must each be none or five: what was set aside
    for staff is known, and the difference would be what the others got.
    """
    pools = [payments.pool(view.tables, year, name) for name in FUNDS]
    set_aside = sum((p.amount for p in pools if p is not None), Decimal(0)) if any(pools) else None
    if before := payments.public_before(view.tables, year):
        return Premiums(set_aside, Fraction(before.paid) if before.paid else None, before.people)
    role_of = {v.person: v.sheet.role for v in standing_versions(view, year)}
    staff = frozenset(p for p, role in role_of.items() if role == Role.DIPENDENTE)
    paid: dict[bool, dict[str, Fraction]] = {True: {}, False: {}}
    for key, euro in _told_of(view, year, staff).items():
        person = key.partition("@")[0]
        group = paid[person in staff]
        if euro > 0:
            group[person] = group.get(person, Fraction(0)) + euro
    if any(0 < len(group) < FEWEST_SHOWN for group in paid.values()):
        return Premiums(set_aside, None, None)
    everybody = [*paid[True].values(), *paid[False].values()]
    if not everybody:
        return Premiums(set_aside, None, None)
    return Premiums(set_aside, sum(everybody, Fraction(0)), len(everybody))


def _told_of(view: View, year: int, staff: frozenset[str]) -> dict[str, Fraction]:
    """What is paid by line: the first list, and of what was adjusted since only what is of five.

    An adjustment takes the place of what it speaks of; staff and the others wait apart, because
    each is told apart by what was set aside.
    """
    told: dict[str, Fraction] = {}
    waiting: dict[bool, dict[str, Fraction]] = {True: {}, False: {}}
    for payout in payments.payouts(view.tables, year):
        totals = {key: read_number(line["total"]) for key, line in payout.lines.items()}
        if not told:
            told = totals
            continue
        for key, euro in totals.items():
            waiting[key.partition("@")[0] in staff][key] = euro
        for group in waiting.values():
            moved = {k.partition("@")[0] for k, euro in group.items() if told.get(k) != euro}
            if len(moved) >= FEWEST_SHOWN:
                told |= group
                group.clear()
    return told


@dataclass(frozen=True)
class Band:
    """How many of the staff are between two shares of the premium, in percent."""

    lowest: Fraction
    highest: Fraction
    people: int


def distribution(view: View, year: int) -> tuple[Band, ...]:
    """The staff of the whole ente by the share of the premium their scheda is worth, once the list
    is definitive.

    Neighbours are put together until each holds five; fewer than five in all: nothing.
    """
    try:
        regulation_of(view, year)
    except NoRegulation:
        return ()
    if before := payments.public_before(view.tables, year):
        return tuple(Band(Fraction(low), Fraction(high), n) for low, high, n in before.bands)
    counts: dict[Fraction, int] = {}
    if not payments.payouts(view.tables, year):
        return ()
    for version in staff_told_of(view, year):
        score = judged(view, version).score
        if score is not None:
            share = Fraction(score.payout.share_percent)
            counts[share] = counts.get(share, 0) + 1
    return tuple(_merged(counts))


def _merged(counts: Mapping[Fraction, int]) -> Iterable[Band]:
    bands: list[Band] = []
    for share in sorted(counts):
        if bands and bands[-1].people < FEWEST_SHOWN:
            last = bands.pop()
            bands.append(Band(last.lowest, share, last.people + counts[share]))
        else:
            bands.append(Band(share, share, counts[share]))
    while bands and bands[-1].people < FEWEST_SHOWN:
        last = bands.pop()
        if not bands:
            break
        before = bands.pop()
        bands.append(Band(before.lowest, last.highest, before.people + last.people))
    alone = len(bands) == 1 and bands[0].lowest == bands[0].highest
    return [] if alone else bands  # One share for all would be everybody's.
