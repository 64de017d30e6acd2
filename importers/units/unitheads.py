"""The names of units and of who heads them: each on a line of its own, and said to be units.

`II. Tributi e Personale` over `Responsabile del servizio: …`, `AREA TECNICA (Responsabile: …)`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from importers.forms.titles import HEADED
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.placing import series_of
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, one_line
from italian.regex import regex

_HEADS = (
    r"(?:responsabile|dirigente|referente|titolare|coordina(?:mento|tore)|resp\."
    r"|capo ?(?:area|settore|servizio))[^:]{0,25}:\s*\S"
)
_HEAD = regex(_HEADS, re.IGNORECASE)
_UNIT_AND_HEAD = regex(r"(?P<unit>[^()]{4,80}?)\s*\((?P<head>[^()]+)\)$")
"""`AREA TECNICA (Responsabile: Anna Neri)`."""
_UNIT_THEN_HEAD = regex(rf"(?P<unit>[^:()]{{4,90}}?)[\s–—-]+(?P<head>{_HEADS}.*)$", re.IGNORECASE)
"""`SETTORE AG - AFFARI GENERALI Dirigente: Anna Neri`, in one cell of two lines."""
_HEAD_OF = regex(
    r"(?:responsabile|dirigente|resp\.)\s+(?:del(?:la)?\s+|dell['’])"
    r"(?P<unit>servizio|settore|area|ufficio)\s*:",
    re.IGNORECASE,
)
_NUMBERING = regex(r"^(?:[IVX]{1,5}|\d{1,2}|[A-Z])(?:[.)]\s*[–-]?|\s*[–-])\s+")
_MOST_UNIT_WORDS = 10
_LEAST_CALLED = 2


def units_by_heads(rows: Sequence[Row]) -> Iterator[Row]:
    """`II. Tributi e Personale` over `Responsabile del servizio: …`: the name of that service.

    So is a heading over who answers for it, of the level at which others say they are units.
    """
    levels = _levels_of_units(rows)
    over_objectives = _over_objectives(rows)
    for i, (row, below) in enumerate(zip_longest(rows, rows[1:])):
        headed = _HEAD.match(below.cells[0]) if below is not None and below.is_paragraph else None
        told = _HEAD_OF.match(below.cells[0]) if below is not None and headed else None
        name = _NUMBERING.sub("", row.cells[0]) if row.is_paragraph else ""
        is_told = headed is not None and _may_name_unit(row, name)
        word = over_objectives.get(i) or levels.get(row.level)
        if is_told and told is not None and name != row.cells[0]:
            yield replace(row, cells=(f"{told['unit'].capitalize()}: {name}",))
        elif is_told and word is not None:
            yield replace(row, cells=(f"{word}: {name}",))
        else:
            yield row


def _levels_of_units(rows: Iterable[Row]) -> dict[int, str]:
    """The levels of headings at which a document names its units, and what they are."""
    found: dict[int, str] = {}
    for row in rows:
        word = _word_of(row) if row.level else None
        if word is not None:
            found.setdefault(row.level, word)
    return found


def _over_objectives(rows: Sequence[Row]) -> dict[int, str]:
    """By its place, each title over who answers and then over the heading of an objective.

    Where several of a text are called areas, what stands in the same place is one too.
    """
    said = [i for i, row in enumerate(rows) if not row.is_blank]
    places = [
        title
        for title, head, after in zip(said, said[1:], said[2:], strict=False)
        if rows[head].is_paragraph
        and _HEAD.match(rows[head].cells[0])
        and rows[after].is_paragraph
        and HEADED.match(one_line(rows[after].cells[0]))
    ]
    words = Counter(filter(None, (_word_of(rows[i]) for i in places)))
    [(word, times)] = words.most_common(1) or [("", 0)]
    return dict.fromkeys(places, word) if len(words) == 1 and times >= _LEAST_CALLED else {}


def _word_of(row: Row) -> str | None:
    """What a title calls the unit that it names: an area or a service."""
    return _called(row.cells[0]) if row.is_paragraph else None


def _called(name: str) -> str | None:
    unit = named_unit(one_line(name))
    if unit is None or unit.level is None:
        return None
    return "Settore" if unit.level == "area" else "Servizio"


def areas_by_label(rows: Sequence[Row]) -> list[Row]:
    """`Centro di responsabilità | Polizia Locale`: an area, where the same label names areas."""
    labels: dict[str, set[str]] = {}
    for row in rows:
        if _labels_service(row):
            labels.setdefault(one_line(row.cells[0]), set()).add(row.cells[1])
    of_areas = {label for label, names in labels.items() if _are_areas(names)}
    return [
        replace(row, cells=("Settore", *row.cells[1:]))
        if _labels_service(row)
        and one_line(row.cells[0]) in of_areas
        and _called(row.cells[1]) is None
        else row
        for row in rows
    ]


def _labels_service(row: Row) -> bool:
    """A label of whatever unit and the name of one, in the first cells of a row."""
    label = one_line(row.cells[0]).rstrip(": ")
    return row.fresh[:2] == (0, 1) and is_only_heading(label) and role_of(label) is Role.SERVICE


def _are_areas(names: Iterable[str]) -> bool:
    """Whether most of some names say that they are areas, and none that it is a service."""
    called = [_called(name) for name in names]
    areas = called.count("Settore")
    return areas >= _LEAST_CALLED and areas * 2 > len(called) and "Servizio" not in called


def _may_name_unit(row: Row, name: str) -> bool:
    """Whether a title does not say by itself that it is a unit, and may be the name of one."""
    is_title = 0 < len(name.split()) <= _MOST_UNIT_WORDS and ":" not in name
    is_of_none = series_of(name) is not None or role_of(name) is not None
    return is_title and not is_of_none and named_unit(row.cells[0]) is None


def without_brackets(row: Row) -> Row:
    """`(Responsabile: Anna Neri)` under the name of a unit is its label."""
    text = one_line(row.cells[0]) if row.is_paragraph else ""
    inner = text[1:-1]
    is_label = text[:1] == "(" and text[-1:] == ")" and not {"(", ")"} & set(inner)
    return replace(row, cells=(inner,)) if is_label and _HEAD.match(inner) else row


def heads_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, each unit and who heads it on lines of their own.

    Where several are told to be areas, what stands over objectives just so is one too:
    `CORPO UNICO DI POLIZIA LOCALE - Responsabile: Anna Neri`.
    """
    found = [_unit_then_head(row) for row in rows]
    words = Counter(filter(None, (_called(one["unit"]) for one in found if one)))
    [(word, times)] = words.most_common(1) or [("", 0)]
    is_one = len(words) == 1 and times >= _LEAST_CALLED
    apart: list[Row] = []
    for row, one in zip(rows, found, strict=True):
        if one is None or (_called(one["unit"]) is None and not (is_one and _is_bare_unit(one))):
            apart += _head_apart(row)
        else:
            unit = one["unit"] if _called(one["unit"]) else f"{word}: {one['unit']}"
            apart += _in_lines(row, [unit, one["head"]])
    return apart


