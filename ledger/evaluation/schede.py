"""A person's scheda as a question: what the indicators propose, what was signed, what it comes to.

Points and values are on the sheet the evaluator signed; everything else is computed from it under
the regulation it names, so that the same version gives the same figures for ever.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ledger.errors_smvp import NoPosition
from ledger.evaluation.adopted import regulation_at, regulation_of
from ledger.evaluation.sheet import SchedaForm
from ledger.events import PersonalObjective
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.positions import Position, holders_of, objectives_of, positions
from ledger.people.service import YearOfService, year_of_service
from ledger.plan.history import plan_on
from ledger.plan.inforce import PlanInForce
from ledger.progress import figures, standings
from ledger.projections import encounters, evaluation, procedures
from ledger.projections.changes import changes
from ledger.projections.evaluation import Version
from ledger.projections.procedures import Procedure
from ledger.regulation import Regulation
from ledger.scoring import scheda as rules
from ledger.scoring.conciliation import (
    Outcome,
    State,
    conciliation_standing,
    conciliation_terms,
)
from ledger.scoring.numbers import read_number, show_number
from ledger.scoring.periods import Period, days_covered, days_of_year
from ledger.scoring.scheda import Figure, SchedaFacts, Score, Status
from ledger.view import View


@dataclass(frozen=True)
class Proposed:
    """What the indicators say of an objective. `value` is None where there is nothing to say.

    `left_out` counts reports nobody validated, which the proposal does not use; `proofs` the files.
    """

    code: str
    title: str
    weight: Fraction
    value: Fraction | None
    events: tuple[int, ...]
    left_out: int
    proofs: int


def has_objectives(view: View, position: Position) -> bool:
    """Whether there is anything a person is evaluated on beside how they work: objectives of their
    own, or of their posts."""
    found = encounters.own_objectives(view.tables, position.person, position.year, position.part)
    return bool(found and found.assigned) or bool(objectives_of(view, position))


def proposed_values(
    view: View, position: Position, *, validated_only: bool = True
) -> list[Proposed]:
    """The value reached of each objective of a person's list, from its indicators, on the day the
    position is measured: the year's end, or the last day in the unit of a part.

    Source: R-02 (the value is entered by the evaluator; this is what is proposed to them).
    """
    view = view.of(position.year)
    plan = plan_of(view, position)
    found = encounters.own_objectives(view.tables, position.person, position.year, position.part)
    own = found.assigned if found else ()
    left = 100 - sum((read_number(o.weight) for o in own), Fraction(0))
    taken = {o.code for o in own}
    of_unit = [o for o in objectives_of(view, position) if o.code not in taken] if left else []
    weights = list_weights(plan, [o.code for o in of_unit])
    last = position.measured_on
    return [
        *(_of_their_own(view, plan, n, o, last, validated_only) for n, o in enumerate(own, 1)),
        *(
            _proposed(view, plan, o.code, weights[o.code] * left / 100, last, validated_only)
            for o in of_unit
            if o.code in weights
        ),
    ]


def plan_of(view: View, position: Position) -> PlanInForce:
    """The year's, or as it stood on the last day in the unit of a part of the year."""
    if position.measured_on >= dt.date(position.year, 12, 31):
        return view.plan
    return plan_on(view.plan, changes(view.tables, position.year), position.measured_on)


def _of_their_own(
    view: View,
    plan: PlanInForce,
    number: int,
    own: PersonalObjective,
    last: dt.date,
    validated_only: bool,
) -> Proposed:
    """An objective assigned to the person: from its indicators where the plan has it, else its
    value is the evaluator's to say (R-31)."""
    weight = read_number(own.weight)
    if own.code is None:
        return Proposed(f"P.{number}", own.title, weight, None, (), 0, 0)
    return _proposed(view, plan, own.code, weight, last, validated_only)


def _proposed(
    view: View, plan: PlanInForce, code: str, weight: Fraction, last: dt.date, validated_only: bool
) -> Proposed:
    """What the indicators of an objective say on a day, by the plan of that day."""
    objective = plan.objective_of(code)
    values, events, left_out, proofs = {}, [], 0, 0
    for indicator in objective.indicators:
        reports = [r for r in view.counted_reports(indicator.code) if r.day <= last]
        used = [r for r in reports if r.validated or not validated_only]
        left_out += len(reports) - len(used)
        start = indicator.baseline if indicator.direction == "down" else None
        value = figures.value_of(used, start)
        if value is not None:
            values[indicator.code] = value
        events += [r.seq for r in figures.makers(used)]
        proofs += len(view.evidence_of(indicator.code))
    stands = standings.objective_standing(plan, objective, values, last)
    return Proposed(
        objective.code,
        objective.title,
        weight,
        stands.progress,
        tuple(sorted(events)),
        left_out,
        proofs,
    )


