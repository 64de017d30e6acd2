"""What a message wants: to report, to correct, to ask, to judge, to greet.

Signs are looked for (cues of the lexicon, marks, numbers, who writes, what was said before); how
much each says for each intent is learnt (`weights.json`).
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from handlers.understand.correcting.denials import parted
from handlers.understand.cutting.scan import Scanned
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.choosing import Choice, learnt
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Cue, Day, Manner, Number, Person, When, Word
from handlers.understand.reading import ASKING, Intent
from handlers.understand.setting import Context
from handlers.understand.telling import steps
from italian.regex import regex
from italian.words import PARTICIPLE, stem
from ledger.people import Role

_TALK = LEXICON.questions
OPENERS = regex(rf"(?:(?:{'|'.join(_TALK.openers)})(?!\w|'(?!altra))[\s,.!:]*)+")
_CLOSERS = regex(rf"[\s,.!]+(?:(?:{'|'.join(_TALK.closers)})[\s,.!]*)+(?=\??$)")
"""Courtesies a message may start with."""
_CUES = {
    "ask": _TALK.ask, "help": _TALK.help, "history": _TALK.history, "deadlines": _TALK.deadlines,
    "standing": _TALK.standing, "objective": _TALK.objective, "status": _TALK.status,
    "compared": _TALK.compared, "mine": _TALK.mine, "tags": _TALK.tags,
    "interrogative": _TALK.interrogatives, "statement": _TALK.not_interrogatives,
    "approve": LEXICON.orders.approve, "reject": LEXICON.orders.reject,
    "evaluate": LEXICON.orders.evaluate, "judged": LEXICON.orders.judged,
    "person": LEXICON.orders.person, "mark": LEXICON.orders.mark, "agree": LEXICON.orders.agree,
    "disagree": LEXICON.orders.disagree, "undo": LEXICON.corrections.undo,
    "strong": LEXICON.corrections.strong, "weak": LEXICON.corrections.weak,
}  # fmt: skip
_PATTERNS = {name: any_of(c.removeprefix("^") for c in cues) for name, cues in _CUES.items()}
_HAS_BEEN = regex(rf"\b(e|sono|era|erano|sia|siano) stat[oaie] (?=\w{{2,}}{PARTICIPLE}[oaie]\b)")
_RECORD = regex(
    r"(?:(?:per favore|mi|ci|lo|la) )?(?:segn|met|registr|consider|dat|da|annot|inser|riport|indic)"
    r"(?:a|o|i|e|are|ate|ete|ite|iamo|ti|te|teci|temi|tete|tiamo|ttete|tti|tto|ttiamo|ttere)?"
    rf"(?:l[oaie]|mi|ci)? (?:[a-z']+ )*?(?:come|per|a) (?!valid)\w{{2,}}{PARTICIPLE}[oaie]\b"
)
_GREETING = regex(rf"(?:{'|'.join(_TALK.greeting)}|[\s!.,?:;)(-])+")
_HELLO = regex(r"(?:buon\w*|bon\w*|ciao|salve|ehi|hey|grazie)\b")
_DONE = regex(rf"\b\w{{2,}}{PARTICIPLE}[oaie]\b")
_SHORT = 4
"""Words of a message that may be a greeting and nothing else."""
_REPEATED = regex(r"([a-z])\1{2,}")
_BACK = regex(r"\b(?:cancella|annulla|elimina|togli|leva)l[oaie]\W*$")
_RIGHTS = regex(r"(?:mi )?(?:correggo|correggiamo|rettifico|rettifica\b|correzione\b)")
"""Words that open a correction and nothing else."""
_OLD = regex(
    r"\bnon (?:erano |era |sono |e )?[\d\x01]|\d,? (?:e )?non \d|\d,? (?:e )?no,? \d"
    r"|(?:invece (?:di|che)|anziche|in luogo di|al posto di) [\d\x01]"
    r"|\d (?:e|era) (?:sbagliat|errat)o|\bdove (?:ho|avevo|c'e) scritto [\d\x01]"
    r"|\b(?:corregg\w*l[oaie]|(?:va|vanno) corrett[oaie]) (?:a|in|con) [\d\x01]"
)
_COPULA = regex(r"\b(?:sono|erano|era|e|so'?|eran|fanno|facevano) (?:[a-z]+ )?[\d+-]")
"""What a figure is, is said: `le tessere erano 31`."""
_THE = regex(r"(?:i|le|la|il|gli|lo|quell[aeio]|quegli)\b|l'")
_OR_NOT = regex(r"\bo no\W*$")
_NEAR = Decimal("0.35")
"""How far a figure may be from the one before it, and be the same one put right, as a share."""
_FAR = 0.2
"""Nearness in meaning below which the words are of nothing that the sender's office does."""
_NAMED = 0.3
"""Share of the words from which they name an indicator."""
LOOKED_AT = 700
"""Characters of a message in which cues are looked for: what it wants is said by then."""
_NEAR_START = 14
"""Characters within which a cue opens a message."""
_WORDS = regex(r"[a-z]+|\?")
_FIRST = 3
"""Words at the start that are looked at two by two."""


