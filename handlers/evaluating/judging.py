"""An evaluation being written: the small document that the draft keeps, and what it comes to.

`parked` holds one for each person, so that a talk begun about one is found again after any other.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from handlers.desk import Desk
from handlers.turn import Outcome
from ledger.commands.evaluation import Given, Judgement
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import Proposed, proposed_values
from ledger.evaluation.sheet import SchedaForm
from ledger.people.positions import Position
from ledger.projections import evaluation
from ledger.regulation import RoleRules
from ledger.scoring.numbers import read_number, show_number

PARKED = "parked"
PROPOSED = "proposed"
Work = dict[str, Any]
"""`items` and `values`: by code, number and reason as texts; `seen`: the last contribution shown;
`all_reports`: those not validated count too; `answer`: the written reply it comes with; `sent`: the
codes that stand as they were sent before, and are not read back."""


def parked(before: Mapping[str, Any], outcome: Outcome) -> Outcome:
    """What was being written of people survives any other talk, until it is sent or dropped."""
    kept = before.get(PARKED)
    if not kept or (outcome.draft is not None and PARKED in outcome.draft):
        return outcome
    return replace(outcome, draft={**(outcome.draft or {}), PARKED: kept})


def key_of(position: Position) -> str:
    """Names a judgement among those begun: the person, the part, the year."""
    return f"{position.person}|{position.part}|{position.year}"


def work_on(desk: Desk, position: Position) -> Work:
    """What was written so far of a person, or an empty page."""
    kept = desk.draft.get(PARKED, {}).get(key_of(position))
    return {"items": {}, "values": {}, "seen": 0, **(kept or {})}


def with_work(desk: Desk, position: Position, work: Work | None) -> dict[str, Any]:
    """All pages, this one put in its place, or taken away."""
    pages = dict(desk.draft.get(PARKED, {}))
    pages.pop(key_of(position), None)
    if work is not None:
        pages[key_of(position)] = work
    return pages


def rubric(desk: Desk, position: Position) -> RoleRules:
    """The form of the position's role in the regulation of its year."""
    return regulation_of(desk.view, position.year).regulation.roles[position.role]


def choices(desk: Desk, position: Position, code: str) -> list[Fraction]:
    """The points an item may be given, from the lowest up."""
    rules = rubric(desk, position)
    behaviour = regulation_of(desk.view, position.year).regulation.settings.behaviour
    step = Fraction(behaviour.step)
    lowest = Fraction(min(behaviour.min, rules.lowest_level))
    count = int((rules.items[code].maximum - lowest) / step)
    return [lowest + n * step for n in range(count + 1)]


def proposals(desk: Desk, position: Position, work: Work) -> list[Proposed]:
    """What the indicators propose for each objective."""
    validated_only = not work.get("all_reports", False)
    return proposed_values(desk.view, position, validated_only=validated_only)


def earlier_words(desk: Desk, position: Position) -> list[tuple[str, str, SchedaForm]]:
    """What was proposed, or said by earlier evaluators: kind, post, sheet."""
    found = evaluation.contributions(
        desk.view.tables, position.person, position.year, position.part
    )
    return [(c.kind, c.unit or "", c.sheet) for c in found]


def last_seen(desk: Desk, position: Position) -> int:
    """The newest contribution to the scheda: a judgement made before it is out of date."""
    found = evaluation.contributions(
        desk.view.tables, position.person, position.year, position.part
    )
    return found[-1].seq if found else 0


def judgement(position: Position, work: Work) -> Judgement:
    """What was said so far as the command takes it."""
    return Judgement(
        person=position.person,
        year=position.year,
        items={code: _said(pair) for code, pair in work["items"].items()},
        values={code: _said(pair) for code, pair in work["values"].items()},
        part=position.part,
        seen=work["seen"],
        validated_only=not work.get("all_reports", False),
    )


def _said(pair: list[str]) -> Given:
    return Given(read_number(pair[0]), pair[1])


def taken(value: Fraction) -> list[str]:
    """A value taken as the indicators say it: not the person's own, and fresh at Conferma."""
    return [*pair(value), PROPOSED]


def moved_values(
    desk: Desk, position: Position, work: Work
) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """Values taken as proposed that the indicators say otherwise now: what was shown, and what
    is."""
    now = {p.code: p.value for p in proposals(desk, position, work)}
    found: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for code, said in work["values"].items():
        is_taken = said[2:] == [PROPOSED]
        if is_taken and code in now and now[code] != read_number(said[0]):
            found[code] = (read_number(said[0]), now[code])
    return found


def with_values_of_today(
    work: Work, moved: Mapping[str, tuple[Fraction | None, Fraction | None]]
) -> Work:
    """What the record no longer says is asked anew."""
    kept = {code: said for code, said in work["values"].items() if code not in moved}
    fresh = {code: taken(now) for code, (_, now) in moved.items() if now is not None}
    return {**work, "values": {**kept, **fresh}}


def pair(number: Fraction, reason: str = "") -> list[str]:
    """A number and its reason as a draft keeps them."""
    return [show_number(number), reason]


def from_sheet(sheet: SchedaForm, work: Work) -> Work:
    """A page filled with what a sheet says, to be changed where it must."""
    items = {code: [line.points, line.reason or ""] for code, line in sheet.items.items()}
    values = {line.code: [line.value, line.reason or ""] for line in sheet.objectives}
    return {**work, "items": items, "values": values, "sent": [*items, *values]}


def unsent(work: Work, code: str) -> Work:
    """The code is being written again: it may be read back."""
    return {**work, "sent": [kept for kept in work.get("sent", []) if kept != code]}
