"""A reading as JSON, as the contract gives it."""

from collections.abc import Callable
from decimal import Decimal

from handlers.understand.reading import Intent, Item, Reading
from words.say import Say

Texts = Callable[[Say], str]


def reading_json(reading: Reading, text_of: Texts) -> dict[str, object]:
    """The contract's `understand --json`; `text_of` finds the Italian of a question."""
    out: dict[str, object] = {
        "intent": str(reading.intent),
        "ambiguous": reading.ambiguous,
        "refusal": str(reading.refusal) if reading.refusal else None,
        "question": text_of(reading.question) if reading.question else None,
        "items": [_item_json(reading.intent, item, text_of) for item in reading.items],
    }
    if reading.as_of:
        out["as_of"] = reading.as_of.isoformat()
    return out


def _item_json(intent: Intent, item: Item, text_of: Texts) -> dict[str, object]:
    out: dict[str, object] = {"objective": item.objective, "indicator": item.indicator}
    if item.year is not None:
        out["year"] = item.year
    if intent in (Intent.REPORT, Intent.CORRECT):
        out |= {
            "mode": str(item.mode) if item.mode else None,
            "value": _plain(item.value),
            "numerator": _plain(item.numerator),
            "denominator": _plain(item.denominator),
            "date": item.date.isoformat() if item.date else None,
        }
    elif item.scope:
        out["scope"] = item.scope
    if item.decision:
        out["decision"] = item.decision
    if item.ambiguous or item.refusal or intent in (Intent.REPORT, Intent.CORRECT):
        out["ambiguous"] = item.ambiguous
        out["refusal"] = str(item.refusal) if item.refusal else None
    if item.question:
        out["question"] = text_of(item.question)
    if item.candidates:
        out["candidates"] = list(item.candidates)
    if item.assumed:
        out["assumed"] = list(item.assumed)
    return out


def _plain(value: Decimal | None) -> str | None:
    """Plain decimal without trailing zeros: `62.5`, `1200`."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text
