"""Scores and pay of people: the person, who evaluates them, the Nucleo, the personnel office.

Source: R-19 and the contract, "read a person's scores". The admin and the command line read none.
"""

import datetime as dt

from ledger.commands.authority import require
from ledger.errors import Act
from ledger.errors_smvp import ScoresArePrivate
from ledger.evaluation.schede import readers_of
from ledger.people import CLI, Role
from ledger.plan import ENTE
from ledger.view import View

PAY_READERS = (str(Role.PERSONALE), str(Role.NUCLEO))


def may_read(view: View, reader: str, person: str, year: int, today: dt.date) -> bool:
    """Whether a reader may see a person's scores of a year."""
    return reader in readers_of(view, person, year, today)


def may_read_all(view: View, reader: str, today: dt.date) -> bool:
    """Whether a reader may see the scores of each person: Nucleo and personnel office."""
    return any(reader in view.holders(office, today) for office in PAY_READERS)


def check(view: View, reader: str, person: str, year: int, today: dt.date) -> None:
    """Raises ScoresArePrivate."""
    if not may_read(view, reader, person, year, today):
        raise ScoresArePrivate(person)


def check_payments(view: View, reader: str, today: dt.date) -> None:
    """The list of payments: personnel office and Nucleo, and whoever holds the file (`cli`).

    Raises NotAllowed, NotEnrolled.
    """
    if reader != CLI:
        require(view, reader, Act.PREMIUMS, ENTE, PAY_READERS, today)


def check_all(view: View, reader: str, today: dt.date) -> None:
    """What speaks of everybody's scores at once, as the checks before sign-off: the Nucleo.

    Raises NotAllowed, NotEnrolled.
    """
    require(view, reader, Act.READ_SCORES, ENTE, (str(Role.NUCLEO),), today)
