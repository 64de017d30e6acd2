"""Which reader a file needs: its name says, its content must agree."""

from collections.abc import Callable
from pathlib import Path

from importers.csv_file import csv_rows, plan_records, refuse_formulas
from importers.document import plan_of
from importers.errors import Empty, NotFound, NotWhatItSays, TooLarge, UnknownFormat
from importers.pdf import pdf_rows
from importers.plan_file import read_plan_file
from importers.sheets import sheet_rows
from importers.tabular import plan_from
from importers.text_file import decoded, text_rows
from importers.word import word_rows
from importers.workbook import read_sheets
from importers.workbook_file import own_records
from ledger.plan import Plan

LARGEST_BYTES = 50 * 2**20
"""No plan of a town comes near it; what does is something else."""

Progress = Callable[[float], None]


def read_plan(path: Path, *, progress: Progress | None = None) -> Plan:
    """The plan in a file of any of the formats, its anomalies included. Nothing is adopted.

    `progress` hears the share done, 0 to 1, now and then.

    Raises:
        NotReadable: one of its kinds says why, and what to do.
    """
    name = path.name
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormat(name, sorted(_READERS))
    if not path.is_file():
        raise NotFound(name)
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise TooLarge(name, size, LARGEST_BYTES)
    content = path.read_bytes()
    if not content.strip():
        raise Empty(name)
    plan = reader(content, name, progress)
    if progress:
        progress(1.0)
    return plan


def _text_of(content: bytes, name: str) -> str:
    """The text of a file that must be one."""
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise NotWhatItSays(name, "un file di testo")
    return decoded(content, name)


def _yaml(content: bytes, name: str, progress: Progress | None) -> Plan:
    return read_plan_file(_text_of(content, name), name)


def _text(content: bytes, name: str, progress: Progress | None) -> Plan:
    return plan_of(text_rows(_text_of(content, name)), name, progress)


def _workbook(content: bytes, name: str, progress: Progress | None) -> Plan:
    sheets = read_sheets(content, name, progress)
    records = own_records(sheets, name)
    if records is not None:
        return plan_from(records, name)
    rows, left_out = sheet_rows(sheets, name)
    return plan_of(rows, name, progress, left_out)


def _csv(content: bytes, name: str, progress: Progress | None) -> Plan:
    rows = csv_rows(_text_of(content, name), name)
    records = plan_records(rows)
    if records is not None:
        return plan_from(records, name)
    refuse_formulas(rows, name)
    return plan_of(rows, name, progress)


def _word(content: bytes, name: str, progress: Progress | None) -> Plan:
    return plan_of(word_rows(content, name), name, progress)


def _pdf(content: bytes, name: str, progress: Progress | None) -> Plan:
    return plan_of(pdf_rows(content, name, progress), name)


_READERS: dict[str, Callable[[bytes, str, Progress | None], Plan]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".txt": _text,
    ".xlsx": _workbook,
    ".csv": _csv,
    ".docx": _word,
    ".pdf": _pdf,
}
