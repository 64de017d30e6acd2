"""A plan written to a file, in the format its name asks for."""

from pathlib import Path

from importers.errors import UnwritableFormat
from importers.files.csv_file import plan_csv
from importers.ours.plan_file import plan_text
from importers.whole.sight import Sight
from ledger.plan import Plan

_MARK = b"\xef\xbb\xbf"
"""So that spreadsheets take the `.csv` for UTF-8."""


def write_plan(plan: Plan, path: Path) -> None:
    """Writes the plan as `.yaml`, `.xlsx` or `.csv`; read back it is the same plan.

    Raises:
        UnwritableFormat: another extension.
    """
    path.write_bytes(plan_bytes(plan, path.name))


def plan_bytes(plan: Plan, name: str) -> bytes:
    """The file's content, by the extension of its name. Raises UnwritableFormat."""
    suffix = Path(name).suffix.lower()
    if suffix in (".yaml", ".yml"):
        return plan_text(plan).encode()
    if suffix == ".xlsx":
        from importers.ours.workbook_file import plan_workbook

        return plan_workbook(plan)
    if suffix == ".csv":
        return _MARK + plan_csv(plan).encode()
    raise UnwritableFormat(name, (".csv", ".xlsx", ".yaml"))


def write_template(path: Path, sight: Sight | None = None) -> None:
    """A workbook to fill in, with what was seen in a document. Raises UnwritableFormat."""
    if path.suffix.lower() != ".xlsx":
        raise UnwritableFormat(path.name, (".xlsx",))
    path.write_bytes(_template(sight))


def filled_template(sight: Sight) -> bytes:
    """The template with the plan that a document gave, and beside it all that stands there."""
    return _template(sight)


def _template(sight: Sight | None) -> bytes:
    from importers.ours.workbook_file import template_workbook

    return template_workbook(sight.plan, sight.rows) if sight else template_workbook()
