"""A real PostgreSQL server for the tests: Debian's, or the one that PyPI's `pgserver` brings.

It runs in a folder of its own and listens on a socket there, as another user where we are root,
because it refuses root.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

USER = "traguardo"
_schemas = count(1)


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`; None where there is no server to run."""
    spec = find_spec("pgserver")
    ours = (
        [Path(p) / "pginstall" / "bin" for p in (spec.submodule_search_locations or ())]
        if spec
        else []
    )
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in (*newest, *ours) if (p / "initdb").exists()), None)


def _nobody_special() -> pwd.struct_passwd | None:
    """Whom to run as; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


class Server:
    """One in a folder of its own; `address` is that of its database."""

    def __init__(self) -> None:
        found, other = binaries(), _nobody_special()
        assert found is not None
        self._found = found
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.address = f"postgresql://{USER}@/postgres?host={self.folder}"
        if other is not None:
            os.chown(self.folder, other.pw_uid, other.pw_gid)
        who = (
            {}
            if other is None
            else {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
        )
        self._who: dict[str, Any] = {**who, "cwd": self.folder}
        form = ("-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        made = [found / "initdb", "-D", self.folder / "data", *form]
        subprocess.run(made, check=True, capture_output=True, **self._who)

    def start(self) -> None:
        """Returns when it answers."""
        quick = ("-c", "listen_addresses=", "-c", "fsync=off")
        runs = [self._found / "postgres", "-D", self.folder / "data", "-k", self.folder, *quick]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(runs, stdout=log, stderr=log, **self._who)
        _wait_for(self.address)

    def stop(self) -> None:
        """At once: whoever is connected is cut off, and what they had not committed is gone."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()


@contextmanager
def server() -> Iterator[Server]:
    """A server that runs meanwhile."""
    made = Server()
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.folder, ignore_errors=True)


def _wait_for(address: str) -> None:
    for attempt in range(100):
        try:
            psycopg.connect(address, connect_timeout=10).close()
        except psycopg.OperationalError:
            if attempt == 99:
                raise
            subprocess.run(["sleep", "0.1"], check=True)
        else:
            return


def fresh(address: str) -> str:
    """An address in a schema of its own: an empty store."""
    name = f"town{next(_schemas)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"create schema {name}")  # type: ignore[call-overload]
    return f"{address}&options=-csearch_path%3D{name}"
