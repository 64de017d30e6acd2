"""What is wrong with this installation, and what to do: token, clock, disk, calendar, chain.

Each look is by itself: one that fails is told, and the others are had all the same.
"""

import asyncio
import glob
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

import click
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.cli.base import CommonOptions, answered, fail, pass_common
from bot.outgoing.outbox import IN_DOUBT
from bot.process.ills import Ill
from bot.process.upkeep import BACKUP, MISSED, Diary
from bot.store import Store
from bot.transports import TelegramSettings
from bot.wiring import LedgerDirectory
from ledger.copies import check_evidence_files
from ledger.cycle import faults
from ledger.errors import ChainBroken, NoPlan
from ledger.errors_file import LedgerLocked
from ledger.errors_proof import BadNote, EvidenceMissing, GuardsMissing, LedgerBehind, LedgerDamaged
from ledger.file import clear_copies, elsewhere
from ledger.ledger import Ledger
from ledger.people.retention import clear_copies_due, persons_due, retention
from ledger.progress.scanner import Scanner, Verdict
from ledger.regulation.reminders import Notice
from ledger.sealing.master import master_path
from scheduler.outbound import due_at
from scheduler.reminders import GROUP
from words.catalogue import TEXTS
from words.say import Say, say
from words.wording import plain_text

LEAST_FREE_MEGABYTES = 500
MEGABYTE = 1024 * 1024
FAULTS_SHOWN = 10
NAMED = get_args(Notice)
"""Kinds of notice, which have a name in the catalogue."""

OTHERS_READ = stat.S_IRGRP | stat.S_IROTH


class Health(StrEnum):
    """How a thing is: well, to be looked at, wrong."""

    GOOD = "✓"
    LOOK = "!"
    BAD = "✗"
    """Something does not work until somebody acts: the command ends with 1."""


@dataclass(frozen=True)
class Finding:
    """What `doctor` says of one thing."""

    health: Health
    said: Say


def good(key: str, **facts: object) -> Finding:
    """It is well."""
    return Finding(Health.GOOD, say(f"doctor.{key}", **facts))


def look(key: str, **facts: object) -> Finding:
    """Somebody should look at it; the exit status stays 0."""
    return Finding(Health.LOOK, say(f"doctor.{key}", **facts))


def bad(key: str, **facts: object) -> Finding:
    """It is wrong: the exit status becomes 1."""
    return Finding(Health.BAD, say(f"doctor.{key}", **facts))


@click.command()
@pass_common
@answered
def doctor(common: CommonOptions) -> None:
    """Che cosa non va e che cosa fare: token, orologio, disco, avvisi, catena degli eventi."""
    ledger = common.open()
    findings = list(examine(ledger))
    for finding in findings:
        click.echo(f"{finding.health} {plain_text(finding.said)}")
    if any(finding.health is Health.BAD for finding in findings):
        fail(1, say("doctor.wrong"))


def examine(ledger: Ledger) -> Iterator[Finding]:
    """Every check stands alone: one that fails says so, and the others are made."""
    held: list[str] = []
    for check in CHECKS:
        name = check.__name__.strip("_")
        try:
            yield from check(ledger)
        except Exception as error:
            if type(error) is LedgerLocked:
                held.append(name)
                continue
            # Whatever it is, it is what this command is there to tell.
            yield bad("check.failed", check=name, kind=type(error).__name__)
    if held:
        yield bad("held", checks=", ".join(held))


def _server(ledger: Ledger) -> Iterator[Finding]:
    """How far this worker's tables are behind a log that is on a server; asked first, because the
    next question brings them up to it."""
    if elsewhere(ledger.file) is not None:
        yield good("server", count=ledger.log.head().seq, behind=ledger.behind())


def _token(ledger: Ledger) -> Iterator[Finding]:
    settings = TelegramSettings.from_environment(ledger.environment)
    if settings is None:
        yield look("token.none")
        return
    try:
        yield good("token.good", name=asyncio.run(_name_of_the_bot(settings)))
    except InvalidToken:
        yield bad("token.refused")
    except TelegramError as error:
        yield bad("token.unreachable", kind=type(error).__name__)


async def _name_of_the_bot(settings: TelegramSettings) -> str:
    application = settings.configure(Application.builder()).updater(None).job_queue(None).build()
    async with application.bot as bot:
        return str(bot.name)


def _clock(ledger: Ledger) -> Iterator[Finding]:
    """Instants of the record never go back; a clock behind them writes them all alike."""
    now, last = ledger.now(), ledger.log.head().recorded_at
    if last is not None and now < last:
        yield bad("clock.behind", now=now, last=last)
    else:
        yield good("clock.good", now=now)


def _disk(ledger: Ledger) -> Iterator[Finding]:
    free = shutil.disk_usage(ledger.path.resolve().parent).free // MEGABYTE
    found = bad if free < LEAST_FREE_MEGABYTES else good
    yield found("disk.little" if found is bad else "disk.good", free=free)


def _calendar(ledger: Ledger) -> Iterator[Finding]:
    """What the bot would say now, and who cannot be told."""
    try:
        notices = due_at(ledger, ledger.now()).notices
    except NoPlan:
        yield look("calendar.no_plan")
        return
    chat_of = LedgerDirectory(ledger).chat_of
    people = [n.to for n in notices if not n.to.startswith(GROUP)]
    without = [person for person in people if chat_of(person) is None]
    yield good("calendar.due", count=len(notices))
    if without:
        yield look("calendar.no_chat", people=", ".join(without))
    unreachable = ledger.view.agenda().unreachable
    if unreachable:
        yield look("calendar.unreachable", people=", ".join(sorted(unreachable)))


