"""Result pay of those who hold further posts ad interim. Source: R-13, R-14."""

from fractions import Fraction
from typing import assert_never

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import need_amount, need_between

WHOLE = Fraction(100)


@dataclass(frozen=True)
class DirigenteInterim:
    """An increase, due where granted; of the maximum and for the time served, unless said here."""

    granted: bool
    fraction: Fraction | None = None
    base: Fraction | None = None


@dataclass(frozen=True)
class EqInterim:
    """A post held ad interim: the fascia the dirigente picked and the post's position pay."""

    band: str
    position_pay: Fraction
    fraction: Fraction | None = None


def dirigente_amount(
    maximum: Fraction,
    share_percent: Fraction,
    prorata: Fraction,
    interim: DirigenteInterim,
    regulation: Regulation,
) -> Fraction:
    """Result pay of a dirigente in euros, exact: the maximum is increased before the band share.

    Source: R-13 (SMVP, dirigenti, last paragraph).
    """
    need_amount("Il massimo", maximum)
    need_between("La quota", share_percent, 0, 100)
    need_between("Il servizio nell'anno", prorata, 0, 1)
    return (
        share_percent
        / WHOLE
        * (maximum * prorata + dirigente_increase(maximum, prorata, interim, regulation))
    )


def dirigente_increase(
    maximum: Fraction,
    prorata: Fraction,
    interim: DirigenteInterim,
    regulation: Regulation,
) -> Fraction:
    """One increase whatever the number of Areas, before the band share.

    Source: R-13 (SMVP, dirigenti, last paragraph).
    """
    base = maximum if interim.base is None else interim.base
    fraction = prorata if interim.fraction is None else interim.fraction
    need_amount("La base dell'interim", base)
    need_between("La frazione dell'interim", fraction, 0, 1)
    if not interim.granted:
        return Fraction(0)
    return Fraction(regulation.settings.dirigente.interim_pct) / WHOLE * base * fraction


def eq_interim(
    post: EqInterim, share_percent: Fraction, prorata: Fraction, regulation: Regulation
) -> Fraction:
    """Extra result pay in euros, exact, for one post held ad interim by an EQ.

    `share_percent` is the holder's own. Source: R-14 (SMVP, EQ, last paragraphs).
    """
    percents = regulation.settings.eq.interim_pct.model_dump()
    if post.band not in percents:
        raise CalcError(
            "unknown_class", f"«{post.band}» non è una fascia: usa {', '.join(percents)}."
        )
    fraction = prorata if post.fraction is None else post.fraction
    need_amount("La retribuzione di posizione", post.position_pay)
    need_between("La quota", share_percent, 0, 100)
    need_between("La frazione dell'interim", fraction, 0, 1)
    quota = Fraction(percents[post.band]) / WHOLE * post.position_pay * fraction
    match regulation.settings.eq.interim_mode:
        case "flat":
            return quota
        case "scaled":
            return quota * share_percent / WHOLE
        case "gated":
            return quota if share_percent > 0 else Fraction(0)
        case other:
            assert_never(other)
