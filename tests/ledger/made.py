"""Commands as they may come, well made or not: any of them, from the types of its fields."""

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from ledger.plan import Plan
from ledger.regulation import Regulation, bundled

from ..town import PLAN, POSTS

PEOPLE = (*dict.fromkeys(code for code, *_ in POSTS), "nobody", "")
CODES = (
    "AS4.3.1", "AS4.3", "AS4.4.1", "AS3.1.1", "AS3.1.4", "AF1.1", "AF1.1.2", "AF1.1.1", "TR.1.1",
    "SG.1.1", "SG.1", "AS4", "AS", "ENTE", "TR", "AS9.9.9", "as4.3.1", "AS4.9", "AS4.1.2", "", "🎉",
)  # fmt: skip
DAYS = tuple(map(dt.date.fromisoformat, (
    "2024-09-16", "2024-01-01", "2024-12-31", "2023-12-31", "2025-01-01", "1900-01-01",
    "9999-12-31", "0024-12-31",
)))  # fmt: skip
NUMBERS = tuple(
    map(Decimal, ("0", "1", "12", "-3", "2.5", "0.1234567", "1e15", "1e30", "100", "40"))
)
TEXTS = ("", " ", "fusa", "x" * 5000, "2024-09-30", "12", "NaN", "🎉", "'; --", "relazione", "M1")

PLANS = (
    PLAN,
    PLAN.model_copy(update={"year": 2025}),
    PLAN.model_copy(update={"objectives": PLAN.objectives[:3]}),
    PLAN.model_copy(update={"year": 2025, "objectives": (*PLAN.objectives, PLAN.objectives[0])}),
    PLAN.model_copy(update={"year": 2025, "areas": PLAN.areas[:1]}),
)
"""The one adopted, another year's, one with less, one that says a code twice, one of no unit."""

PLAIN: Mapping[object, st.SearchStrategy[Any]] = {
    str: st.sampled_from(("kind", "said", *PEOPLE, *CODES, *TEXTS)),
    int: st.one_of(st.integers(-1, 40), st.sampled_from((2023, 2024, 2025, 2**40))),
    bool: st.booleans(),
    Decimal: st.sampled_from(NUMBERS),
    Fraction: st.sampled_from((Fraction(0), Fraction(5, 2), Fraction(100, 3), Fraction(-1))),
    dt.date: st.sampled_from(DAYS),
    dt.datetime: st.sampled_from(
        [dt.datetime(2024, 9, 17, 8, tzinfo=dt.UTC), dt.datetime(1990, 1, 1, tzinfo=dt.UTC)]
    ),
    Any: st.sampled_from(("ValidateEntity", "nobody", 3, None, {"value": "80"})),
    Plan: st.sampled_from(PLANS),
    Regulation: st.builds(bundled),
}
NAMED: Mapping[str, st.SearchStrategy[Any]] = {
    "person": st.sampled_from(PEOPLE),
    "year": st.sampled_from((2024, 2024, 2023, 2025)),
}
"""So that most come near to what somebody may do."""

Made = TypeVar("Made")


def built(kind: Callable[..., Made], *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Made]:
    """Commands by the place of their fields: of a class whose checks were built late pydantic tells
    that it wants them by name, and `st.builds` gives them twice."""
    return st.builds(lambda *said: kind(*said), *parts)


@st.composite
def made(draw: st.DrawFn, kind: type[Made]) -> Made:
    """One of a kind, its fields drawn from their types; what its own model refuses is left out."""
    hints = get_type_hints(kind)
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
    else:
        assert issubclass(kind, BaseModel)
        names = list(kind.model_fields)
    try:
        return kind(**{name: draw(_field(name, hints[name])) for name in names})
    except (ValidationError, ValueError):
        reject()


def _field(name: str, hint: Any) -> st.SearchStrategy[Any]:
    return NAMED[name] if name in NAMED and hint in (str, int) else _of(hint)


def _of(hint: Any) -> st.SearchStrategy[Any]:
    origin, parts = get_origin(hint), get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if hint is type(None):
        return st.none()
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(_of, parts))
    if origin is tuple:
        return st.lists(_of(parts[0]), max_size=2).map(tuple)
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(_of(parts[0]), _of(parts[1]), max_size=2)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(tuple(hint))
    return made(hint)
