"""What waits for a validator, oldest first: many at once with one press, or one contested."""

from handlers.talk.words import amount
from ledger.commands.progress import ContestProgress, ValidateProgress
from ledger.errors import ReasonNeeded
from ledger.plan import ENTE, Indicator
from ledger.readings.office import waiting_for
from ledger.rows import ReportRow
from web.pages.cards import offer
from web.rendering import Answer, Page, Redirect
from web.routes import NoSuchPage, PageRoute, get, post
from web.tables import Cell, Made, Table, cells, columns
from web.visit import Visit
from words.say import Say, say

LONGEST_LIST = 500
REASON_LETTERS = 500


def waiting(visit: Visit) -> Answer:
    """The list, with a tick for each report; of a scope where the address names one."""
    scope = visit.plan.resolve_scope(visit.query.get("ambito") or ENTE)
    rows = waiting_for(visit.ledger.view, visit.person, scope, visit.today)
    table = Table(
        "waiting",
        columns("seq#", "code", "name", "what", "day", "actor", "at"),
        Made(rows[:LONGEST_LIST], lambda row: _row(visit, row)),
        tuple(row.seq for row in rows[:LONGEST_LIST]),
    )
    facts = {"count": len(rows), "scope": scope}
    return Page("waiting.html", say("page.waiting.title"), facts, (table,), dated=False)


def _row(visit: Visit, row: ReportRow) -> tuple[Cell, ...]:
    # What waits, waits now, whatever day the address says.
    indicator = visit.ledger.view.of(row.year).plan.indicators[row.indicator]
    year = None if row.year == visit.plan.year else row.year
    return cells(
        Cell(row.seq, visit.link(f"/registrazione/{row.seq}")),
        Cell(row.indicator, visit.link(f"/indicatore/{row.indicator}", anno=year)),
        indicator.name,
        _what(indicator, row),
        row.day,
        row.actor,
        row.recorded_at,
    )


def _what(indicator: Indicator, row: ReportRow) -> Say:
    if row.numerator is not None:
        return say("history.pair", numerator=row.numerator, denominator=row.denominator)
    shown = amount(indicator, row.value)
    return say("validate.increment", value=shown) if row.mode == "increment" else shown


def validate(visit: Visit) -> Answer:
    """The ticked ones, in one command, through a card."""
    picked = visit.many.get("scelte", ())
    if not all(one.isdecimal() and len(one) <= 15 for one in picked):
        raise NoSuchPage
    if not picked:
        return Redirect("/valida")
    return offer(visit, ValidateProgress(tuple(int(one) for one in picked)), "/valida")


def contest(visit: Visit) -> Answer:
    """One report, with the reason its author will read. Raises ReasonNeeded."""
    seq = visit.place["seq"]
    if not seq.isdecimal() or len(seq) > 15:
        raise NoSuchPage
    reason = " ".join(visit.form.get("motivo", "").split())[:REASON_LETTERS]
    if not reason:
        raise ReasonNeeded()
    return offer(visit, ContestProgress(int(seq), reason), "/valida")


ROUTES: tuple[PageRoute, ...] = (
    get("/valida", waiting),
    post("/valida", validate),
    post("/registrazione/{seq}/contesta", contest),
)
