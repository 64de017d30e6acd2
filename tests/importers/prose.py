"""Plans told in running text, drawn at random: what they say, and how each office writes it.

The plan comes first and is the truth. The ways of writing it are drawn once for a document: how
units and objectives are headed, where a label stands (before its figure, in brackets, after a
dash, in a sentence, on the next line), the order of the facts, signs, numbers and wrapping.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from textwrap import wrap

from .layouts import MONTHS
from .prose_words import (
    ABOUT,
    COUNTS,
    DATES,
    SHARES,
    STEPS,
    SUMS,
    TIMES,
    TITLES,
    UNITS,
    WORKS,
)

YEAR = 2026


@dataclass(frozen=True)
class Gauge:
    """What is measured, and how far it must go."""

    name: str
    kind: str
    target: int | date | None
    before: int | None
    weight: int | None
    day: date | None = None


@dataclass(frozen=True)
class Aim:
    title: str
    weight: int
    day: date
    gauges: tuple[Gauge, ...]
    works: tuple[tuple[str, date], ...]
    about: str


@dataclass(frozen=True)
class Unit:
    area: str
    service: str
    aims: tuple[Aim, ...]


def shares_of(draw: Random, count: int) -> list[int]:
    """Weights that make 100."""
    cuts = sorted(draw.sample(range(2, 19), count - 1))
    return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]


def _day(draw: Random) -> date:
    return date(YEAR, draw.randint(2, 12), 28)


class Plan:
    """A plan of a town that is none."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.has_before = draw.random() < 0.85
        self.has_shares = draw.random() < 0.4
        self.has_days = draw.random() < 0.2
        self.has_works = draw.random() < 0.35
        self.is_deep = draw.random() < 0.5
        names, titles = iter(draw.sample(UNITS, 7)), iter(draw.sample(TITLES, len(TITLES)))
        self.units = list(self._units(names, titles))

    def _units(self, names: Iterator[str], titles: Iterator[str]) -> Iterator[Unit]:
        for _ in range(self.draw.randint(2, 3) if not self.is_deep else 2):
            area = next(names)
            for _ in range(self.draw.randint(1, 2) if self.is_deep else 1):
                service = next(names) if self.is_deep else area
                weights = shares_of(self.draw, self.draw.randint(2, 3))
                yield Unit(area, service, tuple(self._aim(next(titles), w) for w in weights))

    def _aim(self, title: str, weight: int) -> Aim:
        draw = self.draw
        shares = shares_of(draw, draw.randint(2, 3))
        kinds = draw.choices(list(_POOLS), weights=(6, 3, 2, 1, 1, 1), k=len(shares))
        taken: list[str] = []
        for kind in kinds:
            free = [name for name in _POOLS[kind] if name not in taken]
            taken.append(draw.choice(free or COUNTS))
        gauges = tuple(map(self._gauge, taken, kinds, shares))
        days = sorted(_day(draw) for _ in range(draw.randint(2, 3)))
        works = zip(draw.sample(WORKS, len(days)), days, strict=True) if self.has_works else ()
        last = max((one.day for one in gauges if one.day), default=_day(draw))
        return Aim(title, weight, last, gauges, tuple(works), draw.choice(ABOUT))

    def _gauge(self, name: str, kind: str, share: int) -> Gauge:
        draw = self.draw
        target, before = {
            "count": (draw.randint(40, 3000), draw.randint(2, 39)),
            "share": (draw.randint(60, 99), draw.randint(10, 59)),
            "time": (draw.randint(5, 30), draw.randint(31, 90)),
            "sum": (draw.randint(50, 90) * 1000, draw.randint(10, 40) * 1000),
            "step": (None, None),
            "date": (_day(draw), None),
        }[kind]
        return Gauge(
            name,
            kind,
            target,
            before if self.has_before else None,
            share if self.has_shares else None,
            _day(draw) if self.has_days and kind != "date" else None,
        )

    def facts(self) -> set[tuple[str, ...]]:
        """What a reader should find: each fact with the title and the name that it is of."""
        return {fact for unit in self.units for aim in unit.aims for fact in _facts(unit, aim)}


