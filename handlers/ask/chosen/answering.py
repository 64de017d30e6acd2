"""Which kinds of question an answer is an answer to: what a query asks for, and what the reader of
messages makes of a question."""

from collections.abc import Iterable, Mapping

from handlers.ask.asked import Asked
from handlers.ask.kinds import Kind as K
from handlers.understand.reading import Intent
from ledger.readings.query import Filter, Order, Query, What

OF_WHAT: Mapping[What, tuple[K, ...]] = {
    What.LINES: (
        K.PLAN_LINE,
        K.MEANING,
        K.STANDING,
        K.WORST,
        K.BEST,
        K.LATE,
        K.ON_TRACK,
        K.COUNT_OF,
        K.LIST_OF,
    ),
    What.CHANGES: (K.CHANGES, K.MADE_IN_SPAN, K.LAST_REPORT),
    What.GAP: (K.GAP, K.PACE),
    What.REPORTS: (
        K.MY_RECORDS,
        K.MINE_VALIDATED,
        K.RECORDED_CHECK,
        K.HOW_MANY_RECORDS,
        K.LAST_REPORT,
        K.CHANGES,
    ),
    What.FILES: (K.PROOFS, K.RECORDED_CHECK),
    What.REPORTERS: (K.WHO_OWES_REPORT, K.SILENT, K.OTHERS_TASKS),
    What.VALIDATORS: (K.UNVALIDATED, K.WHO_VALIDATES, K.OTHERS_TASKS),
    What.EVALUATORS: (K.EVALUATIONS, K.WHO_EVALUATES, K.OTHERS_TASKS),
    What.ASSIGNERS: (K.NO_TARGET, K.WHO_OWES_REPORT, K.OTHERS_TASKS, K.WHO_MAY),
    What.WRITERS: (K.HOW_MANY_RECORDS, K.SILENT, K.WHO_WROTE, K.WHO_OWES_REPORT),
    What.HOLDERS: (K.WHO_OWNS, K.VACANT, K.WHO_OWES_REPORT, K.STAFF),
    What.MADE: (K.MADE_IN_SPAN, K.MY_RECORDS),
    What.RECORDS: (
        K.WHO_WROTE,
        K.LAST_REPORT,
        K.HOW_MANY_RECORDS,
        K.RECORDED_CHECK,
        K.CHANGES,
        K.MY_RECORDS,
    ),
    What.RIGHTS: (K.WHO_MAY, K.CAN_I, K.WHO_VALIDATES, K.WHO_EVALUATES, K.PRIVACY),
    What.WORTH: (K.WEIGHT,),
    What.STAFF: (K.STAFF, K.VACANT, K.WHO_OWNS, K.COUNT_OF, K.WHO_AM_I),
    What.SCHEDE: (K.EVALUATIONS, K.SCHEDA),
    What.STANDS: (
        K.EXPECTED,
        K.COMPARED,
        K.STANDING,
        K.GAP,
        K.ON_TRACK,
        K.CHANGES,
        K.IMPROVED,
        K.FELL,
    ),
    What.SUPPOSED: (K.WHAT_IF, K.PACE),
    What.JUDGES: (K.HOW_MANY_RECORDS, K.CONTESTED, K.WHO_VALIDATES, K.MINE_VALIDATED),
    What.AMENDED: (K.AMENDED, K.TARGET, K.WHO_WROTE),
    What.MONTHS: (
        K.BY_MONTH,
        K.STANDING,
        K.MADE_IN_SPAN,
        K.HOW_MANY_RECORDS,
        K.BEST,
        K.WORST,
        K.COMPARED,
    ),
}
"""Lists of units, objectives and indicators answer what their filters and order ask for."""

