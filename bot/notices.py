"""A notice of the calendar -> a reply: the lines people read, most urgent first, and their buttons.

    Buongiorno, oggi è il 24/06/2024:
    ⏳ AF1.1 Carta dei servizi: entro il 30/06/2024, tra 6 giorni; manca AF1.1.3
    ✅ AF1: 4 dati da validare, il primo del 12/06/2024          [AF1.1]  [Valida AF1]

What gathers many objectives (targets, weights, anomalies) is one line.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from handlers.desk import button
from handlers.reminders import answers
from handlers.status import scope_name, status_lines
from handlers.turn import Button, Reply
from handlers.words import headline
from ledger.evaluation.adopted import regulation_in_force
from ledger.plan import ENTE
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import State
from ledger.progress.standings import standing
from ledger.view import View
from scheduler.page import Matter
from scheduler.reminders import GROUP, Notice, topic_of
from words.say import Say, say

ABOUT = "rem:"
"""Of the button that opens what may be answered about a code."""

TITLE_CHARACTERS = 60
CODES = 4
BUTTONS = 8
BUTTONS_A_ROW = 4
DIGEST_LINES = 10
"""Of one area, headline and states included."""


@dataclass(frozen=True)
class Telling:
    """What the lines are made with."""

    plan: PlanInForce
    day: dt.date
    phases: Mapping[str, str]
    """Names of the year's phases, by kind."""


@dataclass(frozen=True)
class Line:
    said: Say
    button: Button | None = None


def reply_to(notice: Notice, view: View) -> Reply:
    """What a person, or a group, reads of a notice."""
    lines, digests = [], []
    regulation = regulation_in_force(view)
    room = regulation.reminders.lines
    phases = {date.kind: date.name for date in regulation.statutory_dates}
    found = list(_lines(notice, Telling(view.plan, notice.day, phases)))
    lines = [line.said for line in found[:room]]
    if len(found) > room:
        lines = [*lines[: room - 1], say("notice.more", count=len(found) - room + 1)]
    areas = [line.subject for line in notice.lines if line.kind == "digest"]
    for scope in areas:
        digests += _digest(view, notice, scope, DIGEST_LINES)
    buttons = [line.button for line in found[:room] if line.button is not None]
    return Reply((_title(notice), *lines, *digests), _answers(notice, view, buttons), to=notice.to)


def _answers(
    notice: Notice, view: View, buttons: Sequence[Button]
) -> tuple[tuple[Button, ...], ...]:
    """One button a line; where there is but one, what may be answered to it. None in a group."""
    if notice.to.startswith(GROUP):
        return ()
    if len(buttons) == 1 and buttons[0].data.startswith(ABOUT):
        code = buttons[0].data.removeprefix(ABOUT)
        return answers(view, notice.to, code, notice.day)
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


def _lines(notice: Notice, telling: Telling) -> Iterator[Line]:
    """One line a matter, or one for all of a kind. What went up says of itself that it waits."""
    up = {matter.subject for matter in notice.lines if matter.kind == "escalation"}
    shown = [
        matter
        for matter in notice.lines
        if matter.kind != "digest"
        and not (matter.kind in ("overdue", "stale") and matter.subject in up)
    ]
    for (kind, _), same in groupby(shown, key=_together):
        matters = list(same)
        if kind in GATHERED:
            yield GATHERED[kind](matters)
        else:
            yield ALONE[kind](telling, matters[0])


def _together(matter: Matter) -> tuple[str, str]:
    return matter.kind, "" if matter.kind in GATHERED else matter.subject


def _facts(telling: Telling, matter: Matter) -> dict[str, object]:
    title = scope_name(telling.plan, matter.subject)
    if len(title) > TITLE_CHARACTERS:
        title = f"{title[: TITLE_CHARACTERS - 1].rstrip()}…"
    return {"code": matter.subject, "title": title, "due": matter.due_on, "since": matter.since}


def _codes(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:CODES])
    return shown if len(codes) <= CODES else f"{shown}…"


def _missing(matter: Matter) -> Say:
    """Which of an objective's indicators still wait; of one indicator it goes without saying."""
    if not matter.codes or matter.codes == (matter.subject,):
        return say("notice.only")
    return say("notice.missing", codes=_codes(matter.codes))


def _about(matter: Matter) -> Button:
    return button("scope", f"{ABOUT}{matter.subject}", code=matter.subject)


def _deadline(telling: Telling, matter: Matter) -> Line:
    assert matter.due_on is not None, "a deadline has its day"
    days = (matter.due_on - telling.day).days
    when = say(f"notice.in.{days}") if days < 2 else say("notice.in", days=days)
    said = say("notice.deadline", when=when, missing=_missing(matter), **_facts(telling, matter))
    return Line(said, _about(matter))


def _overdue(telling: Telling, matter: Matter) -> Line:
    said = say("notice.overdue", missing=_missing(matter), **_facts(telling, matter))
    return Line(said, _about(matter))


def _escalation(telling: Telling, matter: Matter) -> Line:
    key = "notice.up.silent" if matter.due_on is None else "notice.up.overdue"
    return Line(say(key, **_facts(telling, matter)), _about(matter))