def _facts(unit: Unit, aim: Aim) -> Iterator[tuple[str, ...]]:
    yield aim.title, "unit", unit.area, unit.service
    yield aim.title, "weight", str(aim.weight)
    yield aim.title, "day", aim.day.isoformat()
    yield from ((aim.title, "work", work) for work, _ in aim.works)
    for gauge in aim.gauges:
        said = {"target": gauge.target, "before": gauge.before, "weight": gauge.weight}
        yield aim.title, gauge.name
        yield from (
            (aim.title, gauge.name, key, str(value))
            for key, value in said.items()
            if value is not None
        )
        if gauge.day is not None:
            yield aim.title, gauge.name, "day", gauge.day.isoformat()


_POOLS = {
    "count": COUNTS, "share": SHARES, "time": TIMES, "sum": SUMS, "step": STEPS,
    "date": DATES,
}  # fmt: skip

_ORDINALS = ("Primo", "Secondo", "Terzo", "Quarto", "Quinto")
_HEADS = (
    "Obiettivo n. {n} – {title}", "Obiettivo {n}: {title}", "OBIETTIVO: {title}",
    "Obiettivo operativo: {title}", "{ordinal} obiettivo: {title}", "{letter}) {title}",
    "{n}) {title}", "{u}.{k} {title}", "[OB-{n:02d}] {title}", "OB{n:02d} – {title}",
    "SCHEDA OBIETTIVO N. {n}\n«{title}»", "Obiettivo n. {n}\nTitolo: {title}",
    "OBIETTIVO GESTIONALE {u}.{k}\nTitolo: {title}", "Obiettivo {n}\n{title}", "Ob. {n} - {title}",
    "Titolo dell'obiettivo: {title}", "{k}° obiettivo: {title}", "Scheda {n} – {title}",
)  # fmt: skip
_AREAS = (
    "Settore {name}", "SETTORE {NAME}", "Settore: {name}", "Area {name}", "AREA {NAME}",
    "Ufficio {name}\n------------------", "Direzione {name}", "Servizio {name}",
    "{i}. SETTORE {NAME}", "Centro di responsabilità: Settore {name}", "Unità {name}",
)  # fmt: skip
_PAIRS = (
    ("AREA {NAME}", "Servizio: {name}"), ("Settore {name}", "Servizio {name}"),
    ("Direzione {name}", "Unità {name}"), ("Settore {name}", "Ufficio {name}"),
    ("SETTORE {NAME}", "Unità organizzativa {name}"), ("Area: {name}", "Servizio: {name}"),
)  # fmt: skip
_UNDER_UNIT = (
    "", "", "Responsabile: dott.ssa Anna Neri",
    "È diretto dalla dott.ssa Anna Neri, con cinque collaboratori, e cura anche il magazzino.",
)  # fmt: skip
_PESO = (
    "Peso: {w}", "Peso: {w}%", "Peso dell'obiettivo: {w}%", "Pesatura: {w}/100", "Peso {w}%",
    "Peso attribuito: {w} su 100", "Incidenza sul totale: {w}%", "Vale: {w} punti",
)  # fmt: skip
_FINE = (
    "Scadenza: {day}", "Termine: {day}", "Tempi: entro il {day}", "Conclusione: {day}",
    "Data di completamento: {day}", "Scadenza obiettivo: {day}", "Entro il {day}",
    "Termine di conclusione: {day}", "Da concludere entro: {day}",
)  # fmt: skip
_SENTENCES = (
    "L'obiettivo vale {w} punti su 100 e va concluso entro il {day}.",
    "Il peso attribuito è pari al {w}% e la conclusione è prevista entro il {day}.",
    "Pesa {w} su 100 e si chiude il {day}.",
    "All'obiettivo è assegnato un peso del {w} per cento. Il termine è fissato al {day}.",
    "Da completare entro il {day}; incide per il {w}% sulla valutazione.",
    "Ha un peso di {w} punti e deve essere raggiunto entro il {day}.",
)
_ASIDES = (" (peso {w})", " (peso {w}%)", " [peso {w}%]", " – peso {w}%", " ({w}%)", " - {w} punti")
_ABOUTS = (
    "Descrizione: {t}", "Finalità: {t}", "Contenuto: {t}", "Risultato atteso: {t}", "{t}", "{t}",
    "Motivazioni della scelta\n{t}", "DESCRIZIONE\n{t}", "Cosa si vuole fare: {t}", "",
)  # fmt: skip
_OVER = (
    "Indicatori:", "Indicatori", "Indicatori di risultato", "Risultati attesi e misure", "",
    "Il raggiungimento è misurato con i seguenti indicatori:", "Come si misura:", "INDICATORI",
    "Indicatori e valori attesi:", "Misure", "Si misura con:", "KPI",
)  # fmt: skip
_SIGNS = ("- ", "• ", "– ", "* ", "·  ", "•\t", "{x}) ", "{i}. ", "{i}) ", "   - ", "o ")
_GOALS = (
    "target {v}", "target: {v}", "Target 2026: {v}", "valore atteso: {v}", "valore atteso {v}",
    "atteso {v}", "risultato atteso 2026: {v}", "obiettivo 2026: {v}", "2026: {v}", "{v}",
    "a fine 2026 {v}", "traguardo: {v}", "da raggiungere: {v}", "{v} nel 2026", "2026 {v}",
)  # fmt: skip
_FIRSTS = (
    "anno 2025: {b}", "2025: {b}", "nel 2025: {b}", "nel 2025 {b}", "valore 2025: {b}",
    "consuntivo 2025: {b}", "baseline {b}", "partenza: {b}", "valore di partenza {b}",
    "era {b}", "{b} nel 2025", "dato 2025 {b}", "al 31/12/2025: {b}", "storico: {b}",
    "baseline 2025: {b}", "anno precedente {b}", "valore iniziale: {b}",
)  # fmt: skip
_SPANS = (
    "da {b} a {v}", "da {b} (2025) a {v} (2026)", "{b} → {v}", "dal valore {b} al valore {v}",
    "da {b} nel 2025 a {v} nel 2026", "passare da {b} a {v}", "{b} -> {v}",
)  # fmt: skip
_PARTS = (
    "peso {w}%", "peso: {w}%", "peso {w}", "pesa {w}%", "peso indicatore: {w}%", "peso {w}/100",
)  # fmt: skip
_ENDS = (
    "entro il {day}", "scadenza: {day}", "termine {day}", "entro {day}",
    "da chiudere entro il {day}",
)  # fmt: skip
_PLACES = ("inline", "inline", "inline", "aside", "round", "square", "below", "below", "lines")
VALUES = {
    "count": ("{v}", "{v}", "n. {v}", "almeno {v}", "≥ {v}", "n° {v}"),
    "share": ("{v}%", "{v} %", "almeno il {v}%", "≥ {v}%", "{v} per cento"),
    "time": (
        "≤ {v} giorni",
        "max {v} giorni",
        "non oltre {v} gg",
        "entro {v} giorni",
        "{v} giorni",
    ),
    "sum": ("€ {v}", "{v},00 €", "euro {v}", "{v} euro"),
    "step": ("SI", "sì", "Sì", "SI"),
}
FORMER = {
    "count": ("{v}", "{v}", "n. {v}", "{v}", "{v}", "n° {v}"),
    "share": ("{v}%", "{v} %", "{v}%", "{v}%", "{v} per cento"),
    "time": ("{v} giorni", "{v} giorni", "{v} gg", "{v} giorni", "{v} giorni"),
    "sum": ("€ {v}", "{v},00 €", "euro {v}", "{v} euro"),
}
_OF_WORKS = ("Fasi:", "Fasi di lavoro:", "Attività previste", "Cronoprogramma:", "Azioni:")
_OF_WORK = ("{t} – entro il {day}", "{t} (entro il {day})", "{t}: {day}", "{t}, entro il {day}")


