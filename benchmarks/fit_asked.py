"""Fits the weights by which a question of the record is told from one that colleagues ask.

    python -m benchmarks.fit_asked

learns from the towns' messages, what they want, writers' frames, questions of every kind and talk;
prints how each quarter of these fares when it is left out, then learns from all and writes
`handlers/understand/of_record.json`. The same messages give the same weights.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import handlers.understand
from benchmarks import reader_frames
from benchmarks.fit_kinds import QUESTIONS
from benchmarks.fitting import fitted_with_words
from benchmarks.reader_frames import WRITERS
from handlers.ask.chosen.answering import OF_INTENT
from handlers.ask.kinds import Kind
from handlers.understand import Reader
from handlers.understand.asking import of_record
from handlers.understand.asking.of_record import Where, signs
from handlers.understand.cutting.scan import scan
from handlers.understand.naming.choosing import dot, is_wording, probability
from handlers.understand.reading import ASKING, Intent
from tests.handlers.understand import table, towns

WEIGHTS = Path(handlers.understand.__path__[0]) / "of_record.json"
TALK = Path(towns.FOLDER).parent / "asked"
FRAMED_IN = ("nardo", "feltre", "borgolario", "portosirente", "casalmerone", "todi", "melfi",
             "calatarena")  # fmt: skip
OF_RECORD = tuple(str(i) for i in ASKING - {Intent.HELP, Intent.GREETING})
TALKED = ("unclear", "greeting")
MANY = 40  # frames of each writer and sort that a town is told by
EACH = 3  # things of a town that a line of talk is told of
OF_KINDS = 0.4  # what a question counts for that any answer may follow
JUDGES = ("sindaco", "segretario")  # who tells and asks beside those who report
FRAME = 0.4  # what a line counts for that is told of several things
LEAST_WEIGHT = 0.08
LOOSE = 1.0
PARTS = 4
_ANSWERED = {kind for intent in OF_RECORD for kind in OF_INTENT.get(Intent(intent), ())}
_NO_RECORD = {Kind.NOT_A_QUESTION, Kind.NOT_ANSWERABLE}
_ROLES = {"eq": "eq.as4", "dirigente": "dirigente.as"}

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a message shows, and whether it asks something of the record."""

    source: str
    signs: Mapping[str, float]
    label: bool
    weight: float


class Town:
    """A plan with its reader, whatever is asked there answered."""

    def __init__(self, name: str, reader: Reader) -> None:
        self.name, self.reader = name, reader

    def asked(self, source: str, message: Json, of_record: bool, weight: float = 1.0) -> Asked:
        """A message as if it were a question."""
        sender = towns.sender(str(message["as"]).lower())
        today, before = self._day(message), message.get("previous")
        reader = self.reader
        previous = reader.read(before, sender=sender, today=today) if before else None
        setting = reader._setting(sender, today, previous)
        scanned = scan(reader._plain(message["text"]), reader._codes, today)
        questions, wants = reader._questions, reader.signs(scanned, setting)
        found = signs(scanned, wants, questions.about(scanned, setting),
                      Where(questions._scopes, setting))  # fmt: skip
        return Asked(source, found, of_record, weight)

    def is_answered(self, message: Json) -> bool:
        """Whether a message would be answered as a question of the record."""
        return str(towns.reading_of(self.reader, self.name, message).intent) in OF_RECORD

    def _day(self, message: Json) -> Any:
        return towns.day_of(self.name, message) if self.name in towns.DAYS else table.TODAY


def of_town(name: str) -> Iterator[Asked]:
    """Questions and talk of a town, and what else is taken for a question there."""
    town = Town(name, Reader(towns.plan_of(name)))
    wanted = towns.WANTS / f"{name}.jsonl"
    lines = wanted.read_text("utf-8").splitlines() if wanted.exists() else []
    for message in [*towns.messages(name), *map(json.loads, lines)]:
        meant = {i for i in towns._allowed(message["expect"], "intent") if i}
        of_record = meant & set(OF_RECORD)
        if meant <= set(OF_RECORD) or (not of_record and meant & set(TALKED)):
            yield town.asked(name, message, bool(of_record))
        elif not of_record and town.is_answered(message):
            yield town.asked(name, message, False)


