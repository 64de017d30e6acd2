"""The money of the year: funds, the list, what it waits for; and what if, recording nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from handlers.evaluating.funds import fund_lines
from handlers.talk.typed import read_amount
from ledger.evaluation.paylist import PayLine, Payout, Suppose
from ledger.people import Role
from ledger.projections import payments
from ledger.readings import scores
from ledger.readings.office import payout_for, roles_of
from web.pages.personnel import FUNDS
from web.rendering import Answer, Page
from web.routes import PageRoute, get
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import Say, say

LEAST, MOST, STEP = 50, 150, 5
"""How far a slider moves the fund, in percent of what is set aside."""

WHOLE = 100
POINTS = 100


@dataclass(frozen=True)
class Asked:
    """What the address supposes; `unread` is what was typed and is no number."""

    pool: Fraction | None
    scores: Mapping[str, Fraction]
    typed: str
    percent: int
    person: str
    points: str
    unread: str = ""

    @property
    def supposed(self) -> Suppose | None:
        """None where nothing is supposed."""
        if self.pool is None and not self.scores:
            return None
        return Suppose(self.pool, self.scores)


def _asked(visit: Visit, base: Fraction | None) -> Asked:
    query = visit.query
    typed, share = query.get("fondo", "").strip(), query.get("percento", "")
    person, points = query.get("persona", ""), query.get("punti", "").strip()
    percent = int(share) if share.isdecimal() and LEAST <= int(share[:4]) <= MOST else WHOLE
    amount = read_amount(typed) if typed else None
    score = read_amount(points) if person and points else None
    pool = None if amount is None else Fraction(amount)
    if pool is None and base is not None and percent != WHOLE:
        pool = base * percent / 100
    known = score is not None and 0 <= score <= POINTS
    scores = {person: Fraction(score)} if known and score is not None else {}
    unread = typed if typed and amount is None else ""
    if person and points and not known:
        unread = points
    return Asked(pool, scores, typed, percent, person, points, unread)


def premiums(visit: Visit) -> Answer:
    """The payments of the year, as they are or as they would be. Raises NotAllowed."""
    set_aside = payments.pool(visit.view.tables, visit.view.year, "staff")
    base = Fraction(set_aside.amount) if set_aside else None
    asked = _asked(visit, base)
    now = _payout(visit, None)
    supposed = asked.supposed
    found = _payout(visit, supposed) if supposed else now
    persons = sorted({line.person for line in now.lines})
    visit.ledger.trace_amounts(visit.person, persons, found.year, "page")
    roles = roles_of(visit.view, visit.person, visit.today)
    facts = {
        "found": found,
        "year": found.year,
        "lines": fund_lines(found),
        "asked": asked,
        "supposed": supposed is not None,
        "base": base,
        "sliders": {"least": LEAST, "most": MOST, "step": STEP},
        "sets": FUNDS if Role.PERSONALE in roles else (),
        "people": persons,
    }
    tables = (
        _payments(found, now if supposed else None),
        Table("differences", columns("person", "fixed€", "now€", "change€"), _differences(found)),
        Table("sectors", columns("sector", "points#", "amount€"), _sectors(found)),
        Table("awaited", columns("person", "what"), _missing(found)),
    )
    return Page("premiums.html", say("page.premiums.title", year=found.year), facts, tables)


def _payout(visit: Visit, supposed: Suppose | None) -> Payout:
    """Worked out once while nothing is recorded. Raises NotAllowed."""
    scores.check_payments(visit.view, visit.person, visit.today)
    what = (supposed.pool, tuple(sorted(supposed.scores.items()))) if supposed else None
    key = ("payout", visit.view.year, visit.today, visit.as_of, visit.known_at, what)
    return visit.remember(key, lambda: payout_for(visit.view, visit.person, visit.today, supposed))


def _payments(found: Payout, now: Payout | None) -> Table:
    """With `now`, what a simulation changes for each."""
    names = ("person", "role", "sector", "share#", "maximum€", "amount€", "bonus€", "total€")
    before = {line.key: line.total for line in now.lines} if now else {}
    change = ("change€",) if now else ()
    rows = []
    for line in found.lines:
        moved = (line.total - before.get(line.key, Fraction(0)),) if now else ()
        rows.append(cells(*_line(line), *moved, _excluded(line)))
    return Table("payments", columns(*names, *change, "excluded"), rows)


def _line(line: PayLine) -> tuple[object, ...]:
    return (
        line.person,
        line.role,
        line.sector,
        line.share_percent,
        line.maximum,
        line.amount,
        line.bonus,
        line.total,
    )


def _excluded(line: PayLine) -> Say | None:
    return None if line.excluded is None else say(f"paper.excluded.{line.excluded}")


def _sectors(found: Payout) -> list[tuple[Cell, ...]]:
    return [
        cells(name, share.points, share.amount) for name, share in sorted(found.sectors.items())
    ]


def _differences(found: Payout) -> list[tuple[Cell, ...]]:
    return [cells(d.key, d.fixed, d.now, d.amount) for d in found.differences]


def _missing(found: Payout) -> list[tuple[Cell, ...]]:
    return [
        cells(
            m.person or None,
            say(f"page.awaited.{m.what}")
            if m.due_on is None
            else say("page.awaited.until", day=m.due_on),
        )
        for m in found.missing
    ]


ROUTES: tuple[PageRoute, ...] = (get("/premi", premiums, of_people=True),)
