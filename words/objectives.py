"""What an objective is part of and what it is for: mandate line, assessore, impact, stakeholders,
measures of the PTPCT, people and money. Source: SMVP, phases a to f."""

from ledger.plan import Objective, Plan
from words.changes import money_words, people_words
from words.say import Say, say


def context_lines(plan: Plan, objective: Objective) -> list[Say]:
    """Only what the plan says."""
    lines = [*_aims(plan, objective)]
    if objective.impact:
        lines.append(say("objective.impact", text=objective.impact))
    if objective.stakeholders:
        lines.append(say("objective.stakeholders", text=", ".join(objective.stakeholders)))
    if objective.ptpct:
        lines.append(say("objective.ptpct", text=", ".join(objective.ptpct)))
    if objective.people:
        lines.append(say("resources.people", people=people_words(objective.people)))
    if objective.budget:
        lines.append(say("resources.money", money=money_words(objective.budget)))
    return lines


def _aims(plan: Plan, objective: Objective) -> list[Say]:
    strategic = next((s for s in plan.strategic if s.code == objective.strategic), None)
    if strategic is None:
        return []
    lines = [say("objective.strategic", code=strategic.code, title=strategic.title)]
    if strategic.assessore:
        lines.append(say("objective.assessore", post=strategic.assessore))
    line = next((m for m in plan.mandate if m.code == strategic.mandate), None)
    if line is not None:
        lines.append(say("objective.mandate", code=line.code, title=line.title))
    return lines
