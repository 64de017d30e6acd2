"""A text: one row a line, cells parted by tabs, by bars, or by the columns they are set in.

Lines wrapped to the width of a page are joined again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from importers.errors import NotWhatItSays
from importers.files.text_pages import lines_of, pages_of
from importers.forms.inline import BULLET, WORDED
from importers.pdfs.pdf_columns import Columns
from importers.pdfs.tornmarks import with_marks_joined
from importers.pdfs.wrapped import joined, wrapped_rows
from importers.tables.cellwise import cells_as_rows
from importers.tables.closedrows import closed_rows
from importers.tables.headings import heads_objective, is_tail, opens_label, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_code
from importers.units.unitnames import named_unit
from importers.values.words import hangs
from importers.whole.grid import PAGE_MARK, Row, is_parted, one_line, tabbed, without_running_lines
from italian.regex import regex

_BARS = regex(r"^\s*\|.*\|\s*$|^[^|\t]*(?:\s\|\s[^|\t]*){2,}$")
_BOX = regex(r"^\s*\+(?:[-=]{2,}\+){2,}\s*$")
_RULE = regex(r"^[\s\-–—=_.*·+|#~]*$")
_MACROMAN = re.compile(rb"[a-z][\x88\x8e\x8f\x93\x98\x9d](?![a-z\x80-\xff])")
"""Accents as old Macs wrote them, at the end of a word: `citt\x88`."""
_CHARACTER, _LINE = 5.0, 12.0
"""Points given to a character and a line, so that a text is set as a page is."""
_BLANK = 1.0
"""A blank line parts a table of a text from a line that is none of its rows."""
_SLACK = 2 * _CHARACTER
"""A line set a character aside still begins where the column does."""
_SURE = 0.92
"""Of a column's width: a text with its columns kept tells widths about."""
_NARROWEST = 60
_WIDEST = 120
"""Characters of a line of a page: where none is wrapped, longer ones are whole paragraphs."""
_NEARLY = 0.8
"""Of the width of the page: a line that goes on in small letters is at least as long."""
_LEAST_WRAPPED = 3
_LABEL_WITHIN = regex(r"[a-zà-ù\d%)]\.\s+[A-ZÀ-Ù][^.:;]{1,45}:\s")
"""`… sette giorni. Target: …`: labels within the lines of a block, which open them by chance."""
_PAIR = 2
_SPACED = regex(r"\S\s{3,}\S")
_BESIDE = regex(r"\s*\S+(?:\s\S+)*\s{2,}(?=\S)")
"""A label and the space before its value."""
_LEAST_LABEL = 3
_LONGEST_OPEN = 400
"""Characters of a text whose bracket is open."""
_ASIDE = r"(?i:\((?:peso|punti|pesatura)\s*:?\s*\d[^()]{0,30}\)$)"
_ENDS_ASIDE = regex(_ASIDE)
"""`… (peso 35)`: the end of a title."""
_ENDS_FACT = regex(rf":\s+(?:[A-Z]{{1,4}}\.?\d[\w.]*|\d[\d.,/]*\s?%?)$|{_ASIDE}")
"""`… – Linea: OM1`, `Peso: 40%`: its value is whole; what follows is none of it."""
_LED = regex(r"\s*(?P<label>[^\W\d][^.:]{1,40}?)\s*\.{4,}(?=\s+\S)")
_VALUE = regex(r"\s*[^\W\d][^:]{1,45}:\s+(?=\S)")
"""What stands before the value of a label: `Titolo ......: `."""


