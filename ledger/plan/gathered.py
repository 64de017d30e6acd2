"""What a plan says, looked up in its objectives one by one.

Nearly each moment of the past has a plan of its own, of hundreds of objectives, and is asked for
one or two of them: nothing is made of the others until somebody goes through all.
"""

from abc import abstractmethod
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from fractions import Fraction
from operator import attrgetter
from typing import TypeVar

from ledger.plan import Objective, split_weights
from ledger.plan.parts import Part

T = TypeVar("T")

Parts = Mapping[str, Part]
"""The objectives of a plan by code, in order."""


class Gathered(Mapping[str, T]):
    """Something that is said by code."""

    @abstractmethod
    def pairs(self) -> Iterator[tuple[str, T]]:
        """All that is said, in one walk."""

    def items(self) -> ItemsView[str, T]:
        """The same, as of any mapping."""
        return _Items(self)

    def values(self) -> ValuesView[T]:
        """What is said, without the codes."""
        return _Values(self)

    def __iter__(self) -> Iterator[str]:
        """Codes, in order."""
        return (code for code, _ in self.pairs())

    def __len__(self) -> int:
        """Of how many."""
        return sum(1 for _ in self.pairs())


class _Items(ItemsView[str, T]):
    _mapping: Gathered[T]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return self._mapping.pairs()


class _Values(ValuesView[T]):
    _mapping: Gathered[T]

    def __iter__(self) -> Iterator[T]:
        return (said for _, said in self._mapping.pairs())


class OfEach(Gathered[T]):
    """By the code of an objective: what it says, of those that say anything."""

    def __init__(self, parts: Parts, own: Callable[[Part], T | None]) -> None:
        """`own` is what one objective says."""
        self._parts = parts
        self._own = own

    def __getitem__(self, code: str) -> T:
        """Of one objective."""
        if (found := self._own(self._parts[code])) is None:
            raise KeyError(code)
        return found

    def pairs(self) -> Iterator[tuple[str, T]]:
        """Of all, in order."""
        own = self._own
        for code, part in self._parts.items():
            if (found := own(part)) is not None:
                yield code, found


class OfIndicators(Gathered[T]):
    """By the code of an indicator: what its objective says of it."""

    def __init__(self, parts: Parts, own: Callable[[Part], Mapping[str, T]]) -> None:
        """`own` is what one objective says, of each of its indicators."""
        self._parts = parts
        self._own = own

    def __getitem__(self, code: str) -> T:
        """Of one indicator."""
        return self._own(self._parts[code.rpartition(".")[0]])[code]

    def pairs(self) -> Iterator[tuple[str, T]]:
        """Of all, in order."""
        for part in self._parts.values():
            yield from self._own(part).items()


class Together(Gathered[Sequence[Objective]]):
    """Objectives that have a name in common: of their group, of their unit."""

    def __init__(
        self,
        parts: Parts,
        among: Mapping[str, Sequence[str]],
        name_of: Callable[[Part], str],
    ) -> None:
        """`among` are the codes of those that may have each name, here or in another plan."""
        self._parts = parts
        self._among = among
        self._name_of = name_of

    def __getitem__(self, name: str) -> Sequence[Objective]:
        """In the order of the plan."""
        there = map(self._parts.get, self._among[name])
        found = [part for part in there if part is not None and self._name_of(part) == name]
        if not found:
            raise KeyError(name)
        return [part.objective for part in sorted(found, key=attrgetter("position"))]

    def pairs(self) -> Iterator[tuple[str, Sequence[Objective]]]:
        """In the order of the first of each."""
        found: dict[str, list[Objective]] = {}
        for part in self._parts.values():
            found.setdefault(self._name_of(part), []).append(part.objective)
        yield from found.items()


class Shares(Gathered[Fraction]):
    """Percent shares: of objectives in their group, of indicators in their objective."""

    def __init__(self, parts: Parts, groups: Together) -> None:
        self._parts = parts
        self._groups = groups
        self._of_indicators = OfIndicators(parts, lambda part: part.weights)

    def __getitem__(self, code: str) -> Fraction:
        """Of one objective or indicator."""
        if (part := self._parts.get(code)) is None:
            return self._of_indicators[code]
        return dict(_shared(self._groups[part.group]))[code]

    def pairs(self) -> Iterator[tuple[str, Fraction]]:
        """Of indicators, then of objectives."""
        yield from self._of_indicators.pairs()
        for _, members in self._groups.pairs():
            yield from _shared(members)


def _shared(members: Sequence[Objective]) -> Iterator[tuple[str, Fraction]]:
    return zip([o.code for o in members], split_weights([o.weight for o in members]), strict=True)
