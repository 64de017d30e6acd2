"""One's own desk: what waits for one person's hand, in order of day.

What somebody may do because they are above who does it first is not theirs to do: a report is
the EQ's before it is the dirigente's, unless nobody is EQ there.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from ledger.clock import day_of
from ledger.commands.anomalies import anomaly_setters
from ledger.commands.authority import posts_on, reporters, setters
from ledger.commands.cycle import need_phase
from ledger.commands.nucleo import decidable
from ledger.commands.progress import RecordProgress
from ledger.cycle.campaigns import owed
from ledger.cycle.dates import statutory_day
from ledger.cycle.needs import PUBLICATIONS, exists
from ledger.errors import Refusal
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_at, regulation_of
from ledger.evaluation.schede import course, evaluated_people, exclusion, latest, standing_of
from ledger.evaluation.years import evaluated_years, is_being_evaluated
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.positions import holders_of
from ledger.plan import ENTE, Kind
from ledger.progress.figures import SOON_DAYS, State
from ledger.progress.standings import ObjectiveStanding, standing
from ledger.projections import encounters, evaluation, nucleo
from ledger.projections.evaluation import Version
from ledger.readings import office
from ledger.readings.query.facts import SILENT_DAYS, Facts
from ledger.regulation import Regulation
from ledger.rows import OpenAnomaly
from ledger.scoring.conciliation import conciliation_terms
from ledger.scoring.scheda import Status
from ledger.view import View

FRESH_DAYS = 7
"""Who wrote of it so few days ago owes nothing now."""

LAST_MONTH = 12
"""A figure of December tells how a year ended."""

NO_TARGET = "no_target"


class Task(StrEnum):
    """What is to be done; each has its sentence and its button."""

    REWRITE = "rewrite"
    """A report of one's own was contested."""
    REPORT = "report"
    CAMPAIGN = "campaign"
    VALIDATE = "validate"
    ANSWER = "answer"
    """Observations on a scheda one has signed."""
    SIGN = "sign"
    """The answer to one's observations waits to be accepted, or not."""
    READ = "read"
    """One's own scheda is there; the days to observe run."""
    NOTE = "note"
    """Objectives of one's own that were assigned."""
    CONSULT = "consult"
    ENTITY = "entity"
    """A step of the performance of the ente."""
    EVALUATE = "evaluate"
    PROPOSE = "propose"
    ASSIGN = "assign"
    SETTLE = "settle"
    PUBLISH = "publish"
    AGREE = "agree"
    """A proposal of another member of the Nucleo waits for one's word."""
    MEET = "meet"
    """The majority of the Nucleo agrees: the meeting that decides is to be recorded."""


@dataclass(frozen=True)
class Matter:
    """`subject` is what its button opens: a code, a campaign, a person; `count` how many there
    are, of a kind done together. `since`: since when it waits, where no day is set for it."""

    task: Task
    subject: str = ""
    name: str = ""
    count: int = 1
    due_on: dt.date | None = None
    year: int | None = None
    since: dt.date | None = None


def matters_of(view: View, person: str, today: dt.date) -> tuple[Matter, ...]:
    """Contested reports first, then by day; what has no day comes last. Raises NotEnrolled."""
    held = frozenset(post.name for post in posts_on(view, person, today))
    facts = Facts(view, today)
    found = [
        *_reported(facts, person, held, today),
        *_campaigns(facts, held),
        *_validations(view, person, today),
        *_of_schede(view, person, today),
        *_own_objectives(view, person),
        *_evaluations(view, person, held, today),
        *_targets(facts, held),
        *_anomalies(view, held),
        *_publications(view, held, today),
        *_collegial(view, person, held, today),
    ]
    last = dt.date.max
    return tuple(
        sorted(found, key=lambda m: (m.task is not Task.REWRITE, m.due_on or m.since or last))
    )


def is_first(facts: Facts, held: frozenset[str], posts: tuple[str, ...]) -> bool:
    """Whether one of these posts is the first of several that somebody holds."""
    for post in posts:
        if post in held:
            return True
        if not facts.vacant(post):
            return False
    return False


def _reported(facts: Facts, person: str, held: frozenset[str], today: dt.date) -> Iterator[Matter]:
    """Of the year, and of the year before while it takes reports: what is overdue there."""
    yield from _contested(facts, person)
    yield from _reports(facts, held, today)
    before = facts.view.year - 1
    if before not in facts.view.years:
        return
    former = Facts(facts.view.of(before), today)
    if before not in facts.view.agenda().closed_years:
        yield from _contested(former, person)
    yield from _reports(former, held, today)


def _contested(facts: Facts, person: str) -> Iterator[Matter]:
    plan = facts.view.plan
    for row in facts.view.reports_by(person):
        if row.status == "contested" and row.indicator in facts.contested:
            name = plan.indicator(row.indicator).name
            since, year = day_of(row.recorded_at), facts.view.year
            yield Matter(Task.REWRITE, row.indicator, name, since=since, year=year)


