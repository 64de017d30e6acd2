"""What a person says of how a document was read, as one more thing that its map knows.

la colonna D è il peso                    la colonna D della tabella 2 è il peso
la colonna K non si legge                 la tabella 2 non si legge
la riga 5 è l'intestazione                la riga 7 del foglio «Tributi» non si legge
«Pesa per» è il peso                      «Note interne» non si legge
«Intervento 1» è un obiettivo             «Staff del Sindaco» è un'area
i titoli di livello 3 sono obiettivi      il foglio «Riepilogo» non si legge
l'anno è 2026                             l'ente è Comune di Prova
    la colonna D è il peso; la colonna E è il target
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from importers.errors import NotRole, NotThere
from importers.review.mapping import IGNORED, ROLE_WORDS, PlanMap, role_named, signature
from importers.review.taught import code_shape, label_pattern, level_name, shape_name
from importers.tables.roles import Role
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line
from importers.whole.sight import Sight, TableRead
from italian.regex import regex

_QUOTE = r"[«\"“](?P<{name}>[^»\"”]+)[»\"”]"
_ARTICLE = r"(?:(?:il|lo|la|i|gli|le|un|uno|una)\s+|(?:l|un)['’]\s*)?"
_IS = rf"(?:è|e'|e’|sono|=|:)\s+{_ARTICLE}(?P<what>\S.*?)"
_NOT = r"(?P<no>(?:non\s+(?:si\s+legge|si\s+leggono|è|sono|c'entra|serve)\b.*?))"
_WHAT = rf"(?:{_NOT}|{_IS})\s*\.?\s*$"
_SHEET = rf"(?:\s+(?:del|nel)\s+foglio\s+(?:{_QUOTE.format(name='sheet')}|(?P<bare>\S+)))?"
_COLUMN = regex(
    rf"^\s*(?:la\s+)?colonna\s+(?:{_QUOTE.format(name='title')}|(?P<which>[a-z]{{1,2}}|\d{{1,3}}))"
    rf"(?:\s+(?:della|nella)\s+tabella\s+(?P<table>\d{{1,3}}))?\s+{_WHAT}",
    re.IGNORECASE,
)
_TABLE = regex(
    rf"^\s*(?:la\s+)?tabella\s+(?P<table>\d{{1,3}})\s+(?:{_NOT}|si\s+legge)\s*\.?\s*$",
    re.IGNORECASE,
)
_OF_SHEET = regex(
    rf"^\s*(?:il\s+)?foglio\s+(?:{_QUOTE.format(name='sheet')}|(?P<bare>\S+))\s+{_NOT}\s*\.?\s*$",
    re.IGNORECASE,
)
_HEADER = regex(
    rf"^\s*(?:la\s+)?riga\s+(?P<line>\d{{1,6}}){_SHEET}\s+(?:è|e')\s+"
    r"(?:(?:la|quella)\s+(?:riga\s+)?(?:delle?\s+)?|l['’])?intestazion[ei]\s*\.?\s*$",
    re.IGNORECASE,
)
_HEADERS_AT = regex(
    rf"^\s*le\s+intestazioni\s+sono\s+(?:alla|nella)\s+riga\s+(?P<line>\d{{1,6}}){_SHEET}\s*\.?\s*$",
    re.IGNORECASE,
)
_ROW = regex(rf"^\s*(?:la\s+)?riga\s+(?P<line>\d{{1,6}}){_SHEET}\s+{_NOT}\s*\.?\s*$", re.IGNORECASE)
_LEVEL = regex(
    rf"^\s*i\s+titoli\s+di\s+livello\s+(?P<level>[1-9])\s+(?:sono\s+{_ARTICLE}(?P<what>\S.*?))\s*\.?\s*$",
    re.IGNORECASE,
)
_TEXT = regex(rf"^\s*{_QUOTE.format(name='text')}\s+{_WHAT}", re.IGNORECASE)
_YEAR = regex(
    r"^\s*(?:l['’]\s*)?anno(?:\s+del\s+piano)?\s+(?:è|e'|=)\s+(?:il\s+)?(?P<year>20\d\d)\s*\.?\s*$",
    re.IGNORECASE,
)
_ENTE = regex(
    r"^\s*(?:l['’]\s*)?ente\s+(?:è|e'|=)\s+(?:(?:il|la)\s+|l['’]\s*)?(?P<ente>\S.{1,100}?)\s*\.?\s*$",
    re.IGNORECASE,
)
_UNITS = (Role.AREA, Role.SERVICE)


def said_of(text: str, sight: Sight) -> PlanMap | None:
    """The map a document was read by with what was said; None for words that say nothing of it.

    Several things may be said at once, with a semicolon or a new line between.

    Raises:
        NotRole: it names what no column or label of ours can be.
        NotThere: it speaks of something that the document does not have.
    """
    for part in _one_by_one(text):
        found = next(((act, hit) for p, act in _SAYINGS if (hit := p.match(part))), None)
        if found is None:
            return None
        sight = replace(sight, known=found[0](found[1], sight))
    return sight.known


def _one_by_one(text: str) -> list[str]:
    """What is said, sentence by sentence; a text may hold a semicolon itself."""
    parts = [part for part in re.split(r";\s*|\n", text) if part.strip()]
    is_several = all(any(pattern.match(part) for pattern, _ in _SAYINGS) for part in parts)
    return parts if len(parts) > 1 and is_several else [text]


def _column(found: re.Match[str], sight: Sight) -> PlanMap:
    role = _role(found)
    for table in _tables(found, sight):
        at = _column_at(found, table)
        if at is not None:
            return column_said(sight, table, at, role)
    raise NotThere(f"la colonna {found['title'] or found['which']}")


def column_said(sight: Sight, table: TableRead, at: int, role: Role | None) -> PlanMap:
    """The map with what one column of a table is; one without headings gets its first row.

    What is said of a heading holds wherever it is printed, unless another table has it too.
    """
    title = table.head[at]
    others = [one for one in sight.tables if one.columns and one is not table]
    is_shared = any(squeezed(title) in map(squeezed, one.head) for one in others)
    known = sight.known
    if table.columns and not is_shared and squeezed(signature(table.head)) not in known.tables:
        return known.with_column(title, role)
    return known.with_table(table.head, {title: role})


def _tables(found: re.Match[str], sight: Sight) -> Sequence[TableRead]:
    """The table that is named by its number; otherwise all of them, the largest first."""
    if found["table"] is None:
        return sorted(sight.tables, key=lambda table: (not table.columns, -table.rows))
    return [_numbered(found["table"], sight)]


def _numbered(number: str, sight: Sight) -> TableRead:
    at = int(number) - 1
    if not 0 <= at < len(sight.tables):
        raise NotThere(f"la tabella {number}")
    return sight.tables[at]


def _column_at(found: re.Match[str], table: TableRead) -> int | None:
    """Where the column stands that is named by letter, number or heading."""
    if found["title"]:
        wanted = squeezed(found["title"])
        said = zip(table.head, table.printed, strict=True)
        return next((i for i, own in enumerate(said) if wanted in map(squeezed, own)), None)
    which, at = found["which"], 0
    if which.isdecimal():
        at = int(which)
    else:
        for letter in which.upper():
            at = at * 26 + ord(letter) - ord("A") + 1
    at -= table.start
    return at - 1 if 0 < at <= len(table.head) and table.head[at - 1] else None


def _table(found: re.Match[str], sight: Sight) -> PlanMap:
    table = _numbered(found["table"], sight)
    return table_left_out(sight, table) if found["no"] else sight.known.with_again(table.head)


def table_left_out(sight: Sight, table: TableRead) -> PlanMap:
    """The map without a table."""
    return sight.known.without("tabelle", signature(table.head))


def _sheet(found: re.Match[str], sight: Sight) -> PlanMap:
    return sight.known.without("fogli", _sheet_named(found, sight) or "")


def _sheet_named(found: re.Match[str], sight: Sight) -> str | None:
    """The sheet that was named, as it is called; None where none was. Raises NotThere."""
    said = found["sheet"] or found["bare"]
    if not said:
        return None
    named = {squeezed(row.sheet): row.sheet for row in sight.rows if row.sheet}
    if squeezed(said) not in named:
        raise NotThere(f"il foglio «{said}»")
    return named[squeezed(said)]


def _line(found: re.Match[str], sight: Sight) -> Row:
    line, sheet = int(found["line"]), _sheet_named(found, sight)
    for row in sight.rows:
        is_there = row.line == line and not row.is_blank and row.cells != (row.sheet,)
        if is_there and (sheet is None or row.sheet == sheet):
            return row
    raise NotThere(f"la riga {line}")


def _header(found: re.Match[str], sight: Sight) -> PlanMap:
    row = _line(found, sight)
    if len(row.filled) < 2:
        raise NotThere(f"più colonne alla riga {row.line}")
    return sight.known.with_table(row.cells, {})


def _row(found: re.Match[str], sight: Sight) -> PlanMap:
    row = _line(found, sight)
    return sight.known.without("righe", " ".join(cell for cell in row.cells if cell))


def _level(found: re.Match[str], sight: Sight) -> PlanMap:
    level = int(found["level"])
    if not any(row.level == level for row in sight.rows):
        raise NotThere(f"titoli di livello {level}")
    return sight.known.with_title(level_name(level), _named(found["what"]))


def _text(found: re.Match[str], sight: Sight) -> PlanMap:
    return text_said(sight, found["text"], _role(found))


def text_said(sight: Sight, text: str, role: Role | None) -> PlanMap:
    """The map with what a text of the document is: a label, or a line that opens something.

    A label has something after it, in its line or beside its cell; it may be printed alone, above
    what it labels. What stands alone and is a unit or an objective opens that.
    """
    known, (label, alone) = sight.known, _occurrences(text, sight.rows)
    if not label and not alone:
        raise NotThere(f"«{text}»")
    if label:
        return known.with_label(_without_number(text), role)
    if role is None:
        return known.without("righe", text)
    if role in _UNITS and alone[0].level:
        return known.with_title(text, role)
    if role in (*_UNITS, Role.OBJECTIVE):
        return known.with_title(_kind_of_title(alone[0]), role)
    return known.with_label(text, role)


def _occurrences(text: str, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows where a text labels something, and rows of which it is all."""
    key, pattern = squeezed(text), label_pattern(_without_number(text))
    labelled: list[Row] = []
    alone: list[Row] = []
    for row in rows:
        if row.alone is not None and squeezed(row.alone) == key:
            alone.append(row)
            continue
        for i in row.filled:
            cell = row.cells[i]
            is_beside = squeezed(cell) == key and len(row.filled) > 1
            if is_beside or pattern.search(cell):
                labelled.append(row)
                break
    return labelled, alone


