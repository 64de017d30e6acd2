"""Fits the weights by which messages are read, from the towns and the tables it learns from.

    make train

prints how each town fares when it is left out of what is learnt (a quarter of them at a time; kept
in `benchmarks/left_out.json`), then learns from all of them and writes
`handlers/understand/weights.json` and `italian/nearness.bin`. The same messages give the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import cycle
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

import handlers.understand
from benchmarks import fit_nearness
from benchmarks.bench_understand import LEFT_OUT, tally
from benchmarks.fit_offering import Told, accept_weights, least_sure, told_in, with_sureness
from benchmarks.fitting import Features, Row, fitted, table_of
from benchmarks.reader_frames import WRITERS
from benchmarks.reader_lessons import (
    Lesson,
    lessons_of_frames,
    lessons_of_tables,
    lessons_of_town,
    lessons_of_wants,
)
from handlers.understand.asking.intents import core_of, signs, wording
from handlers.understand.cutting.scan import scan
from handlers.understand.figures.around import Around, Home
from handlers.understand.figures.counting import Counting, Knows, features_of
from handlers.understand.naming import choosing
from handlers.understand.naming.candidates import Candidate, Clause
from handlers.understand.naming.choosing import (
    Choice,
    Chooser,
    Weights,
    is_wording,
    learnt,
    ranked_by,
    surety_of,
)
from handlers.understand.naming.senses import Senses
from handlers.understand.naming.shape import Shape
from handlers.understand.naming.terms import Term
from handlers.understand.pieces import Number
from handlers.understand.reading import Intent
from italian.dialects import in_italian
from italian.words import clean
from tests.handlers.understand import towns

WEIGHTS = Path(handlers.understand.__path__[0]) / "weights.json"
PARTS = 4  # of the towns, that are left out in turn
MOST_LETTERS = 1500
LEAST_WEIGHT = 0.04  # a word that says less for an intent is left out


@dataclass(frozen=True)
class Seen:
    """A clause as the reader met it, and which indicators would have been right."""

    clause: Clause
    shape: Shape
    candidates: tuple[Candidate, ...]
    right: frozenset[str]
    weight: float
    senses: Senses


class Watching(Chooser):
    """A chooser that keeps what it was asked."""

    def __init__(self, chooser: Chooser) -> None:
        super().__init__(chooser.vocabulary)
        self.asked: dict[object, tuple[Clause, Shape, tuple[Candidate, ...]]] = {}

    def _choose(
        self,
        terms: tuple[Term, ...],
        shape: Shape,
        own: frozenset[str],
        among: frozenset[str] | None,
        before: str | None,
    ) -> tuple[Choice, Choice]:
        mine, all_of_them = super()._choose(terms, shape, own, among, before)
        clause, every = all_of_them.clause, all_of_them.every
        if terms and every:
            key = (tuple(t.key for t in terms), shape.number, len(every))
            self.asked.setdefault(key, (clause, shape, every))
        return mine, all_of_them


class WatchingNumbers(Counting):
    """A judge of numbers that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[int, tuple[Number, Features]] = {}

    def likely(self, around: Around, knows: Knows, home: Home | None) -> float:
        features = features_of(around, knows, home)
        self.asked.setdefault(around.number.start, (around.number, features))
        return super().likely(around, knows, home)


@dataclass(frozen=True)
class Gathered:
    """What the lessons of a town show: its clauses, its numbers, what its messages want."""

    clauses: tuple[Seen, ...]
    numbers: tuple[Row, ...]
    wants: tuple[Row, ...]


def gathered(lessons: Iterable[Lesson]) -> Gathered:
    """Each message read once, as the weights in use have it read."""
    clauses: list[Seen] = []
    numbers: list[Row] = []
    wants: list[Row] = []
    for lesson in lessons:
        if not isinstance(lesson.reader._namer.chooser, Watching):
            lesson.reader._namer.chooser = Watching(lesson.reader._namer.chooser)
        watching = lesson.reader._namer.chooser
        counting = WatchingNumbers()
        lesson.reader._facts.counting = counting
        wants += wanted(lesson)
        watching.asked.clear()
        watching._chosen.clear()
        counting.asked.clear()
        lesson.read()
        clauses += clauses_of(lesson, watching)
        numbers += numbers_of(lesson, counting)
    return Gathered(tuple(clauses), tuple(numbers), tuple(wants))


