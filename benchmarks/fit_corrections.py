"""Fits the weights by which is told what a message does to what was told before it.

    python -m benchmarks.fit_corrections

has all edits proposed of each message that follows on another: those of the towns, the frames of
corrections, frames of facts and of what may not be recorded after a report, and what is told on
(`FOLLOWING`). An edit is right where the message, so read, is read as it was meant. Prints how
writers and towns fare that are left out, then learns from all and writes
`handlers/understand/corrections.json`. The same messages give the same weights.
"""

import datetime as dt
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

import handlers.understand
from benchmarks import reader_frames
from benchmarks.fit_talk import FRAMED_IN
from benchmarks.reader_frames import DAY, NOTHING, WRITERS
from handlers.understand import Reader, reading_json
from handlers.understand.correcting import sequels, weighing
from handlers.understand.correcting.bearing import Sequel
from handlers.understand.correcting.edits import Edit, Sort
from handlers.understand.reading import Reading
from ledger.plan import Plan
from tests.handlers.understand import table, towns
from words.wording import plain_text

WEIGHTS = Path(handlers.understand.__path__[0]) / "corrections.json"
LEAST = 0.55
CORRECTIONS = {"facts": 0, "asides": 0, "corrections": 26, "not": 0}  # frames of a writer, by sort
AFTERWARDS = {"facts": 8, "asides": 0, "corrections": 0, "not": 16}
BEFORE = {"facts": 60, "asides": 0, "corrections": 0, "not": 0}
FOLLOWING = {
    "same": (
        "altri {n}", "altre {n} nel pomeriggio", "più altri {n} adesso", "anche {n} nel pomeriggio",
        "e ancora {n} prima di chiudere", "poi ancora {n}", "altri {n} stasera", "e altri {n}",
        "nel pomeriggio altri {n}", "ancora {n}", "aggiungi altri {n} appena arrivati",
    ),
    "day": ("e ieri {n}", "ieri invece {n}", "ieri altri {n}", "il giorno prima {n}", "e il 15 {n}",
            "il giorno prima invece {n}", "ieri erano {n}", "ieri ne avevamo fatte {n}"),
    "other": ("e {n} {thing}", "poi {n} {thing}", "e pure {n} {thing}", "inoltre {n} {thing}",
              "anche {n} {thing}", "e {n} {thing} nel pomeriggio", "e altri {n} {thing}"),
    "strange": ("e {n} {thing}", "poi {n} {thing}", "e altri {n} {thing}", "anche {n} {thing}"),
    "unheard": ("altri {n} {strange} oggi", "altre {n} {strange}", "e {n} {strange}",
                "poi {n} {strange}"),
    "called": ("altri {n} {strange}", "e {n} {strange} nel pomeriggio", "ancora {n} {strange}"),
    "fewer": ("una in meno", "uno in meno", "ne ho contata una in meno", "1 in meno",
              "sono uno in meno", "scusa, uno in meno", "era uno in meno"),
    "earlier": ("no, {thing} erano {n}", "scusa, {thing} erano {n}", "anzi {thing} erano {n}",
                "correggo {thing}: {n}", "ho sbagliato, {thing} erano {n}", "{thing} erano {n}",
                "erano {n} {thing}"),
    "wrong": ("scusa, ho sbagliato", "no, era sbagliato", "non va bene", "non è così", "no no",
              "ho sbagliato", "non è giusto", "mi sono confuso", "c'è un errore", "no"),
    "instead": ("scusa, {thing} non {first}", "no, {thing} e non {first}", "{thing}, non {first}",
                "anzi {thing}, non {first}", "non {first}, {thing}"),
    "one": ("ancora uno nel pomeriggio", "e un altro adesso", "un'altra prima di chiudere",
            "e poi ancora un altro", "un altro ancora", "e stasera un'altra"),
    "figure": ("{n}", "{n}", "{n}."),
    "swapped": ("{turned}",),
    "idle": ("nulla per oggi", "niente di nuovo, siamo in tre al lavoro", "siamo in {n} in sede",
             "non c'è niente da segnalare", "{n} di noi sono in ferie", "piove di nuovo",
             "non abbiamo niente da mandare oggi", "la settimana è già finita", "domani sono via",
             "lunedì era festa", "ho {n} riunioni in agenda", "qui manca la corrente",
             "oggi mancano {n} colleghe", "oggi nulla di fatto, c'erano {n} assenti",
             "giovedì gli uffici erano chiusi", "il mese è appena cominciato", "che giornata"),
}  # fmt: skip
STRANGE = ("palloncini", "sedie", "scatoloni", "ombrelli", "panini", "lampadine", "tende")
TALK = ("greeting", "help")  # what it may be taken for that only talks
OF_OTHERS = ("other", "strange", "earlier", "instead")
PUTTING_RIGHT = ("fewer", "earlier", "instead", "swapped")
FOLLOWED_IN_A_TOWN = 112
REMARKS = 8  # of a writer's asides, in a town
FOLDS = 4  # a quarter of the towns and of the writers is left out of each
LEAST_TIMES, LEAST_SOURCES = 6, 2  # a word that fewer have says nothing of others
LEAST_WEIGHT = 0.03
LOOSE, STEPS = 3.0, 120
WORTH = {
    "table": 4.0, "town": 5.0, "frame": 1.5, "after": 0.8, "again": 0.8, "remark": 0.4,
    "following": 0.5,
}  # fmt: skip

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Lesson:
    """A message after another: all its edits, and which of them are right, and which wrong."""

    sort: str
    source: str
    signs: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    wrong: tuple[bool, ...]
    outcomes: tuple[object, ...]
    asks: tuple[bool, ...]

    @property
    def fold(self) -> int:
        return sum(self.source.encode()) % FOLDS


