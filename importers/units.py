"""Areas and services as a document names them, the codes they get, and how words find them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from importers.words import STOP, alike, sentence_case, tokens, unaccented, word_set
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Area, Service

GENERIC = word_set(
    "area aree settore settori direzione dipartimento ripartizione servizio ufficio uffici "
    "uff unita organizzativa centro responsabilita cdr uo po eq peso totale obiettivi "
    "obiettivo dirigente dirigenti responsabile responsabili titolare incarico incaricato "
    "interim pt comune comunale omogenea posizione"
)
_RESERVED = frozenset({ENTE, SEGRETARIO, TRANSVERSAL})
"""Codes that stand for other things than a service."""

AREA_WORD = r"(?:MACRO\s?)?(?:AREA|SETTORE|DIREZIONE|DIPARTIMENTO|RIPARTIZIONE)"
SERVICE_WORD = (
    r"(?:SERVIZIO|UFFICIO|U\.?\s?O\.?(?:[CS]\.?)?|UNIT[AÀ] ORGANIZZATIVA|C\.?D\.?R\.?"
    r"|CENTRO DI (?:RESPONSABILIT[AÀ]|COSTO))"
)
_PREFIX_OF_CODE = re.compile(r"^(?:U\.?\s?O\.?|C\.?\s?D\.?\s?R\.?)(?=\W|\d)", re.IGNORECASE)
"""Abbreviations that belong to the code they stand before: `U.O. 1.1`."""
UNIT_CODE = r"(?:[A-Z]{1,4}\.\s?)*[A-Z]{1,4}[.\-]?\s?\d{1,3}(?:\s?[.\-]\s?\d{1,3})*"
_ORDINAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[°º]?"
_HEADING = re.compile(
    rf"^(?:(?P<area>{AREA_WORD})|(?P<service>{SERVICE_WORD}))(?:\b|(?<=\.))\s*(?:N\.?\s*)?"
    rf"(?:(?P<code>{UNIT_CODE}|(?![IVX]+\b)[A-Z]{{1,4}}(?=\s*[-–—:]))(?![\w.])|(?P<ordinal>{_ORDINAL})(?![\w.]))?"
    r"\s*[-–—:.)]*\s*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CODED = re.compile(rf"^(?P<code>{UNIT_CODE})\s*[-–—:)]+\s*(?P<name>\S.*)$", re.DOTALL)
_COUNTED = re.compile(
    r"^(?P<code>\d{1,2}(?:\.\d{1,2})*)(?:[.)]?\s+|\s*[-–:]\s*)(?P<name>[A-ZÀ-Ù].*)$", re.DOTALL
)
_LETTERED_AREA = re.compile(
    rf"^(?P<code>(?:[A-Z]{{1,3}}\.\s?)+[A-Z]{{0,3}}|[A-Z]{{1,3}})\s*[-–—:]?\s+(?P<name>(?i:{AREA_WORD})\b.*)$",
    re.DOTALL,
)
"""`A.T. Area Tecnica`."""
_LETTERED = re.compile(
    r"^(?P<code>(?:[A-Z]\.){2,4})\s+(?:[-–—]\s*)?(?P<name>[A-ZÀ-Ù]\S{2,}.*)$", re.DOTALL
)
"""`A.G. Affari Generali`."""
_SHORT_CODED = re.compile(
    r"^(?P<code>[A-Z]{2,4})\s+[-–—]\s+(?P<name>[A-ZÀ-Ù][a-zà-ù].*)$", re.DOTALL
)
"""`SA - Servizi amministrativi`, in a column of units."""
_NO_UNIT = word_set(
    "e.q. p.o. u.o. n.b. d.l. d.m. d.p. c.c. g.c. g.m. s.u. r.u.p. r.a. o.b. s.p.a. c.d.r."
)
_ENDS_ORDINAL = re.compile(
    rf"^{AREA_WORD}\s+(?:N\.?\s*)?\d{{1,2}}[°º]?\s*[-–—:.]\s*(?=\S)", re.IGNORECASE
)
_CODED_LOOSELY = re.compile(rf"^(?P<code>{UNIT_CODE})\s+(?P<name>[A-ZÀ-Ù]\S.*)$", re.DOTALL)


def _without_ordinal(name: str, code: str | None) -> str:
    """`Settore III - Tecnico` whose services are III.1, III.2: the numeral is the area's code."""
    found = re.match(rf"({AREA_WORD})\s+(\S+?)\s*[-–—:]\s*(?=\S)", name, re.IGNORECASE)
    if not found or not code or plain_code(found[2]) != code:
        return name
    return f"{found[1]} {name[found.end() :]}"


