"""A person's service in a year, from what the personnel office entered: who is excluded, how much
of the year counts, which sanctions and increases. Source: R-07, R-13 to R-17."""

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ledger.evaluation.sheet import PresenceLine
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.absences import read_absence
from ledger.people.parttime import Pattern, read_pattern
from ledger.projections import personnel
from ledger.projections.personnel import FactRow
from ledger.regulation import Regulation
from ledger.scoring.interim import DirigenteInterim, EqInterim
from ledger.scoring.numbers import show_number
from ledger.scoring.periods import Period, days_covered, days_of_year
from ledger.scoring.presence import Absence, presence_days, prorata
from ledger.scoring.sanctions import Sanction, count_sanctions
from ledger.view import View

NOTHING = Fraction(0)


@dataclass(frozen=True)
class YearOfService:
    """Facts of one person in one year; `events` names, by field, the seq each came from."""

    sanctions: dict[str, int]
    presence: PresenceLine
    prorata: Fraction
    ccnl_class: str | None
    dirigente_interim: DirigenteInterim | None
    eq_interim: tuple[EqInterim, ...]
    position_pay: Fraction | None
    periods: tuple[Period, ...]
    events: dict[str, tuple[int, ...]]
    untold_absences: tuple[int, ...] = ()
    """Absences of a kind nobody can tell, by seq: their days still count as presence."""

    def serves_on(self, day: dt.date) -> bool:
        """Whether the person was in service on that day of the year."""
        return any(period.covers(day) for period in self.periods)


def year_of_service(view: View, person: str, year: int, regulation: Regulation) -> YearOfService:
    """Everything the rules ask of a person's service in a year."""
    valid = [fact for fact in personnel.facts(view.tables, person) if not fact.annulled]
    of = {kind: [f for f in valid if f.kind == kind] for kind in personnel.KINDS.values()}
    employment, role_periods = of["servizio"], _post_periods(view, person)
    periods = tuple(f.period for f in employment) or role_periods
    suspensions = [f.period for f in of["sospensione_rapporto"]]
    service = prorata(year, periods, suspensions, regulation)
    presence = _presence(year, periods, of, regulation)
    sanctions = [Sanction(f.what or "", f.period.start or f.act_on) for f in of["sanzione"]]
    counts = count_sanctions(sanctions, year, regulation)
    interims = [f for f in of["interim"] if days_covered([f.period], year)]
    pays = [f for f in of["posizione"] if days_covered([f.period], year)]
    pay, pay_events = _position_pay(view, person, year, pays)
    return YearOfService(
        sanctions={kind: count for kind, count in counts.items() if count},
        presence=presence,
        prorata=service.factor,
        ccnl_class=_class_of(employment, year),
        dirigente_interim=_dirigente_interim(interims, year),
        eq_interim=tuple(_eq_interim(f, year) for f in interims if f.what),
        position_pay=pay,
        periods=periods,
        events={
            "sanctions": _seqs(of["sanzione"]),
            "presence": _seqs(
                [
                    *employment,
                    *of["sospensione_rapporto"],
                    *of["assenza"],
                    *of["part_time"],
                    *of["tutela"],
                ]
            ),
            "prorata": _seqs([*employment, *of["sospensione_rapporto"]]),
            "interim": _seqs(interims),
            "position_pay": pay_events,
        },
        untold_absences=_seqs(
            f
            for f in of["assenza"]
            if absence_kind(f, regulation) is None and days_covered([f.period], year)
        ),
    )


def _position_pay(
    view: View, person: str, year: int, entered: Sequence[FactRow]
) -> tuple[Fraction | None, tuple[int, ...]]:
    """What was entered last; else, of an EQ, what the approved grading of the post comes to (R-33).
    With the events it comes from."""
    if entered and entered[-1].amount is not None:
        return Fraction(entered[-1].amount), (entered[-1].seq,)
    for post in view.posts(person):
        held = days_covered([Period(post.since, post.until)], year)
        if post.role is not Role.EQ or post.interim or not held:
            continue
        graded = personnel.grading(view.tables, post.unit or "", approved=True)
        if graded is not None and graded.act_on is not None and graded.act_on.year <= year:
            return Fraction(graded.pay), (graded.seq,)
    return None, ()


