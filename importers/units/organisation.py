"""The part of a document that says how the ente is made: a table, wrapped lines, or both."""

import re
from collections.abc import Sequence

from importers.tables.headings import header_roles
from importers.tables.roles import Role
from importers.units.listedunits import each_coded, with_names_of_codes
from importers.units.unitnames import Named, named_unit
from importers.units.units import AreaUnit, Organisation, ServiceUnit
from importers.values.words import squeezed, tokens, unaccented
from importers.whole.grid import Row, one_line
from italian.regex import regex

_OPENS = regex(
    r"^\W*(?:[\d.]+\W*)?(?:l['’a ]*\s?)?(?:assetto|struttura|articolazione|modello)?\s*"
    r"(?:organizzativ[oa]|organizzazione|organigramma)(?: dell['’]ente| del comune)?.{0,30}$",
    re.IGNORECASE,
)
_OF_OBJECTIVES = regex(
    r"^\W*(?:[\d.]+\W*)?(?:scheda|schede|elenco|piano)\b.{0,30}\bobiettiv[oi]\b.{0,30}$"
)
_OBJECTIVE = regex(r"(?:scheda\s+)?obiettiv[oi]\b(?:\s+n\.?)?\s*(?:[\w./-]*\d|:)", re.IGNORECASE)
_POST_LABEL = regex(
    r"\b(?:Posizion[ei] Organizzativ[ae]|Elevata Qualificazione|Incarico (?:di )?E\.?Q\.?)\s*:?",
    re.IGNORECASE,
)
_POST = regex(r"^(dirigente|responsabile|segretari|incarichi|titolare|direttore)", re.IGNORECASE)
_PLAN_ROLES = {
    Role.OBJECTIVE,
    Role.INDICATOR,
    Role.TARGET,
    Role.EXPECTED,
    Role.WEIGHT,
    Role.DEADLINE,
    Role.DESCRIPTION,
    Role.YEARS,
    Role.ACTION,
}


_LONGEST_TITLE = 90
_LEAST_CODED = 2
_HEADS_FORM = 2
"""Cells of the row that opens the form of an objective: its number, and perhaps its title."""
_UNIT_ROLES = {
    Role.AREA,
    Role.SERVICE,
    Role.AREA_CODE,
    Role.UNIT_CODE,
    Role.CODE,
    Role.NUMBER,
    Role.OWNER,
}
"""What a table of the organisation holds; one with pages, staff or figures is something else."""


Place = tuple[str | None, int]
"""A sheet, where the document has sheets, and a line in it."""


def read_organisation(rows: Sequence[Row]) -> tuple[Organisation, set[Place]]:
    """Areas and services found before the plan's tables, and the places that spoke of them."""
    reader = _Reader()
    reader.read(rows)
    if reader.organisation.areas and _leaves_out_most(reader, rows):
        return Organisation(), set()
    if _are_coded_later(reader, rows):
        return Organisation(), reader.lines
    return reader.organisation, reader.lines


def _are_coded_later(reader: "_Reader", rows: Sequence[Row]) -> bool:
    """Whether titles give the services of the areas codes that the list does not have.

    `A – Area Amministrativa | Segreteria, Personale` and then `A.1 – Segreteria`: the titles tell
    where one name ends, and the list may not.
    """
    areas = [area for area in reader.organisation.areas if area.printed]
    if len(areas) < _LEAST_CODED or any(one.printed for area in areas for one in area.services):
        return False
    listed = "".join(squeezed(one.name) for area in areas for one in area.services)
    heads = tuple(f"{str(area.printed).rstrip('.')}." for area in areas)
    coded = [
        unit.printed
        for row in rows
        if row.is_paragraph
        and (row.sheet, row.line) not in reader.lines
        and (unit := named_unit(one_line(row.cells[0]))) is not None
        and unit.printed
        and unit.level != "area"
        and unit.printed.startswith(heads)
        and squeezed(unit.name) in listed
    ]
    return len(set(coded)) >= len(areas)


def _leaves_out_most(reader: "_Reader", rows: Sequence[Row]) -> bool:
    """Whether most units that head parts of the plan are none of those listed: it was no list."""
    listed = [line for sheet, line in reader.lines if sheet is None]
    last = max(listed, default=0)
    texts = {
        one_line(row.cells[0])
        for row in rows
        if row.line > last
        and row.sheet is None
        and row.is_paragraph
        and len(row.cells[0]) < _LONGEST_TITLE
    }
    units = [text for text in texts if (unit := named_unit(text)) is not None and unit.level]
    unknown = sum(not reader.organisation.units_of(text) for text in units)
    return bool(listed) and unknown * 2 > len(units)


