"""Who has to act in the evaluation of a year that has ended, and in assigning the next one's
objectives: whose turn it is, and by when the regulation wants it.

Source: R-03 (performance of the ente), R-19 (who evaluates, who proposes), R-29 (who is not
evaluated); days, the regulation's statutory dates.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ledger.commands.nucleo import majority
from ledger.cycle.agenda import Agenda, Scheda
from ledger.cycle.dates import statutory_day
from ledger.cycle.needs import PUBLICATIONS
from ledger.errors_smvp import NoPosition, NoRegulation
from ledger.evaluation.adopted import regulation_in_force, regulation_of
from ledger.evaluation.schede import exclusion
from ledger.events.calendar import Subject
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.positions import BODIES, Position, holders_of, positions
from ledger.plan.inforce import PlanInForce
from ledger.projections import cycle, evaluation, nucleo
from ledger.regulation import EVALUATED, Regulation
from ledger.scoring.scheda import Status
from ledger.view import View
from scheduler.apart import Apart
from scheduler.levels import SEGRETARIO_LEVEL, Levels, only, person_of

NUCLEO, GIUNTA = (str(Role.NUCLEO),), (str(Role.GIUNTA),)

A_LONG_WEEK_END = dt.timedelta(days=7)
"""What falls due on a holiday is told before it: nobody's people are looked at earlier."""

TO_AGREE = dt.timedelta(days=7)
"""For a member of the Nucleo to say whether they agree: R-36 gives no term."""

LONG_PAST = dt.timedelta(days=30)
"""What nobody recorded so long after its day is not told any more: the list of the year has it."""

ENTITY_TURNS: dict[str | None, tuple[str, Levels]] = {
    None: ("propose", (SEGRETARIO_LEVEL,)),
    "proposed": ("approve", (GIUNTA, SEGRETARIO_LEVEL)),
    "approved": ("validate", (NUCLEO, SEGRETARIO_LEVEL)),
}
"""What follows each step of the performance of the ente, and who does it."""


@dataclass(frozen=True)
class Duty:
    """Something one desk has to do by a day; of the people in `codes`, where it is about people.

    `opened` is the event that made it their turn; without one it is told as its day comes near.
    """

    kind: str
    subject: Subject
    to: Levels
    due_on: dt.date
    codes: tuple[str, ...] = ()
    opened: int | None = None
    insists: bool = True
    """Whether it is told each week once late; else once."""


def duties(
    view: View, agenda: Agenda, plans: Sequence[PlanInForce], day: dt.date, apart: Apart
) -> Iterator[Duty]:
    """`plans` are those of the years still open. Two years after its end a year is history."""
    rules = regulation_in_force(view)
    for plan in plans:
        due_on = statutory_day(rules, "evaluation", plan.year)
        if plan.year == day.year - 1 and due_on is not None:
            subject = Subject(year=plan.year)
            find = partial(_of_the_year, view.of(plan.year), agenda, due_on, day, apart)
            yield from apart.look("evaluation", subject, find)
        find = partial(publications, view.of(plan.year), day)
        yield from apart.look("publication", Subject(year=plan.year), find)
    yield from apart.look("collegial", Subject(code=NUCLEO[0]), partial(collegial, view, day))
    for year in (day.year, day.year + 1):
        due_on = statutory_day(rules, "assignment", year)
        if due_on is not None and year not in agenda.closed_years:
            find = partial(_assignments, view, year, due_on)
            yield from apart.look("assignment", Subject(year=year), find)


def publications(view: View, day: dt.date) -> Iterator[Duty]:
    """Pages to publish and results to tell whose day is near or has just passed. R-35."""
    recorded = cycle.outputs(view.tables, view.year)
    for name, output in PUBLICATIONS.items():
        due_on = output.due_on(view, view.year)
        if name in recorded or due_on is None or day - due_on > LONG_PAST:
            continue
        subject = Subject(year=view.year, step=name)
        yield Duty("publication", subject, (SEGRETARIO_LEVEL,), due_on, insists=False)


