"""Operations on the score and on what it pays. R-01 to R-14, R-29."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from ledger.people import Role
from ledger.regulation import Regulation
from ledger.regulation.kinds import Day
from ledger.scoring import bands, parts, sanctions
from ledger.scoring import interim as interims
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import show_number, show_two, to_cents
from ledger.scoring.operations.inputs import (
    Answer,
    Count,
    Flag,
    Number,
    ObjectiveInput,
    Operation,
    Part,
    PresenceInput,
    Text,
    Year,
)
from ledger.scoring.scheda import SchedaFacts, Score, Status, evaluate

Counts = dict[str, Count]
Points = dict[str, Number]


def money(exact: Fraction) -> Answer:
    """Euro, exact and to the cent."""
    return {"exact": show_number(exact), "amount": show_two(to_cents(exact))}


class Weights(Operation):
    """`weights`: weights of a list, those that nobody set made even. Source: R-01."""

    op = "weights"
    weights: tuple[Number | None, ...]

    def answer(self, regulation: Regulation) -> Answer:
        weights = parts.assigned_weights(self.weights, regulation)
        return {"weights": [show_number(weight) for weight in weights]}


class ObjectivesScore(Operation):
    """`objectives_score`: S, the weighted mean of the objectives. Source: R-02."""

    op = "objectives_score"
    objectives: tuple[ObjectiveInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        reached = [objective.reached for objective in self.objectives]
        return {"S": show_number(parts.objectives_score(reached, regulation))}


class ComponentA(Operation):
    """`component_a`: the points from the performance of the ente. Source: R-03."""

    op = "component_a"
    role: Text
    entity: Number

    def answer(self, regulation: Regulation) -> Answer:
        return {"A": show_number(parts.entity_part(self.role, self.entity, regulation))}


class ComponentB(Operation):
    """`component_b`: the points from the objectives. Source: R-04."""

    op = "component_b"
    role: Text
    S: Number

    def answer(self, regulation: Regulation) -> Answer:
        return {"B": show_number(parts.objectives_part(self.role, self.S, regulation))}


class ComponentC(Operation):
    """`component_c`: the points from the items of the role's form. Source: R-05."""

    op = "component_c"
    role: Text
    items: Points

    def answer(self, regulation: Regulation) -> Answer:
        return {"C": show_number(parts.behaviours_part(self.role, self.items, regulation))}


class SegretarioSubtotals(Operation):
    """`segretario_subtotals`: the sections of the Segretario's form, one by one. Source: R-05."""

    op = "segretario_subtotals"
    items: Points

    def answer(self, regulation: Regulation) -> Answer:
        subtotals = parts.section_points(Role.SEGRETARIO, self.items, regulation).values()
        return {f"sub{n}": show_number(points) for n, points in enumerate(subtotals, start=1)}


class TotalScore(Operation):
    """`total_score`: A, B, C and D together. Source: R-03, R-04, R-05."""

    op = "total_score"
    role: Text
    entity: Number
    objectives: tuple[ObjectiveInput, ...]
    items: Points

    def answer(self, regulation: Regulation) -> Answer:
        a = parts.entity_part(self.role, self.entity, regulation)
        s = parts.objectives_score([o.reached for o in self.objectives], regulation)
        b = parts.objectives_part(self.role, s, regulation)
        c = parts.behaviours_part(self.role, self.items, regulation)
        figures = {"A": a, "S": s, "B": b, "C": c, "D": parts.total_score(a, b, c)}
        return {name: show_number(value) for name, value in figures.items()}


class SanctionInput(Part):
    """A disciplinary sanction, its day, and whether it was annulled."""

    type: Text
    date: Day
    annulled: Flag = False


