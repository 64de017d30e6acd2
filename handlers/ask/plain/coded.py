"""Names of things put as their codes, before anything else of a question is looked at: words of a
name that ask for something elsewhere (`museo senza barriere`, `agenti in servizio`) ask nothing.

metti vicini controlli veicolari e rilevamenti con etilometro   →   metti vicini apl1.2.1 e apl1.2.2
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from handlers.ask.cues import TALK
from handlers.ask.parts.about import Names
from handlers.understand import Reader
from italian.closed import PREPOSITIONS, one_of
from italian.regex import regex
from italian.words import clean, stem
from ledger.later import dataclass

TOKEN = regex(r"[a-z]{2,}|\d{2,4}")
SMALL = rf"{one_of('articles', 'coordinating', *PREPOSITIONS)}|senza|contro"
SMALL_WORD = regex(SMALL)
"""Small words within a name name nothing."""
GAP = re.compile(rf"(?:[ ']|\b(?:{SMALL})\b)*")
BESIDE = (
    regex(r"\b(?P<word>[a-z]{4,}) (?:ed?|o|con|contro) (?:l')?(?:\w{1,3} )?(?P<code>[a-z]+\d*)\b"),
    regex(r"\b(?P<code>[a-z]+\d*) (?:ed?|o|con|contro) (?:l')?(?:\w{1,3} )?(?P<word>[a-z]{4,})\b"),
)
COUNTS = regex(
    r"\bquant[ie](?= (?:a|ad|in|nel|da|dal|dall'|ne|e|abbiamo|ho|fino|finora)\b| ?[?]|$)"
)
"""How many, and of what is named beside it."""
BESIDE_IT = regex(r"[a-z]+ $")
LEAD = regex(rf"(?:^|[:,;(] ?|\b(?:{SMALL}|area|servizio|ufficio|settore)[ '])$")
"""Before a word that alone names an office."""


@dataclass(frozen=True)
class Token:
    """A word that stands in some name; `weak` is one that is said of anything."""

    start: int
    end: int
    stem: str
    weak: bool


@lru_cache(maxsize=8)
def _stems_by_code(reader: Reader) -> Mapping[str, frozenset[str]]:
    """The stems of what each unit, objective and indicator is called by itself."""
    plan = reader.plan
    names = {unit.code: unit.name for pair in plan.services() for unit in pair}
    names |= {objective.code: objective.title for objective in plan.objectives}
    names |= {i.code: " ".join((i.name, *i.aliases)) for _, i in plan.indicators()}
    return {code: frozenset(map(stem, _words(name))) for code, name in names.items()}


def _words(name: str) -> list[str]:
    return [word for word in TOKEN.findall(clean(name)) if not SMALL_WORD.fullmatch(word)]


@lru_cache(maxsize=8)
def _codes_by_stem(reader: Reader) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, stems in _stems_by_code(reader).items():
        for one in stems:
            found.setdefault(one, set()).add(code)
    return {one: frozenset(codes) for one, codes in found.items()}


def by_code(names: Names, plain: str) -> str:
    """A question in plain letters with what it plainly names put as codes."""
    for start, end, code in reversed(spans(names, plain)):
        plain = f"{plain[:start]}{code.lower()}{plain[end:]}"
    return _beside_units(names, plain)


def spans(names: Names, plain: str) -> list[tuple[int, int, str]]:
    """What a text in plain letters plainly names, in its order: from, to, its code."""
    return [one for run in _runs(names, plain) for one in _named(names, plain, run)]


def _beside_units(names: Names, plain: str) -> str:
    """`servizi e af`: a word that is said of anything names a unit beside another of its kind."""
    for pattern in BESIDE:
        for found in pattern.finditer(plain):
            unit, code = names.unit_called(found["word"]) or "", found["code"].upper()
            if {unit, code} <= names.units and names.kind(unit) is names.kind(code):
                start, end = found.span("word")
                return f"{plain[:start]}{unit.lower()}{plain[end:]}" if unit != code else plain
    return plain


def _runs(names: Names, plain: str) -> list[list[Token]]:
    """Words of names that stand one after the other, with but small words between."""
    known, runs = _codes_by_stem(names.reader), list[list[Token]]()
    for found in TOKEN.finditer(plain):
        if SMALL_WORD.fullmatch(found[0]):
            continue
        token = Token(found.start(), found.end(), stem(found[0]), found[0] in TALK)
        if token.stem not in known:
            continue
        if runs and GAP.fullmatch(plain[runs[-1][-1].end : token.start]):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _named(names: Names, plain: str, run: Sequence[Token]) -> list[tuple[int, int, str]]:
    """The pieces of a run that name one thing, the longest first: from, to, its code."""
    for size in range(len(run), 0, -1):
        for at in range(len(run) - size + 1):
            piece = run[at : at + size]
            if code := _code(names, plain, piece):
                before = _named(names, plain, run[:at])
                after = _named(names, plain, run[at + size :])
                return [*before, (piece[0].start, piece[-1].end, code), *after]
    return []


def _code(names: Names, plain: str, piece: Sequence[Token]) -> str:
    """The code of the one thing that a piece names, where it can be typed in its place."""
    known = _codes_by_stem(names.reader)
    codes = frozenset.intersection(*(known[token.stem] for token in piece))
    if not codes or len({token.stem for token in piece}) < len(piece):
        return ""
    said, units = plain[piece[0].start : piece[-1].end], names.units
    code = _one(names, codes, piece) if len(piece) > 1 else ""
    part = bool(code) and len(piece) < len(set(_words(names.plan.name_of(code))))
    if part and code not in units and piece[0].weak and sum(not one.weak for one in piece) < 2:
        code = ""  # `i dati di piani …` are data, and no name that begins so.
    if all(token.weak for token in piece) or (code in units and any(t.weak for t in piece[1:])):
        code = names.unit_in_full(said) or ""
    elif len(piece) == 1:
        unit = names.unit_called(said) or ""
        beside = BESIDE_IT.search(plain[: piece[0].start])
        around = f"{beside[0] if beside else ''}{said}"  # `servizio civile` is one name.
        called = _is_its_word(names, unit, said) and names.is_an_office({piece[0].stem}, around)
        unit = unit if called else ""
        led = LEAD.search(plain[: piece[0].start]) and codes <= {unit, *_inside(names, unit)}
        code = unit if led or codes == {unit} or _is_its_alone(names, unit, said, codes) else ""
        things = codes & names.plan.objectives.keys()
        if code and len(things) == 1 and COUNTS.search(plain):
            (code,) = things  # `SUE: quanti a luglio?` counts no offices.
    return code if code and names.codes_in(code.lower()) == (code,) else ""


def _is_its_word(names: Names, unit: str, word: str) -> bool:
    """Whether a word stands in a name but for its last letter: `privi` is not `privata`."""
    return any(word[:-1] == own[:-1] for own in _words(names.plan.name_of(unit)))


def _is_its_alone(names: Names, unit: str, word: str, codes: Collection[str]) -> bool:
    """Whether of those whose names have a word like it only the unit's has it as it is typed:
    `finanziaria` is no `finanziari`."""
    having = {code for code in codes if word in _words(names.plan.name_of(code))}
    return having == {unit}


def _inside(names: Names, unit: str) -> set[str]:
    """What is of a unit: where a word stands in its name too, the unit is meant."""
    plan = names.plan
    units = {s for s, area in plan.area_of_service.items() if area == unit} | {unit}
    inside = [o for o in plan.plan.objectives if o.unit in units]
    return {o.code for o in inside} | {i.code for o in inside for i in o.indicators}


def _one(names: Names, codes: frozenset[str], piece: Sequence[Token]) -> str:
    """Of what is called so the one that is meant: one's own, and of an objective and what is in it
    the nearest name."""
    plan = names.plan
    alive = [code for code in codes if code not in plan.cancelled]
    things = [c for c in alive if c in plan.indicators or c in plan.objectives]
    if len(things) < len(alive):
        units = [code for code in alive if code not in things]
        return units[0] if len(units) == 1 else ""
    own = [code for code in things if plan.objective_of(code).unit in names.near]
    things = own or things
    objectives = {plan.objective_of(code).code for code in things}
    if len(objectives) > 1:
        return ""
    own_name = {code: len(set(_words(plan.name_of(code)))) for code in things}
    nearest = [code for code in things if own_name[code] == min(own_name.values())]
    indicators = [code for code in nearest if code in plan.indicators]
    if len(indicators) > 1:
        return objectives.pop() if len(indicators) == len(nearest) else ""
    return max(nearest, default="", key=len)
