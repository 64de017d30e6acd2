"""Something to say, before it has words: an entry of the catalogue with the facts it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Say:
    """One entry of the catalogue and its facts. A fact may itself be something to say."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


def say(key: str, **facts: object) -> Say:
    """Names a sentence and the facts it speaks of, exact and unformatted."""
    return Say(key, facts)


@dataclass(frozen=True)
class Bar:
    """A fact shown as a bar: how much of a hundred is reached."""

    percent: Fraction


@dataclass(frozen=True)
class Two:
    """A score or an amount: always two decimals, what is beyond them cut (R-12)."""

    value: Fraction | Decimal
