"""Whose scheda of which year a procedure speaks of: named, or the year that is being evaluated."""

from handlers.desk import Desk, button
from handlers.turn import Button
from italian.regex import regex
from ledger.evaluation.years import evaluated_years, year_of_procedure
from ledger.later import dataclass
from words.say import Say, say

YEAR = regex(r"(?:19|20)\d\d")
YEARS_OFFERED = 5


@dataclass(frozen=True)
class Whom:
    """As a button holds it: `eq.as4@AS4~2024`; the part is that of a year with two schede."""

    person: str
    part: str
    year: int

    def __str__(self) -> str:
        part = f"@{self.part}" if self.part else ""
        return f"{self.person}{part}~{self.year}"


def read_whom(desk: Desk, text: str) -> Whom:
    """A person with their part and year; without a year, the one that is being evaluated."""
    name, _, year = text.partition("~")
    person, _, part = name.partition("@")
    of = int(year) if YEAR.fullmatch(year) else default_year(desk)
    return Whom(person.lower(), part.upper(), of)


def default_year(desk: Desk) -> int:
    """The year procedures speak of in this chat: that of `/anno`, else the one being evaluated.

    Raises NoPlan.
    """
    return desk.year if desk.year is not None else year_of_procedure(desk.view, desk.today)


def take_year(desk: Desk, typed: str, *, last: bool = False) -> tuple[int, str]:
    """The year said first (or last), and the rest; else the one that is being evaluated.

    Raises NoPlanOf for a year without a plan.
    """
    words = typed.split()
    at = -1 if last else 0
    for place in (0, at):
        if words and YEAR.fullmatch(words[place]):
            year = int(words.pop(place))
            return _known(desk, year), " ".join(words)
    return default_year(desk), typed.strip()


def _known(desk: Desk, year: int) -> int:
    return desk.view.of(year).plan.plan.year


def other_years(desk: Desk, year: int, verb: str) -> tuple[Button, ...]:
    """The other years there are, one tap away."""
    years = [y for y in reversed(desk.view.years) if y != year][:YEARS_OFFERED]
    return tuple(button("year", f"{verb}:{y}", year=y) for y in years)


def schede_of_other_years(desk: Desk, whom: Whom) -> tuple[Button, ...]:
    """The other years a person has a scheda of."""
    years = [y for y in evaluated_years(desk.view, whom.person) if y != whom.year]
    return tuple(
        button("year", f"sch:{Whom(whom.person, '', y)}", year=y) for y in years[:YEARS_OFFERED]
    )


def year_line(year: int) -> Say:
    """The line that says which year an answer speaks of."""
    return say("year.speaks", year=year)
