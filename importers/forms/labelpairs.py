"""Labels with their values, in rows of cells and in lines of text, and what a heading is."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from importers.forms.inline import BULLET
from importers.forms.labels import labelled_parts
from importers.tables.compound import year_of
from importers.tables.headers import is_band
from importers.tables.headings import opens_label, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_code, is_day, is_quantity
from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph, Table
from importers.units.unitnames import named_unit
from importers.values.asides import facts_in
from importers.values.codes import is_of_another_kind
from importers.values.words import unaccented
from importers.whole.grid import Row, one_line
from italian.regex import regex

TELLS_OBJECTIVE = {
    Role.OWNER,
    Role.DEADLINE,
    Role.WEIGHT,
    Role.INDICATOR,
    Role.TARGET,
    Role.DESCRIPTION,
    Role.STRATEGIC,
    Role.PHASE,
    Role.EXPECTED,
}
OPENS_SHEET = {
    Role.AREA,
    Role.SERVICE,
    Role.OBJECTIVE,
    Role.CODE,
    Role.NUMBER,
    Role.STRATEGIC,
    Role.DESCRIPTION,
}
DASHED = regex(
    r"^(?P<label>(?:target|baseline|valore (?:atteso|iniziale|storico))[^:–-]{0,30}?)"
    r"\s+[-–]\s+(?P<value>.+)$",
    re.IGNORECASE,
)
CODED_ITEM = regex(r"^(?:[A-Z]{1,3}\.\s?){1,3}\d[\w.]*\s*[-–:]\s*(?P<title>\S.*)$", re.DOTALL)
"""`R.A.2.1a - …`: a result that an objective lists."""
_LABEL_LINE = regex(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>.*)$", re.DOTALL)


_SHEET_TITLE = regex(
    r"[\W_]*scheda (?:di |dell['’])?obiettivo"
    r"(?: (?:di )?(?:performance|gestione|gestionale|operativo|esecutivo|individuale|p\.?e\.?g\.?"
    r"|p\.?d\.?o\.?|p\.?i\.?a\.?o\.?))?(?:[\W_]+anno)?(?:[\W_]+20\d\d)?[\W_]*",
    re.IGNORECASE,
)


_UNITS = (Role.AREA, Role.SERVICE)


def is_sheet_title(text: str) -> bool:
    """`SCHEDA OBIETTIVO 2026`, without the objective's number or title."""
    return _SHEET_TITLE.fullmatch(one_line(text)) is not None


def pairs_of(cells: Sequence[str]) -> Iterator[tuple[Role | None, str]]:
    """Labels with their values; nothing where the first cell is no label."""
    cells = [_coded(cell) for cell in cells]
    joint = [_LABEL_LINE.match(cell) for cell in cells]
    if cells and all(one and one["value"] and opens_label(one_line(one["label"])) for one in joint):
        yield from (_said(one["label"], one["value"]) for one in joint if one)
        return
    roles = _label_roles(cells)
    if len(cells) == 3 and roles[0] is Role.OBJECTIVE and _is_coded(cells[1], cells[2]):
        yield from ((Role.OBJECTIVE, cells[2]), (Role.CODE, cells[1]))
        return
    if len(cells) > 2 and len(cells) % 2 == 0:
        own = [_label_role(cell) for cell in cells]
        sure = [
            role if is_only_heading(cell.rstrip(": ")) or (i % 2 == 0 and role in _UNITS) else None
            for i, (role, cell) in enumerate(zip(own, cells, strict=True))
        ]
        if all(sure[::2]) and not all(sure[1::2]):
            yield from zip(sure[::2], cells[1::2], strict=True)
            return
    if not cells or roles[0] is None or (len(cells) > 1 and all(roles)):
        return
    i = 0
    taken: list[tuple[Role | None, str]] = []
    while i < len(cells):
        joined = _LABEL_LINE.match(cells[i])
        if joined and joined["value"] and role_of(one_line(joined["label"])):
            taken.append(_said(joined["label"], joined["value"]))
            i += 1
        elif roles[i] is not None and i + 1 < len(cells) and roles[i + 1] is None:
            taken.append((roles[i], with_post(roles[i], cells[i], cells[i + 1])))
            i += 2
        elif roles[i] is None:
            return
        else:
            taken.append((roles[i], ""))
            i += 1
    yield from taken


