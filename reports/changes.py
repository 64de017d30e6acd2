"""What was changed in the year, with why and by which act, and what objectives have to be reached
with: for the monitoring and the Relazione. Source: SMVP, phase g («in rapporto alle risorse»)."""

from collections.abc import Iterator, Sequence

from ledger.plan import Objective
from ledger.projections.changes import Change, changes, resources
from ledger.projections.cycle import delays
from ledger.view import View
from reports.paper import Block, Heading, Text, table, told
from words.changes import money_words, people_words
from words.say import say
from words.wording import plain_text


def changed_blocks(view: View, objectives: Sequence[Objective]) -> Iterator[Block]:
    """Changes of these objectives, the unexplained said to be so, and their people and money."""
    codes = {o.code for o in objectives} | {i.code for o in objectives for i in o.indicators}
    gone = {code for code in view.plan.gone if view.plan.objective_of(code).code in codes}
    every = changes(view.tables, view.year)
    found = [c for c in every if c.code in codes | gone and c.is_change]
    if found:
        names = ("code", "what", "before", "after", "day", "reason")
        head = [told(f"column.{name}") for name in names]
        rows = [_row(change) for change in found]
        yield Heading(told("changes.title"))
        yield table(head, rows, (0, 0.3, 0.3, 0.3, 0, 1), told("changes.caption"))
    said = [d for d in delays(view.tables, view.year).values() if d.code in codes]
    if said:
        head = [told(f"column.{name}") for name in ("code", "reason", "remedy", "day")]
        rows = [(d.code, d.reason, d.measure or told("none"), told("day", day=d.day)) for d in said]
        yield Heading(told("delays.title"))
        yield table(head, rows, (0, 1, 1, 0), told("delays.caption"))
    staffed = [o for o in objectives if o.people or o.budget]
    if staffed:
        head = [told(f"column.{n}") for n in ("code", "objective_only", "people", "money")]
        rows = [
            (o.code, o.title, plain_text(people_words(o.people)), plain_text(money_words(o.budget)))
            for o in staffed
        ]
        yield Heading(told("resources.title"))
        yield table(head, rows, (0, 1, 0.6, 0.6), told("resources.caption"))
    for moved in resources(view.tables, view.year):
        if moved.code in codes:
            facts = {"code": moved.code, "day": moved.day, "reason": moved.reason}
            yield Text(told("resources.moved", **facts, act=moved.act, act_on=moved.act_on))


def _row(change: Change) -> tuple[str, ...]:
    why = change.reason or ""
    if change.act is not None:
        act = told("changes.act", act=change.act, day=change.act_on)
        why = ", ".join(filter(None, (why, act)))
    if not why:
        why = told(_unsaid(change))
    what = plain_text(say(f"changes.what.{change.what}"))
    values = (change.before or told("none"), change.after or told("none"))
    day = told("day", day=change.day)
    return (change.code, what, *values, day, why)


def _unsaid(change: Change) -> str:
    """What stands for the reason where none was given."""
    if change.unexplained:
        return "changes.unexplained"
    if change.mends:
        return "changes.mends"
    return "changes.by_document" if change.by_document else "none"
