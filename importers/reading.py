"""Which reader a file needs: its name says, its content must agree.

The libraries of a format are loaded with the first file of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from importers.errors import (
    Empty,
    NotFound,
    NotReadable,
    NotWhatItSays,
    Scanned,
    TooLarge,
    UnknownFormat,
)
from importers.files.converting import pdf_with_text, word_from_old
from importers.files.csv_file import csv_rows, is_pasted, plan_records, refuse_formulas
from importers.files.setcolumns import set_rows
from importers.files.sheets import LeftOut, Sheet, sheet_rows
from importers.files.text_file import as_typed, decoded, text_rows
from importers.forms.formlines import learnt_lines
from importers.forms.learnt import learnt_rows
from importers.forms.running import are_lines, as_lines, running_rows
from importers.ours.owncheck import with_anomalies
from importers.ours.plan_file import read_plan_file
from importers.ours.tabular import own_records, plan_from
from importers.review.mapping import PlanMap
from importers.whole.document import Reading
from importers.whole.grid import Row
from importers.whole.ways import Looks
from ledger.plan import Plan

LARGEST_BYTES = 50 * 2**20
"""No plan of a town comes near it; what does is something else."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Progress = Callable[[float], None]
Found = TypeVar("Found")


def read_plan(path: Path, *, progress: Progress | None = None) -> Plan:
    """The plan in a file of any of the formats, its anomalies included. Nothing is adopted.

    Raises what `read_document` does.
    """
    return read_document(path, progress=progress).plan


def read_document(
    path: Path, *, progress: Progress | None = None, known: PlanMap | None = None
) -> Reading:
    """The plan in a file of any of the formats, and how it was read. Nothing is adopted.

    `progress` hears the share done, 0 to 1, now and then; `known` says how the columns of a
    template are read.

    Raises:
        NotReadable: one of its kinds says why, and what to do.
    """
    reading = open_file(path, progress=progress).reading(known, progress)
    if progress:
        progress(1.0)
    return reading


def open_file(path: Path, *, progress: Progress | None = None) -> "Opened":
    """What a file of any of the formats holds. Raises NotReadable."""
    name = path.name
    _reader_of(name)
    if not path.is_file():
        raise NotFound(name)
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise TooLarge(name, size, LARGEST_BYTES)
    return open_document(path.read_bytes(), name, progress=progress)


@dataclass(frozen=True)
class Opened:
    """A file whose content was taken out of it, which may be read in more than one way."""

    name: str
    found: Reading | Looks

    def reading(self, known: PlanMap | None = None, progress: Progress | None = None) -> Reading:
        """The plan it tells, its columns read as `known` says. Raises NotReadable."""
        if isinstance(self.found, Reading):
            return self.found
        found = self.found
        return _sheltered(lambda: found.reading(known or PlanMap(), self.name, progress), self.name)


def open_document(content: bytes, name: str, *, progress: Progress | None = None) -> Opened:
    """What a file of any of the formats holds. Raises NotReadable."""
    reader = _reader_of(name)
    if len(content) > LARGEST_BYTES:
        raise TooLarge(name, len(content), LARGEST_BYTES)
    if not content.strip():
        raise Empty(name)
    source = _Source(content, name, progress)
    return Opened(name, _sheltered(lambda: reader(source), name))


def _reader_of(name: str) -> "_Reader":
    reader = _READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise UnknownFormat(name, sorted(_READERS))
    return reader


@dataclass(frozen=True)
class _Source:
    """A file's content, and who hears how far its reading is."""

    content: bytes
    name: str
    progress: Progress | None


_Reader = Callable[[_Source], Reading | Looks]


def _sheltered(read: "Callable[[], Found]", name: str) -> "Found":
    """Whatever a library meets in a damaged file ends as one sentence."""
    try:
        return read()
    except NotReadable:
        raise
    except (RecursionError, MemoryError, OverflowError, ArithmeticError, LookupError, ValueError,
            TypeError, AttributeError, OSError):  # fmt: skip
        raise NotWhatItSays(name, "un documento che si possa leggere") from None


def _text_of(content: bytes, name: str) -> str:
    """The text of a file that must be one."""
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise NotWhatItSays(name, "un file di testo")
    return decoded(content, name)


def _yaml(source: _Source) -> Reading:
    plan = read_plan_file(_text_of(source.content, source.name), source.name)
    return Reading(with_anomalies(plan))


def _text(source: _Source) -> Looks:
    text = _text_of(source.content, source.name)
    rows = csv_rows(text, source.name, "\t") if is_pasted(text) else text_rows(text)
    others = (
        lambda: set_rows(text),
        lambda: running_rows(text),
        lambda: learnt_rows(rows),
        lambda: learnt_lines(text),
    )
    return Looks(rows, others=others)


def _workbook(source: _Source) -> Reading | Looks:
    from importers.files.workbook import read_sheets

    return _of_sheets(read_sheets(source.content, source.name, source.progress), source)


def _old_workbook(source: _Source) -> Reading | Looks:
    from importers.files.old_workbook import read_old_sheets

    return _of_sheets(read_old_sheets(source.content, source.name, source.progress), source)


def _open_workbook(source: _Source) -> Reading | Looks:
    from importers.files.opendocument import read_open_sheets

    return _of_sheets(read_open_sheets(source.content, source.name, source.progress), source)


def _of_sheets(sheets: list[Sheet], source: _Source) -> Reading | Looks:
    records = own_records(sheets, source.name)
    if records is not None:
        return Reading(with_anomalies(plan_from(records, source.name)))
    rows, left_out = sheet_rows(sheets)
    return Looks(rows, left_out, (lambda: learnt_rows(rows),))


def _csv(source: _Source) -> Reading | Looks:
    rows = csv_rows(_text_of(source.content, source.name), source.name)
    records = plan_records(rows)
    if records is not None:
        return Reading(with_anomalies(plan_from(records, source.name)))
    refuse_formulas(rows, source.name)
    return Looks(rows)


def _word(source: _Source) -> Looks:
    from importers.files.word import word_rows

    return _of_paragraphs(word_rows(source.content, source.name))


def _old_word(source: _Source) -> Looks:
    from importers.files.word import word_rows

    if not source.content.startswith(_OLD_OFFICE):
        raise NotWhatItSays(source.name, "un documento Word .doc")
    return _of_paragraphs(word_rows(word_from_old(source.content, source.name), source.name))


def _open_text(source: _Source) -> Looks:
    from importers.files.opendocument import open_text_rows

    return _of_paragraphs(open_text_rows(source.content, source.name))


def _of_paragraphs(rows: Sequence[Row]) -> Looks:
    """A document of a word processor: what is typed in it line by line is read as a text too."""
    return Looks(as_typed(rows), others=(lambda: as_lines(rows), lambda: learnt_rows(rows)))


def _pdf(source: _Source) -> Looks:
    from importers.pdfs.pdf import read_pdf
    from importers.pdfs.pdf_text import pdf_text

    content, name, progress = source.content, source.name, source.progress
    left_out: list[LeftOut] = []
    try:
        found = read_pdf(content, name, progress)
    except Scanned as scanned:
        found = read_pdf(pdf_with_text(content, name, scanned.pages), name, progress)
        left_out = [LeftOut("recognised", 1, name, "")]
    ways = (text_rows, running_rows) if are_lines(found.rows) else (text_rows,)
    others = [lambda way=way: way(pdf_text(found.pages)) for way in ways]
    return Looks(found.rows, left_out, [lambda: learnt_rows(found.rows), *others])


_READERS: dict[str, _Reader] = {
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
ENDINGS = frozenset(_READERS)
"""Of the files that are read here."""
