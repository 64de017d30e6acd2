"""A notice of the calendar -> a reply: the lines people read, most urgent first, and their buttons.

    Buongiorno, oggi è il 24/06/2024:
    ⏳ AF1.1 Carta dei servizi: entro il 30/06/2024, tra 6 giorni; manca AF1.1.3
    ✅ AF1: 4 dati da validare, il primo del 12/06/2024          [AF1.1]  [Valida AF1]

What gathers many objectives (targets, weights, anomalies) is one line.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from bot.outgoing.digests import digest
from handlers.desk import button
from handlers.reminding.reminders import answers
from handlers.standing.status import scope_name
from handlers.talk.words import post
from handlers.turn import Button, Reply
from ledger.cycle.faults import Failure
from ledger.evaluation.adopted import regulation_in_force
from ledger.events.calendar import Subject
from ledger.plan.inforce import PlanInForce
from ledger.view import View
from scheduler.apart import Apart
from scheduler.page import Matter
from scheduler.reminders import GROUP, Notice
from words.say import Say, say
from words.wording import text_of

ABOUT = "rem:"
"""Of the button that opens what may be answered about a year and a code."""

SAID_BY_RISING = ("overdue", "stale", "evaluation", "entity")
"""Kinds that say nothing beside the line of what went up."""

TITLE_CHARACTERS = 60
CODES = 4
BUTTONS = 8
BUTTONS_A_ROW = 4


@dataclass(frozen=True)
class Telling:
    """What the lines are made with."""

    view: View
    day: dt.date
    phases: Mapping[str, str]
    """Names of the year's phases, by kind."""

    def plan_of(self, subject: Subject) -> PlanInForce:
        """The plan of the subject's year."""
        return self.view.of(subject.year).plan

    def is_other(self, subject: Subject) -> bool:
        """Whether it belongs to another year than the day's: then the line says so."""
        return subject.year not in (None, self.day.year)

    def named(self, subject: Subject) -> object:
        """Its code, with the year where it is another than the day's."""
        if not self.is_other(subject):
            return subject.code
        return say("notice.of_year", code=subject.code, year=subject.year)


@dataclass(frozen=True)
class Line:
    """A line of a notice and the button beside it."""

    said: Say
    button: Button | None = None


@dataclass(frozen=True)
class Rendered:
    """A message, the lines of the notice it tells, and those that could not be said.

    Without a line there is no message.
    """

    reply: Reply | None
    told: tuple[Matter, ...]
    failures: tuple[Failure, ...]


def rendered(notice: Notice, view: View) -> Rendered:
    """What a person, or a group, reads of a notice; a line that cannot be said is left out."""
    regulation, apart = regulation_in_force(view), Apart()
    phases = {date.kind: date.name for date in regulation.statutory_dates}
    telling = Telling(view, notice.day, phases)
    found, told = _found(notice, telling, apart)
    digests: list[Say] = []
    for matter in notice.lines:
        if matter.kind == "digest":
            said = apart.look("digest", matter.subject, partial(_digest, telling, matter.subject))
            digests += said
            told += [matter] if said else []
    failures = tuple(apart.failures.values())
    if not told:
        return Rendered(None, (), failures)
    room = regulation.reminders.lines
    lines = [line.said for line in found[:room]]
    if len(found) > room:
        lines = [*lines[: room - 1], say("notice.more", count=len(found) - room + 1)]
    buttons = [line.button for line in found[:room] if line.button is not None]
    shown = (_title(notice), *lines, *digests)
    reply = Reply(shown, _answers(notice, view, buttons), to=notice.to)
    return Rendered(reply, tuple(told), failures)


def _answers(
    notice: Notice, view: View, buttons: Sequence[Button]
) -> tuple[tuple[Button, ...], ...]:
    """One button a line; where there is but one, what may be answered to it. None in a group."""
    if notice.to.startswith(GROUP):
        return ()
    if len(buttons) == 1 and buttons[0].data.startswith(ABOUT):
        year, _, code = buttons[0].data.removeprefix(ABOUT).partition(":")
        return answers(view.of(int(year)), notice.to, code, notice.day)
    cells = buttons[:BUTTONS]
    return tuple(tuple(cells[i : i + BUTTONS_A_ROW]) for i in range(0, len(cells), BUTTONS_A_ROW))


def _title(notice: Notice) -> Say:
    if notice.back:
        key = "notice.back"
    elif notice.number > 1:
        key = "notice.again"
    else:
        key = "notice.title"
    return say(key, day=notice.day)