class Way:
    """How one office writes: drawn once for a document, and kept to its end."""

    def __init__(self, plan: Plan) -> None:
        draw = plan.draw
        self.plan = plan
        self.head, self.about = draw.choice(_HEADS), draw.choice(_ABOUTS)
        self.area = draw.choice(_AREAS)
        self.pair = draw.choice(_PAIRS)
        self.under_unit = draw.choice(_UNDER_UNIT)
        self.scalars = draw.choice(("lines", "lines", "line", "sentence", "aside"))
        self.scalars_at = draw.choice(("first", "second", "last"))
        self.peso, self.fine = draw.choice(_PESO), draw.choice(_FINE)
        self.between = draw.choice((" - ", "; ", "    ", " | ", " – "))
        self.sentence, self.title_aside = draw.choice(_SENTENCES), draw.choice(_ASIDES)
        self.over, self.sign = draw.choice(_OVER), draw.choice(_SIGNS)
        self.goal, self.first, self.span = (draw.choice(w) for w in (_GOALS, _FIRSTS, _SPANS))
        self.is_span = draw.random() < 0.2
        self.is_before_first = draw.random() < 0.3
        self.part, self.end = draw.choice(_PARTS), draw.choice(_ENDS)
        self.place = draw.choice(_PLACES)
        self.opens = draw.choice((": ", " – ", " - ", ": ", "; ", ". "))
        self.parts_by = draw.choice(("; ", ", ", " – ", " | "))
        self.tail = draw.choice(("", "", ";", "."))
        self.indent = draw.choice(("\t", "   ", "", "      "))
        self.values = {k: draw.randrange(len(v)) for k, v in VALUES.items()}
        self.of_works, self.of_work = draw.choice(_OF_WORKS), draw.choice(_OF_WORK)
        self.work_sign = draw.choice(("- ", "{i}) ", "• ", "{x}) "))
        self.gap = draw.choice((0, 1, 1, 2))
        self.after_head = draw.choice((0, 0, 1))
        self.width = draw.choice((0, 0, 78, 88))
        self.days = draw.randrange(4)
        self.word = draw.choice(("Indicatore {i}: ", "Indicatore: ", "Indicatore {i} – "))

    def said_day(self, day: date) -> str:
        name = MONTHS[day.month - 1]
        return (
            f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day.day} {name} {day.year}",
            f"{day.day} {name} {day.year}",
        )[self.days]  # fmt: skip

    def text(self) -> str:
        lines = ["Comune di Prova", f"Piano della performance {YEAR}", ""]
        lines += ["Gli obiettivi che seguono sono assegnati ai responsabili dalla Giunta.", ""]
        n, area = 0, ""
        for u, unit in enumerate(self.plan.units, start=1):
            if unit.area != area:
                way = self.pair[0] if self.plan.is_deep else self.area
                lines += way.format(name=unit.area, NAME=unit.area.upper(), i=u).split("\n")
                area = unit.area
                lines += [self.under_unit] if self.under_unit else []
                lines.append("")
            if self.plan.is_deep:
                lines += [self.pair[1].format(name=unit.service), ""]
            for k, aim in enumerate(unit.aims, start=1):
                n += 1
                lines += [*self.of_aim(aim, n, u, k), *[""] * self.gap]
            lines += [] if self.gap else [""]
        lines += ["Il Segretario comunale", "dott. Aldo Perin"]
        return "\n".join(piece for line in lines for piece in self.wrapped(line))

    def wrapped(self, line: str) -> list[str]:
        if not self.width or len(line) <= self.width:
            return [line]
        hang = "   " if line.lstrip()[:1] in "-•–*·o" or line.startswith(" ") else ""
        return wrap(line, self.width, subsequent_indent=hang) or [""]

    def of_aim(self, aim: Aim, n: int, u: int, k: int) -> list[str]:
        day = self.said_day(aim.day)
        title = aim.title
        if self.scalars == "aside":
            title += self.title_aside.format(w=aim.weight)
        head = self.head.format(
            n=n, u=u, k=k, letter="ABCDE"[k - 1], ordinal=_ORDINALS[k - 1], title=title
        )
        weight, end = self.peso.format(w=aim.weight), self.fine.format(day=day)
        scalars = {
            "lines": [weight, end],
            "line": [f"{weight}{self.between}{end}"],
            "sentence": [self.sentence.format(w=aim.weight, day=day)],
            "aside": [end],
        }[self.scalars]
        about = self.about.format(t=aim.about).split("\n") if self.about else []
        works = [self.of_works, *map(self.of_piece, range(len(aim.works)), aim.works)]
        works = works if aim.works else []
        over = [self.over] if self.over and self.place != "labels" else []
        listed = [*over, *(x for i, g in enumerate(aim.gauges) for x in self.of_gauge(i, g))]
        parts = {
            "first": [scalars, about, works, listed],
            "second": [about, scalars, works, listed],
            "last": [about, works, listed, scalars],
        }[self.scalars_at]
        return [*head.split("\n"), *[""] * self.after_head, *(x for part in parts for x in part)]

    def of_piece(self, i: int, work: tuple[str, date]) -> str:
        sign = self.work_sign.format(i=i + 1, x="abcde"[i])
        return sign + self.of_work.format(t=work[0], day=self.said_day(work[1]))

    def value(self, gauge: Gauge, value: int | date | None, words: dict[str, Sequence[str]]) -> str:
        if isinstance(value, date):
            return self.said_day(value)
        said = f"{value:,}".replace(",", ".") if value is not None else ""
        return words[gauge.kind][self.values[gauge.kind]].format(v=said)

    def said(self, gauge: Gauge) -> list[str]:
        """The facts of a measure, each in its words."""
        target = self.value(gauge, gauge.target, VALUES)
        facts = [self.goal.format(v=target)]
        if gauge.before is not None:
            before = self.value(gauge, gauge.before, FORMER)
            if self.is_span:
                facts = [self.span.format(v=target, b=before)]
            else:
                facts.append(self.first.format(b=before))
                facts = facts[::-1] if self.is_before_first else facts
        if gauge.weight is not None:
            facts.append(self.part.format(w=gauge.weight))
        if gauge.day is not None:
            facts.append(self.end.format(day=self.said_day(gauge.day)))
        return facts

    def of_gauge(self, i: int, gauge: Gauge) -> list[str]:
        sign = self.sign.format(i=i + 1, x="abcde"[i])
        facts = self.said(gauge)
        name = sign + gauge.name
        if self.place == "below":
            return [name, self.indent + self.parts_by.join(facts)]
        if self.place == "lines":
            head = self.word.format(i=i + 1) + gauge.name if self.indent else name
            return [head, *(f"{self.indent}{fact[:1].upper()}{fact[1:]}" for fact in facts)]
        if self.place == "round":
            return [f"{name} ({self.parts_by.join(facts)}){self.tail}"]
        if self.place == "square":
            return [" ".join([name, *(f"[{fact}]" for fact in facts)]) + self.tail]
        if self.place == "aside" and len(facts) > 1:
            return [f"{name}{self.opens}{facts[0]} ({self.parts_by.join(facts[1:])}){self.tail}"]
        return [f"{name}{self.opens}{self.parts_by.join(facts)}{self.tail}"]


def drawn(seed: int) -> tuple[str, set[tuple[str, ...]]]:
    """A document, and what it says."""
    plan = Plan(Random(seed))
    return Way(plan).text(), plan.facts()
