"""What the record holds for the calendar: who was told what, who is away, what is waited for."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sqlite_utils import Database

from ledger.cycle import faults
from ledger.cycle.faults import Fault
from ledger.events.calendar import Stage, Subject
from ledger.later import dataclass
from ledger.projections import progress


@dataclass(frozen=True)
class Choices:
    """A person's choices; None is as the ente has it."""

    hour: int | None = None
    weekday: int | None = None
    silenced: frozenset[str] = frozenset()
    weeks: int | None = None
    """Between one telling and the next of what may be silenced and is not."""


@dataclass(frozen=True)
class Leave:
    """Days away, both included, and who stands in; `seq` is the event that said so."""

    since: dt.date
    until: dt.date
    substitute: str | None = None
    seq: int = 0

    def covers(self, day: dt.date) -> bool:
        """Whether the person is away on that day."""
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Campaign:
    """`code` names it among those of all years."""

    code: str
    year: int
    name: str
    kind: str
    scope: str
    opened_on: dt.date
    due_on: dt.date
    closed_on: dt.date | None


@dataclass(frozen=True)
class Dispute:
    """A scheda notified, until its person observes, or answered: one of the two terms of R-22 runs.

    `regulation` is the seq of the rules the scheda was signed under.
    """

    person: str
    year: int
    part: str
    evaluator: str
    regulation: int
    notified_on: dt.date
    observed_on: dt.date | None


class Scheda(NamedTuple):
    """Whose scheda, of which year; `part` is empty but where a year has two."""

    person: str
    year: int
    part: str


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation nobody has used yet, and when it ends (UTC)."""

    person: str
    expires_at: dt.datetime


@dataclass(frozen=True)
class Agenda:
    """Of all years: what belongs to one says so."""

    told: Mapping[tuple[str, str, Subject], Stage]
    """By person, kind and subject: the stage told last."""
    told_days: Mapping[str, tuple[dt.date, int]]
    """By person: the last day they were told anything, and how often on it."""
    snoozes: Mapping[tuple[str, Subject], dt.datetime]
    declined: Mapping[tuple[str, Subject], dt.date]
    settings: Mapping[str, Choices]
    leaves: Mapping[str, tuple[Leave, ...]]
    unreachable: Mapping[str, dt.date]
    groups: Mapping[str, str]
    """By area: its chat."""
    topics: Mapping[str, int]
    """By area: the topic of its chat, where that is kept by topics."""
    campaigns: tuple[Campaign, ...]
    phases_done: frozenset[tuple[str, int]]
    """Kinds of statutory date, and their years: said to be done, or reported on."""
    closed_years: frozenset[int]
    disputes: tuple[Dispute, ...]
    issued: frozenset[Scheda]
    """Those an evaluator signed a version of."""
    proposed: frozenset[Scheda]
    """Those an EQ made a proposal for."""
    reorganisations: tuple[tuple[str, dt.date], ...]
    """Units, and the day from which they are organised anew."""
    invitations: tuple[OpenInvitation, ...]
    reported_at: Mapping[tuple[int, str], dt.datetime]
    """By year and indicator: when its newest report that counts was written."""
    faults: tuple[Fault, ...]
    """What the calendar could not look at or say."""


DISPUTES = """
select p.person, p.year, p.part, s.actor, s.regulation, notified_on, observed_on
from procedures p join schede s on s.seq = (
    select max(seq) from schede
    where person = p.person and year = p.year and part = p.part)
where notified_on is not null and replied_on is null and signed_on is null
and coalesce(opened(admissible), '1') = '1' order by p.person, p.year, p.part
"""

ISSUED = "select distinct person, year, part from schede"
PROPOSED = "select distinct person, year, part from contributions where kind = 'proposal'"

PHASES_DONE = "select phase, year from phases_done union select 'monitoring', year from monitorings"

CLOSURES = "select year, regulation from (select *, max(seq) from closures group by year)"
"""A year's last closure; without a regulation it is a reopening."""


def read(db: Database) -> Agenda:
    """Everything the calendar remembers, of all years."""
    rows = db.execute
    subject = cache(Subject.model_validate_json)
    stage = cache(Stage.model_validate_json)
    leaves: dict[str, tuple[Leave, ...]] = {}
    for seq, person, held in rows("select seq, person, opened(held) from absences order by seq"):
        since, until, substitute = json.loads(held)
        away = Leave(_day(since), _day(until), substitute, seq)
        leaves[person] = (*leaves.get(person, ()), away)
    return Agenda(
        told={
            (person, kind, subject(about)): stage(told)
            for person, kind, about, told in rows(
                "select person, kind, subject, stage from notices"
            )
        },
        told_days={
            person: (_day(day), count)
            for person, day, count in rows("select person, day, count from notice_days")
        },
        snoozes={
            (person, subject(topic)): dt.datetime.fromisoformat(until)
            for person, topic, until in rows("select person, topic, until from snoozes")
        },
        declined={
            (person, Subject(year=year, code=topic)): _day(day)
            for person, year, topic, day in rows("select person, year, topic, day from declined")
        },
        settings={
            person: Choices(hour, weekday, frozenset(json.loads(silenced)), weeks)
            for person, hour, weekday, silenced, weeks in rows("select * from reminder_settings")
        },
        leaves=leaves,
        unreachable={p: _day(since) for p, since in rows("select person, since from unreachable")},
        groups=dict(rows("select area, opened(chat) from area_groups order by area").fetchall()),
        topics=dict(rows("select area, topic from area_groups where topic is not null").fetchall()),
        campaigns=tuple(
            Campaign(
                code, year, name, kind, scope, _day(opened), _day(due), closed and _day(closed)
            )
            for code, year, name, kind, scope, opened, due, closed in rows(
                "select campaign, year, name, kind, scope, opened_on, due_on, closed_on "
                "from campaigns order by opened_on, campaign"
            )
        ),
        phases_done=frozenset((phase, year) for phase, year in rows(PHASES_DONE)),
        closed_years=frozenset(year for year, closed in rows(CLOSURES) if closed is not None),
        disputes=tuple(
            Dispute(person, year, part, actor, rules, _day(notified), _day(seen) if seen else None)
            for person, year, part, actor, rules, notified, seen in rows(DISPUTES)
        ),
        issued=frozenset(map(Scheda._make, rows(ISSUED))),
        proposed=frozenset(map(Scheda._make, rows(PROPOSED))),
        reorganisations=tuple(
            (unit, _day(effective))
            for unit, effective in rows("select unit, effective from reorganisations order by seq")
        ),
        invitations=tuple(
            OpenInvitation(person, dt.datetime.fromisoformat(expires))
            for person, expires in rows(
                "select person, expires_at from invitations where used = 0 order by person"
            )
        ),
        reported_at={
            (year, indicator): progress.instant_of(at)
            for year, indicator, at in rows(
                "select year, indicator, max(recorded) from reports "
                f"where {progress.STANDS} and {progress.COUNTED} group by year, indicator"
            )
        },
        faults=faults.standing(db),
    )


def open_years(adopted: Sequence[int], agenda: Agenda, day: dt.date) -> list[int]:
    """The years with a plan that have begun by a day and that nobody has closed, oldest first;
    before the first has begun, that one."""
    begun = [year for year in adopted if year <= day.year] or [*adopted[:1]]
    return [year for year in begun if year not in agenda.closed_years]


def is_unreachable(db: Database, person: str) -> bool:
    """Asked at every turn, so by itself."""
    found = db.execute("select 1 from unreachable where person = ?", (person,)).fetchone()
    return found is not None


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
