"""Codes of the DUP as printed: put in one spelling, recognised, and held against their text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importers.values.words import covered, rarity, stems
from italian.regex import regex
from ledger.plan import Operational
from ledger.plan.anomalies import AnomalyName

_OPERATIONAL = regex(r"[A-Z]{0,5}\d{1,3}[.\-/]\d{1,3}[A-Z]?")
_STRATEGIC = regex(r"[A-Z]{1,5}\d{1,2}")
_CODE_LIKE = regex(r"[A-Za-z]{0,5}[.\s\-]{0,2}[\dOolIS](?:[.\s\-/]{0,2}[\dOolIS]){0,5}[A-Za-z]?")
_PARTED = regex(
    r"(?=[\w./\-]*\d)(?=[\d./\-]*[A-Za-z])[A-Za-z\d]{1,5}(?:[./\-][A-Za-z\d]{1,5}){1,5}"
)
"""`2.A.3`, `RAG/1`: short pieces, some of them letters and some figures."""
_FEWEST_ALIKE = 3
_IS_DAY = regex(r"\d{1,2}[./\-](?:[A-Za-z]{3,5}|\d{1,2})[./\-](?:20)?\d\d")
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5"})

_OPEN = ("in_progress", "planned")

SAME_THING = 0.35
"""Below this share of common meaning a code and its text speak of different things."""
TOUCHES = 0.15
"""From this share up the action is read too: it may say what the description only hints at."""
SURE = 0.6
"""From this share up another row is worth proposing."""


def spelt(printed: str) -> str:
    """One spelling: no spaces, capitals. Nothing else is touched."""
    return re.sub(r"\s+", "", printed).upper().strip(".-")


_OPENING = regex(r"[A-Z]{1,4}\.?\s?\d+(?:[.\-/]\d+)*[A-Z]?(?=[\s:–-]|$)")
"""`OS 3.1 – Strade sicure`: letters and their number, with or without a space."""


def opening_code(text: str) -> str:
    """The code that a text opens with, before its title; its first word where none is one."""
    found = _OPENING.match(text)
    words = text.split()
    return spelt(found.group() if found else words[0].rstrip(":-–")) if words else ""


def shape_of(code: str) -> str:
    """`OS7.09` and `OS1.12` are made alike."""
    return re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", code))


def form_of(code: str) -> str:
    """How a code is put together, whatever the length of its pieces: `1.1.1` and `1.2.10` alike."""
    return re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "9", spelt(code)))


def usual_shape(codes: Iterable[str]) -> str | None:
    """The form that most of some codes have; None where they are too few to tell."""
    forms = Counter(form_of(code) for code in codes if looks_like_code(code))
    form, times = forms.most_common(1)[0] if forms else ("", 0)
    return form if times >= _FEWEST_ALIKE and times * 2 > forms.total() else None


def is_of_another_kind(code: str, other: str) -> bool:
    """`OS1` beside `OB-01`: what the second stands in serves, and not one more of its kind."""
    return shape_of(spelt(code)) != shape_of(spelt(other))


def looks_like_code(text: str) -> bool:
    """Whether a text is a code of the DUP, well written or not."""
    flat = text.strip()
    return (
        0 < len(flat) <= 14
        and not re.fullmatch(r"20\d\d", flat)
        and any(c.isdigit() for c in flat)
        and (_CODE_LIKE.fullmatch(flat) or _PARTED.fullmatch(flat)) is not None
        and not _IS_DAY.fullmatch(flat)
    )


def is_operational(code: str) -> bool:
    """Whether it is the code of an operational objective."""
    return _OPERATIONAL.fullmatch(code) is not None


def is_strategic(code: str) -> bool:
    """Whether it is the code of a strategic objective."""
    return _STRATEGIC.fullmatch(code) is not None


def strategic_of(code: str) -> str:
    """`OS7.09` belongs to `OS7`."""
    return re.split(r"[.\-/]", code)[0]


@dataclass(frozen=True)
class Reference:
    """What a printed code refers to, and what is wrong with it."""

    strategic: str | None = None
    operational: str | None = None
    kind: AnomalyName | None = None
    """Of the anomaly, where there is one."""
    reading: str | None = None


class Catalogue:
    """The DUP's objectives, by code and by what they speak of."""

    def __init__(self, strategic: Sequence[str], operational: Sequence[Operational]) -> None:
        self._named = frozenset(strategic)
        self.strategic = self._named | {
            parent for o in operational if is_strategic(parent := self._above(o.code))
        }
        self.operational = operational
        self.known = {o.code for o in operational}
        self._weight = rarity(o.title for o in operational)

    @property
    def is_empty(self) -> bool:
        """Whether the document has no DUP."""
        return not self.operational and not self.strategic

    def _above(self, code: str) -> str:
        """The strategic objective that a code belongs to: the longest that opens it."""
        opening = [c for c in self._named if re.match(rf"{re.escape(c)}[.\-/]", code)]
        return max(opening, key=len, default=strategic_of(code))

    def knows(self, printed: str) -> bool:
        """Whether a printed code is one of the DUP's, or of its strategic lines."""
        code = spelt(printed)
        return bool(code) and (code in self.known or code in self.strategic)

    def alike(self, code: str, text: str) -> float:
        """How far the rows with this code speak of what the text says, 0 to 1."""
        rows = (row for row in self.operational if row.code == code)
        return max((covered(text, row.title, self._weight) for row in rows), default=0.0)

    def closest(self, text: str) -> str | None:
        """The open row that surely speaks of the same thing; None where none does."""
        best, best_score = None, 0.0
        for row in self.operational:
            shared = stems(text) & stems(row.title)
            if row.state not in _OPEN or (len(shared) < 3 and len(shared) < len(stems(row.title))):
                continue
            score = covered(text, row.title, self._weight)
            if score > best_score:
                best, best_score = row.code, score
        return best if best_score >= SURE else None

    def refer(self, printed: str, text: str, action: str = "") -> list[Reference]:
        """What the code stands for; more than one where more than one thing is wrong.

        The first carries what goes in the plan, all of them their anomaly. A well-formed code is
        kept as printed even when it speaks of something else: the link is a person's to settle.
        """
        if self.is_empty:
            return [Reference()]
        code = spelt(printed)
        if not code:
            return [Reference(kind="missing_code", reading=self.closest(text))]
        if code in self.known:
            return self._known(code, text, action)
        if code in self.strategic:
            if not self.operational:
                return [Reference(strategic=code)]
            near = self.closest(text)
            return [Reference(strategic=code, kind="partial_code", reading=near)]
        above = self._above(code)
        parent = above if above in self.strategic else None
        alike = self.known or self.strategic  # what the document refers to
        if (is_operational(code) and parent) or shape_of(code) in {shape_of(c) for c in alike}:
            return [Reference(strategic=parent, kind="unknown_code", reading=self.closest(text))]
        return [Reference(kind="bad_code", reading=self._repaired(code) or self.closest(text))]

    def _known(self, code: str, text: str, action: str) -> list[Reference]:
        parent = self._above(code)
        found: list[Reference] = []
        score = self.alike(code, text)
        if score >= TOUCHES:
            score = max(score, self.alike(code, f"{text} {action}"))
        is_short = min(len(stems(text)), len(stems(self._title(code)))) < 5
        if score < (TOUCHES if is_short else SAME_THING):
            near = self.closest(text)
            reading = near if near != code else None
            found.append(Reference(parent, code, "code_mismatch", reading))
        states = {o.state for o in self.operational if o.code == code}
        if states <= {"achieved", "cancelled"}:
            near = self.closest(text)
            reading = near if near != code else None
            found.append(Reference(parent, code, "code_state", reading))
        return found or [Reference(parent, code)]

    def _title(self, code: str) -> str:
        return next(row.title for row in self.operational if row.code == code)

    def _repaired(self, code: str) -> str | None:
        """The one known code that a slip of the pen away is this one: `057`, `OS748`, `OS.7`."""
        shape = re.sub(r"[.\-/]", "", code).translate(_LOOK_ALIKE)
        matches = {
            known
            for known in self.known | self.strategic
            if re.sub(r"[.\-/]", "", known).translate(_LOOK_ALIKE) == shape
        }
        return matches.pop() if len(matches) == 1 else None

    def gaps(self) -> dict[str, list[str]]:
        """Numbers of each series that never appear, in order."""
        series: dict[str, set[int]] = {}
        width: dict[str, int] = {}
        for row in self.operational:
            parent, _, last = row.code.rpartition(".")
            if parent and last.isdecimal():
                series.setdefault(parent, set()).add(int(last))
                width[parent] = max(width.get(parent, 0), len(last))
        return {
            parent: [f"{parent}.{n:0{width[parent]}d}" for n in _missing(numbers)]
            for parent, numbers in series.items()
        }


_WIDEST_GAP = 5
"""More numbers left out in a row are a series that starts again: nothing is missing."""


def _missing(numbers: Iterable[int]) -> list[int]:
    """The numbers left out of a series."""
    ordered = [0, *sorted(numbers)]
    gaps = [range(a + 1, b) for a, b in pairwise(ordered)]
    return [n for gap in gaps if len(gap) <= _WIDEST_GAP for n in gap]