def _without_number(text: str) -> str:
    """`Intervento` of `Intervento 3`: the word is the label, whatever its number."""
    return re.sub(r"\s+(?:n\.?\s*)?\d[\w.]*$", "", one_line(text).rstrip(": "))


def _kind_of_title(row: Row) -> str:
    """What all the lines like this one have in common: their level, their code, or nothing."""
    text = row.alone or ""
    if row.level:
        return level_name(row.level)
    shape = code_shape(text)
    return shape_name(shape) if shape else text


def _year(found: re.Match[str], sight: Sight) -> PlanMap:
    return replace(sight.known, year=int(found["year"]))


def _ente(found: re.Match[str], sight: Sight) -> PlanMap:
    return replace(sight.known, ente=found["ente"])


def _role(found: re.Match[str]) -> Role | None:
    return None if found["no"] else _named(found["what"])


def _named(what: str) -> Role | None:
    try:
        return role_named(what)
    except KeyError:
        raise NotRole(what, [*ROLE_WORDS.values(), IGNORED]) from None


_SAYINGS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], Sight], PlanMap]]] = (
    (_YEAR, _year),
    (_ENTE, _ente),
    (_HEADER, _header),
    (_HEADERS_AT, _header),
    (_ROW, _row),
    (_TABLE, _table),
    (_OF_SHEET, _sheet),
    (_COLUMN, _column),
    (_LEVEL, _level),
    (_TEXT, _text),
)
