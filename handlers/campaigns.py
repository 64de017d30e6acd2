"""Campaigns, leaves and groups: what the calendar is told by who may.

segretario   /campagna 31/07/2024 Verifica infrannuale    →  card, Conferma
segretario   /campagna                                    →  what is open, and how much is owed
segretario   /campagna chiudi M1                          →  card, Conferma
personale    /assenza eq.as4 01/08/2024 20/08/2024 eq.as3 →  card, Conferma
personale    /assenza eq.as4 via                          →  card, Conferma
dirigente    /gruppo AS      in a group                   →  card, Conferma
"""

from collections.abc import Callable

from handlers import deed
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, button
from handlers.turn import Outcome
from handlers.typed import read_day
from ledger.commands.authority import may_report
from ledger.commands.calendar import (
    AnnounceLeave,
    CloseCampaign,
    EndLeave,
    OpenCampaign,
    open_campaign_of,
)
from ledger.commands.groups import BindGroup, UnbindGroup
from ledger.cycle.campaigns import owed
from ledger.plan import ENTE, normalise_code
from words.say import Say, say

TALK = "campaign"
OWED_SHOWN = 20
YEARLY = "infrannuale"
"""The word that makes a campaign the yearly check of TUEL, art. 193."""


def campaign(desk: Desk, typed: str) -> Outcome:
    """`/campagna`: those that are open; with a name and a day the card of a new one."""
    words = typed.split()
    if not words:
        return _show(desk)
    if words[0].lower() == "chiudi" and len(words) == 2:
        code = open_campaign_of(desk.view, words[1]).code
        return deed.offer(desk, TALK, DEEDS, "close", {"campaign": code})
    day = read_day(words[0], desk.today)
    if day is None or len(words) < 2:
        return answer(say("campaign.how"))
    scope, name = _scope(desk, words[1:])
    kind = "infra-annual" if YEARLY in name.lower() else "ente"
    args: dict[str, object] = {"name": name, "day": day.isoformat(), "kind": kind, "scope": scope}
    args |= {"year": desk.view.year}
    return deed.offer(desk, TALK, DEEDS, "open", args)


def _scope(desk: Desk, words: list[str]) -> tuple[str, str]:
    """An area or a service may come before the name; else it is the whole ente."""
    plan, unit = desk.view.plan, normalise_code(words[0])
    if len(words) > 1 and (unit in plan.areas or unit in plan.area_of_service):
        return unit, " ".join(words[1:])
    return ENTE, " ".join(words)


def _show(desk: Desk) -> Outcome:
    agenda = desk.view.agenda()
    open_ones = [c for c in agenda.campaigns if c.closed_on is None]
    if not open_ones:
        return answer(say("campaign.none"))
    lines = [
        say(
            "campaign.row",
            code=c.code,
            name=c.name,
            scope=c.scope,
            due=c.due_on,
            count=len(owed(desk.view.of(c.year).plan, agenda, c)),
        )
        for c in open_ones
    ]
    cells = tuple(button("owed", f"owed:{c.code}", code=c.code) for c in open_ones[:8])
    return answer(*lines, buttons=(cells,))


def show_owed(desk: Desk, typed: str) -> Outcome:
    """What a campaign still waits for: one's own first, else by unit."""
    found = open_campaign_of(desk.view, typed)
    view = desk.view.of(found.year)
    plan = view.plan
    codes = owed(plan, view.agenda(), found)
    mine = [c for c in codes if may_report(view, desk.person, c, desk.today)]
    if mine:
        lines = [
            say("campaign.owed", code=c, name=plan.indicators[c].name) for c in mine[:OWED_SHOWN]
        ]
        if len(mine) > OWED_SHOWN:
            lines.append(say("status.more", count=len(mine) - OWED_SHOWN))
        this_year = found.year == desk.view.year
        cells = [button("scope", f"ind:{c}", code=c) for c in mine[:8] if this_year]
        rows = tuple(tuple(cells[i : i + 4]) for i in range(0, len(cells), 4))
        return answer(_title(found.code, found.name, len(mine)), *lines, buttons=rows)
    units: dict[str, int] = {}
    for code in codes:
        unit = plan.objective_of(code).unit
        units[unit] = units.get(unit, 0) + 1
    rows_said = [say("campaign.owed_unit", unit=u, count=n) for u, n in units.items()]
    return answer(_title(found.code, found.name, len(codes)), *rows_said)