_CODE_ALONE = regex(
    r"(?:cod(?:ice)?\.?(?:\s+obiettivo)?|id)\s+(?P<code>(?=\S*\d)[A-Z][\w./\-]*)", re.IGNORECASE
)


_WEIGHT_ALONE = regex(
    r"(?P<label>peso(?:\s+obiettivo)?)\s+(?P<value>\d{1,3}(?:[.,]\d+)?\s?(?:%|/\s?\d+)?)",
    re.IGNORECASE,
)


def _coded(cell: str) -> str:
    """`Cod. SA-26-01`, `Peso 40`: a label and its value, without a colon between them."""
    if weight := _WEIGHT_ALONE.fullmatch(one_line(cell)):
        return f"{weight['label']}: {weight['value']}"
    found = _CODE_ALONE.fullmatch(one_line(cell))
    return f"Codice: {found['code']}" if found else cell


def _said(label: str, value: str) -> tuple[Role | None, str]:
    role = role_of(one_line(label))
    return role, with_post(role, label, value)


def with_post(role: Role | None, label: str, value: str) -> str:
    """Who answers, with the post that the label names: `Dirigente responsabile: Anna Neri`."""
    is_told = role is Role.OWNER and _POST.search(unaccented(label)) is not None
    if not is_told or not value.strip() or _POST.search(unaccented(value)):
        return value
    return f"{one_line(label).rstrip(': ')} {value}"


_POST = regex(
    r"\bdirigent|\bsegretari|\btitolar|\bincaricat|\bp\.?\s?o\b|\be\.?\s?q\b|\bposizion"
    r"|elevata qual|responsabil\w+ (?:del |di |dell['’]\s?)?(?:servizi|settor|area|uffici)"
    r"|\bcapo ?(?:serv|sett|area)"
)


def _is_coded(code: str, title: str) -> bool:
    """`Obiettivo | OB.01 | Archivio digitale`: a label, a code and a title."""
    return is_code(one_line(code)) and len(title.split()) > 1


def as_code(role: Role, text: str, own: str) -> Role:
    """`N. | OB.01` is a code; `Obiettivo | OB.02` is one where `own`, the sheet's, is like it."""
    if not is_code(one_line(text)) or text.strip(" .)").isdecimal():
        return role
    is_next = role is Role.OBJECTIVE and bool(own) and not is_of_another_kind(own, text)
    return Role.CODE if is_next or role is Role.NUMBER else role


def _label_roles(cells: Sequence[str]) -> list[Role | None]:
    """The role of each label; what stands after one is its value, though its words be a label's."""
    roles: list[Role | None] = []
    for i, cell in enumerate(cells):
        is_after_label = bool(i) and roles[i - 1] is not None
        is_value = is_after_label and (len(cells) == 2 or not is_only_heading(cell))
        own = None if is_value else _label_role(cell)
        roles.append(None if i and own is roles[i - 1] else own)
    return roles


def _label_role(cell: str) -> Role | None:
    flat = one_line(cell)
    joined = _LABEL_LINE.match(flat)
    label = joined["label"] if joined and joined["value"] else flat.rstrip(": ")
    return None if names_one(label) else role_of(label)


def names_one(label: str) -> bool:
    """`Settore Tecnico`, before who heads it: a unit by name, and no label of one."""
    unit = named_unit(label)
    return unit is not None and unit.level is not None and not is_only_heading(label)


def parts_of(text: str) -> list[tuple[Role | None, str]] | None:
    """The labelled parts of a paragraph; None where it has none."""
    text = _coded(text)
    several = _one_after_another(text)
    parts = labelled_parts(text)
    if len(several) > sum(role is not None for role, _ in parts):
        return several
    if any(role is not None for role, _ in parts):
        return parts
    line = _LABEL_LINE.match(BULLET.sub("", text))
    if line is None or (BULLET.match(text) and not _is_of_sheet(line["label"])):
        return None
    role = None if names_one(line["label"]) else role_of(one_line(line["label"]))
    value = with_post(role, line["label"], line["value"].strip())
    return [(role, value)] if role is not None else None


def _is_of_sheet(label: str) -> bool:
    """`- Peso: 30%`, in a list of what a sheet says of its objective."""
    flat = one_line(label)
    return is_only_heading(flat) and role_of(flat) in _LISTED


