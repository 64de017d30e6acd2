"""Whom a chat has reminded of a campaign lately: a second reminder says so, and asks.

segretario  sollecita tutti   →  Ricordato a 13: …
segretario  sollecita tutti   →  who was, and when   [Solo gli altri (2)] [Di nuovo a tutti]
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from handlers.desk import Desk, answer, button, remembered
from handlers.talk.words import short
from handlers.turn import Outcome, Reply
from ledger.cycle.agenda import Campaign
from ledger.readings.query import PersonRow
from ledger.view import View
from words.say import say

AGAIN, REST = "again", "rest"
LATELY = dt.timedelta(days=7)
KEPT = "reminded"
"""Where the chat keeps them, by campaign and person."""


def lately(desk: Desk, campaign: str) -> dict[str, dt.datetime]:
    """Whom this chat reminded of a campaign in the last week, and when."""
    found = dict(desk.chat.get(KEPT, {})).get(campaign, {})
    when = {person: dt.datetime.fromisoformat(at) for person, at in found.items()}
    return {person: at for person, at in when.items() if desk.turn.at - at < LATELY}


def kept(desk: Desk, outcome: Outcome, campaign: str, persons: Sequence[str]) -> Outcome:
    """The same answer; the chat keeps whom it wrote to."""
    now = {**lately(desk, campaign), **dict.fromkeys(persons, desk.turn.at)}
    others = dict(desk.chat.get(KEPT, {}))
    told = {**others, campaign: {person: at.isoformat() for person, at in now.items()}}
    return remembered(desk, outcome, **{KEPT: told})


def ask_again(
    campaign: Campaign, again: Sequence[str], rest: int, when: Mapping[str, dt.datetime]
) -> Outcome:
    """Who was reminded already, and when; nothing is sent before it is said to whom."""
    lines = [say("campaign.reminded_before", name=campaign.name)]
    lines += [say("campaign.reminded_at", person=p, at=when[p]) for p in again]
    one = len(again) == 1 and not rest
    to = f"campone:{campaign.code}:{again[0]}" if one else f"campall:{campaign.code}"
    cells = [button("remind_once_more" if one else "remind_again", f"{to}:{AGAIN}")]
    if rest:
        cells.insert(0, button("remind_rest", f"campall:{campaign.code}:{REST}", count=rest))
    return answer(*lines, buttons=(tuple(cells),))


def message(desk: Desk, view: View, found: Campaign, row: PersonRow) -> Reply:
    """What one is asked for, with what they owe as buttons."""
    plan = view.plan
    line = say(
        "campaign.reminder",
        actor=desk.person,
        name=found.name,
        due=found.due_on,
        count=row.count,
    )
    cells = tuple(
        (button("named", f"ind:{c}", code=c, name=short(plan.indicators[c].name)),)
        for c in row.codes[:8]
    )
    more = ((button("owed", f"owed:{found.code}", code=found.code),),) if len(row.codes) > 8 else ()
    return Reply((line,), (*cells, *more), to=row.person)
