"""What was told before, as the reader would have read it: what the next words go on with.

    officer   IERI 22 MULTE   →  Conferma
    officer   RETT. MULTE 24  →  the record that was just called so

How a fact was called is in no record: the chat keeps it of the last card alone, while the talk goes
on.
"""

from collections.abc import Mapping

from handlers.desk import Desk, remembered
from handlers.reporting.cards import Card, card_in
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Item, Mode, Reading
from ledger.later import replace
from ledger.progress.change import Said
from ledger.rows import ReportRow

CALLED = "called"
"""Where the chat keeps, by indicator, the words by which the last card named it."""


def noted(desk: Desk, outcome: Outcome) -> Outcome:
    """The same answer to Conferma; the chat keeps how the facts of its card were called."""
    card = card_in(desk.draft)
    words = {**desk.chat.get(CALLED, {}), **_called_on(card)}
    codes = [fact.indicator for fact in card.facts]
    return remembered(desk, outcome, **{CALLED: {c: words[c] for c in codes if c in words} or None})


def card_reading(card: Card) -> Reading:
    """The card that is open."""
    marks = card.undated or (False,) * len(card.facts)
    items = [_item(fact, _called_on(card)) for fact in card.facts]
    return Reading(
        Intent.REPORT,
        tuple(
            replace(item, date=None) if undated else item
            for item, undated in zip(items, marks, strict=True)
        ),
    )


def report_reading(desk: Desk, *rows: ReportRow) -> Reading:
    """Recorded reports."""
    words = desk.chat.get(CALLED, {})
    return Reading(Intent.REPORT, tuple(_item(said_in(row), words) for row in rows))


def said_in(row: ReportRow) -> Said:
    """What a record says."""
    return Said(row.indicator, row.mode, row.value, row.numerator, row.denominator, row.day)  # type: ignore[arg-type]


def _called_on(card: Card) -> Mapping[str, str]:
    """How the facts of a card were called, where an answer told it too."""
    answered = {str(learnt["code"]): str(learnt["words"]) for learnt in card.learn}
    return {**answered, **card.called}


def _item(said: Said, words: Mapping[str, str]) -> Item:
    return Item(
        objective=said.indicator.rpartition(".")[0],
        indicator=said.indicator,
        mode=Mode(said.mode),
        value=said.value,
        numerator=said.numerator,
        denominator=said.denominator,
        date=said.day,
        words=words.get(said.indicator, ""),
        year=said.day.year if said.day else None,
    )
