"""Whether an answer is the one to its question: each word that asks for something is accounted for
by what was made of the question.

    in che mese ho fatto più CIE?   how the CIE stand has neither a month nor a most: offered

The reader fills a query by what it knows; this looks from the other side. A word that turns a
question into another one (who, when, more, never, each, a month, a number …) needs something of
the answer that holds it, by `account.toml`; without it the question is not answered but offered.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from handlers.ask import cues
from handlers.ask.answers.people import PERSON
from handlers.ask.asked import Asked
from handlers.ask.kinds import is_of_asking
from handlers.ask.parts.about import APART, UNDONE, WHOLE, WORD, Names
from handlers.ask.parts.apart import thing_in
from handlers.ask.parts.spans import coming_span, past_span
from handlers.ask.plain.spelling import ANOTHER
from handlers.understand.reading import Intent
from italian.closed import CLOSED
from italian.regex import regex
from italian.slips import Slips
from italian.words import clean, stem
from ledger.plan import ENTE, Direction
from ledger.readings.query import Order, Query, What
from ledger.readings.query.model import STATES

OF_INTENT = {
    Intent.QUERY_STATUS: "status",
    Intent.QUERY_DEADLINES: "deadlines",
    Intent.QUERY_OBJECTIVE: "objective",
    Intent.HISTORY: "history",
}
EXCLUSIVE = tuple(
    frozenset(f"is.{one}" for one in pair)
    for pair in (
        ("validated", "silent"),
        ("validated", "unvalidated"),
        ("proved", "unproved"),
        ("done", "not_started"),
        ("done", "open"),
        ("well", "badly"),
    )
)
"""Filters that never hold together: where both were read, one of them was meant otherwise."""
TURNING = ("non", "mai", "senza", "piu", "meno", "dopo", "prima")
EITHER = regex(r"\b(?:o|e|ed|oppure|e/o)\b|,|(?<!ce )\bne\b(?! sono)")
"""States are alternatives where it is said so: `raggiunti in ritardo` means one thing."""
HOW_MANY = regex(r"(?:e |ma )?quant[aie]\b")
COUNTS = regex(
    r"(?:e |ma )?quant[ie] (?:(?:sono|stat[ei]|gli|le|i|altr[ei]|nuov[ei]|mie|miei|nostr[ei]) )*"
    r"(?P<noun>[a-z]{4,})\b"
)
COUNTED = frozenset(
    {
        What.OBJECTIVES,
        What.INDICATORS,
        What.SERVICES,
        What.AREAS,
        What.STANDS,
        What.MADE,
        What.MONTHS,
        What.GAP,
    }
    | {What.CHANGES, What.WRITERS, What.RECORDS, What.REPORTS, What.SUPPOSED}
)
"""What answers how many there are of something."""
NARROWING = frozenset({"hours", "shared", "number", "alone"})
"""Words of the table that no kind asks by itself."""
OF_THE_PLAN = regex(r"\b(?:obiettiv|indicator|dat[oi]\b|registrazion|valid|prov[ae]\b)")
PAIRED = (What.AREAS, What.SERVICES, What.OBJECTIVES, What.INDICATORS)
"""What two that are named are put side by side of."""
SHORTEST = 2
"""Letters up to which a word names nothing."""


class _Word(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    says: tuple[str, ...]
    by: frozenset[str]


class _Account(BaseModel):
    """One field per table of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    word: Mapping[str, _Word]
    asked: Mapping[str, str]
    shown: Mapping[str, str]
    nothing: Mapping[str, str]


@cache
def _account() -> _Account:
    text = resources.files("handlers.ask.chosen").joinpath("account.toml").read_text("utf-8")
    return _Account.model_validate(tomllib.loads(text))


@cache
def _words(only: frozenset[str] = frozenset()) -> Sequence[tuple[re.Pattern[str], frozenset[str]]]:
    rows = _account().word.items()
    return tuple((regex("|".join(w.says)), w.by) for name, w in rows if not only or name in only)


@cache
def _nothing() -> frozenset[str]:
    return CLOSED | frozenset(_account().nothing["words"].split())