def core_of(text: str) -> str:
    """A message without the courtesies around it; `è stato approvato` names no state."""
    opened = OPENERS.match(text)
    core = text[opened.end() :] if opened else text
    core = _CLOSERS.sub("", core) or core
    return _HAS_BEEN.sub(r"\1 ", core) if " stat" in core else core


def tells_plainly(scanned: Scanned, instead: Intent) -> bool:
    """`segnate il PUG come adottato`, `è stato approvato il piano`: a report, and no question; nor
    is `ora siamo a 31` one, `instead` of being a report."""
    text = scanned.text
    told = bool(_RECORD.match(core_of(text)) or _HAS_BEEN.match(text))
    told = told or (instead in ASKING and _comes_to(scanned))
    return told and "?" not in text and not _OR_NOT.search(text)


def _comes_to(scanned: Scanned) -> bool:
    """Whether a figure is said to be added, or to be what it has come to, and nothing is asked."""
    text = scanned.text
    asked = _PATTERNS["interrogative"].search(text) or _PATTERNS["tags"].search(text)
    return not (asked or steps.to_do(text)) and any(
        isinstance(a, Cue) and isinstance(b, Number) and a.manner in (Manner.ADDED, Manner.TOTAL)
        for a, b in pairwise(scanned.pieces)
    )


def signs(
    scanned: Scanned, setting: Context, ruled: Iterable[str], mine: Choice
) -> dict[str, float]:
    """Every sign of what a message wants; `ruled` are intents that plain cues settle.

    `mine`: which of the sender's own indicators its words speak of.
    """
    text = scanned.text[:LOOKED_AT]
    core = core_of(text)
    found = {"bias": 1.0, **{f"plain_{intent}": 1.0 for intent in ruled}}
    found |= dict(_cues(core))
    found |= dict(_said(scanned, text))
    found |= dict(_from(setting))
    found |= dict(_of_office(mine, scanned))
    found |= dict(_against(setting, scanned, mine, core))
    bare = float(found.get("interrogative", 0.0) and not scanned.numbers)
    found["asks_bare"] = bare
    found["asks_undone"] = bare * float(not found["done"])
    found["or_not"] = float(bool(_OR_NOT.search(text)))
    found["greeting"] = float(bool(_GREETING.fullmatch(text)))
    found["question"] = float("?" in text)
    found["ends_question"] = float(text.rstrip(" )!.").endswith("?"))
    found["old"] = float(bool(_OLD.search(text)))
    found["opened"] = float(core != text)
    hello = _HELLO.match(_squeezed(text)) and len(text.split()) <= _SHORT
    tells = scanned.codes or scanned.numbers or _DONE.search(core)
    found["hello"] = float(bool(hello) and not tells)
    one = sum(n.over is None for n in scanned.numbers) == len(scanned.numbers) == 1
    found["one_after_pair"] = float(one and found["after_pair"])
    found |= {word: 1.0 for word in wording(core) if word in learnt().wording}
    return found


def replaces(text: str) -> bool:
    """Whether a figure is put in another's place (`non sono 96 ma 69`), or one taken back."""
    return bool(_OLD.search(text) or _BACK.search(text) or _RIGHTS.match(text))


def _squeezed(text: str) -> str:
    """`buonaseraaa` as it is meant."""
    return _REPEATED.sub(r"\1", text)


def wording(core: str, pairs: int = _FIRST) -> Iterator[str]:
    """Its words, what number and tense leave of them, and the pairs of words at its start."""
    words = ["^", *_WORDS.findall(core)]
    said = dict.fromkeys(words[1:40])
    yield from (f"w:{word}" for word in said)
    yield from dict.fromkeys(f"t:{stem(word)}" for word in said if len(word) > 3)
    yield from dict.fromkeys(f"s:{a} {b}" for a, b in pairwise(words[: pairs + 1]))


def _cues(core: str) -> Iterator[tuple[str, float]]:
    for name, pattern in _PATTERNS.items():
        match = pattern.search(core)
        if match:
            yield name, 1.0
            yield f"{name}_first", float(match.start() == 0)
            yield f"{name}_early", float(match.start() < _NEAR_START)


def _said(scanned: Scanned, text: str) -> Iterator[tuple[str, float]]:
    pieces = scanned.pieces
    numbers = sum(isinstance(p, Number) for p in pieces)
    yield "number", float(numbers > 0)
    yield "numbers", float(numbers > 1)
    yield "code", float(bool(scanned.codes))
    yield "person_code", float(any(isinstance(p, Person) for p in pieces))
    days = [p for p in pieces if isinstance(p, Day)]
    yield "day", float(any(d.when is When.DAY for d in days))
    yield "period", float(any(d.when is not When.DAY for d in days))
    manners = {p.manner for p in pieces if isinstance(p, Cue)}
    yield "added", float(Manner.ADDED in manners)
    yield "total", float(Manner.TOTAL in manners)
    terms = terms_in(pieces)
    yield "doing", float(any(t.doing for t in terms))
    yield "nouns", min(3.0, sum(not t.doing for t in terms)) / 3
    yield "done", float(steps.done(text))
    yield "denied", float(steps.denied(text))
    yield "to_do", float(steps.to_do(text))
    yield "partly", float(steps.partly(text))
    courtesies = len(_WORDS.findall(text)) - len(_WORDS.findall(core_of(text)))
    words = sum(isinstance(p, Word) for p in pieces) - courtesies
    yield "short", float(words < 4)
    yield "long", float(words > 14)


