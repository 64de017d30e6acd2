"""What each phase of the year leaves, and what is still missing before the next. R-34, R-35.

An output is found in the record where the record holds it (a plan, the schede); a document is there
once its act was recorded. What is not there may be declared absent, with a reason.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import evaluated_people, exclusion, latest
from ledger.later import dataclass
from ledger.people.positions import Position
from ledger.plan import Kind, Objective
from ledger.projections import cycle, evaluation, nucleo, payments
from ledger.regulation import Regulation
from ledger.scoring.scheda import Status
from ledger.view import View

TEMPESTIVO = dt.timedelta(days=30)
"""D.Lgs. 33/2013, art. 8: timely, where no day is said; a month from what it rests on."""


@dataclass(frozen=True)
class Output:
    """What a phase leaves, or a page to publish: `who` sees to it, by the `term` (month, day, and
    how many years after the plan's; None where no law says a day) or a month `after` what it
    rests on was recorded."""

    phase: str
    who: str
    term: tuple[int, int, int] | None = None
    after: str | None = None

    def due_on(self, view: View, year: int) -> dt.date | None:
        """The day it is due for a year; None where no day is given."""
        if self.after is not None:
            rests_on = RESTS_ON[self.after](view, year)
            return None if rests_on is None else rests_on + TEMPESTIVO
        if self.term is None:
            return None
        month, day, after = self.term
        return dt.date(year + after, month, day)


def _list_fixed_on(view: View, year: int) -> dt.date | None:
    rows = payments.payouts(view.tables, year)
    return rows[0].day if rows else None


def _fund_set_on(view: View, year: int) -> dt.date | None:
    fund = payments.pool(view.tables, year, "staff")
    return fund.set_on if fund else None


RESTS_ON: Mapping[str, Callable[[View, int], dt.date | None]] = {
    "payout": _list_fixed_on,
    "fund": _fund_set_on,
}

LEAVES: Mapping[str, Output] = {
    "mandate_lines": Output("a", "sindaco"),
    "dup": Output("b", "giunta", (7, 31, -1)),
    "dup_note": Output("b", "giunta", (11, 15, -1)),
    "plan": Output("c", "segretario"),
    "piao": Output("d", "giunta", (1, 31, 0)),
    "targets": Output("e", "dirigenti"),
    "purpose": Output("e", "dirigenti"),
    "ptpct": Output("e", "segretario"),
    "resources": Output("f", "giunta"),
    "monitoring": Output("g", "segretario", (7, 31, 0)),
    "entity": Output("h", "nucleo"),
    "schede": Output("i", "valutatori"),
    "relazione": Output("j", "nucleo", (6, 30, 1)),
    "payout": Output("k", "personale"),
}
"""What must exist before the phases after it. Source: SMVP, phases a to k; statutory terms."""

OPTIONAL = ("dup_note", "purpose", "ptpct")
"""What an ente may do without: it is listed, and no phase waits for it."""

PUBLICATIONS: Mapping[str, Output] = {
    "pub_smvp": Output("d", "segretario", (1, 31, 0)),
    "pub_piao": Output("d", "segretario", (1, 31, 0)),
    "pub_relazione": Output("j", "segretario", (6, 30, 1)),
    "com_cittadini": Output("j", "segretario", (7, 31, 1)),
    "com_controllo": Output("j", "segretario", (7, 31, 1)),
    "pub_stanziati": Output("d", "segretario", after="fund"),
    "pub_distribuiti": Output("k", "segretario", after="payout"),
    "pub_criteri": Output("k", "segretario", after="payout"),
    "pub_differenziazione": Output("k", "segretario", after="payout"),
}
"""Pages that must be published, and results told to citizens and to the bodies of control, by
phase. Source: R-34, R-35 (D.Lgs. 33/2013, art. 8, 10 and 20)."""


def lacks(view: View, year: int, phase: str, today: dt.date) -> tuple[str, ...]:
    """What the phases before one should have left, and neither exists nor was declared absent."""
    done_without = {name for row in cycle.phases(view.tables, year) for name in row.lacks}
    done_without.update(OPTIONAL)
    wanted = [n for n, output in LEAVES.items() if output.phase < phase and n not in done_without]
    return tuple(name for name in wanted if not exists(view, year, name, today))


def exists(view: View, year: int, output: str, today: dt.date) -> bool:
    """Whether an output is in the record: by itself, or as a document with its act."""
    if output in cycle.outputs(view.tables, year):
        return True
    known = IN_THE_RECORD.get(output)
    return known is not None and known(view.of(year), year, today)


def _plan(view: View, year: int, today: dt.date) -> bool:
    return year in view.years


def _mandate_lines(view: View, year: int, today: dt.date) -> bool:
    return year in view.years and bool(view.plan.plan.mandate)


def _resources(view: View, year: int, today: dt.date) -> bool:
    """Every objective in force names its people or its money."""
    return _of_all(view, year, lambda o: bool(o.people or o.budget))


def _purpose(view: View, year: int, today: dt.date) -> bool:
    """Every objective in force says its expected impact and who has a stake in it."""
    return _of_all(view, year, lambda o: bool(o.impact and o.stakeholders))


def _ptpct(view: View, year: int, today: dt.date) -> bool:
    """Some objective in force carries out a measure of the PTPCT."""
    return year in view.years and any(o.ptpct for o in _alive(view))


def _alive(view: View) -> list[Objective]:
    plan = view.plan
    return [o for o in plan.objectives.values() if o.code not in plan.cancelled]


def _of_all(view: View, year: int, has: Callable[[Objective], bool]) -> bool:
    alive = _alive(view) if year in view.years else []
    return bool(alive) and all(map(has, alive))


def _targets(view: View, year: int, today: dt.date) -> bool:
    """Every indicator of an objective in force has a target; a step or a date needs none."""
    if year not in view.years:
        return False
    plan = view.plan
    return all(
        i.target is not None or i.kind.is_step or i.kind is Kind.DATE
        for objective in plan.plan.objectives
        if objective.code not in plan.cancelled
        for i in objective.indicators
    )


def _monitoring(view: View, year: int, today: dt.date) -> bool:
    return bool(cycle.monitorings(view.tables, year))


def _entity(view: View, year: int, today: dt.date) -> bool:
    found = evaluation.entity(view.tables, year)
    return found is not None and found.step == "validated"


def _schede(view: View, year: int, today: dt.date) -> bool:
    try:
        regulation = regulation_of(view, year).regulation
    except NoRegulation:
        return False
    return not _without_scheda(view, year, regulation)


def schede_to_issue(view: View, year: int) -> tuple[Position, ...]:
    """Who is to be evaluated and has no scheda yet; nobody where there is no regulation."""
    try:
        return _without_scheda(view, year, regulation_of(view, year).regulation)
    except NoRegulation:
        return ()


def _without_scheda(view: View, year: int, regulation: Regulation) -> tuple[Position, ...]:
    return tuple(
        p
        for p in evaluated_people(view, year)
        if latest(view, p.person, year, p.part) is None
        and exclusion(view, p, regulation)[0] is Status.EVALUATED
    )


def _payout(view: View, year: int, today: dt.date) -> bool:
    return bool(payments.payouts(view.tables, year))


def _relazione(view: View, year: int, today: dt.date) -> bool:
    return nucleo.validated_relazione(view.tables, year) is not None


IN_THE_RECORD: Mapping[str, Callable[[View, int, dt.date], bool]] = {
    "mandate_lines": _mandate_lines,
    "plan": _plan,
    "purpose": _purpose,
    "ptpct": _ptpct,
    "resources": _resources,
    "targets": _targets,
    "monitoring": _monitoring,
    "entity": _entity,
    "schede": _schede,
    "relazione": _relazione,
    "payout": _payout,
}
