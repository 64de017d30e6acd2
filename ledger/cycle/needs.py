"""What each phase of the year leaves, and what is still missing before the next. R-34, R-35.

An output is found in the record where the record holds it (a plan, the schede); a document is there
once its act was recorded. What is not there may be declared absent, with a reason.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import evaluated_people, exclusion, latest
from ledger.plan import Kind
from ledger.projections import cycle, evaluation, nucleo, personnel
from ledger.scoring.scheda import Status
from ledger.view import View


@dataclass(frozen=True)
class Output:
    """`term` is month and day, and how many years after the plan's; None where no law says it."""

    phase: str
    term: tuple[int, int, int] | None = None

    def due_on(self, year: int) -> dt.date | None:
        if self.term is None:
            return None
        month, day, after = self.term
        return dt.date(year + after, month, day)


LEAVES: Mapping[str, Output] = {
    "mandate_lines": Output("a"),
    "dup": Output("b", (7, 31, -1)),
    "plan": Output("c"),
    "piao": Output("d", (1, 31, 0)),
    "targets": Output("e"),
    "resources": Output("f"),
    "monitoring": Output("g", (7, 31, 0)),
    "entity": Output("h"),
    "schede": Output("i"),
    "relazione": Output("j", (6, 30, 1)),
    "payout": Output("k"),
}
"""What must exist before the phases after it. Source: SMVP, phases a to k; statutory terms."""

PUBLICATIONS: Mapping[str, Output] = {
    "pub_smvp": Output("d"),
    "pub_piao": Output("d", (1, 31, 0)),
    "pub_relazione": Output("j", (6, 30, 1)),
    "pub_stanziati": Output("d"),
    "pub_distribuiti": Output("k"),
    "pub_criteri": Output("k"),
    "pub_differenziazione": Output("k"),
}
"""Pages that must be published, by phase. Source: R-35 (D.Lgs. 33/2013, art. 10 and 20)."""


def lacks(view: View, year: int, phase: str, today: dt.date) -> tuple[str, ...]:
    """What the phases before one should have left, and neither exists nor was declared absent."""
    declared = {name for row in cycle.phases(view.tables, year) for name in row.lacks}
    wanted = [n for n, output in LEAVES.items() if output.phase < phase and n not in declared]
    return tuple(name for name in wanted if not exists(view, year, name, today))


def exists(view: View, year: int, output: str, today: dt.date) -> bool:
    """Whether an output is in the record: by itself, or as a document with its act."""
    if output in cycle.outputs(view.tables, year):
        return True
    known = IN_THE_RECORD.get(output)
    return known is not None and known(view.of(year), year, today)


def _plan(view: View, year: int, today: dt.date) -> bool:
    return year in view.years


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
    regulation = regulation_of(view, year).regulation
    return all(
        latest(view, p.person, year, p.part) is not None
        for p in evaluated_people(view, year)
        if exclusion(view, p, regulation)[0] is Status.EVALUATED
    )


def _payout(view: View, year: int, today: dt.date) -> bool:
    return bool(personnel.payouts(view.tables, year))


def _relazione(view: View, year: int, today: dt.date) -> bool:
    return nucleo.validated_relazione(view.tables, year) is not None


IN_THE_RECORD: Mapping[str, Callable[[View, int, dt.date], bool]] = {
    "plan": _plan,
    "targets": _targets,
    "monitoring": _monitoring,
    "entity": _entity,
    "schede": _schede,
    "relazione": _relazione,
    "payout": _payout,
}
