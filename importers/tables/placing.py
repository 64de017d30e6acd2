"""Which unit the rows being read belong to: headings, columns and the totals that close a group."""

import re
from dataclasses import replace

from importers.tables.looks import is_code
from importers.tables.tables import Paragraph
from importers.units.unitnames import (
    AREA_WORD,
    GENERIC,
    Named,
    both_units,
    code_parts,
    named_unit,
    plain_code,
)
from importers.units.units import AreaUnit, Organisation, ServiceUnit
from importers.values.words import STOP, sentence_case, tokens, unaccented
from importers.whole.announced import Listing, listing_of
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.grid import one_line
from importers.whole.strategy import coded_item
from italian.regex import regex

_TOTAL = regex(
    r"^\s*(?:(?:sub)?\s*total[ei]\b"
    r"|somma\s+(?:de[il]\s+|delle\s+)?(?:pes|punt|pond|percent|millesim))",
    re.IGNORECASE,
)
"""`Somma dei pesi`; works of `somma urgenza` are none."""
_OF_TOTALS = regex(
    r"\b(?:totale|sub|somma(?:\s+de[il]|\s+delle)?|pes[oi]|obiettivi|punt[oi]|punteggi[oi]?|general[ei]|complessiv[oi]"
    r"|in tutto|incidenz[ae]|percentual[ei]|ponderazion[ei]|coefficient[ei]|millesimi|centesimi"
    r"|parzial[ei]|indicator[ei]|fasi|attivit[aà])\b",
    re.IGNORECASE,
)
"""What a total says of itself; the rest names its unit."""
_EXECUTIVE = regex(
    r"\bpdo\b|\bpeg\b|piano dettagliato|piano esecutivo|pianificazione esecutiva"
    r"|obiettivi (?:gestionali|esecutivi|operativi di|di (?:performance|servizio|settore|area"
    r"|struttura|processo|sviluppo))"
)
_AREA_OF_PLAN = regex(rf"[^–—]+?\s[–—-]\s+(?P<unit>{AREA_WORD}\s+[^\W\d].*)", re.IGNORECASE)
"""`PDO 2026 – Settore Tecnico`."""
_CLASS = regex(
    r"^obiettivi (?:di |del |della )?(?:mantenimento|sviluppo|miglioramento|innovazione|processo"
    r"|ordinari|gestional|strategic|strutturali|individuali|organizzativ|intersettorial|struttura"
    r"|performance (?:individuale|organizzativa))\w*(?: \w+){0,2}$"
)
"""Kinds of objectives, each with its own table in every unit."""
_ITEM = regex(r"[-–•❖]|[a-z][).]\s")
_NUMBERING = regex(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\D)|(?:parte|sez(?:ione|\.)?)\s+[A-Z\d]{1,3}\W+(?=\w)"
    r"|(?:tab(?:ella|\.)|tav(?:ola|\.)|prospetto|quadro|allegato)\s+(?:n\.?\s?)?"
    r"[A-Z\d]{1,3}(?:\.\d{1,2})*\W+(?=\w))",
    re.IGNORECASE,
)
_AGAIN = regex(r"\s*[(–—-]\s*(?:segue|continua|seguito)\)?$", re.IGNORECASE)
"""`Servizio Tributi (segue)`, at the head of the next page."""
_ORDINAL_FIRST = regex(r"[IVX]{1,4}\s*[-–—.]\s*[^\W\d]{2}")
"""`II – Affari generali`, under a heading of areas."""
_OBJECTIVES_OF = regex(
    r"^obiettivi(?: \w+)?(?: assegnati)? (?:al |del |di |all['’]|dell['’])(?=\w)", re.IGNORECASE
)
_FIGURES = regex(r"\b\d+\s.*\b\d+$")
"""`Funzionari 2 Istruttori 5`: a row of a table of staff that lost its columns."""
_PLURAL = regex(r"(?:Servizi|SERVIZI|Uffici|UFFICI)\s+[^\W\d]{3,}(?:\s+[^\W\d]+){0,5}$")
"""`Servizi sociali`, in an area: a service whose name opens with the word."""
_COUNTED = regex(r"[^\W\d]{4,}\s+\d{1,3}$")
"""`Area Tecnica 11`: how many people a unit has."""
_OF_SEGRETARIO = regex(r"\bsegretari[oa]\b")
_SEGRETARIO = regex(r"segretari[oa] (?:general[ei]|comunale)")
_OVER = regex(
    r"\b(?:criteri|scheda|schede|sistema|strumenti) di (?:misurazione e )?(?:di )?valutazione"
)


