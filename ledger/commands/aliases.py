"""Names of an office's own for an indicator: set, learnt by confirming, taken away."""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, reporters, setters
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.plan import indicator_of
from ledger.errors import Act, BadValue, NoSuchAlias
from ledger.events import AliasAdded, AliasRemoved
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.plan import ENTE
from ledger.plan.inforce import PlanInForce
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class AddAlias:
    """`office`: learnt for one office by confirmation; None: for the whole ente."""

    code: str
    words: str
    office: str | None = None
    year: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class RemoveAlias:
    """Takes away a name that was set, or that an office taught by confirming; wherever it was
    said, or only of one office."""

    code: str
    words: str
    year: int | None = None
    office: str | None = None


def namers(plan: PlanInForce, code: str) -> tuple[str, ...]:
    """Who may give an indicator a name of the office's own: who reports there, who sets."""
    return (*reporters(plan, code), *setters(plan, code))


def add_alias(view: View, command: AddAlias, actor: str, now: dt.datetime) -> list[Decision]:
    """Set by who sets targets; learnt for an office by who reports there."""
    today = day_of(now)
    code = indicator_of(view, view.plan.alive(command.code))
    words = " ".join(command.words.split())
    if not words or len(words) > 80:
        raise BadValue(code, words[:80])
    return [
        Decision(AliasAdded(year=view.year, code=code, words=words, office=command.office), today)
    ]


def remove_alias(view: View, command: RemoveAlias, actor: str, now: dt.datetime) -> list[Decision]:
    """Wherever it was taught. Raises NoSuchAlias with the names there are."""
    today = day_of(now)
    code = indicator_of(view, command.code)
    found = _named(view, code, command.words, command.office)
    if not found:
        known = tuple(words for words, _ in view.aliases(code))
        raise NoSuchAlias(code, command.words, known)
    return [
        Decision(AliasRemoved(year=view.year, code=code, words=words, office=office), today)
        for words, office in found
    ]


def _named(
    view: View, code: str, words: str, only: str | None = None
) -> list[tuple[str, str | None]]:
    """The names of an indicator that are written so, each with the office that taught it."""
    asked = " ".join(words.split()).casefold()
    return [
        (name, office)
        for name, office in view.aliases(code)
        if name.casefold() == asked and only in (None, office)
    ]


def _may_name(view: View, command: AddAlias | RemoveAlias, day: dt.date) -> list[Grounds]:
    """Names for the whole ente are set as targets are; an office's own by who reports there."""
    code = indicator_of(view, command.code)
    if isinstance(command, AddAlias):
        offices = [command.office]
    else:
        found = _named(view, code, command.words, command.office)
        offices = [office for _, office in found] or [ENTE]
    return [
        Grounds(Act.SET, code, setters(view.plan, code) if o is None else namers(view.plan, code))
        for o in offices
    ]


DECIDERS: dict[type, Decider] = dict(
    (decides(AddAlias, add_alias), decides(RemoveAlias, remove_alias))
)
RULES: dict[type, Rule] = dict((allows(AddAlias, _may_name), allows(RemoveAlias, _may_name)))
