"""What the shipped font can show. What it cannot is replaced, and said: nothing breaks."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).with_name("fonts")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SPACES = "\n\t"
UNSEEN = ("Cc", "Cf", "Cs")
"""What nobody would see, and an archival file may not hold."""


@cache
def shown() -> frozenset[int]:
    """The characters of the regular and the bold face."""
    found = frozenset.intersection(*(_of_face(name) for name in ("Regular", "Bold")))
    return frozenset(c for c in found if unicodedata.category(chr(c)) not in UNSEEN)


def _of_face(name: str) -> frozenset[int]:
    with TTFont(FONTS / f"NotoSans-{name}.ttf", lazy=True) as face:
        return frozenset(face.getBestCmap())


@dataclass
class Legible:
    """Makes text legible, and remembers what was not."""

    missing: set[str] = field(default_factory=set)

    def text(self, text: str) -> str:
        """Composed, without control characters, each unknown sign replaced by one."""
        known = shown()
        composed = unicodedata.normalize("NFC", text)
        if all(ord(c) in known for c in composed):
            return composed
        return "".join(self._sign(c) for c in composed)

    def data(self, value: Any) -> Any:
        """The same for every text within lists and dictionaries."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.data(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(part) for part in value]
        return value

    def _sign(self, char: str) -> str:
        if char in SPACES or ord(char) in shown():
            return char
        kind = unicodedata.category(char)
        if kind.startswith("Z"):
            return " "
        if kind in UNSEEN or kind == "Mn":
            # A mark that the font lacks: the letter under it is there.
            return ""
        self.missing.add(char)
        return REPLACEMENT
