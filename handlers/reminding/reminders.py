"""What people answer to the calendar: later, not mine, done; and how they want to be told.

eq          [AS4.3]               →  AS4.3 …  [Aggiorna] [1 ora] [Domani] [Lunedì] [Non è mio]
eq          [Domani]              →  Va bene: te lo ricordo il 17/09/2024 08:00.
dirigente   [AS4.3: è suo]        →  card, Conferma
anybody     /impostazioni         →  hour, weekday, what one may not hear of
anybody     /calendario           →  scadenze.ics
"""

import datetime as dt
import re
from collections.abc import Callable

from handlers.desk import Desk, answer, button
from handlers.standing.pages import open_page
from handlers.standing.status import scope_name
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.turn import Button, Outcome
from italian.regex import regex
from ledger.access import Access
from ledger.clock import ROME, day_of
from ledger.commands.authority import may_report
from ledger.commands.calendar import (
    FREQUENCIES,
    ChangeSettings,
    DeclineReminder,
    FinishPhase,
    ReturnReminder,
    Snooze,
)
from ledger.cycle.agenda import Choices
from ledger.cycle.working import WorkingDays
from ledger.evaluation.adopted import regulation_in_force
from ledger.events.calendar import Subject
from ledger.readings.office import may_have_second_factor
from ledger.view import View
from words.say import Say, say

TALK = "reminder"
HOURS_SHOWN = 6
ONE_DAY = dt.timedelta(days=1)


def about(desk: Desk, view: View, typed: str) -> Outcome:
    """The menu behind a line of the morning's message; of another year it says how to report."""
    plan = view.plan
    code = plan.resolve(typed)
    facts = {"code": code, "name": scope_name(plan, code), "due": plan.deadline(code)}
    said = say("reminder.about", **facts)
    if plan.year != desk.view.year:
        last = dt.date(plan.year, 12, 31)
        said = say("reminder.about.of_year", year=plan.year, last=last, **facts)
    return answer(said, buttons=answers(view, desk.person, code, desk.today))


def answers(view: View, person: str, code: str, today: dt.date) -> tuple[tuple[Button, ...], ...]:
    """What may be answered about an objective or an indicator: now, later, not mine, how it is.

    A report without a day goes to this year: of another year there is no button for it.
    """
    plan = view.plan
    topic = f"{plan.year}:{plan.objective_of(code).code}"
    later = tuple(button(f"snooze.{when}", f"snz:{when}:{topic}") for when in WHEN)
    not_mine = button("not_mine", f"notmine:{topic}")
    if plan.year < today.year and today.year in view.years:
        return later, (not_mine,)
    first = []
    if may_report(view, person, code, today):
        first.append(button("report_now", f"{'ind' if code in plan.indicators else 'obj'}:{code}"))
    return (*first, *later), (not_mine, button("scope", f"st:{code}", code=code))


def _in_an_hour(desk: Desk) -> dt.datetime:
    return desk.ledger.now() + dt.timedelta(hours=1)


def _tomorrow(desk: Desk) -> dt.datetime:
    return dt.datetime.combine(desk.today + ONE_DAY, dt.time(), tzinfo=ROME)


def _monday(desk: Desk) -> dt.datetime:
    days = 8 - desk.today.isoweekday()
    return dt.datetime.combine(desk.today + dt.timedelta(days), dt.time(), tzinfo=ROME)


WHEN: dict[str, Callable[[Desk], dt.datetime]] = {
    "hour": _in_an_hour,
    "tomorrow": _tomorrow,
    "monday": _monday,
}


def snooze(desk: Desk, when: str, view: View, typed: str) -> Outcome:
    """Puts a line off to the first working hour after that. Raises Refusal."""
    topic = view.plan.objective_of(view.plan.resolve(typed)).code
    until = WorkingDays(regulation_in_force(desk.view)).opening(WHEN[when](desk))
    command = Snooze(Subject(year=view.year, code=topic), until)
    desk.execute(command, f"snooze:{desk.turn.key}")
    return answer(say("reminder.snoozed", code=topic, until=until), replace=True)


