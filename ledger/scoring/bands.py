"""From the final score to the share of the maximum. R-09 to R-12."""

from fractions import Fraction
from typing import assert_never

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.numbers import half_up, need_between, show_two
from ledger.scoring.parts import rules_of


@dataclass(frozen=True)
class Payout:
    """A band: percent of the maximum that it pays, and its label."""

    share_percent: Fraction
    label: str


def is_negative(score: Fraction, regulation: Regulation) -> bool:
    """Only a flag: it never changes the amount. Source: R-09 (SMVP, Valutazione negativa)."""
    need_between("Il punteggio", score, 0, 100)
    return score < Fraction(regulation.settings.negative.threshold)


def rounded(score: Fraction, regulation: Regulation) -> Fraction:
    """The score as the bands see it. Source: R-11 (SMVP, il punteggio finale comporterà)."""
    match regulation.settings.score.rounding_before_band:
        case "half_up_2":
            return half_up(score, 2)
        case "half_up_0":
            return half_up(score, 0)
        case "none":
            return score
        case other:
            assert_never(other)


def payout_band(role: str, score: Fraction, regulation: Regulation) -> Payout:
    """The band of a score: each has its lower bound and reaches up to the next one.

    Source: R-10 for role holders, R-11 for dipendenti (SMVP, il punteggio finale comporterà).
    """
    bands = rules_of(role, regulation).bands
    need_between("Il punteggio", score, 0, 100)
    seen = rounded(score, regulation)
    band = next(band for band in bands if seen >= Fraction(band.lowest))
    return Payout(Fraction(band.share_percent), band.label)


def display_score(score: Fraction, regulation: Regulation) -> str:
    """Two decimals, cut, so that it never belongs to a higher band than the true score.

    Source: R-12 (not in the SMVP).
    """
    need_between("Il punteggio", score, 0, 100)
    return show_two(rounded(score, regulation))
