"""Numbers that tell which one, what it came to, or the same again: no measures, by grammar."""

from collections.abc import Callable, Sequence

from handlers.understand.figures.around import BEFORE, ONE_DONE, SINGULAR, Around, Home, counts_its
from handlers.understand.figures.asides import numbers_at
from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.terms import Term, terms_of
from handlers.understand.pieces import Cue, Day, Mark, Number, Piece, Word
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.plan import Kind

ARTICLES = frozenset({"un", "una", "uno"})
_ALONE = frozenset({"sola", "solo"})
"""What makes a figure of an article: `una sola fuori termine`."""
_THE_ONE = frozenset({"il", "lo", "la", "l"})
_THEM, _IN_THEM = (
    frozenset({"le", "i", "gli"}),
    frozenset(
        "nelle nei negli alle ai agli dalle dai sulle sui sugli".split()  # noqa: SIM905
    ),
)
_TIED = frozenset({"tra", "per", "con", "in"})
_A_FEW = 10
"""Up to how many of them are told in one word."""
_REGISTERS = frozenset({"verb", "reg", "rep", "fasc", "prat", "fattura", "bolletta"})
"""Beginnings of what is numbered one by one."""
_SPAN = regex(r"giorn[oi]|gg|or[ae]|minut[oi]|min|mes[ei]|settiman[ae]")
"""What is measured, and labels nothing: `attesa media 12 gg`."""
_LONG_AGO = regex(r"1[89]\d\d")
_KNOWN = 0.6
_AN_AMOUNT, _FEW = 1000, 100
"""Euro from which a figure plainly is an amount, and below which it may be a number of it."""
_PLACES = frozenset("al alla allo all nel nella nello sul sulla sullo dal dalla".split())  # noqa: SIM905
"""What stands before a place that has a number: `al molo 2`."""


def without_labels(
    pieces: Sequence[Piece], home: Home | None, knows: Callable[[Term], float]
) -> list[Piece]:
    """Without what tells which one: `assegnato il loculo 214`, `piani 162 attivati 98`; `knows`
    tells how well a word speaks of what the sender reports."""
    if home is None:
        return list(pieces)
    many = sum(isinstance(p, Number) for p in pieces) > 1
    shares = home.indicator.kind.in_percent
    return [
        p
        for at, p in enumerate(pieces)
        if not (
            isinstance(p, Number)
            and (
                (many and {p.text, str(p.value)} & home.figures)
                or (home.indicator.kind.is_step and p.text in clean(home.indicator.name).split())
                or (not shares and _is_label(Around(pieces, at), home))
                or (many and _is_place(Around(pieces, at), home, knows))
                or (many and not shares and _is_of_then(Around(pieces, at), home))
                or (many and not shares and _is_all_of_them(Around(pieces, at)))
                or (many and _is_beside_amount(Around(pieces, at), home))
            )
        )
    ]


def _is_all_of_them(around: Around) -> bool:
    """`7 visite tra le due farmacie`, `nelle tre scuole`: where it was done, all that there are."""
    before, back = around.word(-1), around.word(-2)
    known = before in _IN_THEM or (before in _THEM and BEFORE.get(back) in _TIED)
    follows = any(isinstance(p, Number) for p in around.pieces[: around.at])
    return known and follows and around.number.in_words and around.number.value <= _A_FEW


def _is_of_then(around: Around, home: Home) -> bool:
    """`dei nati 1965 altri 25`: a year long ago, beside what is counted."""
    after_noun = bool(around.word(-1)) and around.word(-1) not in BEFORE
    dated = any(isinstance(p, Day) for p in around.pieces[around.at + 1 : around.at + 2])
    return (
        after_noun
        and not dated
        and bool(_LONG_AGO.fullmatch(around.number.text))
        and not counts_its(home, around)
    )


def _is_beside_amount(around: Around, home: Home) -> bool:
    """`liquidato il SAL 2 via Adda 41.000`: of what is paid, a small figure before the amount tells
    which payment it was."""
    number = around.number
    plain = number.text.isdigit() and number.value < _FEW and number.over is None
    named = bool(around.word(-1)) and around.word(-1) not in BEFORE
    rest = around.pieces[around.at + 1 :]
    follows = next((p for p in rest if isinstance(p, Number | Mark | Cue) or p.text == "e"), None)
    amount = isinstance(follows, Number) and follows.value >= _AN_AMOUNT and not follows.percent
    return home.indicator.kind is Kind.CURRENCY and plain and named and amount