def offer_decline(desk: Desk, view: View, typed: str) -> Outcome:
    """The card that says an objective is not one's own."""
    return deed.offer(desk, TALK, DEEDS, "decline", {"year": view.year, "topic": typed})


def offer_return(desk: Desk, view: View, topic: str, person: str) -> Outcome:
    """The card by which who is above gives it back to them."""
    args = {"year": view.year, "topic": topic, "person": person}
    return deed.offer(desk, TALK, DEEDS, "return", args)


def offer_phase(desk: Desk, phase: str, year: int) -> Outcome:
    """The card that says a phase of the cycle is done."""
    return deed.offer(desk, TALK, DEEDS, "phase", {"phase": phase, "year": year})


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


def _phase_name(desk: Desk, args: Args) -> str:
    dates = regulation_in_force(desk.view).statutory_dates
    return f"{next(d.name for d in dates if d.kind == args['phase'])} {args['year']}"


DEEDS = {
    "decline": Deed(
        lambda desk, args: DeclineReminder(args["topic"], args["year"]),
        lambda desk, args: (say("reminder.card.decline", code=args["topic"]),),
        then=lambda desk, args: (say("follows.decline"), button("oggi", "oggi:0")),
    ),
    "return": Deed(
        lambda desk, args: ReturnReminder(args["person"], args["topic"], args["year"]),
        lambda desk, args: (
            say("reminder.card.return", code=args["topic"], person=args["person"]),
        ),
        then=lambda desk, args: (
            say("follows.return", person=args["person"]),
            button("scope", f"st:{args['topic']}", code=args["topic"]),
        ),
    ),
    "phase": Deed(
        lambda desk, args: FinishPhase(args["phase"], args["year"]),
        lambda desk, args: (say("reminder.card.phase", name=_phase_name(desk, args)),),
        then=lambda desk, args: (say("follows.finished"), button("oggi", "oggi:0")),
    ),
}


def show_settings(desk: Desk) -> Outcome:
    """Hour, weekday, what one may not hear of, and how often: what is chosen is marked."""
    rules = regulation_in_force(desk.view).reminders
    present = _settings(desk)
    hour = present.hour or rules.hours.from_hour
    weekday = present.weekday or rules.weekday
    hours = range(rules.hours.from_hour, rules.hours.to_hour)
    rows: list[tuple[Button, ...]] = [
        tuple(
            button("chosen" if h == hour else "choice", f"set:hour:{h}", name=f"{h}:00")
            for h in hours[:HOURS_SHOWN]
        ),
        tuple(
            button(
                "chosen" if day == weekday else "choice",
                f"set:weekday:{day}",
                name=say(f"weekday.{day}"),
            )
            for day in rules.hours.weekdays
        ),
    ]
    cells = [
        button(
            "off" if kind in present.silenced else "on",
            f"set:kind:{kind}",
            name=say(f"reminder.kind.{kind}"),
        )
        for kind in rules.may_silence
    ]
    rows += [tuple(cells[i : i + 2]) for i in range(0, len(cells), 2)]
    weeks = present.weeks or FREQUENCIES[0]
    rows.append(
        tuple(
            button(
                "chosen" if n == weeks else "choice",
                f"set:weeks:{n}",
                name=say(f"settings.weeks.{n}"),
            )
            for n in FREQUENCIES
        )
    )
    doors, more = _doors(desk)
    return answer(
        say("settings.title", hour=f"{hour}:00", weekday=say(f"weekday.{weekday}")),
        *doors,
        buttons=(*rows, *more),
        replace=bool(desk.turn.pressed),
    )


def _doors(desk: Desk) -> tuple[list[Say], list[tuple[Button, ...]]]:
    """The pages one has open, and how one enters them; never in a group."""
    if desk.turn.kind == "group":
        return [], []
    count = len(Access(desk.ledger).sessions_of(desk.person))
    lines = [say("settings.pages", count=count)] if count else []
    rows: list[tuple[Button, ...]] = []
    if count:
        rows.append((button("close_pages", "set:pages:0"),))
    if may_have_second_factor(desk.record, desk.person, desk.today):
        has = desk.view.second_factor(desk.person) is not None
        lines.append(say(f"settings.factor.{'on' if has else 'off'}"))
        rows.append((open_page("/impostazioni/fattore"),))
    return lines, rows