class _Reader:
    """Reads the rows of the section one after the other, keeping the open area and service."""

    def __init__(self) -> None:
        self.organisation = Organisation()
        self.lines: set[Place] = set()
        self.area: AreaUnit | None = None
        self.open: ServiceUnit | None = None
        self.paused: ServiceUnit | None = None
        """The service before a blank line: a page may end inside its name."""
        self.columns: tuple[Role | None, ...] | None = None
        self.inside = False
        self.is_tabled = False
        """A table with columns of units was read."""
        self.is_list = False
        """Inside a table of the units' codes and names, which head the parts of the plan too."""

    def read(self, rows: Sequence[Row]) -> None:
        sheet: str | None = None
        for at, row in enumerate(rows):
            if row.sheet != sheet:
                sheet, self.inside, self.columns = row.sheet, False, None
            if row.is_blank:
                self.open, self.paused = None, self.open or self.paused
                self.is_list = False
                continue
            roles = header_roles(row.cells)
            roles = with_names_of_codes(roles, rows[at + 1 : at + 9]) if roles else roles
            if self._header(set(roles), roles) if roles else self._row(row):
                return

    def _header(self, known: set[Role | None], roles: tuple[Role | None, ...]) -> bool:
        """Takes a header; True when it is one of the plan's and units are known already."""
        if _lists_units(known):
            self.columns, self.is_list = None, True
            self.inside = False  # its units are told by the headings of the plan
            return False
        self.is_list = False
        if known & _PLAN_ROLES:
            self.columns, self.inside = None, False
            return bool(self.organisation.areas)
        has_units = known & {Role.AREA, Role.SERVICE} and known <= _UNIT_ROLES
        self.columns = roles if has_units else None
        self.inside = self.inside or bool(has_units)
        return False

    def _row(self, row: Row) -> bool:
        """Takes a row or a paragraph; True when the section is over."""
        if row.is_paragraph:
            self.columns = None
            return self._paragraph(row)
        if self.is_list and len(row.filled) > 1:
            self.lines.add((row.sheet, row.line))
            return False
        self.is_list = False
        first = one_line(row.cells[row.filled[0]]) if row.filled else ""
        if _OBJECTIVE.match(first) and len(row.filled) <= _HEADS_FORM:
            self.inside, self.columns = False, None
            return bool(self.organisation.areas)
        if _is_count(row):
            self.inside = self.inside and bool(self.organisation.areas)
        elif self.columns:
            self._columns(row, self.columns)
        elif self.inside:
            self._cells(row)
        return False

    def _paragraph(self, row: Row) -> bool:
        """Reads one line; True when the section is over."""
        text = one_line(row.cells[0])
        if _OPENS.match(text):
            self.inside = True
            return False
        if not self.inside:
            return False
        words = tokens(text)
        is_title = text.isupper() and len(words) <= 8
        if _OF_OBJECTIVES.match(unaccented(text)) or _OBJECTIVE.match(text):
            self.inside = False
            return bool(self.organisation.areas)
        if is_title and ("programmazione" in words or "obiettivi" in words):
            return bool(self.organisation.areas)
        bare = one_line(_POST_LABEL.sub(" ", text)).lstrip("-–•· ")
        is_item = self.area is not None and text[:1] in "-–•·"
        unit = named_unit(bare, loosely=is_item)
        if unit and self._is_unit(unit, bare):
            if self._is_told_again(unit, row):
                return True
            self._open(unit, row)
            return False
        if self.open is None and text[:1].islower():
            self.open = self.paused
        self.paused = None
        if self.open is not None and not is_title and _goes_on(text, words):
            self.open.name = one_line(f"{self.open.name} {bare}")
            self.lines.add((row.sheet, row.line))
        else:
            self.open = None
        return False

    def _is_told_again(self, unit: Named, row: Row) -> bool:
        """The heading of an area told already, in a table or a list: the plan begins there."""
        known = {squeezed(area.name) for area in self.organisation.areas}
        is_heading = self.is_tabled or row.level > 0
        return is_heading and unit.level == "area" and squeezed(unit.name) in known

    def _is_unit(self, unit: Named, text: str) -> bool:
        if unit.level is None:
            return True
        short = len(tokens(text)) <= 12 and not text.endswith((".", ";", ","))
        return (
            short
            and (text.isupper() or unit.printed is not None or text.istitle() or text[:1].isupper())
            and not _is_column_title(text)
        )

    def _open(self, unit: Named, row: Row) -> None:
        self.lines.add((row.sheet, row.line))
        if unit.level == "area":
            if "segretario" in tokens(unit.name):
                return
            self.area, self.open = self.organisation.area(unit.name, unit.printed), None
            return
        if unit.level == "service" and unit.printed is None and "segretario" in tokens(unit.name):
            return
        if self.area is None:
            self.organisation.lone_service(unit.name, unit.printed)
            return
        self.open = self.organisation.service(self.area, unit.name, unit.printed)

    def _cells(self, row: Row) -> None:
        """A row of a table without a header of its own."""
        for cell in (part for whole in row.cells for part in each_coded(whole)):
            text = one_line(_POST_LABEL.sub(" ", cell))
            if not text or _POST.match(text) or _is_column_title(text):
                continue
            unit = named_unit(text, loosely=True)
            if unit and (unit.level == "area" or unit.printed):
                self._open(unit, row)
        self.open = None

    def _columns(self, row: Row, roles: tuple[Role | None, ...]) -> None:
        """A row under `Area | Codice | Servizio | …`, in whichever order."""
        said = {
            role: ";".join(map(one_line, each_coded(cell)))
            for role, cell in zip(roles, row.cells, strict=False)
            if role and cell
        }
        code = said.get(Role.UNIT_CODE) or said.get(Role.CODE)
        area, service = said.get(Role.AREA), said.get(Role.SERVICE)
        if service and service.isdecimal():
            return  # `Settore | Unità`: how many people it has
        if area:
            unit = named_unit(area, loosely=True)
            name, printed = (unit.name, unit.printed) if unit else (area, None)
            own = code if not service else None
            self.is_tabled = True
            self.area = self.organisation.area(name, printed or own)
            self.lines.add((row.sheet, row.line))
        several = service.split(";") if service and not code else ()
        if len(several) > 1 and self.area is not None:
            self.is_tabled = True
            self.lines.add((row.sheet, row.line))
            for one in filter(None, map(str.strip, several)):
                unit = named_unit(one, loosely=True)
                name, printed = (unit.name, unit.printed) if unit else (one, None)
                self.organisation.service(self.area, name, printed)
        elif service:
            unit = named_unit(service, loosely=True)
            name, printed = (unit.name, unit.printed) if unit else (service, None)
            self.lines.add((row.sheet, row.line))
            if unit and unit.level == "area":
                self.area = self.organisation.area(name, printed or code)
            elif self.area and self.area.printed and _is_within(code, self.area.printed):
                self.organisation.service(self.area, name, printed or code)
            elif Role.AREA not in roles or self.area is None:
                self.organisation.lone_service(name, printed or code)
            else:
                self.organisation.service(self.area, name, printed or code)


