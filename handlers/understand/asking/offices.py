"""Offices by what they do, whatever the plan calls them: `la ragioneria`, `i vigili`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from italian import offices
from italian.closed import SMALL_WORDS
from italian.words import clean, stem
from italian.words import words as words_of
from ledger.plan import Plan

_ENDING = 1
"""Letters by which a word and its plural differ."""


class Offices:
    """The areas and services of a plan, by what each does."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def called(
        self, words: Sequence[str], telling: Iterable[str], own: Iterable[str | None] = ()
    ) -> str | None:
        """The one unit that does what words call an office by, a service before an area and one's
        own before the others'. `telling` are those words that may name something: None where they
        say more, where nobody or several do it, where a unit has them in its name, or one objective
        alone is called so."""
        named, said = offices.called([stem(w) for w in words if w not in SMALL_WORDS])
        called = [word for word in words if stem(word) in said]
        if any(_is_one_of(word) for word in called):
            return None
        strange = any(word not in called for word in telling)
        titled = any(title.issuperset(said) for title in self._titles)
        if len(named) != 1 or strange or titled or self._is_one_thing(called):
            return None
        for units in self._does:
            doing = [unit for unit, does in units.items() if named[0] & does]
            first = [unit for unit in doing if unit in own] or doing
            if first:
                return first[0] if len(first) == 1 else None
        return None

    def words_for(self, unit: str) -> frozenset[str]:
        """The stems by which people may call a unit; none for anything else."""
        does = next((units[unit] for units in self._does if unit in units), frozenset())
        return offices.words_for(does)

    @cached_property
    def _does(self) -> tuple[Mapping[str, offices.Functions], ...]:
        """What services do, then areas, as their names say."""
        services = {s.code: _functions(s.name) for _, s in self._plan.services()}
        return services, {area.code: _functions(area.name) for area in self._plan.areas}

    @cached_property
    def _titles(self) -> tuple[frozenset[str], ...]:
        """The words of the names of areas and services, by their stems."""
        names = [
            name for area, service in self._plan.services() for name in (area.name, service.name)
        ]
        return tuple(frozenset(offices.stems_of(name)) for name in names)

    def _is_one_thing(self, said: Sequence[str]) -> bool:
        """Whether the words stand together in the names of one objective and what is measured of
        it, and of no other."""
        of = [self._objectives_with.get(stem(word), {}).get(len(word), set()) for word in said]
        return len(set.intersection(*of)) == 1

    @cached_property
    def _objectives_with(self) -> Mapping[str, Mapping[int, set[str]]]:
        """Objectives by the stem of a word in their names and by how long it is there, or nearly:
        `anagrafe` is no `anagrafici`."""
        found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for objective in self._plan.objectives:
            names = (objective.title, *(i.name for i in objective.indicators))
            for word in words_of(clean(" ".join(names))):
                for long in range(len(word) - _ENDING, len(word) + _ENDING + 1):
                    found[stem(word)][long].add(objective.code)
        return found


def _is_one_of(word: str) -> bool:
    """`il concorso`, where the office is called `concorsi`: one of what it does."""
    return word[-1:] in ("o", "a") and offices.is_of_many(stem(word))


def _functions(name: str) -> offices.Functions:
    named, _ = offices.called(offices.stems_of(name))
    return frozenset().union(*named)