def close_pages(desk: Desk) -> Outcome:
    """Every page one has open is closed at once, wherever it is."""
    access = Access(desk.ledger)
    for session in access.sessions_of(desk.person):
        access.close(session.id)
    return show_settings(desk)


def _settings(desk: Desk) -> Choices:
    return desk.view.agenda().settings.get(desk.person, Choices())


def change_settings(desk: Desk, what: str, value: str) -> Outcome:
    """One press, one choice; a silenced kind is heard again at the next press. Raises Refusal."""
    present = _settings(desk)
    chosen = {"hour": present.hour, "weekday": present.weekday, "weeks": present.weeks}
    silenced = present.silenced
    if what == "kind":
        silenced = silenced ^ {value}
    else:
        chosen[what] = int(value)
    command = ChangeSettings(silenced=tuple(silenced), **chosen)
    desk.execute(command, f"settings:{desk.turn.key}")
    return show_settings(desk)


def send_calendar(desk: Desk) -> Outcome:
    """One's deadlines as a file that any calendar opens."""
    from handlers.reminding.ics import (
        calendar_file,  # its library is loaded with the first calendar
    )

    name, content, count = calendar_file(desk.view, desk.person, desk.ledger.now())
    if not count:
        return answer(say("ics.none"))
    return answer(
        say("ics.caption", count=count, day=day_of(desk.ledger.now())), document=(name, content)
    )


def _stale() -> Outcome:
    return answer(say("card.stale"))


def _set(desk: Desk, args: list[str]) -> Outcome:
    """What a button holds comes from outside: a choice that is not one of ours is stale."""
    if args == ["pages", "0"]:
        return close_pages(desk)
    known = len(args) == 2 and args[0] in ("hour", "weekday", "weeks", "kind")
    if not known or (args[0] != "kind" and not re.fullmatch(r"[0-9]{1,2}", args[1])):
        return _stale()
    return change_settings(desk, args[0], args[1])


YEAR = regex(r"[0-9]{4}")


def _of_year(desk: Desk, args: list[str], count: int) -> tuple[View, list[str]] | None:
    """The year a button speaks of and the rest it holds; None where that is not one of ours.

    A button from before lines named their year holds none: it spoke of the only plan there was.
    """
    if len(args) == count:
        return desk.view, args
    if len(args) == count + 1 and YEAR.fullmatch(args[0]) and int(args[0]) in desk.view.years:
        return desk.view.of(int(args[0])), args[1:]
    return None


def _about(desk: Desk, args: list[str]) -> Outcome:
    found = _of_year(desk, args, 1)
    return _stale() if found is None else about(desk, found[0], *found[1])


def _snooze(desk: Desk, args: list[str]) -> Outcome:
    found = _of_year(desk, args[1:], 1)
    if found is None or args[0] not in WHEN:
        return _stale()
    return snooze(desk, args[0], found[0], *found[1])


def _decline(desk: Desk, args: list[str]) -> Outcome:
    found = _of_year(desk, args, 1)
    return _stale() if found is None else offer_decline(desk, found[0], *found[1])


def _return(desk: Desk, args: list[str]) -> Outcome:
    found = _of_year(desk, args, 2)
    return _stale() if found is None else offer_return(desk, found[0], *found[1])


def _phase(desk: Desk, args: list[str]) -> Outcome:
    """A phase may be of a year that has no plan yet."""
    if len(args) != 2 or not YEAR.fullmatch(args[0]):
        return _stale()
    return offer_phase(desk, args[1], int(args[0]))


COMMANDS: dict[str, Callable[[Desk, str], Outcome]] = {
    "calendario": lambda desk, rest: send_calendar(desk),
    "impostazioni": lambda desk, rest: show_settings(desk),
}

BUTTONS: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "rem": _about,
    "snz": _snooze,
    "notmine": _decline,
    "remback": _return,
    "phase": _phase,
    "set": _set,
}