def of_frames(writer: str, name: str) -> Iterator[Asked]:
    """A writer's questions, talk and asides, and what else of them is taken for a question."""
    town = Town(name, Reader(reader_frames.plan_of(name)))
    each = dict.fromkeys(reader_frames.EACH, 0) | {"not": MANY}
    why = {f"{writer}: {f['text']}": f["why"] for f in reader_frames.frames("not", writer)}
    asks = ""
    for message in reader_frames.framed(name, writer, each):
        asks = message["as"]
        question = why[message["id"]] == "question"
        if question or why[message["id"]] == "chat" or town.is_answered(message):
            yield town.asked(f"writer {writer}", message, question, FRAME)
    for at, frame in enumerate(reader_frames.frames("asides", writer)):
        if asks and at % len(FRAMED_IN) == FRAMED_IN.index(name):
            message = {"as": asks, "text": frame["text"], "day": reader_frames.DAY.isoformat()}
            yield town.asked(f"writer {writer}", message, False)


def of_talk(name: str) -> Iterator[Asked]:
    """Lines of talk, and questions, with the things of a town in them."""
    town = Town(name, Reader(reader_frames.plan_of(name)))
    things = reader_frames.things_of(reader_frames.plan_of(name))
    for path in sorted(TALK.glob("*.txt")):
        for at, line in enumerate(path.read_text("utf-8").splitlines()):
            told = [things[(7 * at + 13 * n) % len(things)] for n in range(EACH)]
            for nth, thing in enumerate(told if "{thing}" in line else told[:2]):
                who = f"eq.{thing.unit.lower()}" if nth != 1 else JUDGES[at % len(JUDGES)]
                message = {"as": who, "day": reader_frames.DAY.isoformat(),
                           "text": line.replace("{thing}", thing.name)}  # fmt: skip
                yield town.asked(f"talk {at % PARTS}", message, path.stem == "record", FRAME)


def of_tables() -> Iterator[Asked]:
    """The lines of the tables that are questions or talk."""
    for case in table.cases():
        meant = {table._expected(meaning)[0] for meaning in case.meanings}
        if meant & {*OF_RECORD, *TALKED}:
            town = Town(case.plan, table.reader_of(case.plan))
            message = {"as": case.who, "text": case.text, "previous": case.before}
            yield town.asked(f"table {case.phenomenon}", message, bool(meant & set(OF_RECORD)))


def of_kinds(path: Path) -> Iterator[Asked]:
    """Questions of every kind over the sample plan, and what is none of the record."""
    town = Town("sample", Reader(table.plan_of("sample")))
    for line in map(json.loads, path.read_text("utf-8").splitlines()):
        kind = Kind(line["kind"])
        if kind in (*_NO_RECORD, *_ANSWERED):
            who = _ROLES.get(line.get("role", "eq"), line.get("role"))
            message = {"as": who, "text": line["text"]}
            yield town.asked(path.stem, message, kind not in _NO_RECORD, OF_KINDS)


def fitted(lessons: Sequence[Asked]) -> dict[str, float]:
    """How much each sign says that a question is of the record."""
    return fitted_with_words(lessons, is_wording, LOOSE, LEAST_WEIGHT)


def lessons() -> list[Asked]:
    """All there is to learn from."""
    found = [one for name in towns.DAYS for one in of_town(name)]
    found += [o for writer in WRITERS for name in FRAMED_IN for o in of_frames(writer, name)]
    found += [one for name in FRAMED_IN for one in of_talk(name)] + [*of_tables()]
    return found + [one for path in sorted(QUESTIONS.glob("*.jsonl")) for one in of_kinds(path)]


def main() -> int:
    """Prints each quarter as it fares when left out; then learns from all."""
    with patch.object(of_record, "_LEAST", 0.0):  # whatever is taken for a question is looked at
        found = lessons()
    sources = sorted({one.source for one in found})
    for part in range(PARTS):
        apart = [one for one in found if sources.index(one.source) % PARTS == part]
        weights = fitted([o for o in found if sources.index(o.source) % PARTS != part])
        taken = [o for o in apart if probability(dot(weights, o.signs)) >= of_record._LEAST]
        true = sum(one.label for one in taken)
        asked = sum(one.label for one in apart)
        print(f"quarter {part + 1}, left out: {true} of {asked} questions answered, "
              f"{len(taken) - true} of {len(apart) - asked} that are none", flush=True)  # fmt: skip
    WEIGHTS.write_text(json.dumps(fitted(found), indent=0, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
