"""What is said before, within and after a report, and is about nothing that is reported.

`non ti spaventare, firmato il decentrato`; `12 CIE, domani sono in permesso`; `(speriamo che piova
meno)`. Read with the report, its negations, wishes, questions and numbers would be taken for the
report's. A clause goes where no word of it speaks of what its sender reports, where what is left
tells a fact, and where the words it is built of are those of talk: how much each says is learnt
(`small_talk.json`, `make train`) from what becomes of messages without one of their clauses.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from handlers.understand.cutting.clauses import has_number
from handlers.understand.cutting.scan import Scanned, words_of
from handlers.understand.figures.around import BEFORE, SINGULAR, Around, counted_beside, told_apart
from handlers.understand.figures.asides import numbers_at
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.choosing import dot, probability
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Act, Code, Cue, Day, Mark, Number, Person, Piece, Word
from handlers.understand.telling import steps
from handlers.understand.telling.telling import tells_step
from italian.regex import regex
from italian.words import stem

Knows = Callable[[Term], float]
"""How well the sender's own indicators explain a word, 0 to 1."""
Clause = tuple[Piece, ...]

_OPENING, _CLOSING = frozenset(",;:\n(-"), frozenset(".!?)")
_SPEAKS, _HARDLY, _NOTHING = 0.6, 0.3, 0.05
"""How well a word must be explained to speak of what is reported, and at most to be talk."""
_TALE = 40
"""Words from which a message is a tale, which is read for what is plainly told."""
_SURELY = 0.8
"""Least probability of being talk of what is left out."""
_QUALIFIES = any_of((*LEXICON.small_talk.qualifies, *LEXICON.steps.unknown, *LEXICON.outsiders))
"""How far the report holds, or whose it is."""
_OF_US = any_of(LEXICON.small_talk.of_us)
"""What who writes does or is: a day beside it is that of no report."""
_TO_YOU = regex(r"\b(?:ti|vi|te) \w+")
"""What is said to who reads: `non ti dico`."""
_CALLS = r"\w{2,}(?:a|i|te|m)mi\b|mi \w+[ai]\b|(?:scriv|chiam|telefon|avvis|pass)\w+|fa lo stesso"
"""What is asked of who reads."""
_IF = regex(rf"se (?!{'|'.join(LEXICON.small_talk.courteous)})(?!.*\b(?:{_CALLS}))")
"""On what the report hangs: `se tutto va bene`; not `se hai dubbi chiamami`."""
_LABEL = any_of(LEXICON.small_talk.labels)
"""What is numbered in any office: rooms, extensions, chapters of the budget."""
_SPARE = frozenset({"ho", "dopo", "da", "avevo", "prima"})
"""Before how long who writes has, or waited: `ho cinque minuti`."""
_ARTICLES = frozenset({"un", "uno", "una", "nessuno", "niente"})
"""Figures that are none where something is denied: `non è stata una passeggiata`."""
_HOUR = frozenset({"alle", "dalle", "delle", "ore", "h"})
_BOUND = any_of(
    (
        *LEXICON.corrections.strong, *LEXICON.corrections.undo, *LEXICON.corrections.swapped,
        *LEXICON.questions.tags, *LEXICON.questions.deadlines, *LEXICON.questions.objective,
        *LEXICON.orders.reject, *LEXICON.orders.disagree,
    )
)  # fmt: skip
"""What puts a figure right, takes it back, judges it or asks about it is no talk."""
_AGAIN = regex(r"(?:cioe|ovvero|ossia|anzi|quindi|(?:di|per la) precis\w+|esattamente)\b")
"""What says a figure over again: `42mila e spicci, di preciso 42.318`."""
_DAYS_OF = regex(r"\b(?:gg|giorn[oi])\.? \d")
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_SAID: Mapping[str, Callable[[str], object]] = {
    "denied": steps.denied, "to_do": steps.to_do, "put_off": steps.put_off,
    "heard": steps.at_second_hand, "partly": steps.partly, "doubted": steps.doubted,
    "done": steps.done, "of_us": _OF_US.search, "to_you": _TO_YOU.search, "if": _IF.match,
    "qualifies": _QUALIFIES.search,
}  # fmt: skip
"""What a clause may say, whatever it is about."""
_SAID_OF_STRANGE = ("qualifies", "denied", "if", "to_do", "number")
_MOST_WORDS = 20


@cache
def learnt() -> Mapping[str, float]:
    """How much each sign says that a clause is talk, as `make train` fitted it; read once."""
    text = resources.files("handlers.understand").joinpath("small_talk.json").read_text("utf-8")
    return {str(sign): float(weight) for sign, weight in json.loads(text).items()}


