"""Facts said in passing: in brackets after a title, or one after another in a line.

`Archivio digitale (peso 40%)`, `peso 40%; scadenza 31/12/2026; responsabile E.Q.`: the label stands
before its value with or without a colon, and the value must be what the label promises.
"""

import re
from collections.abc import Sequence

from importers.tables.compound import votes
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.dates import days_in
from importers.values.figures import NUMBER
from importers.values.worded import in_digits
from italian.regex import regex

Fact = tuple[Role, str]

_BRACKETS = regex(r"^(?P<title>.*\S)\s*[(\[](?P<aside>[^()\[\]]+)[)\]]\W*$", re.DOTALL)
_WHOLE = regex(r"^\s*[(\[](?P<aside>[^\[\]]+)[)\]]\W*$", re.DOTALL)
_PARTED = regex(r"\s*[;|•]\s+|\s+[–—·-]\s+|\s*\|\s*")
_STOPS = regex(r"\.\s+(?=[A-ZÀ-Ù])|;\s+|\s+[–—·-]\s+")
_COMMAS = regex(r",\s+(?=[^\W\d])")
_SHARE = regex(rf"(?:{NUMBER})\s*(?:%|‰|/\s*\d+|punti|per\s?cento|millesimi)?")
_SERVED = regex(
    r"\bobiettivo (?P<kind>strategico|operativo) (?:n\.\s?)?"
    r"(?P<code>[A-Z]{1,4}\.?\s?\d+(?:[.\-/]\d+)*|\d{1,2}(?:\.\d{1,2})+)",
    re.IGNORECASE,
)
_DASHED = regex(r"^(?P<title>.*\S)\s+[–—-]\s+(?P<aside>[^–—]+)$", re.DOTALL)
_ENDS = regex(
    r"^(?P<title>.*[^\W\d]{3}\S*)\s+(?P<aside>(?:Peso|PESO|Scadenza|SCADENZA|Termine|TERMINE)\b.{2,30})$",
    re.DOTALL,
)
"""`Archivio digitale   Peso 40`: a label of its own at the end of a title's line."""
_SENTENCES = regex(
    r"\.\s+(?=[A-ZÀ-Ù])|\s+e\s+(?=(?:va|deve|da|scade|si|ne)\s)|;\s+|\s+[–—-]\s+|,\s+"
)
_SAID: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.WEIGHT,
        regex(
            r"(?:all['’]obiettivo\s+|l['’]obiettivo\s+|il\s+suo\s+)?"
            r"(?:(?:è|e['’]|ha|con|per|il|un|attribuit[oa]|assegnat[oa]|riconosciut[oa])\s+)*"
            r"(?:pes[oa]|vale|incide)\s+"
            r"(?:(?:è|e['’]|pari|di|del|al|a|per|il|un|attribuito|ponderale|relativo)\s+)*(?P<value>.+)",
            re.IGNORECASE,
        ),
    ),
    (
        Role.DEADLINE,
        regex(
            r"(?:(?:va|deve|da|si|sarà|è|il)\s+)*(?:(?:essere|previst[oa])\s+)?"
            r"(?:conclu\w+|complet\w+|realizz\w+|raggiun\w+|attua\w+|ultim\w+|chiu\w+|termin\w+|scad\w+"
            r"|entro)\s*(?P<value>(?:entro|il|al|per|è|fissat[oa]|previst[oa]|:|\s)*.{4,40})",
            re.IGNORECASE,
        ),
    ),
    (
        Role.OWNER,
        regex(
            r"(?:ne\s+)?(?:è\s+)?(?:risponde|affidat[oa]\s+a\w*|a\s+cura\s+d\w+|in\s+capo\s+a\w*"
            r"|assegnat[oa]\s+a\w*)\s+(?P<value>.+)",
            re.IGNORECASE,
        ),
    ),
)
"""Facts that a sentence says: `Ne risponde …; l'obiettivo pesa 30%; da concludere entro …`."""
_LED_TO = regex(
    r"(?:collegat[oa]\s+all?['’]?\s*)?(?:ob(?:iettivo|\.)\s+)?(?P<kind>strategico|operativo)\s+(?:n\.\s?)?(?P<code>(?=\S*\d)[A-Z\d][\w./-]*)",
    re.IGNORECASE,
)
"""`Strategico OS1` among other facts."""
_FILLER = regex(r"\s*(?:al)?l['’]obiettivo\s*", re.IGNORECASE)
"""What a sentence is about: `All'obiettivo, collegato …, è attribuito un peso del 30%`."""
_MOST_LABEL = 4
"""Words of a label."""


