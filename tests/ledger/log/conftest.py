"""A real PostgreSQL server, shared by the tests of the stores and the drills."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ... import postgres

Make = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL here: install Debian's postgresql, or pgserver from PyPI")
    with postgres.server() as running:
        yield running


@pytest.fixture
def on_server(server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Addresses of empty stores; their workers' tables are in the test's folder."""
    monkeypatch.chdir(tmp_path)
    return lambda: postgres.fresh(server.address)