OF_FILTER: Mapping[Filter, tuple[K, ...]] = {
    Filter.NOT_STARTED: (K.NOT_STARTED, K.EVALUATIONS),
    Filter.LATE: (K.LATE, K.OVERDUE),
    Filter.AT_RISK: (K.AT_RISK, K.LATE),
    Filter.ON_TRACK: (K.ON_TRACK,),
    Filter.DONE: (K.DONE,),
    Filter.NO_TARGET: (K.NO_TARGET,),
    Filter.CANCELLED: (K.AMENDED, K.LIST_OF),
    Filter.OPEN: (K.MY_TASKS, K.OTHERS_TASKS, K.DUE_SOON, K.LIST_OF, K.OVERDUE),
    Filter.UNPROVED: (K.UNPROVED,),
    Filter.PROVED: (K.PROOFS,),
    Filter.UNVALIDATED: (K.UNVALIDATED, K.MINE_VALIDATED),
    Filter.VALIDATED: (K.MINE_VALIDATED, K.UNVALIDATED),
    Filter.CONTESTED: (K.CONTESTED, K.MINE_VALIDATED),
    Filter.SILENT: (K.SILENT, K.WHO_OWES_REPORT),
    Filter.HEARD: (K.LAST_REPORT, K.CHANGES, K.SILENT),
    Filter.VACANT: (K.VACANT,),
    Filter.DUE: (K.DUE_SOON, K.OVERDUE, K.DEADLINE),
    Filter.WELL: (K.ON_TRACK, K.BEST),
    Filter.BADLY: (K.LATE, K.AT_RISK, K.WORST),
    Filter.BELOW: (K.LATE, K.EXPECTED, K.BELOW_ABOVE),
    Filter.ABOVE: (K.ON_TRACK, K.EXPECTED, K.BELOW_ABOVE),
    Filter.AMENDED: (K.AMENDED,),
    Filter.WITHDRAWN: (K.AMENDED, K.WHO_WROTE),
    Filter.OVERRUN: (K.DONE, K.LATE, K.OVERDUE),
    Filter.MISSES: (K.GAP, K.PACE, K.AT_RISK, K.LATE, K.OVERDUE, K.NO_TARGET),
    Filter.NO_WEIGHT: (K.NO_WEIGHT,),
}
OF_ORDER: Mapping[Order, tuple[K, ...]] = {
    Order.WORST: (K.WORST,),
    Order.BEST: (K.BEST, K.COMPARED),
    Order.LOWEST: (K.WORST,),
    Order.BEHIND: (K.WORST, K.LATE, K.EXPECTED),
    Order.IMPROVED: (K.IMPROVED, K.CHANGES),
    Order.FELL: (K.FELL, K.CHANGES),
    Order.DEADLINE: (K.DEADLINE, K.DUE_SOON),
    Order.HEAVIEST: (K.WEIGHT,),
    Order.MOST: (K.BEST, K.WORST, K.COUNT_OF),
    Order.FEWEST: (K.BEST, K.WORST, K.COUNT_OF),
    Order.OLDEST: (K.SILENT,),
    Order.NEWEST: (K.LAST_REPORT, K.SILENT),
}
OF_SOMEBODY = (K.WHO_WROTE, K.MADE_IN_SPAN, K.BY_MONTH, K.HOW_MANY_RECORDS, K.CHANGES)
"""What somebody did, whatever it is that is told of it."""
OF_A_CHAT = ("senza chat", "con chat", "invitati")
"""Said of who has a chat with us: however it is asked, nothing else is meant."""
LISTS = (What.AREAS, What.SERVICES, What.OBJECTIVES, What.INDICATORS)
HOWTO = (
    K.EVIDENCE_HOWTO,
    K.REPORT_HOWTO,
    K.CORRECT_HOWTO,
    K.VALIDATE_HOWTO,
    K.EVALUATE_HOWTO,
    K.PLAN_HOWTO,
    K.PEOPLE_HOWTO,
    K.EXPORT_HOWTO,
    K.WHAT_CAN_YOU_DO,
    K.PRIVACY,
)
OF_INTENT: Mapping[Intent, tuple[K, ...]] = {
    Intent.QUERY_STATUS: (K.STANDING, K.ON_A_DAY, K.EXPECTED, K.MADE_IN_SPAN, K.COUNT_OF),
    Intent.QUERY_DEADLINES: (K.DEADLINE, K.DUE_SOON, K.OVERDUE),
    Intent.QUERY_OBJECTIVE: (K.MEANING, K.LIST_OF, K.TARGET, K.WEIGHT, K.WHO_OWNS),
    Intent.HISTORY: (K.WHO_WROTE, K.LAST_REPORT, K.BY_MONTH),
    Intent.HELP: HOWTO,
    Intent.VALIDATE: (K.UNVALIDATED,),
    Intent.EVALUATE: (K.EVALUATIONS, K.EVALUATE_HOWTO),
    Intent.GREETING: (K.NOT_A_QUESTION, K.WHAT_CAN_YOU_DO),
    Intent.UNCLEAR: (K.NOT_A_QUESTION,),
}
"""Of the reader of messages; reports and corrections ask nothing."""
ANSWERED = frozenset(OF_INTENT) - {Intent.GREETING, Intent.UNCLEAR, Intent.VALIDATE}
"""What is answered as a question, where it is read so."""


def kinds_of(asked: Asked) -> frozenset[K]:
    """The kinds that what was made of a question answers."""
    if asked.kind is not None:
        return frozenset({asked.kind})
    if asked.why is not None:
        return frozenset({K.WHY_FIGURE, K.WHY_LOW, K.LATE, K.OVERDUE, K.AT_RISK, K.FELL})
    if asked.due is not None:
        return frozenset({K.DEADLINE})
    if asked.query is not None:
        return frozenset(_of_query(asked.query))
    if asked.as_of is not None:
        return frozenset({K.ON_A_DAY})
    states = {K.ON_TRACK, K.LATE, K.DONE, K.NOT_STARTED}  # Its card says which it is in.
    return frozenset({K.STANDING, K.EXPECTED, K.ON_A_DAY, K.GAP} | states)


def _of_query(query: Query) -> Iterable[K]:
    if query.who:
        yield from OF_SOMEBODY
    asked: list[K] = [kind for one in query.filters for kind in OF_FILTER.get(one, ())]
    if not query.filters and (query.what in LISTS or query.order is Order.NEWEST):
        asked += OF_ORDER.get(query.order, ())
    if Filter.SILENT in query.filters and query.since and query.since.timetuple().tm_yday == 1:
        asked.append(K.NOT_STARTED)  # Nothing was ever recorded of it.
    if query.bounds:
        asked.append(K.BELOW_ABOVE)
    yield from asked
    if query.what in LISTS:
        yield from _of_list(query, plain=not asked)
    else:
        yield from OF_WHAT[query.what]
        if query.words in OF_A_CHAT:
            yield from (K.WHO_OWES_REPORT, K.SILENT, K.WHAT_CAN_YOU_DO)
        if query.what is What.STANDS and query.since:
            yield from (K.LAST_YEAR, K.MADE_IN_SPAN)


def _of_list(query: Query, *, plain: bool) -> Iterable[K]:
    """`plain`: without filters, bounds, or an order."""
    yield from (K.LIST_OF, K.COUNT_OF)
    if query.until and Filter.DUE not in query.filters:
        yield K.ON_A_DAY
    if plain:
        yield K.STANDING
    if query.order in (Order.WORST, Order.LOWEST) and not query.filters:
        yield from (K.STANDING, K.PLAN_LINE)
    if len(query.of) > 1:
        yield from (K.COMPARED, K.STANDING)
    if query.order is Order.DEADLINE:
        yield from OF_ORDER[query.order]
