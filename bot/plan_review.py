"""How a document was read, and what adopting it changes: the same on a terminal and in chat."""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from importers import ROLE_WORDS, PlanDifference, Reading, TableRead, difference
from ledger.plan import Objective, Plan
from ledger.plan.amending import filled
from ledger.view import View
from words.say import Say, say
from words.wording import plain_text

_SAMPLES = 3
_SHOWN_LEFT_OUT = 10
_SHOWN_COLUMNS = 30


@dataclass(frozen=True)
class Changes:
    """The plan to adopt; `found` is what it changes where its year has one already."""

    plan: Plan
    found: PlanDifference | None = None

    @property
    def amends(self) -> bool:
        """Whether the year has a plan that this one changes."""
        return self.found is not None


def changes_of(view: View, read: Plan) -> Changes | None:
    """What adopting the plan would change; None where that is nothing."""
    if read.year not in view.years:
        return Changes(read)
    former = view.of(read.year).plan.plan
    found = difference(former, filled(former, difference(former, read).amended))
    return None if found.is_empty else Changes(found.amended, found)


def difference_lines(found: PlanDifference) -> Iterator[Say]:
    """What a corrected document changes, objective by objective."""
    yield say(
        "cli.plan.amended",
        added=len(found.added),
        changed=len(found.changed),
        removed=len(found.removed),
    )
    for general in found.general:
        yield say("cli.plan.general", field=say(f"plan.field.{general.field}"))
    for o in found.added:
        yield say("cli.plan.added", code=o.code, title=o.title)
    for o in found.removed:
        yield say("cli.plan.removed", code=o.code, title=o.title)
    for change in found.changed:
        fields = [_field(c.field) for c in change.changes]
        fields += [
            f"{i.code} {_field(c.field)}" for i in change.indicators_changed for c in i.changes
        ]
        fields += [f"+ {i.code}" for i in change.indicators_added]
        fields += [f"- {i.code}" for i in change.indicators_removed]
        yield say("cli.plan.changed", code=change.code, fields=", ".join(fields))


def _field(name: str) -> str:
    return plain_text(say(f"plan.field.{name}"))


def counts_line(read: Plan) -> Say:
    """Whose plan it is, and how much of everything was found in it."""
    return say(
        "cli.plan.counts",
        ente=read.ente,
        year=read.year,
        areas=len(read.areas),
        services=sum(1 for _ in read.services()),
        strategic=len(read.strategic),
        operational=len(read.operational),
        objectives=len(read.objectives),
        indicators=sum(1 for _ in read.indicators()),
    )


def review_lines(reading: Reading) -> Iterator[Say]:
    """The columns and what each was taken for, three objectives, what was left out and why."""
    if reading.tables:
        yield say("cli.review.columns")
    for table in reading.tables:
        yield _place(table)
        for i, column in enumerate(table.columns[:_SHOWN_COLUMNS]):
            if column.title or column.role:
                role = ROLE_WORDS.get(column.role) if column.role else None
                yield say(
                    "cli.review.column",
                    letter=get_column_letter(i + 1),
                    title=column.title or "—",
                    role=role or say("cli.review.not_read"),
                )
    yield say("cli.review.samples")
    for objective in _samples(reading):
        yield from _objective(objective)
    if reading.left_out:
        yield say("cli.review.left_out")
    for left in reading.left_out[:_SHOWN_LEFT_OUT]:
        why = say(f"cli.review.{left.why}")
        yield say("cli.review.left", sheet=left.sheet, line=left.line, why=why, text=left.text[:80])


def _place(table: TableRead) -> Say:
    sheet = say("cli.review.sheet", sheet=table.sheet) if table.sheet else ""
    page = say("cli.review.page", page=table.page) if table.page else ""
    return say("cli.review.table", sheet=sheet, page=page, line=table.line, rows=table.rows)


def _samples(reading: Reading) -> list[Objective]:
    """The first objective, one from the middle, the last."""
    objectives = reading.plan.objectives
    places = sorted({0, len(objectives) // 2, len(objectives) - 1})
    return [objectives[i] for i in places if 0 <= i < len(objectives)][:_SAMPLES]


def _objective(objective: Objective) -> Iterator[Say]:
    yield say(
        "cli.review.objective",
        code=objective.code,
        title=objective.title,
        weight=objective.weight if objective.weight is not None else "—",
        deadline=objective.deadline or "—",
        owners=", ".join(objective.owners) or "—",
    )
    for indicator in objective.indicators:
        yield say(
            "cli.review.indicator",
            code=indicator.code,
            name=indicator.name,
            target=indicator.target if indicator.target is not None else "—",
            baseline=indicator.baseline if indicator.baseline is not None else "—",
        )