_LISTED = {
    Role.WEIGHT,
    Role.DEADLINE,
    Role.TIMING,
    Role.OWNER,
    Role.CODE,
    Role.YEARS,
    Role.STRATEGIC,
}
SCALARS = _LISTED | {Role.NUMBER, Role.REFERENCE}
"""What a sheet says in a few words: a list under it is none of it."""
_BETWEEN = regex(r"\s+[–—|•·-]\s+|;\s+|\t+|\s{3,}|,\s+(?=[^,:]{3,30}:)")


def _one_after_another(text: str) -> list[tuple[Role | None, str]]:
    """`Peso: 25% – Scadenza: 31/12/2026`: labels in one line; empty where a piece has none."""
    found: list[tuple[Role | None, str]] = []
    pieces = _BETWEEN.split(text) if "\n" not in text and not BULLET.match(text) else []
    for piece in pieces:
        label = _LABEL_LINE.match(piece)
        role = role_of(one_line(label["label"])) if label else None
        if label is not None and role is not None:
            found.append((role, with_post(role, label["label"], label["value"].strip())))
        elif found and found[-1][0] is Role.OWNER and label is None:
            found[-1] = (Role.OWNER, f"{found[-1][1]} – {piece}")
        else:
            return []
    return found if len(found) > 1 else []


def band_of(row: Row) -> tuple[Paragraph, list[tuple[Role | None, str]]] | None:
    """The heading in the band over a sheet, and the labels beside it (`is_band`)."""
    if not is_band(row):
        return None
    number, title, *rest = [one_line(row.cells[i]) for i in row.filled]
    number = number if number[:1].lower() in "so" else f"Obiettivo {number}"
    told = list(pairs_of(rest)) or [fact for cell in rest for fact in facts_in(cell, _ANY_YEAR)]
    return Paragraph(row.line, f"{number} - {title}"), told


_ANY_YEAR = 2000


def is_other_label(text: str) -> bool:
    """`Altri servizi coinvolti: nessuno`: something of the sheet that a plan does not hold."""
    line = _LABEL_LINE.match(text)
    is_label = line is not None and text[:1].isupper() and len(line["label"].split()) <= 5
    return is_label and BULLET.match(text) is None


def is_above(paragraph: Paragraph, level: int) -> bool:
    """A title that stands above sheets: of a higher level, or one that opens a series."""
    plain = unaccented(one_line(paragraph.text))
    opens = paragraph.is_title and _SERIES.match(plain)
    return bool(opens) or 0 < paragraph.level < level


def is_spelt_out(row: Row) -> bool:
    """`CdR | Centro di responsabilità` in a legend: an abbreviation and its words."""
    if len(row.filled) != 2:
        return False
    short, words = (one_line(row.cells[i]) for i in row.filled)
    initials = "".join(word[0] for word in words.split()).casefold()
    return initials == re.sub(r"\W", "", short).casefold()


_SERIES = regex(r"obiettivi (?:\w+ ){0,2}(?:trasversali|segretari[oa])\b")
_LEAST_STACKED = 6
_HEADS = regex(r"(?:scheda\s+)?obiettivo\b[^:]*\d", re.IGNORECASE)


def stacked_label(text: str) -> Role | None:
    """The role of a line that is only a label."""
    flat = one_line(text).rstrip(":")
    is_short = len(flat.split()) <= 4 and ":" not in flat
    is_label = is_short and is_only_heading(flat) and not flat.isdecimal()
    role = role_of(flat) if is_label and not _OF_SEVERAL.fullmatch(flat) else None
    if any(c.isdigit() for c in flat) and role not in _OF_YEAR:
        return None
    return role if role in TELLS_OBJECTIVE | _STACKED else None


_OF_SEVERAL = regex(r"servizi|settori|uffici|aree|direzioni", re.IGNORECASE)
"""Over a list, or in a menu: no label of one unit."""
_OF_YEAR = {Role.VALUE, Role.BASELINE, Role.TARGET, Role.INDICATOR, Role.EXPECTED}
_STACKED = {
    Role.OBJECTIVE,
    Role.CODE,
    Role.AREA,
    Role.SERVICE,
    Role.BASELINE,
    Role.UNIT,
    Role.VALUE,
    Role.STAKEHOLDERS,
    Role.IMPACT,
    Role.PTPCT,
}