def decoded(content: bytes, name: str) -> str:
    """UTF-8 with or without mark, otherwise Windows Latin or Mac. Raises NotWhatItSays."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise NotWhatItSays(name, "un testo leggibile") from None
    if b"\x00" in content:
        raise NotWhatItSays(name, "un testo leggibile")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    windows = len(re.findall(rb"[a-z][\xe0\xe8\xe9\xec\xf2\xf9](?![a-z\x80-\xff])", content))
    if len(_MACROMAN.findall(content)) > windows:
        return content.decode("mac-roman")
    return content.decode("cp1252", errors="replace")


def led_to_value(line: str) -> str:
    """`Peso ....... 40%` as `Peso ......: 40%`: dots that lead from a label to its value."""
    led = _LED.match(line)
    if led is None or role_of(one_line(led["label"])) is None:
        return line
    return f"{line[: led.end() - 1]}:{line[led.end() :]}"


def text_rows(text: str) -> Sequence[Row]:
    """The rows of a text: tables drawn with signs or tabs, and paragraphs."""
    lines = [led_to_value(line) for line in with_marks_joined(lines_of(text))]
    if any(_BOX.match(line) for line in lines):
        return list(_with_prose(lines, _boxed_rows(lines)))
    if not any("\t" in line or _BARS.match(line) for line in lines):
        lines = closed_rows(cells_as_rows(lines))
    if any("\t" in line or _BARS.match(line) for line in lines):
        rows = [Row(i, _cells(line)) for i, line in enumerate(lines, start=1)]
        return list(_with_prose(lines, _with_empty_values(lines, rows)))
    return list(_set_rows(without_running_lines(lines), pages_of(text)))


def _with_empty_values(lines: Sequence[str], rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with the second cell of those that leave it empty, under others of two cells."""
    for above, row, line in zip([None, *rows], rows, lines, strict=False):
        is_next = above is not None and len(above.filled) == _PAIR == len(above.cells)
        is_left = line.rstrip(" \r").endswith("\t") and line.count("\t") == 1
        if is_next and is_left and row.is_paragraph and named_unit(row.cells[0]) is None:
            yield replace(row, cells=(row.cells[0], ""))
        else:
            yield row


def as_typed(rows: Sequence[Row]) -> Sequence[Row]:
    """A document whose tables are set with spaces, line by line: what it holds is a text."""
    said = [row for row in rows if not row.is_blank]
    spaced = sum(_SPACED.search(row.cells[0]) is not None for row in said)
    if not all(row.is_paragraph and not row.level for row in said):
        return rows
    return text_rows("\n".join(row.cells[0] for row in rows)) if spaced * 4 > len(said) else rows