def list_weights(plan: PlanInForce, codes: Sequence[str]) -> dict[str, Fraction]:
    """Percent weights of one person's list, which shares one 100 (R-01).

    In the plan every table has a 100 of its own: each table gets as much of the person's 100 as it
    has objectives in the list, divided as the table says. Without weights that is 100/n each.
    """
    groups: dict[str, list[str]] = {}
    for code in codes:
        if plan.weights[code] > 0:
            groups.setdefault(plan.objectives[code].group_name, []).append(code)
    count = sum(len(members) for members in groups.values())
    weights: dict[str, Fraction] = {}
    for members in groups.values():
        total = sum((plan.weights[code] for code in members), Fraction(0))
        for code in members:
            weights[code] = 100 * plan.weights[code] / total * len(members) / count
    return {code: weights[code] for code in codes if code in weights}


def latest(view: View, person: str, year: int, part: str = "") -> Version | None:
    """The version that stands."""
    found = [v for v in evaluation.versions(view.tables, year, person) if v.part == part]
    return found[-1] if found else None


def standing_versions(view: View, year: int) -> list[Version]:
    """The version that stands of every scheda of a year, by person."""
    found = {(v.person, v.part): v for v in evaluation.versions(view.tables, year)}
    return [found[key] for key in sorted(found)]


def standing_of(view: View, person: str, year: int) -> list[Version]:
    """The version that stands of each scheda of a person in a year."""
    return [v for v in standing_versions(view, year) if v.person == person]


def exclusion(
    view: View, position: Position, regulation: Regulation
) -> tuple[Status, YearOfService]:
    """Who is left out before any score, and the service it follows from. Source: R-29."""
    service = year_of_service(view, position.person, position.year, regulation)
    status = rules.exclusion(service.sanctions, service.presence.presence, regulation)
    return status, service


def facts_of(
    version: Version,
    *,
    service: YearOfService | None = None,
    maximum: Fraction | None = None,
    maximum_events: tuple[int, ...] = (),
    prorata: Fraction = Fraction(1),
) -> SchedaFacts:
    """What the rules take, from a signed version; money is added where its maximum is set."""
    sheet = version.sheet
    role = sheet.role
    dirigente = service.dirigente_interim if service and role == Role.DIRIGENTE else None
    return SchedaFacts(
        role=role,
        entity=None if sheet.entity is None else read_number(sheet.entity),
        objectives=[line.reached for line in sheet.objectives],
        items=sheet.points,
        maximum=maximum,
        sanctions=sheet.sanctions,
        presence=sheet.presence.presence if sheet.presence else None,
        prorata=prorata,
        dirigente_interim=dirigente,
        eq_interim=service.eq_interim if service and role == Role.EQ else (),
        year_days=days_of_year(version.year),
        events={
            **sheet.events,
            "items": (version.seq,),
            "objectives": tuple(sorted({e for o in sheet.objectives for e in o.events})),
            "maximum": maximum_events,
            **({k: service.events[k] for k in ("prorata", "interim")} if service else {}),
        },
    )


@dataclass(frozen=True)
class Course:
    """Where a scheda stands after its issue, and what is due, from whom, by when.

    `state` is `issued` until notified, then a state of the conciliazione. `due_from` is `person`
    or `evaluator`; `due_on` is None where there is no term.
    """

    state: str
    procedure: Procedure
    due_from: str | None = None
    due_on: dt.date | None = None
    reply_overdue: bool = False
    reply_on_time: bool | None = None

    @property
    def ended(self) -> bool:
        """Nothing more can change the scheda by itself: it stands, whoever is silent (R-23)."""
        return self.reply_overdue or self.state not in (
            "issued",
            State.NOTIFIED,
            State.OBSERVED,
        )


NOTHING_YET = Procedure(*[None] * 14)


def course(view: View, version: Version, today: dt.date) -> Course:
    """Source: R-22, R-23."""
    done = procedures.procedure(view.tables, version.person, version.year, version.part)
    done = done or NOTHING_YET
    if done.notified_on is None:
        return Course("issued", done, "person")
    regulation = regulation_at(view, version.regulation).regulation
    terms = conciliation_terms(done.notified_on, done.observed_on, done.replied_on, regulation)
    outcome = Outcome(done.outcome) if done.outcome else None
    stands = conciliation_standing(terms, today, outcome, done.accepted)
    due_from, due_on = None, None
    if stands.state is State.NOTIFIED:
        due_from, due_on = "person", terms.observations_deadline
    elif stands.state is State.OBSERVED:
        due_from, due_on = "evaluator", terms.reply_deadline
    elif stands.state in (State.CONFIRMED, State.CHANGED):
        due_from = "person"
    return Course(
        str(stands.state), done, due_from, due_on, stands.reply_overdue, terms.reply_on_time
    )


