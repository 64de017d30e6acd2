"""Codes of units, objectives and indicators, as people type them: `as 4.3`, `tr4`, `AF`."""

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