_SHARED = regex(
    r"\bcomun[ei] a tutt[ei] (?:le|gli|i) (?:direzion|settor|aree\b|serviz|uffic|dirigent|struttur)"
)
"""`comuni a tutte le Direzioni`: of objectives of no area."""


class Place:
    """Where the reader is: the series, the open area and service, the title of the open table."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.is_given = bool(organisation.areas)
        """The document has a part that lists its units; otherwise they are noted as met."""
        self.series = Series.EXECUTIVE
        self.area: AreaUnit | None = None
        self.area_is_named = True
        """False where the open area is only what a service's code tells."""
        self.service: ServiceUnit | None = None
        self.last_columns = ("", "", "", "")
        self.title: str | None = None
        self.listing: Listing | None = None
        """The title above announces lines of the mandate or what else stands above objectives."""
        self.is_over = False
        self.kind: str | None = None
        """The kind of objectives that the title above announces: `Obiettivi di sviluppo`."""
        self.owner: str | None = None
        """Who answers for the open unit, as a line under its name says."""
        self.open_group: list[ObjectiveDraft] = []
        self.shared: frozenset[str] = frozenset()
        """Areas that open the titles of several services."""
        self.are_services = False
        """No area is named over objectives: what has no unit ends where a service begins."""
        self.letters: frozenset[str] = frozenset()
        """Letters that open the codes of services, and head an area by themselves."""

    def begin(self, line: int) -> ObjectiveDraft:
        """A new objective where the reader is."""
        group = self.title if self.series is Series.TRANSVERSAL else None
        draft = ObjectiveDraft(line, self.series, group=group, kind=self.kind, head=self.owner)
        self.placed(draft)
        return draft

    def title_read(self, paragraph: Paragraph) -> None:
        """A title may open a series, a unit, or the table of a cross-cutting theme."""
        if not paragraph.is_title:
            return
        text = one_line(paragraph.text).strip("*_ ")
        self._listing_read(paragraph)
        if _ITEM.match(text):
            return
        text = _AGAIN.sub("", _NUMBERING.sub("", text))
        plain = unaccented(text)
        if _OVER.search(plain):
            self.is_over = True
        elif (series := series_of(text)) is not None:
            self._enter(series)
        elif heads_segretario(paragraph):
            self._enter(Series.SEGRETARIO)
        elif self.series is Series.EXECUTIVE and _CLASS.match(plain):
            self.kind, self.is_over = sentence_case(text), False
        elif _EXECUTIVE.search(plain):
            if self.series is not Series.EXECUTIVE or self.open_group:
                self._enter(Series.EXECUTIVE)
            self.is_over = False
            self._area_of_plan_opened(text)
        elif not self._unit_opened(text, loosely=paragraph.is_sheet) and not (
            self.title and self.title.isupper() and not text.isupper()
        ):
            self.title = text

    def _area_of_plan_opened(self, title: str) -> None:
        """A title may say whose part of the plan it heads; again on a later page, no other."""
        found = _AREA_OF_PLAN.match(title)
        is_open = found and self.area and self.is_same((self.area, None), found["unit"])
        if found is not None and not is_open:
            self._unit_opened(found["unit"], loosely=False)

    def _listing_read(self, paragraph: Paragraph) -> None:
        """What a title announces holds over the coded lines under it."""
        if coded_item(paragraph.text) is None:
            self.listing = listing_of(paragraph, self.listing)

    def _enter(self, series: Series) -> None:
        self.is_over = False
        self.series = series
        self.area = self.service = self.title = self.kind = self.owner = None
        self.last_columns = ("", "", "", "")
        self.open_group = []

    def _unit_opened(self, text: str, *, loosely: bool) -> bool:
        is_sheet = loosely
        text = _OBJECTIVES_OF.sub("", text)
        if self.series is Series.EXECUTIVE and both_units(text) and not self.is_given:
            self.is_over, self.open_group = False, []
            self.open_unit(text)
            return True
        is_lettered = re.match(r"[A-Z]{1,4}(?=\s+[-–—]\s)", text)
        loosely = loosely or bool(is_lettered and is_lettered.group() in self.letters)
        loosely = loosely or self._goes_on_from_area(text)
        unit = named_unit(text, loosely=loosely, lower=True)
        is_inside = self.area is not None and self.area_is_named and not self.is_given
        is_plural = is_inside and not is_sheet and self.series is Series.EXECUTIVE
        if unit is None and is_plural and _PLURAL.match(text):
            self.service, self.owner, self.open_group = self.noted_service(text), None, []
            return True
        if unit is None or _FIGURES.search(unit.name) or _COUNTED.search(unit.name):
            return False
        is_other = self.listing or re.match(r"(?i)O\.?\s?S", unit.printed or "")
        if unit.level is None and is_other:
            return False
        known = self.organisation.by_code(unit.printed) if unit.printed else None
        ends_series = unit.level == "area" or (self.are_services and unit.level == "service")
        if self.series is not Series.EXECUTIVE and not ends_series and known is None:
            return False
        if unit.level is None and known is None and self.is_given:
            return False
        self.series, self.is_over = Series.EXECUTIVE, False
        self.open_group = []
        self.open_unit(text, loosely=loosely)
        return True

    def _goes_on_from_area(self, text: str) -> bool:
        """`A.G.1 Segreteria` under `A.G. Affari Generali`: its code goes on from the area's."""
        code, _, name = text.partition(" ")
        if self.area is None or not self.area.printed or not name[:1].isupper():
            return False
        head, last = code_parts(code.rstrip(".)"))
        return last.isdecimal() and head == plain_code(self.area.printed)

    def heads_service(self, text: str) -> bool:
        """`D1.1 Affari istituzionali`, in a named area: a code of two parts, and a name."""
        code, _, name = text.partition(" ")
        is_inside = self.area is not None and self.area_is_named and not self.is_given
        head, last = code_parts(code)
        is_coded = code[:1].isalpha() and last.isdecimal() and any(map(str.isdigit, head))
        is_coded = is_coded or self._goes_on_from_area(text)
        return is_inside and is_coded and name[:1].isupper()

    def open_unit(self, text: str, *, loosely: bool = False) -> None:
        """Goes to the unit a text introduces, noting it where the document listed none."""
        both = both_units(text)
        if both is None and (shared := next((a for a in self.shared if self._opens(a, text)), "")):
            both = shared, f"Servizio {text[len(shared) :].lstrip(' -–—/')}"
        if both is not None:
            self.open_unit(both[0])
            if named_unit(both[1]) is None and not self.is_given:
                self.service = self.noted_service(both[1])
            else:
                self.open_unit(both[1])
            return
        self.last_columns = ("", "", "", "")
        self.kind = self.owner = None
        unit = named_unit(text, loosely=loosely, lower=True)
        if unit is not None and unit.level is None and unit.printed in self.letters:
            unit = replace(unit, level="area")
        found = self.organisation.units_of(text)
        if unit is not None and unit.level == "service" and not self.is_given:
            found = [pair for pair in found if pair[1] is not None or pair[0].is_service]
        if found and (self.is_given or (unit is None) or self.is_same(found[0], text)):
            self.area, self.service = found[0]
            return
        if unit is None or self.is_given:
            return
        if unit.level == "area":
            self.area, self.service = self.organisation.area(unit.name, unit.printed), None
            self.area_is_named = True
        else:
            self.service = self.noted_service(unit.name, unit.printed)

    @staticmethod
    def _opens(area: str, text: str) -> bool:
        return re.match(rf"{re.escape(area)}\s+[-–—/]\s", text) is not None

    def open_named(self, unit: Named) -> None:
        """Goes to a unit that only its place tells."""
        self.series, self.is_over = Series.EXECUTIVE, False
        self.open_group = []
        self.last_columns = ("", "", "", "")
        self.kind = self.owner = None
        if unit.level == "area":
            self.area, self.service = self.organisation.area(unit.name, unit.printed), None
            self.area_is_named = True
        else:
            self.service = self.noted_service(unit.name, unit.printed)

    def is_same(self, found: tuple[AreaUnit, ServiceUnit | None], text: str) -> bool:
        """Whether a text says nothing but the name of a unit that was found in it."""
        name = tokens((found[1] or found[0]).name)
        said = [w for w in tokens(text) if w not in GENERIC and w not in STOP]
        return all(w in name for w in said)

    def noted_service(self, name: str, printed: str | None = None) -> ServiceUnit:
        """A service in the open area, or standing by itself where areas are never named."""
        if self.area is None or not self.area_is_named:
            self.area, service = self.organisation.lone_service(name, printed)
            self.area_is_named = False
            return service
        return self.organisation.service(self.area, name, printed)

    def columns_read(self, area: str, service: str, code: str, area_code: str = "") -> None:
        """The unit columns of a row; empty ones go on with what stands above."""
        if (area, service, code, area_code) == self.last_columns:
            return
        area = f"Settore {area}" if _ORDINAL_FIRST.match(area) else area
        self.last_columns = (area, service, code, area_code)
        if area:
            unit = named_unit(area, loosely=True)
            known = self.organisation.units_of(area)
            if known and (self.is_given or self.is_same(known[0], area)):
                self.area, self.service = known[0]
            else:
                own = area_code or (None if service else code)
                self.area = self.organisation.area(
                    unit.name if unit else area, (unit.printed if unit else None) or own or None
                )
                self.service = None
                self.area_is_named = True
        if service:
            self._service_column(service, code)
        elif code and not area and (coded := self.organisation.by_code(code)):
            self.area, self.service = coded

    def _service_column(self, text: str, code: str) -> None:
        named = named_unit(text)
        if named is not None and named.level == "area" and not self.is_given and not code:
            self.area, self.area_is_named = self.organisation.area(named.name, named.printed), True
            self.service = None
            return
        by_code = self.organisation.by_code(code or text) if code or is_code(text) else None
        if by_code and by_code[1]:
            self.area, self.service = by_code
            return
        known = self.organisation.units_of(text)
        inside = [pair for pair in known if pair[1] and (self.is_given or self.is_same(pair, text))]
        if inside:
            self.area, self.service = inside[0]
            return
        if self.is_given:
            found = self.organisation.service_of(text, self.area)
            if found is not None:
                self.service = found
                self.area = next(a for a, s in self.organisation.services() if s is found)
                return
        unit = named_unit(text, loosely=True)
        self.service = self.noted_service(
            unit.name if unit else text, (unit.printed if unit else None) or code or None
        )

    def is_total(self, text: str) -> bool:
        """Whether a row sums others up."""
        return _TOTAL.match(text) is not None

    def total_read(self, text: str) -> None:
        """A total closes the group above it and often names its service."""
        self.title = None
        said = text if self._names_known(text) else _OF_TOTALS.sub(" ", text)
        if self.series is Series.EXECUTIVE:
            for draft in self.open_group:
                self._settle(draft, said)
        self.open_group = []

    def _names_known(self, text: str) -> bool:
        """`Totale Affari generali`: whole names of units, whatever their words mean in totals."""
        said = f" {' '.join(tokens(text))} "
        names = [area.name for area in self.organisation.areas]
        names += [service.name for _, service in self.organisation.services()]
        own = (" ".join(w for w in tokens(name) if w not in GENERIC) for name in names)
        return any(name and f" {name} " in said for name in own)

    def _settle(self, draft: ObjectiveDraft, said: str) -> None:
        named = self.organisation.areas_of(said)
        if draft.area is None and named:
            draft.area = named[0]
        if draft.service is not None and not (named and named[0] is not draft.area):
            return
        area = named[0] if named else draft.area
        service = self.organisation.service_of(said, area)
        name = re.split(r"/|\s[-–]\s", said)[-1].strip()
        is_telling = any(w not in GENERIC and w not in STOP for w in tokens(name))
        if service is None and area is not None and not self.is_given and is_telling:
            is_area = self.organisation.areas_of(name) == [area]
            service = None if is_area else self.organisation.service(area, name)
        if service is None and area is not None and len(area.services) == 1:
            service = area.services[0]
        draft.area, draft.service = area, service

    def placed(self, draft: ObjectiveDraft) -> None:
        """Gives a new objective the open unit, and keeps it for the total to come."""
        draft.area = draft.area or self.area
        if draft.service is None and (draft.area is self.area):
            draft.service = self.service
        self.open_group.append(draft)


def series_named(text: str) -> str | None:
    """`OBIETTIVI TRASVERSALI`, `SEGRETARIO GENERALE` across a table: objectives of no area."""
    plain = unaccented(text)
    if "trasversal" in plain:
        return "trasversali"
    return "del" if _SEGRETARIO.fullmatch(plain.strip()) else None


def series_of(title: str) -> Series | None:
    """`Obiettivi trasversali`, `Obiettivi del Segretario`: a title of objectives of no unit."""
    plain = unaccented(title)
    is_of_objectives = "obiettiv" in plain
    if _SHARED.search(plain) or (
        "trasversal" in plain and (is_of_objectives or "performance" in plain)
    ):
        return Series.TRANSVERSAL
    return Series.SEGRETARIO if is_of_objectives and _OF_SEGRETARIO.search(plain) else None


def heads_segretario(title: Paragraph) -> bool:
    """`SEGRETARIO GENERALE`, set as the names of units are: the head of the Segretario's own."""
    stands_out = title.level > 0 or title.text.isupper()
    return stands_out and _SEGRETARIO.fullmatch(unaccented(one_line(title.text))) is not None
