"""Classes of values, finished when the first of their values is made.

`dataclass` writes five methods of a class and compiles each: half a millisecond, five hundred times
at every start, of which an answer needs fifty. Until there is a value nobody can ask for them. One
with slots is another class once it is made, and does not wait; what is a model's field must not.
"""

import dataclasses
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ConfigDict

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

Kind = TypeVar("Kind", bound=type)

UNBUILT = ConfigDict(defer_build=True)
"""Of commands, whose values are checked: the checks too are built when the first is given."""

_WAITING: dict[type, bool] = {}
"""Classes nobody made a value of yet, and whether theirs are frozen."""
_FINISHING = RLock()


def finished(kind: Kind) -> Kind:
    """The class whole, for who looks at its fields and not at a value."""
    with _FINISHING:
        for one in reversed(kind.__mro__):
            if one in _WAITING:
                _finish(one, frozen=_WAITING[one])
                del _WAITING[one]
    return kind


def _finish(kind: type, *, frozen: bool) -> None:
    """Its `__init__`, by which values come, takes its place last and in one step: other threads
    find the class as it was or whole. It is that of a subclass that adds nothing."""
    dataclasses.dataclass(init=False, frozen=frozen)(kind)
    same = type(kind.__name__, (kind,), {"__doc__": kind.__doc__})
    init = vars(dataclasses.dataclass(repr=False, eq=False, frozen=frozen)(same))["__init__"]
    setattr(kind, "__init__", init)  # noqa: B010  (a type checker knows the one there was)


def _later(kind: Kind | None = None, *, frozen: bool = False, **more: bool) -> Any:
    if kind is None:
        return lambda decorated: _later(decorated, frozen=frozen, **more)
    if more:
        return dataclasses.dataclass(kind, frozen=frozen, **more)

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        """Stands for `__init__` until it is called."""
        vars(finished(kind))["__init__"](self, *args, **kwargs)

    _WAITING[kind] = frozen
    setattr(kind, "__init__", first)  # noqa: B010
    return kind


if not TYPE_CHECKING:
    dataclass = _later
