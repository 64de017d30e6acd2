"""Ordinary tables of a plan, drawn at random: what columns, what rows, what stands around them.

The plan is that of `prose`. How the office sets it is drawn once for a document: where units are
named, whether an objective's indicators are rows, lines of a cell, columns or levels, how figures,
weights and days are typed, which columns nobody needs, and which tables are no plan. `gridded`
makes files of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from .gridparts import OTHER, Cell, Line, Page
from .gridwords import (
    BANDS,
    CODES,
    FEET,
    GROUPS,
    NOISE,
    OWNERS,
    PAIRS,
    SIGNERS,
    TOTALS,
    UNDER,
    WEIGHTS,
    WORDS,
    WORKS,
)
from .prose import FORMER, VALUES, YEAR, Aim, Gauge, Plan, Unit, Way


class Grid:
    """The tables of one office."""

    def __init__(self, plan: Plan) -> None:
        draw = self.draw = plan.draw
        self.plan, self.way = plan, Way(plan)
        self.words = {key: draw.choice(words) for key, words in WORDS.items()}
        self.units = draw.choice(_PLACES)
        if self.units == "tabs" and plan.is_deep:
            self.units = "sheets"
        self.measures = draw.choice((
            "rows", "rows", "rows", "lines", "columns", "levels", "kinds", "apart",
        ))  # fmt: skip
        self.fill = draw.choice(("merged", "merged", "blank", "again"))
        self.has_code = draw.random() < 0.7
        self.code, self.weight = draw.choice(CODES), draw.choice(WEIGHTS)
        self.about = draw.choice(("", "", "column", "cell"))
        self.has_owner = draw.random() < 0.6
        self.years = draw.choice(("one", "one", "one", "three", "parts"))
        self.has_two_heads = draw.random() < 0.3
        self.has_measure_unit = draw.random() < 0.3
        self.noise = draw.sample(NOISE, draw.choice((0, 1, 1, 2, 3)))
        self.groups = draw.choice(("", "", "", *GROUPS)) if self.units != "columns" else ""
        self.under = [under for under in UNDER if draw.random() < 0.2]
        self.has_money = draw.random() < 0.15
        self.has_total, self.has_gaps = draw.random() < 0.3, draw.random() < 0.2
        self.repeats = draw.random() < 0.5
        if self.measures == "columns" and self.words["target"].startswith("Obiettivo"):
            self.words["target"] = "Target"
        self.start = draw.choice((0, 0, 0, 1))
        self.band = draw.choice(BANDS)
        self.pair = draw.choice(PAIRS)
        self.work = draw.choice(WORKS)
        if self.words["works"] == "Azioni previste" and "{day}" not in self.work:
            self.words["works"] = "Fasi"
        self.mark = draw.choice(("", "- ", "{i}) ", "{i}. ", "• ", "{x}) "))
        self.others = draw.sample(("summary", "staff", "money", "scale"), draw.choice((0, 0, 1, 2)))
        self.foot = draw.sample(FEET, draw.choice((0, 0, 1)))
        self.is_signed = draw.random() < 0.35
        self.is_typed = draw.random() < 0.6
        self.is_late = draw.random() < 0.3  # the weight and the day after the indicators
        self.owners = {unit.area: draw.choice(OWNERS) for unit in plan.units}
        if not all("." in who for who in self.owners.values()):
            self.band = self.band.replace(" ({who})", "")
        if self.measures != "rows":
            self.has_two_heads = False
        if self.measures in ("lines", "columns"):
            self.years = "one"
        if self.measures in _LEVELS:
            self.has_code, self.about, self.is_late = True, "", False
            self.code, self.fill = "{u}.{k}", "blank"
            self.units = "bands" if self.units == "columns" else self.units
        if self.measures == "apart":
            self.has_code, self.code, self.years = True, "OB.{n:02d}", "one"
        if self.weight == "{w}0":
            self.words["weight"] = "Peso (‰)"
        self.n = 0
        self.later: list[dict[str, Cell]] = []
        """Rows of the table that follows, where indicators have one of their own."""

    def facts(self) -> set[tuple[str, ...]]:
        """What of the plan is printed."""
        return self.plan.facts()

    def pages(self) -> list[Page]:
        """The sheets, those that are no plan among them."""
        told = list(self._told())
        before = [Page(*OTHER[key](self.plan)) for key in self.others if key == "summary"]
        after = [Page(*OTHER[key](self.plan)) for key in self.others if key != "summary"]
        return [*before, *told, *after]

    def _told(self) -> Iterator[Page]:
        title = [[Cell("Comune di Prova")], [Cell(f"Piano della performance {YEAR}")], []]
        if self.units == "sheets":
            for u, unit in enumerate(self.plan.units, start=1):
                names = [Cell(text) for text in self._named(unit, u, opens=True)]
                lines = [*title, *([name] for name in names), *self._heads()]
                lines += self._of_unit(unit, u)
                yield Page(f"{u} {unit.service}"[:28], self._ended(lines))
            return
        if self.units == "tabs":
            for u, unit in enumerate(self.plan.units, start=1):
                lines = [*title, *self._heads(), *self._of_unit(unit, u)]
                yield Page(f"Servizio {unit.service}"[:31], self._ended(lines))
            return
        lines = [*title]
        area = ""
        if self.units in ("columns", "bands"):
            lines += self._heads()
        for u, unit in enumerate(self.plan.units, start=1):
            if self.units != "columns":
                names = self._named(unit, u, opens=unit.area != area)
                wide = self.width if self.units == "bands" else 1
                lines += [[Cell(text, across=wide)] for text in names]
            if self.units == "titles":
                lines += self._heads()
            lines += self._of_unit(unit, u)
            area = unit.area
            if self.units == "titles" or self.has_gaps:
                lines.append([])
        yield Page("Obiettivi", self._ended(lines))

    def _ended(self, lines: list[Line]) -> list[Line]:
        if self.later:
            keys = ["code", *self._of_measures()]
            rows = [[said.get(key, Cell()) for key in keys] for said in self.later]
            head = [Cell(self._head_of(key), is_head=True) for key in keys]
            lines += [[], [Cell("Indicatori degli obiettivi")], head, *rows]
            self.later = []
        lines += [[], *([Cell(text)] for text in self.foot)] if self.foot else []
        if self.is_signed:
            lines += [[], [Cell(), *(Cell(x) for x in self.draw.sample(SIGNERS, 2))]]
        return lines

    def _named(self, unit: Unit, u: int, *, opens: bool) -> list[str]:
        """What is printed over the objectives of a unit."""
        said = {"i": u, "who": self.owners[unit.area]}
        if not self.plan.is_deep:
            own = self.band.format(name=unit.area, NAME=unit.area.upper(), **said)
            return [own, *(under.format(**said) for under in self.under)]
        area = self.pair[0].format(name=unit.area, NAME=unit.area.upper())
        return ([area] if opens else []) + [self.pair[1].format(name=unit.service)]

    # ---------------------------------------------------------------- columns

    @property
    def keys(self) -> list[str]:
        """The columns in their order."""
        units = ["area", "service"] if self.plan.is_deep else ["only"]
        first = units if self.units == "columns" else []
        code = ["code"] if self.has_code else []
        code = ["kind", *code] if self.measures == "kinds" else code
        about = ["about"] if self.about == "column" else []
        owner = ["owner"] if self.has_owner else []
        scalars = ["weight", *owner, "day"]
        works = ["works"] if self.plan.has_works else []
        extra = ["chapter", "amount"] if self.has_money else []
        extra += [f"noise{i}" for i in range(len(self.noise))]
        own = [*code, "title", *about, *works]
        measures = self._of_measures() if self.measures != "apart" else []
        tail = [*measures, *(scalars if self.is_late else [])]
        return [*first, *own, *([] if self.is_late else scalars), *tail, *extra]

    def _of_measures(self) -> list[str]:
        one = ["unit"] if self.has_measure_unit and self.measures in ("rows", *_LEVELS) else []
        one += ["before"] if self.plan.has_before else []
        one += {"one": ["target"], "three": ["target", "next", "last"],
                "parts": ["part1", "part2", "target"]}[self.years]  # fmt: skip
        one += ["share"] if self.plan.has_shares else []
        one += ["until"] if self.plan.has_days else []
        if self.measures == "columns":
            most = max(len(a.gauges) for unit in self.plan.units for a in unit.aims)
            return [f"{key}{i}" for i in range(1, most + 1) for key in ("name", *one)]
        return one if self.measures in _LEVELS else ["name", *one]

    @property
    def width(self) -> int:
        return len(self.keys)

    def _head_of(self, key: str) -> str:
        if key.startswith("noise"):
            return self.noise[int(key[5:])][0]
        if key == "title" and self.measures in _LEVELS:
            return self.words["both"]
        own = {
            "next": f"Target {YEAR + 1}", "last": f"Target {YEAR + 2}", "part1": "Al 30/06",
            "part2": "Al 30/09",
        }  # fmt: skip
        if key in own:
            return own[key]
        if key == "target" and self.years == "three":
            return f"Target {YEAR}"
        if key == "target" and self.years == "parts":
            return "Al 31/12"
        if key[-1].isdigit():
            return f"{self._singular(self.words[key[:-1]])} {key[-1]}"
        word = self.words[key]
        is_second = key == "share" and word.startswith("Peso") and "ind" not in word.lower()
        return "Peso indicatore" if is_second and self.measures != "rows" else word

    @staticmethod
    def _singular(word: str) -> str:
        bare = word.replace("Indicatori", "Indicatore").translate(_NO_DIGITS).strip()
        return "Valore iniziale" if bare.endswith(("Valore", "Situazione", "Consuntivo")) else bare

    def _heads(self) -> list[Line]:
        keys = self.keys
        if not self.has_two_heads:
            return [[Cell(self._head_of(key), is_head=True) for key in keys]]
        figures = [key for key in keys if key in _FIGURES]
        upper, lower = [], []
        for key in keys:
            if key not in figures:
                upper.append(Cell(self._head_of(key), down=2, is_head=True))
                lower.append(Cell(is_head=True))
                continue
            is_first = key == figures[0]
            shared = Cell("Valori", across=len(figures), is_head=True)
            upper.append(shared if is_first else Cell(is_head=True))
            lower.append(Cell(self._head_of(key), is_head=True))
        return [upper, lower]

    # ------------------------------------------------------------------- rows

    def _of_unit(self, unit: Unit, u: int) -> list[Line]:
        wide = self.width if self.units == "bands" else 1
        lines = [[Cell(self.groups.format(i=u), across=wide)]] if self.groups else []
        for k, aim in enumerate(unit.aims, start=1):
            self.n += 1
            lines += self._of_aim(unit, aim, self.code.format(n=self.n, u=u, k=k))
            if self.has_gaps and self.measures not in _LEVELS:
                lines.append([])
        if self.has_total:
            name = self.draw.choice(TOTALS).format(name=unit.service)
            at = 0 if self.keys[0] != "weight" else 1
            total = {self.keys[at]: Cell(name), "weight": self._weighed(100)}
            lines.append([total.get(key, Cell()) for key in self.keys])
        return lines

    def _of_aim(self, unit: Unit, aim: Aim, code: str) -> list[Line]:
        own = self._own(unit, aim, code)
        if self.measures == "lines":
            return [self._line({**own, **self._in_lines(aim.gauges)})]
        if self.measures == "columns":
            said = {
                f"{key}{i}": cell
                for i, gauge in enumerate(aim.gauges, start=1)
                for key, cell in self._measure(gauge).items()
            }
            return [self._line({**own, **said})]
        told = [self._measure(gauge) for gauge in aim.gauges]
        if self.measures in _LEVELS:
            letters = [f"{code}.{x}" for x in "abcde"]
            named = [
                {**one, "title": one["name"], "code": Cell(letter), "kind": Cell("Indicatore")}
                for one, letter in zip(told, letters, strict=False)
            ]
            return [self._line({**own, "kind": Cell("Obiettivo")}), *map(self._line, named)]
        if self.measures == "apart":
            self.later += [{**one, "code": Cell(code)} for one in told]
            return [self._line(own)]
        rows = [{**own, **told[0]}]
        for one in told[1:]:
            again = own if self.fill == "again" else {}
            rows.append({**again, **one})
        if self.fill == "merged" and len(rows) > 1:
            tall = {key: replace(cell, down=len(rows)) for key, cell in own.items()}
            rows[0] = {**tall, **told[0]}
        return list(map(self._line, rows))

    def _line(self, said: dict[str, Cell]) -> Line:
        return [said.get(key, Cell()) for key in self.keys]

    def _own(self, unit: Unit, aim: Aim, code: str) -> dict[str, Cell]:
        title = f"{aim.title}\n{aim.about}" if self.about == "cell" else aim.title
        works = "\n".join(
            self.work.format(i=i, t=work, day=self.way.said_day(day))
            for i, (work, day) in enumerate(aim.works, start=1)
        )
        told = {
            "area": Cell(unit.area), "service": Cell(unit.service), "only": Cell(unit.area),
            "code": Cell(code), "title": Cell(title),
            "about": Cell(aim.about), "weight": self._weighed(aim.weight),
            "owner": Cell(self.owners[unit.area]), "day": self._dated(aim.day),
            "works": Cell(works), "chapter": Cell("1043/2"), "amount": Cell("€ 12.000", 12000),
        }  # fmt: skip
        noise = {
            f"noise{i}": Cell(self.draw.choice(values)) for i, (_, values) in enumerate(self.noise)
        }
        return {**told, **noise}

    def _weighed(self, weight: int) -> Cell:
        if self.weight == "share":
            return Cell(f"{weight}%", weight / 100, "0%")
        text = self.weight.format(w=weight)
        return Cell(text, weight if self.is_typed and text == str(weight) else None)

    def _dated(self, day: date) -> Cell:
        return Cell(self.way.said_day(day), day if self.is_typed else None)

    def _measure(self, gauge: Gauge) -> dict[str, Cell]:
        target = self._figure(gauge, gauge.target, VALUES)
        told = {"name": Cell(gauge.name), "target": target, "unit": Cell(_UNITS[gauge.kind])}
        if gauge.before is not None:
            told["before"] = self._figure(gauge, gauge.before, FORMER)
        elif self.draw.random() < 0.5:
            told["before"] = Cell("-")
        if gauge.weight is not None:
            told["share"] = Cell(f"{gauge.weight}%", gauge.weight / 100, "0%")
        if gauge.day is not None:
            told["until"] = self._dated(gauge.day)
        if isinstance(gauge.target, int):
            later = self._figure(gauge, gauge.target + 1, VALUES)
            part = self._figure(gauge, gauge.target // 2, VALUES)
            told |= {"next": later, "last": later, "part1": part, "part2": part}
        else:
            told |= {"next": target, "last": target}
        return told

    def _figure(self, gauge: Gauge, value: int | date | None, words: dict) -> Cell:  # type: ignore[type-arg]
        if isinstance(value, date):
            return self._dated(value)
        text = self.way.value(gauge, value, words)
        if self.is_typed and self.has_measure_unit and isinstance(value, int):
            if gauge.kind == "share":
                return Cell(f"{value}%", value / 100, "0%")
            return Cell(str(value), value)
        return Cell(text)

    def _in_lines(self, gauges: Sequence[Gauge]) -> dict[str, Cell]:
        told = [self._measure(gauge) for gauge in gauges]
        keys = {key for one in told for key in one}
        return {
            key: Cell("\n".join(
                (self.mark.format(i=i, x="abcde"[i - 1]) if key == "name" else "")
                + (one[key].text if key in one else "-")
                for i, one in enumerate(told, start=1)
            ))
            for key in keys
        }  # fmt: skip


_NO_DIGITS = str.maketrans("", "", "0123456789")
_PLACES = ("columns", "columns", "bands", "bands", "titles", "sheets", "tabs")
_LEVELS = ("levels", "kinds")
_FIGURES = ("before", "target", "next", "last", "part1", "part2")
_UNITS = {
    "count": "n.", "share": "%", "time": "giorni", "sum": "€", "step": "sì/no", "date": "data",
}  # fmt: skip


def drawn_grid(seed: int) -> tuple[Grid, list[Page], set[tuple[str, ...]]]:
    """The tables of a town, its pages, and what they say."""
    grid = Grid(Plan(Random(seed)))
    return grid, grid.pages(), grid.facts()
