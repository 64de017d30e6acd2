"""Strategic objectives with their missions, and the DUP's operational ones in all their states."""

import re
from collections.abc import Collection, Sequence

from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph, Table
from importers.units.served import in_levels
from importers.units.unitnames import named_unit
from importers.units.units import Organisation
from importers.values.codes import (
    form_of,
    is_operational,
    is_strategic,
    looks_like_code,
    spelt,
    usual_shape,
)
from importers.values.words import hangs, squeezed, unaccented
from importers.whole.announced import (
    Listing,
    State,
    announced,
    listing_of,
    numbers_of,
    span_of,
    state_alone,
    state_in,
)
from importers.whole.findings import Findings
from importers.whole.grid import Row, one_line
from italian.regex import regex
from ledger.plan import ENTE, SEGRETARIO, Mandate, Operational, Strategic

_EXECUTIVE = {
    Role.INDICATOR,
    Role.TARGET,
    Role.WEIGHT,
    Role.DEADLINE,
    Role.OWNER,
    Role.YEARS,
    Role.BASELINE,
}
_OF_WORK = {Role.PHASE, Role.MONTH}
_DUP_ONLY = {Role.STATE, Role.MISSION, Role.PROGRAM}
_TWO_COLUMNS = {
    Role.CODE,
    Role.REFERENCE,
    Role.NUMBER,
    Role.OBJECTIVE,
    Role.DESCRIPTION,
    Role.STRATEGIC,
    Role.MANDATE,
    Role.ASSESSORE,
}
_HEADED = regex(
    r"^(?:(?P<strategic>obiettivo strategico)|(?P<operational>obiettivo operativo)"
    r"|linea (?:di mandato|programmatica))\s+(?P<code>(?=[\w.]*\d)[\w.]+)"
    r"\s*[-–—:]\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_ITEM = regex(
    r"^(?:[-•*▪·–]\s*)?(?=[A-Z]{1,4}[\d.]*\d\s+[A-ZÀ-Ù]|[\w.]{1,10}\s*[-–—:.]\s+\S)"
    r"(?P<code>[\w.]{1,10}?)(?:\s*[-–—:.])?\s+(?P<title>\S.*)$",
    re.DOTALL,
)
_ENDS_STATE = regex(r"\(\s*stato\s*:\s*([^)]+)\)\s*$")
_OF_SHEET = regex(r"(?:fase|attivit[aà]|azione|step|indicatore|ind\.|kpi)\b", re.IGNORECASE)
"""`Fase 1`, in the sheet of an objective: no code."""
_OF_LINE = regex(
    r"\s*\((?:rif\.?\s*)?linea(?: di mandato)?\s+(?P<code>\w{0,3}\d{1,2})\)$", re.IGNORECASE
)
"""`Territorio tutelato (linea L3)`."""
_MISSIONS = regex(r"miss(?:ion[ei])?\.?\s*(?:n\.?\s*)?((?:\d{1,2}[\s,;–\-e/]*)+)", re.IGNORECASE)


def is_dup(table: Table) -> bool:
    """A table of the DUP's operational objectives, told by its columns."""
    roles = table.roles
    if Role.CODE not in roles or roles & {Role.INDICATOR, Role.TARGET, Role.WEIGHT, Role.DEADLINE}:
        return False
    if roles & _DUP_ONLY:
        return True
    texts = roles & {Role.OBJECTIVE, Role.DESCRIPTION}
    return bool(texts) and not roles & _EXECUTIVE and bool(roles & {Role.EXPECTED, Role.REASON})


def coded_item(text: str) -> re.Match[str] | None:
    """A line of a list of codes and titles: `L1 - Turismo e terme`."""
    found = _ITEM.match(one_line(text))
    return found if found and looks_like_code(found["code"]) else None


