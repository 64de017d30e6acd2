"""The facts of a plan that was read, as those of a drawn one are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from importers import NotReadable, open_document
from ledger.plan import Objective, Plan

Facts = set[tuple[str, ...]]


@dataclass(frozen=True)
class ReadBack:
    """How many facts documents tell, how many of them are read, and how many others are."""

    told: int
    found: int
    invented: int


def read_back(documents: Iterable[tuple[bytes, str, Facts]]) -> ReadBack:
    """What is read of drawn documents, each with its name and what it tells."""
    told = found = invented = 0
    for content, name, facts in documents:
        try:
            read = said(open_document(content, name).reading().plan)
        except NotReadable:
            read = set()
        wanted = {plain(fact) for fact in facts}
        told += len(wanted)
        found += len(wanted & {plain(fact) for fact in read})
        invented += len({fact for fact in read if len(fact) == 2} - facts)
    return ReadBack(told, found, invented)


_FACT = 4


def said(plan: Plan) -> set[tuple[str, ...]]:
    """All of them."""
    names = {service.code: (area.name, service.name) for area, service in plan.services()}
    return {fact for one in plan.objectives for fact in _facts(one, names.get(one.unit, ()))}


def _facts(objective: Objective, unit: tuple[str, ...]) -> set[tuple[str, ...]]:
    title = objective.title
    found = {
        (title, "unit", *map(_bare, unit)),
        (title, "weight", f"{objective.weight}"),
        (title, "day", str(objective.deadline)),
        *((title, "work", work.title) for work in objective.phases),
    }
    for measure in objective.indicators:
        found.add((title, measure.name))
        told = {"target": measure.target, "before": measure.baseline, "weight": measure.weight}
        found |= {
            (title, measure.name, key, f"{value:f}" if key != "day" and hasattr(value, "quantize")
             else str(value))
            for key, value in {**told, "day": measure.deadline}.items()
            if value is not None
        }  # fmt: skip
    return found


def _bare(name: str) -> str:
    """A unit's name without the word for its kind, in small letters but the first."""
    kinds = ("settore ", "servizio ", "ufficio ", "area ", "direzione ", "unità ")
    bare = name.lower()
    for kind in kinds:
        bare = bare.removeprefix(kind)
    return bare.removeprefix("organizzativa ").capitalize()


def plain(fact: tuple[str, ...]) -> tuple[str, ...]:
    """A fact as it is compared: figures by their worth, units by their bare names."""
    if len(fact) > 1 and fact[1] == "unit":
        return (*fact[:2], *map(_bare, fact[2:]))
    if len(fact) < _FACT and fact[1] != "weight":
        return fact
    try:
        return (*fact[:-1], f"{Decimal(fact[-1]).normalize():f}")
    except InvalidOperation:
        return fact
