"""What libraries look for beside themselves and nothing here uses: a process of ours is told that
it is not there. Where it is installed, for developers or for another library, a start loads it in
vain, which takes a tenth of it.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

LOOKED_FOR: Mapping[str, tuple[str, str]] = {
    "numpy": ("sqlite_utils.db", "Database"),
    "apscheduler": ("telegram.ext._jobqueue", "JobQueue"),
    "httpx._main": ("httpx", "main"),
}
"""By module: who looks for it while it is loaded itself, and the last thing it then has."""


class Spared(MetaPathFinder):
    """Asked before where modules lie; whoever else imports one of these finds it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """None leaves it to the others. Raises ModuleNotFoundError."""
        asker, last = LOOKED_FOR.get(name, ("", ""))
        loading = sys.modules.get(asker)
        if loading is not None and not hasattr(loading, last):
            raise ModuleNotFoundError(name, name=name)
        return None


def spare() -> None:
    """From now on, in this process."""
    if not any(isinstance(finder, Spared) for finder in sys.meta_path):
        sys.meta_path.insert(0, Spared())
