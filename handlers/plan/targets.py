"""A target changed in words that name no code: `il target delle CIE diventa 700`."""

from handlers.desk import Desk, answer, button, keep
from handlers.plan import amend
from handlers.talk.words import short
from handlers.turn import Outcome
from italian.regex import regex
from ledger.errors import Refusal
from words.say import say

_FIGURE = r"(?P<value>\d[\d.,]*(?: ?(?:%|€))?)"
_TARGET = r"(?:target|valore atteso|traguardo)"
SAID = tuple(
    regex(pattern)
    for pattern in (
        rf"(?:il )?{_TARGET} (?:di|del|dell[aeo']|dei|degli|per|su)\s*(?:le |la |i |il |gli |l')?"
        r"(?P<words>.+?) (?:diventa|è|e'|diventi|sale a|scende a|passa a|va a|va portato a"
        r"|deve essere"
        r"|sia|=)"
        rf"\s*{_FIGURE}(?: \w+)?",
        rf"(?:assegna|imposta|fissa|metti|poni) {_FIGURE} (?P<words>.+?)"
        rf" (?:come|a|quale) {_TARGET}",
        rf"(?:imposta|fissa|metti|porta|cambia|alza|abbassa) (?:il )?{_TARGET}"
        r" (?:di|del|dell[aeo']|dei|degli|per)\s*(?:le |la |i |il |gli |l')?(?P<words>.+?)"
        rf" a {_FIGURE}(?: \w+)?",
    )
)


def said(desk: Desk) -> Outcome | None:
    """The card of a target said with the indicator's own words; which, where they may be of
    several. None for anything else."""
    text = " ".join(desk.turn.text.split()).strip(" .!").lower()
    found = next((m for pattern in SAID if (m := pattern.fullmatch(text))), None)
    if found is None:
        return None
    value, codes = found["value"], _meant(desk, found["words"])
    if len(codes) == 1:
        return amend.open_amendment(desk, "target", f"{codes[0]} {value}")
    if not codes:
        return amend.open_amendment(desk, "target", "")
    plan = desk.view.plan
    rows = tuple(
        (button("named", f"go:target:{c} {value}", code=c, name=short(plan.indicators[c].name)),)
        for c in codes
    )
    return keep(desk, answer(say("amend.ask_code.target"), buttons=rows))


def _meant(desk: Desk, words: str) -> tuple[str, ...]:
    """The indicators that words, or a code, may mean."""
    try:
        return (desk.view.plan.resolve(words),)
    except Refusal:
        reader = desk.reader_of(desk.view)
        guesses = reader.guesses(words, sender=desk.sender(), today=desk.today)
        return tuple(c for c in guesses if reader.names(words, c, desk.today))