def _of_office(mine: Choice, scanned: Scanned) -> Iterator[tuple[str, float]]:
    """How much of what is said the sender's own indicators explain."""
    best = mine.best
    share, size = (best.share, best.features["near"]) if best else (0.0, 0.0)
    told = bool(scanned.numbers)
    kin = max((c.features["kin"] for c in mine.ranked), default=0.0)
    yield "office", share
    yield "office_kin", kin
    yield "office_strange", float(share < 0.1 and kin < 0.15)
    yield "office_strange_number", float(share < 0.1 and kin < 0.15 and bool(scanned.numbers))
    yield "office_sure", mine.sure
    yield "office_none", float(share < 0.1)
    yield "office_number", share * float(told)
    yield "office_none_number", float(told and share < 0.1)
    yield "office_size", size
    sense = max((c.features["sense"] for c in mine.ranked), default=0.0)
    yield "office_sense", sense
    yield "office_sense_number", sense * float(told)
    yield "office_far", float(sense < _FAR)


def _from(setting: Context) -> Iterator[tuple[str, float]]:
    before, sender = setting.before, setting.sender
    yield "after", float(before is not None)
    reported = before is not None and before.intent in (Intent.REPORT, Intent.CORRECT)
    yield "after_report", float(reported)
    pair = any(i.denominator is not None for i in before.items) if before else False
    yield "after_pair", float(pair)
    yield (
        "judge",
        float(
            sender is not None
            and sender.holds(
                setting.today, Role.DIRIGENTE, Role.SEGRETARIO, Role.NUCLEO, Role.SINDACO
            )
        ),
    )
    yield "reports", float(bool(setting.own) and sender is not None)


def _against(
    setting: Context, scanned: Scanned, mine: Choice, core: str
) -> Iterator[tuple[str, float]]:
    """How a message stands to the facts just told: the same thing again, another figure of it."""
    parts = parted(scanned.pieces)
    yield "gone", float(bool(parts.gone))
    yield "puts_right", float(parts.puts_right)
    before = setting.before
    items = before.items if before is not None and before.intent not in ASKING else ()
    known = [v for i in items for v in (i.value, i.numerator, i.denominator) if v]
    told = [n.value for n in scanned.numbers if n.value]
    copula, the = bool(_COPULA.search(core)), bool(_THE.match(core))
    yield "copula", float(copula)
    yield "copula_the", float(copula and the)
    if not items:
        return
    yield "equal", float(any(abs(a) == b for a in known for b in told))
    fresh = [b for b in told if all(abs(a) != b for a in known)]
    yield "digits", float(any(_digits(a) == _digits(b) for a in known for b in fresh))
    near = any(abs(abs(a) - b) <= abs(a) * _NEAR for a in known for b in fresh)
    yield "near_value", float(near)
    same = mine.best is not None and mine.best.code in {i.indicator for i in items}
    named = mine.best is not None and mine.best.share >= _NAMED
    added = any(isinstance(p, Cue) and p.manner is Manner.ADDED for p in scanned.pieces)
    again = same and bool(told) and not added
    days = {d.day for d in scanned.days if d.when is When.DAY}
    yield "again", float(again)
    yield "again_named", float(again and named)
    yield "again_near", float(again and near)
    yield "again_copula", float(again and copula)
    yield "again_no_day", float(again and not days)
    yield "again_same_day", float(again and bool(days & {i.date for i in items if i.date}))
    yield "again_other_day", float(again and bool(days - {i.date for i in items}))
    yield "unnamed_copula", float(copula and not named)
    yield "not_named", float(bool(told) and not named and not added)
    yield "word_after_no", float(not told and not scanned.days and not parts.gone)


def _digits(value: Decimal) -> list[str]:
    return sorted(str(abs(value)).replace(".", "").rstrip("0"))


_INTENTS = {str(intent): intent for intent in Intent}


def likely(found: Mapping[str, float]) -> dict[Intent, float]:
    """How likely each intent is."""
    told = learnt().by_sign
    said = [
        told[sign] if value == 1 else tuple([weight * value for weight in told[sign]])
        for sign, value in found.items()
        if value and sign in told
    ]
    # Signs by the dozen, most of them of one and all: whole rows are put on top of each other.
    scores = dict(zip(learnt().intent, map(sum, zip(*said, strict=True)), strict=True))
    return {_INTENTS[name]: share for name, share in in_all_of(scores).items()}


def in_all_of(scores: Mapping[str, float]) -> dict[str, float]:
    """What each label's score is of that of all."""
    top = max(scores.values())
    powers = {label: math.exp(score - top) for label, score in scores.items()}
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}
