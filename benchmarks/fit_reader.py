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
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

import handlers.understand
from benchmarks import fit_nearness
from benchmarks.bench_understand import LEFT_OUT, percent, tally
from benchmarks.fitting import Features, Row, fitted, table_of
from benchmarks.reader_lessons import (
    Lesson,
    lessons_of_tables,
    lessons_of_town,
    lessons_of_wants,
)
from benchmarks.reader_traps import traps_of
from handlers.understand import Reader, choosing, reading_json
from handlers.understand.around import Around, Home
from handlers.understand.candidates import Candidate, Clause
from handlers.understand.choosing import (
    Choice,
    Chooser,
    Weights,
    dot,
    is_wording,
    learnt,
    probability,
    ranked_by,
    surety_of,
)
from handlers.understand.counting import Counting, Knows, features_of
from handlers.understand.intents import core_of, signs, wording
from handlers.understand.offering import offered
from handlers.understand.pieces import Number
from handlers.understand.reading import Intent
from handlers.understand.scan import scan
from handlers.understand.senses import Senses
from handlers.understand.shape import Shape
from handlers.understand.terms import Term
from italian.dialects import in_italian
from italian.words import clean
from tests.handlers.understand import towns
from words.wording import plain_text

WEIGHTS = Path(handlers.understand.__path__[0]) / "weights.json"
PARTS = 4  # of the towns, that are left out in turn
NEWEST = frozenset(list(towns.DAYS)[-12:])
FRESH = 3.0  # the newest towns were mended least: what they say of wrong readings counts more
OF_A_TRAP, MADE_UP = 0.5, 0.25  # what a made-up message counts for: learnt from, wrongly offered
WORSE = 3  # needless questions that one wrong offer weighs
LEASTS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98)
MOST_LETTERS = 1500
LEAST_WEIGHT = 0.04  # a word that says less for an intent is left out

Json = Mapping[str, Any]


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
    yield Row(bare, lesson.intents[0], lesson.weight, tuple(wording(core_of(text))))


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
    is_trap: bool = False


def told_in(town: str) -> Iterator[Told]:
    """Every message of a town, as it is read by the weights in use, with nothing held back."""
    reader = Reader(towns.plan_of(town))
    written = [(message, False) for message in towns.messages(town)]
    made_up = [(message, True) for message in traps_of(towns.plan_of(town), town)]
    for message, is_trap in written + made_up:
        reading = towns.reading_of(reader, town, message)
        claims = reading.items if str(reading.intent) in towns._CLAIMS else ()
        signs = tuple(i.evidence.signs for i in claims if i.evidence and offered(i))
        got = reading_json(reading, plain_text)
        verdict = towns.verdict(town, message, got)
        meant = towns.facts_meant(town, message, got)
        which = tuple(m for i, m in zip(claims, meant, strict=False) if i.evidence and offered(i))
        if not verdict.wrongly_offered or all(which):
            which = (not verdict.wrongly_offered,) * len(signs)
        which = (False,) * len(signs) if is_trap else which
        may_ask = True in towns._allowed(message["expect"], "ambiguous")
        yield Told(town, signs, which, verdict, may_ask, is_trap=is_trap)


def accept_weights(told: Iterable[Told]) -> dict[str, float]:
    """Weights that tell how likely a fact is read as it was meant."""
    rows = [
        Row(signs, int(meant), OF_A_TRAP if one.is_trap else FRESH if one.town in NEWEST else 1.0)
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
    """From which probability on to offer: where wrong offers and needless questions cost least.

    Prints what each would come to, on towns left out.
    """
    costs: dict[float, float] = {}
    made_up = [t for t in told if t.is_trap]
    told = [t for t in told if not t.is_trap]
    for least in LEASTS:
        asked = [t for t in told if t.sure < least]
        wrong = sum(t.verdict.wrongly_offered for t in told if t.sure >= least)
        lost = sum(t.verdict.right and not t.may_ask for t in asked)
        asked_of_wrong = sum(t.verdict.wrongly_offered and not t.may_ask for t in asked)
        needless = sum(t.verdict.needless for t in told) + lost + asked_of_wrong
        right = sum(t.verdict.right for t in told) - lost
        share = [percent(n, len(told)) for n in (right, wrong, needless)]
        caught = sum(bool(t.signs) and t.sure >= least for t in made_up)
        print(f"offered from {least}: right {share[0]}, wrong {share[1]}, needless {share[2]} %,"
              f" of what was made up {percent(caught, len(made_up))} %")  # fmt: skip
        costs[least] = WORSE * (wrong + MADE_UP * caught) + needless
    return min(costs, key=lambda one: costs[one])


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
    other towns taught.
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
    without: list[Weights] = []
    told: list[list[Told]] = []
    for group, table in zip(groups, near, strict=True):
        rest = {name: shown for name, shown in sources.items() if name not in group}
        without.append(learn(rest | tables))
        fit_nearness.use(table)
        told.append([one for town in group for one in told_in(town)])
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
    learn(sources | tables)
    every = [one for part in told for one in part]
    use(replace(learnt(), accept=accept_weights(every), least=least))
    for town in sources:
        print(f"{town}, learnt: {tally(town)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
