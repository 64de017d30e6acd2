"""Exact numbers: how they are read, shown, rounded and shared out to the cent."""

import re
from collections.abc import Mapping
from fractions import Fraction

from ledger.regulation.kinds import plain_decimal
from ledger.scoring.errors import CalcError

_RATIO = re.compile(r"-?[0-9]{1,400}/[0-9]{1,400}")
_MOST_BITS = 2000
_CENT = Fraction(1, 100)


def read_number(value: object) -> Fraction:
    """A number typed as plain decimal or `p/q`. Raises ValueError for anything else."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and _RATIO.fullmatch(value.strip()):
        numerator, denominator = value.strip().split("/")
        if int(denominator) == 0:
            raise ValueError("divided by zero")
        return Fraction(int(numerator), int(denominator))
    return Fraction(plain_decimal(value))


def show_number(value: Fraction) -> str:
    """Plain decimal, or `p/q` when the decimal never ends.

    Raises CalcError for a number nobody could read: some hundreds of digits.
    """
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS:
        raise CalcError("out_of_range", "Il risultato ha troppe cifre: usa numeri più corti.")
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    return _fixed(value, max(twos, fives))


def show_two(value: Fraction) -> str:
    """Two decimals, what is beyond them cut."""
    return _fixed(cut(value, 2), 2)


def _fixed(value: Fraction, decimals: int) -> str:
    digits = abs(int(value * 10**decimals))
    sign = "-" if value < 0 else ""
    if decimals == 0:
        return f"{sign}{digits}"
    whole, rest = divmod(digits, 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}d}"


def cut(value: Fraction, decimals: int) -> Fraction:
    """Source: R-12 (not in the SMVP): scores are cut, so that none looks higher than it is."""
    return Fraction(int(value * 10**decimals), 10**decimals)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Source: R-12 (not in the SMVP): money, rounded once, at the end. For values from 0 up."""
    return Fraction((value * 10**decimals * 2 + 1) // 2, 10**decimals)


def to_cents(value: Fraction) -> Fraction:
    """Euros rounded half up to the cent. Source: R-12 (not in the SMVP)."""
    return half_up(value, 2)


def share_out(parts: Mapping[str, Fraction], total: Fraction) -> dict[str, Fraction]:
    """Parts of a total as whole cents that add up to it: the largest remainder.

    Each is cut to the cent and the cents left go to the largest cut parts, ties in alphabetical
    order of the key. `parts` add up to at most `total`, and once cut miss it by less than a cent
    each. Source: R-12 (not in the SMVP).
    """
    shares = {key: cut(part, 2) for key, part in parts.items()}
    left = int((total - sum(shares.values(), Fraction(0))) / _CENT)
    neediest = sorted(parts, key=lambda key: (shares[key] - parts[key], key))
    for key in neediest[:left]:
        shares[key] += _CENT
    return shares


def need_between(what: str, value: Fraction, lowest: int, highest: Fraction | int) -> None:
    """Raises CalcError when a value is outside its range, both bounds included."""
    if not lowest <= value <= highest:
        top = show_number(Fraction(highest))
        raise CalcError(
            "out_of_range",
            f"{what} vale {show_number(value)}: deve stare fra {lowest} e {top}.",
        )


def need_amount(what: str, value: Fraction) -> None:
    """Raises CalcError when euros are negative or not whole cents."""
    if value < 0:
        raise CalcError(
            "out_of_range", f"{what} vale {show_number(value)}: non può essere negativo."
        )
    if value % _CENT != 0:
        raise CalcError(
            "not_cents", f"{what} vale {show_number(value)}: scrivilo in euro con due decimali."
        )
