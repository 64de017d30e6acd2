"""Facts said in passing: in brackets after a title, or one after another in a line.

`Archivio digitale (peso 40%)`, `peso 40%; scadenza 31/12/2026; responsabile E.Q.`: the label stands
before its value with or without a colon, and the value must be what the label promises.
"""

import re
from collections.abc import Sequence

from importers.compound import votes
from importers.dates import days_in
from importers.figures import NUMBER
from importers.headings import role_of
from importers.headingwords import is_only_heading
from importers.roles import Role
from italian.regex import regex

Fact = tuple[Role, str]

_BRACKETS = regex(r"^(?P<title>.*\S)\s*[(\[](?P<aside>[^()\[\]]+)[)\]]\W*$", re.DOTALL)
_WHOLE = regex(r"^\s*[(\[](?P<aside>[^\[\]]+)[)\]]\W*$", re.DOTALL)
_PARTED = regex(r"\s*[;|•]\s+|\s+[–—·-]\s+|\s*\|\s*")
_COMMAS = regex(r",\s+(?=[^\W\d])")
_SHARE = regex(rf"(?:{NUMBER})\s*(?:%|‰|/\s*\d+|punti)?")
_SERVED = regex(
    r"\bobiettivo (?P<kind>strategico|operativo) (?:n\.\s?)?"
    r"(?P<code>[A-Z]{1,4}\.?\d+(?:[.\-/]\d+)*)",
    re.IGNORECASE,
)
_MOST_LABEL = 4
"""Words of a label."""


def without_aside(title: str, year: int) -> tuple[str, list[Fact]]:
    """A title without the facts in brackets at its end, and those facts."""
    found = _BRACKETS.match(title)
    facts = facts_in(found["aside"], year) if found else []
    return (found["title"], facts) if found and facts else (title, [])


def line_of_facts(text: str, year: int) -> list[Fact]:
    """The facts of a line that holds nothing else: two or more, or all in brackets."""
    whole = _WHOLE.match(text)
    facts = facts_in(whole["aside"] if whole else text.rstrip(". "), year)
    return facts if whole or len(facts) > 1 else []


def served_in(text: str) -> dict[Role, str]:
    """`obiettivo strategico OS1, obiettivo operativo OS1.01`: the codes of what is served."""
    return {
        Role.STRATEGIC if found["kind"].lower() == "strategico" else Role.REFERENCE: found["code"]
        for found in _SERVED.finditer(text)
    }


def facts_in(text: str, year: int) -> list[Fact]:
    """The facts that follow one another in a text; none where some piece of it is none."""
    for parting in (_PARTED, _COMMAS):
        facts = _facts(parting.split(text), year)
        if facts:
            return facts
    return []


def _facts(pieces: Sequence[str], year: int) -> list[Fact]:
    found: list[Fact] = []
    for piece in pieces:
        fact = _fact(piece.strip(), year)
        if fact is not None:
            found.append(fact)
        elif found and found[-1][0] is Role.OWNER and len(piece.split()) <= _MOST_LABEL:
            found[-1] = (Role.OWNER, f"{found[-1][1]} – {piece.strip()}")
        elif piece.strip():
            return []
    return found


def _fact(piece: str, year: int) -> Fact | None:
    words = piece.split()
    for size in range(1, min(_MOST_LABEL, len(words) - 1) + 1):
        label = " ".join(words[:size])
        value = " ".join(words[size:])
        bare = label.rstrip(":=")
        role = role_of(bare) if is_only_heading(bare) or votes(bare, year) else None
        if role is not None and _suits(role, value, year, is_said=label != bare):
            return role, value
    return None


def _suits(role: Role, value: str, year: int, *, is_said: bool) -> bool:
    if role in (Role.WEIGHT, Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT):
        return _SHARE.fullmatch(value) is not None
    if role in (Role.DEADLINE, Role.TIMING):
        return bool(days_in(value, year))
    if role is Role.OWNER:
        return len(value.split()) <= 10 and not value[:1].isdigit()
    return is_said and role in (Role.CODE, Role.NUMBER, Role.YEARS, Role.SERVICE, Role.AREA)
