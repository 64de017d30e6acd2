"""Classes of values that are finished when the first value is made."""

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Barrier

import pytest
from pydantic import BaseModel
from pydantic.dataclasses import rebuild_dataclass

from ledger.commands import DECIDERS
from ledger.later import dataclass, finished, replace

EIGHT = 8


def test_a_value_is_as_one_of_a_dataclass() -> None:
    @dataclass(frozen=True)
    class Base:
        """Of which nobody makes a value."""

        name: str

    @dataclass(frozen=True)
    class Value(Base):
        parts: dict[str, int] = dataclasses.field(default_factory=dict)
        size: int = 3
        seen: list[str] = dataclasses.field(default_factory=list, init=False, repr=False)

        def __post_init__(self) -> None:
            self.parts["made"] = self.size

    value = Value("a")
    assert repr(value).endswith("Value(name='a', parts={'made': 3}, size=3)")
    assert value == Value("a") != Value("b")
    assert value.seen == [] and value.seen is not Value("a").seen
    assert dataclasses.replace(value, size=4).parts == {"made": 4}
    assert [field.name for field in dataclasses.fields(value)] == ["name", "parts", "size", "seen"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.size = 5  # type: ignore[misc]
    with pytest.raises(TypeError, match="name"):
        Value()  # type: ignore[call-arg]


def test_one_like_another_takes_over_its_fields_and_nothing_it_worked_out() -> None:
    @dataclass(frozen=True)
    class Value:
        number: int
        name: str = "a"

        @cached_property
        def twice(self) -> int:
            return 2 * self.number

    value = Value(1)
    assert replace(value, name="b") == Value(1, "b")
    assert value.twice == 2
    assert replace(value, number=3).twice == 6
    with pytest.raises(TypeError, match="size"):
        replace(value, size=4)


def test_one_of_another_make_is_made_at_once() -> None:
    @dataclass(frozen=True, slots=True, order=True)
    class Value:
        number: int

    assert dataclasses.is_dataclass(Value)
    assert Value(1) < Value(2) and not hasattr(Value(1), "__dict__")


def test_a_class_of_its_own_making_may_come_of_one_that_waits() -> None:
    @dataclass
    class Value:
        number: int

    class Doubled(Value):
        def __init__(self, half: int, more: int) -> None:
            super().__init__(half * 2 + more)

    assert Doubled(3, 1).number == 7


def test_threads_that_make_the_first_value_at_once_all_have_one() -> None:
    for _ in range(50):

        @dataclass(frozen=True)
        class Value:
            number: int

        together = Barrier(EIGHT)

        def made(number: int, kind: type[Value] = Value, together: Barrier = together) -> Value:
            together.wait()
            return kind(number)

        with ThreadPoolExecutor(EIGHT) as threads:
            found = list(threads.map(made, range(EIGHT)))
        assert found == [Value(number) for number in range(EIGHT)]


def test_the_fields_of_a_class_are_there_for_who_asks_before_a_value() -> None:
    @dataclass
    class Value:
        number: int

    assert [field.name for field in dataclasses.fields(finished(Value))] == ["number"]


def models() -> Iterator[type[BaseModel]]:
    for package in ("bot", "handlers", "importers", "ledger", "reports", "scheduler", "web"):
        for module in pkgutil.walk_packages([package], f"{package}."):
            importlib.import_module(module.name)
    waiting = [BaseModel]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not BaseModel:
            yield kind


def test_a_model_finds_whole_whatever_its_fields_are_of() -> None:
    for kind in models():
        kind.model_rebuild(force=True)
    for command in DECIDERS:
        rebuild_dataclass(command, force=True)
