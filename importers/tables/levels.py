"""Tables whose rows are of several levels: a unit, an objective under it, its indicators.

An office that numbers the levels (`1`, `1.2`, `1.2.3`) or leaves empty what does not belong to a
row gives no column that says what each row is; one is put beside the others here.
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import and_

from importers.forms.inline import BULLET, WORDED
from importers.tables.factsapart import NUMBERED
from importers.tables.matching import Column
from importers.tables.roles import LEVELS, Role
from importers.tables.schema import is_total
from importers.units.unitnames import named_unit
from importers.values.figures import says_nothing
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line
from italian.regex import regex

_TEXTS = (Role.OBJECTIVE, Role.INDICATOR, Role.DESCRIPTION)
_OF_OBJECTIVE = (Role.WEIGHT, Role.DEADLINE, Role.OWNER)
_TARGETS = (Role.TARGET, Role.EXPECTED)
_OF_MEASURE = (*_TARGETS, Role.BASELINE, Role.UNIT)
_KINDS = ("settore", "servizio", "obiettivo", "indicatore")
_NUMBERED = regex(r"[A-Za-z]{0,4}[.\- ]?\d{1,3}(?:[.\-/]\d{1,3}){0,4}(?:[.\-/]?[a-z])?[.)]?")
_PART = regex(r"\d+|(?<=\d)[.\-/]?[a-z](?=[.)]?$)")
"""`1.2.a` is of three parts, as `1.2.1` is."""
_LAST_PART = regex(r"[.\-/]?(?:\d+|[a-z])[.)]?$")
_LEAST = 0.9
"""Share of the rows that must be of one level or another."""
_FEWEST = 2

Kinds = list[str]


def levelled(
    columns: tuple[Column, ...], bodies: Sequence[Sequence[Row]]
) -> tuple[tuple[Column, ...], list[list[Row]]] | None:
    """The columns with one that tells the level of each row, and the rows; None without levels."""
    rows = [row for body in bodies for row in body if not is_total(row)]
    text = _text_column(columns)
    if text is None or len(rows) < _FEWEST or _have_levels(columns, rows):
        return None
    worded = _by_words(rows, text)
    kinds = worded or _by_codes(columns, rows) or _by_gaps(columns, rows, text)
    kinds = kinds or _by_marks(columns, rows, text)
    if kinds is None:
        return None
    if worded is not None:
        bodies = [[_without_word(row, text) for row in body] for body in bodies]
    told = tuple(replace(column, role=_own(column, i == text)) for i, column in enumerate(columns))
    if all(column.role is not Role.WEIGHT for column in told):
        told = tuple(_of_both(column) for column in told)
    left = iter(kinds)
    width = len(columns)
    return (
        (*told, Column(Role.KIND, "")),
        [
            [_with_kind(row, width, "" if is_total(row) else next(left)) for row in body]
            for body in bodies
        ],
    )


def _have_levels(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a column tells the level of each row; `Sviluppo` is a kind of another sort."""
    kinds = [i for i, column in enumerate(columns) if column.role is Role.KIND]
    return any(squeezed(_cell(row, i)) in LEVELS for i in kinds for row in rows)


def _by_words(rows: Sequence[Row], text: int) -> Kinds | None:
    """`Fase 1 Analisi`, `Ind. 2 Utenti serviti` under the title of their objective."""
    found = [WORDED.match(_cell(row, text)) for row in rows]
    told = sum(one is not None for one in found)
    if told < _FEWEST or told * 4 < len(rows) or found[0] is not None:
        return None
    return [
        "obiettivo" if one is None else "fase" if one["phase"] else "indicatore" for one in found
    ]


def _without_word(row: Row, text: int) -> Row:
    cells = list(row.cells)
    if text < len(cells):
        cells[text] = WORDED.sub("", one_line(cells[text]))
    return replace(row, cells=tuple(cells))


def _own(column: Column, is_text: bool) -> Role | None:
    if is_text:
        return Role.OBJECTIVE
    if column.role is Role.KIND:
        return Role.OTHER
    return Role.TARGET if column.role is Role.EXPECTED else column.role


