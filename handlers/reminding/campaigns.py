"""Campaigns, leaves and groups: what the calendar is told by who may.

segretario   /campagna 31/07/2024 Verifica infrannuale    →  card, Conferma
segretario   /campagna                                    →  what is open, and how much is owed
segretario   /campagna chiudi M1                          →  card, Conferma
personale    /assenza eq.as4 01/08/2024 20/08/2024 eq.as3 →  card, Conferma
personale    /assenza eq.as4 via                          →  card, Conferma
dirigente    /gruppo AS      in a group                   →  card, Conferma
"""

import datetime as dt
from collections.abc import Callable, Collection

from handlers.ask import showing
from handlers.conversation import NotAButton
from handlers.desk import Desk, answer, button
from handlers.reminding import of_units, reminded
from handlers.staff import leaves
from handlers.talk import deed, listing
from handlers.talk.deed import Args, Deed
from handlers.talk.listing import Listed
from handlers.talk.typed import read_day
from handlers.turn import Button, Outcome, Reply
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import may_report, require
from ledger.commands.calendar import CloseCampaign, OpenCampaign, open_campaign_of
from ledger.commands.groups import BindGroup, UnbindGroup
from ledger.cycle.agenda import Campaign
from ledger.cycle.campaigns import owed
from ledger.errors import Act
from ledger.people import CLI, Role
from ledger.plan import ENTE, normalise_code
from ledger.readings.query import SILENT_DAYS, PersonRow, Query, What
from ledger.readings.query.facts import Facts
from ledger.readings.query.people import people
from ledger.view import View
from words import answers
from words.say import Say, say
from words.wording import plain_text

TALK = "campaign"
LIST, PEOPLE = "owed", "owedby"
PEOPLE_SHOWN = 8
WHO_OWES = regex(r"\b(?:chi|manca\w*|risp\w+)\b")
"""Asks of people, whatever is open."""
YEARLY = "infrannuale"
"""The word that makes a campaign the yearly check of TUEL, art. 193."""


def campaign(desk: Desk, typed: str) -> Outcome:
    """`/campagna`: those that are open; with a name and a day the card of a new one."""
    words = typed.split()
    if not words:
        return _show(desk)
    if words[0].lower() == "chiudi" and len(words) == 2:
        return close(desk, words[1])
    day = read_day(words[0], desk.today)
    if day is None or len(words) < 2:
        return how(desk)
    scope, name = _scope(desk, words[1:])
    kind = "infra-annual" if YEARLY in name.lower() else "ente"
    args: dict[str, object] = {"name": name, "day": day.isoformat(), "kind": kind, "scope": scope}
    args |= {"year": desk.view.year}
    return deed.offer(desk, TALK, DEEDS, "open", args)


def named(desk: Desk, day: dt.date, said: str) -> Outcome:
    """The card of one said in words; where it was given no name it is of its day."""
    words = said.split()
    unit = _unit_of(desk, words[0]) if words else None
    name = " ".join(words[1:] if unit else words)
    name = name[:1].upper() + name[1:] or plain_text(say("campaign.name_of_day", day=day))
    return campaign(desk, " ".join(filter(None, (day.isoformat(), unit, name))))


def _unit_of(desk: Desk, typed: str) -> str | None:
    plan, unit = desk.view.plan, normalise_code(typed)
    return unit if unit in plan.areas or unit in plan.area_of_service else None


def _scope(desk: Desk, words: list[str]) -> tuple[str, str]:
    """An area or a service may come before the name; else it is the whole ente."""
    unit = _unit_of(desk, words[0])
    if len(words) > 1 and unit is not None:
        return unit, " ".join(words[1:])
    return ENTE, " ".join(words)


def open_ones(desk: Desk) -> list[Campaign]:
    """The campaigns of the year that are not closed."""
    return [c for c in desk.view.agenda().campaigns if c.closed_on is None]


