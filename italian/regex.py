"""Patterns compiled when they are first asked: a start asks none of the hundreds there are."""

import re
from typing import Any, cast


class _Later:
    """Stands for a compiled pattern; each of its methods is looked up once."""

    def __init__(self, source: str, flags: int) -> None:
        self._asked = (source, flags)

    def __getattr__(self, name: str) -> Any:
        # Compiling again what `re` has just compiled is a look into its cache.
        found = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)
        return found


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later: to be asked by its own methods, not handed to functions of `re`."""
    return cast("re.Pattern[str]", _Later(source, flags))