def _of_both(column: Column) -> Column:
    """The only weights of such a table are those of its objectives, and of what is under them."""
    is_weight = column.role is Role.INDICATOR_WEIGHT
    return replace(column, role=Role.WEIGHT) if is_weight else column


def _with_kind(row: Row, width: int, kind: str) -> Row:
    cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
    return replace(row, cells=(*cells, kind))


def _text_column(columns: Sequence[Column]) -> int | None:
    """The only column of texts; None where objectives and indicators have each their own."""
    found = [i for i, column in enumerate(columns) if column.role in _TEXTS]
    return found[0] if len(found) == 1 else None


def _cell(row: Row, i: int) -> str:
    cell = one_line(row.cells[i]) if i < len(row.cells) else ""
    return "" if says_nothing(cell) else cell


def _says(row: Row, columns: Sequence[Column], roles: Sequence[Role]) -> bool:
    return any(_cell(row, i) for i, column in enumerate(columns) if column.role in roles)


def _by_codes(columns: Sequence[Column], rows: Sequence[Row]) -> Kinds | None:
    """By the depth of the codes, where each is under one met before it."""
    at = next((i for i, c in enumerate(columns) if c.role in (Role.CODE, Role.NUMBER)), None)
    if at is None:
        return None
    codes = [_cell(row, at) for row in rows]
    depths = [len(_PART.findall(code)) for code in codes]
    seen: set[str] = set()
    children = 0
    for code, depth in zip(codes, depths, strict=True):
        if code and not _NUMBERED.fullmatch(code):
            return None
        children += depth > 1 and _LAST_PART.sub("", code) in seen
        seen.add(code.rstrip(".)"))
    levels = sorted(set(depths) - {0})
    if len(levels) < 2 or children < len(rows) * 0.5:
        return None
    last = levels[-1]
    measured = [_says(row, columns, _TARGETS) for row in rows]
    deepest = [m for m, depth in zip(measured, depths, strict=True) if depth == last]
    if not any(deepest) or any(
        m for m, depth in zip(measured, depths, strict=True) if 0 < depth < last
    ):
        return None
    names = dict(zip(reversed(levels), reversed(_KINDS), strict=False))
    return [names.get(depth, "indicatore") for depth in depths]


def _by_marks(columns: Sequence[Column], rows: Sequence[Row], text: int) -> Kinds | None:
    """`– Utenti | 80` under `Ob. 1 – Biblioteca`: only what has a sign before it measures."""
    texts = [_cell(row, text) for row in rows]
    marked = [BULLET.match(said) is not None for said in texts]
    measured = [_says(row, columns, _OF_MEASURE) for row in rows]
    heads = [NUMBERED.match(said) is not None for said in texts]
    are_parted = all(one != other for one, other in zip(marked, heads, strict=True))
    is_told = sum(marked) >= _FEWEST and sum(heads) >= _FEWEST and heads[0]
    if not (are_parted and is_told) or any(map(and_, heads, measured)):
        return None
    return ["indicatore" if is_marked else "obiettivo" for is_marked in marked]


def _by_gaps(columns: Sequence[Column], rows: Sequence[Row], text: int) -> Kinds | None:
    """By what stands in a row: a weight, a day and whose it is, or a target; never both."""
    roles = {column.role for column in columns}
    if not roles & {*_TARGETS} or not roles & {*_OF_OBJECTIVE}:
        return None
    kinds: Kinds = []
    for row in rows:
        is_measure = _says(row, columns, _OF_MEASURE)
        is_aim = _says(row, columns, _OF_OBJECTIVE)
        said = _cell(row, text)
        if not said or (is_measure and is_aim):
            return None
        unit = named_unit(said)
        if is_measure:
            kinds.append("indicatore")
        elif is_aim:
            kinds.append("obiettivo")
        elif unit is not None:
            kinds.append("settore" if unit.level == "area" else "servizio")
        elif BULLET.match(said):
            kinds.append("indicatore")
        else:
            return None
    aims, measures = kinds.count("obiettivo"), kinds.count("indicatore")
    opens = next((kind for kind in kinds if kind in _KINDS[2:]), None)
    return kinds if opens == "obiettivo" and aims and measures >= aims * _LEAST else None