def of_year(role: Role, label: str, year: int) -> Role:
    """What a label that names a year holds: last year's figure, the target, or nothing of ours."""
    named = year_of(label)
    if named is None or role not in (Role.VALUE, Role.TARGET):
        return role
    if named == year:
        return Role.TARGET
    return Role.BASELINE if named < year else Role.OTHER


def are_stacked(blocks: Sequence[Block]) -> bool:
    """Whether a document puts each label and its value on lines of their own."""
    found: list[Role] = []
    is_headed = any(isinstance(b, Paragraph) and _HEADS.match(one_line(b.text)) for b in blocks)
    for block, after in pairwise(blocks):
        if isinstance(block, Paragraph) and isinstance(after, Paragraph):
            role = stacked_label(block.text)
            if role is not None and stacked_label(after.text) is None:
                found.append(role)
    is_told = is_headed or Role.OBJECTIVE in found
    return len(found) >= _LEAST_STACKED and len(set(found)) >= 3 and is_told


def _joint(row: Row) -> list[re.Match[str] | None]:
    """The cells of a row as labels with their values, each in one cell."""
    return [_LABEL_LINE.match(_coded(row.cells[i])) for i in row.fresh]


_OF_WORDS = {Role.OTHER, Role.AREA, Role.SERVICE, Role.PROGRAM, Role.KIND, Role.PHASE, Role.ACTION}
"""Labels that no figure answers."""
_DATED = {Role.DEADLINE, Role.TIMING, Role.START, Role.YEARS, Role.INDICATOR_DEADLINE} | {
    Role.TARGET,
    Role.EXPECTED,
    Role.VALUE,
}
"""Those that a day may answer."""


_OF_NUMBERS = {Role.CODE, Role.NUMBER}


def is_data(row: Row, table: Table) -> bool:
    """A row under headings, though it opens with a word of labels: `Interventi conclusi | 90%`."""
    if all(one and one["value"] and opens_label(one_line(one["label"])) for one in _joint(row)):
        return False
    is_wide = len(table.roles) > 1 or sum(bool(column.title) for column in table.columns) > 2
    first = one_line(row.cells[0]).rstrip(": ")
    if Role.CHAPTER in table.roles and is_wide and any(map(str.isdigit, first)):
        return True  # `2041/1 | € 38.000`: a chapter, and no year
    if Role.MONTH in table.roles and all(len(row.cells[i]) == 1 for i in row.filled[1:]):
        return True  # `Consuntivo | | X`: a piece of work, and no label
    holds_rows = table.roles & {Role.INDICATOR, Role.PHASE} and is_wide
    if holds_rows and _is_measured(row, role_of(first)):
        return True
    return bool(holds_rows) and not (is_only_heading(first) and _are_pairs(row, role_of(first)))


def _is_measured(row: Row, first: Role | None) -> bool:
    """`Spesa rendicontata | 12.000 euro`, `Ricognizione iniziale | 28/02`: no label's value.

    What is to begin by a day, `Avvio del servizio | entro il 30/06`, is aimed at.
    """
    beside = one_line(row.cells[row.fresh[1]]) if len(row.fresh) > 1 else ""
    if first in _OF_NUMBERS and len(row.fresh) == len(row.filled) == 2:
        return False  # `Obiettivo n. | 2/2024`: its number, and no month
    if is_day(beside):
        return first not in _DATED or (first is Role.START and beside[:5].lower() == "entro")
    return first in _OF_WORDS and is_quantity(beside)


def _are_pairs(row: Row, first: Role | None) -> bool:
    """Whether cells after a first label go on as those of a form do, and not as figures do."""
    if first in OPENS_SHEET | TELLS_OBJECTIVE and len(row.fresh) % 2:
        return True  # `Obiettivo | OB.01 | Archivio digitale`
    is_beside = row.fresh[1:2] in ((), (1,)) or bool(row.across)
    is_beside = is_beside or first in OPENS_SHEET | TELLS_OBJECTIVE
    return is_beside and all(_may_label(row.cells[i]) for i in row.fresh[2::2])


def _may_label(cell: str) -> bool:
    text = one_line(cell)
    return role_of(text) is not None and not any(map(str.isdigit, text))