@cache
def _asked_by() -> Mapping[str, re.Pattern[str]]:
    return {part: regex(rf"\b(?:{words})\b") for part, words in _account().asked.items()}


@cache
def _shown(kind: str) -> re.Pattern[str]:
    return regex(rf"(?:{_account().shown[kind]})".replace("\n", ""))


def unheard(names: Names, text: str, asked: Asked) -> tuple[str, ...]:
    """The words of a question that what was made of it holds nothing for."""
    given = frozenset(_parts(asked))
    codes = asked.query.of if asked.query is not None else (asked.code,)
    if names.own == (ENTE,) or all(_is_ours(names, code) for code in codes):
        given |= {"own"}
    indicator = names.plan.indicators.get(asked.code or "")
    if indicator is not None and indicator.direction is Direction.DOWN:
        given |= {"gap"}  # What is left of it is its figure.
    unmet = tuple(_unmet(_bare(names, text, tuple(c for c in codes if c)), given))
    plain = clean(text)
    more = any(pair <= given for pair in EXCLUSIVE) or _counts_others(names, plain, asked)
    states = given & {f"is.{state.name.lower()}" for state in STATES}
    more = more or (len(states) > 1 and not EITHER.search(plain))
    more = more or _is_unasked(given, plain)
    return unmet or ((" ".join(plain.split())[:60].strip(" ?"),) if more else ())


def uncounted(names: Names, text: str, codes: Iterable[str | None]) -> tuple[str, ...]:
    """The word for what a question counts, where nothing it is answered of is called so: `quanti
    alberi abbiamo piantato?` is no question of the environment's objectives."""
    found = COUNTS.match(" ".join(clean(text).split()))
    noun = found["noun"] if found else ""
    if not noun or thing_in(text) or noun in _nothing() or noun in cues.TALK:
        return ()
    if is_of_asking(noun) or any(role.fullmatch(noun) for _, role in cues.ROLES):
        return ()
    typed = (noun, *Slips(names.reader.naming, ANOTHER).near(noun))
    called = any(code and names.has_in_its_name(code, typed) for code in codes)
    return () if called else (noun,)


def unheard_of(
    names: Names, text: str, intent: Intent, code: str | None, *, day: bool
) -> tuple[str, ...]:
    """The same of what the reader of messages made of a question: how something stands (`day`: on
    a day of the past), its deadlines, what it is, its story."""
    kind = OF_INTENT[intent]
    given = frozenset(("as_of", "span") if day else (kind,))
    bare = _bare(names, text, (code,) if code else ())
    unmet = tuple(_unmet(bare, given))
    shown, nothing = _shown(kind), _nothing()
    left = [
        word
        for word in WORD.findall(_without_days(bare, names) if day else bare)
        if word not in nothing and len(word) > SHORTEST and not shown.fullmatch(word)
    ]
    if kind == "status" and not left and unmet and set(unmet) <= {"chi"}:
        return ()  # `ask.not_who` tells who there is.
    told = {part for said in unmet for part in said.split()}
    return (*unmet, *(word for word in dict.fromkeys(left) if word not in told))


def narrowed(names: Names, text: str, asked: Asked) -> tuple[str, ...]:
    """The words that narrow a question beside its kind, and that what was made of it, for the kind
    alone, holds nothing for."""
    codes = asked.query.of if asked.query is not None else tuple(filter(None, (asked.code,)))
    given = frozenset(_parts(asked))
    unmet = tuple(_unmet(_bare(names, text, codes), given, NARROWING))
    return unmet or ((" ".join(text.split())[:60].strip(" ?"),) if _is_unasked(given, text) else ())


def _is_unasked(given: frozenset[str], plain: str) -> bool:
    """Whether an answer holds what no word of the question asks for."""
    return any(part in given and not p.search(plain) for part, p in _asked_by().items())