def _with_prose(lines: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a text with the wrapped lines of its paragraphs joined again."""
    lines = [*lines, ""]
    whole = without_running_lines(lines)
    width = width_of(whole)
    begun = last = 0
    before: Row | None = None
    for row in rows:
        if before is not None and row.is_paragraph and before.is_paragraph:
            if not whole[row.line - 1].strip() and lines[row.line - 1].strip():
                continue
            is_said = not row.is_blank and not before.is_blank
            if is_said and _goes_on(whole, (begun, last, row.line), width):
                before, last = (
                    replace(before, cells=(f"{before.cells[0]} {row.cells[0]}",)),
                    row.line,
                )
                continue
        if before is not None:
            yield before
        before, begun, last = row, row.line, row.line
    if before is not None:
        yield before


def width_of(lines: Sequence[str]) -> int:
    """The width that the paragraphs of a text are wrapped to: of lines gone on in small letters."""
    own = [
        "" if "   " in line.strip() or "\t" in line or _BARS.match(line) else line.rstrip()
        for line in lines
    ]
    wrapped = [len(line) for line, below in pairwise(own) if line and below.lstrip()[:1].islower()]
    if len(wrapped) >= _LEAST_WRAPPED:
        return max(wrapped)
    longest = max(map(len, own), default=0)
    return longest if longest <= _WIDEST else 0


def _boxed_rows(lines: Sequence[str]) -> Iterator[Row]:
    """Tables drawn with signs: between two rules stand a row's wrapped lines, or several rows."""
    box: list[tuple[int, tuple[str, ...]]] = []
    for i, line in enumerate([*lines, ""], start=1):
        said = _cells(line) if _BARS.match(line) else None
        if said and box and len(said) == len(box[0][1]):
            box.append((i, said))
            continue
        if said and not any(said) and not box:
            continue
        yield from _box(box)
        box = [(i, said)] if said else []
        if said is None and not _BOX.match(line):
            yield Row(i, (line,))


def _box(lines: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Row]:
    """The rows of one box: a new one begins where a column goes on after a gap, or says twice."""
    for group in wrapped_rows([said for _, said in lines]):
        cells = joined([lines[i][1] for i in group])
        if any(cells):
            yield Row(lines[group[0]][0], cells)


def _cells(line: str) -> tuple[str, ...]:
    if "\t" not in line and _BARS.match(line) and not _is_item(line):
        bare = line.strip()
        is_fenced = bare.startswith("|") and bare.endswith("|")
        bare = bare[1:-1] if is_fenced else line
        return tuple(cell.strip() for cell in bare.split("|"))
    return tabbed(line.rstrip())


def _is_item(line: str) -> bool:
    """`a) Bandi pubblicati | Target: 2 | Peso: 40%`: labels one after another, and no cells."""
    pieces = [piece.partition(":")[0] for piece in line.split("|")[1:]]
    return (
        not line.lstrip().startswith("|")
        and all(":" in piece for piece in line.split("|")[1:])
        and all(map(opens_label, map(str.strip, pieces)))
    )


def _set_rows(lines: Sequence[str], pages: Sequence[int]) -> Iterator[Row]:
    """Tables by their columns, paragraphs by their sense; a blank row where lines are blank."""
    said = [(i, line) for i, line in enumerate(lines, start=1) if not _RULE.match(line)]
    found = [
        (round(top / _LINE), cells)
        for top, cells in Columns(apart=_BLANK, slack=_SLACK, share=_SURE).rows(
            [_words(line, i, pages[i - 1]) for i, line in said]
        )
    ]
    found = list(_with_titles(found))
    width = width_of([line for _, line in said])
    filled = _filled(lines)
    joined: list[tuple[int, int, tuple[str, ...]]] = []
    for at, cells in found:
        if joined and len(cells) == len(joined[-1][2]) == 1:
            begun, last, before = joined[-1]
            if at in filled or _goes_on(lines, (begun, last, at), width):
                joined[-1] = (begun, at, (f"{before[0]} {cells[0]}",))
                continue
        if joined and len(cells) == 1 and _is_under_value(lines, pages, joined[-1], at):
            begun, _, before = joined[-1]
            joined[-1] = (begun, at, (*before[:-1], f"{before[-1]} {cells[0]}"))
            continue
        joined.append((at, at, cells))
    blank = {i for i, line in enumerate(lines, start=1) if not line.strip()}
    ends = [*(begun for begun, _, _ in joined[1:]), len(lines) + 1]
    for (begun, last, cells), following in zip(joined, ends, strict=True):
        yield Row(begun, cells)
        if any(i in blank for i in range(last, following)):
            yield Row(last, ("",))


def _is_under_value(
    lines: Sequence[str],
    pages: Sequence[int],
    above: tuple[int, int, tuple[str, ...]],
    at: int,
) -> bool:
    """Whether a line goes on with the value of the label above it, set where that begins.

    On the next page it may stand elsewhere.
    """
    begun, last, cells = above
    value = _BESIDE.match(lines[begun - 1])
    if value is None or len(cells) != _PAIR or role_of(cells[0].rstrip(": ")) is None:
        return False
    line = lines[at - 1]
    if pages[at - 1] != pages[last - 1]:
        return line.lstrip()[:1].islower() and _indent(line) > 0
    return at == last + 1 and _indent(line) == value.end()


def _filled(lines: Sequence[str]) -> set[int]:
    """The lines that go on with a block of prose: set at one place, all but the last full."""
    found: set[int] = set()
    numbered = list(enumerate(lines, start=1))
    for indent, group in groupby(
        numbered, key=lambda one: _indent(one[1]) if one[1].strip() else -1
    ):
        block = list(group)
        texts = [line.rstrip() for _, line in block]
        width = max(map(len, texts))
        are_full = width >= _NARROWEST and all(len(line) > width * _NEARLY for line in texts[:-1])
        is_prose = not any(
            "   " in line.strip() or BULLET.match(line) or WORDED.match(line) for line in texts
        )
        is_prose = is_prose and any(map(_LABEL_WITHIN.search, texts))
        is_prose = is_prose and not _ENDS_ASIDE.search(texts[0])
        if indent > 0 and len(block) >= _LEAST_WRAPPED and are_full and is_prose:
            found.update(at for at, _ in block[1:])
    return found


def _with_titles(
    rows: Sequence[tuple[int, tuple[str, ...]]],
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Codes and titles set a little apart, a figure and its aside on a line alone: no table."""
    for is_of_two, group in groupby(rows, key=lambda row: len(row[1]) == 2):
        run = list(group)
        are_titles = is_of_two and all(_is_heading(*cells) for _, cells in run)
        is_aside = is_of_two and all(_is_bracketed(cells[1]) for _, cells in run)
        for at, cells in run:
            yield at, (" ".join(cells),) if are_titles or is_aside else cells


def _is_bracketed(text: str) -> bool:
    return text[:1] in ("(", "[") and text[-1:] in (")", "]")


def _is_heading(code: str, title: str) -> bool:
    return is_code(code) and code[:1].isalpha() and len(title.split()) > 1


def _words(line: str, number: int, page: int) -> list[dict[str, Any]]:
    top = number * _LINE
    return [
        {
            "text": found.group(),
            "x0": found.start() * _CHARACTER,
            "x1": found.end() * _CHARACTER,
            "top": top,
            "bottom": top + _LINE - 2,
            "page": page,
        }
        for found in re.finditer(r"\S+", line.expandtabs(4))
    ]


def _goes_on(lines: Sequence[str], places: tuple[int, int, int], width: int) -> bool:
    """Whether a line is the rest of the paragraph above: it was wrapped, or hangs under an item."""
    begun, last, at = places
    opening, before, line = lines[begun - 1], lines[last - 1].rstrip(), lines[at - 1]
    if _RULE.match(line):
        return False
    if at == last + 1 and (
        is_parted(before, line) or (_hangs(opening, line) and not opens_anew(line))
    ):
        return True
    if at == last + 1 and _is_of_title(opening, before, line):
        return True
    told = " ".join(lines[begun - 1 : last])
    if at == last + 1 and told.count("(") > told.count(")") and len(told) < _LONGEST_OPEN:
        return True
    if (
        at != last + 1
        or width < _NARROWEST
        or opens_anew(line)
        or PAGE_MARK.fullmatch(before.strip())
    ):
        return False
    if opening.isupper() != line.isupper() or _is_apart(opening, line):
        return False
    if BULLET.match(opening) and before.endswith((".", ";")) and line[:1].isupper():
        return False
    if line.lstrip()[:1].isupper() and _ENDS_FACT.search(before):
        return False
    if (
        line.lstrip()[:1].islower()
        and not before.endswith((".", ":", ";"))
        and len(before) > width * _NEARLY
    ):
        return True
    return len(before) + 1 + len(line.split()[0]) > width


def _is_of_title(opening: str, before: str, line: str) -> bool:
    """`SETTORE 2 – BILANCIO, TRIBUTI E` over `PERSONALE`: a unit, cut where its name hangs."""
    is_open = hangs(before) and opening.isupper() and line.isupper() and ":" not in line
    return is_open and named_unit(one_line(opening)) is not None and not BULLET.match(line)


def _is_apart(opening: str, line: str) -> bool:
    """Whether one of them heads an objective, and the other begins something of its own."""
    return line[:1].isupper() and (heads_objective(opening) or heads_objective(line))


def _hangs(opening: str, line: str) -> bool:
    """Whether a line is set under the text of an item, or under the value of a label."""
    value = _VALUE.match(opening)
    if value is not None and _indent(line) == value.end() > _indent(opening) + _LEAST_LABEL:
        return True
    return BULLET.match(opening) is not None and _indent(line) > _indent(opening)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def opens_anew(line: str) -> bool:
    """A line that begins something: an item, a label, a unit."""
    flat = one_line(line)
    label = re.match(r"([^:]*[^\W\d][^:]*):", flat[:46])
    is_label = label is not None and not is_tail(label[1]) and opens_label(label[1])
    bare = flat.rstrip(":")
    is_title = flat[:1].isupper() and is_only_heading(bare) and role_of(bare) is not None
    is_item = BULLET.match(line) is not None or WORDED.match(line) is not None
    return is_item or is_label or is_title or named_unit(flat) is not None
