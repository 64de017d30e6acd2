"""The plan as a tree, from the strategic lines down to what is measured; and the search."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, utils

from handlers.standing.status import scope_name
from ledger.errors import UnknownCode
from ledger.plan import ENTE, Objective
from ledger.plan.inforce import PlanInForce
from ledger.progress.standings import ObjectiveStanding
from web.pages.board import NO_LINE, figure_cell, line_of, measure_of, target_cell
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import say

NEAR = 70
"""How like a text must be to what is looked for, of a hundred."""

FOUND_SHOWN = 100
WORDS_LETTERS = 200


def tree(visit: Visit) -> Answer:
    """The strategic lines; the one asked for opened down to the indicators."""
    plan = visit.plan
    asked = visit.query.get("ramo", "")
    lines = [(s.code, s.title) for s in plan.plan.strategic]
    count = {code: 0 for code, _ in lines}
    for objective in plan.plan.objectives:
        line = line_of(plan, objective)
        count[line] = count.get(line, 0) + 1
    if count.get(NO_LINE):
        lines.append((NO_LINE, ""))
    if asked and asked not in dict(lines):
        raise UnknownCode(asked)
    branch = [o for o in plan.plan.objectives if asked and line_of(plan, o) == asked]
    known = {s.code: s for s in plan.plan.strategic}
    facts = {
        "lines": [(code, title, count.get(code, 0)) for code, title in lines],
        "asked": asked,
        "strategic": known.get(asked),
        "branches": _branches(plan, asked, branch),
    }
    table = Table(
        "plan",
        columns("strategic", "operational", "code", "title", "unit", "weight#", "deadline"),
        [_plan_row(visit, o) for o in (branch if asked else plan.plan.objectives)],
    )
    return Page("plan.html", say("page.plan.title", year=plan.year), facts, (table,))


def _branches(plan: PlanInForce, line: str, objectives: Iterable[Objective]) -> list[object]:
    """Operational objectives of a line with the executive ones under each; those of none last."""
    under: dict[str | None, list[Objective]] = {}
    titles = {o.code: o.title for o in plan.plan.operational}
    for objective in objectives:
        code = objective.operational if objective.operational in titles else None
        under.setdefault(code, []).append(objective)
    ordered = sorted(under, key=lambda code: (code is None, code or ""))
    return [(code, titles.get(code or "", ""), under[code]) for code in ordered]


def _plan_row(visit: Visit, objective: Objective) -> tuple[Cell, ...]:
    plan = visit.plan
    line = line_of(plan, objective)
    return cells(
        None if line == NO_LINE else line,
        objective.operational,
        Cell(objective.code, visit.link(f"/obiettivo/{objective.code}")),
        objective.title,
        objective.unit,
        plan.weights[objective.code],
        plan.deadline(objective.code),
    )


def search(visit: Visit) -> Answer:
    """By code, title, name, alias; a code alone leads straight to its page."""
    plan, words = visit.plan, visit.query.get("q", "").strip()[:WORDS_LETTERS]
    rows: list[tuple[Cell, ...]] = []
    if words:
        try:
            return Redirect(visit.link(f"/ambito/{plan.resolve_scope(words)}"))
        except UnknownCode:
            rows = found_rows(visit, words)
    names = columns("code", "name", "kind", "unit", "target", "measure~", "progress#")
    table = Table("found", names, rows)
    return Page("search.html", say("page.search.title"), {"words": words}, (table,))


def found_rows(visit: Visit, words: str) -> list[tuple[Cell, ...]]:
    """Objectives and indicators that speak of those words, the nearest first."""
    plan = visit.plan
    texts = visit.remember(("texts", plan.year, plan.seq), lambda: _texts(plan))
    asked = utils.default_process(words)
    scores = {
        code: fuzz.token_set_ratio(asked, text, score_cutoff=NEAR) for code, text in texts.items()
    }
    ordered = sorted((c for c in scores if scores[c]), key=lambda c: (-scores[c], c))
    standings = {row.objective.code: row for row in visit.standing(ENTE).objectives}
    return [_found_row(visit, code, standings) for code in ordered[:FOUND_SHOWN]]


def _texts(plan: PlanInForce) -> dict[str, str]:
    """What each objective and indicator is looked up by."""
    texts = {}
    for objective in plan.plan.objectives:
        said = " ".join(filter(None, (objective.title, objective.description)))
        texts[objective.code] = utils.default_process(said)
        for one in objective.indicators:
            texts[one.code] = utils.default_process(" ".join((one.name, *one.aliases)))
    return texts


def _found_row(
    visit: Visit, code: str, standings: Mapping[str, ObjectiveStanding]
) -> tuple[Cell, ...]:
    plan = visit.plan
    objective = plan.objective_of(code)
    indicator = plan.indicators.get(code)
    stands = standings[objective.code]
    why = visit.link(f"/perche/{code}")
    if indicator is None:
        cell = figure_cell(stands.progress, stands.expected, why)
        link = visit.link(f"/obiettivo/{code}")
        kind = say("page.kind.objective")
    else:
        part = next(i for i in stands.indicators if i.indicator.code == code)
        cell = figure_cell(part.progress, part.expected, why)
        link = visit.link(f"/indicatore/{code}")
        kind = say("page.kind.indicator")
    target = target_cell(indicator) if indicator else None
    unit = measure_of(indicator) if indicator else None
    name = scope_name(plan, code)
    return cells(Cell(code, link), name, kind, objective.unit, target, unit, cell)


ROUTES: tuple[PageRoute, ...] = (get("/piano", tree), get("/cerca", search))