def _title(code: str, name: str, count: int) -> Say:
    return say("campaign.title", code=code, name=name, count=count)


def leave(desk: Desk, typed: str) -> Outcome:
    """`/assenza`: whom, from when, until when, who stands in; `via` ends it."""
    words = typed.split()
    if len(words) == 2 and words[1].lower() == "via":
        return deed.offer(desk, TALK, DEEDS, "back", {"person": words[0].lower()})
    days = [read_day(word, desk.today) for word in words[1:3]]
    if len(words) not in (3, 4) or None in days:
        return answer(say("leave.how"))
    since, until = (day.isoformat() for day in days if day is not None)
    args = {
        "person": words[0].lower(),
        "since": since,
        "until": until,
        "substitute": words[3].lower() if len(words) == 4 else None,
    }
    return deed.offer(desk, TALK, DEEDS, "leave", args)


def group(desk: Desk, typed: str) -> Outcome:
    """Binds the group where it is said; `/gruppo AS via` sets it free, from anywhere."""
    words = typed.split()
    if not words:
        return answer(say("group.how"))
    if len(words) == 2 and words[1].lower() == "via":
        return deed.offer(desk, TALK, DEEDS, "unbind", {"area": words[0]})
    if desk.turn.kind != "group":
        return answer(say("group.here"))
    return deed.offer(desk, TALK, DEEDS, "bind", {"area": words[0], "chat": desk.turn.chat})


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


def _leave(desk: Desk, args: Args) -> AnnounceLeave:
    since, until = (read_day(args[name], desk.today) for name in ("since", "until"))
    assert since is not None and until is not None, "they were days when the card was made"
    return AnnounceLeave(args["person"], since, until, args["substitute"])


def _leave_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    command = _leave(desk, args)
    lines = [say("leave.card", person=command.person, since=command.since, until=command.until)]
    if command.substitute:
        lines.append(say("leave.substitute", person=command.substitute))
    return tuple(lines)


def _opened(desk: Desk, args: Args) -> OpenCampaign:
    day = read_day(args["day"], desk.today)
    assert day is not None, "it was a day when the card was made"
    return OpenCampaign(args["name"], day, args["kind"], args["scope"], args["year"])


DEEDS = {
    "open": Deed(
        _opened,
        lambda desk, args: (
            say(
                "campaign.card.open",
                name=args["name"],
                scope=args["scope"],
                year=args["year"],
                due=read_day(args["day"], desk.today),
            ),
        ),
    ),
    "close": Deed(
        lambda desk, args: CloseCampaign(args["campaign"]),
        lambda desk, args: (say("campaign.card.close", code=args["campaign"]),),
    ),
    "leave": Deed(_leave, _leave_card),
    "back": Deed(
        lambda desk, args: EndLeave(args["person"]),
        lambda desk, args: (say("leave.card.back", person=args["person"]),),
    ),
    "bind": Deed(
        lambda desk, args: BindGroup(args["chat"], args["area"]),
        lambda desk, args: (say("group.card.bind", area=args["area"].upper()),),
    ),
    "unbind": Deed(
        lambda desk, args: UnbindGroup(args["area"]),
        lambda desk, args: (say("group.card.unbind", area=args["area"].upper()),),
    ),
}

COMMANDS: dict[str, Callable[[Desk, str], Outcome]] = {
    "campagna": campaign,
    "assenza": leave,
    "gruppo": group,
}

BUTTONS: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "owed": lambda desk, args: show_owed(desk, args[0]),
}

BY_ROLE: dict[tuple[str, ...], tuple[str, ...]] = {
    ("segretario",): ("campagna",),
    ("personale",): ("assenza",),
    ("dirigente",): ("gruppo",),
}
"""Who is offered which command."""