def _reports(facts: Facts, held: frozenset[str], today: dt.date) -> Iterator[Matter]:
    plan = facts.view.plan
    try:
        need_phase(facts.view, RecordProgress, facts.view.year)
    except Refusal:
        return  # Nothing is reported any more on a year that is measured, or closed.
    for row in standing(facts.view, ENTE, today).objectives:
        code = row.objective.code
        if is_first(facts, held, reporters(plan, code)) and _owes(facts, row, today):
            title, year = row.objective.title, facts.view.year
            yield Matter(Task.REPORT, code, title, due_on=row.deadline, year=year)


def _owes(facts: Facts, row: ObjectiveStanding, today: dt.date) -> bool:
    """Late, at risk, near its term or silent, and nothing written lately; a figure, once there,
    is owed no more where it is reached."""
    if row.state in (State.DONE, State.CANCELLED) or not row.indicators:
        return False  # Without an indicator there is nothing that could be written.
    last = facts.last_of(tuple(p.indicator.code for p in row.indicators))
    if last is not None and (today - last).days < FRESH_DAYS:
        return False
    if facts.view.year < today.year:
        # Its last figures may come until it is measured: owed is what is overdue without any.
        return row.deadline.year < today.year and (last is None or last.month < LAST_MONTH)
    silent = last is None or (today - last).days > SILENT_DAYS
    near = (row.deadline - today).days <= SOON_DAYS
    return near or silent or row.state in (State.LATE, State.AT_RISK)


def _campaigns(facts: Facts, held: frozenset[str]) -> Iterator[Matter]:
    agenda = facts.view.agenda()
    for campaign in agenda.campaigns:
        if campaign.closed_on is not None:
            continue
        of = Facts(facts.view.of(campaign.year), facts.today)
        plan = of.view.plan
        mine = [c for c in owed(plan, agenda, campaign) if is_first(of, held, reporters(plan, c))]
        if mine:
            yield Matter(
                Task.CAMPAIGN,
                campaign.code,
                campaign.name,
                len(mine),
                campaign.due_on,
                campaign.year,
            )


def _validations(view: View, person: str, today: dt.date) -> Iterator[Matter]:
    validates = office.roles_of(view, person, today) & set(map(Role, office.VALIDATORS))
    rows = office.waiting_for(view, person, ENTE, today) if validates else []
    if rows:
        since = day_of(rows[0].recorded_at)
        yield Matter(Task.VALIDATE, ENTE, count=len(rows), since=since)


def _of_schede(view: View, person: str, today: dt.date) -> Iterator[Matter]:
    """Observations that wait for an answer; one's own scheda until it is read, and while one may
    observe. Source: R-22."""
    agenda = view.agenda()
    for dispute in agenda.disputes:
        whom = _whom(dispute.person, dispute.part)
        rules = regulation_at(view, dispute.regulation).regulation
        terms = conciliation_terms(dispute.notified_on, dispute.observed_on, None, rules)
        meets = ("AnswerObservations", dispute.person) in _prepared(view, dispute.year)
        if dispute.observed_on is not None and dispute.evaluator == person and not meets:
            due_on = terms.reply_deadline
            yield Matter(Task.ANSWER, whom, year=dispute.year, due_on=due_on)
        elif dispute.observed_on is None and dispute.person == person:
            due_on = terms.observations_deadline
            if due_on >= today:
                yield Matter(Task.READ, whom, year=dispute.year, due_on=due_on)
    for answered, replied_on in waiting_to_sign(view, person, today):
        whom = _whom(person, answered.part)
        yield Matter(Task.SIGN, whom, year=answered.year, since=replied_on)
    for of, year, part in agenda.issued:
        newest = latest(view, of, year, part) if of == person else None
        if newest is None or year in agenda.closed_years:
            continue
        if course(view, newest, today).state == "issued":
            yield Matter(Task.READ, _whom(of, part), year=year, since=newest.day)


def waiting_to_sign(view: View, person: str, today: dt.date) -> Iterator[tuple[Version, dt.date]]:
    """Schede whose observations were answered, and when, until their person accepts that or not.
    Source: R-23."""
    for year in evaluated_years(view, person):
        if year in view.agenda().closed_years:
            continue
        for version in standing_of(view, person, year):
            stands = course(view, version, today)
            replied_on = stands.procedure.replied_on
            if stands.due_from == "person" and replied_on is not None:
                yield version, replied_on


def _whom(person: str, part: str) -> str:
    return f"{person}@{part}" if part else person


def _own_objectives(view: View, person: str) -> Iterator[Matter]:
    """Objectives of one's own, proposed and not spoken on, or assigned and not noted. R-31."""
    for year in view.years:
        found = encounters.own_objectives(view.tables, person, year)
        if found is None or year in view.agenda().closed_years:
            continue
        if found.assigned and found.noted_on is None:
            yield Matter(Task.NOTE, person, year=year, since=found.assigned_on)
        elif not found.assigned and found.consulted is None:
            yield Matter(Task.CONSULT, person, year=year)


