"""Classes of values, finished when the first of their values is made.

`dataclass` writes five methods of a class and compiles each: half a millisecond, five hundred times
at every start, of which an answer needs fifty. Until there is a value nobody can ask for them. One
with slots is another class once it is made, and does not wait; what is a model's field must not.
A frozen value is made in a third of the time that one of the library's takes, and one like another
in half of it, or in a quarter where it has many fields.
"""

import dataclasses
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace

    from pydantic import ConfigDict

Kind = TypeVar("Kind", bound=type)

UNBUILT: "ConfigDict" = {"defer_build": True}
"""Of commands, whose values are checked: the checks too are built when the first is given."""

_WAITING: dict[type, bool] = {}
"""Classes nobody made a value of yet, and whether theirs are frozen."""
_PLAIN: dict[type, frozenset[str]] = {}
"""The fields of finished classes whose values are what they were given and nothing else."""
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
    find the class as it was or whole."""
    dataclasses.dataclass(init=False, frozen=frozen)(kind)
    setattr(kind, "__init__", _init_of(kind))  # noqa: B010  (a type checker knows the one there was)
    fields = dataclasses.fields(kind)
    if not hasattr(kind, "__post_init__") and all(field.init for field in fields):
        _PLAIN[kind] = frozenset(field.name for field in fields)


def _init_of(kind: type) -> Any:
    """Puts the fields straight into the value's `__dict__`. The library's goes through
    `object.__setattr__` for each of a frozen one, which takes four times as long."""
    known: dict[str, object] = {"_own": object()}
    takes, puts = ["self"], ["_all = self.__dict__"]
    for field in dataclasses.fields(kind):
        assert not field.kw_only, "made by the library's own decorator"
        name, default, made = field.name, f"_{field.name}", field.name
        if not field.init:
            if field.default_factory is not dataclasses.MISSING:
                known[default] = field.default_factory
                puts.append(f"_all[{name!r}] = {default}()")
            continue  # one with neither is put there by `__post_init__`
        if field.default is not dataclasses.MISSING:
            known[default] = field.default
            name = f"{name}={default}"
        elif field.default_factory is not dataclasses.MISSING:
            known[default] = field.default_factory
            name, made = f"{name}=_own", f"{default}() if {name} is _own else {name}"
        takes.append(name)
        puts.append(f"_all[{field.name!r}] = {made}")
    if hasattr(kind, "__post_init__"):
        puts.append("self.__post_init__()")
    lines = "\n ".join(puts)
    exec(f"def __init__({', '.join(takes)}):\n {lines}", known)
    init: Any = known["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


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


def _replaced(value: Any, /, **changes: object) -> Any:
    """The value with some of its fields changed; what it worked out of itself is not taken over."""
    kind = type(value)
    names = _PLAIN.get(kind)
    if names is None or not changes.keys() <= names:
        return dataclasses.replace(value, **changes)
    made, held = object.__new__(kind), value.__dict__
    fields = made.__dict__
    fields.update(held if len(held) == len(names) else {name: held[name] for name in names})
    fields.update(changes)
    return made


if not TYPE_CHECKING:
    dataclass, replace = _later, _replaced