def _monitoring(telling: Telling, matter: Matter) -> Line:
    if "/" in matter.subject:
        return _phase(telling, matter)
    said = say(
        "notice.monitoring.one" if len(matter.codes) == 1 else "notice.monitoring",
        count=len(matter.codes),
        codes=_codes(matter.codes),
        **_facts(telling, matter),
    )
    return Line(said, button("owed", f"owed:{matter.subject}", code=matter.subject))


def _phase(telling: Telling, matter: Matter) -> Line:
    kind, _, year = matter.subject.partition("/")
    name = telling.phases.get(kind, kind)
    said = say("notice.phase", name=name, year=year, due=matter.due_on)
    return Line(said, button("phase_done", f"phase:{matter.subject}", name=name))


def _declined(telling: Telling, matter: Matter) -> Line:
    topic, _, person = matter.subject.partition(":")
    said = say("notice.declined", person=person, code=topic, since=matter.since)
    return Line(said, button("return", f"remback:{topic}:{person}", code=topic))


def _conciliazione(telling: Telling, matter: Matter) -> Line:
    """Whose turn it is, and by when; past the term both hear that there was no answer."""
    person, year, turn = matter.subject.split("/")
    late = matter.due_on is not None and matter.due_on < telling.day
    key = "notice.conciliazione.late" if late else f"notice.conciliazione.{turn}"
    said = say(key, person=person, year=year, due=matter.due_on)
    return Line(said, button("scheda_of", f"sch:{person}", person=person))


def _reassignment(telling: Telling, matter: Matter) -> Line:
    late = matter.due_on is not None and matter.due_on < telling.day
    key = "notice.reassignment.late" if late else "notice.reassignment"
    return Line(say(key, **_facts(telling, matter)))


def _unreachable(telling: Telling, matter: Matter) -> Line:
    return Line(say("notice.unreachable", person=matter.subject, since=matter.since))


def _invitation(telling: Telling, matter: Matter) -> Line:
    return Line(say("notice.invitation", person=matter.subject, due=matter.due_on))


def _validation(telling: Telling, matter: Matter) -> Line:
    key = "notice.validation.one" if len(matter.codes) == 1 else "notice.validation"
    said = say(key, code=matter.subject, count=len(matter.codes), since=matter.since)
    return Line(said, button("validate", f"nextval:0:{matter.subject}", code=matter.subject))


def _stale(matters: list[Matter]) -> Line:
    said = say(
        "notice.stale.one" if len(matters) == 1 else "notice.stale",
        codes=_codes([m.subject for m in matters]),
        count=len(matters),
        since=min(m.since for m in matters if m.since is not None),
    )
    return Line(said, button("scope", f"{ABOUT}{topic_of(matters[0])}", code=topic_of(matters[0])))


def _gathered(key: str) -> Callable[[list[Matter]], Line]:
    def line(matters: list[Matter]) -> Line:
        count = sum(max(1, len(m.codes)) for m in matters)
        codes = _codes([m.subject for m in matters])
        return Line(say(f"{key}.one" if count == 1 else key, codes=codes, count=count))

    return line


ALONE: dict[str, Callable[[Telling, Matter], Line]] = {
    "deadline": _deadline,
    "overdue": _overdue,
    "escalation": _escalation,
    "monitoring": _monitoring,
    "phase": _phase,
    "conciliazione": _conciliazione,
    "reassignment": _reassignment,
    "declined": _declined,
    "unreachable": _unreachable,
    "invitation": _invitation,
    "validation": _validation,
}

GATHERED: dict[str, Callable[[list[Matter]], Line]] = {
    "stale": _stale,
    "no_target": _gathered("notice.no_target"),
    "weights": _gathered("notice.weights"),
    "anomaly": _gathered("notice.anomaly"),
}


def _digest(view: View, notice: Notice, scope: str, limit: int) -> list[Say]:
    """How a scope stands, worst first, and how much of it waits for validation."""
    plan = view.plan
    if scope == ENTE:
        lines = list(_by_area(view, notice.day))
    else:
        lines = list(status_lines(view, standing(view, scope, notice.day), limit=limit - 1))
    waiting = sum(
        scope in (ENTE, plan.area_of_service.get(unit, unit))
        for unit in (plan.objective_of(row.indicator).unit for row in view.waiting())
    )
    if waiting:
        lines.append(say("notice.waiting", count=waiting))
    return [say("notice.digest"), *lines]


def _by_area(view: View, day: dt.date) -> Iterator[Say]:
    """The ente, then its areas, those furthest behind first, with what is late or at risk."""
    plan = view.plan
    yield from headline(standing(view, ENTE, day), plan.plan.ente)
    areas = [standing(view, area, day) for area in plan.areas]
    areas.sort(key=lambda area: (area.progress or Fraction(0)) - (area.expected or Fraction(0)))
    for area in areas:
        figures = {"code": area.scope, "name": plan.areas[area.scope].name}
        if area.progress is None:
            yield say("notice.area.none", **figures)
        else:
            yield say(
                "notice.area",
                percent=area.progress,
                expected=area.expected or Fraction(0),
                late=area.states.get(State.LATE, 0),
                at_risk=area.states.get(State.AT_RISK, 0),
                **figures,
            )
