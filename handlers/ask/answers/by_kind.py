"""What answers each kind of question by itself: a query, a button that opens it, a sentence."""

from collections.abc import Mapping

from handlers.ask.kinds import Kind as K
from ledger.errors import Act
from ledger.readings.query import Filter, Order, Query, What

F, W, O = Filter, What, Order  # noqa: E741 - the tables below are read by their columns


def listed(filters: str = "", order: Order = O.WORST, what: What = W.OBJECTIVES) -> Query:
    """A list of those that the filters, by their names, let through."""
    return Query(what, (), frozenset(F[name] for name in filters.split()), order)


QUERIES: Mapping[K, Query] = {
    K.EXPECTED: Query(W.STANDS),
    K.GAP: Query(W.GAP),
    K.PACE: Query(W.GAP, words="per settimana"),
    K.WEIGHT: Query(W.WORTH),
    K.DUE_SOON: listed("DUE OPEN", O.DEADLINE),
    K.OVERDUE: listed("LATE", O.DEADLINE),
    K.LATE: listed("BADLY"),
    K.AT_RISK: listed("AT_RISK"),
    K.ON_TRACK: listed("WELL", O.BEST),
    K.DONE: listed("DONE"),
    K.NOT_STARTED: listed("NOT_STARTED"),
    K.NO_TARGET: listed("NO_TARGET", O.PLAN, W.INDICATORS),
    K.NO_WEIGHT: listed("NO_WEIGHT", O.PLAN),
    K.UNPROVED: listed("UNPROVED"),
    K.PROOFS: Query(W.FILES),
    K.UNVALIDATED: Query(W.RECORDS, (), frozenset({F.UNVALIDATED})),
    K.MINE_VALIDATED: Query(W.REPORTS),
    K.CONTESTED: Query(W.RECORDS, (), frozenset({F.CONTESTED})),
    K.SILENT: listed("SILENT", O.OLDEST, W.INDICATORS),
    K.WHO_OWES_REPORT: Query(W.REPORTERS),
    K.WHO_VALIDATES: Query(W.RIGHTS, act=Act.VALIDATE),
    K.WHO_EVALUATES: Query(W.RIGHTS, act=Act.EVALUATE),
    K.WHO_OWNS: Query(W.HOLDERS),
    K.LAST_REPORT: Query(W.RECORDS, order=O.NEWEST, only=1),
    K.MY_RECORDS: Query(W.REPORTS),
    K.RECORDED_CHECK: Query(W.REPORTS, order=O.NEWEST, only=1),
    K.HOW_MANY_RECORDS: Query(W.WRITERS),
    K.CHANGES: Query(W.CHANGES),
    K.IMPROVED: listed("", O.IMPROVED),
    K.FELL: listed("", O.FELL),
    K.BEST: listed("", O.BEST),
    K.WORST: listed("", O.WORST),
    K.BELOW_ABOVE: listed("", O.WORST),
    K.COUNT_OF: listed("", O.PLAN),
    K.LIST_OF: listed("", O.PLAN),
    K.PLAN_LINE: Query(W.LINES, order=O.LOWEST),
    K.AMENDED: Query(W.AMENDED, (), frozenset({F.AMENDED})),
    K.OTHERS_TASKS: listed("OPEN", O.DEADLINE),
    K.EVALUATIONS: Query(W.SCHEDE),
    K.STAFF: Query(W.STAFF),
    K.VACANT: listed("VACANT", O.PLAN, W.SERVICES),
}
OPENS: Mapping[K, str] = {
    K.STANDING: "st:{code}",
    K.CHART: "chart:{code}",
    K.LAST_YEAR: "cmp:{code}",
    K.TARGET: "what:{code}",
    K.MEANING: "what:{code}",
    K.DEADLINE: "due:{code}",
    K.WHO_WROTE: "hist:{code}",
    K.ANOMALIES: "go:anomalie:-",
    K.MY_TASKS: "go:oggi:-",
    K.WHO_AM_I: "go:chi:-",
    K.PHASE: "go:ciclo:-",
    K.CALENDAR_DAYS: "go:ciclo:-",
    K.SCHEDA: "go:scheda:-",
    K.PREMIUM: "go:premi:-",
    K.CAMPAIGN: "go:campagna:-",
    K.REMINDERS: "go:impostazioni:-",
    K.EVIDENCE_HOWTO: "help:proving",
    K.REPORT_HOWTO: "help:reporting",
    K.CORRECT_HOWTO: "help:reporting",
    K.VALIDATE_HOWTO: "help:validating",
    K.EVALUATE_HOWTO: "help:evaluating",
    K.PLAN_HOWTO: "help:planning",
    K.PEOPLE_HOWTO: "help:house",
    K.EXPORT_HOWTO: "go:documento:-",
    K.WHAT_CAN_YOU_DO: "help:-",
}
"""Buttons that answer: of the code that is named, or of nothing."""

TOLD: Mapping[K, str] = {
    K.NOT_ANSWERABLE: "kind.not_kept",
    K.PRIVACY: "kind.privacy",
    K.WHY_ASKED: "asked_why.nothing",
}
"""Kinds that a sentence answers, whatever is named."""
