"""What the SMVP prints: parts of the score, rubrics, bands, sanctions, holidays, dates."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.regulation.kinds import MonthDay, Percent, Table, number_between, whole_between

Code = Annotated[str, Field(min_length=1, strict=True)]


def wrong(code: str, sentence: str) -> PydanticCustomError:
    """A fault that speaks of figures of the file; braces in them are not a template."""
    return PydanticCustomError("regulation_" + code, "{sentence}", {"sentence": sentence})


class PartWeights(Table):
    """Percent of the score of each part: ente (A), objectives (B), behaviours (C)."""

    entity: Percent
    objectives: Percent
    behaviours: Percent

    @model_validator(mode="after")
    def _are_one_whole(self) -> Self:
        total = self.entity + self.objectives + self.behaviours
        if total != 100:
            raise wrong("weights", f"i pesi delle parti fanno {total}: devono fare 100")
        return self


class Item(Table):
    """One behaviour of a rubric, with the descriptor of each level from the lowest up."""

    code: Code
    title: Code
    maximum: Annotated[int, whole_between(1, 100)]
    levels: tuple[Code, ...]
    text: str = ""
    """The whole wording of the item, for the scheda on paper; the title is its short name."""
    level_texts: tuple[Code, ...] = ()
    """The whole wording of each level; where there is none, the short one is the wording."""

    @property
    def wording(self) -> tuple[str, ...]:
        """The descriptors as a document prints them, from the lowest up."""
        return self.level_texts or self.levels

    @model_validator(mode="after")
    def _each_level_has_its_text(self) -> Self:
        if self.level_texts and len(self.level_texts) != len(self.levels):
            raise wrong(
                "rubric",
                f"la voce {self.code} ha {len(self.level_texts)} testi per"
                f" {len(self.levels)} livelli: devono essere altrettanti",
            )
        return self


class Section(Table):
    """A group of items with a subtotal of its own."""

    code: Code
    title: Code
    points: Annotated[int, whole_between(1, 100)]
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(item.maximum for item in self.items)
        if total != self.points:
            raise wrong(
                "rubric",
                f"le voci della sezione {self.code} fanno {total} punti,"
                f" la sezione ne dichiara {self.points}: devono coincidere",
            )
        return self


class Band(Table):
    """A share of the maximum from a score up; `below`, where written, is the next bound."""

    label: Code
    lowest: Percent = Field(alias="from")
    below: Annotated[Decimal, number_between(0, 101)] | None = None
    share_percent: Percent


class RoleRules(Table):
    """How one role is evaluated."""

    weights: PartWeights
    lowest_level: Annotated[int, whole_between(0, 1)]
    """Points of the first descriptor of each item (R-05)."""
    bands: tuple[Band, ...]
    """From the highest down."""
    sections: tuple[Section, ...]

    @property
    def items(self) -> dict[str, Item]:
        """Every item of the role's form, by code."""
        return {item.code: item for section in self.sections for item in section.items}

    @model_validator(mode="after")
    def _rubric_fills_its_part(self) -> Self:
        items = [item for section in self.sections for item in section.items]
        total = sum(item.maximum for item in items)
        if total != self.weights.behaviours:
            raise wrong(
                "rubric",
                f"le voci della rubrica fanno {total} punti, la parte C ne vale"
                f" {self.weights.behaviours}: devono coincidere",
            )
        if len({item.code for item in items}) != len(items):
            raise wrong("rubric", "due voci della rubrica hanno lo stesso codice: cambiane uno")
        for item in items:
            levels = item.maximum - self.lowest_level + 1
            if len(item.levels) != levels:
                raise wrong(
                    "rubric",
                    f"la voce {item.code} ha {len(item.levels)} descrittori: ne servono {levels},"
                    f" da {self.lowest_level} a {item.maximum} punti",
                )
        return self

    @model_validator(mode="after")
    def _bands_fall_without_gaps(self) -> Self:
        if not self.bands:
            raise wrong("bands", "mancano le fasce")
        top = self.bands[0]
        if top.below is not None and top.below <= 100:
            raise wrong("bands", f"sopra {top.below} punti manca una fascia: apri in alto la prima")
        for upper, lower in zip(self.bands, self.bands[1:], strict=False):
            _check_pair(upper, lower)
        last = self.bands[-1]
        if last.lowest > 0:
            raise wrong(
                "bands",
                f"sotto {last.lowest} punti manca una fascia: l'ultima deve partire da 0",
            )
        return self


def _check_pair(upper: Band, lower: Band) -> None:
    names = f"le fasce «{upper.label}» e «{lower.label}»"
    end = upper.lowest if lower.below is None else lower.below
    if upper.lowest == lower.lowest or end > upper.lowest > lower.lowest:
        raise wrong("bands", f"{names} si sovrappongono: correggi i loro estremi")
    if upper.lowest < lower.lowest:
        raise wrong("bands", f"{names} non scendono: scrivile dalla più alta alla più bassa")
    if end < upper.lowest:
        raise wrong("bands", f"tra {end} e {upper.lowest} punti {names} lasciano un vuoto")
    if upper.share_percent <= lower.share_percent:
        raise wrong("bands", f"{names} non scendono: la quota deve calare col punteggio")


Reductions = tuple[Percent, Percent, Percent]
"""Percent for one, two, more than two sanctions of a grade in the year."""


class SanctionTable(Table):
    """R-07, R-08: what each grade takes off, and what does not count."""

    excluding: tuple[Code, ...]
    never_count: tuple[Code, ...]
    counted_as: dict[Code, Code]
    grades: dict[Code, Reductions]

    @model_validator(mode="after")
    def _reductions_grow(self) -> Self:
        for grade, steps in self.grades.items():
            if not steps[0] <= steps[1] <= steps[2]:
                raise wrong("sanctions", f"le riduzioni di {grade} devono crescere col numero")
        for kind, grade in self.counted_as.items():
            if grade not in self.grades:
                raise wrong("sanctions", f"{kind} conta come {grade}, che non è tra i gradi")
        return self


class Absences(Table):
    """R-16: types that count as presence."""

    protected: tuple[Code, ...]


class FixedHoliday(Table):
    """A holiday on the same day each year, from the year it was made one."""

    day: MonthDay
    name: Code
    from_year: Annotated[int, whole_between(1, 9999)] | None = None


class Holidays(Table):
    """R-21: national holidays."""

    easter_monday: bool
    fixed: tuple[FixedHoliday, ...]


class StatutoryDate(Table):
    """A date of the cycle, `years_later` than the year evaluated."""

    kind: Code
    name: Code
    day: MonthDay
    years_later: Annotated[int, whole_between(0, 2)] = 0
    source: Code
