"""How much a question speaks of: `altre 100`, `fino a 300`, `al 50 %`, `30 a settimana`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ledger.later import dataclass

Way = Literal["piu", "fino", "parte"]

DAYS: Mapping[str, int] = {"giorno": 1, "settimana": 7, "mese": 30}
_SHAPE = re.compile(r"(?:(?P<way>piu|fino|parte) (?P<n>\d{1,9}))?(?: ?per (?P<per>\w+))?")


@dataclass(frozen=True)
class Amount:
    """So much more (`piu`), up to so much (`fino`), a share of the target in percent (`parte`);
    `per` which stretch of days, where it is by the day, the week or the month."""

    way: Way | None = None
    number: int = 0
    per: str = ""

    @classmethod
    def of(cls, words: str) -> "Amount":
        """As a query keeps it; nothing of the kind where its words are other words."""
        found = _SHAPE.fullmatch(words)
        if found is None or found["per"] not in (None, *DAYS):
            return cls()
        way: Way | None = found["way"]  # type: ignore[assignment]
        return cls(way, int(found["n"] or 0), found["per"] or "")

    def __str__(self) -> str:
        said = f"{self.way} {self.number}" if self.way else ""
        return f"{said} per {self.per}".strip() if self.per else said

    @property
    def days(self) -> int:
        """Days of its stretch; a week where none is named."""
        return DAYS.get(self.per, DAYS["settimana"])

    def goal(self, target: Decimal) -> Fraction:
        """What is to be reached, where it is not the target itself."""
        if self.way == "parte":
            return Fraction(target) * self.number / 100
        return Fraction(self.number) if self.way == "fino" else Fraction(target)


TO_TARGET = Amount()
"""As much as the target says, by the week."""
