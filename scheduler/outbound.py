"""The small port through which the calendar speaks: facts go out, whoever implements it finds the
words and the way."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Protocol

from ledger.clock import day_of
from ledger.cycle import faults
from ledger.cycle.faults import Failure
from ledger.cycle.working import WorkingDays
from ledger.evaluation.adopted import regulation_in_force
from ledger.events.calendar import Subject
from ledger.ledger import Ledger
from scheduler.apart import Apart
from scheduler.record import read
from scheduler.reminders import Due, Notice, due


class Outbound(Protocol):
    """The port through which notices leave: the bot is behind it, or a test."""

    def send(self, notice: Notice) -> Iterable[Failure]:
        """Records the notice and hands it over, both or neither; one seen before does nothing.

        Names the lines that could not be said, which are not recorded as told.
        """
        ...


def due_at(ledger: Ledger, now: dt.datetime) -> Due:
    """What the calendar would send at an instant. Raises NoPlan."""
    regulation = regulation_in_force(ledger.view)
    work = WorkingDays(regulation)
    if not work.may_write(now):
        return Due()
    return due(read(ledger.view, day_of(now)), regulation, now, work)


def send_due(ledger: Ledger, outbound: Outbound) -> None:
    """Sends each notice by itself; what failed is kept for the admin and for `doctor`."""
    now = ledger.now()
    found, apart = due_at(ledger, now), Apart()
    failures = list(found.failures)
    for notice in found.notices:
        failures += apart.look("notice", Subject(person=notice.to), partial(outbound.send, notice))
    failures += apart.failures.values()
    if faults.is_news(ledger.file, failures, day_of(now)):
        with ledger.transaction():
            faults.keep(ledger.file, failures, day_of(now))
