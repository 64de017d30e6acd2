"""Which reader a file needs: its name says, its content must agree."""

from collections.abc import Callable
from pathlib import Path

from importers.converting import pdf_with_text, word_from_old
from importers.csv_file import csv_rows, plan_records, refuse_formulas
from importers.document import plan_of
from importers.errors import Empty, NotFound, NotWhatItSays, Scanned, TooLarge, UnknownFormat
from importers.old_workbook import read_old_sheets
from importers.open_document import open_text_rows, read_open_sheets
from importers.pdf import pdf_rows
from importers.plan_file import read_plan_file
from importers.sheets import Sheet, sheet_rows
from importers.tabular import plan_from
from importers.text_file import decoded, text_rows
from importers.word import word_rows
from importers.workbook import read_sheets
from importers.workbook_file import own_records
from ledger.plan import Plan

LARGEST_BYTES = 50 * 2**20
"""No plan of a town comes near it; what does is something else."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    return _of_sheets(read_sheets(content, name, progress), name, progress)


def _old_workbook(content: bytes, name: str, progress: Progress | None) -> Plan:
    return _of_sheets(read_old_sheets(content, name, progress), name, progress)


def _open_workbook(content: bytes, name: str, progress: Progress | None) -> Plan:
    return _of_sheets(read_open_sheets(content, name, progress), name, progress)


def _of_sheets(sheets: list[Sheet], name: str, progress: Progress | None) -> Plan:
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


def _old_word(content: bytes, name: str, progress: Progress | None) -> Plan:
    if not content.startswith(_OLD_OFFICE):
        raise NotWhatItSays(name, "un documento Word .doc")
    return plan_of(word_rows(word_from_old(content, name), name), name, progress)


def _open_text(content: bytes, name: str, progress: Progress | None) -> Plan:
    return plan_of(open_text_rows(content, name), name, progress)


def _pdf(content: bytes, name: str, progress: Progress | None) -> Plan:
    try:
        rows = pdf_rows(content, name, progress)
    except Scanned as scanned:
        rows = pdf_rows(pdf_with_text(content, name, scanned.pages), name, progress)
    return plan_of(rows, name)


_READERS: dict[str, Callable[[bytes, str, Progress | None], Plan]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".txt": _text,
    ".xlsx": _workbook,
    ".xls": _old_workbook,
    ".ods": _open_workbook,
    ".csv": _csv,
    ".docx": _word,
    ".doc": _old_word,
    ".odt": _open_text,
    ".pdf": _pdf,
}