@dataclass
class ServiceUnit:
    name: str
    printed: str | None = None
    code: str = ""


@dataclass
class AreaUnit:
    name: str
    printed: str | None = None
    services: list[ServiceUnit] = field(default_factory=list)
    code: str = ""
    is_service: bool = False
    """The document has one level only, and calls it a service."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The words that tell it from the others: `AREA SERVIZI` is known by `servizi`."""
        words = [w for w in tokens(self.name) if w not in STOP]
        return tuple(w for w in words if w not in GENERIC) or tuple(words)


@dataclass(frozen=True)
class Named:
    """How a text introduces a unit."""

    level: str | None
    """`area`, `service`, or None when only a code tells."""
    printed: str | None
    name: str


_OF_POST = re.compile(
    r"^(?:P\.?\s?O\.?|E\.?\s?Q\.?|POSIZIONE ORGANIZZATIVA|CENTRO DI RESPONSABILIT[AÀ]|C\.?D\.?R\.?)"
    r"\s*(?:N\.?|N[°º])?\s*\d{1,2}\s*[-–—:]\s*(?=[^\W\d])",
    re.IGNORECASE,
)
"""`P.O. n. 1 – Area Tecnica`: a post that stands for its unit."""


def named_unit(text: str, *, loosely: bool = False) -> Named | None:
    """A unit introduced by `SETTORE I - Affari generali`, `Servizio S1.2 Tributi`, `A.S.4 - …`.

    `loosely` also takes a code followed by a capital, as inside a table of the organisation.
    """
    flat = re.sub(r"\s+", " ", text).strip()
    post = _OF_POST.match(flat)
    if post:
        bare = flat[post.end() :]
        return named_unit(bare) or Named("area", None, bare)
    lettered = _LETTERED_AREA.match(flat)
    if lettered:
        return Named("area", lettered["code"].strip(), lettered["name"].strip())
    heading = _HEADING.match(flat)
    if heading:
        return _headed(heading, flat)
    letters = _LETTERED.match(flat)
    if letters and letters["code"].lower() not in _NO_UNIT and len(flat.split()) <= 10:
        return Named("area", letters["code"], letters["name"].strip())
    if loosely and (short := _SHORT_CODED.match(flat)):
        return Named(None, short["code"], short["name"].strip())
    if loosely and (counted := _COUNTED.match(flat)):
        printed = counted["code"] if "." in counted["code"] else None
        return Named(None, printed, counted["name"].strip())
    coded = _CODED.match(flat) or (_CODED_LOOSELY.match(flat) if loosely else None)
    if coded is None:
        return None
    name = coded["name"].strip()
    level = "area" if re.match(rf"{AREA_WORD}\b", name, re.IGNORECASE) else None
    return Named(level, coded["code"], name)


def _headed(heading: re.Match[str], flat: str) -> Named | None:
    """A unit that opens with its kind: `Settore I - …`, `U.O. 1.1 - …`, `Ufficio anagrafe`."""
    name, code, ordinal = heading["name"].strip(), heading["code"], heading["ordinal"]
    if name and re.match(rf"{AREA_WORD}\b", name, re.IGNORECASE) and not heading["area"]:
        return Named("area", code, name)
    level = "area" if heading["area"] else "service"
    printed = code or (ordinal if ordinal and re.search(r"\d\.\d", ordinal) else None)
    prefix = _PREFIX_OF_CODE.match(flat)
    if printed and not code and prefix:
        printed = f"{prefix.group()} {printed}"
    if code and not name:
        return Named(level, code, flat)
    if not (printed or ordinal or name[:1].isupper()):
        return None
    if level == "area":
        whole = "" if printed else _ENDS_ORDINAL.sub("", flat)
        return Named(level, printed, whole or name)
    is_office = re.match(r"UFFICIO\b", flat, re.IGNORECASE) and not (printed or ordinal)
    return Named(level, printed, flat if is_office else name or flat)


def code_parts(printed: str) -> tuple[str, str]:
    """A printed code without its last part, and that part: `S1.2` is `S1` and `2`."""
    found = re.fullmatch(r"(.*\w)[.\s\-]+(\w+)", printed.strip()) or re.fullmatch(
        r"(.*[A-Za-z])(\d+)", printed.strip()
    )
    if not found:
        return plain_code(printed), ""
    return plain_code(found[1]), unaccented(found[2]).upper()


