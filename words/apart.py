"""What is said between the title of an answer and its rows."""

from collections import Counter
from fractions import Fraction

from ledger.progress.figures import WORST_FIRST
from ledger.readings.query import Answer, ObjectiveRow, Order, Query, Row, StaffRow, UnitRow, What
from words.phrases import listed
from words.say import Say, say


def apart(answer: Answer) -> Say | None:
    """Of two that were put side by side, how far one is ahead of the other; of all objectives, how
    many are in each state."""
    query = answer.query
    if query.what is What.STAFF and not query.words:
        return _roles(answer)
    if query.what is What.OBJECTIVES and query.order is Order.PLAN and not _chosen(query):
        return _states(answer)
    two = len(query.of) == len(answer.rows) == 2 and query.order in (Order.BEST, Order.BEHIND)
    figures = [figure for row in answer.rows if (figure := _figure(row)) is not None]
    if not two or query.filters or len(set(figures)) < 2:
        return None
    return say("query.apart", points=max(figures) - min(figures))


def _roles(answer: Answer) -> Say | None:
    """Of everybody, how many have which role first, the most first."""
    roles = Counter(row.posts[0].name.partition(":")[0] for row in answer.rows
                    if isinstance(row, StaffRow) and row.posts)  # fmt: skip
    told = [
        say("query.staff.of_role", count=count, who=say(f"query.staff.{role}", count=count))
        for role, count in roles.most_common()
    ]
    return say("query.staff.roles", roles=listed(told)) if len(told) > 1 else None


def _chosen(query: Query) -> bool:
    return bool(query.filters or query.bounds or query.words or query.only)


def _states(answer: Answer) -> Say | None:
    held = Counter(row.standing.state for row in answer.rows if isinstance(row, ObjectiveRow))
    parts = [say(f"status.count.{one}", count=held[one]) for one in WORST_FIRST if held[one]]
    return say("status.states", states=listed(parts)) if len(answer.rows) > 1 else None


def _figure(row: Row) -> Fraction | None:
    """Of a unit or an objective; None where it has none."""
    if isinstance(row, ObjectiveRow):
        return row.standing.progress
    return row.progress if isinstance(row, UnitRow) else None
