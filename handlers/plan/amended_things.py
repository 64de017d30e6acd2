"""What an amendment in words is of: an indicator or an objective, by its code or by its words."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from handlers import ask
from handlers.ask.after import follow
from handlers.desk import Desk, answer, button
from handlers.talk.words import short
from handlers.turn import Outcome
from italian.closed import before
from italian.regex import regex
from italian.words import clean, stem
from ledger.commands.authority import setters
from ledger.later import dataclass
from ledger.plan import TRANSVERSAL
from words.say import say

_AROUND = regex(
    rf"^{before('articles', 'per', 'a', 'di')}*(?:(?:obiettivo|indicatore)\s+{before('di')}?)?"
    r"|\s+(?:lo|la|li|le|invece|pero|ora|adesso)$"
)
_POINTS = regex(r"(?:quell[oaie]|quest[oaie]|lo|la|li|le|suo|sua|stess[oa])?")
_TRANSVERSAL = regex(r"\b(?:(?:degli |negli |gli )?obiettivi )?trasversal\w+")
_CODE = regex(r"[a-z]{1,4}\.?[a-z]?\.?\d*\.\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Thing:
    """`which`: where words mean several, all of them; `typed`: by its code."""

    code: str
    which: tuple[str, ...]
    typed: bool = False


def named(desk: Desk, words: str, name: str) -> Thing | None:
    """The thing that words name, at the level of what is amended; without words, that which was
    spoken of. None where they name nothing, or an office."""
    plain = _AROUND.sub("", " ".join(clean(words).split()).strip(" ,.:;"))
    plan, names = desk.view.plan, ask.names_of(desk)
    if _POINTS.fullmatch(plain):
        spoken = follow.code_of(desk) or ""
        known = spoken in plan.indicators or spoken in plan.objectives
        return _at_its_level(desk, spoken, "", name) if known else None
    if _TRANSVERSAL.search(plain) and (code := _transversal(desk, plain)) is not None:
        return _at_its_level(desk, code, "", name)
    about = names.of(plain)
    codes = [c for c in about.codes if c in plan.indicators or c in plan.objectives]
    if not about.said or about.unread or len(codes) != len(about.codes):
        return None
    if len(codes) > 1:
        return Thing(codes[0], tuple(codes))
    typed = _CODE.fullmatch(plain) is not None
    thing = _at_its_level(desk, codes[0], "" if typed else plain, name)
    return Thing(thing.code, thing.which, typed)


def _transversal(desk: Desk, plain: str) -> str | None:
    """The one indicator of the transversal objectives whose name has all the other words."""
    said = {stem(w) for w in re.findall(r"[a-z]{3,}", _TRANSVERSAL.sub(" ", plain))}
    found = [
        i.code
        for i in desk.view.plan.indicators.values()
        if i.code.startswith(f"{TRANSVERSAL}.") and said <= {stem(w) for w in clean(i.name).split()}
    ]
    return found[0] if len(found) == 1 and said else None


def _at_its_level(desk: Desk, code: str, words: str, name: str) -> Thing:
    """Goals are of indicators; weights and deadlines of the objective, where it has one indicator
    or its title has all the words."""
    plan = desk.view.plan
    objective = plan.objective_of(code)
    parts = tuple(i.code for i in plan.indicators.values() if i.objective == objective.code)
    if name in ("target", "base"):
        which = parts if code == objective.code and parts else (code,)
        return Thing(which[0], which)
    if words and code in plan.indicators and name in ("peso", "termine"):
        said = {stem(w) for w in re.findall(r"[a-z]{3,}", words)}
        titled = said <= ask.names_of(desk).reader.title_stems[objective.code]
        code = objective.code if len(parts) == 1 or titled else code
    return Thing(code, (code,))


def sets(desk: Desk, code: str) -> bool:
    """Whether who writes sets the values of it."""
    return bool({post.name for post in desk.posts} & set(setters(desk.view.plan, code)))


def ask_which(
    desk: Desk,
    name: str,
    thing: Thing,
    value: str,
    values: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:
    """Which of several is meant, each with the value it would have, its own where `values` tells;
    without any it is asked next."""
    plan = desk.view.plan
    rows = tuple(
        (
            button(
                "named",
                f"go:{name}:{code} {values.get(code, value)}".rstrip(),
                code=code,
                name=short(
                    plan.indicators[code].name
                    if code in plan.indicators
                    else plan.objectives[code].title
                ),
            ),
        )
        for code in thing.which[:MOST]
    )
    line = say("amend.which_one") if values or not value else say("amend.which", value=value)
    return answer(line, buttons=rows)


MOST = 8
