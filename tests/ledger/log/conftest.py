"""Stores of the log on the tests' PostgreSQL server."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ... import postgres

Make = Callable[[], str]


@pytest.fixture
def on_server(server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Addresses of empty stores; their workers' tables are in the test's folder."""
    monkeypatch.chdir(tmp_path)
    return lambda: postgres.fresh(server.address)
