"""Plans told as sheets of boxes, drawn at random: each town prints one form, and fills it anew.

The plan is that of `prose`. The form is drawn once for a document: what is asked in which order,
where a label stands (over its answer, beside it, within its box), how wide the boxes are, which
tables the sheet holds, and what is printed around. `boxed` makes files of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from .prose import FORMER, VALUES, YEAR, Aim, Gauge, Plan, Unit, Way

WIDE = 24
"""Columns of the grid that the boxes of a sheet are drawn on."""
LABELS = {
    "area": ("Settore", "Area", "Direzione", "Area di riferimento", "Settore di appartenenza"),
    "service": (
        "Servizio", "Ufficio", "Unità organizzativa", "Centro di responsabilità", "CdR",
        "Struttura",
    ),
    "only": ("Settore", "Area", "Servizio", "Centro di responsabilità", "Struttura responsabile"),
    "owner": (
        "Responsabile", "Dirigente responsabile", "Referente", "Titolare E.Q.",
        "Responsabile dell'obiettivo", "Incaricato di E.Q.", "Dirigente / E.Q.",
    ),
    "title": (
        "Obiettivo", "Titolo", "Denominazione", "Titolo dell'obiettivo", "Denominazione obiettivo",
        "Obiettivo di performance", "Obiettivo gestionale", "Oggetto", "Obiettivo esecutivo",
    ),
    "weight": (
        "Peso", "Peso %", "Ponderazione", "Peso obiettivo", "Pesatura", "Peso dell'obiettivo",
        "Incidenza %", "Peso attribuito",
    ),
    "day": (
        "Scadenza", "Termine", "Tempi", "Data di conclusione", "Termine previsto", "Entro il",
        "Data prevista", "Tempi di realizzazione", "Conclusione", "Data di completamento",
    ),
    "about": (
        "Descrizione", "Descrizione sintetica", "Finalità", "Motivazioni della scelta",
        "Contenuto", "Finalità e motivazioni", "Descrizione dell'obiettivo", "In breve",
    ),
    "name": (
        "Indicatore", "Indicatore di risultato", "Descrizione indicatore", "Indicatori", "KPI",
        "Indicatori di performance", "Che cosa si misura", "Misura",
    ),
    "before": (
        "Valore 2025", "Valore di partenza", "Consuntivo 2025", "Baseline", "Dato storico",
        "Situazione 2025", "Anno precedente", "Valore iniziale",
    ),
    "target": (
        "Valore atteso", "Target 2026", "Target", "Risultato atteso", "Valore atteso 2026",
        "Atteso 2026", "Obiettivo 2026", "Traguardo",
    ),
    "share": ("Peso", "Peso %", "Peso indicatore", "Peso ind.", "Ponderazione"),
    "until": ("Scadenza", "Termine", "Entro il", "Data"),
    "work": ("Fase", "Attività", "Descrizione fase", "Azione", "Fasi di attuazione"),
    "end": ("Termine", "Entro il", "Fine", "Scadenza", "Data fine"),
    "group": ("Area contrattuale", "Categoria", "Profilo", "Area di inquadramento"),
    "heads": ("N.", "Numero", "N. unità", "Unità"),
    "part": ("% impiego", "% di impiego", "Tempo dedicato", "% tempo"),
}  # fmt: skip
_NOISE = (
    ("Missione e programma", ("01 – Servizi istituzionali / 11", "09 – Territorio / 02")),
    ("Linea strategica", ("Una città per tutti", "Comune efficiente")),
    ("Tipologia", ("Sviluppo", "Mantenimento")),
    ("Portatori di interesse", ("Cittadini e imprese", "Famiglie, scuole")),
    ("Anno", (str(YEAR),)),
    ("Rilevanza", ("Alta", "Media")),
    ("Trasversale", ("No",)),
    ("Vincoli e criticità", ("Nessuno", "Carenza di personale")),
)  # fmt: skip
_SHEET_HEADS = (
    "", "SCHEDA OBIETTIVO", "SCHEDA OBIETTIVO N. {n}", "Obiettivo n. {n}", "Scheda n. {n}",
    "SCHEDA DI PERFORMANCE {year}", "Scheda {n} di {all}", "PIANO DEGLI OBIETTIVI {year} - SCHEDA",
)  # fmt: skip
_MEASURE_HEADS = ("", "INDICATORI", "Indicatori di risultato", "MISURAZIONE", "B) Indicatori")
_WORK_HEADS = ("", "CRONOPROGRAMMA", "Fasi e tempi", "Fasi di attuazione", "C) Attività")
_PEOPLE_HEADS = ("RISORSE UMANE", "Personale coinvolto", "D) Personale assegnato")
_GROUPS = ("Istruttori", "Funzionari ed E.Q.", "Operatori esperti")
_MONTHS = ("G", "F", "M", "A", "M", "G", "L", "A", "S", "O", "N", "D")
_OWNERS = ("dott.ssa Anna Neri", "ing. Carlo Verdi", "Rossi Maria", "rag. Ugo Bruni")


@dataclass(frozen=True)
class Cell:
    """A box of a sheet: what it says and how many columns of the grid it takes."""

    text: str
    span: int
    look: str = "value"
    """`label`, `band` (a heading across the sheet) or `value`."""


Band = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One filled form."""

    unit: Unit
    bands: tuple[Band, ...]
    opens: bool
    """It is the first of its unit."""


