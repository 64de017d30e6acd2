"""Codes as people type them: `AS4.3.1`, `a.s. 4.3.1`, `as4 3 1`, `TR 2`.

Only shapes that name one of the plan's units, or look exactly like a code, are taken for codes, so
that a number is never mistaken for one.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Code, Person
from italian.regex import regex
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL, Plan


class Codes:
    """The codes of one plan, and how to find them in a cleaned text."""

    def __init__(self, plan: Plan, people: Iterable[str] = ()) -> None:
        self.indicators = {i.code: o.code for o, i in plan.indicators()}
        self.objectives = {o.code for o in plan.objectives}
        self.services = {s.code for _, s in plan.services()}
        self.areas = {a.code for a in plan.areas}
        units = self.services | {o.unit for o in plan.objectives} | {TRANSVERSAL, SEGRETARIO}
        others = [o.code for o in plan.strategic] + [o.code for o in plan.operational]
        self._others = {code.upper() for code in others}
        printed = {s.printed.lower() for _, s in plan.services() if s.printed}
        self._pattern = regex(_pattern(units, self.areas, printed, people), re.IGNORECASE)
        self._scopes = {**{u: u for u in units | self.areas}, ENTE: ENTE}

    def find(self, text: str) -> Iterator[Code | Person]:
        """Every typed code in order. One that the plan lacks has `code` None."""
        for found in self._pattern.finditer(text):
            name = str(found.lastgroup)
            if name == "person":
                yield Person(found.start(), found.end(), found[0], found[0])
            elif name == "unit":
                yield from self._numbered(text, found)
            elif name == "shape":
                typed = _tidy(found["shape"])
                if not self._is_other(typed) and not self._is_word(found["shape"]):
                    yield Code(found.start(), found.end(), found[0], self._known(typed))
            else:
                scope = self._scopes.get(re.sub(r"[.\s]", "", found[0]).upper())
                if scope:
                    yield Code(found.start(), found.end(), found[0], scope)

    def _numbered(self, text: str, found: re.Match[str]) -> Iterator[Code]:
        """A unit and the numbers after it, as many as make a code that exists."""
        unit = re.sub(r"[.\s]", "", found["unit"]).upper()
        dotted = _DOTTED.match(text, found.end())
        numbers = [str(int(n)) for n in re.findall(r"\d+", dotted[0])] if dotted else []
        if dotted and numbers:
            code = ".".join([unit, *numbers])
            yield Code(found.start(), dotted.end(), text[found.start() : dotted.end()],
                       self._known(code))  # fmt: skip
            return
        spaced = _SPACED.match(text, found.end())
        if spaced:
            for take in (2, 1):
                code = ".".join([unit, *(n for n in spaced.groups()[:take] if n)])
                if self._known(code) and (take == 2) == (code in self.indicators):
                    end = spaced.end(take)
                    yield Code(found.start(), end, text[found.start() : end], code)
                    return
        yield Code(found.start(), found.end(), found[0], self._scopes.get(unit))

    def _known(self, code: str) -> str | None:
        """The plan's code; `TR6.1` is `TR.6.1`."""
        dotted = re.sub(r"^([A-Z]+)(?=\d)", r"\1.", code)
        known = (c for c in (code, dotted) if c in self.indicators or c in self.objectives)
        return next(known, None)

    def _is_word(self, shape: str) -> bool:
        """A word and a decimal number: `cie 12.5`, `alle 15.30`."""
        word = re.match(r"([a-z]+) ", shape)
        if word is None:
            return False
        return word[1] in LEXICON.empty_words or word[1].upper() not in self.areas

    def _is_other(self, typed: str) -> bool:
        """Codes of the DUP and of strategic objectives, which are no code of ours."""
        head = re.match(r"[A-Z]+\d*", typed)
        return typed in self._others or bool(head and head[0] in self._others)

    def nearest(self, typed: str, among: frozenset[str] | None = None) -> tuple[str, ...]:
        """The three existing indicators (then objectives) that a wrong code most resembles."""
        wanted = _tidy(typed)
        depth = wanted.count(".")
        pool = list(self.indicators) if depth != 1 else [*self.objectives, *self.indicators]
        ranked = process.extract(wanted, sorted(pool), scorer=OSA.distance, limit=6, processor=None)
        mine = among or frozenset()
        best = sorted(ranked, key=lambda r: (r[1], r[0] not in mine, r[0]))
        return tuple(code for code, _, _ in best[:3])


_DOTTED = regex(r"\s?\.\s?\d{1,3}(?:\s?\.\s?\d{1,3}(?!\d|[.,]\d))?")
_SPACED = regex(r"\s(\d{1,2})(?:[.\s](\d{1,2}))?(?![\d,.]\d|\d|\s?[%/€])")


def _tidy(typed: str) -> str:
    """`a.x. 9 . 1` is `AX9.1`: letters and the unit's number together, then the numbers."""
    bare = re.sub(r"\s", "", typed).upper()
    head = re.match(r"((?:[A-Z]\.?)+?)\.?(\d*)((?:[.\-]\d+)*)$", bare)
    if not head:
        return bare
    numbers = [str(int(n)) for n in re.findall(r"\d+", head[3])]
    return ".".join([head[1].replace(".", "") + head[2], *numbers])


def _spelled(unit: str) -> str:
    """A unit's code with the dots and blanks people put in it (`a.s. 4`).

    No blank after letters that are a word of their own: `a 1` is no service A1.
    """
    letters = re.match(r"[A-Z]*", unit)
    head = letters[0] if letters else ""
    gap = r"\.?" if head.lower() in LEXICON.empty_words else r"[.\s]?\s?"
    spelled = r"(?:\.\s?)?".join(re.escape(c) for c in head)
    rest = re.escape(unit[len(head) :])
    return spelled + (gap + rest if rest else r"\.?")


def _pattern(units: set[str], areas: set[str], printed: set[str], people: Iterable[str]) -> str:
    persons = "|".join(re.escape(p.lower()) for p in sorted(people, key=len, reverse=True) if p)
    roles = "|".join(role for role in Role if role.needs_unit)
    unit_codes = "|".join(re.escape(u) for u in sorted(units | areas, key=len, reverse=True))
    forms = [_spelled(unit) for unit in sorted(units, key=len, reverse=True)]
    spelled = "|".join([*(re.escape(p) for p in sorted(printed, key=len, reverse=True)), *forms])
    named = [a for a in areas if a.lower() not in LEXICON.empty_words and len(a) > 1]
    alone = "|".join(_spelled(a) for a in sorted(named, key=len, reverse=True))
    return (
        rf"(?<![\w.])(?:(?P<person>(?:{roles})\.(?:{unit_codes})(?!\w)"
        rf"{'|(?:' + persons + ')(?![^ ,;:!?])' if persons else ''})|(?P<unit>{spelled})(?!\w)"
        r"|(?P<shape>(?:[a-z]\.?){1,4}\s?\d{1,2}\s?\.\s?\d{1,2}(?:\s?[.\-]\s?\d{1,3})?(?!\w|[.,]\d))"
        rf"|(?P<area>{alone or 'ENTE'})(?![\w'])|(?P<ente>ente)(?!\w))"
    )