def _is_place(around: Around, home: Home, knows: Callable[[Term], float]) -> bool:
    """`5 posti barca al molo 2`: which place, where something else was counted before; not where
    the place is one of those reported on (`alla mensa 128, al pulmino 77`)."""
    number, noun = around.number, around.word(-1)
    plain = number.text.isdigit() and number.over is None and not (number.percent or number.money)
    before = any(isinstance(p, Number) for p in around.pieces[: around.at])
    single = bool(SINGULAR.fullmatch(noun)) and not ONE_DONE.fullmatch(noun)
    named = noun in clean(home.indicator.name).split()
    another = around.word(-3) in ("", "e", "ed") and around.at > 2
    named = named or (another and any(knows(term) > _KNOWN for term in terms_of(noun)))
    counted = around.counted()[1] is not None
    return plain and before and single and not (named or counted) and around.word(-2) in _PLACES


_SEVERAL = regex(rf"\w+(?:{PARTICIPLE}[ie]|i|[cg]he)")
"""`carte rilasciate n. 9`: how many there are, and not which."""


def _is_label(around: Around, home: Home) -> bool:
    """One thing was done, and a number stands right after what it was done to."""
    number = around.number
    plain = number.text.isdigit() and number.over is None and not (number.percent or number.money)
    numbered = BEFORE.get(around.word(-1)) == "nr" or around.word(-1) in _REGISTERS
    one = numbered and bool(ONE_DONE.fullmatch(around.word(1)))
    counts = counts_its(home, around) and not one
    counts = counts or bool(_SPAN.fullmatch(around.word(1))) or around.word(-2) == "in"
    if not plain or home.indicator.kind is not Kind.COUNT or counts:
        return False
    if any(isinstance(p, Cue) for p in around.clause()):
        return False
    noun = around.word(-2) if numbered else around.word(-1)
    named_one = SINGULAR.fullmatch(noun) or around.word(-2) in _THE_ONE
    named_one = named_one and noun not in LEXICON.empty_words  # `in deposito ancora 66`
    strange = noun not in clean(home.indicator.name).split()
    single = named_one and strange
    numbered = numbered and bool(strange or not _SEVERAL.fullmatch(noun))
    done = any(isinstance(p, Word) and ONE_DONE.fullmatch(p.text) for p in around.clause())
    return done and (
        bool(numbered and noun)
        or bool(single and noun not in BEFORE and not ONE_DONE.fullmatch(noun))
    )


def without_prices(pieces: Sequence[Piece], home: Home | None) -> list[Piece]:
    """`una transazione per 18.000 euro`: what the one thing came to, where things count."""
    if home is None or home.indicator.kind is not Kind.COUNT:
        return list(pieces)
    numbers = numbers_at(pieces)
    if home.with_amounts and numbers and pieces[numbers[0]].text not in ARTICLES:
        return list(pieces)
    prices = {
        at
        for at in numbers[1:]
        for number in [pieces[at]]
        if isinstance(number, Number) and number.money and Around(pieces, at).word(-1) == "per"
    }
    return [p for at, p in enumerate(pieces) if at not in prices]


def without_articles(pieces: Sequence[Piece], home: Home | None) -> list[Piece]:
    """Without `una` where something is measured: `una famiglia ha pagato 180 euro`."""
    if home is None or home.indicator.kind is Kind.COUNT or home.indicator.kind.is_step:
        return list(pieces)
    if sum(isinstance(p, Number) for p in pieces) < 2:
        return list(pieces)
    return [
        p
        for at, p in enumerate(pieces)
        if not (isinstance(p, Number) and p.text in ARTICLES)
        or Around(pieces, at).word(1) in _ALONE
    ]


def without_repeated(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what is denied or said twice: `45 non 54`, `12 (dodici)`."""
    kept = list(pieces)
    many = sum(isinstance(p, Number) for p in kept)
    for test in (_denied, _spelled_again):
        for at in range(len(kept) - 1, -1, -1):
            if many > 1 and isinstance(kept[at], Number) and test(kept, at):
                del kept[at]
                many -= 1
    return kept


def _denied(pieces: Sequence[Piece], at: int) -> bool:
    """`45 non 54`, `non 54 ma 45`."""
    return Around(pieces, at).word(-1) == "non"


def _spelled_again(pieces: Sequence[Piece], at: int) -> bool:
    """`12 (dodici)`: the same number, once more in words."""
    before = [p for p in pieces[max(0, at - 2) : at] if isinstance(p, Number)]
    number = pieces[at]
    again = isinstance(number, Number) and any(b.value == number.value for b in before)
    return again and at + 1 < len(pieces) and pieces[at + 1].text == ")"