def messages_in(town: str) -> Iterator[Json]:
    """Those of a town that follow on another."""
    return (m for m in towns.messages(town) if m.get("previous"))


def after_a_report(town: str, writer: str) -> Iterator[Json]:
    """A writer's frames of facts and of what may not be recorded, each after a fact of another
    thing, and after one of the same: `certificati 340`, after 18 of them, is a new total."""
    chance = random.Random(f"after {town} {writer}")
    told = list(reader_frames.framed(town, writer, BEFORE))
    for message in reader_frames.framed(town, writer, AFTERWARDS):
        of = message["expect"].get("indicator")
        fit = [m for m in told if m["as"] == message["as"] and not m["expect"]["ambiguous"]]
        for same in (False, True):
            before = [m for m in fit if (m["expect"]["indicator"] == of) is same]
            before = [m for m in before if m["text"] != message["text"]]
            if before:
                yield {**message, "previous": chance.choice(before)["text"]}


def told_again(town: str) -> Iterator[Json]:
    """What officers of a town report, each after another report of theirs of the same thing."""
    chance = random.Random(f"again {town}")
    told = [m for m in towns.messages(town) if _is_plain_report(m)]
    for message in told:
        of = (message["as"], message["expect"]["indicator"])
        others = [m for m in told if m is not message]
        before = [m for m in others if (m["as"], m["expect"]["indicator"]) == of]
        if before:
            yield {**message, "previous": chance.choice(before)["text"]}


def _is_plain_report(message: Json) -> bool:
    expect = message["expect"]
    is_report = expect["intent"] == "report" and bool(expect.get("indicator"))
    asks = expect.get("ambiguous") or expect.get("refuse") or expect.get("also")
    return is_report and not asks and not message.get("previous")


def remarks(town: str, writer: str) -> Iterator[Json]:
    """What a writer says beside reports, said alone after one: nothing may come of it."""
    chance = random.Random(f"remarks {town} {writer}")
    told = list(reader_frames.framed(town, writer, BEFORE))
    asides = [a["text"] for a in reader_frames.frames("asides", writer) if "{" not in a["text"]]
    for text in chance.sample(asides, REMARKS):
        before = chance.choice([m for m in told if not m["expect"]["ambiguous"]])
        nothing = {"intent": "unclear", "ambiguous": True, "accept": {"intent": NOTHING}}
        yield {**before, "previous": before["text"], "text": text, "expect": nothing}


def following(town: str) -> Iterator[Json]:
    """What is said after something was done today: more is told, or it is put right."""
    chance = random.Random(f"following {town}")
    things = [t for t in reader_frames.things_of(reader_frames.plan_of(town)) if t.kind == "count"]
    for at in range(FOLLOWED_IN_A_TOWN):
        sort = [*FOLLOWING][at % len(FOLLOWING)]
        thing = chance.choice(things)
        others = [t for t in things if (t.unit == thing.unit) is (sort != "strange")]
        others = [t for t in others if t.indicator != thing.indicator]
        if sort in OF_OTHERS and not others:
            continue
        told = chance.choice(others) if sort in OF_OTHERS else thing
        before, n = chance.choice((15, 18, 12, 17, 26, 43)), chance.choice((3, 4, 6, 9, 14))
        turned = int(str(before)[::-1])
        meant = {"fewer": before - 1, "swapped": turned, "instead": before, "one": 1}.get(sort, n)
        words = {"n": n, "thing": told.name, "first": thing.name, "turned": turned}
        words["strange"] = chance.choice(STRANGE)
        named = f"{thing.name} per {words['strange']}" if sort == "called" else thing.name
        yield {
            "as": f"eq.{thing.unit.lower()}",
            "previous": f"{chance.choice(('oggi', 'stamattina'))} {before} {named}",
            "text": chance.choice(FOLLOWING[sort]).format_map(words),
            "day": DAY.isoformat(),
            "expect": _meant(sort, told.indicator.code, meant),
        }


