"""Lines that head an objective: by their word, by its number, or by its code."""

import re
from collections.abc import Sequence

from importers.forms.inline import BULLET
from importers.forms.labelpairs import TELLS_OBJECTIVE, pairs_of, parts_of
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph, Table
from importers.units.unitnames import code_parts, named_unit, plain_code
from importers.units.units import AreaUnit
from importers.values.codes import looks_like_code
from importers.whole.grid import one_line
from italian.regex import regex

CODED = regex(
    r"^(?P<code>(?=[\w.\-/]*\d)[A-Z\d][\w./]*(?:-\w+)*)[.)]?\s*[-–—:]?\s+(?P<title>[A-ZÀ-Ù\"«].{4,})$",
    re.DOTALL,
)
HEADED = regex(
    r"^(?:scheda\s+)?(?:obiettivo|ob\.|progetto|o\.\s?b\.)"
    r"(?:\s+(?:operativo|gestionale|esecutivo|specifico|di performance|di sviluppo|strutturale))?"
    r"\s*(?:n\.?\s?|n[°º]\s?|nr\.?\s?|cod\.\s?)?"
    r"(?P<code>(?=[\w.\-/]*\d)[\w./]+(?:-\w+)*)\s*"
    r"(?:(?:[-–—:.)]+\s*|(?<=\s)(?=(?-i:[A-ZÀ-Ù«])))(?P<title>\S.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = regex(
    r"(?:scheda\s+)?(?:obiettivo|ob\.|progetto)(?:\s+\w+)?\s*(?:n\.?|n[°º]|nr\.?)?\s*(?=\S*\d)[\w./-]+\b",
    re.IGNORECASE,
)
"""A heading of an objective: what stands above it is a unit."""
_ENTE = regex(
    r"^(?:comune|città|provincia|unione)\b[^–—-]{3,60}\s[–—-]\s+(?=(?:scheda|obiettivo)\b.*\d)",
    re.IGNORECASE,
)
_OF_YEAR = regex(r"\s+[–—-]\s+(?:anno|esercizio|annualità)\s+20\d\d\W*$", re.IGNORECASE)
"""`Comune di Prova – Scheda obiettivo n. 3 – Anno 2026`: of whom and when, around a heading."""
_FIRST_WORDS = 4
"""A weight or a target with as many words and no figure among them is explained, not told."""
_NEAR = 6
"""Blocks after a heading in which its first label must stand."""


_HEADS = regex(r"Obiettivo(?:: | [\w./-]*\d[\w./-]* – )\S", re.IGNORECASE)
_LEAST_HEADED = 2


class Headings:
    """How a document heads its objectives, and whether a line of it does."""

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        self.is_numbered = are_numbered(blocks)
        """By a number and their title, and by nothing else."""
        self.is_outlined = are_headed(blocks)
        """By their word: no other line with a code heads one."""
        self.is_titled = are_titled(blocks)
        """By their title alone, right over what is told of each."""

    def found(
        self, paragraph: Paragraph, after: Sequence[Block], area: AreaUnit | None
    ) -> re.Match[str] | None:
        """The heading that a line is; `area` is the open one, whose services have codes too."""
        if after and isinstance(after[0], Paragraph) and self.is_title(after[0], after[1:]):
            return None  # a unit, over the title of its first objective
        flat = _ENTE.sub("", _OF_YEAR.sub("", one_line(paragraph.text)))
        found = HEADED.match(flat)
        if found is not None:
            is_label = not found["title"] and ":" in flat
            return None if is_label or re.fullmatch(r"20\d\d", found["code"]) else found
        if self.is_numbered and is_told(paragraph, after):
            found = NUMBERED_TITLE.match(flat)
        if found is None and not self.is_outlined and not BULLET.match(flat):
            found = _coded(paragraph, after, area)
        return found

    def is_title(self, paragraph: Paragraph, after: Sequence[Block]) -> bool:
        """Whether a line is an objective's title and nothing more."""
        return self.is_titled and _is_over_scalars(paragraph, after)


def _coded(
    paragraph: Paragraph, after: Sequence[Block], area: AreaUnit | None
) -> re.Match[str] | None:
    flat = one_line(paragraph.text)
    coded = CODED.match(flat)
    if coded is None or not looks_like_code(coded["code"]):
        return None
    if _is_service(coded["code"], after, area) or not is_told(paragraph, after):
        return None
    unit = named_unit(flat) or named_unit(coded["title"])
    return None if unit and unit.level else coded


def _is_service(code: str, after: Sequence[Block], area: AreaUnit | None) -> bool:
    """`S1.1 - Anagrafe` in the area `S1`, with the label of an objective right under it."""
    if area is None or area.printed is None or not after:
        return False
    opens = _first_label(after[0]) in (Role.OBJECTIVE, Role.CODE)
    return opens and code_parts(code)[0] == plain_code(area.printed)


def _first_label(block: Block) -> Role | None:
    """The label that a paragraph or a sheet opens with."""
    if isinstance(block, Paragraph):
        return next(iter(parts_of(block.text) or [(None, "")]))[0]
    first = block.rows[0] if block.rows and not block.columns else None
    pairs = pairs_of([first.cells[i] for i in first.fresh]) if first is not None else iter(())
    return next(pairs, (None, ""))[0]


