"""What a question leaves out of what it asks about: offices, put as those that are left.

dirigente   a parte AS4, chi è indietro?               →  chi e indietro AS1 e AS2 e AS3 e AA1?
segretario  obiettivi in ritardo ma non quelli di AF   →  obiettivi in ritardo AA e AS e AT e APL?
"""

import re
from collections.abc import Iterator, Sequence

from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import EXCEPTING, thing_in
from italian.regex import regex
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.readings.query import What

BEFORE = regex(
    rf"[ ,]*{EXCEPTING}(?: (?:quell[ieao]|quei|gli|i|il|la|le|lo|obiettiv[oi]|indicator[ei]|dat[oi]"
    r"|serviz(?:io|i)|uffic(?:io|i)|are[ae]|d[aei]|d[ae]l|d[ae]i|degli|dell[aeo]|per)"
    r"| (?:dell|l)(?='))*[ ']+"
)
JOINS = regex(
    r"^(?: ?,| ed?| o| ne)+ (?:(?:quell[ieao]|d[aei]|d[ae]l|dell[aeo]|la|il)\b ?|(?:dell|l)' ?)*"
)
THINGS = (What.OBJECTIVES, What.INDICATORS)
MOST = 4
"""Words by which one office is named."""


def put_as_left(names: Names, plain: str) -> str:
    """A question in plain letters with the offices that are left in the place of those that are
    left out; as it is where something else is, or nothing would be left."""
    found = BEFORE.search(plain)
    if found is None:
        return plain
    out, after = _offices(names, plain[found.end() :].rstrip(" ?.!"))
    rest = f"{plain[: found.start()]} {after}"
    named = tuple(code for code in names.codes_in(rest) if code in names.units)
    thing = thing_in(rest)
    groups = (TRANSVERSAL, SEGRETARIO) if thing and thing[0] in THINGS else ()
    left = tuple(_left(names, named or names.own, out, groups))
    if not out or not left or set(left) == set(named or names.own):
        return plain
    for code in named:
        rest = re.sub(rf"\b{code.lower()}\b", " ", rest)
    return f"{' '.join(rest.split()).strip(' ?,')} {' e '.join(left)}?"


def _offices(names: Names, text: str) -> tuple[tuple[str, ...], str]:
    """The offices with whose names a text begins, one after the other, and what comes after."""
    words = text.split(" ")
    for size in range(1, min(MOST, len(words)) + 1):
        about = names.of(" ".join(words[:size]).strip(" ,"))
        if about.said and not about.unread and set(about.codes) <= names.units:
            after = " ".join(("", *words[size:]))
            more = JOINS.match(after)
            others, beyond = _offices(names, after[more.end() :]) if more else ((), "")
            codes = (*about.codes, *others)
            return codes, (beyond if others else after).lstrip(" ,")
    return (), text


def _left(
    names: Names, units: Sequence[str], out: Sequence[str], groups: Sequence[str]
) -> Iterator[str]:
    """The units without those that are left out, an area as its services where one of them is; of
    the whole ente the groups that are of no area too."""
    plan = names.plan
    every = (*plan.areas, *groups)
    for unit in every if units == (ENTE,) else units:
        inside = [s for s, area in plan.area_of_service.items() if area == unit]
        if unit in out:
            continue
        yield from [s for s in inside if s not in out] if set(inside) & set(out) else [unit]