def _meant(sort: str, code: str, value: int) -> Json:
    if sort == "idle":
        return {"intent": "unclear", "ambiguous": True, "accept": {"intent": TALK}}
    if sort in ("strange", "unheard", "figure"):
        return {"intent": "report", "ambiguous": True}
    if sort == "wrong":
        return {"intent": "correct", "ambiguous": True}
    return {
        "intent": "correct" if sort in PUTTING_RIGHT else "report",
        "ambiguous": False,
        "objective": code.rsplit(".", 1)[0],
        "indicator": code,
        "mode": "absolute" if sort == "earlier" else "increment",
        "value": str(value),
        "date": (DAY - dt.timedelta(1)).isoformat() if sort == "day" else None,
        "accept": {"date": [] if sort == "day" else [DAY.isoformat()]},
    }


def lessons(
    sort: str, source: str, town: str, messages: Iterable[Json], plan: Plan
) -> Iterator[Lesson]:
    """Of messages over a plan."""
    reader = Reader(plan)
    for message in messages:
        for edits, sequel in _proposed(
            lambda one=message: towns.read(reader, town, one)  # type: ignore[misc]
        ):
            got = [_json(e.reading, plan.year) for e in edits]
            verdicts = [towns.verdict(town, message, one) for one in got]
            right, wrong = [v.right for v in verdicts], [v.wrongly_offered for v in verdicts]
            yield _lesson(sort, source, edits, sequel, right, wrong)


def lessons_of_tables() -> Iterator[Lesson]:
    """Of the lines of the tables that follow on a message."""
    for case in table.cases():
        if case.before is None:
            continue
        reader, who = table.reader_of(case.plan), table.sender(case.who)
        before = reader.read(case.before, sender=who, today=table.TODAY)
        for edits, sequel in _proposed(
            lambda r=reader, c=case, w=who, b=before: r.read(  # type: ignore[misc]
                c.text, sender=w, today=table.TODAY, previous=b
            )
        ):
            got = [_json(e.reading, reader.plan.year) for e in edits]
            right = [not table.faults(case, one) for one in got]
            wrong = [table.is_wrongly_offered(case, one) for one in got]
            yield _lesson("table", case.name, edits, sequel, right, wrong)


def _proposed(read: Callable[[], object]) -> list[tuple[Sequence[Edit], Sequel]]:
    """All the edits that are weighed while something is read."""
    seen: list[tuple[Sequence[Edit], Sequel]] = []

    def first(edits: Sequence[Edit], sequel: Sequel) -> tuple[Edit, float]:
        seen.append((edits, sequel))
        return edits[0], 1.0

    with patch.object(sequels, "likeliest", first):
        read()
    return seen


def _lesson(
    sort: str, source: str, edits: Sequence[Edit], sequel: Sequel,
    right: Sequence[bool], wrong: Sequence[bool],
) -> Lesson:  # fmt: skip
    common = weighing.common_signs(sequel)
    return Lesson(
        sort,
        source,
        tuple(weighing.signs(e, sequel, common) for e in edits),
        tuple(right),
        tuple(wrong),
        tuple(weighing.outcome(e.reading) for e in edits),
        tuple(e.sort is Sort.ASK for e in edits),
    )


def _json(reading: Reading, year: int) -> Json:
    items = tuple(replace(item, year=year) for item in reading.items)
    return reading_json(replace(reading, items=items), plain_text)


