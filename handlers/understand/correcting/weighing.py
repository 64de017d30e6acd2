"""Which of all that a message may do to what was told before it is meant.

Everything that speaks for an edit and against it is a sign: what the message says, for each sort of
edit (here), and how the edit fits its figures, days and names (`bearing`). How much each says is
learnt (`corrections.json`, `make train`).
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources

from handlers.understand.asking.intents import LOOKED_AT, core_of, wording
from handlers.understand.correcting.bearing import (
    NEGATIVE,
    Sequel,
    names,
    own_signs,
    same_digits,
    values_of,
)
from handlers.understand.correcting.denials import DENIED
from handlers.understand.correcting.edits import Edit, Sort
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.choosing import dot
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Day, Manner, Mark, Number, Word
from handlers.understand.reading import ASKING, Intent, Mode, Reading
from handlers.understand.telling import steps
from italian.regex import regex
from ledger.later import dataclass

_TAKES_AWAY = (
    r"t[oi][lg]g\w*", r"tolt[oaie]", r"lev[aio]\w*", r"cancell\w+", r"annul+\w+", r"elimin\w+",
    r"scart\w+", r"ignor\w+", r"cestin\w+", r"depenn\w+", r"rimuov\w+", r"ritir\w+", r"butt\w+",
    r"stralc\w+", r"null[oie]", r"via",
)  # fmt: skip
"""What takes something away, in whatever person or mood."""
_WRONG = (*LEXICON.corrections.strong, r"ret+\w*", r"corr?e\w*", r"sb\w*gl\w+", r"mal[ei]?")
_CUES = {
    "undo": any_of(LEXICON.corrections.undo),
    "takes": any_of(_TAKES_AWAY),
    "strong": any_of(word.removeprefix("^") for word in _WRONG),
    "swapped": any_of(LEXICON.corrections.swapped),
}
_ON = r"ed?|poi|inoltre|anche|(?:in )?piu|altr[ieao]|ancora|pure"
_GOES_ON, _MORE = regex(rf"(?:{_ON})\b"), regex(rf"\b(?:{_ON}|aggiun\w+)\b")
_SAID = {
    "no": regex(r"^(?:(?:ah|eh|ma|ops|scus\w+|aspe\w*'?|\w{3,6}),? )?(?:no|nono|noo+|anzi)\b"),
    "excuse": regex(r"\b(?:scus\w+|sorry|pardon|ops|perdon\w+|chiedo venia)\b"),
    "right": regex(
        r"\b(?:ok|giust[oaie]|corrett[oaie]|va(?:nno)? ben\w+|conferm\w+|a posto|rest\w+"
        r"|lasci\w+)\b"
    ),
    "negative": NEGATIVE,
    "whole": regex(r"\b(?:tutt[oaie]|entramb[ie]|messaggi[oi])\b"),
    "of_days": regex(r"\b(?:data|giorno|giornata|date)\b"),
    "star": regex(r"\*"),
    "question": regex(r"\?"),
    "more": _MORE,
    "nothing": regex(r"\bnon \w+ (?:nulla|niente) (?:da|di)\b"),
}
_EARLY = 14
"""Characters within which a cue opens a message."""
_SHORT, _LONG = 4, 12
_BARE_FIGURE = regex(r"\W*\d[\d.,]*\W*")
_WERE = regex(r"\berano? \d")
_FAMILY = {
    sort: sort for sort in (Sort.NEWS, Sort.ON, Sort.UNDO, Sort.ASK, Sort.ALONE, Sort.NOTHING)
}
"""Sorts that have nothing in common with others; all the others put a field right."""


def _says_wrong(text: str) -> bool:
    """Whether words say that something told before is wrong, is not so, or goes."""
    cues = (*_CUES.values(), *(_SAID[name] for name in ("no", "excuse", "negative", "star")))
    return any(cue.search(text) for cue in (*cues, DENIED))


@dataclass(frozen=True)
class Weights:
    """What was learnt."""

    signs: Mapping[str, float]
    least: float
    """Least probability of an edit, to offer it without asking."""


@cache
def learnt() -> Weights:
    """The weights that `make train` fitted, read once."""
    text = resources.files("handlers.understand").joinpath("corrections.json").read_text("utf-8")
    return Weights(**json.loads(text))


def likeliest(edits: Sequence[Edit], sequel: Sequel) -> tuple[Edit, float]:
    """The likeliest edit, and how likely it is: those that come to the same count as one."""
    edits = _at_once(edits, sequel) or edits
    common, weights = common_signs(sequel), learnt().signs
    by_sort = {s: dot(weights, by_what_it_says(s, common)) for s in {e.sort for e in edits}}
    scores = [by_sort[e.sort] + dot(weights, own_signs(e, sequel, _family(e.sort))) for e in edits]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    likely: dict[object, float] = defaultdict(float)
    for edit, power in zip(edits, powers, strict=True):
        likely[outcome(edit.reading)] += power
    best = max(likely, key=lambda one: likely[one])
    at = max(range(len(edits)), key=lambda i: powers[i] * (outcome(edits[i].reading) == best))
    return edits[at], likely[best] / sum(powers)


def _at_once(edits: Sequence[Edit], sequel: Sequel) -> list[Edit]:
    """`no 32, tre tornati indietro`: the figure that stands by itself after the `no` is the right
    one, whatever is said of it next; of several facts it is not said which."""
    pieces = [p for p in sequel.scanned.pieces if p.text != ","]
    match pieces[:2]:
        case [Word(text="no" | "nono" | "anzi"), Number(over=None, percent=False) as right]:
            pass
        case _:
            return []
    alone = sequel.scanned.pieces[sequel.scanned.pieces.index(right) + 1 :][:1]
    if len(sequel.told.before) != 1 or any(not isinstance(p, Mark) for p in alone):
        return []
    return [e for e in edits if e.sort is Sort.VALUE and e.number and e.number.start == right.start]


def is_of_else(edit: Edit, sequel: Sequel) -> bool:
    """`stasera piove`, `ieri c'è stata riunione`: a day that is said of something else, where
    nothing is said to be wrong, puts no figure's day right. Acts have names enough not to be judged
    so: `la det. è del 2`.
    """
    if edit.sort is not Sort.DAY or edit.of is None or edit.of.mode is Mode.MILESTONE:
        return False
    text = sequel.scanned.text[:LOOKED_AT]
    corrects = any(_SAID[said].search(text) for said in ("no", "excuse", "of_days"))
    nouns = [t for t in sequel.told.terms if not t.participle]
    corrects = corrects or bool(sequel.told.parts.gone) or bool(_CUES["strong"].search(text))
    if corrects or not nouns or len(sequel.scanned.days) > 1:
        return False
    return not any(names(edit.of, term, sequel) for term in nouns)


def signs(edit: Edit, sequel: Sequel, common: Mapping[str, float]) -> dict[str, float]:
    """Every sign that speaks for an edit, or against it."""
    said = by_what_it_says(edit.sort, common)
    return said | own_signs(edit, sequel, _family(edit.sort))


def _family(sort: Sort) -> str:
    return _FAMILY.get(sort, "edit")


def by_what_it_says(sort: Sort, common: Mapping[str, float]) -> dict[str, float]:
    """What a message says, as signs of a sort of edit."""
    found = {f"{_family(sort)}:{name}": value for name, value in common.items() if value}
    cues = {name: value for name, value in common.items() if value and ":" not in name}
    return found | {f"{sort}|{name}": value for name, value in cues.items()}


def outcome(reading: Reading) -> tuple[object, ...]:
    """What would be recorded: the same for readings that differ in nothing else."""
    facts = (
        (i.indicator, i.mode, i.value, i.numerator, i.denominator, i.date, i.ambiguous, i.refusal)
        for i in reading.items
    )
    return (reading.intent, *facts)


def common_signs(sequel: Sequel) -> dict[str, float]:
    """What the message says, whatever it may do."""
    text = sequel.scanned.text[:LOOKED_AT]
    core = core_of(text)
    found = {"bias": 1.0, "goes_on": float(bool(_GOES_ON.match(core)))}
    found |= {name: float(bool(pattern.search(text))) for name, pattern in _SAID.items()}
    for name, pattern in _CUES.items():
        match = pattern.search(core)
        found[name] = float(bool(match))
        found[f"{name}_early"] = float(bool(match and match.start() < _EARLY))
    found |= dict(_wanted(sequel.wants))
    found |= dict(_counted(sequel))
    found |= dict(_told(sequel, text))
    found |= dict(_plainly(sequel))
    found |= dict(_apart(sequel, text, bool(found["more"])))
    return found | dict.fromkeys(wording(core, 2), 1.0)


def _wanted(wants: Mapping[Intent, float]) -> Iterator[tuple[str, float]]:
    for intent in (Intent.CORRECT, Intent.REPORT, Intent.UNCLEAR):
        yield f"wants_{intent}", wants.get(intent, 0.0)
    yield "wants_answer", sum(wants.get(i, 0.0) for i in ASKING)


def _counted(sequel: Sequel) -> Iterator[tuple[str, float]]:
    scanned = sequel.scanned
    numbers, days = len(scanned.numbers), len(scanned.days)
    words = sum(isinstance(p, Word) for p in scanned.pieces)
    for many in range(3):
        yield f"numbers_{many}", float(numbers == many)
    yield "numbers_more", float(numbers > 2)
    yield "days_0", float(days == 0)
    yield "days_more", float(days > 1)
    yield "short", float(words < _SHORT)
    yield "long", float(words > _LONG)
    yield "code", float(bool(scanned.codes))
    for manner in (Manner.ADDED, Manner.TOTAL, Manner.FEWER):
        yield f"m_{manner}", float(manner in sequel.told.manners)


def _told(sequel: Sequel, text: str) -> Iterator[tuple[str, float]]:
    """What is told, taken back and said again of the facts before."""
    scanned, told = sequel.scanned, sequel.told
    for name, says in (
        ("done", steps.done), ("denied", steps.denied), ("to_do", steps.to_do),
        ("heard", steps.at_second_hand),
    ):  # fmt: skip
        yield name, float(says(text))
    gone = told.parts.gone
    yield "gone", float(bool(gone))
    yield "gone_number", float(any(isinstance(p, Number) for p in gone))
    yield "gone_day", float(any(isinstance(p, Day) for p in gone))
    yield "gone_words", float(bool(terms_in(gone)))
    old = {v for i in told.before for v in values_of(i)}
    yield "old_said", float(any(abs(n.value) in old for n in scanned.numbers))
    yield "new_said", float(any(abs(n.value) not in old for n in scanned.numbers))
    yield "day_said", float(bool({d.day for d in scanned.days} & sequel.days_before))
    yield "several_before", float(len(told.before) > 1)
    yield "nouns", float(any(not t.doing for t in told.terms))


def _plainly(sequel: Sequel) -> Iterator[tuple[str, float]]:
    """How the message stands by itself."""
    plain, known = sequel.plain, {i.indicator for i in sequel.told.before}
    report = plain.intent is Intent.REPORT
    offered = [i for i in plain.items if report and not i.ambiguous and i.indicator]
    yield "plain_offered", float(len(offered) == len(plain.items) > 0)
    yield "plain_asked", float(report and not offered)
    yield "plain_nothing", float(not report)
    yield "plain_of_it", float(any(i.indicator in known for i in offered))
    yield "plain_of_another", float(any(i.indicator not in known for i in offered))
    yield "plain_several", float(len(offered) > 1)
    yield "plain_sure", max((i.evidence.offer for i in offered if i.evidence), default=0.0)
    yield "plain_doubted", float(any(i.evidence and i.evidence.is_doubted for i in plain.items))
    yield "plain_mode_assumed", float(any("mode" in i.assumed for i in offered))
    old = {v for i in sequel.told.before for v in values_of(i)}
    yield "plain_again", float(any(i.value in old for i in offered))
    shares = {o.code: o.share for o in sequel.told.others}
    its = max((share for code, share in shares.items() if code in known), default=0.0)
    other = max((share for code, share in shares.items() if code not in known), default=0.0)
    yield "names_it", its
    yield "names_other", other
    yield "names_other_more", max(0.0, other - its)
    yield "names_none", float(not shares)


def _apart(sequel: Sequel, text: str, more: bool) -> Iterator[tuple[str, float]]:
    """What sets a message apart from what was told before it."""
    plain, before = sequel.plain, sequel.told.before
    report = plain.intent is Intent.REPORT and bool(plain.items)
    days, values = sequel.days_before, {i.value for i in before}
    told = {i.date for i in plain.items if i.date and "date" not in i.assumed}
    added = all(i.mode is Mode.INCREMENT and i.value not in values for i in plain.items)
    of_it = bool({i.indicator for i in plain.items} & {i.indicator for i in before})
    yield "silent", float(plain.intent is Intent.UNCLEAR and not more)
    yield "bare_figure", float(bool(_BARE_FIGURE.fullmatch(text)) and not _has_its_digits(sequel))
    other_day = report and bool(told) and added and not plain.ambiguous and not told & days
    yield "other_day", float(other_day and not _says_wrong(text))
    other = report and not told and not of_it
    yield "other_were", float(other and bool(_WERE.search(text)))
    yield "each_told", float(len(plain.items) > 1 and not plain.ambiguous)


def _has_its_digits(sequel: Sequel) -> bool:
    """`621`, after 612."""
    text = sequel.scanned.text.strip()
    told = [item.value for item in sequel.told.before if item.value is not None]
    return text.isdecimal() and any(same_digits(Decimal(text), value) for value in told)
