"""What disciplinary sanctions take off the score. Source: R-07, R-08."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import prod

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import need_between

WHOLE = Fraction(100)


@dataclass(frozen=True)
class Sanction:
    """One act, with the day it was imposed."""

    kind: str
    imposed_on: dt.date
    annulled: bool = False


@dataclass(frozen=True)
class Reduction:
    """Percent taken off, 0 to 100; `excluded`: dismissed, hence no scheda and no premium."""

    percent: Fraction
    excluded: bool


def count_sanctions(
    sanctions: Iterable[Sanction], year: int, regulation: Regulation
) -> dict[str, int]:
    """Sanctions of each grade imposed in the year, annulled ones left out.

    Source: R-07 (SMVP, dipendenti destinatari di provvedimenti disciplinari).
    """
    given: dict[str, int] = {}
    for sanction in sanctions:
        counts = sanction.imposed_on.year == year and not sanction.annulled
        given[sanction.kind] = given.get(sanction.kind, 0) + int(counts)
    return graded(given, regulation)


def graded(counts: Mapping[str, int], regulation: Regulation) -> dict[str, int]:
    """The same counts by grade: what never counts left out, other names brought to their grade.

    Source: R-07 (SMVP, dipendenti destinatari di provvedimenti disciplinari).
    """
    table = regulation.sanctions
    result = dict.fromkeys([*table.grades, *table.excluding], 0)
    for kind, count in counts.items():
        if count < 0:
            raise CalcError("out_of_range", f"Le sanzioni «{kind}» non possono essere {count}.")
        grade = table.counted_as.get(kind, kind)
        if grade in result:
            result[grade] += count
        elif kind not in table.never_count:
            known = ", ".join([*result, *table.counted_as, *table.never_count])
            raise CalcError("unknown_sanction", f"«{kind}» non è una sanzione: usa {known}.")
    return result


def sanction_reduction(counts: Mapping[str, int], regulation: Regulation) -> Reduction:
    """Percent taken off for all sanctions of the year together, at most 100.

    Each grade has one percent for one, two or more of it (R-07); different grades cumulate (R-08).
    Source: R-07, R-08 (SMVP, dipendenti destinatari di provvedimenti disciplinari).
    """
    table = regulation.sanctions
    by_grade = graded(counts, regulation)
    percents = [
        Fraction(steps[min(by_grade[grade], len(steps)) - 1])
        for grade, steps in table.grades.items()
        if by_grade[grade]
    ]
    if regulation.settings.sanctions.combine == "sum":
        percent = min(WHOLE, sum(percents, Fraction(0)))
    else:
        percent = WHOLE * (1 - prod((1 - p / WHOLE for p in percents), start=Fraction(1)))
    return Reduction(percent, any(by_grade[grade] for grade in table.excluding))


def final_score(total: Fraction, reduction: Reduction, regulation: Regulation) -> Fraction:
    """D', 0 to 100; D itself where the ente cuts the premium instead.

    Source: R-07 (SMVP, dipendenti destinatari di provvedimenti disciplinari).
    """
    need_between("Il punteggio totale", total, 0, 100)
    if regulation.settings.sanctions.apply_to == "premium":
        return total
    return total * (1 - reduction.percent / WHOLE)