class CountSanctions(Operation):
    """`count_sanctions`: the sanctions of a year that count, by kind. Source: R-07."""

    op = "count_sanctions"
    year: Year
    events: tuple[SanctionInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        acts = [sanctions.Sanction(e.type, e.date, e.annulled) for e in self.events]
        return dict(sanctions.count_sanctions(acts, self.year, regulation))


class SanctionReduction(Operation):
    """`sanction_reduction`: by how much they reduce the score, percent. Source: R-07, R-08."""

    op = "sanction_reduction"
    counts: Counts

    def answer(self, regulation: Regulation) -> Answer:
        reduction = sanctions.sanction_reduction(self.counts, regulation)
        return {"reduction_pct": show_number(reduction.percent), "excluded": reduction.excluded}


class FinalScore(Operation):
    """`final_score`: D, reduced by the sanctions. Source: R-07."""

    op = "final_score"
    D: Number
    counts: Counts

    def answer(self, regulation: Regulation) -> Answer:
        reduction = sanctions.sanction_reduction(self.counts, regulation)
        return {"final": show_number(sanctions.final_score(self.D, reduction, regulation))}


class Negative(Operation):
    """`negative`: whether a score is a negative evaluation. Source: R-09, R-11."""

    op = "negative"
    score: Number

    def answer(self, regulation: Regulation) -> Answer:
        return {"negative": bands.is_negative(self.score, regulation)}


class PayoutBand(Operation):
    """`payout_band`: the band of a score and the share it pays. Source: R-10, R-11."""

    op = "payout_band"
    role: Text
    score: Number

    def answer(self, regulation: Regulation) -> Answer:
        payout = bands.payout_band(self.role, self.score, regulation)
        return {"share_pct": show_number(payout.share_percent), "label": payout.label}


class DisplayScore(Operation):
    """`display_score`: a score as people read it. Source: R-12."""

    op = "display_score"
    score: Number

    def answer(self, regulation: Regulation) -> Answer:
        return {"display": bands.display_score(self.score, regulation)}


class DirigenteAmount(Operation):
    """`dirigente_amount`: the result pay of a dirigente, interim included. Source: R-13."""

    op = "dirigente_amount"
    maximum: Number
    share_pct: Number
    interim: Flag = False
    interim_fraction: Number | None = None
    interim_base: Number | None = None
    prorata: Number = Fraction(1)

    def answer(self, regulation: Regulation) -> Answer:
        interim = interims.DirigenteInterim(self.interim, self.interim_fraction, self.interim_base)
        return money(
            interims.dirigente_amount(
                self.maximum, self.share_pct, self.prorata, interim, regulation
            )
        )


class EqInterim(Operation):
    """`eq_interim`: what an EQ is paid for a post held ad interim. Source: R-14."""

    op = "eq_interim"
    band: Text
    position_pay: Number
    share_pct: Number
    interim_fraction: Number = Fraction(1)

    def answer(self, regulation: Regulation) -> Answer:
        post = interims.EqInterim(self.band, self.position_pay, self.interim_fraction)
        return money(interims.eq_interim(post, self.share_pct, Fraction(1), regulation))


class GrantedInterim(Part):
    """An increase for an area held ad interim, where an act granted it."""

    granted: Flag = False
    fraction: Number | None = None
    base: Number | None = None


class InterimPost(Part):
    """A post held ad interim: its band, its position pay, and for how much of the year."""

    band: Text
    position_pay: Number
    fraction: Number | None = None


def _kind_of_interim(value: object) -> str:
    return "eq" if isinstance(value, list | tuple) else "dirigente"


Interim = Annotated[
    Annotated[GrantedInterim, Tag("dirigente")] | Annotated[tuple[InterimPost, ...], Tag("eq")],
    Discriminator(_kind_of_interim),
]


class Evaluate(Operation):
    """`evaluate`: a whole scheda, from facts to pay. Source: R-29."""

    op = "evaluate"
    role: Text
    entity: Number | None = None
    objectives: tuple[ObjectiveInput, ...] = ()
    items: Points = Field(default_factory=dict)
    maximum: Number | None = None
    sanctions: Counts = Field(default_factory=dict)
    presence: PresenceInput | None = None
    prorata: Number = Fraction(1)
    interim: Interim = ()

    def answer(self, regulation: Regulation) -> Answer:
        scheda = evaluate(self._facts(), regulation)
        if scheda.score is None:
            return {"status": scheda.status.value, "amount": show_two(Fraction(0))}
        return {"status": Status.EVALUATED.value, **_shown(scheda.score)}

    def _facts(self) -> SchedaFacts:
        granted: interims.DirigenteInterim | None = None
        posts: tuple[interims.EqInterim, ...] = ()
        if isinstance(self.interim, GrantedInterim):
            given = self.interim
            if given.model_fields_set:
                granted = interims.DirigenteInterim(given.granted, given.fraction, given.base)
        else:
            posts = tuple(
                interims.EqInterim(post.band, post.position_pay, post.fraction)
                for post in self.interim
            )
        return SchedaFacts(
            role=self.role,
            entity=self.entity,
            objectives=[objective.reached for objective in self.objectives],
            items=self.items,
            maximum=self.maximum,
            sanctions=self.sanctions,
            presence=None if self.presence is None else self.presence.presence,
            prorata=self.prorata,
            dirigente_interim=granted,
            eq_interim=posts,
        )


def _shown(score: Score) -> Mapping[str, object]:
    if score.amount_exact is None or score.amount is None:
        raise CalcError("missing_field", "Manca il massimo («maximum»): va indicato.")
    return {
        "A": show_number(score.a),
        "S": show_number(score.s),
        "B": show_number(score.b),
        "C": show_number(score.c),
        "D": show_number(score.d),
        "reduction_pct": show_number(score.reduction_percent),
        "final": show_number(score.final),
        "display": score.display,
        "negative": score.negative,
        "share_pct": show_number(score.payout.share_percent),
        "label": score.payout.label,
        "amount_exact": show_number(score.amount_exact),
        "amount": show_two(score.amount),
    }


OPERATIONS: tuple[type[Operation], ...] = (
    Weights,
    ObjectivesScore,
    ComponentA,
    ComponentB,
    ComponentC,
    SegretarioSubtotals,
    TotalScore,
    CountSanctions,
    SanctionReduction,
    FinalScore,
    Negative,
    PayoutBand,
    DisplayScore,
    DirigenteAmount,
    EqInterim,
    Evaluate,
)
