"""What the Nucleo looks at before signing off a year: one list, each line with its cause.

Nothing here blocks anything: it says what is missing, late or unlikely.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction

from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.careers import negatives_in_a_row
from ledger.evaluation.entity import citizens
from ledger.evaluation.payout import computed
from ledger.evaluation.schede import (
    Judged,
    evaluated_people,
    exclusion,
    judged,
    outdated,
    standing_versions,
)
from ledger.evaluation.talks import talks_in_time
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.positions import Position
from ledger.people.service import year_of_service
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.perception import is_digital, perceived
from ledger.progress.standings import standing
from ledger.projections import cycle, encounters, evaluation, personnel
from ledger.projections.changes import changes
from ledger.scoring.days import reorganisation_deadline
from ledger.scoring.periods import days_covered
from ledger.scoring.scheda import Status
from ledger.view import View

EDGE_POINTS = Fraction(1, 2)
"""How close to a band's bound a score is worth a second look."""

FEWEST_TO_COMPARE = 2
"""An evaluator of one person cannot differentiate."""


@dataclass(frozen=True)
class Check:
    """One line. `cause` is what to open: a code of the plan, or a person where `of_person`."""

    kind: str
    subject: str
    cause: str
    of_person: bool = False
    day: dt.date | None = None
    actor: str | None = None
    count: int = 0

    @property
    def tells_a_score(self) -> bool:
        """Whether who reads it learns how one person was judged."""
        return self.kind in ("near_edge", "negative", "negatives")


def checks(view: View, year: int, today: dt.date) -> tuple[Check, ...]:
    """The whole list, objectives first, then people. Raises NoRegulation."""
    view = view.of(year)
    people = evaluated_people(view, year)
    scored = [judged(view, v) for v in standing_versions(view, year)]
    return (
        *_assignments(view, year),
        *_unexplained(view, year),
        *_indicators(view, year),
        *_reorganisations(view, year),
        *_entity(view, year),
        *_unheard(view, year),
        *_missing(view, year, people, scored),
        *_talks(view, year, people),
        *_differentiation(scored),
        *_scores(scored),
        *_outdated(view, people, scored),
        *_negatives(view, year, people),
        *_service(view, year, people),
        *_own_objectives(view, year, people),
        *(Check(name, ENTE, ENTE) for name in computed(view, year, today).warnings),
    )


def _assignments(view: View, year: int) -> Iterator[Check]:
    """Objectives and targets fixed after their period had begun: when, and by whom."""
    plan = view.plan
    for code, assigned in cycle.assigned(view.tables, year).items():
        known = code in plan.indicators or code in plan.objectives
        if known and assigned.day > dt.date(year, 1, 1):
            yield Check("assigned_late", code, code, day=assigned.day, actor=assigned.actor)


def _unexplained(view: View, year: int) -> Iterator[Check]:
    """What was changed of the plan in the year with neither reason nor act. Source: phase g."""
    for change in changes(view.tables, year):
        if change.unexplained and change.day >= dt.date(year, 1, 1):
            yield Check("unexplained", change.code, change.code, day=change.day, actor=change.actor)


def _indicators(view: View, year: int) -> Iterator[Check]:
    stands = standing(view, ENTE, dt.date(year, 12, 31))
    waiting: dict[str, int] = {}
    for report in view.waiting():
        waiting[report.indicator] = waiting.get(report.indicator, 0) + 1
    for objective in stands.objectives:
        if objective.state is State.CANCELLED:
            continue
        for row in objective.indicators:
            code = row.indicator.code
            if row.state is State.NO_TARGET:
                yield Check("no_target", code, code)
            if row.value is not None and not view.evidence_of(code):
                yield Check("no_evidence", code, code)
            if code in waiting:
                yield Check("never_validated", code, code, count=waiting[code])


def _reorganisations(view: View, year: int) -> Iterator[Check]:
    """New objectives within the term of a reorganisation. Source: R-20."""
    plan, regulation = view.plan, regulation_of(view, year).regulation
    for unit, effective in personnel.reorganisations(view.tables):
        deadline = reorganisation_deadline(effective, regulation)
        units = {unit, *(s for s, area in plan.area_of_service.items() if area == unit)}
        on_time = [
            code
            for code, day in plan.added_on.items()
            if plan.objectives[code].unit in units and effective <= day <= deadline
        ]
        if not on_time and effective.year == year:
            yield Check("reorganised", unit, unit, day=deadline)


def _entity(view: View, year: int) -> Iterator[Check]:
    found = evaluation.entity(view.tables, year)
    if found is None or found.step != "validated":
        yield Check("entity", ENTE, ENTE)


