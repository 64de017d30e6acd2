"""Lines of cells that a page wrapped, put together as rows where no rule parts them."""

import re
from collections.abc import Sequence

from importers.forms.inline import BULLET, WORDED
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_day
from importers.values.figures import quantity, says_nothing
from importers.whole.grid import one_line
from italian.regex import regex

_LONGEST_FIGURE = 30
_HANGS = regex(r"\s(?:su|di|a|da|entro|e|n\.)$", re.IGNORECASE)
"""`40 punti su`: a figure that goes on below."""
_BEGINS = regex(
    r"(?:entro|al|non oltre|almeno|max\.?|min\.?|n\.|€)(?:\s+(?:il|le|i|e|n\.|€))?", re.IGNORECASE
)
"""`entro il`: a figure of which all but the first words are below."""
_LABELLED = regex(r"[^\W\d]{3,}[^:\d]*:")
"""`Istruttori: 1 (20%)`: what a figure is of, and no figure by itself."""
_COUNTED = regex(r"(?:N\.|Numero(?: di)?|%)\s+[^\W\d]{3,}")
_WORD = regex(r"[^\W\d]{4,}")
_YEAR = regex(r"20\d\d")
MARK = regex(r"[x×✓✔■●•*]", re.IGNORECASE)
"""What marks a month in which work goes on."""
_HEADED = regex(r"(?:scheda\s+)?(?:obiettivo|progetto)\s+(?:n\.?\s*)?(?=\S*\d)\S+", re.IGNORECASE)
_TOTAL = regex(r"(?:totale|somma)\b", re.IGNORECASE)


def wrapped_rows(lines: Sequence[Sequence[str]], *, keyed: bool = False) -> list[list[int]]:
    """The positions of the lines of each row.

    A row begins where a column goes on after a gap, or says a second figure; with `keyed`, where
    the first column, which numbers the rows, is filled.
    """
    rows: list[list[int]] = []
    cells: list[str] = []
    gaps: set[int] = set()
    for i, said in enumerate(lines):
        is_own = (keyed and said[0]) or is_total(said) or is_total(cells)
        if rows and not is_own and not _says_more(cells, said, gaps):
            rows[-1].append(i)
            cells = [f"{a} {b}".strip() for a, b in zip(cells, said, strict=True)]
            gaps.update(k for k, cell in enumerate(said) if cells[k] and not cell)
            continue
        rows.append([i])
        cells, gaps = list(said), set()
    return rows


def is_total(cells: Sequence[str]) -> bool:
    """`Totale pesi del servizio | 100`: a line by itself, wherever its words stand."""
    said = [cell for cell in cells if cell]
    is_named = 0 < len(said) <= 2 and _TOTAL.match(said[0]) is not None
    return is_named and said[0][:1].isupper()


def joined(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The cells of lines that make one row."""
    return tuple(_cell(list(filter(None, column))) for column in zip(*lines, strict=True))


def _cell(lines: Sequence[str]) -> str:
    """The text of a cell; of a list each item keeps its line."""
    are_items = len(lines) > 1 and _lists(lines[0]) and any(map(_lists, lines[1:]))
    if not are_items:
        return " ".join(lines)
    return "".join(f"\n{x}" if i and _lists(x) else f" {x}" for i, x in enumerate(lines)).strip()


def _lists(cell: str) -> bool:
    """`2) Ricognizione iniziale`, `- Relazione`: an item in words, and no figure."""
    return _opens_item(cell) and len(_WORD.findall(cell)) > 1


def _says_more(cells: Sequence[str], said: Sequence[str], gaps: set[int]) -> bool:
    """Whether a line is a row of its own and not what the cells above wrapped."""
    filled = [k for k, cell in enumerate(said) if cell]
    if not filled:
        return False
    is_resumed = any(k in gaps for k in filled)
    if (is_resumed and all(k in gaps or not cells[k] for k in filled)) or _opens_form(cells, said):
        return True
    items = [k for k in filled if _opens_item(said[k])]
    if len(filled) > 1 and any(not _opens_item(cells[k]) for k in items):
        return True
    if any(WORDED.match(said[k]) or _opens_count(cells[k], said[k]) for k in filled):
        return True
    if _is_marked(cells) and _is_marked(said):
        return True
    figures = [
        k
        for k in filled
        if (_is_value(said[k]) or _BEGINS.fullmatch(said[k]))
        and _is_value(cells[k])
        and not _is_cut(cells[k], said[k])
    ]
    return len(filled) > 1 and bool(figures)


def _opens_count(cell: str, below: str) -> bool:
    """`N. sedute` under `Tempo medio di rilascio`: the next measure, of which no figure is told."""
    return _COUNTED.match(below) is not None and bool(cell) and _HANGS.search(cell) is None


def _opens_form(cells: Sequence[str], said: Sequence[str]) -> bool:
    """`Obiettivo TEC/2 …` right under `Settore | Tecnico`: the next row of a form.

    `Responsabile | Anna Neri` under a row of values: a label that has its own.
    """
    below = " ".join(filter(None, said))
    if said[0] and _is_label(cells[0]):
        return _HEADED.match(below) is not None
    values = [cell for cell in cells[1:] if cell]
    is_under = bool(values) and not any(map(_is_label, values))
    return is_under and said[0][:1].isupper() and _is_label(said[0]) and any(said[1:])


def _is_label(cell: str) -> bool:
    text = one_line(cell).rstrip(": ")
    return is_only_heading(text) and role_of(text) is not None


def _is_cut(cell: str, rest: str) -> bool:
    """`40 punti su | 100`, `31 novembre | 2024`: one figure over two lines."""
    is_year = _YEAR.fullmatch(rest) is not None
    return _HANGS.search(cell) is not None or (is_year and cell[-1:].isalpha())


def are_figures(above: str, below: str) -> bool:
    """`53 gg` over `n° 31`: a figure on each line of a cell, and not one that a page cut."""
    are_whole = all(_is_value(text) or is_day(text) for text in (above, below))
    return are_whole and not _is_cut(above, below) and not _YEAR.fullmatch(below)


def _is_marked(cells: Sequence[str]) -> bool:
    """Whether cells under months are marked: a piece of work has one line of them."""
    return any(map(MARK.fullmatch, cells))


def _is_value(cell: str) -> bool:
    """A figure, or the dash where one is missing."""
    return is_figure(cell) or (bool(cell) and says_nothing(cell))


def _opens_item(cell: str) -> bool:
    """An item of a list; `n. pratiche definite` is a count."""
    return BULLET.match(cell) is not None and not re.match(r"n\.", cell, re.IGNORECASE)


def is_figure(cell: str) -> bool:
    """A value by itself: `n. 25 utenze`, `31/12/2026`, `SI`."""
    if len(cell) > _LONGEST_FIGURE or _LABELLED.match(cell) or _lists(cell):
        return False
    return quantity(cell) is not None or cell.upper() in ("SI", "SÌ", "NO")
