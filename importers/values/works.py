"""Pieces of work said in one line: `Fase 1 (30%): Gara - dal 15/01/2026 al 31/03/2026`."""

import re

from importers.forms.inline import BULLET, WORDED
from importers.tables.roles import Role
from importers.values.dates import days_in, deadline_days, months_named
from importers.values.facts import told_in
from importers.whole.grid import one_line
from italian.regex import regex

_BETWEEN = regex(r"\s+[–—-]\s+|\s*[;|]\s+|\s*\(|\)")
_WEIGHT = regex(
    r"(?:peso|incidenza|pesatura)?\s*:?\s*(?P<weight>\d{1,3}(?:[.,]\d+)?\s?%|(?<=\s)\d{1,3}(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_SPAN = regex(r"dal(?:l['’])?\s*(?P<start>\S.*?)\s+al(?:l['’])?\s*(?P<end>\S.*)", re.IGNORECASE)
_MONTHS = regex(
    r"(?:da(?:l mese di)?\s+)?(?P<start>[a-z]{3,9})\.?"
    r"(?:\s*(?:[-–—/]|a(?:l mese di)?(?=\s))\s*(?P<end>[a-z]{3,9})\.?)?",
    re.IGNORECASE,
)
"""`gennaio–marzo`, `da aprile a settembre`, `dicembre`: the months in which work goes on."""
_OPENS_DAY = regex(r"(?:entro|al|fino al|scadenza|termine|il)\b|\d", re.IGNORECASE)
_ANY_YEAR = 2000
_ROLES = {Role.WEIGHT: Role.PHASE_WEIGHT, Role.DEADLINE: Role.DEADLINE}
"""What a piece of work says of itself."""


def phase_said(text: str) -> dict[Role, str]:
    """A phase written in one line, its parts under their roles."""
    bare = WORDED.sub("", one_line(BULLET.sub("", text)))
    said = _parted(bare)
    told = told_in(bare, _ANY_YEAR)
    is_more = told is not None and len(told.facts) > len(said) - 1
    if told is not None and is_more and told.name and told.roles <= _ROLES.keys():
        return {Role.PHASE: told.name, **{_ROLES[role]: value for role, value in told.facts}}
    return said


def _parted(bare: str) -> dict[Role, str]:
    """The name of a phase and its facts, where a sign parts each from the others."""
    name: list[str] = []
    said: dict[Role, str] = {}
    for piece in (piece.strip(" :,.") for piece in _BETWEEN.split(bare)):
        facts = _facts(piece)
        if facts:
            said.update({role: value for role, value in facts.items() if role not in said})
        elif piece:
            name.append(piece)
    title = " – ".join(name)
    head, colon, tail = title.partition(":")
    if colon and days_in(tail, _ANY_YEAR) and Role.DEADLINE not in said:
        title, said[Role.DEADLINE] = head, tail.strip()
    return {Role.PHASE: title.strip(" :"), **said}


def bears_weight(text: str) -> bool:
    """Whether an item says a weight or a day of its own, as a piece of work does."""
    return bool({Role.PHASE_WEIGHT, Role.DEADLINE} & set(phase_said(text)))


def _facts(piece: str) -> dict[Role, str]:
    """The weight or the days of a piece that holds nothing else."""
    weight = _WEIGHT.fullmatch(piece)
    if weight is not None:
        return {Role.PHASE_WEIGHT: weight["weight"]}
    span = _SPAN.fullmatch(piece)
    if span is not None and days_in(span["end"], _ANY_YEAR):
        return {Role.START: span["start"], Role.DEADLINE: span["end"]}
    months = _MONTHS.fullmatch(piece)
    if months is not None and all(deadline_days(m, _ANY_YEAR) for m in months.groups() if m):
        first = months_named(months["start"])
        if first:
            return {Role.START: f"1/{first[0]}", Role.DEADLINE: months["end"] or months["start"]}
    is_day = len(piece.split()) <= 6 and _OPENS_DAY.match(piece) is not None
    return {Role.DEADLINE: piece} if is_day and days_in(piece, _ANY_YEAR) else {}
