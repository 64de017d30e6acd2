"""The schede a year's aggregates are made of: what is told changes by groups, never by a person.

Whoever looks twice sees the difference. So nothing is told while schede are being issued: only once
those of the staff are all there, or the list of payments is definitive. What is issued anew later
is told when it is of five, in the ente and in each area and service that it touches.
Source: D.Lgs. 33/2013, art. 20.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ledger.evaluation import suppression
from ledger.evaluation.schede import evaluated_people, judged, standing_versions
from ledger.evaluation.suppression import FEWEST_SHOWN
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import evaluation, payments
from ledger.projections.evaluation import Version
from ledger.view import View

Scheda = tuple[str, str]
"""The person, and the unit where there are two."""


def staff_told_of(view: View, year: int) -> tuple[Version, ...]:
    """The version of each scheda of the staff that aggregates count; none before they may.

    None either once somebody of that year was erased: what is left would differ by one.
    """
    if payments.public_before(view.tables, year):
        return ()
    versions = [
        v for v in evaluation.versions(view.tables, year) if v.sheet.role == Role.DIPENDENTE
    ]
    begins = _begins(view, year, versions) if versions else None
    if begins is None:
        return ()
    return in_groups(versions, begins, view.of(year).plan.area_of_service)


def in_groups(
    versions: Sequence[Version], begins: int, area_of: Mapping[str, str]
) -> tuple[Version, ...]:
    """What is told of versions in the order they were issued: those up to a seq at once, the later
    ones in groups."""
    told: dict[Scheda, Version] = {}
    waiting: dict[Scheda, Version] = {}
    for version in versions:
        key = version.person, version.part
        if version.seq <= begins:
            told[key] = version
            continue
        waiting[key] = version
        if all(many >= FEWEST_SHOWN for many in _touched(waiting.values(), area_of).values()):
            told |= waiting
            waiting.clear()
    return tuple(told[key] for key in sorted(told))


def _touched(versions: Iterable[Version], area_of: Mapping[str, str]) -> Counter[str]:
    """How many people of the ente, of each area and of each service."""
    people = {(v.person, v.sheet.unit or "") for v in versions}
    touched = Counter({ENTE: len({person for person, _ in people})})
    for _, unit in people:
        touched.update({unit, area_of.get(unit, ENTE)} - {ENTE})
    return touched


def _begins(view: View, year: int, versions: Sequence[Version]) -> int | None:
    """The seq up to which what was issued is told at once: of the scheda that completed the year,
    or of the first definitive list, whichever came first."""
    lists = payments.payouts(view.tables, year)
    found = [lists[0].seq] if lists else []
    expected = {
        (p.person, p.part) for p in evaluated_people(view, year) if p.role is Role.DIPENDENTE
    }
    for version in versions:
        expected.discard((version.person, version.part))
        if not expected:
            return min([version.seq, *found])
    return min(found, default=None)


@dataclass(frozen=True)
class Aggregate:
    """How the schede of a group are distributed among the bands; None where that would show a
    person."""

    scope: str
    people: int
    bands: Mapping[str, int] | None


def aggregate(view: View, year: int, scope: str, *, whole: bool = False) -> Aggregate:
    """Staff in aggregate: `scope` is the ente, an area or a service, shown as far as
    `ledger.evaluation.suppression` lets it be. `whole`: with what only those are told who may read
    each of them anyway."""
    by_unit: dict[str, Counter[str]] = {}
    versions = standing_versions(view, year) if whole else staff_told_of(view, year)
    for version in versions:
        score = judged(view, version).score
        if score is not None and version.sheet.role == Role.DIPENDENTE:
            by_unit.setdefault(version.sheet.unit or "", Counter())[score.payout.label] += 1
    area_of = view.plan.area_of_service
    found, may = suppression.total(scope, by_unit, area_of), suppression.shown(by_unit, area_of)
    return Aggregate(scope, sum(found.values()), dict(found) if scope in may else None)
