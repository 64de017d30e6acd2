"""Numbers of a sentence that were so before, or were added up: what it came to is told as well."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Cue, Day, Mark, Number, Piece, When, Word
from italian.regex import regex

NOW = frozenset(
    "ora adesso oggi attualmente orm ormai adess quindi stamattina stamani stamane stasera".split()  # noqa: SIM905
)
_BEFORE_THEN = frozenset({"prima", "precedenza", "precedentemente", "inizialmente"})
_ONE = frozenset({"un", "uno", "una"})
_WERE = frozenset({"era", "erano", "eravamo", "stavamo", "avevamo", "partivamo"})
_ARE = frozenset({"siamo", "sono", "abbiamo", "e'"})
_EXACTLY = frozenset({"preciso", "precisamente", "precisione", "esattamente", "esattezza"})
_SINCE_THEN = regex(
    r"che (?:era|erano|eravamo|avevamo)\b|(?:e|sono|siamo) (?:diventat|ridott|passat)"
)
_WERE_THEN = _WERE | frozenset({"prima", "avevo", "aveva"})
_TO = frozenset({"al", "alla", "allo", "all", "a", "ad"})
_LAST_YEAR = regex(r"\banno\b.*\b(?:scors|passat)|\b(?:scors|passat)o anno")
_NO, _BUT = frozenset({"non", "nn", "mica"}), frozenset({"ma", "bensi"})
_FROM_TO, _FIGURES = regex(r"\d+ (?:a|al|ad|alla) \d+"), regex(r"\d+")
_OLD, _LATE = 1700, 2100
"""Years that registers may be of."""
_WE_ARE = regex(
    r"\b(?:siamo|eravamo|restiamo|rimaniamo)"
    r"(?: (?:rimast[ie]|restat[ie]|solo|soltanto|gia|ancora|ora))* (?:in|sol[oi]|soltanto)$"
)
_AT_WORK = frozenset("a ad al all alla allo in per su ufficio sportello gatti soli sole".split())  # noqa: SIM905
"""What is said of people after how many they are, and of nothing that is counted."""
_MOST_AT_WORK, _FEW_AT_WORK = 60, 12
_AWAY = regex(r"in (?:ferie|malattia|maternita|permesso|aspettativa)\b|malat[oaie]\b|assent[ei]\b")
"""What is said of colleagues who are not there."""
_BESIDE = 3
"""Pieces within which a figure is of the word before it."""
_AIMS = frozenset(
    "obiettivo target traguardo previsione programma preventivo atteso".split()  # noqa: SIM905
)
"""What a figure beside another is aimed at by."""
_TOLD_BEFORE = regex(
    r"\bgia (?:contat|conteggiat|dett|segnat|comunicat|registrat|inserit|mandat)[oaie]\b"
)
_INCLUDED = regex(r"(?:compres|inclus)[oaie]")
_SPAN = regex(r"giorn|gg\b|or[ae]\b|minut|settiman|mes[ei]\b|ann[oi]\b")
_WITHIN = frozenset({"entro", "oltre", "fuori", "nei", "negli", "nelle"})
_SUMMING = frozenset({"quindi", "totale", "in tutto", "in totale", "totali", "fanno", "cioe", "="})
"""What stands before a sum of what was said."""


def numbers_at(pieces: Sequence[Piece]) -> list[int]:
    """Where the numbers of a sentence stand."""
    return [at for at, p in enumerate(pieces) if isinstance(p, Number)]


def without_past(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what it was before: `erano 37, ora ne ho 31`; or only nearly: `42mila, di preciso
    42.318`."""
    if len(numbers_at(pieces)) < 2:
        return list(pieces)
    pieces = without_then(pieces)
    gone: set[int] = set()
    for this, following in pairwise(numbers_at(pieces)):
        between = {w for p in pieces[this + 1 : following] for w in p.text.split()}
        back = {w for p in pieces[max(0, this - 4) : this] for w in p.text.split()}
        was = bool(back & _WERE_THEN)
        now = between & NOW and (between & _ARE or not _joins(pieces[this + 1 : following]))
        if between & _BEFORE_THEN and between & _WERE:
            gone.add(following)
        elif pieces[this + 1].text in _WERE and _texts(pieces, following + 1) & _ARE:
            gone.add(this)  # `132 erano e 101 sono`
        elif start := _then(pieces, this, following):
            gone |= set(range(start, following + 1))
        elif between & _EXACTLY or (was and now) or _has_become(pieces, this):
            gone.add(this)
            if was and now:  # `l'anno scorso a settembre erano 230, ora 219`: so is its day
                gone |= {at for at in range(this) if isinstance(pieces[at], Day)}
    return [p for at, p in enumerate(pieces) if at not in gone]


