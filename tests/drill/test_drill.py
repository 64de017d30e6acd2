"""A short drill over HTTP; the long one is `make drill`."""

from pathlib import Path

from .__main__ import FAULTS
from .crowd import drill


def test_a_bot_killed_under_a_crowd_loses_nothing_doubles_nothing_and_keeps_the_order(
    tmp_path: Path,
) -> None:
    found = drill(tmp_path, kills=3, people=4, faults=FAULTS, seed=7, longest_life=2.0)
    assert found.recorded > 0 and found.acknowledged > 0
    assert found.holds(), found
    assert found.stop_seconds < 10
