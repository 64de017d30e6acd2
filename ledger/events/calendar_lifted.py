"""The calendar's events as they were written when stages and subjects were texts with a grammar.

It is read here, once, and nowhere else: `2024-06-30/7` is a stage, `eq.as4/2024/observe` a subject.
"""

import datetime as dt
from typing import Any

Body = dict[str, Any]

SINCE = ("invitation", "unreachable", "declined")
"""Kinds that were told once, under the day they began."""


def notice_sent(body: Body, year: int) -> Body:
    """Its lines named their subject and stage in one text each."""
    return {**body, "told": [_told(line, year) for line in body["told"]]}


def snoozed(body: Body, year: int) -> Body:
    """Only objectives could be put off, which were those of the plan in force."""
    return {**body, "topic": _of_plan(body["topic"], year)}


def phase_done(body: Body, year: int) -> Body:
    """Its phase and year were one text."""
    return {**body, **_phase(body["phase"])}


def _told(line: Body, year: int) -> Body:
    kind, subject, stage = line["kind"], line["subject"], line["stage"]
    return {"kind": kind, "subject": _subject(kind, subject, year), "stage": _stage(kind, stage)}


def _subject(kind: str, text: str, year: int) -> Body:
    if kind in ("monitoring", "phase") and "/" in text:
        return _phase(text)
    if kind == "conciliazione":
        person, of, step = text.rsplit("/", 2)
        return {"person": person, "year": int(of), "step": step}
    if kind == "declined":
        code, _, person = text.partition(":")
        return {**_of_plan(code, year), "person": person}
    if kind in ("invitation", "unreachable"):
        return {"person": text}
    return _of_plan(text, year)


def _of_plan(code: str, year: int) -> Body:
    return {"code": code, "year": year or None}


def _phase(text: str) -> Body:
    phase, _, year = text.partition("/")
    return {"phase": phase, "year": int(year)}


def _stage(kind: str, text: str) -> Body:
    text, _, put_off = text.partition("~")
    day, _, step = text.partition("/")
    found: Body = {"name": "once" if kind in SINCE else "week", "day": day}
    if step in ("opened", "late"):
        found["name"] = step
    elif step:
        found |= {"name": "up" if kind == "escalation" else "before", "count": int(step)}
    elif len(day) < len(dt.date.min.isoformat()):
        found |= {"name": "month", "day": f"{day}-01"}
    return {**found, "put_off": put_off} if put_off else found


LIFTED = {
    ("NoticeSent", 1): notice_sent,
    ("Snoozed", 1): snoozed,
    ("PhaseDone", 1): phase_done,
}
