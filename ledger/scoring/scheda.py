"""A whole scheda, from the parts to the amount, with the trail of each figure. Source: R-29."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ledger.later import dataclass
from ledger.people import Role
from ledger.regulation import Regulation
from ledger.scoring.bands import Payout, display_score, is_negative, payout_band
from ledger.scoring.errors import CalcError
from ledger.scoring.interim import DirigenteInterim, EqInterim, dirigente_amount, eq_interim
from ledger.scoring.numbers import need_amount, need_between, show_number, show_two, to_cents
from ledger.scoring.parts import (
    ObjectiveValue,
    behaviours_part,
    entity_part,
    objectives_part,
    objectives_score,
    rules_of,
    total_score,
)
from ledger.scoring.presence import Presence, presence_exclusion
from ledger.scoring.sanctions import final_score, sanction_reduction

WHOLE = Fraction(100)


class Status(StrEnum):
    """Whether a person is evaluated for the year, and if not why."""

    EVALUATED = "evaluated"
    EXCLUDED_DISMISSAL = "excluded_dismissal"
    EXCLUDED_PRESENCE = "excluded_presence"


@dataclass(frozen=True)
class SchedaFacts:
    """What is known of a person's year. `events` names, by field, the seq each fact came from.

    Who is excluded needs no score: what it is made of may be left out. `maximum` is in euros, None
    until the ente has set it. `sanctions` are counts by kind.
    """

    role: str
    entity: Fraction | None = None
    objectives: Sequence[ObjectiveValue] = ()
    items: Mapping[str, Fraction] = field(default_factory=dict)
    maximum: Fraction | None = None
    sanctions: Mapping[str, int] = field(default_factory=dict)
    presence: Presence | None = None
    prorata: Fraction = Fraction(1)
    dirigente_interim: DirigenteInterim | None = None
    eq_interim: Sequence[EqInterim] = ()
    year_days: int = 365
    """Days of the year, for an explanation that counts them."""
    events: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One computed value: by which rule, from which inputs, from which events of the ledger."""

    name: str
    value: str
    rule: str
    inputs: Mapping[str, str]
    events: tuple[int, ...]


@dataclass(frozen=True)
class Score:
    """The figures of a scheda, exact. `amount_exact` is None where no maximum is set."""

    a: Fraction
    s: Fraction
    b: Fraction
    c: Fraction
    d: Fraction
    reduction_percent: Fraction
    final: Fraction
    display: str
    negative: bool
    payout: Payout
    amount_exact: Fraction | None

    @property
    def amount(self) -> Fraction | None:
        """Euros to the cent. Source: R-12 (not in the SMVP)."""
        return None if self.amount_exact is None else to_cents(self.amount_exact)


@dataclass(frozen=True)
class Scheda:
    """`score` is None for who is excluded: no score, amount 0."""

    status: Status
    score: Score | None = None


def exclusion(
    sanctions: Mapping[str, int], presence: Presence | None, regulation: Regulation
) -> Status:
    """Who is left out before any score: dismissal first, then too short a presence.

    Source: R-29, by R-08 and R-16 (SMVP, sanctions; Assenze).
    """
    if sanction_reduction(sanctions, regulation).excluded:
        return Status.EXCLUDED_DISMISSAL
    if presence is not None and presence_exclusion(presence, regulation).excluded:
        return Status.EXCLUDED_PRESENCE
    return Status.EVALUATED


def evaluate(facts: SchedaFacts, regulation: Regulation) -> Scheda:
    """Exclusions first, then the score, the band, the amount.

    Source: R-29 (not in the SMVP: order of the steps).
    """
    rules_of(facts.role, regulation)
    check_interim(facts)
    status = exclusion(facts.sanctions, facts.presence, regulation)
    if status != Status.EVALUATED:
        return Scheda(status)
    if facts.entity is None:
        raise CalcError("missing_field", "Manca la performance di ente: va indicata.")
    a = entity_part(facts.role, facts.entity, regulation)
    s = objectives_score(facts.objectives, regulation)
    b = objectives_part(facts.role, s, regulation)
    c = behaviours_part(facts.role, facts.items, regulation)
    d = total_score(a, b, c)
    reduction = sanction_reduction(facts.sanctions, regulation)
    final = final_score(d, reduction, regulation)
    gross = regulation.settings.negative.on == "gross"
    payout = payout_band(facts.role, final, regulation)
    amount = None
    if facts.maximum is not None:
        amount = premium(facts.maximum, payout.share_percent, facts, regulation)
        if regulation.settings.sanctions.apply_to == "premium":
            amount *= 1 - reduction.percent / WHOLE
    score = Score(
        a=a,
        s=s,
        b=b,
        c=c,
        d=d,
        reduction_percent=reduction.percent,
        final=final,
        display=display_score(final, regulation),
        negative=is_negative(d if gross else final, regulation),
        payout=payout,
        amount_exact=amount,
    )
    return Scheda(status, score)


def check_interim(facts: SchedaFacts) -> None:
    """Who may hold an interim: a dirigente (R-13) or an EQ (R-14), each in their own way."""
    not_dirigente = facts.dirigente_interim is not None and facts.role != Role.DIRIGENTE
    if not_dirigente or (facts.eq_interim and facts.role != Role.EQ):
        raise CalcError(
            "interim_not_allowed",
            f"Questo interim non è previsto per il ruolo «{facts.role}»: toglilo.",
        )


