"""A person's scheda, for who may read it: they, their evaluator, Nucleo, personnel office."""

import datetime as dt

from ledger.commands.evaluation import position_of
from ledger.errors_smvp import NoPosition, NoRegulation, NoScheda, ScoresArePrivate
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import (
    Course,
    Judged,
    course,
    evaluated_people,
    latest,
    readers_of,
)
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.positions import Position
from ledger.projections.evaluation import Version
from ledger.readings import scores
from ledger.view import View

READ_ALL = (str(Role.NUCLEO), str(Role.PERSONALE))


def scheda_for(
    view: View, reader: str, person: str, part: str, day: dt.date
) -> tuple[Judged, Course]:
    """The version that stands. Raises ScoresArePrivate before telling whether there is one, then
    NoPosition, NoScheda."""
    _may_read(view, reader, person, day)
    position = position_of(view, person, view.year, part)
    version = latest(view, person, view.year, position.part)
    if version is None:
        raise NoScheda(person, view.year)
    return full_scheda(view, version, day), course(view, version, day)


def _may_read(view: View, reader: str, person: str, day: dt.date) -> None:
    if reader == person or any(reader in view.holders(office, day) for office in READ_ALL):
        return
    try:
        scores.check(view, reader, person, view.year, day)
    except (NoPosition, NoRegulation):
        raise ScoresArePrivate(person) from None


@dataclass(frozen=True)
class Evaluated:
    """One who should have a scheda of the year; `version` None where none is issued yet."""

    position: Position
    version: Version | None
    course: Course | None


def evaluated_for(view: View, reader: str, day: dt.date) -> list[Evaluated]:
    """Those whose schede somebody may read, themselves left out."""
    all_of_them = any(reader in view.holders(office, day) for office in READ_ALL)
    return [
        one
        for one in evaluated_by_all(view, reader, day)
        if all_of_them or reader in readers_of(view, one.position.person, view.year, day)
    ]


def evaluated_by_all(view: View, reader: str, day: dt.date) -> list[Evaluated]:
    """Everybody's, the reader's own left out: for what tells how far they are, and no score."""
    found = []
    for position in evaluated_people(view, view.year):
        if position.person == reader:
            continue
        version = latest(view, position.person, view.year, position.part)
        stands = course(view, version, day) if version else None
        found.append(Evaluated(position, version, stands))
    return found
