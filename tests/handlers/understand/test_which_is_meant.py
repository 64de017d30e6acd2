"""Two indicators of an office about the same thing: which one is meant, and when it is asked."""

import pytest

from handlers.understand import Reader

from . import towns

_PLAIN = [
    ("montecastro", "eq.d13", "oggi 34 cie", "D13.1.1"),
    ("fossano", "eq.a11", "oggi 23 cie", "A11.1.1"),
]
"""Town, sender, message: the cards that were made, with how long one waits for them beside."""
_LEVEL = [("bricamare", "eq.ll3", "paesaggistiche 86", {"LL3.1.1", "LL3.1.3"})]
"""The same where nothing that was said tells two apart."""


@pytest.mark.parametrize(("town", "who", "text", "meant"), _PLAIN)
def test_what_is_plainly_counted_is_not_asked_about(
    town: str, who: str, text: str, meant: str
) -> None:
    got = towns.reading_of(Reader(towns.plan_of(town)), town, {"as": who, "text": text})
    assert [(i.indicator, i.ambiguous) for i in got.items] == [(meant, False)]


@pytest.mark.parametrize(("town", "who", "text", "likely"), _LEVEL)
def test_of_two_that_are_as_likely_it_is_asked_which(
    town: str, who: str, text: str, likely: set[str]
) -> None:
    got = towns.reading_of(Reader(towns.plan_of(town)), town, {"as": who, "text": text})
    assert got.ambiguous and set(got.items[0].candidates) >= likely
