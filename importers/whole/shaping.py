"""Rows brought to the usual shape before they are read: contents left out, labels beside values.

A table of contents names every unit and objective once more. A form may put its labels above the
values instead of beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from importers.forms.codedtitles import is_label, with_coded_titles
from importers.forms.counters import without_counters
from importers.forms.formbeside import forms_over_tables
from importers.forms.labelpairs import is_sheet_title
from importers.forms.lastsentence import with_last_facts_apart
from importers.forms.outline import with_headings
from importers.forms.ownwords import in_house_words
from importers.forms.retold import retold
from importers.forms.runin import with_run_in_parted
from importers.forms.signatures import without_signatures
from importers.forms.ticked import without_ticked
from importers.forms.undercodes import with_titles_under_codes
from importers.tables.bandedheads import without_band
from importers.tables.compound import tells
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_code
from importers.tables.roles import LEVELS, Role
from importers.tables.sidelabels import without_side_labels
from importers.tables.sideways import one_under_the_other
from importers.units.plaintitles import with_bands_named
from importers.units.sheetunits import with_units_named
from importers.units.unitheads import areas_by_label, heads_apart, units_by_heads, without_brackets
from importers.units.unitnames import named_unit
from importers.values.words import squeezed
from importers.whole.contents import without_contents, without_indexes
from importers.whole.grid import Row, one_line
from importers.whole.legend import with_headings_spelled_out, without_legends
from importers.whole.overtables import with_titles_over_tables
from italian.regex import regex

_TELLS = {Role.OBJECTIVE, Role.AREA, Role.SERVICE, Role.OWNER, Role.DESCRIPTION}
_TITLED = {Role.OBJECTIVE, Role.DESCRIPTION}
_LEAST_LABELS = 3
_PAIR = 2
_CODE = "Codice obiettivo"
_LEAST_PARTED = 3
_LEAST_LYING = 4
_MOST_LABEL_WORDS = 5
_LABELLED_FIGURE = regex(r"(?P<label>[^\d\n]+?)\s+(?P<value>(?:[A-Z]{1,4}\.?)?\d[^\n]*)$")
"""`Annualità 2026-2027`: a column too narrow to break between the two."""
_MOST_LABEL_LINES = 3
_TOWN_LABEL = regex(r"[A-ZÀ-Ù][a-zà-ù']+(?: [\w']+){0,3}")
"""`Comuni interessati`: what a town asks besides, among labels that all know."""
_AFTER_FIGURE = regex(r"(?<=[\d%])\s+(?=[A-ZÀ-Ù][^:,;\d]{2,30}:\s)")
_LETTER = regex(r"\([a-z\d]{1,2}\)|[a-z]\)", re.IGNORECASE)


def shaped(rows: Sequence[Row], year: int) -> list[Row]:
    """The rows as the readers expect them."""
    rows = with_last_facts_apart(without_ticked(without_signatures(rows)))
    rows = without_counters([without_band(_labels_apart(row)) for row in rows])
    rows = areas_by_label(list(units_by_heads(with_bands_named(rows))))
    spelled = without_legends(with_headings_spelled_out(without_indexes(without_contents(rows))))
    told = list(with_coded_titles(with_titles_under_codes(spelled)))
    kept = [row for row in told if not _only_counts_columns(row)]
    kept = with_units_named(heads_apart(list(map(without_brackets, kept))))
    moved = forms_over_tables(_moved_left(with_run_in_parted(kept, year)))
    moved = without_side_labels(moved)
    upright = with_titles_over_tables(_turned(one_under_the_other(moved)), year)
    return with_headings(_beside(_apart(in_house_words(retold(upright, year), year))), year)


def _labels_apart(row: Row) -> Row:
    """`Peso: 30% Conclusione: 31/10/2025`: a figure ends a value, and the next label begins."""
    text = row.cells[0] if row.is_paragraph else ""
    pieces = _AFTER_FIGURE.split(text)
    labels = [role_of(piece.partition(":")[0]) for piece in pieces]
    is_line = len(pieces) > 1 and None not in labels and len(set(labels)) == len(labels)
    return replace(row, cells=("; ".join(pieces),)) if is_line else row


def _only_counts_columns(row: Row) -> bool:
    """`(a) | (b) | (c)` under the headings of a table."""
    said = [one_line(row.cells[i]) for i in row.fresh]
    return len(said) > 2 and all(_LETTER.fullmatch(text) for text in said)


def _moved_left(rows: Sequence[Row]) -> list[Row]:
    """Sheets whose tables leave their first columns empty begin where something stands."""
    first: dict[str, int] = {}
    for row in rows:
        if len(row.filled) > 1:
            sheet = row.sheet or ""
            first[sheet] = min(first.get(sheet, row.filled[0]), row.filled[0])
    return [_from(row, first.get(row.sheet or "", 0)) for row in rows]


def _from(row: Row, start: int) -> Row:
    if not start or row.is_blank or row.filled[0] < start:
        return row
    return replace(
        row,
        cells=row.cells[start:],
        start=row.start + start,
        down=frozenset(i - start for i in row.down if i >= start),
        across=frozenset(i - start for i in row.across if i >= start),
    )


def _turned(rows: Sequence[Row]) -> list[Row]:
    """Tables that lie on their side, labels in the first column and an objective in each other."""
    found: list[Row] = []
    i = 0
    while i < len(rows):
        lying = _lying_from(rows, i)
        if lying:
            for k in range(1, max(len(row.cells) for row in lying)):
                found.extend(
                    _alone(row, (row.cells[0], row.cells[k]))
                    for row in lying
                    if k < len(row.cells) and row.cells[k]
                )
        else:
            found.append(rows[i])
        i += max(len(lying), 1)
    return found


def _lying_from(rows: Sequence[Row], start: int) -> list[Row]:
    """The rows of such a table from a place on; none where there is none."""
    lying: list[Row] = []
    for row in rows[start:]:
        if row.is_paragraph or len(row.filled) < 2 or row.filled[0] or row.across or row.down:
            break
        if not _heads_row(row.cells[0]) or _has_labels_within(row):
            break
        lying.append(row)
    widest = [row for row in lying if len(row.filled) > 2]
    roles = {role_of(_bare(row.cells[0])) for row in widest} - {None}
    is_told = Role.OBJECTIVE in roles and len(roles) >= _LEAST_LYING
    heads = [squeezed(_bare(row.cells[0])) for row in lying]
    are_levels = sum(head in LEVELS for head in heads) * 2 > len(heads) >= len(set(heads)) * 2
    are_levels = are_levels or all(head in LEVELS for head in heads)
    return lying if is_told and len(widest) * 3 >= len(lying) * 2 and not are_levels else []


def _has_labels_within(row: Row) -> bool:
    """`Peso | 30 | Scadenza | 31/12`: labels among what stands after the first, not one value."""
    values = [row.cells[k] for k in row.filled[1:]]
    labels = [k for k, text in enumerate(values) if _is_heading(text)]
    are_pairs = len(values) % 2 == 1 and any(k % 2 for k in labels)
    return are_pairs or len(labels) * 2 > len(values)


def _bare(text: str) -> str:
    return re.sub(r"\s*\d$", "", one_line(text).rstrip(": "))


def _heads_row(text: str) -> bool:
    bare = one_line(text).rstrip(": ")
    if any(map(str.isdigit, re.sub(r"\b20\d\d\b|\s\d$", "", bare))):
        return False
    return len(bare.split()) <= _MOST_LABEL_WORDS and (role_of(bare) is not None or tells(bare, 0))


def _is_heading(text: str) -> bool:
    """A label where a value should stand; a post, a month or a year may be a value."""
    bare = _bare(text)
    role = role_of(bare) if bare and is_only_heading(bare) and not is_code(text) else None
    return role not in (None, Role.OWNER, Role.MONTH, Role.YEARS, Role.VALUE)


def _apart(rows: Sequence[Row]) -> list[Row]:
    """Forms whose cells hold a label and, on the lines under it, its value."""
    parted = [_label_and_value(row) for row in rows]
    if sum(len(pairs) for pairs in parted) < _LEAST_PARTED:
        return list(rows)
    found: list[Row] = []
    for row, pairs in zip(rows, parted, strict=True):
        found.extend(_alone(row, pair) for pair in pairs)
        if not pairs:
            found.append(row)
    return found


def _label_and_value(row: Row) -> list[tuple[str, str]]:
    """The labels in the cells of a row with what stands under each; empty where a cell has none."""
    pairs: list[tuple[str, str]] = []
    of_town = 0
    for i in row.fresh:
        lines = row.cells[i].split("\n")
        ends = range(1, min(len(lines), _MOST_LABEL_LINES + 1))
        labels = [(" ".join(lines[:k]), k) for k in ends if is_label(" ".join(lines[:k]))]
        if row.is_paragraph:
            return []
        if labels:
            label, k = labels[-1]
            pairs.append((label, "\n".join(lines[k:])))
            continue
        figure = _LABELLED_FIGURE.match(row.cells[i])
        if figure is not None and is_label(figure["label"]):
            pairs.append((figure["label"], figure["value"]))
        elif len(lines) == _PAIR and _TOWN_LABEL.fullmatch(lines[0]):
            pairs.append((lines[0], lines[1]))
            of_town += 1
        else:
            return []
    if of_town * 2 > len(pairs):
        return []
    return pairs if any("\n" in row.cells[i] for i in row.fresh) else []


def _alone(row: Row, pair: tuple[str, str]) -> Row:
    return replace(row, cells=pair, down=frozenset(), across=frozenset())


def _beside(rows: Sequence[Row]) -> list[Row]:
    """Forms with labels above their values, each label put beside its value."""
    found: list[Row] = []
    i = 0
    while i < len(rows):
        pairs = _stacked_from(rows, i)
        if pairs:
            found.extend(row for above, below in pairs for row in _paired(above, below))
            i = next(k for k in range(i, len(rows)) if rows[k] is pairs[-1][1]) + 1
        else:
            found.append(rows[i])
            i += 1
    return found


def _stacked_from(rows: Sequence[Row], start: int) -> list[tuple[Row, Row]]:
    """The rows of labels from a place on, each with the row of values under it; empty for none."""
    pairs: list[tuple[Row, Row]] = []
    i = start
    while i + 1 < len(rows):
        above, below = rows[i], rows[i + 1]
        if below.is_blank and i + 2 < len(rows) and rows[i + 2].page != above.page:
            i += 1
            below = rows[i + 1]
        if not _is_of_labels(above) or not _answers(above, below) or _are_rows(rows, i):
            break
        if len(above.fresh) > _PAIR and below.is_paragraph:
            break  # headings of a table, over the name of its first group
        pairs.append((above, below))
        i += 2
        after = next((k for k in range(i, len(rows)) if not rows[k].is_blank), len(rows))
        if after < len(rows) and rows[after].sheet == above.sheet:
            i = after
    roles = {role_of(one_line(above.cells[i])) for above, _ in pairs for i in above.filled}
    is_table = any(len(above.filled) > 1 for above, _ in pairs)
    is_form = len(pairs) > 1 and len(roles) >= _LEAST_LABELS and bool(roles & _TELLS)
    is_whole = is_table and is_form
    return pairs if is_whole or (roles & _TITLED and _is_within_form(rows, start, i)) else []


def _is_within_form(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether labels over their values stand among rows of labels beside theirs."""
    beside = [rows[k] for k in (start - 1, end) if 0 <= k < len(rows)]
    own = rows[start:end]
    is_table = all(row.filled == (0,) and not row.is_paragraph for row in own)
    is_of_units = any(_names_unit(row) for row in own)
    return is_table and not is_of_units and any(map(_is_of_pairs, beside))


