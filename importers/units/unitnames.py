"""The names and codes by which documents introduce areas and services."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from importers.values.words import unaccented, word_set
from italian.regex import regex

GENERIC = word_set(
    "area aree settore settori direzione dipartimento ripartizione servizio ufficio uffici "
    "uff unita organizzativa centro responsabilita cdr uo po eq peso totale obiettivi "
    "obiettivo dirigente dirigenti responsabile responsabili titolare incarico incaricato "
    "interim pt comune comunale omogenea posizione"
)

AREA_WORD = r"(?:MACRO\s?)?(?:AREA|SETTORE|SETT\.|DIREZIONE|DIREZ\.|DIPARTIMENTO|RIPARTIZIONE)"
SERVICE_WORD = (
    r"(?:SERVIZIO|SERV\.|UFFICIO|UFF\.|U\.?\s?O\.?(?:[CS]\.?)?|UNIT[AÀ] (?:ORGANIZZATIVA|OPERATIVA)"
    r"|UNIT[AÀ](?=\s+(?-i:[A-ZÀ-Ù][a-zà-ù]{3}))"
    r"|C\.?D\.?[RC]\.?|CENTRO DI (?:RESPONSABILIT[AÀ]|COSTO))"
)
_PREFIX_OF_CODE = regex(r"^(?:U\.?\s?O\.?|C\.?\s?D\.?\s?[RC]\.?)(?=\W|\d)", re.IGNORECASE)
"""Abbreviations that belong to the code they stand before: `U.O. 1.1`."""
UNIT_CODE = r"(?:[A-Z]{1,4}\.\s?)*[A-Z]{1,4}[.\-]?\s?\d{1,3}(?:\s?[.\-]\s?\d{1,3})*"
_ORDINAL = r"(?:\d{1,4}(?:\.\d{1,2})*|[IVX]{1,5})[°ºª^]?"
_HEADING = regex(
    rf"^(?:(?P<area>{AREA_WORD})|(?P<service>{SERVICE_WORD}))(?:\b|(?<=\.))\s*(?:N\.?\s*)?"
    rf"(?:(?P<code>{UNIT_CODE}|(?:[A-Z]\.){{1,4}}(?=\s*[-–—:]\s*{AREA_WORD}\b)"
    rf"|(?![IVX]+\b)[A-Z]{{1,4}}(?=\s*[-–—:]))(?![\w.])|(?P<ordinal>{_ORDINAL})(?![\w.]))?"
    r"\s*[-–—:.)]*\s*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CODED = regex(rf"^(?P<code>{UNIT_CODE})\s*[-–—:)]+\s*(?P<name>(?!\d{{1,3}}\b)\S.*)$", re.DOTALL)
_COUNTED = regex(
    r"^(?P<code>\d{1,2}(?:\.\d{1,2})*)(?:[.)]?\s+|\s*[-–:]\s*)(?P<name>[A-ZÀ-Ù].*)$", re.DOTALL
)
_LETTERED_AREA = regex(
    rf"^(?P<code>(?:[A-Z]{{1,3}}\.\s?)+[A-Z]{{0,3}}|[A-Z]{{1,3}}(?:\d{{1,2}})?)\s*[-–—:]?\s+(?P<name>(?i:{AREA_WORD})\b.*)$",
    re.DOTALL,
)
"""`A.T. Area Tecnica`."""
_LETTERED = regex(
    r"^(?P<code>(?:[A-Z]\.){2,4})\s+(?:[-–—]\s*)?(?P<name>[A-ZÀ-Ù]\S{2,}.*)$", re.DOTALL
)
"""`A.G. Affari Generali`."""
_SHORT_CODED = regex(
    r"^(?P<code>(?![IVX]{1,4}\s)[A-Z]{1,4})\s+[-–—]\s+(?P<name>[A-ZÀ-Ù][A-Za-zà-ù].*)$", re.DOTALL
)
"""`SA - Servizi amministrativi`, in a column of units."""
_NO_UNIT = word_set(
    "e.q. p.o. u.o. n.b. d.l. d.m. d.p. c.c. g.c. g.m. s.u. r.u.p. r.a. o.b. s.p.a. c.d.r."
)
_CODED_LOOSELY = regex(rf"^(?P<code>{UNIT_CODE})\s+(?P<name>[A-ZÀ-Ù]\S.*)$", re.DOTALL)
_CODED_SERVICE = regex(
    r"^(?P<code>(?!OB|OP|OS|IND|ART)[A-Z]{1,3}[.\-]?\d{1,2}(?:[.\-]\d{1,2})*)\.?\s+"
    r"(?P<name>(?:Servizio|SERVIZIO|Ufficio|UFFICIO)\s+(?:\w{1,5}['’\s]\s*)?[A-ZÀ-Ù][^:.;]+)$"
)
"""`S1.1 Servizio Tributi`: the word for its kind parts the code from the name."""


_TWO_UNITS = regex(
    rf"^(?P<area>{AREA_WORD}\b.*?)\s*[-–—/,]\s*(?P<service>{SERVICE_WORD}\b.*)$"
    rf"|^(?P<above>{AREA_WORD}\s+\S.*?[^\W\d]{{4}})\s+(?P<below>(?-i:Servizio|SERVIZIO)\s+(?-i:[A-ZÀ-Ù]).*)$",
    re.IGNORECASE,
)
"""`Settore Entrate – Servizio Tributi`; side by side in a box, nothing parts them."""
_TWO_CODED = regex(rf"^(?P<area>\S.*\S)\s+[-–—/]\s+(?P<service>{UNIT_CODE}\s+[-–—]\s+\S.*)$")
"""`S1 - Settore Entrate – S1.2 - Tributi`."""


def both_units(text: str) -> tuple[str, str] | None:
    """The area and the service of one title: `Settore Entrate - Servizio Tributi`."""
    flat = text.strip()
    found = _TWO_UNITS.match(flat)
    if found is not None:
        return found["area"] or found["above"], found["service"] or found["below"]
    found = _TWO_CODED.match(flat)
    if found is None:
        return None
    lettered = _SHORT_CODED.match(found["area"])
    if lettered is not None and found["service"].startswith(lettered["code"]):
        return f"Settore {found['area']}", found["service"]
    return (found["area"], found["service"]) if named_unit(found["area"]) else None


@dataclass(frozen=True)
class Named:
    """How a text introduces a unit."""

    level: str | None
    """`area`, `service`, or None when only a code tells."""
    printed: str | None
    name: str


_ENDS_POST = regex(
    r"(?<=\S)\s+(?:[-–—]\s+|(?=\())(?P<open>\()?(?:[Rr]esp(?:\.|onsabile)|[Dd]irigente|[Tt]itolare"
    r"|P\.\s?O\.|E\.\s?Q\.)\s*:?\s+(?=[A-Z]|(?:dott|dr|ing|arch|avv|geom|rag|sig|p\.i|comm)\b).*$"
)
"""`Ufficio Tributi – Resp. P.O. Anna Neri`: who answers for a unit, after its name."""
_ENDS_PERSON = regex(
    r"(?<=[^\W\d])\s*(?::|\s[-–—]|\()\s*(?:vacante\b.*|(?:(?:dott|dr|ing|arch|avv|geom|rag|sig|prof|p\.\s?i|comm|isp)"
    r"(?:\.?\s?ssa|\.?r?a)?\.?\s+)(?-i:[A-ZÀ-Ù][\w'’]+(?:\s+[A-ZÀ-Ù][\w'’]+){1,2}))\)?(?:\s*\([^()]*\))?$",
    re.IGNORECASE,
)
"""`Settore Tecnico: ing. Davide Moro`."""
_ENDS_CODE = regex(r"^(?P<name>.*\S)\s*\((?P<code>[A-Z]{1,4}(?:[.\-]?[A-Z\d]{1,3})*[.\-]?)\)$")
"""`Area Tecnica (A.T)`."""
_NUMBERED = regex(
    rf"^\d{{1,2}}(?:\.\d{{1,2}})*[.)]?\s+(?=(?:{AREA_WORD}|{SERVICE_WORD})\s)", re.IGNORECASE
)
"""`1.2 Servizio Anagrafe`: the number of the paragraph."""
_OBJECTIVES_OF = regex(
    rf"^(?:gli\s+)?(?:obiettivi|schede)\s+(?:\w+\s+){{0,3}}(?:del(?:la|l['’])?|al(?:la|l['’])?)\s*"
    rf"(?=(?:{AREA_WORD}|{SERVICE_WORD})\s)",
    re.IGNORECASE,
)
"""`Obiettivi assegnati al Settore Tributi`, over them."""
_SAID_TWICE = regex(
    rf"^{AREA_WORD}\s+(?=(?:(?:[A-Z]{{1,3}}\.\s?)+[A-Z]{{0,3}}|[A-Z]{{1,3}}\d{{1,2}})\s*[-–—:]?\s+"
    rf"{AREA_WORD}\s+\w)",
    re.IGNORECASE,
)
"""`AREA A.T.  AREA TECNICA`: a code between the word and the name, which says it again."""
_ORDINAL_FIRST = regex(
    rf"^(?P<ordinal>[IVX]{{1,5}}|\d{{1,2}}(?=[°ºª^]))[°ºª^]?\s+(?P<word>{AREA_WORD}|{SERVICE_WORD})"
    r"\s*[-–—:]?\s+(?=[^\W\d])",
    re.IGNORECASE,
)
"""`II Settore - Tributi`, `1^ Area Tecnica`."""
_OF_POST = regex(
    r"^(?:P\.?\s?O\.?|E\.?\s?Q\.?|POSIZIONE ORGANIZZATIVA|CENTRO DI RESPONSABILIT[AÀ]|C\.?D\.?R\.?)"
    r"\s*(?:N\.?|N[°º])?\s*\d{1,2}\s*[-–—:]\s*(?=[^\W\d])",
    re.IGNORECASE,
)
"""`P.O. n. 1 – Area Tecnica`: a post that stands for its unit."""


def named_unit(text: str, *, loosely: bool = False, lower: bool = False) -> Named | None:
    """A unit introduced by `SETTORE I - Affari generali`, `Servizio S1.2 Tributi`, `A.S.4 - …`.

    `loosely` also takes a code followed by a capital, as inside a table of the organisation;
    `lower` also a name in small letters, as in a title: `Ufficio anagrafe`.
    """
    flat = _ENDS_POST.sub("", re.sub(r"\s+", " ", text).strip())
    flat = _ENDS_PERSON.sub("", flat)
    flat = _OBJECTIVES_OF.sub("", _NUMBERED.sub("", flat))
    flat = _SAID_TWICE.sub("", flat)
    flat = _ORDINAL_FIRST.sub(r"\g<word> \g<ordinal> - ", flat)
    ends = _ENDS_CODE.match(flat)
    if ends:
        found = named_unit(ends["name"], loosely=loosely)
        return replace(found, printed=ends["code"]) if found and not found.printed else found
    post = _OF_POST.match(flat)
    if post:
        bare = flat[post.end() :]
        return named_unit(bare) or Named("area", None, bare)
    lettered = _LETTERED_AREA.match(flat)
    if lettered:
        return Named("area", lettered["code"].strip(), lettered["name"].strip())
    heading = _HEADING.match(flat)
    if heading:
        return _headed(heading, flat, lower=lower and _LOW.match(flat) is not None)
    letters = _LETTERED.match(flat)
    if letters and letters["code"].lower() not in _NO_UNIT and len(flat.split()) <= 10:
        return Named("area", letters["code"], letters["name"].strip())
    if loosely and (short := _SHORT_CODED.match(flat)):
        return Named(None, short["code"], short["name"].strip())
    if loosely and (counted := _COUNTED.match(flat)):
        printed = counted["code"] if "." in counted["code"] else None
        return Named(None, printed, counted["name"].strip())
    coded = (
        _CODED.match(flat)
        or _CODED_SERVICE.match(flat)
        or (_CODED_LOOSELY.match(flat) if loosely else None)
    )
    if coded is None:
        return None
    name = coded["name"].strip()
    return Named(_level_by(name), coded["code"], name)


def _level_by(name: str) -> str | None:
    """What a name that opens with its kind is: `T.1 - Servizio Opere`."""
    if re.match(rf"{AREA_WORD}\b", name, re.IGNORECASE):
        return "area"
    return "service" if re.match(r"(?:Servizio|SERVIZIO|Ufficio|UFFICIO)\s", name) else None


_LOW = regex(
    r"(?:Ufficio|Settore|Direzione|Area|Ripartizione|Dipartimento)\s+(?:(?:di|del|della|dei|per|alla?)\s+)?"
    r"(?!competent|responsabil|proponent|assegnat|interessat|coinvolt|riferiment|appartenenz|comunal)"
    r"[a-zà-ù]{4,}(?:\s+[^\W\d]+){0,5}$"
)


_NEEDS_NOUN = regex(
    r"(?:di|del|dell[ao]?|dei|degli|delle|dell['’])\s*(?=[A-ZÀ-Ù])\S|(?i:[a-zà-ù]+(?:ivo|ario|ico))\b"
)
"""`di Polizia Locale`, `Tecnico`: no name without the word before it."""


_LABELLED = regex(rf"{AREA_WORD}\s*:", re.IGNORECASE)
"""`AREA: Risorse`: a label, and the name."""


_OFFICE = regex(r"UFFICIO\b|UNIT[AÀ]\s(?!ORGANIZZATIVA|OPERATIVA)", re.IGNORECASE)
"""`Ufficio Anagrafe`, `Unità Personale`: the word is of the name."""


def _headed(heading: re.Match[str], flat: str, *, lower: bool = False) -> Named | None:
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
    if not (printed or ordinal) and _NEEDS_NOUN.match(name):
        return Named(level, None, flat)
    if not (printed or ordinal or name[:1].isupper() or (lower and name)):
        return None
    if level == "area":
        whole = "" if printed or _LABELLED.match(flat) else flat
        return Named(level, printed, whole or name)
    is_office = _OFFICE.match(flat) and not (printed or ordinal)
    return Named(level, printed, flat if is_office else name or flat)


def lettered_areas(texts: Iterable[str]) -> frozenset[str]:
    """Letters that head codes of services: with `A.1 - Tributi`, `A - Finanze` is an area."""
    found = (
        re.match(r"(?P<letters>[A-Z]{1,4})[.\s-]{0,2}\d{1,2}\s+[-–—]\s+[A-ZÀ-Ù]", t) for t in texts
    )
    return frozenset(one["letters"] for one in found if one)


def shared_areas(texts: Iterable[str]) -> frozenset[str]:
    """Areas that open several titles: `Area Tecnica - Opere`, `Area Tecnica - Verde`."""
    rests: dict[str, set[str]] = {}
    for text in texts:
        found = _PARTED.match(text.strip())
        if found is not None and len(text) < _LONGEST_TITLE:
            rests.setdefault(found["area"], set()).add(found["rest"])
    return frozenset(area for area, said in rests.items() if len(said) > 1)


def names_services_only(texts: Iterable[str]) -> bool:
    """Whether titles name several services and no area."""
    said = {text for text in texts if len(text) < _LONGEST_TITLE}
    units = [unit for unit in map(named_unit, said) if unit is not None and unit.level]
    return len(units) > 1 and all(unit.level == "service" for unit in units)


_PARTED = regex(
    rf"^(?P<area>{AREA_WORD}\b[^–—]*?[^\W\d]{{3,}})\s+[-–—/]\s+(?P<rest>[A-ZÀ-Ù].*)$", re.IGNORECASE
)
_LONGEST_TITLE = 120


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
