"""Who is away, from when to when, and who stands in: as a command and in words.

personale   /assenza eq.as4 01/08/2024 20/08/2024 eq.as3    →  card, Conferma
personale   eq.as4 è in malattia da domani                  →  until when? then the card
personale   chi è assente?                                  →  who, until when, who stands in
"""

import datetime as dt

from handlers import deed
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, ask, button
from handlers.turn import Button, Outcome, Reply
from handlers.typed import read_day
from handlers.understand.dates import find_days
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require
from ledger.commands.calendar import AnnounceLeave, EndLeave
from ledger.errors import Act
from ledger.people import Role
from ledger.plan import ENTE
from words.say import Say, say

TALK, UNTIL = "campaign", "leave_until"

PERSON = r"(?P<person>[a-z]+(?:\.[a-z0-9-]+)?)"
AWAY = regex(
    rf"{PERSON} (?:e|sara|va|resta|e stat[oa]|si e mess[oa]) (?:in |via|fuori)?"
    r"(?:assente|malattia|malato|malata|ferie|permesso|congedo|aspettativa|maternita)?\b(?P<when>.*)"
)
AWAY_WORDS = regex(
    r"\b(?:assente|malattia|malat[oa]|ferie|permesso|congedo|aspettativa|maternita|via|fuori)\b"
)
BACK = regex(
    rf"{PERSON} (?:e (?:tornat[oa]|rientrat[oa]|guarit[oa])|torna|rientra"
    r"|non e piu (?:assente|via|in \w+))\b.*"
)
WHO = regex(
    r"chi (?:e|sono|c'e|risulta)(?: gli)? (?:assent[ei]|via|in ferie|in malattia|fuori)(?: oggi)?"
)
STAND_IN = regex(r",? (?:lo|la) sostituisce (?P<who>[a-z]+(?:\.[a-z0-9-]+)?)")

READERS = (str(Role.PERSONALE), str(Role.SEGRETARIO))


def leave(desk: Desk, typed: str) -> Outcome:
    """`/assenza`, with whom and when; alone, who is away and how it is written."""
    words = typed.split()
    if len(words) == 2 and words[1].lower() == "via":
        return offer_back(desk, words[0].lower())
    days = [read_day(word, desk.today) for word in words[1:3]]
    if len(words) not in (3, 4) or None in days:
        return answer(say("leave.how"))
    since, until = (day for day in days if day is not None)
    return _offer(desk, words[0].lower(), since, until, words[3].lower() if words[3:] else None)


def said(desk: Desk, plain: str) -> Outcome | None:
    """Leaves in words; None for anything else. `plain` is the text cleaned."""
    if WHO.fullmatch(plain):
        return absent(desk)
    back, away = BACK.fullmatch(plain), AWAY.fullmatch(plain)
    if back and desk.record.person(back["person"]) is not None:
        return offer_back(desk, back["person"])
    if not away or not AWAY_WORDS.search(plain) or desk.record.person(away["person"]) is None:
        return None
    stands = STAND_IN.search(plain)
    days = [d.day for d in find_days(STAND_IN.sub(" ", plain), desk.today) if d.day]
    since = days[0] if days else desk.today
    substitute = stands["who"] if stands else None
    if len(days) > 1:
        return _offer(desk, away["person"], since, days[1], substitute)
    who = (str(Role.PERSONALE),)
    require(desk.record, desk.person, Act.PERSONNEL, ENTE, who, desk.today)
    draft = {"talk": UNTIL, "person": away["person"], "since": since.isoformat()}
    draft |= {"substitute": substitute} if substitute else {}
    return ask(draft, say("leave.until", person=away["person"], since=since))


def until_said(desk: Desk) -> Outcome | None:
    """The last day was written; None where it is no day."""
    days = [d.day for d in find_days(clean(desk.turn.text), desk.today) if d.day]
    if len(days) != 1:
        return None
    since = dt.date.fromisoformat(desk.draft["since"])
    return _offer(desk, desk.draft["person"], since, days[0], desk.draft.get("substitute"))


def _offer(
    desk: Desk, person: str, since: dt.date, until: dt.date, substitute: str | None
) -> Outcome:
    args = {
        "person": person,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "substitute": substitute,
    }
    return deed.offer(desk, TALK, DEEDS, "leave", args)


def offer_back(desk: Desk, person: str) -> Outcome:
    """The card that says somebody is back."""
    return deed.offer(desk, TALK, DEEDS, "back", {"person": person})


def absent(desk: Desk) -> Outcome:
    """Who is away today or soon. Raises NotAllowed: leaves are read by who keeps them."""
    require(desk.record, desk.person, Act.PEOPLE, ENTE, READERS, desk.today)
    rows = sorted(
        (leave_.since, leave_.until, person, leave_.substitute)
        for person, leaves in desk.record.agenda().leaves.items()
        for leave_ in leaves
        if leave_.until >= desk.today
    )
    if not rows:
        return answer(say("leave.nobody"))
    lines = [
        say(
            "leave.row" if substitute else "leave.row_alone",
            person=person,
            since=since,
            until=until,
            substitute=substitute,
        )
        for since, until, person, substitute in rows
    ]
    return answer(say("leave.title", count=len(rows)), *lines)


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


def _leave_told(desk: Desk, args: Args) -> tuple[Reply, ...]:
    """What was recorded, who hears the notices meanwhile, and the way to take it back."""
    command = _leave(desk, args)
    lines = [say("leave.done", person=command.person, since=command.since, until=command.until)]
    key = "leave.substitute" if command.substitute else "leave.no_substitute"
    lines.append(say(key, person=command.substitute))
    cell: tuple[Button, ...] = (
        button("leave_back", f"back:{command.person}", person=command.person),
    )
    return (Reply(tuple(lines), (cell,)),)


DEEDS = {
    "leave": Deed(_leave, _leave_card, lambda desk, args, found: _leave_told(desk, args)),
    "back": Deed(
        lambda desk, args: EndLeave(args["person"]),
        lambda desk, args: (say("leave.card.back", person=args["person"]),),
        lambda desk, args, found: (Reply((say("leave.back_done", person=args["person"]),)),),
    ),
}
