"""The JSON that others script against: `status`, `why`, `events`, `plan`. Source: the contract."""

import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.clock import ROME, rome_iso
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.plan import Kind, Plan
from ledger.plan.carry import earlier
from ledger.progress.figures import rounded
from ledger.progress.standings import (
    IndicatorStanding,
    ObjectiveStanding,
    Standing,
    Why,
    shown_value,
)
from ledger.rows import Person
from ledger.view import View


def figure(value: Fraction | Decimal | None) -> str | None:
    """A figure as a string in plain decimal, at most two decimals."""
    return None if value is None else f"{rounded(Fraction(value)):f}"


def exact(value: Decimal | None) -> str | None:
    """A measure as plain decimal text, as scripts read it; None stays none."""
    return None if value is None else f"{value:f}"


def status_json(view: View, stands: Standing, as_of: str) -> dict[str, Any]:
    """`status --json`: how a scope stands, progress and expected progress in percent."""
    return {
        "year": view.year,
        "scope": stands.scope,
        "as_of": as_of,
        "progress": figure(stands.progress),
        "expected": figure(stands.expected),
        "state": stands.state,
        "states": dict(stands.states),
        "left_out": stands.left_out,
        "objectives": [_objective_json(view, row) for row in stands.objectives],
    }


def _objective_json(view: View, row: ObjectiveStanding) -> dict[str, Any]:
    return {
        "code": row.objective.code,
        "title": row.objective.title,
        "weight": figure(row.weight),
        "progress": figure(row.progress),
        "expected": figure(row.expected),
        "state": row.state,
        "deadline": row.deadline.isoformat() if row.objective.deadline else None,
        "indicators": [_indicator_json(view, part) for part in row.indicators],
    }


def _indicator_json(view: View, part: IndicatorStanding) -> dict[str, Any]:
    indicator, value = part.indicator, part.value
    answer: dict[str, Any] = {
        "code": indicator.code,
        "name": indicator.name,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "value": None if value is None else exact(shown_value(indicator, value)),
        "baseline": exact(indicator.baseline),
        "target": None if indicator.target is None else _target(indicator.target),
        "progress": figure(part.progress),
        "expected": figure(part.expected),
        "state": part.state,
        "deadline": part.deadline.isoformat(),
        "reported_on": value.reported_on.isoformat() if value else None,
        "validated": bool(value and value.validated),
    }
    if indicator.kind is Kind.RATIO or (value and value.numerator is not None):
        answer["numerator"] = exact(value.numerator) if value else None
        answer["denominator"] = exact(value.denominator) if value else None
    if before := earlier(view, indicator.code):
        answer["earlier"] = [
            {
                "year": one.year,
                "code": one.code,
                "value": exact(one.value),
                "target": None if one.target is None else _target(one.target),
                "progress": figure(one.progress),
            }
            for one in before
        ]
    return answer


def _target(target: object) -> str:
    return f"{target:f}" if isinstance(target, Decimal) else str(target)


def why_json(answer: Why, events: Sequence[int]) -> dict[str, Any]:
    """`why --json`: the rule, its inputs and the events they came from."""

    def shown(fact: object) -> str:
        return str(figure(fact)) if isinstance(fact, Fraction | Decimal) else str(fact)

    return {
        "code": answer.scope,
        "rule": answer.rule,
        "progress": figure(answer.progress),
        "expected": figure(answer.expected),
        "inputs": {name: shown(fact) for name, fact in answer.inputs},
        "parts": [
            {"code": code, "weight": figure(weight), "progress": figure(value)}
            for code, weight, value in answer.parts
        ],
        "events": list(events),
        "target_set_on": answer.target_set_on.isoformat() if answer.target_set_on else None,
        "forecast": figure(answer.forecast),
    }


def event_json(e: Envelope) -> dict[str, Any]:
    """The envelope as stored, its data as JSON; instants with the offset of Rome."""
    return {
        "seq": e.seq,
        "stream": e.stream,
        "version": e.version,
        "type": e.type,
        "schema": e.schema,
        # To the microsecond: the hash is made of it, and others compute it anew.
        "recorded_at": e.recorded_at.astimezone(ROME).isoformat(),
        "effective_on": e.effective_on.isoformat(),
        "actor": e.actor,
        "cause": e.cause,
        "key": e.key,
        "data": json.loads(e.data),
        "prev": e.prev,
        "hash": e.hash,
    }


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan as JSON, by the names its file has."""
    return plan.model_dump(mode="json", by_alias=True)


def person_rows(ledger: Ledger) -> list[dict[str, Any]]:
    """Everybody enrolled with their posts, for `person list --json`."""
    return [_person_row(person) for person in ledger.view.people()]


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.name,
        "posts": [
            {
                "role": post.role,
                "of": post.unit,
                "interim": post.interim,
                "from": post.since.isoformat() if post.since else None,
                "to": post.until.isoformat() if post.until else None,
            }
            for post in person.posts
        ],
    }


def person_json(ledger: Ledger, person: Person) -> dict[str, Any]:
    """Whatever the ledger holds on a person: what they did, what names them, who read of them.

    Raises KeysMissing: half of it would pass for all.
    """
    ledger.keys.need()
    return {
        **_person_row(person),
        "chat": ledger.view.bound_to(person.code),
        "events": [
            _of_person(e, person.code) for e in ledger.log.after() if _is_about(e, person.code)
        ],
        "readings": [
            {**vars(reading), "at": rome_iso(reading.at)}
            for reading in ledger.readings_of(person.code)
        ],
    }


def _of_person(e: Envelope, code: str) -> dict[str, Any]:
    """An event with what is sealed in it of this person, and of nobody else."""
    body = e.clear(code)
    return {**event_json(e), "type": body.pop("type"), "data": body}


def _is_about(e: Envelope, code: str) -> bool:
    return e.actor == code or e.stream == f"person:{code}" or _names(e.clear(code), code)


def _names(value: object, code: str) -> bool:
    """Whether a person's code stands by itself anywhere in what was recorded."""
    if isinstance(value, dict):
        return any(_names(part, code) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return any(_names(part, code) for part in value)
    return value == code
