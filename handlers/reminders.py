"""What people answer to the calendar: later, not mine, done; and how they want to be told.

eq          [AS4.3]               →  AS4.3 …  [Aggiorna] [1 ora] [Domani] [Lunedì] [Non è mio]
eq          [Domani]              →  Va bene: te lo ricordo il 17/09/2024 08:00.
dirigente   [AS4.3: è suo]        →  card, Conferma
anybody     /impostazioni         →  hour, weekday, what one may not hear of
anybody     /calendario           →  scadenze.ics
"""

import datetime as dt
from collections.abc import Callable

from handlers import deed
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, button
from handlers.ics import calendar_file
from handlers.status import scope_name
from handlers.turn import Button, Outcome
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
from ledger.cycle.agenda import Settings
from ledger.cycle.working import WorkingDays
from ledger.evaluation.adopted import regulation_in_force
from ledger.view import View
from words.say import say

TALK = "reminder"
HOURS_SHOWN = 6
ONE_DAY = dt.timedelta(days=1)


def about(desk: Desk, typed: str) -> Outcome:
    """The menu behind a line of the morning's message."""
    plan = desk.view.plan
    code = plan.resolve(typed)
    return answer(
        say("reminder.about", code=code, name=scope_name(plan, code), due=plan.deadline(code)),
        buttons=answers(desk.view, desk.person, code, desk.today),
    )


def answers(view: View, person: str, code: str, today: dt.date) -> tuple[tuple[Button, ...], ...]:
    """What may be answered about an objective or an indicator: now, later, not mine, how it is."""
    plan = view.plan
    topic = plan.objective_of(code).code
    first = []
    if may_report(view, person, code, today):
        first.append(button("report_now", f"{'ind' if code in plan.indicators else 'obj'}:{code}"))
    later = tuple(button(f"snooze.{when}", f"snz:{when}:{topic}") for when in WHEN)
    last = (button("not_mine", f"notmine:{topic}"), button("scope", f"st:{code}", code=code))
    return (*first, *later), last


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


def snooze(desk: Desk, when: str, typed: str) -> Outcome:
    topic = desk.view.plan.objective_of(desk.view.plan.resolve(typed)).code
    until = WorkingDays(regulation_in_force(desk.view)).opening(WHEN[when](desk))
    desk.execute(Snooze(topic, until), f"snooze:{desk.turn.key}")
    return answer(say("reminder.snoozed", code=topic, until=until), replace=True)


def offer_decline(desk: Desk, typed: str) -> Outcome:
    return deed.offer(desk, TALK, DEEDS, "decline", {"topic": typed})


def offer_return(desk: Desk, topic: str, person: str) -> Outcome:
    return deed.offer(desk, TALK, DEEDS, "return", {"topic": topic, "person": person})


def offer_phase(desk: Desk, phase: str) -> Outcome:
    return deed.offer(desk, TALK, DEEDS, "phase", {"phase": phase})


def confirmed(desk: Desk) -> Outcome:
    return deed.confirmed(desk, DEEDS)


def _phase_name(desk: Desk, args: Args) -> str:
    kind, _, year = str(args["phase"]).partition("/")
    dates = regulation_in_force(desk.view).statutory_dates
    return f"{next(d.name for d in dates if d.kind == kind)} {year}"


DEEDS = {
    "decline": Deed(
        lambda desk, args: DeclineReminder(args["topic"]),
        lambda desk, args: (say("reminder.card.decline", code=args["topic"]),),
    ),
    "return": Deed(
        lambda desk, args: ReturnReminder(args["person"], args["topic"]),
        lambda desk, args: (
            say("reminder.card.return", code=args["topic"], person=args["person"]),
        ),
    ),
    "phase": Deed(
        lambda desk, args: FinishPhase(args["phase"]),
        lambda desk, args: (say("reminder.card.phase", name=_phase_name(desk, args)),),
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
    return answer(
        say("settings.title", hour=f"{hour}:00", weekday=say(f"weekday.{weekday}")),
        buttons=tuple(rows),
        replace=bool(desk.turn.pressed),
    )


def _settings(desk: Desk) -> Settings:
    return desk.view.agenda().settings.get(desk.person, Settings())


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
    known = len(args) == 2 and args[0] in ("hour", "weekday", "weeks", "kind")
    if not known or (args[0] != "kind" and not args[1].isdecimal()):
        return _stale()
    return change_settings(desk, args[0], args[1])


COMMANDS: dict[str, Callable[[Desk, str], Outcome]] = {
    "calendario": lambda desk, rest: send_calendar(desk),
    "impostazioni": lambda desk, rest: show_settings(desk),
}

BUTTONS: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "rem": lambda desk, args: about(desk, args[0]),
    "snz": lambda desk, args: (
        snooze(desk, args[0], args[1]) if len(args) == 2 and args[0] in WHEN else _stale()
    ),
    "notmine": lambda desk, args: offer_decline(desk, args[0]),
    "remback": lambda desk, args: offer_return(desk, *args) if len(args) == 2 else _stale(),
    "phase": lambda desk, args: offer_phase(desk, args[0]),
    "set": _set,
}
