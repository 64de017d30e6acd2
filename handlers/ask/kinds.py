"""What is asked, whatever it is asked of: the kind of a question, learnt from how people ask.

Names are put aside first (codes, offices, things, persons, numbers, days), so that a kind is known
by the words of the asking; how much each says for each kind is learnt (`kinds.json`, `make train`).
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from handlers.ask import cues
from handlers.understand.asking.intents import core_of, in_all_of, wording
from handlers.understand.days.day_words import MONTH, WEEKDAY
from italian.regex import regex
from italian.words import stem


class Kind(StrEnum):
    """Each is told apart from the others by what its answer has to say."""

    STANDING = "standing"
    MADE_IN_SPAN = "made_in_span"
    ON_A_DAY = "on_a_day"
    BY_MONTH = "by_month"
    CHART = "chart"
    COMPARED = "compared"
    LAST_YEAR = "last_year"
    EXPECTED = "expected"
    GAP = "gap"
    PACE = "pace"
    WHAT_IF = "what_if"
    TARGET = "target"
    WEIGHT = "weight"
    DEADLINE = "deadline"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    LATE = "late"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    DONE = "done"
    NOT_STARTED = "not_started"
    NO_TARGET = "no_target"
    NO_WEIGHT = "no_weight"
    UNPROVED = "unproved"
    PROOFS = "proofs"
    UNVALIDATED = "unvalidated"
    MINE_VALIDATED = "mine_validated"
    CONTESTED = "contested"
    SILENT = "silent"
    WHO_OWES_REPORT = "who_owes_report"
    WHO_VALIDATES = "who_validates"
    WHO_EVALUATES = "who_evaluates"
    WHO_OWNS = "who_owns"
    WHO_MAY = "who_may"
    WHO_WROTE = "who_wrote"
    LAST_REPORT = "last_report"
    MY_RECORDS = "my_records"
    HOW_MANY_RECORDS = "how_many_records"
    CHANGES = "changes"
    IMPROVED = "improved"
    FELL = "fell"
    BEST = "best"
    WORST = "worst"
    BELOW_ABOVE = "below_above"
    COUNT_OF = "count_of"
    LIST_OF = "list_of"
    MEANING = "meaning"
    PLAN_LINE = "plan_line"
    AMENDED = "amended"
    ANOMALIES = "anomalies"
    WHY_FIGURE = "why_figure"
    WHY_LOW = "why_low"
    MY_TASKS = "my_tasks"
    OTHERS_TASKS = "others_tasks"
    WHO_AM_I = "who_am_i"
    CAN_I = "can_i"
    PHASE = "phase"
    CALENDAR_DAYS = "calendar_days"
    SCHEDA = "scheda"
    PREMIUM = "premium"
    EVALUATIONS = "evaluations"
    STAFF = "staff"
    VACANT = "vacant"
    CAMPAIGN = "campaign"
    REMINDERS = "reminders"
    EVIDENCE_HOWTO = "evidence_howto"
    REPORT_HOWTO = "report_howto"
    CORRECT_HOWTO = "correct_howto"
    VALIDATE_HOWTO = "validate_howto"
    EVALUATE_HOWTO = "evaluate_howto"
    PLAN_HOWTO = "plan_howto"
    PEOPLE_HOWTO = "people_howto"
    EXPORT_HOWTO = "export_howto"
    PRIVACY = "privacy"
    WHAT_CAN_YOU_DO = "what_can_you_do"
    WHY_ASKED = "why_asked"
    RECORDED_CHECK = "recorded_check"
    MORE = "more"
    NOT_ANSWERABLE = "not_answerable"
    NOT_A_QUESTION = "not_a_question"


LONGEST = 300
"""Characters that are looked at: what is asked is said by then."""
PAIRS = 40
"""Words that are looked at two by two."""
PROPER = 2.3
"""How much a word has to say for some kind to be one of asking."""
SPEAKS = 0.8
"""How much a word has to say for one kind to be of its asking, where that kind is asked."""
OTHERS = (Kind.NOT_ANSWERABLE, Kind.NOT_A_QUESTION)
"""Kinds that speak of anything: what is said for them is no word of asking."""
DO = regex(
    r"\w{2,}(?:[aei]r(?:ci|si|mi|ti|vi|l[oaie]|ne|gli)|(?:(?<!ol)(?<!li)(?<!it)ar|(?<!i)er|ir)e)"
)
"""What is done, in the infinitive, is no name: `arrivarci`, `spostare`; `quartiere` may be one."""
REMEMBERED = 64
"""Questions whose kinds are kept: a turn asks for them several times."""
PIECE = 4
"""Letters of the pieces a word is looked at in: `scadono`, `scadenza`."""

_PERSON = regex(r"\b[a-z]\w*(?:[.-][a-z0-9]+)+\b")
_CODE = regex(
    r"(?<![\w.])(?:[a-z]{1,4}\.?[a-z]?\.?\d{1,2}(?:\.\d{1,3}){0,2}|(?:tr|sg)\.\d[\d.]*)\b"
)
_DAY = regex(
    rf"\b\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?\b|\b(?:\d{{1,2}} )?(?:{MONTH})\b"
    rf"|\b(?:{WEEKDAY})\b|\b(?:19|20)\d\d\b"
)
_NUMBER = regex(r"(?<![\w.])\d+(?:[.,]\d+)*(?: ?%| ?per ?cento)?")
_PLACES = ((_CODE, " xcode "), (_PERSON, " xperson "), (_DAY, " xday "), (_NUMBER, " xnum "))
_WORD = regex(r"[a-z]{2,}")
_NAMED = regex(
    r"\W*(?:(?:x(?:name|code)|il|lo|la|i|gli|le|l|un[ao]?|d[ei]|del|dell[aeo]?|dei|degli|al|all[aeo]?|ai|agli"
    r"|nell?[aeo]?|nei|negli|sul?|sull[aeo]|sui|sugli|in|per|con)\b\W*)*"
)
"""Names alone, as they are put aside: nothing says what is asked of them."""


@dataclass(frozen=True)
class Weights:
    """`rare`: how telling each sign is by itself; `by_sign`: what it says for which kinds."""

    rare: Mapping[str, float]
    by_sign: Mapping[str, Sequence[tuple[str, float]]]
    bias: Mapping[str, float]


@cache
def learnt() -> Weights:
    """The weights that `make train` fitted, read once."""
    file = resources.files("handlers.ask").joinpath("kinds.json")
    data = json.loads(file.read_text("utf-8"), parse_float=_Same().__getitem__)
    same: dict[tuple[str, float], tuple[str, float]] = {}
    signs = data["signs"]
    for sign, says in signs.items():
        signs[sign] = tuple([same.setdefault(one, one) for one in says.items()])
    return Weights(data["rare"], signs, data["bias"])


class _Same(dict[str, float]):
    """A number for each way to write it: there are a thousand, a hundred times each."""

    def __missing__(self, written: str) -> float:
        number = self[written] = float(written)
        return number


def masked(text: str, naming: frozenset[str]) -> str:
    """A question with what it names put aside: codes, persons, days, numbers, the plan's names."""
    plain = core_of(cues.written_out(text[:LONGEST]))
    for pattern, place in _PLACES:
        plain = pattern.sub(place, plain)
    return _WORD.sub(lambda word: _place(word[0], naming), plain)


