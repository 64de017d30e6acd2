"""What a question says that nothing was made of: it is told, and never passed over."""

from handlers.ask import cues
from handlers.ask.parts.about import APART, WHOLE, WORD, Names
from handlers.ask.parts.spans import past_span
from handlers.understand.lexicon import LEXICON, any_of
from italian.closed import CLOSED
from italian.regex import regex
from italian.words import clean
from ledger.later import dataclass
from ledger.plan import ENTE

_Q = LEXICON.questions
_ASKING = tuple(
    any_of(phrases)
    for phrases in (
        _Q.history,
        _Q.deadlines,
        _Q.objective,
        _Q.standing,
        _Q.status,
        _Q.ask,
        _Q.interrogatives,
        _Q.tags,
        _Q.compared,
        _Q.whole,
        _Q.openers,
        _Q.talk,
    )
)
_ENDING = regex(
    r"\b(?:consegn|aggiorn|chiud|fini|complet|present|rendicont|mand)\w*\b"
    r"|\ba (?:che|quanto|quale)(?: (?:numero|quota|punto|cifra))? ?arriv\w+\b"
)
"""What one does by a deadline: no more than asking when it is due, or where it leads."""
"""The words of the asking itself."""

ASKING_MORE = regex(
    r"\b(?:dev[oei]|devono|dobbiamo|person[ae]|qualcosa|unic[oaie]|post[oi]|collegh[ie]|dirigent[ei]"
    r"|assessor[ei]|responsabil[ei]|rispetto|medi[ao]|dopo|da quando|da quanto)\b"
)
"""Words that say nothing of how something stands: beside it, they ask something else."""
_SAID_OF_DAYS = regex(
    r"\b(?:giorn\w+|settiman\w+|mes[ei]|trimestr\w+|semestr\w+|anno|fine|inizio|meta|scors\w+|passat\w+"
    r"|attual\w+|corrent\w+|adesso|ormai|finora|stamattina|stasera|ieri|domani)\b"
)


@dataclass(frozen=True)
class Left:
    """`words` that mean nothing here; `said`, those that speak of what the question is about."""

    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def without_asking(plain: str) -> str:
    """A question without the words of its asking, those of help among them."""
    for pattern in (any_of(_Q.help), *_ASKING):
        plain = pattern.sub(" ", plain)
    return plain


def left(names: Names, text: str, code: str | None) -> Left:
    """What is left of a question about a code once its asking, its days and what speaks of the
    code are taken out. A typed code speaks for itself."""
    plain = " ".join(clean(text).split())
    typed = names.codes_in(plain) + names.lines_in(plain)
    rest = past_span(plain, names.today, None).rest
    if code == ENTE:
        rest = WHOLE.sub(" ", rest)
    for pattern in (*_ASKING, _ENDING, _SAID_OF_DAYS, cues.CODES):
        rest = pattern.sub(" ", rest)
    words = [w for w in names.content_of(rest) if len(w) > SHORTEST]
    words += [w for w in dict.fromkeys(TURNS.findall(rest)) if w not in words]
    words += [w for w in dict.fromkeys(ASKING_MORE.findall(rest)) if w not in words]
    if not words:
        return Left((), typed)
    named = code not in (None, *names.own, ENTE)
    # Where nothing else was named, what a word has to do with one's office is no name.
    known = names.spoken_of(str(code), plain) if named else frozenset()
    if code in APART:
        words = [w for w in words if not APART[code].fullmatch(w)]
    said = [w for w in words if code and (w in known or names.calls(code, (w,)))]
    unknown = [w for w in words if w not in said]
    return Left(tuple(unknown), (*typed, *said))


def days_in(names: Names, text: str) -> tuple[str, ...]:
    """The words of a past day that a question names, but today: of what is answered as it is now,
    they were not heard."""
    plain = " ".join(clean(text).split())
    span = past_span(plain, names.today, None)
    until = span.until or span.since
    if until is None or until == names.today:
        return ()
    rest = span.rest.split()
    said = (word for word in WORD.findall(plain) if word not in rest)
    return tuple(word for word in said if word not in cues.TALK and word not in CLOSED)


_TURNING = (
    r"\b(?:non|senza|mai|tranne|eccetto|escluso|almeno|piu|meno|nessun\w*|un[oa]? sol[oa]"
    r"|unic[oaie]|altr[ie](?= (?:serviz|uffic|obiettiv|are|eq|collegh|settor)))\b"
)
TURNS = regex(_TURNING)
"""Words that turn a question into another one: where nothing was made of them, it is another."""

_TURNED = regex(rf"{_TURNING}(?: [\w']+){{0,2}}")


def turned(plain: str) -> tuple[str, ...]:
    """What a question turns by, with the words it turns: `non hanno indicatori`."""
    return tuple(found[0] for found in _TURNED.finditer(plain))


SHORTEST = 2
"""Letters up to which a word names nothing."""
