"""One new thing said without a number: `inviata la comunicazione`, `ieri un altro incidente`."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from handlers.understand.cutting.manners import EMPTIED, ONE_MORE, takes_away
from handlers.understand.figures.around import counted_beside, said_of_people
from handlers.understand.figures.values import asks
from handlers.understand.naming.terms import LINKS, terms_in, terms_of
from handlers.understand.pieces import Cue, Day, Manner, Mark, Number, Piece, When, Word
from handlers.understand.reading import Item, Mode
from handlers.understand.telling import steps
from handlers.understand.telling.telling import one_joined
from handlers.understand.telling.told import Passage
from italian.regex import regex
from italian.words import PARTICIPLE
from ledger.later import replace
from ledger.plan import Direction, Indicator, Kind
from words.say import say

_HAVE = frozenset({"ho", "ha", "abbiamo", "avete", "hanno"})
_WE_ARE = frozenset({"siamo", "eravamo"})
_VERBS = frozenset("fa fanno sta stanno va vanno sono era erano".split())  # noqa: SIM905
"""`il server fa i capricci`: a tale, where a thing that happened is only named."""
_ONE = frozenset({"il", "lo", "la", "l", "un", "una", "uno"})
"""What follows an active verb where one thing was done: `abbiamo inviato la comunicazione`."""
_WHERE = frozenset({"su", "in"})
"""Before where it was done, ahead of what was: `caricata su ReGiS la domanda`."""
_HELD = frozenset(
    "fatto fatta tenuto tenuta svolto svolta eseguito eseguita effettuato effettuata".split()  # noqa: SIM905
)
_COMPLETED = regex(r"\b(?:conclus|complet|ultimat|terminat|finit)\w*")
"""`finita la scansione degli atti` closes a work, and says nothing of how many."""
_SOME_OF = regex(
    r"\b(?:meta|tutt[aoei](?! (?:ok|bene|regolare|a posto|liscio))"
    r"|gran parte|(?:una|in|maggior) parte|(?:un|due) terz[oi]|un quarto)\b"
)
"""How much of a whole nobody counts: `fatta la metà delle CIE`."""
_ONE_SAID = regex(r"\bun(?:o|a|')?\b")
_AND_THAT = regex(r"\b(?:e|,) quell[oa] (?:con|di|del|dell|della|dei|delle|per|in|a|al|alla)\b")
_SAYS = 0.25
"""Share of the words from which they say what happened: `il server fa i capricci` says nothing."""
ARRIVING = frozenset({"receive", "request", "present", "start"})
"""Doing words that add to what is left to do."""
_LEAVING = regex(r"\b(?:via|libera\w*|sgomber\w+|uscit\w+|trovato casa|adottat\w+)\b")
_LATER_TODAY = regex(r"\b(?:oggi|quest[oa]) (?:pomeriggio|sera)|\bstasera")
"""Parts of a day that may be still to come, where nothing is said to be done."""
_AT_HOUR = regex(r"(?:alle|ore|h) ?\d")
"""`udienza il 22 alle 9`: an appointment, where nothing is said to be done."""
_ONE_DONE = regex(rf"\w{{3,}}{PARTICIPLE}[oa]")
_MANY_DONE = regex(rf"\w{{3,}}{PARTICIPLE}[ei]")
_OPENING = 3
"""Words of a stretch among which it is said first what was done."""


def one_new(indicator: Indicator, told: Passage, item: Item) -> Item:
    """One new thing without a number is an increment of 1; anything else needs the number."""
    how_much = asks(item, say("understand.how_much", indicator=indicator.code))
    if indicator.direction is Direction.DOWN and EMPTIED.search(told.text):
        return replace(item, mode=Mode.ABSOLUTE, value=Decimal(0))
    if indicator.kind is not Kind.COUNT or steps.to_do(told.text) or steps.denied(told.text):
        return how_much
    if indicator.direction is Direction.DOWN:
        return _one_fewer_or_more(told, item) or how_much
    if _SOME_OF.search(told.text) or _many_counted(indicator, told):
        return how_much
    if steps.before_it(indicator, list(told.named.terms), told.text):
        return asks(item, say("understand.another_count", indicator=indicator.code))
    closes = "finish" in steps.steps_in(terms_of(indicator.name))
    if _COMPLETED.search(told.text) and not _ONE_SAID.search(told.text) and not closes:
        return how_much
    article = told.number is not None and told.number.text in _ONE
    one = just_one(told.stretch) or one_joined(told.stretch)
    if article or one or _one_happened(told):
        return replace(
            item, mode=Mode.INCREMENT, value=_how_many(told), assumed=(*item.assumed, "value")
        )
    return how_much


def _how_many(told: Passage) -> Decimal:
    """`la convenzione con il volley e quella con la bocciofila`: one for each that is named."""
    return Decimal(1 + len(_AND_THAT.findall(told.text)))


def _many_counted(indicator: Indicator, told: Passage) -> bool:
    """`chiuse 9 chiamate`, `educatrici che hanno fatto il corso 45`: a number that was left out is
    of many, and not of what was said beside one."""
    if told.number is not None or not any(isinstance(p, Number) for p in told.sentence):
        return False
    head = next((t for t in terms_in(told.stretch) if not t.doing), None)
    people = head is not None and counted_beside(head.word) == "people"
    several = people and head is not None and head.word.endswith(("i", "e"))
    more = any(isinstance(p, Cue) and _one_more(p) for p in told.stretch)
    opening = [p for p in told.stretch if isinstance(p, Word)][:_OPENING]
    done = any(_MANY_DONE.fullmatch(p.text) for p in opening)
    return not more and (done or (several and said_of_people(indicator)))


def _one_fewer_or_more(told: Passage, item: Item) -> Item | None:
    """`sgomberato un abusivo`, `un altro incidente`: one less, or one more, of what is too many."""
    doing = steps.steps_in(terms_in(told.stretch))
    cleared = takes_away(told.text, doing) or Manner.FEWER in told.manners
    one = just_one(told.stretch) or _one_happened(told)
    if not one or (doing & ARRIVING and cleared):
        return None
    if cleared or (Manner.ADDED in told.manners and not _LEAVING.search(told.text)):
        value = Decimal(-1 if cleared else 1)
        return replace(item, mode=Mode.INCREMENT, value=value, assumed=(*item.assumed, "value"))
    return None


def just_one(stretch: Iterable[Piece]) -> bool:
    """`inviata la comunicazione`, `un altro corso`: the doing word is in the singular."""
    pieces = [p for p in stretch if not isinstance(p, Mark)]
    for at, piece in enumerate(pieces):
        if isinstance(piece, Cue) and _one_more(piece):
            return True
        done = isinstance(piece, Word | Cue) and _ONE_DONE.fullmatch(piece.text)
        if done and _the_one_after(pieces, at):
            return True
        if isinstance(piece, Word) and terms_in([piece]) and terms_in([piece])[0].doing:
            if at and pieces[at - 1].text in _WE_ARE:
                continue  # `siamo andati a casa sua, carta fatta a domicilio`
            if at and pieces[at - 1].text in _HAVE:
                after = pieces[at + 1] if at + 1 < len(pieces) else piece
                return after.text in _ONE or (isinstance(after, Cue) and _one_more(after))
            return piece.text.endswith(("a", "o"))
    return any(isinstance(p, Word) and p.text in _HELD for p in stretch) or _closed_by_one(pieces)


def _closed_by_one(pieces: Sequence[Piece]) -> bool:
    """`allaccio di via Roma regolarizzato`: one thing, and at the end what was done to it."""
    row = [p for p in pieces if not isinstance(p, Day)]
    last, back = (row[-1], row[-2]) if len(row) > 1 else (None, None)
    done = isinstance(last, Word) and bool(_ONE_DONE.fullmatch(last.text))
    tied = back is not None and back.text in (_ONE | LINKS)
    first = next((t for t in terms_in(row) if not t.doing and not t.participle), None)
    return done and not tied and first is not None and not first.word.endswith(("i", "e"))


def _one_more(cue: Cue) -> bool:
    return bool(ONE_MORE.fullmatch(cue.text))


def _the_one_after(pieces: Sequence[Piece], at: int) -> bool:
    """`ottenuto il CPI`, `caricata su ReGiS la domanda`: a single thing follows what was done."""
    rest = [p for p in pieces[at + 1 :] if not isinstance(p, Day)]
    rest = rest[2:] if rest and rest[0].text in _WHERE else rest
    return bool(rest) and isinstance(rest[0], Word) and rest[0].text in _ONE and len(rest) > 1


def _one_happened(told: Passage) -> bool:
    """`sfratto evitato stamattina`, `ieri lettura al nido`: one thing of a day, none in plural."""
    if told.day is None or told.day.when is not When.DAY:
        return False
    words = [p.text for p in told.stretch if isinstance(p, Word)]
    if "un" in words and "non" not in words:
        return True
    done = next((w for w in words if _MANY_DONE.fullmatch(w) or _ONE_DONE.fullmatch(w)), None)
    if done is None and _VERBS & set(words):
        return False
    if done is not None or "non" in words:
        return done is not None and "non" not in words and bool(_ONE_DONE.fullmatch(done))
    if _LATER_TODAY.search(told.day.text) or any(_AT_HOUR.match(p.text) for p in told.stretch):
        return False
    nouns = [t.word for t in told.named.terms if not t.doing and not t.attached]
    best = told.named.choice.best if told.named.choice else None
    if best is not None and best.share < _SAYS:
        return False
    return bool(nouns) and (nouns[0].endswith("ione") or not nouns[0].endswith(("i", "e")))