def to_the_point(scanned: Scanned, knows: Knows, today: dt.date) -> str:
    """The text of a message without what is said beside its facts; `knows` is its sender's."""
    kinds = [*map(type, scanned.pieces)]
    if Mark not in kinds or kinds.count(Word) > _TALE:
        return scanned.text
    clauses = clauses_of(scanned)
    likely = {
        at: probability(dot(learnt(), signs(clauses, at, knows, today)))
        for at in range(len(clauses))
        if len(clauses) > 1 and may_go(clauses, [at], knows, today)
    }
    gone: list[int] = []
    for at in sorted(likely, key=lambda one: (-likely[one], one)):
        if likely[at] >= _SURELY and may_go(clauses, [*gone, at], knows, today):
            gone.append(at)
    return without(scanned.text, clauses, gone)


def clauses_of(scanned: Scanned) -> list[Clause]:
    """The pieces cut before marks that open a clause and after those that close one."""
    parts: list[list[Piece]] = [[]]
    said = closed = False
    for piece in scanned.pieces:
        mark = piece.text if isinstance(piece, Mark) else ""
        if said and (closed or mark in _OPENING) and mark not in _CLOSING:
            parts.append([])
            said = False
        parts[-1].append(piece)
        said, closed = said or not mark, mark in _CLOSING
    if len(parts) > 1 and all(isinstance(p, Mark) for p in parts[-1]):
        last = parts.pop()
        parts[-1] += last
    return [tuple(part) for part in parts if part]


def may_go(clauses: Sequence[Clause], gone: Sequence[int], knows: Knows, today: dt.date) -> bool:
    """Whether the last of some clauses says nothing of what is reported, or of how far it holds,
    and what is left without them tells a fact."""
    clause = clauses[gone[-1]]
    if any(isinstance(p, Code | Person) for p in clause) or _goes_on(clauses, clause):
        return False
    if any(knows(t) > _SPEAKS for t in terms_in(clause)) or _holds(clause, today):
        return False
    return _tell([c for at, c in enumerate(clauses) if at not in gone], knows)


