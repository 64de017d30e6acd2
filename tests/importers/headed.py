"""Documents of headings and tables, drawn at random: what ordinary offices vary of them.

The plan is that of `prose`. How units and objectives are headed, whether objectives are rows of a
table, cards, or headings over tables and lists, which columns there are, what is merged, and what
stands around (index, staff, summary, totals, legend, signatures) is drawn once for a document.
`papered` makes files of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from .boxes import LABELS
from .headed_words import (
    AROUND,
    BANDS,
    CLOSES,
    CODES,
    EMPTY,
    GOALS,
    LEGENDS,
    PREFACE,
    UNITS,
    WIDTHS,
)
from .prose import FORMER, VALUES, YEAR, Aim, Gauge, Plan, Unit, Way

TOWN = "Comune di Prova"
OWNERS = ("dott.ssa Anna Neri", "ing. Carlo Verdi", "Istruttore direttivo P. Murgia", "Bruni Ugo")


@dataclass(frozen=True)
class Head:
    """A heading of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of a list."""

    text: str
    is_item: bool = False


@dataclass(frozen=True)
class Box:
    """A cell, and how far it is merged."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: its rows, how wide its columns are, how many rows head it."""

    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[int, ...]
    heads: int = 0


Block = Head | Line | Grid


class Office:
    """How one office sets its plan."""

    def __init__(self, plan: Plan) -> None:
        draw = self.draw = plan.draw
        self.plan, self.way = plan, Way(plan)
        self.words = {key: draw.choice(words) for key, words in LABELS.items()}
        self.unit, self.goal = draw.choice(UNITS), draw.choice(GOALS)
        self.band, self.code = draw.choice(BANDS), draw.choice(CODES)
        self.style = draw.choice(("table", "table", "table", "cards", "headed", "headed", "lists"))
        self.several = draw.choice(("merged", "merged", "repeated", "blank", "lines", "columns"))
        self.units_in = draw.choice(("heads", "heads", "heads", "bands", "columns"))
        self.about = draw.choice(("none", "none", "cell", "column"))
        self.is_coded = draw.random() < 0.6
        self.has_owner = draw.random() < 0.4
        self.is_day_last = draw.random() < 0.5
        self.empty = draw.choice(("", "", *EMPTY))
        self.years = draw.choice((0, 0, 0, 1, 2))
        self.has_total = draw.random() < 0.3
        self.weight = draw.choice(("{}", "{}%", "{} %", "{}/100"))
        self.under = draw.choice(("", "", "Responsabile: {owner}"))
        self.scalars = draw.choice(("line", "lines", "pairs", "labels"))
        self.around = {key for key in AROUND if draw.random() < 0.35}
        self.preface, self.legend = draw.choice(PREFACE), draw.choice(LEGENDS)
        self.closing = draw.choice(CLOSES)
        self.has_levels = draw.random() < 0.8
        self.owners = {unit.area: draw.choice(OWNERS) for unit in plan.units}
        self.is_wide = draw.random() < 0.5
        self.are_paired = draw.random() < 0.4
        """Two labels with their values stand in one row of a card."""

    def blocks(self) -> Iterator[Block]:
        yield Line(TOWN)
        yield Line(f"Piano della performance {YEAR}" if self.is_wide else f"PDO – ANNO {YEAR}")
        yield from self._before()
        if self.style == "table" and self.units_in != "heads":
            yield from self._whole_table()
        else:
            yield from self._by_unit()
        if "legend" in self.around:
            yield Line(self.legend)
        if "closes" in self.around:
            yield from (self._head(self.closing, 1), Line("I responsabili relazionano a luglio."))
        if "signed" in self.around:
            yield from (Line("Prova, 31 gennaio 2026"), Line("Il Segretario comunale"),
                        Line("dott. Aldo Perin"))  # fmt: skip

    def _before(self) -> Iterator[Block]:
        areas = list(dict.fromkeys(unit.area for unit in self.plan.units))
        if "index" in self.around:
            yield from (Line("INDICE"), *(Line(f"Settore {area} ........ {i + 2}")
                                          for i, area in enumerate(areas)))  # fmt: skip
        if "preface" in self.around:
            yield from (self._head("Premessa", 1), Line(self.preface))
        if "staff" in self.around:
            rows: list[tuple[str, ...]] = [("Settore", "Dipendenti", "di cui part-time")]
            rows += [(area, str(9 + i), str(i)) for i, area in enumerate(areas)]
            yield plain_grid(rows, (40, 20, 20))
        if "public" in self.around:
            rows = [("Codice", "Obiettivo di valore pubblico")]
            rows += [("VP1", "Un Comune semplice e vicino"), ("VP2", "Una città che si cura")]
            yield from (self._head("Valore pubblico", 1), plain_grid(rows, (15, 60)))
        if "summary" in self.around:
            rows = [("Settore", "N. obiettivi", "Peso totale")]
            count = {a: sum(len(u.aims) for u in self.plan.units if u.area == a) for a in areas}
            rows += [(area, str(count[area]), "100") for area in areas]
            yield plain_grid(rows, (40, 20, 20))

    def _head(self, text: str, level: int) -> Block:
        return Head(text, level) if self.has_levels else Line(text)

    def _unit_texts(self, unit: Unit, u: int, s: int) -> tuple[str, str]:
        said = {"area": unit.area, "AREA": unit.area.upper(), "service": unit.service, "u": u,
                "s": s, "letter": "ABCDE"[u - 1]}  # fmt: skip
        return self.unit[0].format(**said), self.unit[1].format(**said)

    def _placed(self) -> Iterator[tuple[Unit, int, int, bool]]:
        """The units with the numbers of their area and of themselves, and whether it is new."""
        u = s = 0
        area = ""
        for unit in self.plan.units:
            is_new, area = unit.area != area, unit.area
            u, s = (u + 1, 1) if is_new else (u, s + 1)
            yield unit, u, s, is_new

    def _by_unit(self) -> Iterator[Block]:
        n = 0
        for unit, u, s, is_new in self._placed():
            area, service = self._unit_texts(unit, u, s)
            if is_new:
                yield self._head(area, 1)
                if self.under:
                    yield Line(self.under.format(owner=self.owners[unit.area]))
            if self.plan.is_deep:
                yield self._head(service, 2)
            if self.style == "table":
                yield self._table([(unit, u, s, n)])
            for k, aim in enumerate(unit.aims, start=1):
                said = self._said(aim, n, k, u)
                if self.style == "cards":
                    yield self._card(aim, said)
                elif self.style == "headed":
                    yield from self._headed(aim, said)
                elif self.style == "lists":
                    yield from self._listed(aim, said)
            n += len(unit.aims)

    def _whole_table(self) -> Iterator[Block]:
        n, placed = 0, []
        for unit, u, s, _ in self._placed():
            placed.append((unit, u, s, n))
            n += len(unit.aims)
        yield self._table(placed)

    def _said(self, aim: Aim, n: int, k: int, u: int) -> dict[str, object]:
        """What numbers an objective: in the plan, in its area, in its unit."""
        areas = list(dict.fromkeys(unit.area for unit in self.plan.units))
        above = sum(len(x.aims) for x in self.plan.units if x.area in areas[: u - 1])
        letter = "ABCDE"[u - 1]
        return {"n": n + k, "k": k, "u": u, "a": n + k - above, "title": aim.title,
                "letter": letter}  # fmt: skip

    # --- tables of objectives ---------------------------------------------------------------

    def _keys(self, most: int) -> list[str]:
        keys = ["area", *(["service"] if self.plan.is_deep else [])]
        keys = keys if self.units_in == "columns" else []
        keys += ["code"] if self.is_coded else []
        keys += ["title", *(["about"] if self.about == "column" else []), "weight"]
        keys += ["owner"] if self.has_owner else []
        keys += [] if self.is_day_last else ["day"]
        keys += ["works"] if self.plan.has_works else []
        measure = ["name", *(["before"] if self.plan.has_before else []), "target"]
        measure += ["later"] * (2 if self.years else 0)
        measure += ["share"] if self.plan.has_shares else []
        measure += ["until"] if self.plan.has_days else []
        if self.several == "columns":
            measure = [key for key in measure if key != "later"]
            keys += [f"{key} {i}" for i in range(1, most + 1) for key in measure]
        else:
            keys += measure
        keys += ["day"] if self.is_day_last else []
        return keys + (["empty"] if self.empty else [])

    def _title_of(self, key: str) -> str:
        bare, _, number = key.partition(" ")
        titles = {**self.words, "code": "N." if self.code == "{k}" else "Codice",
                  "empty": self.empty, "works": "Fasi di attuazione", "later": ""}  # fmt: skip
        title = titles[bare]
        if bare == "target" and self.years:
            title = f"Target {YEAR}"
        return f"{title} {number}" if number else title

    def _table(self, placed: Sequence[tuple[Unit, int, int, int]]) -> Grid:
        most = max(len(aim.gauges) for unit in self.plan.units for aim in unit.aims)
        keys = self._keys(most)
        rows = self._header(keys)
        heads, areas = len(rows), ""
        for unit, u, s, n in placed:
            texts = self._unit_texts(unit, u, s)
            if self.units_in == "bands" and self.style == "table":
                bands = [texts[0]] if unit.area != areas else []
                bands += [texts[1]] if self.plan.is_deep else []
                rows += [(Box(text, len(keys)),) for text in bands]
            areas = unit.area
            for k, aim in enumerate(unit.aims, start=1):
                said = self._said(aim, n, k, u)
                rows += self._objective(keys, unit, aim, said)
            if self.has_total and self.units_in != "columns" and "weight" in keys:
                at = keys.index("weight")
                rows.append((Box("Totale", at), Box("100"), Box("", len(keys) - at - 1)))
        return Grid(tuple(rows), tuple(map(_width, keys)), heads)

    def _header(self, keys: Sequence[str]) -> list[tuple[Box, ...]]:
        titles = [self._title_of(key) for key in keys]
        if "later" not in keys:
            return [tuple(map(Box, titles))]
        at = keys.index("target")
        years = [str(YEAR + i) for i in range(3)]
        if self.years == 1:
            titles[at : at + 3] = [f"Target {year}" for year in years]
            return [tuple(map(Box, titles))]
        above = [Box(title, 1, 2) for title in titles]
        above[at : at + 3] = [Box("Target", 3)]
        return [tuple(above), tuple(map(Box, years))]

    def _objective(
        self, keys: Sequence[str], unit: Unit, aim: Aim, said: dict[str, object]
    ) -> Iterator[tuple[Box, ...]]:
        own = {
            "area": unit.area, "service": unit.service, "code": self.code.format(**said),
            "title": aim.title + (f"\n{aim.about}" if self.about == "cell" else ""),
            "about": aim.about, "weight": self.weight.format(aim.weight),
            "owner": self.owners[unit.area], "day": self.way.said_day(aim.day), "empty": "",
            "works": "\n".join(f"- {w} ({self.way.said_day(d)})" for w, d in aim.works),
        }  # fmt: skip
        measures = [self._measure(gauge) for gauge in aim.gauges]
        if self.several == "columns":
            for i, measure in enumerate(measures, start=1):
                own |= {f"{key} {i}": text for key, text in measure.items()}
            yield tuple(Box(own.get(key, "")) for key in keys)
            return
        if self.several == "lines":
            own |= {key: "\n".join(m[key] for m in measures) for key in measures[0]}
            yield tuple(Box(own.get(key, "")) for key in keys)
            return
        for i, measure in enumerate(measures):
            yield tuple(self._cells(keys, own, measure, i, len(measures)))

    def _cells(self, keys: Sequence[str], own: dict[str, str], measure: dict[str, str],
               i: int, many: int) -> Iterator[Box]:  # fmt: skip
        for key in keys:
            if key in measure:
                yield Box(measure[key])
            elif self.several == "merged":
                yield from [Box(own.get(key, ""), 1, many)] if not i else []
            else:
                yield Box(own.get(key, "") if not i or self.several == "repeated" else "")

    def _measure(self, gauge: Gauge) -> dict[str, str]:
        found = {"name": gauge.name}
        if self.plan.has_before:
            has = gauge.before is not None
            found["before"] = self.way.value(gauge, gauge.before, FORMER) if has else "-"
        found["target"] = self.way.value(gauge, gauge.target, VALUES)
        found["later"] = found["target"] if gauge.kind not in ("date", "step") else "-"
        if self.plan.has_shares:
            found["share"] = f"{gauge.weight}%"
        if self.plan.has_days:
            found["until"] = self.way.said_day(gauge.day) if gauge.day else "-"
        return found

    # --- objectives one by one --------------------------------------------------------------

    def _measures_grid(self, aim: Aim) -> list[tuple[Box, ...]]:
        measures = [self._measure(gauge) for gauge in aim.gauges]
        keys = [key for key in measures[0] if key != "later"]
        rows: list[tuple[Box, ...]] = [tuple(Box(self.words[key]) for key in keys)]
        return rows + [tuple(Box(m[key]) for key in keys) for m in measures]

    def _pairs(self, aim: Aim) -> list[tuple[str, str]]:
        pairs = [(self.words["about"], aim.about)] if self.about != "none" else []
        pairs.append((self.words["weight"], self.weight.format(aim.weight)))
        pairs.append((self.words["day"], self.way.said_day(aim.day)))
        return pairs

    def _card(self, aim: Aim, said: dict[str, object]) -> Grid:
        rows = self._measures_grid(aim)
        width = len(rows[0])
        label, title = (text.format(**said) for text in self.band)
        top: list[tuple[Box, ...]]
        top = [(Box(label), Box(title, width - 1))] if title else [(Box(label, width),)]
        top += self._facts(self._pairs(aim), width)
        below = []
        if aim.works:
            first = (Box(self.words["work"]), Box(self.words["end"], width - 1))
            below = [first, *((Box(w), Box(self.way.said_day(d), width - 1))
                              for w, d in aim.works)]  # fmt: skip
        return Grid((*top, *rows, *below), (50, *[20] * (width - 1)))

    def _facts(self, pairs: list[tuple[str, str]], width: int) -> Iterator[tuple[Box, ...]]:
        is_double = self.are_paired and width >= 4
        while is_double and len(pairs) > 1:
            (key, value), (other, its), *pairs = pairs
            yield Box(key), Box(value), Box(other), Box(its, width - 3)
        yield from ((Box(key), Box(value, width - 1)) for key, value in pairs)

    def _headed(self, aim: Aim, said: dict[str, object]) -> Iterator[Block]:
        yield self._head(self.goal.format(**said), 3 if self.plan.is_deep else 2)
        pairs = self._pairs(aim)
        about = [value for key, value in pairs if key == self.words["about"]]
        pairs = [pair for pair in pairs if pair[0] != self.words["about"]]
        if self.scalars == "pairs":
            yield plain_grid(self._pairs(aim), (25, 60))
        elif self.scalars == "labels":
            yield from map(Line, about)
            yield plain_grid([tuple(p[0] for p in pairs), tuple(p[1] for p in pairs)], (20, 20))
        elif self.scalars == "line":
            yield from map(Line, about)
            yield Line(" – ".join(f"{key}: {value}" for key, value in pairs))
        else:
            yield from (Line(f"{key}: {value}") for key, value in self._pairs(aim))
        rows = self._measures_grid(aim)
        yield Grid(tuple(rows), (50, *[20] * (len(rows[0]) - 1)), 1)
        if aim.works:
            works = [(w, self.way.said_day(d)) for w, d in aim.works]
            yield plain_grid([(self.words["work"], self.words["end"]), *works], (50, 30))

    def _listed(self, aim: Aim, said: dict[str, object]) -> Iterator[Block]:
        day = self.way.said_day(aim.day)
        yield self._head(self.goal.format(**said) + f" (peso {aim.weight}%)", 3)
        if self.about != "none":
            yield Line(aim.about)
        yield Line(f"Scadenza: {day}")
        yield Line("Indicatori:")
        for gauge in aim.gauges:
            yield Line(_inline(self._measure(gauge)), is_item=True)
        if aim.works:
            yield Line("Fasi:")
            for work, until in aim.works:
                yield Line(f"{work}: entro il {self.way.said_day(until)}", is_item=True)


def _inline(measure: dict[str, str]) -> str:
    aside = [f"2025: {measure['before']}"] if measure.get("before", "-") != "-" else []
    aside += [f"peso {measure['share']}"] if "share" in measure else []
    aside += [f"scadenza {measure['until']}"] if measure.get("until", "-") != "-" else []
    tail = f" ({'; '.join(aside)})" if aside else ""
    return f"{measure['name']}: {measure['target']}{tail}"


def _width(key: str) -> int:
    return WIDTHS.get(key.partition(" ")[0], 16)


def plain_grid(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Grid:
    """A table without merged cells."""
    return Grid(tuple(tuple(map(Box, row)) for row in rows), tuple(widths), 1)


def drawn_document(seed: int) -> tuple[Office, list[Block], set[tuple[str, ...]]]:
    """How an office sets its plan, the document, and what it says."""
    plan = Plan(Random(seed))
    office = Office(plan)
    return office, list(office.blocks()), plan.facts()