def same_code(one: str | None, other: str | None) -> bool:
    """`A.S. 4`, `A.S.4` and `as4` are one code; `S1.12` and `S11.2` are two."""
    if not one or not other or plain_code(one) != plain_code(other):
        return False
    numbers, others = re.findall(r"\d+", one), re.findall(r"\d+", other)
    return numbers == others or min(len(numbers), len(others)) <= 1


def plain_code(printed: str) -> str:
    """As people type it; one that is only a number gets a letter, since codes begin with one."""
    code = re.sub(r"[^A-Z0-9]", "", unaccented(printed).upper())
    return code if code[:1].isalpha() or not code else f"A{code}"


def _is_same(unit: AreaUnit | ServiceUnit, name: str, printed: str | None) -> bool:
    if printed:
        return same_code(printed, unit.printed)
    return tokens(unit.name) == tokens(name)


@dataclass
class Organisation:
    areas: list[AreaUnit] = field(default_factory=list)

    def area(self, name: str, printed: str | None = None) -> AreaUnit:
        """The area of this name or code, noted if it is new."""
        for area in self.areas:
            if _is_same(area, name, printed):
                return area
        self.areas.append(AreaUnit(sentence_case(name.strip(" -–:.")), printed))
        return self.areas[-1]

    def service(self, area: AreaUnit, name: str, printed: str | None = None) -> ServiceUnit:
        for service in area.services:
            if _is_same(service, name, printed):
                return service
        area.services.append(ServiceUnit(sentence_case(name.strip(" -–:.")), printed))
        return area.services[-1]

    def lone_service(self, name: str, printed: str | None) -> tuple[AreaUnit, ServiceUnit]:
        """A service met where no area is named: in the area its code tells, else in one of its own.

        Source: contract, "an area without one is its services' code without the last part".
        """
        if printed and re.search(r"\w[.\s\-]+\w+$", printed.strip()):
            head = code_parts(printed)[0]
            area = self.area(f"Area {head}", head)
            return area, self.service(area, name, printed)
        area = self.area(name, printed)
        area.is_service = True
        return area, self.only_service(area)

    def only_service(self, area: AreaUnit) -> ServiceUnit:
        """The area's first service; one of the same name where it lists none."""
        if not area.services:
            own = area.printed if area.is_service else None
            area.services.append(ServiceUnit(area.name, own))
        return area.services[0]

    def by_code(self, typed: str) -> tuple[AreaUnit, ServiceUnit | None] | None:
        wanted = plain_code(typed)
        for area in self.areas:
            for service in area.services:
                if same_code(typed, service.printed):
                    return area, service
        return next(
            (
                (area, None)
                for area in self.areas
                if same_code(typed, area.printed) or area.code == wanted
            ),
            None,
        )

    def services(self) -> Iterable[tuple[AreaUnit, ServiceUnit]]:
        return ((area, service) for area in self.areas for service in area.services)

    def units_of(self, text: str) -> list[tuple[AreaUnit, ServiceUnit | None]]:
        """The units a text names, in order; a service wins over its bare area."""
        for code in re.findall(rf"\b{UNIT_CODE}(?![\w])", text):
            if (coded := self.by_code(code)) is not None:
                return [coded]
        opening: list[str] = []
        segments: list[tuple[AreaUnit, list[str]]] = []
        words = [w for w in tokens(text) if w not in STOP]
        i = 0
        while i < len(words):
            area, length = self._area_at(words, i)
            if area is not None:
                segments.append((area, []))
            else:
                (segments[-1][1] if segments else opening).append(words[i])
            i += length
        found: list[tuple[AreaUnit, ServiceUnit | None]] = []
        for area, rest in segments:
            services = self._services_in(rest, [area])
            found.extend((area, service) for service in services)
            if not services:
                found.append((area, None))
        if not found:
            named = self._services_in(opening, self.areas)
            return [(a, s) for a, s in self.services() if s in named]
        exact = {id(area) for area, service in found if service}
        unique: dict[tuple[int, int], tuple[AreaUnit, ServiceUnit | None]] = {}
        for area, service in found:
            if service or id(area) not in exact:
                unique.setdefault((id(area), id(service)), (area, service))
        return list(unique.values())

    def areas_of(self, text: str) -> list[AreaUnit]:
        unique = {id(area): area for area, _ in self.units_of(text)}
        return list(unique.values())

    def service_of(self, text: str, area: AreaUnit | None) -> ServiceUnit | None:
        """The service a total or a label speaks of, within the area if one is known."""
        for found, service in self.units_of(text):
            if service and (area is None or found is area):
                return service
        words = [w for w in tokens(text) if w not in STOP]
        return self._best_service(words, [area] if area else self.areas)

    def _area_at(self, words: Sequence[str], start: int) -> tuple[AreaUnit | None, int]:
        best: tuple[AreaUnit | None, int, float] = (None, 1, 0.0)
        if words[start] in GENERIC:
            return None, 1
        for area in self.areas:
            keys = area.keys
            matched = 0
            for word, key in zip(words[start:], keys, strict=False):
                if alike(word, key) < 0.8:
                    break
                matched += 1
            share = matched / len(keys) if keys else 0.0
            if matched and share > 0.5 and (matched, share) > (best[1] if best[0] else 0, best[2]):
                best = (area, matched, share)
        return best[0], best[1]

    def _services_in(self, words: Sequence[str], areas: Sequence[AreaUnit]) -> list[ServiceUnit]:
        """The service that most of the words speak of, then one the other words surely name."""
        first = self._best_service(words, areas)
        if first is None:
            return []
        rest = [w for w in words if all(alike(w, n) == 0 for n in tokens(first.name))]
        second = self._best_service(rest, areas, least=0.8) if rest else None
        return [first] if second is None else [first, second]

    def _best_service(
        self, words: Sequence[str], areas: Sequence[AreaUnit], *, least: float = 0.45
    ) -> ServiceUnit | None:
        candidates = [service for area in areas for service in area.services]
        said = [w for w in words if w not in GENERIC and len(w) > 1]
        if not said or not candidates:
            return None
        scores = [0.0] * len(candidates)
        names = [tokens(candidate.name) for candidate in candidates]
        for word in said:
            hits = [max((alike(word, other) for other in name), default=0.0) for name in names]
            spread = sum(hit > 0 for hit in hits)
            for i, hit in enumerate(hits):
                scores[i] += hit / spread if spread else 0.0
        best = max(range(len(candidates)), key=scores.__getitem__)
        return candidates[best] if scores[best] >= least else None

    def settle(self) -> tuple[Area, ...]:
        """Gives every unit its code and returns them as the plan holds them.

        Source: contract, "How a document is read into it", areas and services.
        """
        for area in self.areas:
            self.only_service(area)
        self._code_areas()
        self._code_services()
        return tuple(
            Area(
                code=area.code,
                name=area.name,
                services=tuple(
                    Service(code=s.code, printed=s.printed, name=s.name) for s in area.services
                ),
            )
            for area in self.areas
        )

    def _code_areas(self) -> None:
        taken: set[str] = set()
        for order, area in enumerate(self.areas, start=1):
            wanted = plain_code(area.printed) if area.printed else self._code_from_services(area)
            area.name = _without_ordinal(area.name, wanted)
            if not wanted or wanted in taken or wanted in _RESERVED:
                wanted = next(
                    code for n in range(order, order + 100) if (code := f"A{n}") not in taken
                )
            area.code = wanted
            taken.add(wanted)

    def _code_from_services(self, area: AreaUnit) -> str | None:
        parts = [code_parts(s.printed) for s in area.services if s.printed]
        heads = [head for head, last in parts if last]
        if not heads or len(heads) < len(parts):
            return None
        return Counter(heads).most_common(1)[0][0]

    def _code_services(self) -> None:
        for area in self.areas:
            for order, service in enumerate(area.services, start=1):
                printed = plain_code(service.printed or "")
                service.code = printed or f"{area.code}{order}"
        counts = Counter(service.code for _, service in self.services())
        areas = {area.code for area in self.areas}
        taken: set[str] = set()
        for area, service in self.services():
            is_own = area.is_service and service.code == area.code
            hides = service.code in areas | _RESERVED and not is_own
            if counts[service.code] > 1 or hides or service.code in taken:
                service.code = self._with_hyphen(area, service, taken)
            taken.add(service.code)

    def _with_hyphen(self, area: AreaUnit, service: ServiceUnit, taken: set[str]) -> str:
        """`S1-12` where `S112` would be two services; counted on where even that is taken."""
        head, last = code_parts(service.printed) if service.printed else (area.code, "")
        order = area.services.index(service) + 1
        wanted = f"{head or area.code}-{last or order}"
        n = 1
        while wanted in taken:
            n += 1
            wanted = f"{head or area.code}-{last or order}-{n}"
        return wanted