class StrategyReader:
    """Reads the tables above the executive plan, remembering what the text last announced."""

    def __init__(
        self,
        organisation: Organisation,
        findings: Findings,
        own: Collection[tuple[int, str]] = (),
    ) -> None:
        self.organisation = organisation
        self.findings = findings
        self.own = own
        """The lines and codes of the headings that are objectives of the plan itself."""
        self.strategic: dict[str, Strategic] = {}
        self.operational: list[Operational] = []
        self.lines: list[int] = []
        """The line of each operational objective."""
        self.state: State = "in_progress"
        self.listing: Listing | None = None
        """What the title above says that a list or a table of two columns holds."""
        self.mandate: dict[str, Mandate] = {}

    def read(self, blocks: Sequence[Block]) -> None:
        """Reads the DUP's blocks: strategic and operational objectives."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.state = announced(block, self.state)
                if not self._headed(block) and not self._listed(block):
                    self.listing = listing_of(block, self.listing)
            elif is_dup(block):
                for table in in_levels(block):
                    self._dup(table)
            elif _is_of_mandate(block):
                self._mandates(block)
            elif self.listing and block.roles and block.roles <= _TWO_COLUMNS:
                self._named_list(block)
            elif not block.roles & (_EXECUTIVE | _OF_WORK):
                self._plain(block)
        self._check_series()

    def _headed(self, paragraph: Paragraph) -> bool:
        """A heading that is itself a line of the mandate or an objective above the executive."""
        found = _HEADED.match(one_line(paragraph.text))
        if found is None:
            return False
        code, title = spelt(found["code"]), found["title"]
        state = _ENDS_STATE.search(title)
        title = title[: state.start()].strip() if state else title
        if found["strategic"]:
            mandate = next(reversed(self.mandate), None)
            self.strategic[code] = Strategic(code=code, title=title, mandate=mandate)
        elif found["operational"]:
            if (paragraph.line, code) not in self.own:
                told = (state_in(state[1]) if state else None) or "in_progress"
                self.operational.append(Operational(code=code, title=title, state=told))
                self.lines.append(paragraph.line)
        else:
            self.mandate[code] = Mandate(code=code, title=title)
        return True

    def _listed(self, paragraph: Paragraph) -> bool:
        """An item of a list under such a title: `L1 - Turismo e terme`."""
        found = coded_item(paragraph.text) if self.listing else None
        if found is None:
            return False
        code = spelt(found["code"])
        if not self._stated(code, found["title"], paragraph.line):
            self._named(code, _title(found["title"]))
        return True

    def _stated(self, code: str, title: str, line: int) -> bool:
        """`OS1.03 Servizi cimiteriali (stato: programmato)`: an operational one, with its state."""
        found = _ENDS_STATE.search(title)
        state = state_in(found[1]) if found else None
        if found is None or state is None or not is_operational(code):
            return False
        bare = title[: found.start()].strip()
        self.operational.append(Operational(code=code, title=bare, state=state))
        self.lines.append(line)
        return True

    def _mandates(self, table: Table) -> None:
        """A table of codes and titles under `Linea di mandato | Titolo`."""
        for row in table.rows:
            code, title = row.cells[0], one_line(row.cells[-1])
            if len(row.filled) == 2 and looks_like_code(code):
                self.mandate.setdefault(spelt(code), Mandate(code=spelt(code), title=title))

    def _named_list(self, table: Table) -> None:
        """A table of codes and titles whose title says what they are."""
        for row in table.rows:
            code = table.cell(row, Role.CODE) or table.cell(row, Role.REFERENCE)
            title = table.cell(row, Role.OBJECTIVE) or table.cell(row, Role.DESCRIPTION)
            title = title or table.cell(row, Role.STRATEGIC) or table.cell(row, Role.MANDATE)
            if looks_like_code(code) and title:
                self._named(spelt(code), one_line(title), self._line_of(row))

    def _line_of(self, row: Row) -> str | None:
        """The line of the mandate whose code stands in a row, after the row's own."""
        codes = (spelt(cell.partition(" ")[0]) for cell in row.cells[1:])
        return next((code for code in codes if code in self.mandate), None)

    def _named(self, code: str, title: str, line: str | None = None) -> None:
        """One of what the title announces; `line` is the code of the mandate's beside it."""
        if self.listing == "operational":
            state = self.state
            self.operational.append(Operational(code=code, title=title, state=state))
            self.lines.append(0)
        elif self.listing == "mandate":
            self.mandate.setdefault(code, Mandate(code=code, title=title))
        elif code not in self.strategic:
            of_line = _OF_LINE.search(title)
            title = title[: of_line.start()].strip() if of_line else title
            mandate = spelt(of_line["code"]) if of_line else None
            known = mandate if mandate in self.mandate else line
            self.strategic[code] = Strategic(code=code, title=title, mandate=known)

    def _plain(self, table: Table) -> None:
        """A table without a header that tells: codes of strategic or of cancelled objectives."""
        last: str | None = None
        usual = usual_shape(row.cells[0] for row in table.rows)
        is_listed = self.listing == "operational" and usual is not None
        for row in table.rows:
            code = spelt(row.cells[0]) if row.cells else ""
            if _OF_SHEET.match(row.cells[0]):
                continue
            if last and row.line in table.breaks and not is_strategic(code):
                self.findings.add("broken_cell", row.line, " ".join(row.cells), where=last)
                last = None
                continue
            if len(row.filled) < 2:
                continue
            is_titled = re.search(r"[^\W\d]{3}", row.cells[1]) is not None
            is_listed_here = is_listed and form_of(code) == usual
            is_row = is_titled and len(row.filled) >= 3 and not row.cells[0][:1].isdigit()
            if is_listed_here and is_titled and not is_strategic(code):
                state = state_alone(row.cells[row.filled[-1]]) or self.state
                self._add(row, code, one_line(row.cells[1]), state)
                continue
            if is_operational(code) and self._stated(code, one_line(row.cells[1]), row.line):
                continue
            if is_operational(code) and is_row:
                reason = one_line(row.cells[-1]) if self.state == "cancelled" else None
                state = state_alone(row.cells[row.filled[-1]]) or self.state
                self._add(row, code, one_line(row.cells[1]), state, reason=reason)
            elif is_strategic(code) and self.organisation.by_code(code) is None:
                self._strategic(row, code)
                last = code

    def _strategic(self, row: Row, code: str, listed: tuple[str, ...] = ()) -> None:
        said = [cell for cell in row.cells[1:] if cell]
        title = _title(said[0])
        if not title or looks_like_code(title):
            return
        found = _MISSIONS.search(" ".join(said[1:]))
        missions = listed or (numbers_of(found[1]) if found else ())
        known = self.strategic.get(code)
        if known is None:
            self.strategic[code] = Strategic(
                code=code, title=title, missions=missions, mandate=self._line_of(row)
            )
            return
        if missions and not known.missions:
            self.strategic[code] = known.model_copy(update={"missions": missions})
        if squeezed(known.title) != squeezed(title):
            self.findings.add("title_mismatch", row.line, title, known.title, where=code)

    def _dup(self, table: Table) -> None:
        last: dict[Role, str] = {}
        pending: Row | None = None
        usual = usual_shape(table.cell(row, Role.CODE) for row in table.rows)

        def settle(row: Row) -> None:
            self._dup_row(row, last, is_usual=form_of(last[Role.CODE]) == usual)

        for row in table.rows:
            said = {
                column.role: cell
                for column, cell in zip(table.columns, row.cells, strict=False)
                if column.role and cell
            }
            if Role.CODE not in said and pending is not None and said:
                for role, cell in said.items():
                    last[role] = one_line(f"{last.get(role, '')} {cell}")
                code = spelt(last[Role.CODE])
                self.findings.add("broken_cell", row.line, " ".join(said.values()), where=code)
                continue
            if pending is not None:
                settle(pending)
                pending = None
            if Role.CODE in said and len(said) > 1 and looks_like_code(said[Role.CODE]):
                pending, last = row, said
        if pending is not None:
            settle(pending)

    def _dup_row(self, row: Row, said: dict[Role, str], *, is_usual: bool) -> None:
        code = spelt(said[Role.CODE])
        if is_strategic(code) and Role.STATE not in said:
            self._strategic(row, code, numbers_of(said.get(Role.MISSION, "")))
            return
        if not is_operational(code) and not is_usual:
            self.findings.add("bad_code", row.line, said[Role.CODE], where=code)
        title = (
            said.get(Role.OBJECTIVE) or said.get(Role.DESCRIPTION) or said.get(Role.EXPECTED, "")
        )
        printed = said.get(Role.STATE, "")
        state = state_in(printed) or self.state
        for role in (Role.OBJECTIVE, Role.DESCRIPTION, Role.EXPECTED):
            if hangs(said.get(role, "")):
                self.findings.add("broken_cell", row.line, said[role][-80:], where=code)
        if printed and state_in(printed) is None:
            self.findings.add("unknown_state", row.line, printed, state, where=code)
        units = said.get(Role.AREA) or said.get(Role.SERVICE) or ""
        reason = said.get(Role.REASON)
        is_sentence = len(units.split()) > 4 and named_unit(units) is None
        if state == "cancelled" and reason is None and is_sentence:
            reason, units = units, ""
        self._add(
            row,
            code,
            one_line(title),
            state,
            reason=reason,
            units=units,
            said=said,
        )

    def _add(
        self,
        row: Row,
        code: str,
        title: str,
        state: State,
        *,
        reason: str | None = None,
        units: str = "",
        said: dict[Role, str] | None = None,
    ) -> None:
        said = said or {}
        self.operational.append(
            Operational(
                code=code,
                title=title,
                state=state,
                span=span_of(said.get(Role.TIMING, "")),
                missions=numbers_of(said.get(Role.MISSION, "")),
                programs=numbers_of(said.get(Role.PROGRAM, "")),
                units=self._units(one_line(units), row.line, code),
                reason=one_line(reason) if reason else None,
            )
        )
        self.lines.append(row.line)

    def _units(self, text: str, line: int, where: str) -> tuple[str, ...]:
        """Codes of the services a cell names, or of the areas where it names no service."""
        if not text or not self.organisation.areas:
            return ()
        plain = unaccented(text)
        if re.search(r"\btutt[ie]\b", plain):
            return (ENTE,)
        if re.search(r"\bsegreteri[ao] general|\bsegretari", plain):
            return (SEGRETARIO,)
        found = self.organisation.units_of(text)
        office = plain.partition("uff")[2]
        if office and found and not any(service for _, service in found):
            found = [*found, *self.organisation.units_of(office)]
        if not found:
            self.findings.add("unknown_unit", line, text, where=where)
        return tuple(
            dict.fromkeys(service.code if service else area.code for area, service in found)
        )

    def _check_series(self) -> None:
        seen: set[str] = set()
        for row, line in zip(self.operational, self.lines, strict=True):
            if row.code in seen:
                self.findings.add("duplicate_code", line, row.code, where=row.code)
            seen.add(row.code)


def _is_of_mandate(table: Table) -> bool:
    """A table of two columns, the first of them headed as a line of the mandate or its code."""
    titles = [unaccented(column.title) for column in table.columns if column.title]
    is_line = titles and ("mandato" in titles[0] or titles[0] == "linea")
    return len(titles) == 2 and (is_line or table.roles == {Role.CODE, Role.MANDATE})


def _title(text: str) -> str:
    """What stands before the dash that opens the description."""
    flat = one_line(text)
    head, dash, _ = re.sub(r"\s[–—-]\s", " - ", flat).partition(" - ")
    return head.strip() if dash and len(head.split()) <= 15 else flat
