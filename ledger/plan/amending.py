"""What a corrected document changes in the plan of its year, and what it may not undo.

The document's objectives already bear the codes they have in the record where they are the same
(`importers.difference` recognises them); here is decided what becomes of each field.
"""

from ledger.later import dataclass
from ledger.plan import Indicator, Objective, Plan

INDICATOR_SETTINGS = ("baseline", "target", "weight", "deadline", "continues")
OBJECTIVE_SETTINGS = (
    "weight",
    "deadline",
    "operational",
    "continues",
    "impact",
    "stakeholders",
    "ptpct",
    "people",
    "budget",
)


@dataclass(frozen=True)
class Amendment:
    """The plan as it will be, and what of it is new, changed, or gone."""

    plan: Plan
    added: tuple[Objective, ...]
    changed: tuple[Objective, ...]
    removed: tuple[str, ...]
    others_changed: bool
    """Whether areas, strategy or anomalies are not what they were."""

    @property
    def is_empty(self) -> bool:
        """Whether the document says what the plan says already."""
        return not (self.added or self.changed or self.removed or self.others_changed)


def amendment(former: Plan, read: Plan) -> Amendment:
    """What a document over an adopted plan comes to; what it leaves empty stays."""
    plan = filled(former, read)
    known = {o.code: o for o in former.objectives}
    new = {o.code for o in plan.objectives}
    rest = former.model_copy(update={"objectives": plan.objectives})
    return Amendment(
        plan,
        added=tuple(o for o in plan.objectives if o.code not in known),
        changed=tuple(o for o in plan.objectives if o.code in known and o != known[o.code]),
        removed=tuple(code for code in known if code not in new),
        others_changed=rest != plan,
    )


def filled(former: Plan, read: Plan) -> Plan:
    """A corrected document with what it leaves empty as the record has it.

    Anomalies about what somebody has set meanwhile are none any more.
    """
    known = {o.code: o for o in former.objectives}
    objectives = tuple(
        _filled_objective(known[o.code], o) if o.code in known else o for o in read.objectives
    )
    decided = {i.code for o in objectives for i in o.indicators if i.target is not None}
    anomalies = tuple(
        a for a in read.anomalies if not (a.kind == "no_target" and a.where in decided)
    )
    return read.model_copy(update={"objectives": objectives, "anomalies": anomalies})


def _filled_objective(former: Objective, read: Objective) -> Objective:
    """What somebody set in the year is not undone by a document that says nothing of it."""
    known = {i.code: i for i in former.indicators}
    indicators = tuple(_filled(known[i.code], i) if i.code in known else i for i in read.indicators)
    own = {n: getattr(former, n) for n in OBJECTIVE_SETTINGS if getattr(read, n) in (None, ())}
    return read.model_copy(update={**own, "indicators": indicators})


def _filled(former: Indicator, read: Indicator) -> Indicator:
    own = {n: getattr(former, n) for n in INDICATOR_SETTINGS if getattr(read, n) is None}
    aliases = tuple(dict.fromkeys((*read.aliases, *former.aliases)))
    return read.model_copy(update={**own, "aliases": aliases})