@dataclass(frozen=True)
class Judged:
    """A version with what it comes to. `score` is None for who is excluded."""

    version: Version
    facts: SchedaFacts
    status: Status
    score: Score | None
    figures: tuple[Figure, ...]
    regulation: Regulation


def judged(view: View, version: Version, facts: SchedaFacts | None = None) -> Judged:
    """The figures of a version under its own regulation."""
    regulation = regulation_at(view, version.regulation).regulation
    facts = facts or facts_of(version)
    found = rules.evaluate(facts, regulation)
    trail = rules.explain(facts, found, regulation)
    return Judged(version, facts, found.status, found.score, trail, regulation)


def prorata_of(position: Position, service: YearOfService) -> Fraction:
    """Part of the year the scheda pays for: the service, or the days in its unit where there are
    two schede."""
    if not position.part:
        return service.prorata
    days = days_covered([Period(position.post.since, position.post.until)], position.year)
    return Fraction(len(days), days_of_year(position.year))


def position_of_version(view: View, version: Version) -> Position:
    """The position a version was signed for; the first of the year where it is no longer so."""
    found = positions(view, version.person, version.year)
    return next((p for p in found if p.part == version.part), found[0])


def signed_facts(
    view: View, position: Position, regulation: Regulation
) -> tuple[dict[str, object], Mapping[str, tuple[int, ...]]]:
    """What the sheet says beside the evaluator's own judgement, and the events it rests on."""
    service = year_of_service(view, position.person, position.year, regulation)
    entity = evaluation.entity(view.tables, position.year)
    validated = entity is not None and entity.step == "validated"
    value = entity.value if entity is not None and validated else None
    fields: dict[str, object] = {
        "sanctions": service.sanctions,
        "presence": service.presence,
        "entity": value and _on_scale(value, position.role, regulation),
    }
    events = {key: service.events[key] for key in ("sanctions", "presence") if service.events[key]}
    if entity is not None and validated:
        events["entity"] = entity.seqs
    return fields, events


def _on_scale(entity: str, role: Role, regulation: Regulation) -> str:
    """One value serves the whole ente; where the scheda of dipendenti takes the points of part A
    directly, they are its share of it (R-03)."""
    if role is not Role.DIPENDENTE or regulation.settings.entity.scale.dipendente == "0-100":
        return entity
    return show_number(read_number(entity) * Fraction(regulation.roles[role].weights.entity) / 100)


def outdated(view: View, position: Position, sheet: SchedaForm) -> bool:
    """Whether what a signed sheet rests on, beside the evaluator's judgement, has changed since."""
    return _rests_on(brought_up(view, position, sheet)) != _rests_on(sheet)


def _rests_on(sheet: SchedaForm) -> tuple[object, ...]:
    presence = sheet.presence.presence if sheet.presence else None
    return dict(sheet.sanctions), presence, sheet.entity


def brought_up(view: View, position: Position, sheet: SchedaForm) -> SchedaForm:
    """The sheet with today's facts; while the performance of the ente of a reopened year is not
    validated anew, the one that was signed stands."""
    fields, _ = signed_facts(view, position, regulation_of(view, position.year).regulation)
    return sheet.model_copy(update={k: v for k, v in fields.items() if (k, v) != ("entity", None)})


def readers_of(view: View, person: str, year: int, today: dt.date) -> tuple[str, ...]:
    """Who may read a person's scores: they, their evaluator, Nucleo, personnel office."""
    offices = (str(Role.NUCLEO), str(Role.PERSONALE))
    found = [person, *(p for office in offices for p in view.holders(office, today))]
    for position in positions(view, person, year):
        found += holders_of(view, position.evaluators, position.signing_day, today)
    found += [v.actor for v in evaluation.versions(view.tables, year, person)]
    return tuple(p for p in dict.fromkeys(found) if view.enrolled(p, today))


def evaluated_people(view: View, year: int) -> list[Position]:
    """Everybody who should have a scheda of the year, excluded people too."""
    return [
        position
        for person in view.people()
        if _has_role(view, person.code)
        for position in _positions_or_none(view, person.code, year)
    ]


def _has_role(view: View, person: str) -> bool:
    roles = (Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ, Role.DIPENDENTE)
    return any(post.role in roles and not post.interim for post in view.posts(person))


def _positions_or_none(view: View, person: str, year: int) -> list[Position]:
    try:
        return positions(view, person, year)
    except NoPosition:
        return []