def _place(word: str, naming: frozenset[str]) -> str:
    return "xname" if word in naming and word not in cues.TALK else word


def signs(text: str, naming: frozenset[str]) -> Iterator[str]:
    """Every sign of what is asked: words, pairs of them, pieces of each."""
    plain = masked(text, naming)
    yield from wording(plain, PAIRS)
    words = (f"<{word}>" for word in _WORD.findall(plain))
    yield from {f"g:{w[at : at + PIECE]}" for w in words for at in range(len(w) - PIECE + 1)}


@lru_cache(maxsize=REMEMBERED)
def likely(text: str, naming: frozenset[str]) -> dict[Kind, float]:
    """How likely each kind is, the likeliest first; of a name alone none is."""
    weights = learnt()
    if is_a_name(text, naming):
        return {Kind(k): float(k == Kind.NOT_A_QUESTION) for k in sorted(weights.bias, key=_last)}
    rare = {sign: weights.rare[sign] for sign in signs(text, naming) if sign in weights.rare}
    length = math.sqrt(sum(value * value for value in rare.values())) or 1.0
    found = {sign: value / length for sign, value in rare.items()}
    weighed = _shares(dict(weights.bias), weights.by_sign, found)
    return {Kind(k): weighed[k] for k in sorted(weighed, key=lambda one: -weighed[one])}


def is_a_name(text: str, naming: frozenset[str]) -> bool:
    """Whether a text is names and nothing else."""
    return _NAMED.fullmatch(masked(text, naming)) is not None


def _last(kind: str) -> bool:
    return kind != Kind.NOT_A_QUESTION


@lru_cache(maxsize=4096)
def speaks_for(word: str, kind: Kind) -> bool:
    """Whether a word is one of those by which a kind is known: beside it, it names nothing."""
    told = learnt().by_sign
    signs = (f"w:{word}", f"t:{stem(word)}")
    return any(one == kind and says >= SPEAKS for s in signs for one, says in told.get(s, ()))


@lru_cache(maxsize=4096)
def is_of_asking(word: str) -> bool:
    """Whether a word is one by which some kind is known, or says what is done: it names nothing."""
    if DO.fullmatch(word):
        return True
    told = learnt().by_sign
    signs = (f"w:{word}", f"t:{stem(word)}")
    says = (weight for one in signs for kind, weight in told.get(one, ()) if kind not in OTHERS)
    return max(says, default=0.0) >= PROPER


def _shares(
    scores: dict[str, float],
    weights: Mapping[str, Sequence[tuple[str, float]]],
    found: Mapping[str, float],
) -> dict[str, float]:
    """How likely each label is, by what each sign says for those it says something for."""
    for sign, value in found.items():
        if value:
            for label, weight in weights.get(sign, ()):
                scores[label] += weight * value
    return in_all_of(scores)