def premium(
    maximum: Fraction, share_percent: Fraction, facts: SchedaFacts, regulation: Regulation
) -> Fraction:
    """Euros, exact, before any cut of the premium: maximum by share by service, and the interim.

    Source: R-29, with R-13 and R-14 (SMVP, il punteggio finale comporterà; interim).
    """
    if facts.role == Role.DIRIGENTE:
        interim = facts.dirigente_interim or DirigenteInterim(granted=False)
        return dirigente_amount(maximum, share_percent, facts.prorata, interim, regulation)
    need_amount("Il massimo", maximum)
    need_between("Il servizio nell'anno", facts.prorata, 0, 1)
    extra = (
        eq_interim(post, share_percent, facts.prorata, regulation) for post in facts.eq_interim
    )
    return maximum * share_percent / WHOLE * facts.prorata + sum(extra, Fraction(0))


def explain(facts: SchedaFacts, scheda: Scheda, regulation: Regulation) -> tuple[Figure, ...]:
    """The trail of a scheda: each figure with its rule, its inputs and the events behind them.

    A figure made from others rests on their events too.
    """
    trail = _Trail(facts, regulation)
    if scheda.score is None:
        dismissed = scheda.status == Status.EXCLUDED_DISMISSAL
        rule, of = ("R-08", "sanctions") if dismissed else ("R-16", "presence")
        trail.add("status", scheda.status, rule, (of,))
        return tuple(trail.figures)
    score, settings = scheda.score, regulation.settings
    bands = "R-11" if facts.role == Role.DIPENDENTE else "R-10"
    trail.add("A", show_number(score.a), "R-03", ("role", "entity"))
    trail.add("S", show_number(score.s), "R-02", ("objectives",))
    trail.add("B", show_number(score.b), "R-04", ("role", "S"))
    trail.add("C", show_number(score.c), "R-05", ("role", "items"))
    trail.add("D", show_number(score.d), "R-06", ("A", "B", "C"))
    trail.add("reduction_pct", show_number(score.reduction_percent), "R-08", ("sanctions",))
    cut_on_premium = settings.sanctions.apply_to == "premium"
    cut_on_score = () if cut_on_premium else ("reduction_pct",)
    trail.add("final", show_number(score.final), "R-07", ("D", *cut_on_score))
    judged = "D" if settings.negative.on == "gross" else "final"
    trail.add("negative", "sì" if score.negative else "no", "R-09", (judged,))
    trail.add("share_pct", show_number(score.payout.share_percent), bands, ("role", "final"))
    if score.amount is not None:
        cut = ("reduction_pct",) if cut_on_premium else ()
        of_amount = ("maximum", "share_pct", "prorata", "interim", *cut)
        trail.add("amount", show_two(score.amount), "R-29", of_amount)
    return tuple(trail.figures)


class _Trail:
    """Figures made so far, and what each name stands for."""

    def __init__(self, facts: SchedaFacts, regulation: Regulation) -> None:
        self.figures: list[Figure] = []
        self._shown = _shown_facts(facts, regulation)
        self._events = dict(facts.events)

    def add(self, name: str, value: str, rule: str, of: tuple[str, ...]) -> None:
        inputs = {key: self._shown[key] for key in of if key in self._shown}
        events = tuple(sorted({seq for key in of for seq in self._events.get(key, ())}))
        self.figures.append(Figure(name, value, rule, inputs, events))
        self._shown[name], self._events[name] = value, events


def _shown_facts(facts: SchedaFacts, regulation: Regulation) -> dict[str, str]:
    """Facts as an explanation writes them; those not given are left out."""
    objectives = (
        show_number(o.value) + ("" if o.weight is None else f" × {show_number(o.weight)}%")
        for o in facts.objectives
    )
    shown = {
        "role": facts.role,
        "objectives": ", ".join(objectives),
        "items": ", ".join(f"{code} {show_number(points)}" for code, points in facts.items.items()),
        "sanctions": ", ".join(f"{kind} {count}" for kind, count in facts.sanctions.items()),
        "prorata": show_number(facts.prorata),
    }
    if facts.entity is not None:
        shown["entity"] = show_number(facts.entity)
    if facts.maximum is not None:
        shown["maximum"] = show_two(facts.maximum)
    if facts.presence is not None:
        shown["presence"] = show_number(facts.presence.days + facts.presence.protected_days)
    interim = _shown_interim(facts, regulation)
    if interim:
        shown["interim"] = ", ".join(interim)
    return shown


def _shown_interim(facts: SchedaFacts, regulation: Regulation) -> list[str]:
    """Each interim with its percent, what it is of, its days, and what that makes."""
    settings, found = regulation.settings, []
    percents = settings.eq.interim_pct.model_dump()
    for post in facts.eq_interim:
        whole = facts.prorata if post.fraction is None else post.fraction
        found.append(
            _product(f"{post.band} ", percents[post.band], post.position_pay, whole, facts)
        )
    held = facts.dirigente_interim
    base = (held.base or facts.maximum) if held is not None and held.granted else None
    if held is not None and base is not None:
        whole = facts.prorata if held.fraction is None else held.fraction
        found.append(_product("", settings.dirigente.interim_pct, base, whole, facts))
    return found


def _product(
    label: str, percent: Decimal, of: Fraction, fraction: Fraction, facts: SchedaFacts
) -> str:
    days = fraction * facts.year_days
    made = to_cents(Fraction(percent) / WHOLE * of * fraction)
    return (
        f"{label}{show_number(Fraction(percent))} % di {show_two(of)} per {show_number(days)} "
        f"giorni su {facts.year_days} = {show_two(made)}"
    )
