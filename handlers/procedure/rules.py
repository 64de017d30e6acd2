"""The regulation by chat: what is in force, another file, one setting.

segretario  /regolamento                      →  what is in force, and how to change it
segretario  (regolamento.toml)                →  what changes, card, adopted
segretario  /regolamento patrono 24/06        →  the patron saint's day, card
segretario  /regolamento membri del Nucleo 3      →  or its key, `nucleo.members 3`
"""

import re

from handlers.conversation import Conversation
from handlers.desk import Desk, answer, keep
from handlers.evaluating.whom import take_year
from handlers.procedure.setting_words import (
    NO_VALUE,
    PATRON,
    in_words,
    read_setting,
    settings_of,
    with_setting,
)
from handlers.talk import listing
from handlers.talk.deed import Args, present, recorded
from handlers.talk.listing import Listed
from handlers.talk.typed import read_day
from handlers.turn import Attachment, Outcome, Reply
from ledger.commands.ente import AdoptRegulation
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.events import Envelope
from ledger.people import Role
from ledger.regulation import Regulation, RegulationFaults, parse
from words.say import Say, say

TALK, LIST = "regolamento", "reg"
FAULTS_SHOWN = 8
CHANGES_SHOWN = 20
REST = ("roles", "sanctions", "absences", "holidays", "statutory_dates", "reminders")
"""Of a regulation, beside its settings: of these a card only says that they change."""


def start(desk: Desk, typed: str) -> Outcome:
    """What is in force, `patrono 24/06`, or a setting and its value; with a year before it."""
    year, typed = take_year(desk, typed) if re.match(r"\d{4}\b", typed) else (desk.view.year, typed)
    name, _, value = typed.partition(" ")
    if not name:
        return show(desk, year)
    if name.lower() in ("patrono", "santo"):
        return _patron(desk, year, value.strip())
    read = read_setting(typed)
    return answer(say("rules.how")) if read is None else _with_setting(desk, year, *read)


def _in_force(desk: Desk, year: int) -> Regulation | None:
    try:
        return regulation_of(desk.view, year).regulation
    except NoRegulation:
        return None


def show(desk: Desk, year: int) -> Outcome:
    """What is in force: its title, its act, every setting."""
    return listing.shown(desk, LIST, str(year), source(desk, str(year)))


def source(desk: Desk, about: str) -> Listed:
    """Every setting of the rules of a year."""
    year = int(about) if about.isdecimal() else desk.view.year
    found = _in_force(desk, year)
    if found is None:
        return Listed((say("rules.none", year=year),), (), tail=(say("rules.how"),))
    title = say("rules.title", year=year, title=found.title, act=found.act or say("amount.none"))
    rows = tuple(say("rules.setting", name=n, value=v) for n, v in settings_of(found))
    return Listed((title,), rows, tail=(say("rules.how"),))


def _patron(desk: Desk, year: int, typed: str) -> Outcome:
    if typed.casefold() in NO_VALUE:
        return _with_setting(desk, year, PATRON, typed)
    day = read_day(typed, desk.today)
    if day is None:
        return answer(say("rules.patron_how"))
    return _with_setting(desk, year, PATRON, f"{day:%m-%d}")


def _with_setting(desk: Desk, year: int, key: str, typed: str) -> Outcome:
    found = _in_force(desk, year)
    if found is None:
        return answer(say("rules.none", year=year), say("rules.how"))
    try:
        changed = with_setting(found, key, typed)
    except RegulationFaults as faults:
        return _faulty(faults)
    return _offer(desk, changed, year, found)


def received(desk: Desk, file: Attachment) -> Outcome | None:
    """A regulation file; None for any other."""
    if file.content is None or not file.name.lower().endswith(".toml"):
        return None
    try:
        regulation = parse(file.content.decode("utf-8"))
    except UnicodeDecodeError:
        return keep(desk, answer(say("rules.not_text")))
    except RegulationFaults as faults:
        return keep(desk, _faulty(faults))
    year = desk.view.year
    found = re.match(r"\s*(\d{4})\b", desk.turn.text)
    year = int(found[1]) if found else year
    return _offer(desk, regulation, year, _in_force(desk, year))


def _faulty(faults: RegulationFaults) -> Outcome:
    lines = [say("rules.fault", text=in_words(text)) for text in faults.faults[:FAULTS_SHOWN]]
    return answer(say("rules.faulty", count=len(faults.faults)), *lines)


def _offer(desk: Desk, regulation: Regulation, year: int, before: Regulation | None) -> Outcome:
    command = AdoptRegulation(regulation, year)
    desk.ledger.consider(command, actor=desk.person)
    lines = [say("rules.card", title=regulation.title, year=year), *_changes(regulation, before)]
    return present(desk, TALK, command, *lines, year=year, title=regulation.title)


def _changes(regulation: Regulation, before: Regulation | None) -> list[Say]:
    """The settings that become others, and the tables that do."""
    if before is None:
        return []
    was = dict(settings_of(before))
    lines = [
        say("rules.changes", name=name, before=was.get(name, ""), after=value)
        for name, value in settings_of(regulation)
        if was.get(name) != value
    ]
    for table in REST:
        if getattr(regulation, table) != getattr(before, table):
            lines.append(say("rules.table_changes", name=say(f"rules.table.{table}")))
    return lines[:CHANGES_SHOWN] or [say("rules.same")]


def _told(desk: Desk, draft: Args, found: list[Envelope]) -> tuple[Reply, ...]:
    return (Reply((say("rules.adopted", title=draft["title"], year=draft["year"]),)),)


CONVERSATION = Conversation(
    talk=TALK,
    commands={"regolamento": start},
    asides=frozenset({"regolamento"}),
    offered={"regolamento": (Role.SEGRETARIO,)},
    confirm=lambda desk: recorded(desk, _told),
)
