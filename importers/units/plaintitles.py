"""Units that a document names over their tables without saying what they are: `Tributi`.

Only where it names none in any other way; a reader tells them by their place.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from importers.forms.labelpairs import parts_of
from importers.forms.titles import HEADED
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.placing import series_of
from importers.tables.roles import Role
from importers.tables.rowkinds import is_across
from importers.tables.schema import is_total
from importers.tables.tables import Block, Paragraph, Table
from importers.units.unitnames import Named, named_unit
from importers.whole.grid import Row, one_line
from italian.regex import regex

_GENERIC = regex(
    r"\b(?:obiettiv|performance|piano|p\.?e\.?g|p\.?d\.?o|piao|comune|citt[aà] di|unione|provincia"
    r"|allegat|approvat|deliber|anno|esercizio|sezione|scheda|schede|foglio|sheet|copertina|indice"
    r"|premessa|introduzione|legenda|note?\b|riepilogo|personale\b|dotazione|totale|triennio"
    r"|programm|miss|linea|strateg|trasversal|segretari|responsabil|dirigent|indicator)"
    r"|^ob\W*\d|20\d\d",
    re.IGNORECASE,
)
_NUMBER = regex(r"^(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s*[-–:]?\s+(?=[^\W\d])")
_MOST_WORDS = 8
_LEAST = 2
"""Tables with a title of their own, or titles of one table: a single one may be the document's."""
_UNITS = {Role.AREA, Role.SERVICE, Role.UNIT_CODE}


def plain_units(blocks: Sequence[Block]) -> dict[int, Named]:
    """By its place among the blocks, each title that is a unit's name; none where others are."""
    if any(map(_names_unit, blocks)):
        return _services_under(blocks) or {**_set_as_units(blocks), **_banded(blocks)}
    runs = [run for run in _runs(blocks) if run]
    if len({one_line(_text(blocks, run[-1])) for run in runs}) < _LEAST and not any(
        len(run) == _LEAST for run in runs
    ):
        return {}
    has_two = any(len(run) > 1 for run in runs)
    found: dict[int, Named] = {}
    for run in runs:
        for i in run[-2:]:
            is_area = len(run) > 1 and i == run[-2]
            found[i] = _named(_text(blocks, i), "area" if is_area or not has_two else "service")
    return found


def _services_under(blocks: Sequence[Block]) -> dict[int, Named]:
    """Titles between the name of an area and its first objective, where no service is named."""
    if any(isinstance(block, Table) and _names_unit(block) for block in blocks):
        return {}
    named = [named_unit(block.text) for block in blocks if isinstance(block, Paragraph)]
    areas = {unit.name for unit in named if unit is not None and unit.level == "area"}
    if len(areas) < _LEAST or any(unit is not None and unit.level == "service" for unit in named):
        return {}
    runs = [run for run in _runs(blocks) if run]
    bare = [run for run in runs if named_unit(_text(blocks, run[-1])) is None]
    under = [run for run in bare if len(run) > 1 and named_unit(_text(blocks, run[-2]))]
    if len(under) * 2 < len(areas) or len(under) < _LEAST:
        return {}
    return {run[-1]: _named(_text(blocks, run[-1]), "service") for run in bare}


def _set_as_units(blocks: Sequence[Block]) -> dict[int, Named]:
    """`POLIZIA LOCALE` over its objectives, set as the titles that say they are areas."""
    titles = {
        i: (block, named_unit(one_line(block.text)))
        for i, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.is_title
    }
    looks: dict[_Look, Counter[str]] = {}
    for title, unit in titles.values():
        if unit is not None and unit.level is not None and _stands_out(title):
            looks.setdefault(_look(title), Counter())[unit.level] += 1
    found: dict[int, Named] = {}
    last: int | None = None
    is_shared = False  # themes of what all areas answer for are no areas
    first = min((i for i, (_, unit) in titles.items() if unit is not None), default=0)
    for i, block in enumerate(blocks):
        if i < first:
            continue  # the title of the document may be set like those of its parts
        if i in titles and (titles[i][1] or series_of(one_line(titles[i][0].text))):
            is_shared = titles[i][1] is None
        if i in titles and _look(titles[i][0]) in looks and not is_shared:
            last = i
        elif last is not None and _is_plan(block):
            title, unit = titles[last]
            levels = looks[_look(title)]
            if unit is None and _may_be_unit(title) and levels.total() >= _LEAST:
                found[last] = _named(title.text, levels.most_common(1)[0][0])
            last = None
    return found


def _banded(blocks: Sequence[Block]) -> dict[int, Named]:
    """`Corpo di Polizia municipale` across a table whose other bands say they are services."""
    bands: dict[int, Paragraph] = {}
    for i, (above, block, below) in enumerate(zip(blocks, blocks[1:], blocks[2:], strict=False), 1):
        if isinstance(block, Paragraph) and _go_on(above, below):
            bands[i] = block
    units = {i: named_unit(one_line(band.text)) for i, band in bands.items()}
    levels = {unit.level for unit in units.values() if unit is not None}
    others = [i for i, band in bands.items() if units[i] is None and _may_be_unit(band)]
    level = next(iter(levels)) if len(levels) == 1 else None
    are_few = sum(unit is not None for unit in units.values()) >= max(len(others) + 1, _LEAST)
    return {i: _named(bands[i].text, level) for i in others} if level and are_few else {}


