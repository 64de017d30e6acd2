"""What a stretch tells by how it is built: a step, one thing more, a day over others."""

from collections.abc import Iterable, Sequence

from handlers.understand.cutting.clauses import Stretch, has_number
from handlers.understand.cutting.manners import EMPTIED, ONE_MORE
from handlers.understand.cutting.scan import words_of
from handlers.understand.figures.when import day_of
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Act, Cue, Day, Manner, Mark, Number, Piece, When, Word
from handlers.understand.telling import steps
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.plan import Direction, Indicator, Kind

_ONE_SOLE = regex(r"un[oa]?'? ?altr[oa]|altr[oa]")
"""One more and no other number of it."""
_HEADING = 6
"""Words of a line that stands over others, at most."""
_IT_WAS = regex(
    r"(?:era|erano|eravamo|e successo|e stat[oaie]|l'abbiamo fatt[oaie]|parlo di|e roba di"
    r"|la (?:cerimonia|seduta|firma) (?:e stata|era)|cerimonia|seduta)\b"
    r"(?! (?:chius|ferm|rott|guast))"
)
_NEW = frozenset({"nuovi", "nuove"})
_PHRASE = 6
"""Words of a noun with all that qualifies it, its number included, at most."""
_DONE_TO_ONE = regex(rf"\w{{2,}}{PARTICIPLE}[oa] (?:[a-z]+ ){{0,2}}un[oa]? [a-z]")
_AN = frozenset({"un", "uno", "una"})
_WITH_IT = regex(
    r"(?:^|[,:;] )con (?:l'? ?|il |lo |la |i |gli |le |quest\w+ |quell\w+ )(?:[a-z']+ ){0,8}"
    r"(?:sono|siamo|fanno|diventano)(?: a)? \S+$"
)
"""`con l'attivazione di ieri i servizi sono dieci`: what they come to."""
_HOURS = regex(r"\d ore\b")
_STOOD, _AT = frozenset({"eravamo", "stavamo"}), frozenset({"a", "ad", "al", "alla", "alle", "ai"})
_AND, _ONE = frozenset({"e", "ed", "poi", "piu"}), frozenset({"un", "uno"})


def heading_of(sentence: Sequence[Piece]) -> Day | None:
    """The day of a line that tells nothing itself: `Riepilogo di sabato:`, over what was done."""
    words = sum(isinstance(p, Word) for p in sentence)
    closed = isinstance(sentence[-1], Mark) and sentence[-1].text == "\n"
    day = day_of(sentence)
    return day if closed and words <= _HEADING and not has_number(sentence) else None


def day_told_after(sentence: Sequence[Piece]) -> Day | None:
    """`firmato! Eravamo in sala sabato`, `22 pasti. Era ieri`: a sentence that tells no more than
    when that was."""
    days = [p for p in sentence if isinstance(p, Day)]
    text = words_of(p for p in sentence if not isinstance(p, Mark))
    if len(days) != 1 or has_number(sentence) or days[0].when is not When.DAY:
        return None
    return days[0] if text == days[0].text or _IT_WAS.match(text) else None


def beside_one(stretch: Stretch, number: Number, indicator: Indicator) -> bool:
    """`un'altra discarica, 340 kg`: one more is told, and a number said beside it."""
    if indicator.kind is not Kind.COUNT or number.over is not None:
        return False
    at = stretch.index(number)
    before = stretch[:at]
    return any(
        isinstance(p, Cue) and _ONE_SOLE.fullmatch(p.text) and i + 1 < at
        for i, p in enumerate(before)
    )


def one_joined(stretch: Sequence[Piece]) -> bool:
    """`e un accordo di separazione`, `, un sequestro`, `e preso in carico un utente`: one more
    thing, beside what was counted."""
    row = [p.text for p in stretch if not isinstance(p, Mark)]
    if row and row[0] in _AND:
        return len(row) > 2 and (row[1] in _ONE or bool(_DONE_TO_ONE.match(" ".join(row[1:]))))
    return len(row) > 1 and row[0] in _ONE and isinstance(stretch[0], Mark)


def one_said(stretch: Sequence[Piece]) -> bool:
    """`un controllo`: one thing, with its article."""
    return any(p.text in _AN for p in stretch[:-1])


def tells_step(stretch: Sequence[Piece]) -> bool:
    """Whether something is said to be done, or not to be."""
    text = words_of(stretch)
    terms = terms_in(stretch)
    doing = any(t.doing for t in terms)
    added = any(isinstance(p, Cue) and ONE_MORE.fullmatch(p.text) for p in stretch)
    told = steps.done(text) or steps.denied(text) or steps.to_do(text) or steps.partly(text)
    closes = len(terms) > 1 and terms[-1].participle and steps.done_in_one(text, "")
    return doing or added or told or closes or steps.said_done(text) or bool(EMPTIED.search(text))


def on_a_day(stretch: Sequence[Piece]) -> bool:
    """Whether something is told with its day, and without a figure: `DUP in giunta il 28`."""
    dated = any(isinstance(p, Day) and p.when is When.DAY and not p.assumed for p in stretch)
    return dated and not has_number(stretch)


def new_ones(stretch: Stretch, number: Number, indicator: Indicator) -> bool:
    """`2 progetti di inclusione nuovi`: more of what is counted, where `nuovi` is no part of its
    name; not `contatori nuovi 244`, which says what they are."""
    texts = [p.text for p in stretch]
    if _NEW.isdisjoint(texts) or indicator.direction is Direction.DOWN:
        return False
    at = stretch.index(number) if number in stretch else 0
    near = texts[at : at + _PHRASE]
    phrase = near[: near.index(",")] if "," in near else near
    its_own = _NEW.isdisjoint(clean(indicator.name).split())
    return indicator.kind is Kind.COUNT and its_own and not _NEW.isdisjoint(phrase)


def manners_of(stretch: Iterable[Piece]) -> frozenset[Manner]:
    """How something is said: added, total, left, taken away."""
    row = list(stretch)
    cues = [p for p in row if isinstance(p, Cue)]
    if cues and of_a_shift(row):
        cues = [p for p in cues if p.manner is not Manner.TOTAL]
    added = any(p.manner is Manner.ADDED for p in cues)
    manners = frozenset(p.manner for p in cues if not (added and p.text == "quindi"))
    return manners or (frozenset({Manner.TOTAL}) if _had_come_to(row) else manners)


def of_a_shift(stretch: Sequence[Piece]) -> bool:
    """`ieri servizio serale dalle 21 alle 24, totale 6 ore`: those of one shift, and no total."""
    if not {Act, Day} <= {*map(type, stretch)}:
        return False
    day = any(isinstance(p, Day) and p.when is When.DAY for p in stretch)
    hours = any(isinstance(p, Act) and p.kind == "hour" for p in stretch)
    return day and hours and bool(_HOURS.search(words_of(stretch)))


def _had_come_to(stretch: Sequence[Piece]) -> bool:
    """`a ferragosto eravamo a 14`, `con quella di ieri sono 14`: where it stood."""
    texts = [p.text for p in stretch]
    if "con" in texts and _WITH_IT.search(" ".join(texts)):
        return True
    if _STOOD.isdisjoint(texts):
        return False
    at = next((i for i, p in enumerate(stretch) if isinstance(p, Number)), 0)
    before = [p.text for p in stretch[max(0, at - 2) : at]]
    today = any(isinstance(p, Day) and "oggi" in p.text for p in stretch)
    return len(before) == 2 and before[0] in _STOOD and before[1] in _AT and not today