def _is_of_pairs(row: Row) -> bool:
    """`Peso | 40 % | Termine | 31/12/2026`."""
    said = [one_line(row.cells[i]) for i in row.fresh]
    are_pairs = bool(said) and len(said) % 2 == 0
    return are_pairs and all(map(is_label, said[::2])) and not any(map(is_label, said[1::2]))


def _names_unit(row: Row) -> bool:
    unit = named_unit(one_line(row.cells[0]))
    return unit is not None and unit.level is not None


def _are_rows(rows: Sequence[Row], i: int) -> bool:
    """Whether the row under some headings is the first of several: a table, and no form."""
    below, next_one = rows[i + 1], rows[i + 2] if i + 2 < len(rows) else None
    if next_one is None or len(below.fresh) < _PAIR or _is_of_labels(next_one):
        return False
    goes_on = len(next_one.fresh) >= _PAIR and set(next_one.fresh) < set(below.fresh)
    return (next_one.fresh == below.fresh or goes_on) and next_one.sheet == below.sheet


def _is_of_labels(row: Row) -> bool:
    """Whether a row holds nothing but labels of an objective."""
    return (
        bool(row.fresh)
        and not row.level
        and all(is_label(one_line(row.cells[i])) for i in row.fresh if not _is_form_code(row, i))
    )


def _is_form_code(row: Row, i: int) -> bool:
    """`Scheda obiettivo | Peso | Termine`: the form's name over its code, before other labels."""
    return i == row.fresh[0] and len(row.fresh) > 1 and is_sheet_title(row.cells[i])


def _answers(above: Row, below: Row) -> bool:
    """Whether a row holds the values of the labels above it."""
    if below.is_blank or len(below.fresh) > len(above.fresh):
        return False
    if _is_of_labels(below) and _roles(below) != _roles(above):
        return False
    return set(below.fresh) <= set(above.fresh) and below.sheet == above.sheet


def _roles(row: Row) -> list[Role | None]:
    return [role_of(one_line(row.cells[i]).rstrip(": ")) for i in row.fresh]


def _paired(above: Row, below: Row) -> list[Row]:
    labels = [
        _CODE if i in above.fresh and _is_form_code(above, i) and is_code(value) else label
        for i, (label, value) in enumerate(zip_longest(above.cells, below.cells, fillvalue=""))
    ]
    cells = list(zip_longest(labels, below.cells, fillvalue=""))
    return [_alone(below, pair) for pair in cells if pair[0]]
