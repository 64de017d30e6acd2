"""Properties of the house itself: who imports whom, how long a module is, what the lock holds."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

HOUSE = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())
LONGEST_MODULE_LINES = 400
OURS = frozenset(PYPROJECT["tool"]["importlinter"]["root_packages"])


def modules() -> list[Path]:
    folders = [*PYPROJECT["tool"]["importlinter"]["root_packages"], "tests", "benchmarks"]
    return sorted(path for folder in folders for path in (HOUSE / folder).rglob("*.py"))


def make_targets() -> set[str]:
    return set(re.findall(r"^(\w+):", (HOUSE / "Makefile").read_text(), re.MULTILINE))


LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(lock: str) -> dict[str, str]:
    """What each requirement is pinned to, its hashes with it."""
    text = (HOUSE / lock).read_text().replace("\\\n", "")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {name_of(entry): entry.partition("#")[0].strip() for entry in entries}


def name_of(requirement: str) -> str:
    return normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])


def test_imports_run_one_way() -> None:
    # A process of its own: import-linter configures logging for the whole process it runs in.
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run([*command, "--no-cache"], cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_package_stands_under_the_import_contracts() -> None:
    packages = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    under = set(PYPROJECT["tool"]["importlinter"]["root_packages"])
    assert packages - {"tests", "benchmarks"} == under


def test_no_module_is_longer_than_a_reader_s_patience() -> None:
    lengths = {
        str(path.relative_to(HOUSE)): len(path.read_text().splitlines()) for path in modules()
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE_LINES} == {}


APPLIES = {
    "ledger/ledger.py",  # what was recorded just now
    "ledger/tables.py",  # a rebuild, and catching up with a log that is elsewhere
    "ledger/past.py",  # what is about another day than it was recorded on
}
"""Who brings tables up to events; no question does, whatever the moment it is about."""


def test_no_question_makes_tables_from_events() -> None:
    called = {"apply", "apply_all", "handlers_of"}
    found = {
        str(path.relative_to(HOUSE))
        for path in modules()
        if path.is_relative_to(HOUSE / "ledger") or path.parent.parent == HOUSE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in called
        and isinstance(node.value, ast.Name)
        and node.value.id == "projections"
    }
    assert {name for name in found if not name.startswith("tests/")} == APPLIES


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_holds_hashes(lock: str) -> None:
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)
    assert [name for name, pin in locked(lock).items() if "--hash=sha256:" not in pin] == []


def test_the_locks_cover_what_the_project_asks_for() -> None:
    project = PYPROJECT["project"]
    to_run = {*map(name_of, [*project["dependencies"], *PYPROJECT["build-system"]["requires"]])}
    assert to_run <= locked(LOCKS[0]).keys()
    assert {*map(name_of, project["optional-dependencies"]["dev"])} <= locked(LOCKS[1]).keys()


def test_what_runs_is_what_was_tested() -> None:
    """The lock of development holds every line of the other, to the hash."""
    assert locked(LOCKS[0]).items() <= locked(LOCKS[1]).items()


def test_an_installation_that_only_runs_carries_no_tool_of_development() -> None:
    tools = {"pytest", "hypothesis", "mypy", "ruff", "import-linter", "playwright", "scikit-learn"}
    assert tools < {*map(name_of, PYPROJECT["project"]["optional-dependencies"]["dev"])}
    assert tools.isdisjoint(locked(LOCKS[0]))


def test_the_bill_of_materials_names_what_is_locked_to_run_with_its_licence() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/sbom.py"], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    parts = json.loads(told.stdout)["components"]
    assert {normal(part["name"]) for part in parts} == locked(LOCKS[0]).keys()
    assert [p["name"] for p in parts if p["licenses"][0]["license"]["name"] == "unknown"] == []


def test_what_is_imported_is_declared() -> None:
    """And not borrowed from what a library happens to bring along."""
    declared = {name_of(name) for name in PYPROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    imported = {
        name.partition(".")[0]
        for path in modules()
        if path.relative_to(HOUSE).parts[0] in OURS
        for node in ast.walk(ast.parse(path.read_text()))
        for name in imports_of(node)
    } - {*sys.stdlib_module_names, *OURS}
    borrowed = {name for name in imported if declared.isdisjoint(map(normal, owners.get(name, ())))}
    assert borrowed == set()


def normal(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imports_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def test_the_image_holds_every_package() -> None:
    told = (HOUSE / "deploy" / "Dockerfile").read_text()
    assert set(re.findall(r"^COPY (\w+) \1$", told, re.MULTILINE)) == OURS


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_commands_told_to_people_exist(page: str) -> None:
    told = re.findall(r"^(?:\$ )?make (\w+)|`make (\w+)", (HOUSE / page).read_text(), re.MULTILINE)
    assert {first or second for first, second in told} <= make_targets()


def test_contributing_tells_every_command() -> None:
    text = (HOUSE / "CONTRIBUTING.md").read_text()
    assert {name for name in make_targets() if f"`make {name}`" not in text} == set()


def test_catalogues_of_public_software_can_read_us() -> None:
    card = yaml.safe_load((HOUSE / "publiccode.yml").read_text())
    assert card["publiccodeYmlVersion"] == "0.7"
    assert "IT" not in card, "the country section is deprecated since 0.7"
    assert card["softwareVersion"] == PYPROJECT["project"]["version"]
    assert card["legal"]["license"] == PYPROJECT["project"]["license"]
    for language, told in card["description"].items():
        assert len(told["shortDescription"]) <= 150, language
        assert 150 <= len(told["longDescription"]) <= 10_000, language
        assert told["features"], language