def _found(notice: Notice, telling: Telling, apart: Apart) -> tuple[list[Line], list[Matter]]:
    """One line a matter, or one for all of a kind and year, and the matters they tell.

    What went up says of itself that it waits.
    """
    up = {matter.subject for matter in notice.lines if matter.kind == "escalation"}
    implied = [m for m in notice.lines if m.kind in SAID_BY_RISING and m.subject in up]
    shown = [m for m in notice.lines if m.kind != "digest" and m not in implied]
    lines: list[Line] = []
    told = list(implied)
    for _, same in groupby(shown, key=_together):
        matters = list(same)
        said = apart.look(matters[0].kind, matters[0].subject, partial(_line, telling, matters))
        lines += said
        told += matters if said else []
    return lines, told


def _together(matter: Matter) -> tuple[str, object]:
    subject = matter.subject
    return matter.kind, subject.year if matter.kind in GATHERED else subject


def _line(telling: Telling, matters: list[Matter]) -> list[Line]:
    kind = matters[0].kind
    line = (
        GATHERED[kind](telling, matters) if kind in GATHERED else ALONE[kind](telling, matters[0])
    )
    _words(line.said)
    if line.button is not None:
        _words(line.button.label)
    return [line]


def _words(said: Say) -> None:
    """Puts it into words here, where a line that has none fails by itself and not the message."""
    text_of(said)


def _facts(telling: Telling, matter: Matter) -> dict[str, object]:
    title = scope_name(telling.plan_of(matter.subject), matter.subject.code or "")
    if len(title) > TITLE_CHARACTERS:
        title = f"{title[: TITLE_CHARACTERS - 1].rstrip()}…"
    code = telling.named(matter.subject)
    return {"code": code, "title": title, "due": matter.due_on, "since": matter.since}


def _codes(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:CODES])
    return shown if len(codes) <= CODES else f"{shown}…"


def _missing(matter: Matter) -> Say:
    """Which of an objective's indicators still wait; of one indicator it goes without saying."""
    if not matter.codes or matter.codes == (matter.subject.code,):
        return say("notice.only")
    return say("notice.missing", codes=_codes(matter.codes))


def _about(telling: Telling, subject: Subject) -> Button:
    return button("scope", f"{ABOUT}{subject.year}:{subject.code}", code=telling.named(subject))


def _deadline(telling: Telling, matter: Matter) -> Line:
    assert matter.due_on is not None, "a deadline has its day"
    days = (matter.due_on - telling.day).days
    when = say(f"notice.in.{days}") if days < 2 else say("notice.in", days=days)
    said = say("notice.deadline", when=when, missing=_missing(matter), **_facts(telling, matter))
    return Line(said, _about(telling, matter.subject))


def _overdue(telling: Telling, matter: Matter) -> Line:
    said = say("notice.overdue", missing=_missing(matter), **_facts(telling, matter))
    return Line(said, _about(telling, matter.subject))


def _escalation(telling: Telling, matter: Matter) -> Line:
    if matter.subject.step is not None:
        return Line(_of_desk(f"notice.up.{matter.subject.step}", matter))
    key = "notice.up.silent" if matter.due_on is None else "notice.up.overdue"
    return Line(say(key, **_facts(telling, matter)), _about(telling, matter.subject))


def _of_desk(key: str, matter: Matter) -> Say:
    """What a desk has to do of a year: evaluate, propose, approve, validate."""
    subject = matter.subject
    desk = subject.person or post(subject.code or "")
    return say(key, year=subject.year, due=matter.due_on, desk=desk, people=_codes(matter.codes))


def _duty(telling: Telling, matter: Matter) -> Line:
    late = matter.due_on is not None and matter.due_on < telling.day
    key = f"notice.{matter.kind}.{matter.subject.step}"
    return Line(_of_desk(f"{key}.late" if late else key, matter))


def _assignment(telling: Telling, matter: Matter) -> Line:
    late = matter.due_on is not None and matter.due_on < telling.day
    key = "notice.assignment.late" if late else "notice.assignment"
    return Line(say(key, code=matter.subject.code, year=matter.subject.year, due=matter.due_on))


def _publication(telling: Telling, matter: Matter) -> Line:
    subject = matter.subject
    late = matter.due_on is not None and matter.due_on < telling.day
    key = "notice.publication.late" if late else "notice.publication"
    what = say(f"Lack.{subject.step}")
    done = button("publication_done", f"out:{subject.step}:{subject.year}", what=what)
    return Line(say(key, what=what, year=subject.year, due=matter.due_on), done)


def _collegial(telling: Telling, matter: Matter) -> Line:
    """What waits for one's word, or for a meeting: the proposal opens from here."""
    number = matter.subject.code
    said = say(f"notice.collegial.{matter.subject.step}", number=number, due=matter.due_on)
    return Line(said, button("read_numbered", f"nuc:{number}", number=number))


