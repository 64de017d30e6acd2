"""Areas and services as a document names them, the codes they get, and how words find them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from importers.units.unitnames import (
    AREA_WORD,
    GENERIC,
    UNIT_CODE,
    code_parts,
    plain_code,
    same_code,
)
from importers.values.words import STOP, alike, sentence_case, tokens
from italian.regex import regex
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Area, Service

_RESERVED = frozenset({ENTE, SEGRETARIO, TRANSVERSAL})
"""Codes that stand for other things than a service."""


_ORDINAL_OF_AREA = regex(
    rf"^{AREA_WORD}\s+(?:N\.?\s*)?(?:\d{{1,2}}|[IVX]{{1,5}})[°ºª^]?\s*[-–—:.]\s*(?=\S)",
    re.IGNORECASE,
)


def _without_ordinal(name: str) -> str:
    """`Settore II - Tributi` is called Tributi."""
    found = _ORDINAL_OF_AREA.match(name)
    return sentence_case(name[found.end() :]) if found else name


@dataclass
class ServiceUnit:
    """A service as a document names it; `code` is empty until `Organisation.settle`."""

    name: str
    printed: str | None = None
    code: str = ""


@dataclass
class AreaUnit:
    """An area with its services as a document names it; `code` comes with `settle`."""

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


def _is_same(unit: AreaUnit | ServiceUnit, name: str, printed: str | None) -> bool:
    if printed:
        return same_code(printed, unit.printed)
    return tokens(unit.name) == tokens(name)


def _is_ordinal_of(bare: str, name: str) -> bool:
    """`Settore II` is the one that is called `Settore II - Servizi alla persona` elsewhere."""
    if not re.fullmatch(
        rf"{AREA_WORD}\s+(?:N\.?\s*)?(?:\d{{1,2}}|[IVX]{{1,5}})[°º]?", bare, re.IGNORECASE
    ):
        return False
    said = tokens(bare)
    return len(tokens(name)) > len(said) and tokens(name)[: len(said)] == said


def _coded_name(code: str | None) -> str:
    """What an area is called that only the codes of its services tell."""
    return f"Area {code}"


@dataclass
class Organisation:
    """The units met so far, in the order of the document."""

    areas: list[AreaUnit] = field(default_factory=list)

    def area(self, name: str, printed: str | None = None) -> AreaUnit:
        """The area of this name or code, noted if it is new."""
        for area in self.areas:
            if _is_same(area, name, printed):
                if area.name == _coded_name(area.printed):
                    area.name = sentence_case(name.strip(" -–:."))
                return area
            if printed is None and _is_ordinal_of(area.name, name):
                area.name = sentence_case(name.strip(" -–:."))
                return area
            if printed is None and _is_ordinal_of(name, area.name):
                return area
        self.areas.append(AreaUnit(sentence_case(name.strip(" -–:.")), printed))
        return self.areas[-1]

    def service(self, area: AreaUnit, name: str, printed: str | None = None) -> ServiceUnit:
        """The area's service of this name or code, noted if it is new."""
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
            area = self.area(_coded_name(head), head)
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
        """The unit a printed code is of, a service before its area; None for an unknown code."""
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
        """Every service with its area, in order."""
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
        """The areas a text names, by themselves or by their services, each once."""
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
            named, area.name = area.name, _without_ordinal(area.name)
            for service in area.services:
                service.name = area.name if service.name == named else service.name
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
