"""What tells that a fact was read as it was meant, learnt from towns that were left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

from benchmarks import reader_frames
from benchmarks.bench_understand import percent
from benchmarks.fitting import Features, Row, fitted
from benchmarks.reader_traps import traps_of
from handlers.reporting.ways import TWO_VALUES
from handlers.understand import Reader, reading_json
from handlers.understand.naming.choosing import dot, probability
from handlers.understand.reading import Item
from handlers.understand.telling.offering import offered
from tests.handlers.understand import towns
from words.wording import plain_text

NEWEST = frozenset(list(towns.DAYS)[-12:])
FRESH = 3.0  # the newest towns were mended least: what they say of wrong readings counts more
MADE_UP = 0.5  # what a made-up message counts for
MOST_NEEDLESS = 4  # percent of the messages of a town left out that may be asked about needlessly
LEASTS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98)

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A message of a town that was left out: what speaks for each fact that would be offered."""

    town: str
    signs: tuple[Features, ...]
    meant: tuple[bool, ...]
    """Of each of them, whether it is what was said."""
    verdict: towns.Verdict
    may_ask: bool
    sure: float = 1.0
    """How likely the least likely of its facts is what was meant."""
    is_made_up: bool = False


def told_in(town: str, writer: str) -> Iterator[Told]:
    """Every message of a town, as it is read by the weights in use, with nothing held back; and the
    frames of a writer from whom nothing was learnt."""
    reader, framed = Reader(towns.plan_of(town)), Reader(reader_frames.plan_of(town))
    for message in towns.messages(town):
        yield _told(reader, town, message)
    for message in traps_of(towns.plan_of(town), town):
        yield replace(_told(reader, town, message), is_made_up=True)
    for message in reader_frames.framed(town, writer):
        yield replace(_told(framed, town, message), is_made_up=True)


def _told(reader: Reader, town: str, message: Json) -> Told:
    reading = towns.reading_of(reader, town, message)
    claims = reading.items if str(reading.intent) in towns._CLAIMS else ()
    weighed = [bool(i.evidence) and (offered(i) or _is_one_of_two(i)) for i in claims]
    signs = tuple(i.evidence.signs for i in compress(claims, weighed) if i.evidence)
    got = reading_json(reading, plain_text)
    verdict = towns.verdict(town, message, got)
    meant = towns.facts_meant(town, message, got)
    claimed = [m for i, m in zip(claims, meant, strict=False) if i.evidence and offered(i)]
    if not verdict.wrongly_offered or all(claimed):  # by the message as a whole
        meant = tuple(m if i.ambiguous else not verdict.wrongly_offered
                      for i, m in zip(claims, meant, strict=False))  # fmt: skip
    which = tuple(compress(meant, weighed))
    may_ask = True in towns._allowed(message["expect"], "ambiguous")
    return Told(town, signs, which, verdict, may_ask)


def _is_one_of_two(item: Item) -> bool:
    """Whether it is asked which of two figures of an indicator is meant."""
    return item.question is not None and item.question.key == TWO_VALUES


def accept_weights(told: Iterable[Told]) -> dict[str, float]:
    """Weights that tell how likely a fact is read as it was meant."""
    rows = [
        Row(signs, int(meant), MADE_UP if one.is_made_up else FRESH if one.town in NEWEST else 1.0)
        for one in told
        for signs, meant in zip(one.signs, one.meant, strict=True)
    ]
    return fitted(rows, 0.3)


def with_sureness(told: Iterable[Told], weights: Features) -> list[Told]:
    """Each with how likely its least likely fact is meant."""
    return [
        replace(t, sure=min((probability(dot(weights, s)) for s in t.signs), default=1.0))
        for t in told
    ]


def least_sure(told: Sequence[Told]) -> float:
    """From which probability on to offer: the surest for which not too much is asked needlessly.

    Prints what each would come to, on towns left out.
    """
    kept = LEASTS[0]
    made_up = [t for t in told if t.is_made_up]
    told = [t for t in told if not t.is_made_up]
    for least in LEASTS:
        asked = [t for t in told if t.sure < least]
        wrong = sum(t.verdict.wrongly_offered for t in told if t.sure >= least)
        lost = sum(t.verdict.right and not t.may_ask for t in asked)
        asked_of_wrong = sum(t.verdict.wrongly_offered and not t.may_ask for t in asked)
        needless = sum(t.verdict.needless for t in told) + lost + asked_of_wrong
        right = sum(t.verdict.right for t in told) - lost
        share = [percent(n, len(told)) for n in (right, wrong, needless)]
        caught = sum(t.verdict.wrongly_offered for t in made_up if t.sure >= least)
        print(f"offered from {least}: right {share[0]}, wrong {share[1]}, needless {share[2]} %,"
              f" of what was made up wrong {percent(caught, len(made_up))} %")  # fmt: skip
        kept = least if share[2] <= MOST_NEEDLESS else kept
    return kept
