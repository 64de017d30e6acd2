"""Worked cases computed by hand, one JSON line each, for a clerk to read and dispute.

Each line of `cases/` names its rule, the operation, the input, and the answer or the refusal.
"""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

import ledger.scoring
from ledger.regulation import bundled
from ledger.scoring.calc import OPERATIONS, CalcError, run

HERE = Path(__file__).parent
RULES = [f"R-{n:02d}" for n in range(1, 31)]
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted((HERE / "cases").glob("*.jsonl"))
    for line in path.read_text().splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['rule']} {c['op']}: {c['case']}" for c in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    payload = {"input": case["input"], "config": case.get("config")}
    if "error" in case:
        with pytest.raises(CalcError) as refused:
            run(case["op"], payload, bundled())
        assert refused.value.code == case["error"]
    else:
        assert run(case["op"], payload, bundled()) == case["result"]


def sources() -> set[str]:
    """Rules named as a source by a function of the package."""
    found: set[str] = set()
    for path in Path(ledger.scoring.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            doc = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
            for sentence in re.findall(r"Source: [^\0]*", doc or ""):
                found.update(re.findall(r"R-\d\d", sentence))
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_function_that_names_it(rule: str) -> None:
    assert rule in sources()


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_worked_case(rule: str) -> None:
    tables = [p.read_text() for p in HERE.glob("test_*.py") if p != Path(__file__)]
    in_tables = any(f'"{rule} ' in table for table in tables)
    assert in_tables or any(case["rule"] == rule for case in CASES)


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_every_operation_has_a_worked_case(op: str) -> None:
    assert any(case["op"] == op and "result" in case for case in CASES)
