"""The lines of a text of which each holds one box of a form, or the cells of a row between tabs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from importers.files.text_pages import lines_of, pages_of
from importers.forms.formwords import is_known_label
from importers.forms.inline import is_value
from importers.forms.learnt import learnt_rows
from importers.tables.headingwords import is_only_heading
from importers.whole.grid import Row, is_parted, one_line, tabbed, without_running_lines
from italian.regex import regex

_YEAR = regex(r"20\d\d:?")
_LONG = 60
"""Characters of a line that goes on in the next one with a capital."""


def learnt_lines(text: str) -> Sequence[Row]:
    """The sheets of a form that was copied a box a line; none where it is no form."""
    rows = list(_joined(without_running_lines(lines_of(text)), pages_of(text)))
    found = learnt_rows(rows, are_scattered=True)
    return () if found is rows else found


def _joined(lines: Sequence[str], pages: Sequence[int]) -> Iterator[Row]:
    """A row for each line, those that a narrow box wrapped joined again."""
    open_: Row | None = None
    for at, line in enumerate(lines, start=1):
        page = pages[at - 1] + 1
        text = one_line(line) if "\t" not in line.strip() else ""
        if open_ is not None and text and _goes_on(open_.cells[0], text):
            open_ = replace(open_, cells=(f"{open_.cells[0]} {text}",))
            continue
        if open_ is not None:
            yield open_
        open_ = Row(at, (text,), page=page) if text else None
        if not text:
            yield Row(at, tuple(cell.strip() for cell in tabbed(line.strip())), page=page)
    if open_ is not None:
        yield open_


def _goes_on(before: str, text: str) -> bool:
    """Whether a line is the rest of the one above it; an answer goes on with no label."""
    if is_parted(before, text):
        return True
    if text[0].islower():
        is_answer = is_value(text) or (is_known_label(before) and not is_only_heading(text))
        return not before.endswith((":", ".")) and not is_answer
    if _YEAR.fullmatch(text):
        return is_known_label(before) and is_known_label(f"{before} {text}")
    is_label = is_known_label(text.partition(":")[0])
    return len(before) > _LONG and before[-1] not in ".;:" and not is_label