def what_is_wanted(town: str) -> Gathered:
    """Of messages of which nothing else is known."""
    return Gathered((), (), tuple(row for one in lessons_of_wants(town) for row in wanted(one)))


def what_frames_want(town: str, writer: str) -> Gathered:
    """Of a writer's frames with the things of a town in them."""
    lessons = lessons_of_frames(town, writer)
    return Gathered((), (), tuple(row for one in lessons for row in wanted(one)))


def framed_by(
    frames: Mapping[tuple[str, str], Gathered], without: Sequence[str] = (), writer: str = ""
) -> dict[str, Gathered]:
    """What the frames show but for those of some towns, and of a writer."""
    return {
        f"{by} in {town}": shown
        for (town, by), shown in frames.items()
        if town not in without and by != writer
    }


def clauses_of(lesson: Lesson, watching: Watching) -> Iterator[Seen]:
    """Every clause that the reader met in a message."""
    if lesson.right is None:
        return
    asked = list(watching.asked.values())
    several = len(lesson.right) > 1 and len(asked) > 1
    weight = lesson.weight / max(1, len(asked)) ** 0.5
    for clause, shape, every in asked:
        if not (several and any(c.features["before"] for c in every)):
            yield Seen(clause, shape, every, lesson.right, weight, watching.vocabulary.senses)


def choice_weights(seen: Sequence[Seen], start: Features) -> dict[str, float]:
    """Weights under which the right candidate stands before each of the others."""
    current = dict(start)
    for _ in range(2):
        rows: list[Row] = []
        for one in seen:
            ranked = ranked_by(current, one.candidates)
            right = next((c for c in ranked if c.code in one.right), None)
            wrong = [c for c in ranked if c.code not in one.right][:12]
            if right is None or not wrong:
                continue
            for other in wrong:
                more = {n: right.features[n] - other.features[n] for n in right.features}
                less = {n: -v for n, v in more.items()}
                weight = 2 * one.weight / len(wrong) ** 0.5
                rows.append(Row(less, 0, weight) if len(rows) % 2 else Row(more, 1, weight))
        current = fitted(rows, 0.5)
    return current


def surety_weights(seen: Sequence[Seen], choice: Features) -> dict[str, float]:
    """Weights that tell how likely the best candidate is right."""
    rows: list[Row] = []
    for one in seen:
        every = ranked_by(choice, one.candidates)
        mine = tuple(c for c in every if c.features["own"])
        for ranked in {tuple(c.code for c in r): r for r in (mine, every) if r}.values():
            features = surety_of(one.clause, one.shape, ranked, every, one.senses)
            rows.append(Row(features, int(ranked[0].code in one.right), one.weight))
    return fitted(rows, 0.5)


def numbers_of(lesson: Lesson, watching: WatchingNumbers) -> Iterator[Row]:
    """Every number that the reader met in a message, and whether it is one of those told."""
    if lesson.values is None or not lesson.values | lesson.barred:
        return
    for number, features in watching.asked.values():
        told = number.value in lesson.values or number.over in lesson.values
        sure = told or number.value in lesson.barred or lesson.weight < 1
        if sure and (told or not number.doubt):
            yield Row(features, int(told), lesson.weight)


def wanted(lesson: Lesson) -> Iterator[Row]:
    """What a message wants."""
    reader, text = lesson.reader, in_italian(clean(lesson.text))
    if len(lesson.text) > MOST_LETTERS or not any(c.isalnum() for c in text):
        return
    setting = reader._setting(lesson.sender, lesson.today, lesson.previous())
    scanned = scan(text, reader._codes, lesson.today)
    plain = (reader._orders.plainly(scanned), reader._questions.plainly(scanned))
    mine = reader._spoken_of(scanned, setting)
    found = signs(scanned, setting, [i for i in plain if i], mine)
    bare = {k: v for k, v in found.items() if not is_wording(k)}
    weight = lesson.wants or lesson.weight
    yield Row(bare, lesson.intents[0], weight, tuple(wording(core_of(text))))


