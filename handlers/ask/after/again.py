"""The same asked a second time in one message, of another stretch of time or of another thing that
is counted: `quante a luglio e quante ad agosto?`, `quanti obiettivi? e indicatori?`."""

import re
from collections.abc import Iterable

from handlers.ask import cues, kinds
from handlers.ask.answers import defaults, house
from handlers.ask.chosen import choosing
from handlers.ask.kinds import Kind
from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import thing_in
from handlers.ask.parts.spans import past_span
from italian.regex import regex
from italian.words import clean

LEAD = re.compile(r"^(?:(?:e|ed|poi|anche|inoltre|allora|invece) )+", re.IGNORECASE)
FROM_TO = regex(r"\b(?:tra|fra)\b")
AGAIN = regex(r"(?:e )?(?:quant[aeio]|(?:che )?cosa)\b ?")
NOW = regex(r"\b(?:adesso|oggi|ora)\b")
STRETCH = regex(r"\b(?:a|ad|in|nel|di|da|solo|invece|poi)\b")
"""What leads a stretch of time, beside it."""
PART = regex(r"\b(?:prim|second|terz)[oa] (?P<of>(?:bi|tri|quadri|se)mestre|settimana)\b")
NTH = regex(r"\b(?:second|terz|quart)[oa](?= ?$)")
"""A part of the year that is named by its number alone, after one like it."""
BY_HOW_MUCH = regex(r"(?P<of>.+?),? (?:di )?quanto")
"""`e i demografici di quanto?`, after which of all moved the most."""
THEM_ALL = regex(r"quant[ei] ne (?:abbiamo|sono|ci sono)(?: in tutto| in totale)?(?P<where> .+)?$")
"""How many there are of those that were asked for."""
TOLD = 0.3
"""Likelihood that it asks nothing from which a piece of a message is no question."""


def asked_again(names: Names, text: str, cuts: Iterable[re.Match[str]]) -> tuple[str, str] | None:
    """The same asked a second time, of another stretch of time or of another thing that is counted:
    `quante a luglio e quante ad agosto?`, `quanti obiettivi? e indicatori?`."""
    for cut in cuts:
        first, second = text[: cut.start()].strip(" ,"), text[cut.end() :].strip(" ,?.")
        other = cues.written_out(second)
        again = AGAIN.match(other)
        said = other[again.end() :] if again else LEAD.sub("", other)
        led = STRETCH.match(said) and not FROM_TO.search(clean(first))
        if not (again or led or "?" in cut[0]):
            continue
        plain = clean(first)
        if (nth := NTH.search(said)) and (part := PART.search(plain)):
            said = f"{said[: nth.end()]} {part['of']}{said[nth.end() :]}"
        span, beside = (past_span(one, names.today, None) for one in (plain, said))
        if beside.since and span.since and not STRETCH.sub(" ", beside.rest).strip():
            return f"{first}?", f"{span.rest.strip()} {said}?"
        now = NOW.search(plain)
        if now and beside.until and not beside.since and not STRETCH.sub(" ", beside.rest).strip():
            return f"{first}?", f"come era {NOW.sub(' ', plain)} {said}?"
        counted, one = thing_in(plain), thing_in(said)
        if counted and one and cues.COUNTED.match(plain) and one[1][0].strip() == said.strip():
            return f"{first}?", f"{plain.replace(counted[1][0].strip(), said.strip(), 1)}?"
        roles = [any(p.search(one) for _, p in cues.ROLES) for one in (plain, said)]
        if again and all(roles) and AGAIN.match(plain):
            return f"{first}?", f"{second}?"
        moved = BY_HOW_MUCH.fullmatch(said)
        if moved and kind_of(names, first)[0] in defaults.MOVES:
            return f"{first}?", f"di quanto è cambiato {moved['of']} {since_in(names, first)}?"
        listed = house.THERE.match(plain)
        if listed and (them_all := THEM_ALL.match(clean(second))):
            return f"{first}?", f"quanti {listed['who']} ci sono {them_all['where'] or ''}?"
    return None


def since_in(names: Names, text: str) -> str:
    """The words of a stretch of time, as they were typed."""
    plain = cues.written_out(text)
    rest = past_span(plain, names.today, None).rest.split()
    return " ".join(word for word in plain.split() if word not in rest)


def kind_of(names: Names, text: str) -> tuple[Kind, float]:
    """The kind that a piece of a message asks, and how likely; zero where it may ask nothing."""
    found = kinds.likely(text, names.reader.naming)
    weighed = choosing.of_question(found)
    top = next(iter(weighed))
    return top, 0.0 if found[Kind.NOT_A_QUESTION] > TOLD else weighed[top]