def code_of(found: re.Match[str], text: str) -> tuple[Role, str]:
    """The code in a heading, or the objective's number."""
    opens = re.match(r"o\.?\s?b\.(?=\s?\d)", text, re.IGNORECASE)
    bare = found["code"].rstrip(".")
    code = f"{opens.group()}{bare}" if opens else bare
    return (Role.NUMBER if code.isdecimal() and len(code) < 4 else Role.CODE), code


def is_told(paragraph: Paragraph, after: Sequence[Block]) -> bool:
    """Whether labels of an objective follow soon, so that a coded line is its heading."""
    if paragraph.level and not after:
        return False
    for block in after[:_NEAR]:
        if isinstance(block, Table):
            first = block.rows[0] if block.rows else None
            if first is not None and not block.columns:
                return any(
                    role in TELLS_OBJECTIVE
                    for role, _ in pairs_of([first.cells[i] for i in first.fresh])
                )
            if tells_of_sheet(block):
                return True
            return bool(block.roles & {Role.INDICATOR, Role.TARGET, Role.PHASE}) and not (
                block.roles & {Role.OBJECTIVE, Role.CODE}
            )
        if _NUMBERED.match(one_line(block.text)):
            return False
        parts = parts_of(block.text)
        if parts and {role for role, _ in parts} == {Role.OWNER}:
            continue
        if parts and any(_tells(role, value) for role, value in parts):
            return True
        if CODED.match(one_line(block.text)) and looks_like_code(one_line(block.text).split()[0]):
            return False
    return False


def _tells(role: Role | None, value: str) -> bool:
    """Whether a label says something of an objective: `Peso: incidenza sul totale` explains it."""
    first = value.split()[:_FIRST_WORDS]
    is_figure = len(first) < _FIRST_WORDS or any(map(str.isdigit, "".join(first)))
    return role in TELLS_OBJECTIVE and (is_figure or role not in (Role.WEIGHT, Role.TARGET))


def tells_of_sheet(table: Table) -> bool:
    """`Peso | Scadenza | Responsabile` over one row: what a sheet says of its objective."""
    roles = table.roles
    is_of_one = bool(table.columns) and len(table.rows) == 1
    tells = len(roles & {Role.WEIGHT, Role.DEADLINE, Role.TIMING, Role.OWNER}) > 1
    return is_of_one and tells and not roles & _OF_ROWS


_OF_ROWS = {
    Role.OBJECTIVE,
    Role.DESCRIPTION,
    Role.INDICATOR,
    Role.TARGET,
    Role.EXPECTED,
    Role.PHASE,
    Role.AREA,
    Role.SERVICE,
}
NUMBERED_TITLE = regex(r"^(?P<code>\d{1,2})[.)]\s+(?P<title>[A-ZÀ-Ù\"«].{4,})$", re.DOTALL)
_LEAST_NUMBERED = 3


def are_numbered(blocks: Sequence[Block]) -> bool:
    """Whether a document heads its objectives by a number alone: `3. Archivio digitale`.

    Only where nothing else in it is called an objective: items of lists are numbered too.
    """
    told = 0
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            if block.roles & {Role.OBJECTIVE, Role.CODE}:
                return False
            continue
        flat = one_line(block.text)
        parts = parts_of(block.text) or ()
        if _NUMBERED.match(flat) or any(role is Role.OBJECTIVE for role, _ in parts):
            return False
        told += bool(NUMBERED_TITLE.match(flat)) and is_told(block, blocks[i + 1 : i + 1 + _NEAR])
    return told >= _LEAST_NUMBERED


def are_headed(blocks: Sequence[Block]) -> bool:
    """Whether a document heads its objectives by their word: `Obiettivo 3 – …`, `Obiettivo: …`."""
    lines = (one_line(block.text) for block in blocks if isinstance(block, Paragraph))
    said = sum(_HEADS.match(line) is not None for line in lines)
    return said >= _LEAST_HEADED


def are_titled(blocks: Sequence[Block]) -> bool:
    """Whether titles stand right over tables of one row: `Peso | Scadenza` over `40 | 31.12`."""
    titled = sum(_is_over_scalars(block, blocks[i + 1 :][:1]) for i, block in enumerate(blocks))
    return titled >= _LEAST_HEADED or (titled == 1 and not any(map(_names_objective, blocks)))


def _names_objective(block: Block) -> bool:
    """Whether something in a document is called an objective."""
    if isinstance(block, Table):
        first = _first_label(block)
        return bool(block.roles & {Role.OBJECTIVE, Role.CODE}) or first is Role.OBJECTIVE
    parts = parts_of(block.text) or ()
    is_headed = HEADED.match(one_line(block.text)) is not None
    return is_headed or any(role is Role.OBJECTIVE for role, _ in parts)


def _is_over_scalars(block: Block, after: Sequence[Block]) -> bool:
    if not isinstance(block, Paragraph) or not block.is_title or not after:
        return False
    flat = one_line(block.text)
    unit = named_unit(flat)
    is_other = (unit is not None and unit.level is not None) or parts_of(block.text) is not None
    is_label = is_only_heading(flat) and role_of(flat) is not None
    table = after[0]
    return not (is_other or is_label) and isinstance(table, Table) and tells_of_sheet(table)
