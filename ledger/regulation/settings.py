"""What the SMVP leaves open, as decided by the ente: one field a setting, by its reference key.

The key of a setting is its path from here (`bonus.pct`). Nothing has a default in code: the file
of the regulation says them all. Source: smvp-rules, section 5; each field names its rule.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, reduce
from inspect import isclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from ledger.regulation.faults import RegulationFaults, sentences
from ledger.regulation.kinds import (
    NONE_WORD,
    Coefficient,
    Days,
    MonthDay,
    Percent,
    Table,
    number_between,
    plain_decimal,
    whole_between,
)


class Entries(Table):
    """A setting with several entries: what a change leaves out keeps its value."""


class WeightsSettings(Table):
    """R-01: some weights missing; all set, not 100."""

    partial: Literal["split_remainder", "reject"]
    not_100: Literal["reject", "normalise"]


class EntityScale(Table):
    """R-03: E of 0 to 100, or the points of part A entered directly."""

    dipendente: Literal["0-100", "0-25"]


class EntitySettings(Table):
    """How the performance of the ente is measured (R-03): percent of it that is what citizens say,
    and how many answers a questionnaire needs to count."""

    scale: EntityScale
    citizens_pct: Percent = Decimal(0)
    citizens_least: Annotated[int, whole_between(1, 100_000)] = 30


def _no_rows(value: object) -> object:
    """No rows is `none` or an empty list."""
    return () if value is None or value == "none" else value


def _step(value: object) -> Decimal:
    try:
        step = Decimal(plain_decimal(value))
    except ValueError:
        step = Decimal(0)
    if step not in (Decimal(1), Decimal("0.5")):
        raise PydanticCustomError("unknown_value", "può essere solo 1 o 0.5")
    return step


class BehaviourSettings(Table):
    """R-05: fewest points of an item, and between one level and the next."""

    min: Annotated[int, whole_between(0, 1)]
    step: Annotated[Decimal, BeforeValidator(_step)]


class SanctionsSettings(Table):
    """R-07: what is cut. R-08: how different grades cumulate."""

    apply_to: Literal["score", "premium"]
    combine: Literal["sum", "product"]


class NegativeSettings(Table):
    """R-09: an evaluation below `threshold` points is negative."""

    threshold: Percent
    on: Literal["final", "gross"]


class ScoreSettings(Table):
    """R-10, R-11, R-12."""

    rounding_before_band: Literal["none", "half_up_2", "half_up_0"]


class DirigenteSettings(Table):
    """R-13: increase for further areas held ad interim, percent of the base. R-37: percent of the
    result pay tied to payment times, at least 30 where the ente sets it (D.L. 13/2023, 4-bis)."""

    interim_pct: Percent
    payment_times_pct: Annotated[Annotated[Decimal, number_between(30, 100)] | None, NONE_WORD] = (
        None
    )


class InterimPercent(Entries):
    """R-14: percent of the position pay of the post held ad interim, by fascia."""

    alta: Percent
    media: Percent
    bassa: Percent


class EqSettings(Table):
    """R-14. R-33: least part of position and result pay of all EQ that is result pay, percent
    (CCNL 2019-2021, art. 17)."""

    interim_pct: InterimPercent
    interim_mode: Literal["gated", "flat", "scaled"]
    result_min_pct: Percent = Decimal(15)


class ProrataSettings(Table):
    """R-15."""

    unit: Literal["days", "months"]


class PresenceSettings(Table):
    """R-16, R-17: calendar days; exactly as many is enough."""

    threshold_days: Annotated[Decimal, number_between(0, 366)]


class PrevalenceSettings(Table):
    """R-18: a month is of the unit with more than so many days in it."""

    count: Literal["calendar_month", "days"]
    more_than_days: Annotated[int, whole_between(0, 30)]
    tie: Literal["two_schede", "joint_scheda"]


class ReorgSettings(Table):
    """R-20: calendar days; `roll` moves the term to the next working day."""

    days: Annotated[int, whole_between(1, 366)]
    roll: bool


class CalendarSettings(Table):
    """R-21: what is not a working day beside Sundays and national holidays."""

    saturday_working: bool
    patron: Annotated[MonthDay | None, NONE_WORD]
    extra_closures: Days


class ConciliationSettings(Table):
    """R-22: working days, for the observations and for the answer."""

    days: Annotated[int, whole_between(1, 366)]


class Coefficients(Entries):
    """R-25: weight of one head, by class of the CCNL."""

    operatori: Coefficient
    operatori_esperti: Coefficient
    istruttori: Coefficient
    funzionari_eq: Coefficient


class PoolSettings(Table):
    """R-24, R-25. R-32: percent of the fund that goes by individual performance."""

    coefficients: Coefficients
    count_eq_holders: bool
    individual_pct: Percent = Decimal(100)


class BonusSettings(Table):
    """R-27: percent of the average premium, at least 30 by the SMVP."""

    pct: Annotated[Decimal, number_between(30, None)]
    tie: Literal["include", "exclude"]
    min_score: Annotated[Percent | None, NONE_WORD]
    funding: Literal["on_top", "within_pool"]
    source: Annotated[str | None, NONE_WORD] = None
    """R-32: what pays it, where the contract names other resources than the fund."""


class NucleoSettings(Table):
    """R-36: how many sit in the Nucleo; one decides alone, more decide in a meeting."""

    members: Annotated[int, whole_between(1, 9)] = 1


class GradingCriterion(Table):
    """A criterion by which posts are graded, and its most points."""

    name: str
    maximum: Percent


class GradingBand(Table):
    """From so many points, so much yearly position pay."""

    lowest: Annotated[Percent, Field(alias="from")]
    pay: Annotated[Decimal, number_between(0, None)]


class GradingSettings(Table):
    """R-33: how EQ posts are graded; without criteria the position pay is entered by hand."""

    criteria: Annotated[tuple[GradingCriterion, ...], BeforeValidator(_no_rows)] = ()
    bands: Annotated[tuple[GradingBand, ...], BeforeValidator(_no_rows)] = ()


class TrainingSettings(Table):
    """R-37: yearly hours of training of each person (directive of 2025: 40)."""

    hours: Annotated[Annotated[Decimal, number_between(0, 1000)] | None, NONE_WORD] = None


class DigitalSettings(Table):
    """R-19, R-34 (g): how the objectives of digitalisation are known, by beginnings of words in
    their table or title; they are monitored on what users perceive."""

    words: tuple[str, ...] = ("digital",)


class Settings(Table):
    """What was added after towns had adopted their regulation is the reference value where a
    regulation says nothing of it."""

    weights: WeightsSettings
    entity: EntitySettings
    behaviour: BehaviourSettings
    sanctions: SanctionsSettings
    negative: NegativeSettings
    score: ScoreSettings
    dirigente: DirigenteSettings
    eq: EqSettings
    prorata: ProrataSettings
    presence: PresenceSettings
    prevalence: PrevalenceSettings
    reorg: ReorgSettings
    calendar: CalendarSettings
    conciliation: ConciliationSettings
    pool: PoolSettings
    bonus: BonusSettings
    nucleo: NucleoSettings = Field(default_factory=NucleoSettings)
    eq_grading: GradingSettings = Field(default_factory=GradingSettings)
    training: TrainingSettings = Field(default_factory=TrainingSettings)
    digital: DigitalSettings = Field(default_factory=DigitalSettings)

    def changed(self, changes: Mapping[str, object]) -> "Settings":
        """These settings with some replaced, by key. Raises RegulationFaults."""
        tree = self.model_dump()
        for key, value in changes.items():
            if key not in setting_keys():
                raise RegulationFaults((f"«{key}» non è un'impostazione del regolamento.",))
            *path, last = key.split(".")
            branch: dict[str, Any] = reduce(lambda node, step: node[step], path, tree)
            kept = branch[last]
            if isinstance(kept, dict) and isinstance(value, Mapping):
                value = {**kept, **value}
            branch[last] = value
        try:
            return Settings.model_validate(tree)
        except ValidationError as error:
            raise RegulationFaults(sentences(error.errors())) from None


@cache
def setting_keys() -> frozenset[str]:
    """The reference keys of section 5 of the rules."""
    return frozenset(_keys(Settings, ""))


def _keys(table: type[Table], prefix: str) -> Iterator[str]:
    for name, field in table.model_fields.items():
        kind = field.annotation
        if isclass(kind) and issubclass(kind, Table) and not issubclass(kind, Entries):
            yield from _keys(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"