class Fit:
    """Lessons as one table; fits the weights under which the right edits are the likeliest."""

    def __init__(self, found: Sequence[Lesson]) -> None:
        self.lessons = [lesson for lesson in found if any(lesson.right)]
        self.names = _names(self.lessons)
        self._place = {name: at for at, name in enumerate(self.names)}

    def weights(self, use: Callable[[Lesson], bool]) -> dict[str, float]:
        lessons = [lesson for lesson in self.lessons if use(lesson)]
        table = self._table([signs for lesson in lessons for signs in lesson.signs])
        back = table.T.tocsr()
        right = np.array([float(r) for lesson in lessons for r in lesson.right])
        many = np.array([len(lesson.signs) for lesson in lessons])
        starts = np.concatenate([[0], np.cumsum(many)[:-1]])
        of = np.repeat(np.arange(len(lessons)), many)
        worth = np.array([WORTH[lesson.sort] for lesson in lessons])

        def loss(weights: Any) -> tuple[float, Any]:
            scores = table @ weights
            powers = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
            every = np.add.reduceat(powers, starts)
            good = np.maximum(np.add.reduceat(powers * right, starts), 1e-300)
            off = worth[of] * (powers * right / good[of] - powers / every[of])
            said = float(np.sum(worth * (np.log(good) - np.log(every))))
            return -said + weights @ weights / (2 * LOOSE), weights / LOOSE - back @ off

        begin = np.zeros(len(self.names))
        fit = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        return {
            name: round(float(w), 2)
            for name, w in zip(self.names, fit.x, strict=True)
            if abs(w) > LEAST_WEIGHT
        }

    def _table(self, rows: Sequence[Mapping[str, float]]) -> Any:
        cells = [
            (row, self._place[name], value)
            for row, signs in enumerate(rows)
            for name, value in signs.items()
            if name in self._place
        ]
        at, columns, values = zip(*cells, strict=True)
        return csr_array((values, (at, columns)), shape=(len(rows), len(self.names)))


def _names(found: Sequence[Lesson]) -> list[str]:
    """Signs that say something of others: a word must be more than one writer's."""
    times: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    for lesson in found:
        for name in {name for signs in lesson.signs for name in signs}:
            times[name] += 1
            where[name].add(lesson.source)

    def tells(name: str) -> bool:
        word = name.count(":") > 1 and not name.startswith("u:")
        return not word or (times[name] >= LEAST_TIMES and len(where[name]) >= LEAST_SOURCES)

    return sorted(filter(tells, times))


def verdict(lesson: Lesson, weights: Mapping[str, float]) -> tuple[bool, bool]:
    """Whether a message is read right, and whether it is wrongly offered."""
    scores = np.array([sum(weights.get(n, 0.0) * v for n, v in s.items()) for s in lesson.signs])
    powers = np.exp(scores - scores.max())
    likely: dict[object, float] = defaultdict(float)
    for outcome, power in zip(lesson.outcomes, powers, strict=True):
        likely[outcome] += power
    best = max(likely, key=lambda one: likely[one])
    at = lesson.outcomes.index(best)
    corrects = best[0] == "correct" and not lesson.asks[at]  # type: ignore[index]
    if corrects and likely[best] < LEAST * powers.sum():
        at = lesson.asks.index(True)
    return lesson.right[at], lesson.wrong[at]


def all_lessons() -> Iterator[Lesson]:
    yield from lessons_of_tables()
    for town in towns.DAYS:
        yield from lessons("town", town, town, messages_in(town), towns.plan_of(town))
        yield from lessons("again", town, town, told_again(town), towns.plan_of(town))
    for town in FRAMED_IN:
        plan = reader_frames.plan_of(town)
        for writer in WRITERS:
            told = reader_frames.framed(town, writer, CORRECTIONS)
            yield from lessons("frame", writer, town, told, plan)
            yield from lessons("after", writer, town, after_a_report(town, writer), plan)
            yield from lessons("remark", writer, town, remarks(town, writer), plan)
        yield from lessons("following", f"following {town}", town, following(town), plan)


def main() -> int:
    """Prints writers and towns as they fare when left out; then learns from all."""
    found = list(all_lessons())
    fit = Fit(found)
    told: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        weights = fit.weights(lambda lesson, fold=fold: lesson.fold != fold)  # type: ignore[misc]
        for lesson in found:
            if lesson.fold == fold:
                of = lesson.source if lesson.sort == "frame" else lesson.sort
                told[f"{lesson.sort} {of}"].append(verdict(lesson, weights))
    for name, verdicts in sorted(told.items()):
        right, wrong = (sum(column) for column in zip(*verdicts, strict=True))
        print(f"{name}, left out: {right} of {len(verdicts)} right, {wrong} wrong", flush=True)
    learnt = {"least": LEAST, "signs": fit.weights(lambda _: True)}
    WEIGHTS.write_text(json.dumps(learnt, indent=0, sort_keys=True) + "\n", "utf-8")
    weighing.learnt.cache_clear()
    return 0


if __name__ == "__main__":
    sys.exit(main())
