"""A code and its figure say the same whatever was told before: nothing of it is looked up."""

from decimal import Decimal

import pytest

from handlers.talk.typed import coded
from handlers.understand.reading import Intent, Item, Mode, Reading
from ledger.ledger import Ledger
from tests.handlers.understand.table import TODAY, plan_of, reader_of, sender

SAMPLE = plan_of("sample")
TOLD = [
    Item("AS4.3", "AS4.3.1", mode=Mode.INCREMENT, value=Decimal(12), date=TODAY, year=2024),
    Item("AS4.3", "AS4.3.2", mode=Mode.ABSOLUTE, value=Decimal(40), date=TODAY, year=2024),
]


@pytest.mark.parametrize("figure", ["12", "+3", "-1", "1.250", "12,5", "12.5", "40", "0", "7 %"])
def test_a_code_and_its_figure_are_read_the_same_after_anything(figure: str) -> None:
    reader, who = reader_of("sample"), sender("eq.as4")
    contexts = [None, Reading(Intent.REPORT, (TOLD[0],)), Reading(Intent.REPORT, tuple(TOLD))]
    for _, indicator in SAMPLE.indicators():
        if not indicator.kind.in_percent:
            text = f"{indicator.code} {figure}"
            alone, *after = [
                reader.read(text, sender=who, today=TODAY, previous=told) for told in contexts
            ]
            assert after == [alone, alone], text


@pytest.mark.parametrize("text", ["AS4.1.1 +12", " a.s. 4.1.1  12,5 % ", "As4.1.1 1.250"])
def test_a_code_and_its_figure_are_seen_however_typed(ledger: Ledger, text: str) -> None:
    assert coded(ledger.view.plan, text) == "AS4.1.1"


@pytest.mark.parametrize(
    "text", ["AS4.1.1 2024", "AS4.1.1 12 oggi", "AS4.1.99 12", "quante carte 4.1.1 12", "12"]
)
def test_anything_more_is_read_with_all_that_was_said(ledger: Ledger, text: str) -> None:
    assert coded(ledger.view.plan, text) is None
