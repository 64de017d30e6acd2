"""Whether the word `Servizio` is part of the names of services, or a label before them."""

import re
from collections.abc import Sequence

from importers.units.unitnames import UNIT_CODE
from importers.units.units import AreaUnit, Organisation, ServiceUnit
from importers.values.words import sentence_case, squeezed
from importers.whole.grid import Row, one_line
from italian.regex import regex

_NUMBER = rf"(?:(?:{UNIT_CODE}|\d{{1,2}}(?:\.\d{{1,2}})*[.)]?)\s*[-–—:]?\s*)?"
_BARE = regex(rf"^{_NUMBER}(?P<name>[^\W\d].*)$", re.DOTALL)
_WHOLE = regex(
    rf"^{_NUMBER}(?P<whole>Servizio\s+(?P<name>[^\W\d].*?))(?:\s+[-–—].*|\s*[(\[].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_LISTED = regex(r"[;,•·]")
_WORD = regex(r"^Servizio\s+(?=[A-ZÀ-Ù])")
_SAID_TWICE = regex(r"Servizio\s+Servizi\w?\b", re.IGNORECASE)
"""`Servizio Servizi sociali`: the word stands before every name, and is none of it."""


def name_as_printed(organisation: Organisation, rows: Sequence[Row]) -> None:
    """Calls services as lines or cells of their own print them, with the word or without it.

    `Servizio: Tributi`, `Servizio A.1 - Tributi` and a column of that heading print a label; so
    does a document that says most of the names without the word too.
    """
    texts = {one_line(row.cells[i]) for row in rows for i in row.fresh if row.cells[i] != row.sheet}
    whole = {squeezed(m["name"]): one_line(m["whole"]) for m in map(_WHOLE.match, texts) if m}
    parts = {part.strip() for text in texts for part in _LISTED.split(text)}
    bare = {squeezed(m["name"]) for m in map(_BARE.match, texts | parts) if m}
    named = [one for one in organisation.services() if squeezed(_bare(one[1].name)) in whole]
    said_bare = sum(squeezed(_bare(service.name)) in bare for _, service in named)
    is_label = said_bare * 2 > len(named) or any(map(_SAID_TWICE.search, texts))
    if is_label and any(service.name == _bare(service.name) for _, service in named):
        return
    for area, service in named:
        name = _bare(service.name)
        _rename(area, service, name if is_label else sentence_case(whole[squeezed(name)]))


def _bare(name: str) -> str:
    return _WORD.sub("", name)


def _rename(area: AreaUnit, service: ServiceUnit, name: str) -> None:
    """Of a service that stands alone the area is called the same."""
    if area.is_service and area.name == service.name:
        area.name = name
    service.name = name