def only_open(desk: Desk) -> str | None:
    """The code of the one campaign that is open; None where there is none, or several."""
    codes = [c.code for c in open_ones(desk)]
    return codes[0] if len(codes) == 1 else None


def _show(desk: Desk) -> Outcome:
    agenda, found = desk.view.agenda(), open_ones(desk)
    asks, units = WHO_OWES.search(clean(desk.turn.text)), of_units.named(desk)
    if len(found) == 1 and asks and units:
        return answer(*of_units.owed(desk, found[0], units))
    if not found:
        none = say("campaign.none", day=_example_day(desk))
        if asks:
            since = desk.today - dt.timedelta(days=SILENT_DAYS)
            return showing.show(desk, Query(What.REPORTERS, units, since=since), none)
        return answer(none, buttons=_opening(desk))
    lines = [
        say(
            "campaign.row",
            code=c.code,
            name=c.name,
            scope=c.scope,
            due=c.due_on,
            count=len(owed(desk.view.of(c.year).plan, agenda, c)),
        )
        for c in found
    ]
    cells = tuple(button("owed", f"owed:{c.code}", code=c.code) for c in found[:8])
    return answer(*lines, buttons=(cells, *_closings(desk, found[:8]), *_opening(desk)))


def _closings(desk: Desk, found: list[Campaign]) -> tuple[tuple[Button, ...], ...]:
    """The way to close each, for who may."""
    if not desk.is_segretario:
        return ()
    return (tuple(button("close_campaign", f"campclose:{c.code}", code=c.code) for c in found),)


def how(desk: Desk) -> Outcome:
    """How a campaign is opened, with a day that is still to come."""
    return answer(say("campaign.how", day=_example_day(desk)), buttons=_opening(desk))


def _example_day(desk: Desk) -> dt.date:
    return desk.today + dt.timedelta(days=30)


