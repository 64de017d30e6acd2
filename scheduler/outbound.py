"""The small port through which the calendar speaks: facts go out, whoever implements it finds the
words and the way."""

import datetime as dt
from typing import Protocol

from ledger.cycle.working import WorkingDays
from ledger.evaluation.adopted import regulation_in_force
from ledger.ledger import Ledger
from scheduler.record import read
from scheduler.reminders import Notice, due


class Outbound(Protocol):
    def send(self, notice: Notice) -> None:
        """Records the notice and hands it over, both or neither; one seen before does nothing."""
        ...


def due_at(ledger: Ledger, now: dt.datetime) -> list[Notice]:
    """What the calendar would send at an instant. Raises NoPlan."""
    regulation = regulation_in_force(ledger.view)
    work = WorkingDays(regulation)
    if not work.may_write(now):
        return []
    return due(read(ledger.view, ledger.today()), regulation, now, work)


def send_due(ledger: Ledger, outbound: Outbound) -> None:
    for notice in due_at(ledger, ledger.now()):
        outbound.send(notice)