def _monitoring(telling: Telling, matter: Matter) -> Line:
    if matter.subject.phase is not None:
        return _phase(telling, matter)
    code = matter.subject.code
    said = say(
        "notice.monitoring.one" if len(matter.codes) == 1 else "notice.monitoring",
        count=len(matter.codes),
        codes=_codes(matter.codes),
        code=telling.named(matter.subject),
        due=matter.due_on,
    )
    return Line(said, button("owed", f"owed:{code}", code=code))


def _phase(telling: Telling, matter: Matter) -> Line:
    phase, year = matter.subject.phase or "", matter.subject.year
    name = telling.phases.get(phase, phase)
    said = say("notice.phase", name=name, year=year, due=matter.due_on)
    return Line(said, button("phase_done", f"phase:{year}:{phase}", name=name))


def _carry(telling: Telling, matter: Matter) -> Line:
    year = matter.subject.year
    return Line(say("notice.carry", year=year), button("carry", f"carry:{year}", year=year))


def _declined(telling: Telling, matter: Matter) -> Line:
    subject = matter.subject
    said = say(
        "notice.declined", person=subject.person, code=telling.named(subject), since=matter.since
    )
    data = f"remback:{subject.year}:{subject.code}:{subject.person}"
    return Line(said, button("return", data, code=telling.named(subject)))


def _conciliazione(telling: Telling, matter: Matter) -> Line:
    """Whose turn it is, and by when; past the term both hear that there was no answer."""
    subject = matter.subject
    late = matter.due_on is not None and matter.due_on < telling.day
    key = "notice.conciliazione.late" if late else f"notice.conciliazione.{subject.step}"
    said = say(key, person=subject.person, year=subject.year, due=matter.due_on)
    return Line(said, button("scheda_of", f"sch:{subject.person}", person=subject.person))


def _reassignment(telling: Telling, matter: Matter) -> Line:
    late = matter.due_on is not None and matter.due_on < telling.day
    key = "notice.reassignment.late" if late else "notice.reassignment"
    return Line(say(key, **_facts(telling, matter)))


def _unreachable(telling: Telling, matter: Matter) -> Line:
    return Line(say("notice.unreachable", person=matter.subject.person, since=matter.since))


def _invitation(telling: Telling, matter: Matter) -> Line:
    return Line(say("notice.invitation", person=matter.subject.person, due=matter.due_on))


def _validation(telling: Telling, matter: Matter) -> Line:
    """Another year's is validated once the chat speaks of that year."""
    subject = matter.subject
    key = "notice.validation.one" if len(matter.codes) == 1 else "notice.validation"
    code = telling.named(subject)
    said = say(key, code=code, count=len(matter.codes), since=matter.since)
    if telling.is_other(subject):
        return Line(say("notice.how_of_year", said=said, year=subject.year, code=subject.code))
    return Line(said, button("validate", f"nextval:0:{subject.code}", code=subject.code))


def _of_all(telling: Telling, matters: list[Matter]) -> object:
    """The codes that are gathered, and their year where it is another."""
    codes = _codes([m.subject.code or m.subject.text for m in matters])
    if not telling.is_other(matters[0].subject):
        return codes
    return say("notice.of_year", code=codes, year=matters[0].subject.year)


def _stale(telling: Telling, matters: list[Matter]) -> Line:
    said = say(
        "notice.stale.one" if len(matters) == 1 else "notice.stale",
        codes=_of_all(telling, matters),
        count=len(matters),
        since=min(m.since for m in matters if m.since is not None),
    )
    return Line(said, _about(telling, matters[0].topic))


def _gathered(key: str) -> Callable[[Telling, list[Matter]], Line]:
    def line(telling: Telling, matters: list[Matter]) -> Line:
        count = sum(max(1, len(m.codes)) for m in matters)
        codes = _of_all(telling, matters)
        return Line(say(f"{key}.one" if count == 1 else key, codes=codes, count=count))

    return line


ALONE: dict[str, Callable[[Telling, Matter], Line]] = {
    "deadline": _deadline,
    "overdue": _overdue,
    "escalation": _escalation,
    "monitoring": _monitoring,
    "phase": _phase,
    "carry": _carry,
    "conciliazione": _conciliazione,
    "entity": _duty,
    "evaluation": _duty,
    "assignment": _assignment,
    "publication": _publication,
    "collegial": _collegial,
    "reassignment": _reassignment,
    "declined": _declined,
    "unreachable": _unreachable,
    "invitation": _invitation,
    "validation": _validation,
}

GATHERED: dict[str, Callable[[Telling, list[Matter]], Line]] = {
    "stale": _stale,
    "no_target": _gathered("notice.no_target"),
    "weights": _gathered("notice.weights"),
    "anomaly": _gathered("notice.anomaly"),
    "fault": _gathered("notice.fault"),
}


def _digest(telling: Telling, subject: Subject) -> list[Say]:
    lines = digest(telling.view.of(subject.year), subject.code, telling.day)
    for said in lines:
        _words(said)
    return lines