def _unheard(view: View, year: int) -> Iterator[Check]:
    """Citizens who have a part by the regulation and were not heard; objectives of digitalisation
    whose users were not. Source: R-19, R-34."""
    part = citizens(view, year)
    if part is not None and part.heard is None:
        yield Check("citizens_unheard", ENTE, ENTE, count=part.least)
    plan, words = view.plan, regulation_of(view, year).regulation.settings.digital.words
    for code, objective in plan.objectives.items():
        if code in plan.cancelled or not is_digital(objective, words):
            continue
        if perceived(view, objective).heard is None:
            yield Check("users_unheard", code, code)


def _missing(
    view: View, year: int, people: Iterable[Position], scored: Iterable[Judged]
) -> Iterator[Check]:
    done = {(j.version.person, j.version.part) for j in scored}
    regulation = regulation_of(view, year).regulation
    for position in people:
        status, _ = exclusion(view, position, regulation)
        if status is not Status.EVALUATED:
            yield Check(str(status), position.person, position.person, of_person=True)
        elif (position.person, position.part) not in done:
            yield Check("missing", position.person, position.person, of_person=True)


def _outdated(view: View, people: Iterable[Position], scored: Iterable[Judged]) -> Iterator[Check]:
    """Schede that rest on facts which were corrected after their issue."""
    done = {(j.version.person, j.version.part): j.version.sheet for j in scored}
    for position in people:
        sheet = done.get((position.person, position.part))
        if sheet is not None and outdated(view, position, sheet):
            yield Check("outdated", position.person, position.person, of_person=True)


def _negatives(view: View, year: int, people: Iterable[Position]) -> Iterator[Check]:
    """Two negative evaluations in a row are reported to the personnel office. Source: R-37."""
    for person in dict.fromkeys(p.person for p in people):
        if negatives_in_a_row(view, person, year):
            yield Check("negatives", person, person, of_person=True)


def _service(view: View, year: int, people: Iterable[Position]) -> Iterator[Check]:
    """What nobody can tell of a person's service; too few hours of training. R-16, R-17, R-37."""
    regulation = regulation_of(view, year).regulation
    wanted = regulation.settings.training.hours
    for person in dict.fromkeys(p.person for p in people):
        facts = [f for f in personnel.facts(view.tables, person) if not f.annulled]
        if year_of_service(view, person, year, regulation).untold_absences:
            yield Check("absence_kind", person, person, of_person=True)
        if any(
            f.kind == "part_time" and not f.what and days_covered([f.period], year) for f in facts
        ):
            yield Check("part_time_kind", person, person, of_person=True)
        hours = personnel.training_hours(view.tables, person, year)
        if wanted is not None and hours < wanted:
            yield Check("training", person, person, of_person=True, count=int(hours))


def _own_objectives(view: View, year: int, people: Iterable[Position]) -> Iterator[Check]:
    """Objectives of a person assigned after the period began, or not taken note of. R-31."""
    for position in people:
        own = encounters.own_objectives(view.tables, position.person, year, position.part)
        if own is None or own.assigned_on is None:
            continue
        if own.assigned_on > dt.date(year, 1, 1):
            yield Check(
                "objectives_late",
                position.person,
                position.person,
                of_person=True,
                day=own.assigned_on,
            )
        if own.noted_on is None:
            yield Check("objectives_unnoted", position.person, position.person, of_person=True)


def _talks(view: View, year: int, people: Iterable[Position]) -> Iterator[Check]:
    """Who has had no talk at all in the year. Source: R-19."""
    for position in people:
        held = talks_in_time(view, position.person, year)
        if not any(talk.moment != "conference" for talk in held):
            yield Check("no_talk", position.person, position.person, of_person=True)


def _differentiation(scored: Iterable[Judged]) -> Iterator[Check]:
    """Per evaluator: everybody the same, everybody at the top."""
    by_evaluator: dict[tuple[str, str], list[Judged]] = {}
    for found in scored:
        if found.score is not None:
            key = (found.version.actor, found.version.sheet.role)
            by_evaluator.setdefault(key, []).append(found)
    for (actor, _), group in sorted(by_evaluator.items()):
        if len(group) < FEWEST_TO_COMPARE:
            continue
        scores = [j.score for j in group if j.score is not None]
        first = group[0].version.person
        if len({s.c for s in scores}) == 1:
            yield Check("all_same", actor, first, of_person=True, count=len(group))
        top = max(
            band.share_percent
            for band in group[0].regulation.roles[Role(group[0].facts.role)].bands
        )
        if all(s.payout.share_percent == Fraction(top) for s in scores):
            yield Check("all_top", actor, first, of_person=True, count=len(group))


def _scores(scored: Iterable[Judged]) -> Iterator[Check]:
    """Near a band's edge, and negative ones. Source: R-09 to R-11."""
    for found in scored:
        if found.score is None:
            continue
        person = found.version.person
        bands = found.regulation.roles[Role(found.facts.role)].bands
        near = [b for b in bands if b.lowest > 0]
        if any(abs(found.score.final - Fraction(b.lowest)) <= EDGE_POINTS for b in near):
            yield Check("near_edge", person, person, of_person=True)
        if found.score.negative:
            yield Check("negative", person, person, of_person=True)
