"""Something to say, before it has words: an entry of the catalogue with the facts it speaks of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.later import dataclass


@dataclass(frozen=True)
class Say:
    """One entry of the catalogue and its facts. A fact may itself be something to say."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


def say(key: str, /, **facts: object) -> Say:
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


def written(said: Say) -> dict[str, Any]:
    """For a draft that asks the same again: numbers and days stay what they are."""
    return {"key": said.key, "facts": {name: _fact(fact) for name, fact in said.facts.items()}}


def read_back(kept: Mapping[str, Any]) -> Say:
    """What a draft kept. Raises KeyError for one this version does not know."""
    return Say(kept["key"], {name: _read(fact) for name, fact in kept["facts"].items()})


def _fact(fact: object) -> object:
    match fact:
        case Say():
            return {"say": written(fact)}
        case Decimal():
            return {"number": str(fact)}
        case dt.date():
            return {"day": fact.isoformat()}
        case tuple() | list():
            return [_fact(part) for part in fact]
    return None if fact is None else str(fact)


def _read(kept: Any) -> object:
    match kept:
        case {"say": said}:
            return read_back(said)
        case {"number": number}:
            return Decimal(number)
        case {"day": day}:
            return dt.date.fromisoformat(day)
        case [*parts]:
            return tuple(_read(part) for part in parts)
    return kept