class Form:
    """The form of one office."""

    def __init__(self, plan: Plan) -> None:
        draw = self.draw = plan.draw
        self.plan, self.way = plan, Way(plan)
        self.words = {key: draw.choice(words) for key, words in LABELS.items()}
        self.place = draw.choice(("above", "above", "beside", "beside", "within", "inline"))
        self.case = draw.choice((str, str, str.upper))
        self.tail = draw.choice(("", "", ":")) if self.place != "inline" else ""
        self.head = draw.choice(_SHEET_HEADS)
        self.heads_units = draw.random() < 0.3
        self.is_unit_named = draw.random() < 0.25
        self.noise = draw.sample(_NOISE, draw.choice((0, 0, 1, 2, 3)))
        self.per_band = draw.choice((1, 2, 2, 3))
        self.has_owner = draw.random() < 0.8
        self.has_about = draw.random() < 0.75
        self.measures = draw.choice(("table", "table", "table", "boxes", "rows"))
        self.over = [draw.choice(h) for h in (_MEASURE_HEADS, _WORK_HEADS, _PEOPLE_HEADS)]
        self.is_numbered = draw.random() < 0.25
        self.works = draw.choice(("table", "months"))
        self.has_people = draw.random() < 0.35
        self.has_signatures = draw.random() < 0.3
        self.repeats = draw.random() < 0.3
        self.weight = draw.choice(("{}", "{}%", "{} %", "{}/100"))
        self.is_title_first = draw.random() < 0.35
        self.is_weight_apart = draw.random() < 0.3
        self.owners = {unit.area: draw.choice(_OWNERS) for unit in plan.units}

    def sheets(self) -> Iterator[Sheet]:
        n, total = 0, sum(len(unit.aims) for unit in self.plan.units)
        for unit in self.plan.units:
            for k, aim in enumerate(unit.aims):
                n += 1
                yield Sheet(unit, tuple(self._bands(unit, aim, n, total)), k == 0)

    def _bands(self, unit: Unit, aim: Aim, n: int, total: int) -> Iterator[Band]:
        head = self.head.format(n=n, all=total, year=YEAR)
        if head:
            yield _band(head)
        units = [] if self.heads_units else self._of_unit(unit)
        owner = [("owner", self.owners[unit.area])] if self.has_owner else []
        title = [("title", aim.title)]
        scalars = [
            ("weight", self.weight.format(aim.weight)),
            ("day", self.way.said_day(aim.day)),
        ]
        about = [("about", aim.about)] if self.has_about else []
        noise = [(label, self.draw.choice(values)) for label, values in self.noise]
        if self.is_weight_apart:
            groups = [[*units, *owner], [*title, *scalars], noise]
        else:
            groups = [units, title, [*owner, *scalars, *noise]]
        if self.is_title_first:
            groups.insert(0, groups.pop(1))
        for group in groups:
            yield from self._asked(group)
        yield from self._asked(about)
        yield from self._measures(aim.gauges)
        if aim.works:
            yield from self._works(aim)
        if self.has_people:
            yield from self._people()
        if self.has_signatures:
            yield from self._asked_of([("Il Responsabile", ""), ("Il Segretario comunale", "")])

    def _of_unit(self, unit: Unit) -> list[tuple[str, str]]:
        if not self.plan.is_deep:
            word = self.words["only"] if self.is_unit_named else ""
            return [("only", f"{word} {unit.area}".strip() if " " not in word else unit.area)]
        return [("area", unit.area), ("service", unit.service)]

    def _asked(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Band]:
        said = [(self.words.get(key, key), value) for key, value in pairs]
        rows: list[list[tuple[str, str]]] = [[]]
        for label, value in said:
            if len(rows[-1]) == self.per_band or (len(value) > 60 and rows[-1]):
                rows.append([])
            rows[-1].append((label, value))
            if len(value) > 60:
                rows.append([])
        for row in rows:
            if row:
                yield from self._asked_of(row)

    def _asked_of(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Band]:
        """Some labels with their answers, beside one another."""
        spans = _spans([max(len(value), 8) for _, value in pairs])
        labels = [self.case(label) + self.tail for label, _ in pairs]
        values = [value for _, value in pairs]
        if self.place == "above":
            yield tuple(Cell(x, s, "label") for x, s in zip(labels, spans, strict=True))
            yield tuple(Cell(x, s) for x, s in zip(values, spans, strict=True))
        elif self.place == "beside":
            yield tuple(
                cell
                for label, value, span in zip(labels, values, spans, strict=True)
                for cell in (Cell(label, min(span // 2, 6), "label"),
                             Cell(value, span - min(span // 2, 6)))
            )  # fmt: skip
        else:
            by = ": " if self.place == "inline" else "\n"
            yield tuple(
                Cell(f"{label}{by}{value}" if value else label, s)
                for label, value, s in zip(labels, values, spans, strict=True)
            )

    def _measures(self, gauges: Sequence[Gauge]) -> Iterator[Band]:
        if self.over[0]:
            yield _band(self.over[0])
        keys = ["name"]
        keys += ["before"] if self.plan.has_before else []
        keys += ["target"]
        keys += ["share"] if self.plan.has_shares else []
        keys += ["until"] if self.plan.has_days else []
        rows = [{key: self._of(key, gauge) for key in keys} for gauge in gauges]
        if self.measures == "table":
            spans = _spans([60, *[14] * (len(keys) - 1)])
            yield self._row([self.words[key] for key in keys], spans, "label")
            yield from (self._row(list(row.values()), spans, n=i)
                        for i, row in enumerate(rows, start=1))  # fmt: skip
            return
        for i, row in enumerate(rows, start=1):
            said = [(self.words[key], value) for key, value in row.items()]
            said[0] = (f"{_singular(said[0][0])} {i}", said[0][1])
            if self.measures == "boxes" or self.place == "within":
                yield from self._asked_of(said)
            else:
                yield from self._asked_of(said[:1])
                yield from self._asked_of(said[1:])

    def _row(self, texts: Sequence[str], spans: Sequence[int], look: str = "value",
             n: int | None = None) -> Band:  # fmt: skip
        if self.is_numbered:
            texts = ["N." if look == "label" else str(n), *texts]
            spans = [2, spans[0] - 2, *spans[1:]]
        return tuple(Cell(x, s, look) for x, s in zip(texts, spans, strict=True))

    def _of(self, key: str, gauge: Gauge) -> str:
        if key == "name":
            return gauge.name
        if key == "before":
            return self.way.value(gauge, gauge.before, FORMER) if gauge.before is not None else "-"
        if key == "target":
            return self.way.value(gauge, gauge.target, VALUES)
        if key == "share":
            return f"{gauge.weight}%"
        return self.way.said_day(gauge.day) if gauge.day else "-"

    def _works(self, aim: Aim) -> Iterator[Band]:
        if self.over[1]:
            yield _band(self.over[1])
        if self.works == "table":
            yield (Cell(self.words["work"], 17, "label"), Cell(self.words["end"], 7, "label"))
            yield from (
                (Cell(work, 17), Cell(self.way.said_day(day), 7)) for work, day in aim.works
            )
            return
        yield (Cell(self.words["work"], 12, "label"), *(Cell(m, 1, "label") for m in _MONTHS))
        first = 1
        for work, day in aim.works:
            crosses = ["X" if first <= m <= day.month else "" for m in range(1, 13)]
            yield (Cell(work, 12), *(Cell(x, 1) for x in crosses))
            first = day.month

    def _people(self) -> Iterator[Band]:
        yield _band(self.over[2])
        heads = (self.words["group"], self.words["heads"], self.words["part"])
        spans = (12, 6, 6)
        yield tuple(Cell(x, s, "label") for x, s in zip(heads, spans, strict=True))
        for group in self.draw.sample(_GROUPS, self.draw.randint(1, 2)):
            said = (group, str(self.draw.randint(1, 4)), f"{self.draw.randint(2, 9) * 5}%")
            yield tuple(Cell(x, s) for x, s in zip(said, spans, strict=True))


def _band(text: str) -> Band:
    return (Cell(text, WIDE, "band"),)


def _singular(label: str) -> str:
    return {"Indicatori": "Indicatore", "Indicatori di performance": "Indicatore"}.get(label, label)


def _spans(sizes: Sequence[int]) -> list[int]:
    """Widths in columns of the grid, each as large as what it holds asks, none too narrow."""
    least = 3 if len(sizes) > 3 else 5
    spare = WIDE - least * len(sizes)
    roots = [size**0.5 for size in sizes]
    spans = [least + int(spare * root / sum(roots)) for root in roots]
    spans[0] += WIDE - sum(spans)
    return spans


def drawn_form(seed: int) -> tuple[Form, list[Sheet], set[tuple[str, ...]]]:
    """The form of a town, its sheets, and what they say."""
    plan = Plan(Random(seed))
    form = Form(plan)
    return form, list(form.sheets()), plan.facts()
