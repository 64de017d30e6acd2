"""A text of lines, as a word processor leaves it: a line says one thing, and spaces part no cells.

Headings, labels and the items under them are told apart by what the tables of labels know; each
comes out in the words and signs that the readers of labels know best: an item behind a dash, a
label on a line of its own, pieces of work as phases, what an objective is for as prose.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from importers.files.text_file import led_to_value, opens_anew, width_of
from importers.files.text_pages import lines_of
from importers.forms.inline import BULLET
from importers.pdfs.tornmarks import with_marks_joined
from importers.tables.headings import opens_label, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, one_line, tabbed, without_running_lines
from italian.regex import regex

_RULE = regex(r"^[\s\-–—=_.*·+|#~]*$")
_ITEM = regex(
    r"^\s*(?!n\.\s*\d)(?:(?P<sign>[-–—•·▪◦*❖➢✓►■□o])\s*(?=\S)(?<=[\s•·▪❖➢✓►■□])"
    r"|(?P<count>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[).])\s+)"
)
"""What stands before an item: a sign, a letter or a number."""
_APART = regex(r"\s{3,}|\t+")
_LABEL = regex(r"^(?P<label>[^\W\d][^:]{1,58}?)\s*:\s*(?P<value>\S.*)?$")
_FULL = 0.85
"""Of the longest line: one that goes on below is about as long."""
_NARROWEST = 60
_OF_LINES = 0.8
_MOST_LABEL_WORDS = 6
_ENDS = (".", ";", ":")
_MEASURES = (Role.INDICATOR, Role.TARGET, Role.EXPECTED)
_WORK = (Role.ACTION, Role.PHASE)
_PROSE = (Role.DESCRIPTION,)
_UNITS = (Role.AREA, Role.SERVICE)
_LISTS = (*_MEASURES, *_WORK, *_PROSE)


@dataclass(frozen=True)
class _Line:
    """One thing said, with the lines it was wrapped over."""

    at: int
    text: str
    is_item: bool = False
    cells: tuple[str, ...] = ()
    last: str = ""
    """Its last line as it stands, and how far that is set in."""

    @property
    def row(self) -> Row:
        return Row(self.at, self.cells or (self.text,))


def running_rows(text: str) -> list[Row]:
    """The rows of a text, a line each; blank where lines are blank."""
    lines = [led_to_value(line) for line in with_marks_joined(lines_of(text))]
    lines = without_running_lines(lines)
    return [line.row for line in _listed(list(_joined(lines)))]


def as_lines(rows: Sequence[Row]) -> Sequence[Row]:
    """A document of paragraphs alone, line by line; one with tables or headings stays."""
    if any(row.level or not row.is_paragraph for row in rows):
        return rows
    return running_rows("\n".join(row.cells[0] for row in rows))


def are_lines(rows: Sequence[Row]) -> bool:
    """Whether few rows of a document are those of a table."""
    said = [row for row in rows if not row.is_blank]
    return sum(row.is_paragraph for row in said) > len(said) * _OF_LINES


def _joined(lines: Sequence[str]) -> Iterator[_Line]:
    """What the lines say: wrapped ones are one again, labels beside each other two."""
    width = width_of([line for line in lines if "\t" not in line.strip()])
    open_: _Line | None = None
    for at, line in enumerate(lines, start=1):
        if open_ is not None and _goes_on(open_, line, width):
            open_ = replace(open_, text=f"{open_.text} {one_line(line)}", last=line)
            continue
        if open_ is not None:
            yield open_
        *before, open_ = _said(at, line)
        yield from before
    if open_ is not None:
        yield open_


def _said(at: int, line: str) -> list[_Line]:
    """What one line says by itself."""
    if _RULE.match(line):
        return [_Line(at, "")]
    mark = _ITEM.match(line)
    bare = line[mark.end() :].strip() if mark else line.strip()
    pieces = _APART.split(bare)
    if len(pieces) > 1 and all(map(_is_label, pieces)):
        return [_Line(at, one_line(piece), last=line) for piece in pieces]
    if "\t" in bare and not _LABEL.match(pieces[0]):
        return [_Line(at, "", cells=tuple(cell.strip() for cell in tabbed(bare)))]
    if mark is None or mark["count"]:
        return [_Line(at, one_line(line), is_item=mark is not None, last=line)]
    return [_Line(at, f"- {one_line(bare)}", is_item=True, last=line)]


def _is_label(text: str) -> bool:
    """`Peso: 30%`, `Indicatori:`: a label that the tables know, and its value."""
    found = _LABEL.match(one_line(text))
    return found is not None and opens_label(found["label"]) and not BULLET.match(text)


def _goes_on(open_: _Line, line: str, width: int) -> bool:
    """Whether a line is the rest of what is said above it."""
    if not open_.text or _RULE.match(line) or "\t" in line.strip() or _begins(line):
        return False
    before = open_.last.rstrip()
    small = line.lstrip()[:1].islower()
    is_full = width >= _NARROWEST and len(before) > width * _FULL
    if before.endswith(_ENDS):
        return is_full and not before.endswith(":") and not open_.is_item
    return small or (is_full and _fits_no_more(before, line, width))


def _fits_no_more(before: str, line: str, width: int) -> bool:
    return len(before) + 1 + len(line.split()[0]) > width


def _begins(line: str) -> bool:
    return _ITEM.match(line) is not None or opens_anew(line)


def _listed(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The items of each list in the words of what the list is of."""
    of: Role | None = None
    mark = ""
    for i, line in enumerate(map(_named_alone, lines)):
        role, value = _label_of(line)
        if role is not None:
            of = role if role in _LISTS and not value else None
            below = lines[i + 1] if i + 1 < len(lines) else None
            is_list = below is not None and below.is_item
            if of in _WORK and is_list:
                line = replace(line, text="Fasi:")
            yield line
            mark = ""
        elif of in _LISTS and line.is_item and _is_next(mark, _mark_of(line)):
            mark, bare = _mark_of(line), _ITEM.sub("", line.text)
            yield replace(line, text=bare if of in _PROSE else f"- {bare}")
        else:
            of = of if not line.text or line.is_item else None
            yield line


def _mark_of(line: _Line) -> str:
    """The sign or number of an item."""
    found = _ITEM.match(line.text)
    return found.group().strip(" .)(") if found else ""


def _is_next(before: str, mark: str) -> bool:
    """Whether an item goes on with a list: with its sign, or the number or letter that is next."""
    if not before:
        return not mark.isdecimal() or mark == "1"
    if before.isdecimal():
        return mark == str(int(before) + 1)
    return not mark.isdecimal()


def _named_alone(line: _Line) -> _Line:
    """`Centro di responsabilità: Settore Tributi`: the unit, which says what it is itself."""
    label, _, value = line.text.partition(":")
    unit = named_unit(value) if is_only_heading(label) else None
    is_unit = unit is not None and unit.level is not None and role_of(label) in _UNITS
    return replace(line, text=value.strip()) if is_unit else line


def _label_of(line: _Line) -> tuple[Role | None, str]:
    """The role of a line that is a label, and its value."""
    bare = line.text
    found = _LABEL.match(bare)
    label = found["label"] if found else bare
    is_short = len(label.split()) <= _MOST_LABEL_WORDS
    if line.is_item or not is_short or (found is None and not is_only_heading(label)):
        return None, ""
    if (unit := named_unit(bare)) is not None and unit.level is not None:
        return None, ""
    return role_of(one_line(label)), (found["value"] or "") if found else ""