def _texts(pieces: Sequence[Piece], at: int) -> set[str]:
    return {p.text for p in pieces[at : at + 1]}


def _joins(between: Sequence[Piece]) -> bool:
    """Whether two figures are joined by `e`, and not told by it: `era 48mila, oggi è 29mila`."""
    return any(
        p.text in ("e", "ed") and not (at and between[at - 1].text in NOW)
        for at, p in enumerate(between)
    )


def _has_become(pieces: Sequence[Piece], at: int) -> bool:
    """`da 48mila che era`, `da 132 sono diventate`: where it started from."""
    after = " ".join(p.text for p in pieces[at + 1 : at + 4])
    return at > 0 and pieces[at - 1].text == "da" and bool(_SINCE_THEN.match(after))


def without_then(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what is said to have been the figure at another time, with that time: `è al 74, il 72
    era quello di luglio`, `2.100, erano 1.900 a giugno`, `210 contro le 240 di marzo`."""
    parts = _parts_at(pieces, lambda p: isinstance(p, Mark) or p.text == "contro")
    then = [part for part in parts if len(numbers_at(part)) == 1 and _is_of_then(part)]
    now = [part for part in parts if part not in then and _tells_a_figure(part)]
    named = any(map(_names_things, now))
    then = [part for part in then if not named or not _names_things(part) or _recalls(part)]
    if not then or not now:
        return list(pieces)
    gone = {
        id(p)
        for part in then
        for p in part
        if isinstance(p, Number | Day | Mark) or p.text in _WERE | {"contro"}
    }
    return [p for p in pieces if id(p) not in gone]


def _is_of_then(part: Sequence[Piece]) -> bool:
    dated = any(isinstance(p, Day) and p.when in (When.PERIOD, When.AT) for p in part)
    was = part[0].text == "contro" or any(p.text in _WERE for p in part)
    return dated and was and not any(w in NOW for p in part for w in p.text.split())


def _tells_a_figure(part: Sequence[Piece]) -> bool:
    return any(part[at].text not in _ONE for at in numbers_at(part))


def _names_things(part: Sequence[Piece]) -> bool:
    return any(not (t.doing or t.participle) for t in terms_in(part))


def _recalls(part: Sequence[Piece]) -> bool:
    """`il 72 era il SAL di luglio`, `contro i 280 di giugno`: a figure that is only referred to."""
    at = numbers_at(part)[0]
    return part[0].text == "contro" or bool(_texts(part, at + 1) & _WERE)


def without_told_before(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what was told already: `partito il laboratorio, le 16 iscritte già contate`."""
    parts = _parts(pieces)
    again = [p for p in parts if numbers_at(p) and _TOLD_BEFORE.search(" ".join(x.text for x in p))]
    if not again or len(again) == len(parts):
        return list(pieces)
    return [piece for part in parts if part not in again for piece in part]


def _then(pieces: Sequence[Piece], this: int, following: int) -> int | None:
    """Where it goes back, after a mark, to what it was: `al 25%, era al 22`, `758, l'anno scorso
    690`."""
    mark = next((at for at in range(this + 1, following) if isinstance(pieces[at], Mark)), None)
    if mark is None:
        return None
    between = pieces[mark + 1 : following]
    was = bool(between) and between[0].text in _WERE and between[-1].text in _TO
    year = (
        bool(between) and isinstance(between[0], Day) and bool(_LAST_YEAR.search(between[0].text))
    )
    nothing_else = not any(isinstance(p, Number) for p in pieces[following + 1 :])
    return mark if (was or year) and nothing_else else None


def without_taken_back(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what is said not to be, where what is follows: `non 4 ma 3`, `mica 9, ne ho 6`."""
    numbers = numbers_at(pieces)
    for this, following in pairwise(numbers):
        back = range(max(0, this - 5), this)
        no = next((at for at in reversed(back) if pieces[at].text in _NO), None)
        between = pieces[this + 1 : following]
        instead = any(p.text in _BUT for p in between)
        comma = next((at for at, p in enumerate(between) if isinstance(p, Mark)), None)
        anew = comma is not None and [p.text for p in between[comma + 1 : comma + 2]] == ["ne"]
        if no is not None and (instead or anew):
            gone = {no, this} | {this + 1 + at for at, p in enumerate(between) if p.text in _BUT}
            return [p for at, p in enumerate(pieces) if at not in gone]
    return list(pieces)


def without_numbered(pieces: Sequence[Piece]) -> list[Piece]:
    """Without which ones they were: `38 mandati, dal 1201 al 1238`, `registri dal 1871 al 1880`."""
    values = {p.value for p in pieces if isinstance(p, Number)}
    return [
        p for p in pieces if not (isinstance(p, Number) and len(values) > 1 and _which(p, values))
    ]


def _which(number: Number, values: set[Decimal]) -> bool:
    ends = [Decimal(figure) for figure in _FIGURES.findall(number.text)]
    if not number.reached or len(ends) != 2 or not _FROM_TO.fullmatch(number.text):
        return False
    first, last = ends
    years = all(_OLD <= end <= _LATE for end in ends)
    return years or last - first + 1 in values


def without_staff(pieces: Sequence[Piece]) -> list[Piece]:
    """Without how many are at work: `siamo rimasti in 2 su 5`, `siamo in 6 a coprire i turni`; nor
    how long it will be: `tra due settimane`."""
    gone: set[int] = set()
    for at in numbers_at(pieces):
        if _of_staff(pieces, at):
            gone |= {at, at - 1} if isinstance(pieces[at - 1], Cue) else {at}  # `siamo in`
        elif _is_ahead(pieces, at):
            gone.add(at)
    return [p for at, p in enumerate(pieces) if at not in gone] if gone else list(pieces)


def without_limits(pieces: Sequence[Piece]) -> list[Piece]:
    """Without how long it may take: `usciti entro i 10 giorni 388 su 412`."""
    numbers = numbers_at(pieces)
    if len(numbers) < 2:
        return list(pieces)
    limits = {
        at
        for at in numbers
        if {p.text for p in pieces[max(0, at - 2) : at]} & _WITHIN
        and any(_SPAN.match(p.text) for p in pieces[at + 1 : at + 2])
    }
    return [p for at, p in enumerate(pieces) if at not in limits]


def without_aims(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what is aimed at, where what was reached is told beside: `siamo a 91 e l'obiettivo è
    130`, `il programma dice 81, siamo a 56`."""
    parts = _parts(pieces)
    aims = [part for part in parts if _AIMS & {p.text for p in part} and numbers_at(part)]
    told = [part for part in parts if part not in aims and numbers_at(part)]
    if not aims or not told:
        return list(pieces)
    return [p for part in parts if part not in aims for p in part]


def _parts(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """The pieces cut before marks, and before an `e` that opens what is said of something else."""
    opening = {
        id(piece)
        for at, piece in enumerate(pieces)
        if piece.text in ("e", "ma") and any(p.text in _AIMS for p in pieces[at + 1 : at + 4])
    }
    return _parts_at(pieces, lambda p: isinstance(p, Mark) or id(p) in opening)


def _parts_at(pieces: Sequence[Piece], opens: Callable[[Piece], bool]) -> list[tuple[Piece, ...]]:
    """The pieces cut before each that opens a part."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if opens(piece) and parts[-1]:
            parts.append([])
        parts[-1].append(piece)
    return [tuple(part) for part in parts]


def without_included(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the part that a figure counts already: `288, compresi i 5 di ieri`, `104, oggi 3
    comprese`."""
    at = next((i for i, p in enumerate(pieces) if _INCLUDED.fullmatch(p.text)), 0)
    marks = [i for i, p in enumerate(pieces) if isinstance(p, Mark)]
    end = min((i for i in marks if i > at), default=len(pieces))
    follows = at if numbers_at(pieces[at : at + _BESIDE]) else 0
    opens = max((i for i in marks if i < at), default=0)
    start = follows or (opens if numbers_at(pieces[at - 1 : at]) else 0)
    if not start or len(numbers_at(pieces[start:end])) != 1 or not numbers_at(pieces[:start]):
        return list(pieces)
    return [*pieces[:start], *pieces[end:]]


def _is_ahead(pieces: Sequence[Piece], at: int) -> bool:
    following = pieces[at + 1 : at + 2]
    return (
        at > 0
        and pieces[at - 1].text in ("tra", "fra")
        and any(_SPAN.match(p.text) for p in following)
    )


def _of_staff(pieces: Sequence[Piece], at: int) -> bool:
    number = pieces[at]
    if not isinstance(number, Number) or number.value > _MOST_AT_WORK or at == 0:
        return False
    back = " ".join(p.text for p in pieces[max(0, at - 3) : at])
    follows = [p.text for p in pieces[at + 1 :] if not isinstance(p, Day)]
    after = " ".join(follows[:2])
    if _AWAY.match(after) and number.over is None:
        return True
    more = any(isinstance(p, Number) for p in pieces[at + 1 :]) and number.value <= _FEW_AT_WORK
    ends = not after.strip(" .!") and number.value <= _FEW_AT_WORK
    goes_on = ends or number.over is not None or after.split(" ")[0] in _AT_WORK or more
    return bool(_WE_ARE.search(back)) and goes_on


def without_addends(pieces: Sequence[Piece], is_another: Callable[[Term], bool]) -> list[Piece]:
    """Without what was added up: `9 b&b e 2 affittacamere quindi 11 strutture`, `28 alberi, 20
    platani e 8 tigli`. `is_another` tells whether a word is of something else that is reported."""
    numbers = [at for at, p in enumerate(pieces) if isinstance(p, Number) and p.over is None]
    values = [p.value for p in pieces if isinstance(p, Number)]
    if len(numbers) < 3 or len(values) != len(numbers):
        return list(pieces)
    *added, last = numbers
    near = {p.text for p in pieces[added[-1] : last + 3]}
    added_up, taken_off = sum(values[:-1]), values[0] - sum(values[1:-1])
    if values[-1] in (added_up, taken_off) and near & _SUMMING:  # `30 meno una, cioè 29`
        sums = {at for at in range(added[-1], last) if isinstance(pieces[at], Cue)}
        return [p for at, p in enumerate(pieces) if at not in sums and at not in added]
    parts = numbers[1:]
    if sum(values[1:]) != values[0] or any(_is_named(pieces, at, is_another) for at in parts):
        return list(pieces)
    return list(pieces[: parts[0]])


def _is_named(pieces: Sequence[Piece], at: int, is_another: Callable[[Term], bool]) -> bool:
    """Whether a number is of something reported by itself."""
    near = [p for p in pieces[at - 1 : at + 2] if isinstance(p, Word)]
    taken = any(_SPAN.match(p.text) for p in near)
    return taken or any(not t.doing and is_another(t) for t in terms_in(near))
