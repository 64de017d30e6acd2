"""The talks of the year: recorded by who evaluates, added to by the person.

dirigente   /colloquio eq.as4 inizio 15/01/2024; due righe su che cosa si è detto
eq          [Aggiungo qualcosa]
"""

import datetime as dt

from handlers.desk import Desk, answer, ask, button
from handlers.evaluating.whom import Whom, default_year
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.typed import read_day
from handlers.turn import Outcome, Reply
from ledger.commands.talks import AddToTalk, RecordTalk
from ledger.evaluation.talks import talk_period
from ledger.events import Envelope
from words.say import Say, say

TALK = "ciclo"
CONTENT_LENGTH = 600
MOMENTS = {
    "inizio": "start",
    "intermedio": "midway",
    "finale": "end",
    "fine": "end",
    "conferenza": "conference",
}


def talk(desk: Desk, typed: str) -> Outcome:
    """`/colloquio eq.as4 inizio 15/01/2024; due righe`; without a day it was today."""
    head, _, content = typed.partition(";")
    parts = head.split(maxsplit=2)
    if len(parts) < 2 or parts[1].lower() not in MOMENTS:
        return answer(say("talk.how"))
    day = read_day(parts[2], desk.today) if len(parts) > 2 else desk.today
    if day is None:
        return answer(say("talk.how"))
    moment = MOMENTS[parts[1].lower()]
    args = {
        "person": parts[0].lower(),
        "moment": moment,
        "day": day.isoformat(),
        "year": _year_of_talk(desk, moment, day),
        "content": content.strip()[:CONTENT_LENGTH],
    }
    return deed.offer(desk, TALK, DEEDS, "talk", args)


def _year_of_talk(desk: Desk, moment: str, day: dt.date) -> int:
    """The year whose time for such a talk the day is in: the latest of those with a plan."""
    fits = [
        year
        for year in desk.view.years
        if talk_period(moment, year)[0] <= day <= talk_period(moment, year)[1]
    ]
    if not fits:
        return default_year(desk)
    evaluated = moment in ("end", "conference")
    return min(fits, key=lambda y: abs(y - (day.year - evaluated * (day.month < 11))))


def _talk(desk: Desk, args: Args) -> object:
    day = dt.date.fromisoformat(args["day"])
    return RecordTalk(args["person"], args["year"], args["moment"], day, args["content"])


def _talk_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    day = dt.date.fromisoformat(args["day"])
    lines = [say(f"talk.card.{args['moment']}", person=args["person"], day=day, year=args["year"])]
    if args["content"]:
        lines.append(say("talk.content", text=args["content"]))
    return tuple(lines)


def _talk_told(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    """The other person hears it, and may add their word."""
    cell = button("follows.scheda", f"go:scheda:{args['person']}", person=args["person"])
    person, year = args["person"], args["year"]
    conference = args["moment"] == "conference"
    if conference:
        cell = button("open_person", f"evopen:{Whom(person, '', year)}", person=person)
    facts = {"person": person, "year": year}
    line = say("follows.conference" if conference else "follows.talk", **facts)
    own = Reply((say("talk.recorded", person=person), line), ((cell,),))
    if conference:
        return (own,)
    day = dt.date.fromisoformat(args["day"])
    lines = [say("talk.told", actor=desk.person, day=day, year=args["year"])]
    if args["content"]:
        lines.append(say("talk.content", text=args["content"]))
    row = (button("talk_add", f"talkadd:{recorded[-1].seq}:{args['year']}"),)
    return own, Reply(tuple(lines), (row,), to=args["person"])


def add_to_talk(desk: Desk, talk_seq: str, year: str) -> Outcome:
    """The person evaluated adds their word to a talk."""
    if not (talk_seq.isdecimal() and year.isdecimal()):
        return answer(say("card.stale"))
    args = {"talk": int(talk_seq), "year": int(year)}
    return ask({"talk": TALK, "step": "talk", "args": args}, say("talk.add_what"))


DEEDS = {
    "talk": Deed(_talk, _talk_card, _talk_told),
    "talk_add": Deed(
        lambda desk, args: AddToTalk(desk.person, args["year"], args["talk"], args["text"]),
        lambda desk, args: (say("talk.card.add", text=args["text"]),),
        then=lambda desk, args: (say("follows.talk_add"), button("oggi", "oggi:0")),
    ),
}