def _opening(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    """The way to open one step by step, for who may."""
    return ((button("open_campaign", "frmgo:campagna"),),) if desk.is_segretario else ()


def show_owed(desk: Desk, typed: str) -> Outcome:
    """What a campaign still waits for: one's own first, else by unit."""
    found = open_campaign_of(desk.view, typed)
    view = desk.view.of(found.year)
    plan = view.plan
    codes = owed(plan, view.agenda(), found)
    mine = [c for c in codes if may_report(view, desk.person, c, desk.today)]
    if mine:
        return listing.shown(desk, LIST, found.code, owed_list(desk, found.code))
    return _by_person(desk, found, view)


def owed_list(desk: Desk, typed: str) -> Listed:
    """What a campaign waits for of the asker, each to write with one press."""
    found = open_campaign_of(desk.view, typed)
    view = desk.view.of(found.year)
    codes = owed(view.plan, view.agenda(), found)
    mine = [c for c in codes if may_report(view, desk.person, c, desk.today)]
    rows = tuple(say("campaign.owed", code=c, name=view.plan.indicators[c].name) for c in mine)
    this_year = found.year == desk.view.year
    cells = tuple(button("scope", f"ind:{c}", code=c) if this_year else None for c in mine)
    foot = ((button("owed_by_all", f"campwho:{found.code}", count=len(codes)),),)
    title = _title(found.code, found.name, len(mine))
    return Listed((title,), rows, cells, foot if len(codes) > len(mine) else ())


def show_who(desk: Desk, typed: str) -> Outcome:
    """Everybody who owes something to a campaign."""
    found = open_campaign_of(desk.view, typed)
    return _by_person(desk, found, desk.view.of(found.year))


def _by_person(desk: Desk, found: Campaign, view: View) -> Outcome:
    """Who owes how many, most first, each to be reminded with one press."""
    if not _people(view, found, desk.today):
        return answer(
            say("campaign.all_in", code=found.code, name=found.name),
            buttons=((button("close_campaign", f"campclose:{found.code}", code=found.code),),),
        )
    return listing.shown(desk, PEOPLE, found.code, people_list(desk, found.code))


def people_list(desk: Desk, code: str) -> Listed:
    """Everybody who owes something to a campaign. Raises UnknownMatter."""
    found = open_campaign_of(desk.view, code)
    rows = _people(desk.view.of(found.year), found, desk.today)
    lines = tuple(answers.owing_line(row) for row in rows)
    title = _title(found.code, found.name, sum(row.count for row in rows))
    if not _may_remind(desk):
        return Listed((title,), lines)
    cells = tuple(
        button("remind_one", f"campone:{found.code}:{row.person}", person=row.person)
        if row.person
        else None
        for row in rows
    )
    count = sum(1 for row in rows if row.person)
    foot = ((button("remind_all", f"campall:{found.code}", count=count),),) if count else ()
    return Listed((title,), lines, cells, foot)


def _people(view: View, found: Campaign, day: dt.date) -> list[PersonRow]:
    query = Query(What.REPORTERS, (found.code,))
    return people(Facts(view, day), query, CLI, day)


def _may_remind(desk: Desk) -> bool:
    return any(post.role in (Role.SEGRETARIO, Role.DIRIGENTE) for post in desk.posts)


def require_reminder(desk: Desk) -> None:
    """Raises NotAllowed."""
    if not _may_remind(desk):
        who = (str(Role.SEGRETARIO), str(Role.DIRIGENTE))
        require(desk.view, desk.person, Act.CYCLE, ENTE, who, desk.today)


def remind(
    desk: Desk,
    typed: str,
    only: Collection[str] | None = None,
    how: str = "",
    out: Collection[str] = (),
) -> Outcome:
    """One message to each who owes something, with what they owe as buttons, so that the answer
    lands where it belongs. Who was reminded from here lately is named first, and it is asked
    whether to write to them again (`AGAIN`) or to the others (`REST`). Nobody in `out` is
    written to. Raises NotAllowed."""
    found = open_campaign_of(desk.view, typed)
    require_reminder(desk)
    view = desk.view.of(found.year)
    rows = [
        r
        for r in _people(view, found, desk.today)
        if r.person and (only is None or r.person in only) and r.person not in out
    ]
    away = {r.person for r in rows if r.person and desk.view.is_unreachable(r.person)}
    told = [r for r in rows if r.person not in away and r.person != desk.person]
    lately = reminded.lately(desk, found.code)
    if how != reminded.AGAIN and (again := [r for r in told if r.person in lately]):
        rest = [r for r in told if r not in again]
        if how != reminded.REST or not rest:
            return reminded.ask_again(found, [str(r.person) for r in again], len(rest), lately)
        told = rest
    replies = [reminded.message(desk, view, found, row) for row in told]
    done = say("campaign.reminded", people=", ".join(str(r.person) for r in told), count=len(told))
    lines = [done if told else say("campaign.nobody_reminded")]
    if away:
        lines.append(say("campaign.unreachable", people=", ".join(sorted(map(str, away)))))
    back = ((button("owed", f"owed:{found.code}", code=found.code),),)
    outcome = Outcome((Reply(tuple(lines), back), *replies))
    return reminded.kept(desk, outcome, found.code, [str(r.person) for r in told])


def _title(code: str, name: str, count: int) -> Say:
    return say("campaign.title", code=code, name=name, count=count)


def _closing(desk: Desk, code: str) -> tuple[Say, ...]:
    """What would go unanswered is shown before it is asked."""
    found = open_campaign_of(desk.view, code)
    rows = _people(desk.view.of(found.year), found, desk.today)
    if not rows:
        return (say("campaign.card.close", code=found.code),)
    lines = [answers.owing_line(row) for row in rows[:PEOPLE_SHOWN]]
    if len(rows) > PEOPLE_SHOWN:
        lines.append(say("list.left", count=len(rows) - PEOPLE_SHOWN))
    count = sum(row.count for row in rows)
    return (say("campaign.card.close_missing", code=found.code, count=count), *lines)


def _open_told(desk: Desk, args: Args) -> tuple[Reply, ...]:
    """What was opened, how much is asked of whom, and the way to remind them."""
    found = open_ones(desk)[-1]
    rows = _people(desk.view.of(found.year), found, desk.today)
    line = say(
        "campaign.opened",
        code=found.code,
        name=found.name,
        due=found.due_on,
        count=sum(row.count for row in rows),
        people=sum(row.person is not None for row in rows),
    )
    nobody = [row for row in rows if row.person is None]
    vacant = say("campaign.vacant", count=sum(row.count for row in nobody), posts=len(nobody))
    row = (button("owed", f"owed:{found.code}", code=found.code),)
    return (Reply((line, vacant) if nobody else (line,), (row,)),)


def _way_on(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    return ((button("oggi", "oggi:0"),),)


def _of_area(args: Args, act: str) -> tuple[Say, Button]:
    area = args["area"].upper()
    return say(f"follows.group.{act}", area=area), button("scope", f"st:{area}", code=area)


def close(desk: Desk, typed: str) -> Outcome:
    """The card that closes a campaign. Raises UnknownMatter."""
    code = open_campaign_of(desk.view, typed).code
    return deed.offer(desk, TALK, DEEDS, "close", {"campaign": code})


def group(desk: Desk, typed: str) -> Outcome:
    """Binds the group where it is said; `/gruppo AS via` sets it free, from anywhere."""
    words = typed.split()
    if not words:
        return answer(say("group.how"))
    if len(words) == 2 and words[1].lower() == "via":
        return deed.offer(desk, TALK, DEEDS, "unbind", {"area": words[0]})
    if desk.turn.kind != "group":
        return answer(say("group.here"))
    where = {"chat": desk.turn.chat, "topic": str(desk.turn.topic or "")}
    return deed.offer(desk, TALK, DEEDS, "bind", {"area": words[0], **where})


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


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
        lambda desk, args, found: _open_told(desk, args),
    ),
    "close": Deed(
        lambda desk, args: CloseCampaign(args["campaign"]),
        lambda desk, args: _closing(desk, args["campaign"]),
        lambda desk, args, found: (
            Reply((say("campaign.closed", code=args["campaign"]),), _way_on(desk)),
        ),
    ),
    **leaves.DEEDS,
    "bind": Deed(
        lambda desk, args: BindGroup(args["chat"], args["area"], int(args["topic"] or 0) or None),
        lambda desk, args: (say("group.card.bind", area=args["area"].upper()),),
        then=lambda desk, args: _of_area(args, "bind"),
    ),
    "unbind": Deed(
        lambda desk, args: UnbindGroup(args["area"]),
        lambda desk, args: (say("group.card.unbind", area=args["area"].upper()),),
        then=lambda desk, args: _of_area(args, "unbind"),
    ),
}

COMMANDS: dict[str, Callable[[Desk, str], Outcome]] = {
    "campagna": campaign,
    "assenza": leaves.leave,
    "gruppo": group,
}


def _remind_one(desk: Desk, args: list[str]) -> Outcome:
    if len(args) not in (2, 3):
        raise NotAButton()
    return remind(desk, args[0], args[1:2], *args[2:3])


BUTTONS: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "owed": lambda desk, args: show_owed(desk, args[0]),
    "campall": lambda desk, args: remind(desk, args[0], None, *args[1:2]),
    "campwho": lambda desk, args: show_who(desk, args[0]),
    "campone": _remind_one,
    "campclose": lambda desk, args: close(desk, args[0]),
}

BY_ROLE: dict[tuple[str, ...], tuple[str, ...]] = {
    ("segretario",): ("campagna",),
    ("personale",): ("assenza",),
    ("dirigente",): ("gruppo",),
}
"""Who is offered which command."""