def without_aside(title: str, year: int) -> tuple[str, list[Fact]]:
    """A title without the facts at its end, in brackets or apart, and those facts."""
    for pattern in (_BRACKETS, _DASHED, _ENDS):
        found = pattern.match(title)
        facts = facts_in(found["aside"], year) if found else []
        if found and facts:
            return found["title"], facts
    return title, []


def facts_apart_of(role: Role, text: str, year: int) -> list[Fact]:
    """What a label says; apart, the facts that close a title: `Obiettivo: Verde (peso 40%)`."""
    title, facts = without_aside(text, year) if role is Role.OBJECTIVE else (text, [])
    return [(role, title), *facts]


def line_of_facts(text: str, year: int) -> list[Fact]:
    """The facts of a line that holds nothing else: two or more, all in brackets, or a sentence."""
    whole = _WHOLE.match(text)
    facts = facts_in(whole["aside"] if whole else text.rstrip(". "), year)
    if whole or len(facts) > 1:
        return facts
    alone = _said_in(text, year) if text.endswith(".") and text[:1].isupper() else None
    return [alone] if alone else []


def served_in(text: str) -> dict[Role, str]:
    """`obiettivo strategico OS1, obiettivo operativo OS1.01`: the codes of what is served."""
    return {
        Role.STRATEGIC if found["kind"].lower() == "strategico" else Role.REFERENCE: found["code"]
        for found in _SERVED.finditer(text)
    }


def facts_in(text: str, year: int) -> list[Fact]:
    """The facts that follow one another in a text; none where some piece of it is none."""
    for parting in (_PARTED, _STOPS, _COMMAS, _SENTENCES):
        facts = _facts(parting.split(text), year)
        if facts:
            return facts
    return []


def _facts(pieces: Sequence[str], year: int) -> list[Fact]:
    found: list[Fact] = []
    for piece in pieces:
        if _FILLER.fullmatch(piece):
            continue
        fact = _fact(piece.strip(), year)
        if fact is not None and found and fact[0] is found[-1][0] is Role.OWNER:
            found[-1] = (Role.OWNER, f"{found[-1][1]} – {piece.strip()}")
        elif fact is not None:
            found.append(fact)
        elif found and found[-1][0] is Role.OWNER and len(piece.split()) <= _MOST_LABEL:
            found[-1] = (Role.OWNER, f"{found[-1][1]} – {piece.strip()}")
        elif piece.strip():
            return []
    return found


def _fact(piece: str, year: int) -> Fact | None:
    if said := _said_in(piece, year):
        return said
    words = piece.split()
    for size in range(1, min(_MOST_LABEL, len(words) - 1) + 1):
        label = " ".join(words[:size])
        value = " ".join(words[size:])
        bare = label.rstrip(":=")
        role = role_of(bare) if is_only_heading(bare) or votes(bare, year) else None
        if role is Role.DEADLINE and not days_in(value, year):
            value = f"entro {value}"
        if role is not None and suits(role, value, year, is_said=label != bare):
            return role, value
    return None


def _said_in(piece: str, year: int) -> Fact | None:
    """A fact that a clause says without its label."""
    if led := _LED_TO.fullmatch(piece.strip(" .")):
        is_wide = led["kind"].lower() == "strategico"
        return Role.STRATEGIC if is_wide else Role.REFERENCE, led["code"]
    for role, pattern in _SAID:
        said = pattern.fullmatch(piece.strip(" ."))
        value = said["value"].strip() if said else ""
        if role is Role.DEADLINE and value and not days_in(value, year):
            value = f"entro {value}"
        if value and suits(role, value, year):
            return role, value
    return None


def suits(role: Role, value: str, year: int, *, is_said: bool = True) -> bool:
    """Whether a value is what its label promises; `is_said`: the label stands before a colon."""
    if role in (Role.WEIGHT, Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT):
        return _SHARE.fullmatch(in_digits(value)) is not None
    if role in (Role.DEADLINE, Role.TIMING):
        return bool(days_in(value, year)) and _STOPS.search(value) is None
    if role is Role.OWNER:
        return len(value.split()) <= 10 and not value[:1].isdigit()
    return is_said and role in (Role.CODE, Role.NUMBER, Role.YEARS, Role.SERVICE, Role.AREA)