ENTITY_TURNS = {None: Role.SEGRETARIO, "proposed": Role.GIUNTA, "approved": Role.NUCLEO}
"""Whose turn it is after each step of the performance of the ente. Source: R-03."""


ENTITY_ACTS = frozenset({("ValidateEntity", None), ("RefuseEntity", None)})


def _prepared(view: View, year: int) -> frozenset[tuple[str, str | None]]:
    """What a member of the Nucleo has prepared and its meeting is to decide: kind, and of whom.
    Source: R-36."""
    found = nucleo.proposals(view.tables, year)
    return frozenset((p.kind, p.person) for p in found if p.is_open)


def _evaluations(view: View, person: str, held: frozenset[str], today: dt.date) -> Iterator[Matter]:
    """Of the year that is being evaluated."""
    year = today.year - 1
    if not is_being_evaluated(view, year, today):
        return
    try:
        rules = regulation_of(view, year).regulation
    except NoRegulation:
        return
    due_on = statutory_day(rules, "evaluation", year)
    entity = evaluation.entity(view.tables, year)
    turn = ENTITY_TURNS.get(entity.step if entity else None)
    prepared = _prepared(view, year)
    if turn is not None and str(turn) in held and not prepared & ENTITY_ACTS:
        yield Matter(Task.ENTITY, str(year), due_on=due_on, year=year)
    for task, count in _schede(view, person, year, rules, today, prepared).items():
        if count:
            yield Matter(task, str(year), count=count, due_on=due_on, year=year)


def _schede(
    view: View,
    person: str,
    year: int,
    rules: Regulation,
    today: dt.date,
    prepared: frozenset[tuple[str, str | None]],
) -> dict[Task, int]:
    """How many people's schede are this person's to issue, and how many to propose; those that the
    Nucleo has prepared wait for its meeting."""
    proposed = view.agenda().proposed
    counts = {Task.EVALUATE: 0, Task.PROPOSE: 0}
    for position in evaluated_people(view, year):
        done = latest(view, position.person, year, position.part) is not None
        meets = ("IssueScheda", position.person) in prepared
        if done or meets or position.person == person:
            continue
        if exclusion(view, position, rules)[0] is not Status.EVALUATED:
            continue
        if person in holders_of(view, position.evaluators, position.signing_day, today):
            counts[Task.EVALUATE] += 1
        elif person in holders_of(view, position.proposers, position.signing_day, today):
            counts[Task.PROPOSE] += (position.person, year, position.part) not in proposed
    return counts


def _targets(facts: Facts, held: frozenset[str]) -> Iterator[Matter]:
    plan = facts.view.plan
    missing = [
        i.code
        for o in plan.plan.objectives
        if o.code not in plan.cancelled
        for i in o.indicators
        if i.target is None
        and not i.kind.is_step
        and i.kind is not Kind.DATE
        and is_first(facts, held, setters(plan, i.code))
    ]
    if missing:
        yield Matter(Task.ASSIGN, missing[0], count=len(missing))


def first_to_settle(view: View, held: frozenset[str]) -> list[OpenAnomaly]:
    """The open points of the plan that wait for these posts before others; values that are missing
    are a matter of their own."""
    plan = view.plan
    return [
        a
        for a in view.anomalies()
        if a.kind != NO_TARGET and not held.isdisjoint(anomaly_setters(plan, a.where)[:1])
    ]


def _anomalies(view: View, held: frozenset[str]) -> Iterator[Matter]:
    if mine := first_to_settle(view, held):
        yield Matter(Task.SETTLE, count=len(mine))


def _publications(view: View, held: frozenset[str], today: dt.date) -> Iterator[Matter]:
    """Pages whose day is past or near, and that nobody recorded. Source: R-35."""
    if str(Role.SEGRETARIO) not in held:
        return
    for year in view.years:
        for name, output in PUBLICATIONS.items():
            due_on = output.due_on(view, year)
            near = due_on is not None and (due_on - today).days <= SOON_DAYS
            if near and not exists(view, year, name, today):
                yield Matter(Task.PUBLISH, name, due_on=due_on, year=year)


def _collegial(view: View, person: str, held: frozenset[str], today: dt.date) -> Iterator[Matter]:
    """What other members of the Nucleo propose, and they have not spoken on. Source: R-36."""
    if str(Role.NUCLEO) not in held:
        return
    for year in nucleo.years_of_proposals(view.tables):
        for proposal in nucleo.proposals(view.tables, year):
            if proposal.is_open and person not in [vote.actor for vote in proposal.votes]:
                yield Matter(Task.AGREE, str(proposal.seq), year=year, since=proposal.day)
        ready = decidable(view, year, view.holders(str(Role.NUCLEO), today))
        if ready:
            first = min(proposal.day for proposal in ready)
            yield Matter(Task.MEET, str(year), count=len(ready), year=year, since=first)
