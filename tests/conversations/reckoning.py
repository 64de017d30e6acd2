"""The small town's figures worked out a second time, from the plan's text and the bare events.

Nothing of the house that makes figures is used here: what a question is answered with is held
against this. Source: contract, "How figures are made".
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import yaml

from ledger.ledger import Ledger

from ..town import PLAN_TEXT, TODAY

NEW_YEAR, NEW_YEAR_S_EVE = dt.date(2024, 1, 1), dt.date(2024, 12, 31)


@dataclass
class Told:
    """One report as it stands after everything that happened to it."""

    seq: int
    indicator: str
    day: dt.date
    mode: str
    number: Fraction
    actor: str
    status: str = "provisional"


@dataclass
class Reckoning:
    today: dt.date = TODAY
    plan: dict[str, Any] = field(default_factory=lambda: yaml.safe_load(PLAN_TEXT))
    told: dict[int, Told] = field(default_factory=dict)
    proved: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, ledger: Ledger, until: dt.date | None = None, today: dt.date = TODAY
    ) -> "Reckoning":
        """From the events; `until`: only facts up to that day."""
        made = cls(today=until or today)
        for e in ledger.log.after(0):
            event = e.event
            if e.type == "ProgressRecorded":
                number = (
                    Fraction(event.numerator) * 100 / Fraction(event.denominator)
                    if event.numerator is not None
                    else Fraction(event.value)
                )
                told = Told(e.seq, event.indicator, e.effective_on, event.mode, number, e.actor)
                if until is None or e.effective_on <= until:
                    made.told[e.seq] = told
            elif e.type in ("ProgressValidated", "ProgressContested", "ProgressUndone"):
                if event.report in made.told:
                    made.told[event.report].status = e.type.removeprefix("Progress").lower()
            elif e.type == "EvidenceAttached":
                made.proved.add(event.indicator)
        return made

    @property
    def objectives(self) -> dict[str, dict[str, Any]]:
        return {o["code"]: o for o in self.plan["objectives"]}

    @property
    def indicators(self) -> dict[str, dict[str, Any]]:
        return {i["code"]: i for o in self.plan["objectives"] for i in o["indicators"]}

    def inside(self, scope: str) -> list[str]:
        """Objectives of a unit, of the ente, of a line of the programme."""
        areas = {a["code"]: [s["code"] for s in a["services"]] for a in self.plan["areas"]}
        units = {scope, *areas.get(scope, [])}
        return [
            code
            for code, o in self.objectives.items()
            if scope == "ENTE"
            or code.split(".")[0] in units
            or scope in (o.get("strategic"), o.get("operational"), code)
            or str(o.get("operational", "")).startswith(f"{scope}.")
        ]

    def counting(self, indicator: str) -> list[Told]:
        rows = [
            t
            for t in self.told.values()
            if t.indicator == indicator and t.status in ("provisional", "validated")
        ]
        return sorted(rows, key=lambda t: (t.day, t.seq))

    def value(self, indicator: str) -> Fraction | None:
        found: Fraction | None = None
        start = self.indicators[indicator].get("baseline", 0)
        for told in self.counting(indicator):
            base = found if found is not None else Fraction(start)
            found = base + told.number if told.mode == "increment" else told.number
        return found

    def progress(self, code: str) -> Fraction | None:
        """Of an indicator or an objective."""
        if code in self.objectives:
            parts = [self.progress(i["code"]) for i in self.objectives[code]["indicators"]]
            known = [p for p in parts if p is not None]
            return sum(known, Fraction(0)) / len(known) if known else None
        indicator, x = self.indicators[code], self.value(code)
        if indicator["kind"] in ("milestone", "date"):
            return Fraction(100 if x == 1 else 0)
        if "target" not in indicator:
            return None
        target = Fraction(indicator["target"])
        if x is None:
            return Fraction(0)
        if indicator.get("direction") == "down":
            if "baseline" in indicator:
                base = Fraction(indicator["baseline"])
                return min(Fraction(100), max(Fraction(0), (base - x) * 100 / (base - target)))
            return Fraction(100) if x <= target else target * 100 / x
        return min(Fraction(100), x * 100 / target)

    def deadline(self, code: str) -> dt.date:
        own = self.indicators.get(code, {}).get("deadline")
        objective = self.objectives[".".join(code.split(".")[:2])]
        return own or objective.get("deadline") or NEW_YEAR_S_EVE

    def expected(self, code: str) -> Fraction | None:
        if code in self.objectives:
            parts = [
                self.expected(i["code"])
                for i in self.objectives[code]["indicators"]
                if self.progress(i["code"]) is not None
            ]
            known = [p for p in parts if p is not None]
            return sum(known, Fraction(0)) / len(known) if known else None
        due = self.deadline(code)
        if self.indicators[code]["kind"] in ("milestone", "date"):
            return Fraction(100 if self.today > due else 0)
        gone = Fraction((self.today - NEW_YEAR).days * 100, (due - NEW_YEAR).days)
        return min(Fraction(100), gone)

    def state(self, code: str) -> str:
        done = self.progress(code)
        if done is None:
            return "no_target"
        if done == 100:
            return "done"
        if self.today > self.deadline(code):
            return "late"
        parts = [i["code"] for i in self.objectives.get(code, {}).get("indicators", [])] or [code]
        soon = any(
            self.indicators[p]["kind"] in ("milestone", "date")
            and self.progress(p) != 100
            and (self.deadline(p) - self.today).days <= 30
            for p in parts
        )
        if soon or done <= (self.expected(code) or 0) - 10:
            return "at_risk"
        reported = any(self.counting(p) for p in parts)
        return "on_track" if reported else "not_started"

    def mean(self, codes: Iterable[str]) -> Fraction | None:
        known = [p for p in map(self.progress, codes) if p is not None]
        return sum(known, Fraction(0)) / len(known) if known else None

    def service(self, code: str) -> Fraction | None:
        return self.mean(c for c in self.objectives if c.split(".")[0] == code)

    def area(self, code: str) -> Fraction | None:
        services = next(a["services"] for a in self.plan["areas"] if a["code"] == code)
        known = [p for s in services if (p := self.service(s["code"])) is not None]
        return sum(known, Fraction(0)) / len(known) if known else None

    def last(self, code: str) -> dt.date | None:
        parts = [i["code"] for i in self.objectives.get(code, {}).get("indicators", [])] or [code]
        return max((t.day for p in parts for t in self.counting(p)), default=None)

    def having(self, scope: str, kind: str, holds: Any) -> list[str]:
        """Codes of objectives or indicators of a scope of which something holds."""
        objectives = self.inside(scope)
        codes = (
            objectives
            if kind == "objectives"
            else [i["code"] for o in objectives for i in self.objectives[o]["indicators"]]
        )
        return [code for code in codes if holds(code)]

    def parts(self, code: str) -> list[str]:
        return [i["code"] for i in self.objectives.get(code, {}).get("indicators", [])] or [code]
