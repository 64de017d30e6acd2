"""Codes of units, objectives and indicators, as people type them: `as 4.3`, `tr4`, `AF`."""

import re
from collections.abc import Collection

from italian.regex import regex
from ledger.plan import SEGRETARIO, TRANSVERSAL, normalise_code, plan_code_candidates
from ledger.plan.inforce import PlanInForce

CODE = regex(r"\b[a-z][a-z.]{0,7}[ .]?\d{0,3}(?:\.\d{1,3}){0,2}\b")
UNDOTTED = regex(r"(?P<head>[a-z]{1,4})(?P<rest>\d.*)")
"""A code that is printed with a dot after its letters, typed without: `tr4`."""
ARTICLES = frozenset(
    {"A", "E", "I", "O", "AL", "IL", "LA", "LE", "LO", "GLI", "DA", "DI", "IN", "SU", "UN", "SE"}
)
"""Words that would be codes of an area, were they not words."""
NUMBERED = regex(
    r"(?<!sotto )(?<!sopra )(?<!oltre )(?<!supera )"
    r"(?:\b(?:de|su|a)(?:l|ll)'? |\b(?:di|su|per|il) |\bl')?(?<![\w.,])"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})(?![\w.]| ?%| per ?cento)"
)
"""A code without its letters, which are those of the office that is asked of."""


def without_letters(
    plan: PlanInForce, text: str, units: Collection[str]
) -> tuple[re.Match[str], str] | None:
    """What these offices have under a number that is typed, and where; None for several."""
    found = NUMBERED.search(text)
    if found is None:
        return None
    around = plan.area_of_service
    mine = {o.code for o in plan.objectives.values() if {o.unit, around.get(o.unit)} & {*units}}
    things = [*mine, *(c for c in plan.indicators if plan.objective_of(c).code in mine)]
    said = [c for c in things if re.sub(r"^[A-Z]+\.?", "", c) == found["number"]]
    return (found, said[0]) if len(said) == 1 else None


def lettered(plan: PlanInForce, plain: str, units: Collection[str]) -> str:
    """`perché il 4.3 è fermo?`, asked by an office: with the letters of its code."""
    found = without_letters(plan, plain, units)
    if found is None or not re.match(r"\D", found[0][0]):
        return plain
    at = found[0].start("number")
    return f"{plain[:at]}{found[1].lower()}{plain[found[0].end() :]}"


def codes_in(plan: PlanInForce, text: str) -> tuple[str, ...]:
    """Every code that is typed in a text in plain letters, each once."""
    found = []
    for match in CODE.finditer(text):
        found += [code for code in _codes(plan, match[0].strip()) if code not in found][:1]
    return tuple(dict.fromkeys(found))


def _codes(plan: PlanInForce, typed: str) -> list[str]:
    unit = normalise_code(typed)
    known = [c for c in plan_code_candidates(typed) if c in plan.indicators or c in plan.objectives]
    if not known and (apart := UNDOTTED.fullmatch(typed)):
        dotted = f"{apart['head']}.{apart['rest']}".upper()
        known += [dotted] * (dotted in plan.indicators or dotted in plan.objectives)
    short = len(unit) < 3 and unit.isalpha()
    if unit in plan.area_of_service or (unit in plan.areas and not (short and unit in ARTICLES)):
        known.append(unit)
    if unit in (TRANSVERSAL, SEGRETARIO):
        known.append(unit)
    return known