def _goes_on(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether it tells place by place what another clause counts."""
    pieces = [p for one in clauses for p in one]
    return any(pieces[at] is p for at in told_apart(pieces) for p in clause)


def _holds(clause: Clause, today: dt.date) -> bool:
    """Whether a clause says how far a report holds, or of what time it is: `se tutto va bene`,
    `mah, ricontrollo`, `era il 2019`."""
    text = words_of(p for p in clause if not isinstance(p, Mark))
    bound = _BOUND.search(text) or _IF.match(text) or _DAYS_OF.search(text)
    again = steps.denied(text) and not terms_in(clause)  # `45, non 54`
    again = bool(numbers_at(clause)) and (again or bool(_AGAIN.match(text)))
    if bound or again or any(isinstance(p, Act) and p.dated for p in clause):
        return True
    if steps.doubted(text) or steps.at_second_hand(text):
        return True
    return any(int(year) < today.year for year in _YEAR.findall(text))


def without(text: str, clauses: Sequence[Clause], gone: Sequence[int]) -> str:
    """A text without some of its clauses, and without what is no piece beside them."""
    if not gone:
        return text
    opens = [0, *(clause[0].start for clause in clauses[1:]), len(text)]
    kept = (text[opens[at] : opens[at + 1]] for at in range(len(clauses)) if at not in gone)
    return " ".join(kept).strip(" ,;:-")


def _tell(clauses: Sequence[Clause], knows: Knows) -> bool:
    """Whether some clauses tell a fact by themselves: how many of what is known, or that it was
    done."""
    pieces = [piece for clause in clauses for piece in clause]
    if any(isinstance(p, Code) for p in pieces):
        return True
    named = any(knows(t) >= _SPEAKS for t in terms_in(pieces) if not t.doing)
    return named and any(has_number(c) or tells_step(c) for c in clauses)


def signs(clauses: Sequence[Clause], at: int, knows: Knows, today: dt.date) -> dict[str, float]:
    """What tells whether a clause is talk."""
    clause = clauses[at]
    text = words_of(p for p in clause if not isinstance(p, Mark))
    rest = [p for other, c in enumerate(clauses) if other != at for p in c]
    found = {"bias": 1.0, **dict(_of_terms(clause, knows)), **dict(_of_numbers(clause, rest))}
    found |= {name: 1.0 for name, says in _SAID.items() if says(text)}
    found |= dict(_of_days(clause, rest, today))
    found["denied_step"] = float("denied" in found and not found["rest_number"])
    found["tells_step"] = float(tells_step(clause))
    strange = found["strange"]
    found |= {f"{name}_strange": found.get(name, 0.0) * strange for name in _SAID_OF_STRANGE}
    found |= {f"cue_{p.manner}": 1.0 for p in clause if isinstance(p, Cue)}
    found |= {"question": float(any(p.text == "?" for p in clause)),
              "rest_question": float(any(p.text == "?" for p in rest)),
              "bracketed": float(clause[0].text == "("), "first": float(at == 0),
              "last": float(at == len(clauses) - 1)}  # fmt: skip
    return found | dict(_wording(clause))


def _of_terms(clause: Clause, knows: Knows) -> Iterator[tuple[str, float]]:
    terms = terms_in(clause)
    nouns = sum(not (t.doing or t.participle) for t in terms)
    known = max(map(knows, terms), default=0.0)
    yield "no_terms", float(not terms)
    yield "no_nouns", float(not nouns)
    yield "nouns", float(nouns > 1)
    yield "many_nouns", float(nouns > 2)
    yield "doing", float(any(t.doing for t in terms))
    yield "participle", float(any(t.participle for t in terms))
    yield "known", known
    yield "half_known", float(known > _HARDLY)
    yield "strange", float(bool(nouns) and known <= _NOTHING)


def _of_numbers(clause: Clause, rest: Sequence[Piece]) -> Iterator[tuple[str, float]]:
    numbers = [p for p in clause if isinstance(p, Number)]
    labels = [_is_label(clause, at) for at in numbers_at(clause)]
    others = sum(isinstance(p, Number) for p in rest)
    yield "rest_number", float(others > 0)
    yield "rest_one_number", float(others == 1)
    yield "number", float(bool(numbers))
    yield "labels", float(bool(labels) and all(labels))
    yield "no_label", float(not all(labels))
    yield "in_words", float(any(n.in_words for n in numbers))
    marked = (n.percent or n.money or n.sign or n.over is not None for n in numbers)
    yield "marked", float(any(marked))
    yield "article", float(bool(numbers) and all(n.text in _ARTICLES for n in numbers))
    for at in numbers_at(clause):
        around = Around(clause, at)
        before, after = around.word(-1), around.word(1)
        yield f"after:{before}", 1.0
        yield "counts", float(bool(after) and after not in LEXICON.empty_words)
        yield "ends", float(not after)
        yield "single", float(bool(SINGULAR.fullmatch(before)) and before not in BEFORE)
        yield f"beside_{counted_beside(after) if after else None}", 1.0


def _of_days(clause: Clause, rest: Sequence[Piece], today: dt.date) -> Iterator[tuple[str, float]]:
    days = [p for p in clause if isinstance(p, Day)]
    told = any(isinstance(p, Day) for p in rest)
    yield "rest_day", float(told)
    yield "only_day", float(bool(days) and not told)
    for day in days:
        ahead = day.day is not None and day.day > today
        yield "day_ahead" if ahead else f"day_{day.when}", 1.0


def _wording(clause: Clause) -> Iterator[tuple[str, float]]:
    words = [p.text for p in clause if isinstance(p, Word)]
    yield "one_word", float(len(words) < 2)
    yield "two_words", float(len(words) == 2)
    yield "words", float(len(words) > 4)
    yield "many_words", float(len(words) > 7)
    for word in dict.fromkeys(words[:_MOST_WORDS]):
        yield f"w:{word}", 1.0
        if len(word) > 3:
            yield f"t:{stem(word)}", 1.0
    if words:
        yield f"s:{words[0]}", 1.0


def _is_label(clause: Clause, at: int) -> bool:
    """Whether a number tells which one, when or how long, and not how many were done: `int. 118`,
    `in stanza 12 non si respira`, `20 minuti che provo`."""
    around = Around(clause, at)
    number, before = around.number, around.word(-1)
    if number.percent or number.money or number.sign:
        return False
    noun = around.word(-2) if BEFORE.get(before) == "nr" else before
    if not around.word(1):
        return before in _HOUR or bool(_LABEL.fullmatch(noun))
    which = before in _HOUR or (bool(SINGULAR.fullmatch(noun)) and noun not in BEFORE)
    spare = {around.word(-1), around.word(-2)} & _SPARE
    lasts = counted_beside(around.word(1)) == "time" and (spare or around.word(2) not in ("", "di"))
    return which or bool(lasts)
