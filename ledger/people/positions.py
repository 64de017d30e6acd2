"""In which role and unit a person is evaluated in a year, by whom, on whose proposal.

Source: R-18 (which scheda), R-19 (who evaluates, who proposes, who signs).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ledger.errors_smvp import NoPosition
from ledger.evaluation.adopted import regulation_of
from ledger.later import dataclass
from ledger.people import Post, Role
from ledger.plan import SEGRETARIO, TRANSVERSAL, Objective
from ledger.regulation import EVALUATED, Regulation
from ledger.scoring.assignments import Assignment, evaluators, final_evaluator, prevalence
from ledger.scoring.periods import Period, days_covered
from ledger.view import View

BODIES = (str(Role.SINDACO), str(Role.NUCLEO))
"""Evaluators who are an office and not a person in charge on a day: whoever holds it signs."""


@dataclass(frozen=True)
class EarlierPart:
    """A part of the year under another evaluator than who signs."""

    evaluator: str
    posts: tuple[Post, ...]
    last_day: dt.date


@dataclass(frozen=True)
class Position:
    """What a person's scheda of a year is about. Posts are named as owners of objectives are.

    `held` are the posts whose objectives count, those held ad interim included. `part` is the unit
    where the year has two schede because none prevailed.
    """

    person: str
    year: int
    part: str
    post: Post
    held: tuple[Post, ...]
    signing_day: dt.date
    evaluators: tuple[str, ...]
    proposers: tuple[str, ...]
    before: tuple[EarlierPart, ...] = ()
    """The units before the last: what their evaluators say is shown to who signs."""
    measured_on: dt.date = dt.date.max
    """The day figures are read: the last of the year, or the last in the unit of its part."""

    @property
    def role(self) -> Role:
        """The role the person is evaluated in."""
        return self.post.role

    @property
    def earlier(self) -> tuple[str, ...]:
        """The evaluators of the units before the last."""
        return tuple(part.evaluator for part in self.before)

    def as_judged_by(self, earlier: str) -> "Position":
        """What an earlier evaluator judges: the units the person was in under them, on the last
        day there (R-19)."""
        part = next(p for p in self.before if p.evaluator == earlier)
        return replace(self, post=part.posts[-1], held=part.posts, measured_on=part.last_day)


@dataclass(frozen=True)
class _Judges:
    evaluator: str
    proposer: str | None


def main_posts(view: View, person: str, year: int) -> list[Post]:
    """The posts a person is evaluated for, one at a time, in order of their days.

    Interim ones come on top of another and are left out, and so is a second post of the same role;
    of two roles at once the higher counts.
    """
    kept: list[Post] = []
    posts = [p for p in view.posts(person) if p.role in EVALUATED and not p.interim]
    for post in sorted(posts, key=lambda p: EVALUATED.index(p.role)):
        if not _days(post, year):
            continue
        for other in kept:
            post = _before(post, other)
        if not any(_days(post, year) & _days(other, year) for other in kept):
            kept.append(post)
    return sorted((p for p in kept if _days(p, year)), key=lambda p: min(_days(p, year)))


def _days(post: Post, year: int) -> frozenset[dt.date]:
    if post.since and post.until and post.until < post.since:
        return frozenset()
    return days_covered([Period(post.since, post.until)], year)


def _before(post: Post, other: Post) -> Post:
    """A lower post that went on when a higher one began ends there."""
    starts_first = other.since is not None and (post.since is None or post.since < other.since)
    if starts_first and other.since and (post.until is None or post.until >= other.since):
        return replace(post, until=other.since - dt.timedelta(days=1))
    return post


def positions(view: View, person: str, year: int) -> list[Position]:
    """One, or two where no unit prevailed and the ente makes two schede. Raises NoPosition."""
    posts = main_posts(view, person, year)
    if not posts:
        raise NoPosition(person, year)
    regulation = regulation_of(view, year).regulation
    assignments = [Assignment(p.name, Period(p.since, p.until)) for p in posts]
    found = prevalence(year, assignments, regulation)
    by_name = {p.name: p for p in posts}
    last = by_name[final_evaluator(year, assignments)]
    if found.prevalent is not None:
        return [_position(view, person, year, by_name[found.prevalent], last, posts, regulation)]
    if found.fallback == "two_schede" and len(by_name) > 1:
        return [
            replace(
                _position(view, person, year, post, post, [post], regulation),
                part=post.unit or str(post.role),
                measured_on=max(_days(post, year)),
            )
            for post in by_name.values()
        ]
    joint = _position(view, person, year, last, last, posts, regulation)
    # One scheda of all who had the person: whoever of them signs has the others' word before them.
    return [replace(joint, evaluators=tuple(dict.fromkeys((*joint.evaluators, *joint.earlier))))]


def _position(
    view: View,
    person: str,
    year: int,
    post: Post,
    signing: Post,
    posts: Iterable[Post],
    regulation: Regulation,
) -> Position:
    signing_day = max(_days(signing, year))
    judges = _judges(view, person, signing, signing_day, regulation)
    others = [p for p in posts if p.name != signing.name]
    interim = tuple(
        p for p in view.posts(person) if p.interim and p.role is post.role and _days(p, year)
    )
    return Position(
        person=person,
        year=year,
        part="",
        post=post,
        held=(post, *interim, *_same_role(view, person, post, year)),
        signing_day=signing_day,
        evaluators=(judges.evaluator,),
        proposers=(judges.proposer,) if judges.proposer else (),
        before=_earlier_parts(view, person, year, others, judges.evaluator, regulation),
        measured_on=dt.date(year, 12, 31),
    )


def _earlier_parts(
    view: View,
    person: str,
    year: int,
    posts: Iterable[Post],
    signer: str,
    regulation: Regulation,
) -> tuple[EarlierPart, ...]:
    """By evaluator, in the order of the year; what was under the signer needs no word of theirs."""
    found: dict[str, EarlierPart] = {}
    for post in posts:
        last = max(_days(post, year))
        evaluator = _judges(view, person, post, last, regulation).evaluator
        known = found.get(evaluator)
        of = (*known.posts, post) if known else (post,)
        found[evaluator] = EarlierPart(evaluator, of, max(last, known.last_day if known else last))
    return tuple(part for part in found.values() if part.evaluator != signer)


def _same_role(view: View, person: str, post: Post, year: int) -> tuple[Post, ...]:
    """Further posts of the same role held at the same time."""
    return tuple(
        p
        for p in view.posts(person)
        if p.role is post.role
        and not p.interim
        and p.name != post.name
        and _days(p, year) & _days(post, year)
    )


def _judges(view: View, person: str, post: Post, day: dt.date, regulation: Regulation) -> _Judges:
    """Who evaluates a post on a day. Source: R-19."""
    plan = view.of(day.year).plan
    area = plan.area_of_service.get(post.unit or "", post.unit or "")
    heads = view.holders(f"{Role.DIRIGENTE}:{area}", day)
    segretari = view.holders(str(Role.SEGRETARIO), day)
    proposers = [p for p in view.holders(f"{Role.EQ}:{post.unit}", day) if p != person]
    found = evaluators(
        post.role,
        sector_interim_segretario=any(head in segretari for head in heads),
        has_eq=bool(proposers),
        regulation=regulation,
    )
    evaluator = found.evaluator
    if evaluator == Role.DIRIGENTE:
        evaluator = f"{Role.DIRIGENTE}:{area}"
    return _Judges(str(evaluator), f"{Role.EQ}:{post.unit}" if found.proposer else None)


def holders_of(
    view: View, posts: Iterable[str], signing_day: dt.date, today: dt.date
) -> tuple[str, ...]:
    """The persons who may act for a post: in charge on the signing day, or now if nobody of them
    is still in office."""
    found: list[str] = []
    for post in posts:
        in_charge = view.holders(post, min(signing_day, today))
        present = [p for p in in_charge if any(q.held_on(today) for q in view.posts(p))]
        found += present if present and post not in BODIES else view.holders(post, today)
    return tuple(dict.fromkeys(found))


def objectives_of(view: View, position: Position) -> list[Objective]:
    """The objectives of a person's list, those cancelled within the year left out.

    Transversal ones only of who owns them; of dipendenti, those of their service (X-14).
    """
    plan = view.of(position.year).plan
    last = position.measured_on
    names = {post.name for post in position.held}
    units = {post.unit for post in position.held}
    found = []
    for objective in plan.plan.objectives:
        gone = plan.cancelled.get(objective.code)
        if gone is not None and gone.on <= last:
            continue
        if last < (plan.added_on.get(objective.code) or last):
            continue
        if _is_theirs(objective, position.role, names, units, plan.area_of_service):
            found.append(objective)
    return found


def _is_theirs(
    objective: Objective,
    role: Role,
    names: set[str],
    units: set[str | None],
    area_of: Mapping[str, str],
) -> bool:
    if role is Role.SEGRETARIO:
        return objective.unit == SEGRETARIO or str(Role.SEGRETARIO) in objective.owners
    if names & set(objective.owners):
        return True
    if objective.unit in (TRANSVERSAL, SEGRETARIO):
        return False
    if role is Role.DIRIGENTE:
        return area_of.get(objective.unit, objective.unit) in units
    return objective.unit in units
