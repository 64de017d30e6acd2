"""The score of a scheda: weights, the three parts, their total. Source: R-01 to R-06."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ledger.later import dataclass
from ledger.people import Role
from ledger.regulation import EVALUATED, Regulation, RoleRules
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import need_between, show_number

WHOLE = Fraction(100)


@dataclass(frozen=True)
class ObjectiveValue:
    """Value reached of one objective, 0 to 100, and its percent weight where it is set."""

    value: Fraction
    weight: Fraction | None = None


def rules_of(role: str, regulation: Regulation) -> RoleRules:
    """How a role is evaluated. Raises CalcError where it is not."""
    for evaluated in EVALUATED:
        if evaluated == role:
            return regulation.roles[evaluated]
    raise CalcError(
        "unknown_role", f"«{role}» non è un ruolo che si valuta: usa {', '.join(EVALUATED)}."
    )


def assigned_weights(
    weights: Sequence[Fraction | None], regulation: Regulation
) -> tuple[Fraction, ...]:
    """Percent weight of each objective of a person, those not set found by linear split.

    Source: R-01 (SMVP, La pianificazione esecutiva; row "=100" of each scheda).
    """
    if not weights:
        raise CalcError("no_objectives", "Non c'è nessun obiettivo: indicane almeno uno.")
    given = [weight for weight in weights if weight is not None]
    for weight in given:
        if not 0 < weight <= WHOLE:
            raise CalcError(
                "out_of_range",
                f"Un peso vale {show_number(weight)}: deve essere più di 0 e al massimo 100.",
            )
    total = sum(given, Fraction(0))
    if len(given) == len(weights):
        return _complete(given, total, regulation)
    if given and regulation.settings.weights.partial == "reject":
        raise CalcError("weights_missing", "Mancano dei pesi: indicali tutti o nessuno.")
    left = WHOLE - total
    if left <= 0:
        raise CalcError(
            "weights_nothing_left",
            f"I pesi indicati fanno già {show_number(total)}: non resta nulla per gli altri.",
        )
    share = left / (len(weights) - len(given))
    return tuple(share if weight is None else weight for weight in weights)


def _complete(
    given: Sequence[Fraction], total: Fraction, regulation: Regulation
) -> tuple[Fraction, ...]:
    if total == WHOLE:
        return tuple(given)
    if regulation.settings.weights.not_100 == "reject":
        raise CalcError(
            "weights_not_100", f"I pesi fanno {show_number(total)}: correggili perché facciano 100."
        )
    return tuple(weight * WHOLE / total for weight in given)


def objectives_score(objectives: Sequence[ObjectiveValue], regulation: Regulation) -> Fraction:
    """S, 0 to 100: the sum of value reached by weight. Source: R-02 (SMVP, schede, part B)."""
    for objective in objectives:
        need_between("Il valore raggiunto", objective.value, 0, 100)
    weights = assigned_weights([objective.weight for objective in objectives], regulation)
    return sum(
        (o.value * weight / WHOLE for o, weight in zip(objectives, weights, strict=True)),
        Fraction(0),
    )


def entity_part(role: str, entity: Fraction, regulation: Regulation) -> Fraction:
    """A: points from the performance of the ente, E of 0 to 100.

    Where the ente enters the points of dipendenti directly they are taken as they are.
    Source: R-03 (SMVP, performance individuale of each role).
    """
    percent = Fraction(rules_of(role, regulation).weights.entity)
    if role == Role.DIPENDENTE and regulation.settings.entity.scale.dipendente == "0-25":
        need_between("La performance di ente", entity, 0, percent)
        return entity
    need_between("La performance di ente", entity, 0, 100)
    return entity * percent / WHOLE


def objectives_part(role: str, score: Fraction, regulation: Regulation) -> Fraction:
    """B: points from S. Source: R-04 (SMVP, performance individuale of each role)."""
    need_between("Il punteggio degli obiettivi", score, 0, 100)
    return score * Fraction(rules_of(role, regulation).weights.objectives) / WHOLE


def behaviours_part(role: str, points: Mapping[str, Fraction], regulation: Regulation) -> Fraction:
    """C: the points of every item of the role's rubric. Source: R-05 (SMVP, rubric tables)."""
    return sum(section_points(role, points, regulation).values(), Fraction(0))


def section_points(
    role: str, points: Mapping[str, Fraction], regulation: Regulation
) -> dict[str, Fraction]:
    """Subtotals of part C by section; only the Segretario's scheda has more than one.

    Every item is compulsory, unknown ones are refused, points are on the scale of the item.
    Source: R-05 (SMVP, rubric tables and part C of each scheda).
    """
    rules = rules_of(role, regulation)
    for code in points:
        if code not in rules.items:
            raise CalcError("unknown_item", f"«{code}» non è una voce della scheda di {role}.")
    for code, item in rules.items.items():
        if code not in points:
            raise CalcError("missing_item", f"Manca la voce «{code}»: vanno valutate tutte.")
        _check_points(code, points[code], item.maximum, rules, regulation)
    return {
        section.code: sum((points[item.code] for item in section.items), Fraction(0))
        for section in rules.sections
    }


def _check_points(
    code: str, points: Fraction, maximum: int, rules: RoleRules, regulation: Regulation
) -> None:
    behaviour = regulation.settings.behaviour
    # Scales printed from 0 keep their 0 even where the ente starts the others from 1.
    lowest = min(behaviour.min, rules.lowest_level)
    need_between(f"La voce «{code}»", points, lowest, maximum)
    if points % Fraction(behaviour.step) != 0:
        raise CalcError(
            "out_of_step",
            f"La voce «{code}» vale {show_number(points)}: i punti vanno di"
            f" {behaviour.step} in {behaviour.step}.",
        )


def total_score(a: Fraction, b: Fraction, c: Fraction) -> Fraction:
    """D, 0 to 100. Source: R-06 (SMVP, row TOTALE PUNTEGGIO SCHEDA)."""
    return a + b + c