def intent_weights(rows: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, float]]:
    """Weights per intent; a word counts where several messages of several towns have it."""
    where: dict[str, set[str]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    for source, learnt_from in rows.items():
        for row in learnt_from:
            for word in row.words:
                where[word].add(source)
                times[word] += 1
    kept = {w for w in times if times[w] >= 4 and len(where[w]) >= 2}
    every = [
        replace(row, features={**row.features, **{w: 1.0 for w in row.words if w in kept}})
        for learnt_from in rows.values()
        for row in learnt_from
    ]
    names = sorted({name for row in every for name in row.features})
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=3000)
    scale = np.array([0.6 if is_wording(name) else 1.0 for name in names])
    table = csr_array(table_of(every, names) * scale)
    model.fit(table, [r.label for r in every], [r.weight for r in every])
    weights = model.coef_ * scale
    weights = weights - weights.mean(axis=0)
    rounded = [[round(float(w), 3) for w in row] for row in weights]
    return {
        str(label): {n: w for n, w in zip(names, row, strict=True) if abs(w) > LEAST_WEIGHT}
        for label, row in zip(model.classes_, rounded, strict=True)
    }


def learn(sources: Mapping[str, Gathered]) -> Weights:
    """Weights from what some towns and tables show."""
    every = list(sources.values())
    seen = [one for source in every for one in source.clauses]
    choice = choice_weights(seen, learnt().choice)
    return use(
        replace(
            learnt(),
            accept={},
            counting=fitted([row for source in every for row in source.numbers], 1.0),
            choice=choice,
            surety=surety_weights(seen, choice),
            intent=intent_weights({name: source.wants for name, source in sources.items()}),
        )
    )


def use(weights: Weights) -> Weights:
    """Writes weights and reads by them from now on."""
    kept = {name: value for name, value in asdict(weights).items() if name != "wording"}
    WEIGHTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    choosing.learnt.cache_clear()
    return learnt()


def main() -> int:
    """Prints each town as it fares when left out, with some others; then learns from all.

    What the messages show is gathered once, by the weights in use, how near words are by what the
    other towns taught. Of each quarter of the towns one writer's frames are left out as well.
    """
    assert {str(i) for i in Intent} >= set(learnt().intent)
    use(replace(learnt(), accept={}))
    names = list(towns.DAYS)
    groups = [names[start::PARTS] for start in range(PARTS)]
    near = [fit_nearness.table([n for n in names if n not in group]) for group in groups]
    sources: dict[str, Gathered] = {}
    for group, table in zip(groups, near, strict=True):
        fit_nearness.use(table)
        sources |= {town: gathered(lessons_of_town(town)) for town in group}
    whole = fit_nearness.table(names)
    fit_nearness.use(whole)
    tables = {"tables": gathered(lessons_of_tables())}
    tables |= {f"wants of {name}": what_is_wanted(name) for name in towns.wants()}
    frames = {(town, w): what_frames_want(town, w) for town in names for w in WRITERS}
    without: list[Weights] = []
    told: list[list[Told]] = []
    for group, table, writer in zip(groups, near, cycle(WRITERS), strict=False):
        rest = {name: shown for name, shown in sources.items() if name not in group}
        without.append(learn(rest | framed_by(frames, group, writer) | tables))
        fit_nearness.use(table)
        told.append([one for town in group for one in told_in(town, writer)])
    accepts = [
        accept_weights(t for at, part in enumerate(told) if at != left for t in part)
        for left in range(PARTS)
    ]
    weighed = zip(told, accepts, strict=True)
    least = least_sure([t for part, accept in weighed for t in with_sureness(part, accept)])
    apart: dict[str, str] = {}
    for group, weights, accept, table in zip(groups, without, accepts, near, strict=True):
        fit_nearness.use(table)
        use(replace(weights, accept=accept, least=least))
        for town in group:
            apart[town] = tally(town).judged()
            print(f"{town}, left out: {apart[town]}", flush=True)
    LEFT_OUT.write_text(json.dumps(apart, indent=1, sort_keys=True) + "\n", "utf-8")
    fit_nearness.use(whole)
    learn(sources | framed_by(frames) | tables)
    every = [one for part in told for one in part]
    use(replace(learnt(), accept=accept_weights(every), least=least))
    for town in sources:
        print(f"{town}, learnt: {tally(town)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