def _files(ledger: Ledger) -> Iterator[Finding]:
    """Who can read the ledger's files, and whether they can be written."""
    if ledger.read_only:
        yield look("readonly")
    folder, name = ledger.path.absolute().parent, ledger.path.name
    open_ = [
        path
        for path in sorted(folder.glob(f"{glob.escape(name)}*"))
        if path.stat().st_mode & OTHERS_READ
    ]
    if open_:
        yield bad("mode.open", paths=" ".join(map(str, open_)))
    else:
        yield good("mode.good")


def _faults(ledger: Ledger) -> Iterator[Finding]:
    """What the calendar left out so that everybody else be told: as it was kept, whatever now."""
    known = faults.standing(ledger.file)
    for fault in known[:FAULTS_SHOWN]:
        subject = fault.subject
        what = say(f"reminder.kind.{subject.step}") if subject.step in NAMED else subject.step
        name = subject.model_copy(update={"step": None}).text or say("amount.none")
        year = subject.year or say("amount.none")
        facts = {"what": what, "subject": name, "year": year}
        yield bad("fault", kind=fault.error, since=fault.since, **facts)
    if len(known) > FAULTS_SHOWN:
        yield bad("fault.more", count=len(known) - FAULTS_SHOWN)


def _outbox(ledger: Ledger) -> Iterator[Finding]:
    """What waits, what failed, and what the running bot says of itself."""
    if ledger.read_only:
        return
    with closing(Store(ledger.path, "telegram", ledger.clock)) as store:
        waiting, failed = store.outbox.count(), store.outbox.failures()
        ills, owed = store.ills(), store.owed.count()
    yield from map(_ill, ills)
    if owed:
        yield look("owed", count=owed)
    if waiting:
        yield look("outbox.waiting", count=waiting)
    for reason, count in failed:
        if reason == IN_DOUBT:
            yield look("outbox.in_doubt", count=count)
        else:
            yield look("outbox.failed", count=count, reason=reason)
    if not waiting and not failed:
        yield good("outbox.empty")


def _ill(ill: Ill) -> Finding:
    key = f"doctor.ill.{'held' if ill.detail == LedgerLocked.__name__ else ill.name}"
    what = say(key if key in TEXTS else "doctor.ill.other")
    return bad("ill", what=what, since=ill.since, last=ill.last, detail=ill.detail)


def _record(ledger: Ledger) -> Iterator[Finding]:
    try:
        head = ledger.verify()
    except LedgerBehind as behind:
        yield bad("behind", seq=behind.seq)
        return
    except ChainBroken as broken:
        yield bad("chain.broken", seq=broken.seq)
        return
    except LedgerDamaged:
        yield bad("damaged")
        return
    except BadNote as wrong:
        yield bad("note", flaw=wrong.flaw)
        return
    except GuardsMissing as missing:
        yield bad("guards", names=", ".join(missing.names))
        head = ledger.log.head()
    yield good("chain.good", count=head.seq)
    different = ledger.differs_from_rebuild()
    if different:
        yield bad("tables.differ", tables=", ".join(different))


def _checkpoint(ledger: Ledger) -> Iterator[Finding]:
    newest = ledger.checkpoints.newest()
    if newest is None:
        yield look("checkpoint.none")
    else:
        yield good("checkpoint.good", at=newest.made_at, count=newest.note.size)


def _backup(ledger: Ledger) -> Iterator[Finding]:
    """The daily copy; two that were missed are a fault."""
    last = Diary(ledger.file).last(BACKUP)
    if last is None:
        yield look("backup.none")
    elif ledger.now() - last > MISSED:
        yield bad("backup.missed", at=last)
    else:
        yield good("backup.good", at=last)


def _keys(ledger: Ledger) -> Iterator[Finding]:
    """Without keys nobody is read; beside what they open, they guard it from copies alone."""
    if not ledger.keys.present:
        lost = "keys.house" if ledger.keys.house_is_lost else "keys.missing"
        yield bad(lost, path=str(ledger.keys.path))
        return
    yield good("keys.good", path=str(ledger.keys.path))
    if master_path(ledger.keys.path).parent == ledger.keys.path.parent:
        yield look("keys.together", path=str(master_path(ledger.keys.path)))


def _retention(ledger: Ledger) -> Iterator[Finding]:
    """Whose data, and which copies, have been kept for as long as they may."""
    kept = retention()
    if persons := persons_due(ledger.view, ledger.today(), kept):
        yield look("retention.person", people=", ".join(persons), years=kept.person.years)
    if copies := clear_copies_due(clear_copies(ledger.path), ledger.now(), kept):
        yield look("retention.copy", paths=", ".join(map(str, copies)))


def _evidence(ledger: Ledger) -> Iterator[Finding]:
    try:
        count = check_evidence_files(ledger)
    except EvidenceMissing as missing:
        yield bad("evidence.missing", count=len(missing.names))
        return
    if count:
        yield good("evidence.good", count=count)


def _scanner(ledger: Ledger) -> Iterator[Finding]:
    """The antivirus, where the town has one, on a file that holds nothing."""
    scanner = Scanner.from_environment(ledger.environment)
    if scanner is not None:
        well = scanner.verdict(b"traguardo") is Verdict.CLEAN
        yield good("scanner.good") if well else bad("scanner.bad")


CHECKS: tuple[Callable[[Ledger], Iterator[Finding]], ...] = (
    _server,
    _token,
    _clock,
    _disk,
    _files,
    _calendar,
    _faults,
    _outbox,
    _record,
    _checkpoint,
    _backup,
    _evidence,
    _scanner,
    _keys,
    _retention,
)