def _seqs(facts: Iterable[FactRow]) -> tuple[int, ...]:
    return tuple(f.seq for f in facts)


def _post_periods(view: View, person: str) -> tuple[Period, ...]:
    """Without a record of employment, a person serves while they hold a post."""
    return tuple(Period(p.since, p.until) for p in view.posts(person) if not p.interim)


def _presence(
    year: int,
    periods: Iterable[Period],
    of: dict[str, list[FactRow]],
    regulation: Regulation,
) -> PresenceLine:
    """Suspended days are absence like any other: nobody was there. Of a vertical part-time only
    what is due counts (R-17)."""
    listed = tuple(periods)
    away = [Absence(kind, f.period) for f in of["assenza"] if (kind := absence_kind(f, regulation))]
    away += [Absence("sospensione_rapporto", f.period) for f in of["sospensione_rapporto"]]
    present, protected = presence_days(year, listed, away, regulation)
    return PresenceLine(
        days=show_number(_days_due(of["part_time"], present)),
        protected_days=show_number(_days_due(of["part_time"], protected)),
        vertical_pt_ratio=show_number(_vertical_ratio(of["part_time"], listed, year)),
        protected_by_law=any(days_covered([f.period], year) for f in of["tutela"]),
    )


def absence_kind(fact: FactRow, regulation: Regulation) -> str | None:
    """The kind of an absence as the list knows it; None for what nobody can tell, which is not
    taken as ordinary: it takes no day away until it is said what it is."""
    if fact.what in regulation.absences.protected:
        return fact.what
    return read_absence(fact.what or "")


def part_time_pattern(fact: FactRow) -> Pattern | None:
    """None for one recorded before the kind was asked."""
    return read_pattern(fact.what) if fact.what else None


def _days_due(facts: Sequence[FactRow], days: Iterable[dt.date]) -> Fraction:
    """How many of the days are due: all of them but in a vertical part-time."""
    known = [(f.period, pattern) for f in facts if (pattern := part_time_pattern(f))]
    found = NOTHING
    for day in days:
        held = [pattern for period, pattern in known if period.covers(day)]
        found += held[-1].due_on(day) if held else 1
    return found


def _vertical_ratio(facts: Sequence[FactRow], periods: Iterable[Period], year: int) -> Fraction:
    """The ratio that scales the threshold, as a mean over the days of service: 1 where nothing
    but a horizontal part-time is recorded."""
    served = days_covered(periods, year) if facts else frozenset()
    total = NOTHING
    for day in served:
        held = [f for f in facts if f.period.covers(day)]
        total += _scale(held[-1]) if held else 1
    return total / len(served) if served else Fraction(1)


def _scale(fact: FactRow) -> Fraction:
    pattern = part_time_pattern(fact)
    if pattern is not None and not pattern.is_vertical:
        return Fraction(1)
    return Fraction(fact.amount or 1)


def _class_of(employment: list[FactRow], year: int) -> str | None:
    """The class held on 1 January, else the first of the year."""
    first = dt.date(year, 1, 1)
    held = [f.what for f in employment if f.period.covers(first)]
    later = [f.what for f in employment if days_covered([f.period], year)]
    return next(iter([*held, *later]), None)


def _fraction(period: Period, year: int) -> Fraction:
    return Fraction(len(days_covered([period], year)), days_of_year(year))


def _dirigente_interim(interims: list[FactRow], year: int) -> DirigenteInterim | None:
    """One increase, whatever the number of Areas: for the days on which there was at least one."""
    granted = [f for f in interims if not f.what]
    if not granted:
        return None
    days = days_covered([f.period for f in granted], year)
    base = granted[-1].amount
    return DirigenteInterim(
        granted=True,
        fraction=Fraction(len(days), days_of_year(year)),
        base=None if base is None else Fraction(base),
    )


def _eq_interim(fact: FactRow, year: int) -> EqInterim:
    return EqInterim(fact.what or "", Fraction(fact.amount or 0), _fraction(fact.period, year))