def _lists_units(known: set[Role | None]) -> bool:
    """`CdR | Denominazione | Responsabile`: units by code, with their names; no objectives."""
    return (
        bool(known & {Role.AREA, Role.SERVICE, Role.UNIT_CODE, Role.AREA_CODE})
        and bool(known & {Role.OBJECTIVE, Role.DESCRIPTION})
        and known <= {*_UNIT_ROLES, Role.OBJECTIVE, Role.DESCRIPTION, Role.STAFF}
        and Role.OWNER in known
    )


def _is_count(row: Row) -> bool:
    """`Settore 1 | 1 | 2 | 19`: how many people a unit has, and not the unit itself."""
    numbers = sum(row.cells[i].isdecimal() for i in row.filled)
    return numbers > 1 and len(row.filled) - numbers <= 1


def _is_within(code: str | None, area: str) -> bool:
    return code is not None and code.startswith(area.rstrip(".")) and code != area


def _goes_on(text: str, words: Sequence[str]) -> bool:
    """A wrapped piece of a service's name, not the post under it nor a sentence after it."""
    return len(words) <= 10 and not text.endswith(".") and not _POST.match(text)


def _is_column_title(text: str) -> bool:
    plain = unaccented(text)
    return bool(re.fullmatch(r"(area|settore)( omogenea)?|servizi? assegnati|servizi?o?", plain))