def _go_on(above: Block, below: Block) -> bool:
    """Whether two tables of objectives are one, parted by a band."""
    if not isinstance(above, Table) or not isinstance(below, Table):
        return False
    return above.columns == below.columns and Role.OBJECTIVE in below.roles


_Look = tuple[int, bool]


def _look(title: Paragraph) -> _Look:
    return title.level, title.text.isupper()


def _stands_out(title: Paragraph) -> bool:
    return title.level > 0 or title.text.isupper()


def _text(blocks: Sequence[Block], i: int) -> str:
    block = blocks[i]
    return block.text if isinstance(block, Paragraph) else ""


def _named(text: str, level: str) -> Named:
    flat = one_line(text)
    number = _NUMBER.match(flat)
    printed = number["number"] if number and "." in number["number"] else None
    return Named(level, printed, flat[number.end() :] if number else flat)


def _runs(blocks: Sequence[Block]) -> list[list[int]]:
    """The titles right over each table or sheet of objectives."""
    runs: list[list[int]] = []
    run: list[int] = []
    told = [(i, block) for i, block in enumerate(blocks) if not _is_label(block)]
    for (i, block), (_, after) in pairwise([*told, (len(blocks), None)]):
        if isinstance(block, Paragraph) and _may_be_unit(block):
            run.append(i)
            if after is not None and _is_plan(after):
                runs.append(run)
                run = []
        elif isinstance(block, Table):
            run = []
    return runs


def with_bands_named(rows: Sequence[Row]) -> list[Row]:
    """`Polizia locale` across a table where `Area Tecnica` is: labelled as what the others are."""
    found = list(rows)
    bands = [i for i, row in enumerate(rows) if is_across(row)]
    for width in {len(rows[i].cells) for i in bands}:
        own = [i for i in bands if len(rows[i].cells) == width]
        units = {i: named_unit(one_line(rows[i].cells[0])) for i in own}
        areas = [i for i, unit in units.items() if unit is not None and unit.level == "area"]
        plain = [i for i in own if units[i] is None and _may_be_band(rows, i)]
        if len(areas) >= _LEAST and len(areas) + len(plain) == len(own) < 2 * len(areas):
            for i in plain:
                text = one_line(rows[i].cells[0])
                found[i] = replace(rows[i], cells=(f"Area: {text}", *rows[i].cells[1:]))
    return found


def _may_be_band(rows: Sequence[Row], at: int) -> bool:
    """Whether a row across a table could name a unit, a row of the table under it."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    is_over = below is not None and len(below.fresh) == len(below.cells) == len(rows[at].cells)
    text = rows[at].cells[0]
    return is_over and not any(map(str.isdigit, text)) and _may_be_unit(Paragraph(0, text))


def _is_label(block: Block) -> bool:
    """`Responsabile: Anna Neri`, under the name of a unit."""
    parts = parts_of(block.text) or () if isinstance(block, Paragraph) else ()
    return {role for role, _ in parts} == {Role.OWNER}


def _may_be_unit(paragraph: Paragraph) -> bool:
    text = one_line(paragraph.text)
    if not paragraph.is_title or len(text.split()) > _MOST_WORDS or _GENERIC.search(text):
        return False
    bare = _NUMBER.sub("", text)
    is_label = is_only_heading(bare) and role_of(bare) is not None
    return bare[:1].isupper() and not is_label and parts_of(text) is None


def _is_plan(block: Block) -> bool:
    """A table of objectives, or the first label or heading of one."""
    if isinstance(block, Paragraph):
        return HEADED.match(one_line(block.text)) is not None
    if block.roles & {Role.OBJECTIVE, Role.DESCRIPTION}:
        return bool(block.roles & {Role.INDICATOR, Role.TARGET, Role.PHASE, Role.WEIGHT})
    first = block.rows[0] if block.rows else None
    return first is not None and _label(first) is Role.OBJECTIVE


def _label(row: Row) -> Role | None:
    first = one_line(row.cells[row.filled[0]]) if row.filled else ""
    return role_of(re.sub(r"(?i)\s*(?:n\.?\s*)?\d{1,3}$", "", first.rstrip(": ")))


def _names_unit(block: Block) -> bool:
    if isinstance(block, Paragraph):
        unit = named_unit(block.text)
        parts = parts_of(block.text) or ()
        return unit is not None or any(role in _UNITS for role, _ in parts)
    if block.roles & _UNITS and block.roles & {Role.OBJECTIVE, Role.DESCRIPTION}:
        return True
    rows = [row for row in block.rows if not is_total(row)]
    for row in rows if not _counts_people(block) else ():
        if _label(row) in _UNITS and len(row.fresh) in (2, 4):
            return True
        unit = named_unit(one_line(row.cells[row.fresh[0]])) if len(row.fresh) == 1 else None
        if unit is not None and unit.level is not None:
            return True
    return False


def _counts_people(table: Table) -> bool:
    """`Settore | Funzionari | Istruttori` over a unit and figures."""
    counts = [row for row in table.rows if len(row.filled) > _LEAST]
    are_counts = [all(row.cells[i].isdecimal() for i in row.filled[1:]) for row in counts]
    return any(are_counts) and sum(are_counts) >= len(table.rows) - 1