def collegial(view: View, day: dt.date) -> Iterator[Duty]:
    """What members of the Nucleo have not spoken on, and what only waits for a meeting. R-36."""
    members = view.holders(NUCLEO[0], day)
    for year in nucleo.years_of_proposals(view.tables):
        wanted = majority(view, year)
        for proposal in nucleo.proposals(view.tables, year):
            if not proposal.is_open:
                continue
            due_on, code = proposal.day + TO_AGREE, str(proposal.seq)
            if len(proposal.agreed_by(members)) >= wanted:
                subject = Subject(year=year, code=code, step="meet")
                yield Duty("collegial", subject, (NUCLEO,), due_on)
                continue
            spoken = {vote.actor for vote in proposal.votes}
            subject = Subject(year=year, code=code, step="vote")
            for member in members:
                if member not in spoken:
                    yield Duty("collegial", subject, ((only(member),),), due_on)


def _of_the_year(
    view: View, agenda: Agenda, due_on: dt.date, day: dt.date, apart: Apart
) -> Iterator[Duty]:
    """A year that no regulation was adopted for is not evaluated."""
    try:
        rules = regulation_of(view, view.year).regulation
    except NoRegulation:
        return
    entity = evaluation.entity(view.tables, view.year)
    step = entity.step if entity else None
    event = entity.seqs[-1] if entity else None
    if step in ENTITY_TURNS:
        turn, to = ENTITY_TURNS[step]
        subject = Subject(year=view.year, code=to[0][0], step=turn)
        yield Duty("entity", subject, to, due_on, opened=event)
    opened = event if step == "validated" else None
    first = dt.timedelta(days=max(rules.reminders.deadline_days, default=0))
    if opened is None and day < due_on - first - A_LONG_WEEK_END:
        return
    desks: dict[tuple[str, Levels], list[str]] = {}
    for person in view.people():
        if not any(post.role in EVALUATED and not post.interim for post in person.posts):
            continue
        subject = Subject(year=view.year, person=person.code)
        find = partial(_of_person, view, agenda, person.code, rules, day)
        for desk in apart.look("evaluation", subject, find):
            desks.setdefault(desk, []).append(person.code)
    for (turn, to), people in desks.items():
        subject = Subject(year=view.year, step=turn, **_desk_name(to[0]))
        codes = tuple(dict.fromkeys(people))
        yield Duty("evaluation", subject, to, due_on, codes, None if turn == "propose" else opened)


def _desk_name(level: Sequence[str]) -> dict[str, str]:
    """A person by their code, a body or a vacant desk by its post."""
    person = person_of(level[0])
    return {"code": level[0]} if person is None else {"person": person}


def _of_person(
    view: View, agenda: Agenda, person: str, rules: Regulation, day: dt.date
) -> Iterator[tuple[str, Levels]]:
    """The desks that still have to speak of a person, and who is above each."""
    try:
        found = positions(view, person, view.year)
    except NoPosition:
        return
    for position in found:
        scheda = Scheda(person, view.year, position.part)
        if scheda in agenda.issued or _excluded(view, position, rules):
            continue
        evaluators = _desk(view, position, position.evaluators, day)
        above = () if str(Role.SINDACO) in position.evaluators else (SEGRETARIO_LEVEL,)
        yield "evaluate", (evaluators, *above)
        if position.proposers and scheda not in agenda.proposed:
            proposers = _desk(view, position, position.proposers, day)
            yield "propose", (proposers, evaluators, *above)


def _excluded(view: View, position: Position, rules: Regulation) -> bool:
    status, _ = exclusion(view, position, rules)
    return status is not Status.EVALUATED


def _desk(view: View, position: Position, posts: tuple[str, ...], day: dt.date) -> tuple[str, ...]:
    """Who acts for posts on a person; the posts themselves of a body, or where nobody does."""
    people = [p for p in holders_of(view, posts, position.signing_day, day) if p != position.person]
    return posts if not people or set(posts) & set(BODIES) else tuple(map(only, people))


def _assignments(view: View, year: int, due_on: dt.date) -> Iterator[Duty]:
    """Areas that have no objective in the year's plan, or a year that has no plan."""
    before = [y for y in view.years if y <= year]
    if not before:
        return
    plan = view.of(before[-1]).plan
    assigned = set(_areas_with_objectives(plan)) if plan.year == year else set()
    for area in plan.areas:
        if area not in assigned:
            subject = Subject(year=year, code=area)
            to = ((f"{Role.DIRIGENTE}:{area}",), SEGRETARIO_LEVEL)
            yield Duty("assignment", subject, to, due_on, insists=False)


def _areas_with_objectives(plan: PlanInForce) -> Iterable[str]:
    for code, objective in plan.objectives.items():
        if code not in plan.cancelled:
            yield plan.area_of_service.get(objective.unit, objective.unit)