def _counts_others(names: Names, plain: str, asked: Asked) -> bool:
    """`quante CIE abbiamo annullato?`: how many things of one indicator, answered with a list."""
    query = asked.query
    if query is None or query.what not in (What.OBJECTIVES, What.INDICATORS):
        return False
    counted = bool(query.of) and all(code in names.plan.indicators for code in query.of)
    return counted and HOW_MANY.match(plain) is not None and not OF_THE_PLAN.search(plain)


def _is_ours(names: Names, code: str | None) -> bool:
    """Whether something is of one's own office, or of the area around it."""
    plan = names.plan
    if code in plan.indicators or code in plan.objectives:
        code = plan.objective_of(str(code)).unit
    around = {plan.area_of_service.get(unit) for unit in names.own}
    return code in names.own or code in around or plan.area_of_service.get(str(code)) in names.own


def asking_nothing() -> frozenset[str]:
    """The words that ask for nothing whatever the answer, but those by which a question turns."""
    return _nothing() - frozenset(TURNING)


def asks_for_something(word: str) -> bool:
    """Whether a word needs something of the answer that holds it."""
    return any(pattern.search(word) for pattern, _ in _words())


def shown_by(intent: Intent) -> re.Pattern[str]:
    """The words that ask for nothing beside what such an answer shows."""
    return _shown(OF_INTENT[intent])


def _parts(asked: Asked) -> Iterator[str]:
    """What an answer holds, by the names of the table."""
    if asked.why is not None:
        yield "why"
    if asked.due is not None:
        yield "due"
    if asked.as_of is not None:
        yield from ("as_of", "span")
        return
    if asked.query is None:
        yield "status"
        return
    query = asked.query
    yield query.what.name.lower()
    for one in query.filters:
        yield f"is.{one.name.lower()}"
    if query.order is not Order.PLAN:
        yield f"by.{query.order.name.lower()}"
    yield from _of_query(query)


def _of_query(query: Query) -> Iterator[str]:
    held = {
        "span": query.since or query.until,
        "bound": query.bounds,
        "only": query.only,
        "who": query.who,
        "words": query.words,
        "per": query.words.startswith("per "),
        "pair": len(query.of) > 1 and query.what in PAIRED,
    }
    for name, value in held.items():
        if value:
            yield name


def _bare(names: Names, text: str, codes: tuple[str, ...]) -> str:
    """A question without codes, persons, and the names of what the answer is about."""
    plain = " ".join(clean(text).split()).strip(" .!?")
    plain = re.sub(
        r"^(?:(?:ciao|buongiorno|buonasera|salve|scusa\w*|senti|allora)[ ,]+)+", "", plain
    )
    for pattern in (PERSON, cues.CODES, WHOLE):
        plain = pattern.sub(" ", plain)
    for code in codes:
        plain = _without_name(names, plain, code, text)
    return " ".join(plain.split())


def _without_name(names: Names, plain: str, code: str, text: str) -> str:
    if code in APART:
        return APART[code].sub(" ", plain)
    plan = names.plan
    thing = code in plan.indicators or code in plan.objectives
    near = names.spoken_of(code, text) if thing else frozenset()
    stems = {stem(w) for w in near if not UNDONE.fullmatch(w)} | names.stems_of(code)
    known = {w for w in WORD.findall(plain) if stem(w) in stems and w not in _nothing()}
    if thing and len(known) == 1 and not _is_ours(names, code):
        # One word of another office's name, that asks for something else, is asked for that.
        known = {w for w in known if not any(p.fullmatch(w) for p, _ in _words())}
    return WORD.sub(lambda m: " " if m[0] in known else m[0], plain)


def _without_days(bare: str, names: Names) -> str:

    return coming_span(past_span(bare, names.today, None).rest, names.today).rest


def _unmet(bare: str, given: frozenset[str], only: frozenset[str] = frozenset()) -> Iterator[str]:
    for pattern, by in _words(only):
        if (found := pattern.search(bare)) and not _is_met(by, given):
            yield found[0].strip()


def _is_met(by: frozenset[str], given: frozenset[str]) -> bool:
    if by & given:
        return True
    begins = [name[:-1] for name in by if name.endswith("*")]
    return any(one.startswith(start) for start in begins for one in given)
