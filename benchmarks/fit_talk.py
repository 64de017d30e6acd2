"""Fits the weights by which what is said beside a report is told from the report.

    python -m benchmarks.fit_talk

reads each message with and without each of its clauses that may be talk: a clause without which it
is read as it was meant may go, one whose loss spoils it must stay. Prints how each writer's frames
fare when the others' are all that is learnt from, then learns from all and writes
`handlers/understand/small_talk.json`. The same messages give the same weights.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import handlers.understand
from benchmarks import reader_frames
from benchmarks.fitting import fitted_with_words
from benchmarks.reader_frames import WRITERS
from handlers.understand import Reader, reading_json
from handlers.understand.asking import small_talk
from handlers.understand.asking.small_talk import clauses_of, may_go, signs, without
from handlers.understand.cutting.scan import scan
from handlers.understand.naming.choosing import dot, probability
from ledger.plan import Plan
from tests.handlers.understand import towns
from words.wording import plain_text

WEIGHTS = Path(handlers.understand.__path__[0]) / "small_talk.json"
FRAMED_IN = ("nardo", "feltre", "borgolario", "portosirente", "casalmerone", "todi", "melfi",
             "calatarena")  # fmt: skip
MANY = {"facts": 60, "asides": 60, "corrections": 30, "not": 60}  # frames of a writer, by sort
HARMLESS, LESS_WRONG = 0.3, 0.5  # what a clause counts for that may stay as well, or only may go
LEAST_WEIGHT = 0.06
LOOSE = 0.3

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Cut:
    """A clause of a message, and whether the message is read better, or as well, without it."""

    source: str
    signs: Mapping[str, float]
    may_go: bool
    weight: float

    @property
    def label(self) -> bool:
        return self.may_go


def cuts_in(town: str) -> Iterator[Cut]:
    """Of the messages of a town."""
    return cuts_of_messages(town, town, towns.messages(town))


def cuts_of(writer: str, town: str) -> Iterator[Cut]:
    """Of a writer's frames, with the things of a town in them."""
    messages = reader_frames.framed(town, writer, MANY)
    return cuts_of_messages(f"writer {writer}", town, messages, reader_frames.plan_of(town))


def cuts_of_messages(
    source: str, town: str, messages: Iterable[Json], plan: Plan | None = None
) -> Iterator[Cut]:
    """Of messages over a town's plan, or that plan in another year."""
    reader = Reader(plan or towns.plan_of(town))
    for message in messages:
        yield from _cuts(source, reader, town, message)


def _cuts(source: str, reader: Reader, town: str, message: Json) -> Iterator[Cut]:
    sender = towns.sender(str(message["as"]).lower())
    today, before = towns.day_of(town, message), message.get("previous")
    setting = reader._setting(sender, today, None)
    scanned = scan(reader._plain(message["text"]), reader._codes, today)
    clauses, explained = clauses_of(scanned), reader._namer.vocabulary.explained

    def knows(term: Any) -> float:
        return explained(term, setting.own)

    at_stake = [at for at in range(len(clauses)) if may_go(clauses, [at], knows, today)]
    if len(clauses) < 2 or not at_stake:
        return
    with patch.object(small_talk, "_TALE", 0):  # nothing is left out of what is read here
        previous = reader.read(before, sender=sender, today=today) if before else None

        def worth(text: str) -> int:
            read = reader.read(text, sender=sender, today=today, previous=previous)
            verdict = towns.verdict(town, message, reading_json(read, plain_text))
            return 0 if verdict.right else 2 if verdict.wrongly_offered else 1

        whole = worth(scanned.text)
        for at in at_stake:
            rest = worth(without(scanned.text, clauses, [at]))
            weight = HARMLESS if rest == whole == 0 else LESS_WRONG if 0 < rest < whole else 1.0
            if rest != whole or rest == 0:
                yield Cut(source, signs(clauses, at, knows, today), rest <= whole, weight)


def fitted(cuts: Sequence[Cut]) -> dict[str, float]:
    """How much each sign says that a clause may go."""
    return fitted_with_words(cuts, lambda name: ":" in name, LOOSE, LEAST_WEIGHT)


def use(weights: Mapping[str, float]) -> None:
    """Writes weights and reads by them from now on."""
    WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", "utf-8")
    small_talk.learnt.cache_clear()


def _share(cuts: Sequence[Cut], weights: Mapping[str, float], which: Callable[[Cut], bool]) -> str:
    at_stake = [c for c in cuts if which(c)]
    gone = [c for c in at_stake if probability(dot(weights, c.signs)) >= small_talk._SURELY]
    return f"{len(gone)} of {len(at_stake)}"


def main() -> int:
    """Prints each writer as they fare when left out; then learns from all."""
    found = [cut for town in towns.DAYS for cut in cuts_in(town)]
    found += [cut for writer in WRITERS for town in FRAMED_IN for cut in cuts_of(writer, town)]
    for writer in WRITERS:
        source = f"writer {writer}"
        apart = [cut for cut in found if cut.source == source]
        weights = fitted([cut for cut in found if cut.source != source])
        spoilt = _share(apart, weights, lambda c: c.may_go and c.weight > HARMLESS)
        must_stay = _share(apart, weights, lambda c: not c.may_go)
        print(f"writer {writer}, left out: {spoilt} that spoil a report left out, "
              f"{must_stay} that must stay", flush=True)  # fmt: skip
    use(fitted(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
