"""Weights said in words, several in one breath or by so many points, each with its objective.

dirigente  i pesi di AS4: 40 sportello, 20 anagrafe, 40 stato civile   →  one card
dirigente  sposta 5 punti da AS4.1 a AS4.3                             →  the same
dirigente  i pesi di AS4 diventano 40, 20 e 40                         →  in the plan's order

What is said of weights is never a datum: where not all of it can be told, how to say it is.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from handlers import ask
from handlers.desk import Desk, answer, keep
from handlers.plan import amended_things
from handlers.plan.amend import open_amendment
from handlers.talk.because import IS_WHY
from handlers.talk.typed import read_amount, split_code
from handlers.turn import Outcome
from handlers.understand.days.day_words import COUNT, NUMBERS
from italian.closed import WISH, before
from italian.regex import regex
from italian.words import clean, stem
from ledger.later import dataclass
from words.say import say

SET = (
    r"(?:(?:impost|fiss|port|cambi|alz|abbass|aument|modific|aggiorn|segn|assegn|ritocc)"
    r"(?:a|i|are|iamo|hiamo)|mett(?:i|ere|iamo)|ridu(?:ci|rre|ciamo)|d[aà]i|dare|diamo)"
)
_OF = rf"(?:\s*{before('di', 'a', 'per', 'su')})"
SAYS: Final = regex(r"\b(?:pes[oi]|pes(?:a|ano|are|er[aà]))\b", re.IGNORECASE)
_ROOT = 5
"""Letters of a word from which another that begins so may be made of it."""
_WORD = regex(r"[^\W\d_]{3,}")
ON_SCALES: Final = regex(
    r"\d\s*(?:kg|chil\w*|quintal\w*|tonnellat\w*|grammi|ton|t|q)\b", re.IGNORECASE
)
"""What is weighed on scales is no weight of an objective."""
HEADED: Final = regex(
    rf"(?:{WISH}(?:{SET}\s+)?)?(?:(?:i|il)\s+)?(?:nuovi\s+)?pes[oi]{_OF}(?P<group>[^:\d]*?[^:\s]*?)\s*"
    rf"(?::|=|\s(?:diventano|sono|saranno|passano a|vanno a|a))\s*(?P<parts>.+)",
    re.IGNORECASE,
)
POINTS: Final = regex(
    rf"{WISH}(?P<verb>togli|togliamo|leva|sposta|spostiamo|aggiungi|aggiungiamo|d[aà]i|metti)\s+"
    r"(?P<by>\d[\d.,]*) punti(?: percentuali)?(?: di peso)? (?:in (?:piu|più|meno) )?"
    r"(?P<from>(?:a|ad|da|al|alla|dal|dalla|ai|dai|alle|dalle) |(?:all|dall)['’] ?)"
    r"(?P<thing>\S.*?)(?:,?\s+(?:e )?(?:(?:dall[oai]|mettil[oai]|danne|dagli)\s+)?"
    r"(?:(?:a|ad|al|alla|ai|alle) |all['’] ?)(?P<other>\S.*?))?",
    re.IGNORECASE,
)
_TAKES = regex(r"togli|leva|sposta", re.IGNORECASE)
PART: Final = regex(
    r"(?P<value>\d[\d.,]*) ?%? ?(?:a |al |alla |ai |alle |per |all['’] ?)?(?P<thing>[^\W\d].*?)"
    r"|(?P<before>[^\W\d].*?)(?:\s*[:=]\s*|\s+(?:al?|di|diventa|passa a)\s+|\s+)"
    r"(?P<after>\d[\d.,]*) ?%?",
    re.IGNORECASE,
)
BARE: Final = regex(r"\d[\d.,]* ?%?")
OTHERS: Final = regex(
    rf"(?:(?:gli|agli|i|ai|le|alle|per gli|l['’]) ?)?(?:altr[oie]|restant[ei]|rimanent[ei])"
    rf"(?: (?P<count>{COUNT}))?(?: obiettiv[oi])?(?: (?:di|del|della|dell['’]|dei|degli) ?.+)?",
    re.IGNORECASE,
)
"""All that share the whole with what was named before: `25 agli altri due di tributi`."""
_PARTS = regex(r"\s*(?:;|,(?!\d)|\se\s(?=\S))\s*")
_AROUND = regex(
    rf"^{WISH}{SET}\s+|\b(?:(?:il|un|i|a|di|come|nuovi?)\s+)?pes(?:[oi]|a|ano|are|er[aà])\b(?:\s*:)?",
    re.IGNORECASE,
)
"""What says that weights are set: what is left are things and figures."""


@dataclass(frozen=True)
class _Told:
    """The weights that were told, by objective, and why; `lost`: not all of it was."""

    weights: dict[str, str]
    why: str = ""
    lost: bool = False


def said(desk: Desk) -> Outcome | None:
    """The card of weights that are told otherwise than as orders; None for anything else. Raises
    Refusal."""
    text = " ".join(desk.turn.text.split()).strip(" .!")
    if text.endswith("?") or ON_SCALES.search(text):
        return None
    return _several(desk, text) or _one(desk, text)


def _several(desk: Desk, text: str) -> Outcome | None:
    """The card of weights told together, or by how many points they move; None where no more than
    one is told. Raises Refusal."""
    if found := POINTS.fullmatch(text):
        return _by_points(desk, found)
    told = _told(desk, text)
    return _card(desk, told) if len(told.weights) > 1 else None


def _one(desk: Desk, text: str) -> Outcome | None:
    """The card of one weight, in words that name it otherwise than as an order; how to say it,
    where not all of them is plain. None where none is told. Raises Refusal."""
    told = _told(desk, text)
    return _card(desk, told) if told.weights else None


def _card(desk: Desk, told: _Told) -> Outcome | None:
    if told.lost:
        first = next(iter(told.weights))
        return _how(desk, first) if amended_things.sets(desk, first) else None
    line = " ".join(f"{code} {value}" for code, value in told.weights.items())
    return open_amendment(desk, "peso", f"{line}; {told.why}" if told.why else line)


def _is_measured(desk: Desk) -> bool:
    """Whether the plan counts something by its weight: then it may be a datum."""
    return stem("peso") in desk.reader.called


def _told(desk: Desk, text: str) -> _Told:
    if not SAYS.search(text) or not any(map(str.isdigit, text)) or _is_measured(desk):
        return _Told({})
    headed = HEADED.fullmatch(text)
    group = _members(desk, headed["group"]) if headed else ()
    pieces = _PARTS.split(headed["parts"] if headed and group else _AROUND.sub(" ", text))
    parts = [" ".join(piece.split()).strip(" .:") for piece in pieces]
    bare = [*takewhile(BARE.fullmatch, parts)]
    if group and bare:
        values, rest = [part.strip(" %") for part in bare], parts[len(bare) :]
        lost = len(values) != len(group) or bool(rest and not _is_why(rest[0]))
        return _Told(dict(zip(group, values, strict=False)), ", ".join(rest), lost)
    return _paired(desk, parts, group)


def _paired(desk: Desk, parts: Sequence[str], group: Sequence[str]) -> _Told:
    """Each weight with its thing; what follows them is why."""
    weights: dict[str, str] = {}
    for at, part in enumerate(parts):
        found = PART.fullmatch(part)
        if found and found["thing"] and (rest := OTHERS.fullmatch(found["thing"])) and weights:
            others = _others(desk, weights, rest["count"])
            told = {**weights, **dict.fromkeys(others, found["value"])}
            return _Told(told, ", ".join(parts[at + 1 :]), lost=not others)
        code = _objective(desk, (found["thing"] or found["before"]), group) if found else None
        if found and code and code not in weights:
            weights[code] = found["value"] or found["after"]
        elif weights and _is_why(part):
            return _Told(weights, ", ".join(parts[at:]))
        else:
            return _Told(weights, lost=True)
    return _Told(weights)


def _others(desk: Desk, weights: Mapping[str, str], count: str | None) -> tuple[str, ...]:
    """What shares the whole with those named; none where it is said how many, and they are not."""
    left = tuple(code for code in _members(desk, next(iter(weights))) if code not in weights)
    said = None if count is None else NUMBERS.get(count.lower()) or int(count)
    return left if said in (None, len(left)) else ()


def _is_why(part: str) -> bool:
    return bool(IS_WHY.fullmatch(part)) or not any(map(str.isdigit, part))


def _members(desk: Desk, words: str) -> tuple[str, ...]:
    """The objectives whose weights add up together, of the office that words name."""
    plan, about = desk.view.plan, ask.names_of(desk).of(" ".join(clean(words).split()))
    named = about.codes[0] if about.said and len(about.codes) == 1 else ""
    if named in plan.objectives:
        named = plan.objectives[named].group_name
    there = plan.groups.get(named, ())
    return tuple(o.code for o in there if o.code not in plan.cancelled)


def _objective(desk: Desk, words: str, group: Sequence[str]) -> str | None:
    """The objective that words name: by its code, by its title, by what it measures; of those whose
    weights are told, where that is said first."""
    plan, known = desk.view.plan, desk.view.plan.objectives
    code, rest = split_code(plan, words)
    if not rest and (code in known or code in plan.indicators):
        return plan.objective_of(code).code
    stems = frozenset(stem(word) for word in _WORD.findall(clean(words)))
    titles = desk.reader_of(desk.view).title_stems
    by_title = [one for one in group if stems and _are_of(stems, titles[one])]
    if len(by_title) == 1:
        return by_title[0]
    if (thing := amended_things.named(desk, words, "peso")) is not None:
        of = {plan.objective_of(one).code for one in thing.which}
    else:
        read = desk.reader.meant(words, sender=desk.sender(), today=desk.today)
        of = {plan.objective_of(one).code for one in read if one in plan.indicators}
    of = of & {*group} if group else of
    return of.pop() if len(of) == 1 else None


def _are_of(stems: frozenset[str], title: frozenset[str]) -> bool:
    """Whether all of the words are of a title, a word that another is made of among them."""
    return all(
        any(word == its or (len(word) >= _ROOT and its.startswith(word)) for its in title)
        for word in stems
    )


def _by_points(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """`togli 5 punti ad AS4.1`, and where they go if that is said. Raises WeightsNot100."""
    code = _objective(desk, found["thing"], ())
    other = _objective(desk, found["other"], ()) if found["other"] else None
    by = read_amount(found["by"])
    takes = _TAKES.match(found["verb"]) is not None
    if code is None or by is None or (found["other"] and other is None):
        return None
    if not amended_things.sets(desk, code):
        return None
    line = _moved(desk, code, -by if takes else by)
    if other is not None:
        line += " " + _moved(desk, other, by if takes else -by)
    return open_amendment(desk, "peso", line)


def _moved(desk: Desk, code: str, by: Decimal) -> str:
    return f"{code} {_weight(desk, code) + by:f}"


def _weight(desk: Desk, code: str) -> Decimal:
    """As the plan has it, else its share."""
    fixed = desk.view.plan.objectives[code].weight
    return fixed if fixed is not None else Decimal(f"{float(desk.view.plan.weights[code]):.2f}")


def _how(desk: Desk, code: str) -> Outcome:
    """The weights as they are, and how others are said: nothing of it is recorded."""
    example = ", ".join(f"{one} {_weight(desk, one):f}" for one in _members(desk, code))
    return keep(desk, answer(say("amend.weights_how", example=example)))