def _unit_then_head(row: Row) -> re.Match[str] | None:
    """A unit and who heads it, by themselves in one cell."""
    return _UNIT_THEN_HEAD.match(one_line(row.cells[row.fresh[0]])) if len(row.fresh) == 1 else None


def _is_bare_unit(found: re.Match[str]) -> bool:
    """Whether what stands before a head may be the name of a unit, of whatever kind."""
    row = Row(0, (found["unit"],))
    return _may_name_unit(row, found["unit"]) and not HEADED.match(found["unit"])


def _head_apart(row: Row) -> list[Row]:
    """`Servizio Tributi | Responsabile: Anna Neri`: a unit, and who answers for it."""
    first, *rest = [row.cells[i] for i in row.fresh] or [""]
    within = _UNIT_AND_HEAD.match(one_line(first)) if row.is_paragraph else None
    if within is not None and _HEAD.match(within["head"]):
        first, rest = within["unit"], [within["head"]]
    rest = [cell[1:-1] if cell[:1] == "(" and cell[-1:] == ")" else cell for cell in rest]
    if not rest or not row.fresh or row.fresh[0] or ":" in first or not all(map(_HEAD.match, rest)):
        return [row]
    if first.isdecimal() or (is_only_heading(first) and role_of(one_line(first)) is not None):
        return [row]
    return _in_lines(row, [first, *rest])


def _in_lines(row: Row, texts: Sequence[str]) -> list[Row]:
    return [Row(row.line, (text,), row.sheet, page=row.page) for text in texts]
