"""Whom one evaluates: side by side, item by item, and how their schede fall. Source: R-05, R-19."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from handlers.evaluating import judging
from handlers.evaluating.evaluable import capacity
from handlers.evaluating.evaluation import counted
from handlers.talk.words import post
from ledger.evaluation.schede import evaluated_people, judged, latest, outdated
from ledger.evaluation.sheet import SchedaForm
from ledger.evaluation.years import year_of_procedure
from ledger.people import Role
from ledger.people.positions import Position
from ledger.projections.evaluation import Version
from ledger.readings import scores
from ledger.readings.office import roles_of
from ledger.scoring.numbers import read_number
from web.rendering import Answer, Page
from web.routes import PageRoute, get
from web.tables import Cell, Column, Table, cells, columns
from web.visit import Visit
from words.say import say

ASKERS = frozenset({Role.SINDACO, Role.SEGRETARIO, Role.DIRIGENTE})
"""Who may ask the Nucleo for its support."""


@dataclass(frozen=True)
class Evaluee:
    """One of those this person judges, in what capacity, and what they said so far."""

    position: Position
    kind: str
    version: Version | None
    sheet: SchedaForm | None
    """Of the scheda, or of one's own proposal as long as there is none; None where nothing may be
    shown."""
    again: bool = False
    """Whether facts changed since it was issued."""

    @property
    def whom(self) -> str:
        """As an address holds it."""
        part = self.position.part
        return f"{self.position.person}@{part}" if part else self.position.person

    @property
    def state(self) -> str:
        """Whose turn it is, as far as this person is concerned."""
        if self.again:
            return "again"
        if self.version:
            return "issued"
        return "said" if self.sheet else "open"


def year_of(visit: Visit) -> int:
    """The year asked for, else the one that is being evaluated."""
    return visit.year or year_of_procedure(visit.view, visit.today)


def evaluees(visit: Visit) -> list[Evaluee]:
    """Whom this person evaluates or proposes for, by code."""
    desk = visit.desk.in_year(year_of(visit))
    found = []
    for position in evaluated_people(desk.view, year_of(visit)):
        kind = capacity(desk, position)
        if kind is not None:
            found.append(_evaluee(visit, position, kind))
    return sorted(found, key=lambda one: counted(one.position.person))


def _evaluee(visit: Visit, position: Position, kind: str) -> Evaluee:
    view, year = visit.ledger.view.of(position.year), position.year
    version = latest(view, position.person, year, position.part)
    if version is None:
        return Evaluee(position, kind, None, own_word(visit, position))
    if not scores.may_read(view, visit.person, position.person, year, visit.today):
        return Evaluee(position, kind, version, None)
    again = kind == "evaluator" and outdated(view, position, version.sheet)
    return Evaluee(position, kind, version, version.sheet, again)


def own_word(visit: Visit, position: Position) -> SchedaForm | None:
    """What this very person proposed, as long as nothing is issued."""
    desk = visit.desk.in_year(position.year)
    held = {p.name for p in desk.posts}
    said = [s for _, unit, s in judging.earlier_words(desk, position) if unit in held]
    return said[-1] if said else None


def people(visit: Visit) -> Answer:
    """Whom one evaluates, side by side, item by item, and how their schede fall."""
    found = evaluees(visit)
    tables = [_list(visit, found)]
    for role in dict.fromkeys(one.position.role for one in found if one.sheet):
        tables.append(_side_by_side(visit, [o for o in found if o.position.role is role]))
    if bands := falls(visit, found):
        tables.append(_distribution(bands))
    for one in found:
        if one.version and one.sheet:
            visit.ledger.trace_reading(visit.person, one.position.person, one.version.year, "page")
    facts = {
        "count": len(found),
        "year": year_of(visit),
        "asks": not ASKERS.isdisjoint(roles_of(visit.view, visit.person, visit.today)),
        "people": sorted({one.position.person for one in found}),
    }
    return Page(
        "judging.html", say("page.judging.title", year=year_of(visit)), facts, tuple(tables)
    )


def _list(visit: Visit, found: list[Evaluee]) -> Table:
    rows = []
    for one in found:
        person = visit.view.person(one.position.person)
        rows.append(
            cells(
                Cell(one.whom, visit.link(f"/valuta/{one.whom}", anno=one.position.year)),
                person.name if person else "",
                post(one.position.post.name),
                say(f"page.judging.kind.{one.kind}"),
                say(f"page.judging.state.{one.state}"),
            )
        )
    return Table("evaluate", columns("person", "name", "role", "kind", "state"), rows)


def _side_by_side(visit: Visit, found: list[Evaluee]) -> Table:
    """Items down, people across: the same item of all of them in one line."""
    said = [one for one in found if one.sheet is not None]
    items = judging.rubric(visit.desk, said[0].position).items
    rows = [
        cells(code, item.title, *(points_of(one.sheet, code) for one in said))
        for code, item in items.items()
    ]
    people_across = (Column(one.whom, True, say("page.plain", text=one.whom)) for one in said)
    names = (*columns("code", "title"), *people_across)
    return Table(f"side_{said[0].position.role}", names, rows)


def points_of(sheet: SchedaForm | None, code: str) -> Fraction | None:
    """The points a sheet gives to an item; None where it gives none."""
    line = sheet.items.get(code) if sheet else None
    return read_number(line.points) if line else None


def falls(visit: Visit, found: list[Evaluee]) -> Counter[str]:
    """The bands of the schede issued that this person may read, counted."""
    view = visit.ledger.view.of(year_of(visit))
    known = [judged(view, one.version).score for one in found if one.version and one.sheet]
    return Counter(score.payout.label for score in known if score is not None)


def _distribution(bands: Counter[str]) -> Table:
    rows = [cells(label, count) for label, count in sorted(bands.items())]
    return Table("falls", columns("band", "schede#"), rows)


ROUTES: tuple[PageRoute, ...] = (get("/valuta", people, of_people=True),)
