"""Who is away, from when to when, and who stands in: as a command and in words.

personale   /assenza eq.as4 01/08/2024 20/08/2024 eq.as3    →  card, Conferma
personale   eq.as4 è in malattia da domani                  →  until when? then the card
personale   /assenza eq.as4                                 →  all of them, each to withdraw
personale   chi è assente?                                  →  who, until when, who stands in
"""

import datetime as dt
import re

from handlers.conversation import NotAButton
from handlers.desk import Desk, answer, ask, button
from handlers.staff import personnel
from handlers.staff.days_away import WEEKDAY, days_away, with_its_month
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.listing import Listed
from handlers.talk.typed import read_day
from handlers.turn import Button, Outcome, Reply
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require
from ledger.commands.leaves import (
    AnnounceLeave,
    EndLeave,
    WithdrawLeave,
    announced,
    announced_from,
)
from ledger.cycle.agenda import Leave
from ledger.errors import Act
from ledger.events import Envelope
from ledger.later import dataclass, replace
from ledger.people import Role
from ledger.people.absences import KINDS
from ledger.plan import ENTE
from words.say import Say, say

TALK, UNTIL = "campaign", "leave_until"
LIST = "away"

AWAY_WORDS = regex(r"\b(?:assente|malat[oa]|congedo|via|fuori)\b")
RETURNS = regex(r"\b(?:torna|rientra|ritorna|di nuovo al lavoro)\b")
_STANDS = (
    r"(?:(?:lo|la|mi) )?(?:sostituisce|sostituira|copre|coprira|rimpiazza|fa le veci(?: sue)?)"
)
_STANDS_BEHIND = regex(
    rf"(?<!chi)(?:,? |^)(?:{_STANDS}|al (?:suo|mio) posto(?: c'e)?"
    r"|sostituit[oa] da|sostituto:?) (?P<who>[a-z]+(?:\.[a-z0-9-]+)?)"
)
"""`sostituisce eq.as3`, behind who is away."""
_STANDS_BEFORE = regex(rf"(?:,? |^)(?P<who>[a-z]+\.[a-z0-9-]+) {_STANDS}\b")
"""`eq.as3 lo sostituisce`, `eq.as3 sostituisce eq.as4`."""


def stand_in(plain: str) -> re.Match[str] | None:
    """What says who stands in, with `who` it is."""
    return _STANDS_BEFORE.search(plain) or _STANDS_BEHIND.search(plain)


READERS = (str(Role.PERSONALE), str(Role.SEGRETARIO))


def leave(desk: Desk, typed: str) -> Outcome:
    """`/assenza`, with whom and when; alone, who is away and how it is written."""
    words = typed.split()
    if len(words) == 1 and desk.record.person(words[0].lower()) is not None:
        return every(desk, words[0].lower())
    if len(words) == 2 and words[1].lower() == "via":
        return offer_back(desk, words[0].lower())
    days = [read_day(word, desk.today) for word in words[1:3]]
    if len(words) not in (3, 4) or None in days:
        return answer(say("leave.how"))
    since, until = (day for day in days if day is not None)
    return _offer(desk, words[0].lower(), since, until, words[3].lower() if words[3:] else None)


@dataclass(frozen=True)
class Away:
    """Who is away and since when, with what else is said of it."""

    person: str
    since: dt.date
    until: dt.date | None = None
    kind: str | None = None
    substitute: str | None = None
    act: str = ""


def announce(desk: Desk, away: Away) -> Outcome:
    """The card of a leave, or of the fact where its kind and its act are said; the last day is
    asked where it is not. Raises NotAllowed."""
    if away.until is not None and away.act and away.kind:
        days = f"{away.since}; {away.until}"
        return personnel.start(desk, f"assenza; {away.person}; {away.kind}; {days}; {away.act}")
    if away.until is not None:
        others = (away.substitute, away.kind)
        return _offer(desk, away.person, away.since, away.until, *others)
    who = (str(Role.PERSONALE),)
    require(desk.record, desk.person, Act.PERSONNEL, ENTE, who, desk.today)
    draft = {"talk": UNTIL, "person": away.person, "since": away.since.isoformat()}
    said = {"substitute": away.substitute, "kind": away.kind, "act": away.act}
    draft |= {name: value for name, value in said.items() if value}
    return ask(draft, say("leave.until", person=away.person, since=away.since))


def in_doubt(desk: Desk, away: Away) -> Outcome:
    """The last day, asked where more days are said than there are in those that were said. Raises
    NotAllowed."""
    asked = announce(desk, replace(away, until=None))
    doubt = say("leave.too_many", since=away.since, until=away.until)
    first, *others = asked.replies
    return replace(asked, replies=(replace(first, lines=(doubt, *first.lines)), *others))


def until_said(desk: Desk) -> Outcome | None:
    """The last day was written; None where it is no day."""
    since = dt.date.fromisoformat(desk.draft["since"])
    plain = clean(desk.turn.text)
    if (stands := stand_in(plain.strip())) is not None:
        with_them = {**desk.draft, "substitute": stands["who"]}
        return ask(with_them, say("leave.until", person=desk.draft["person"], since=since))
    if any(who != desk.draft["person"] for who in _people_in(desk, plain)):
        return None  # It is said of somebody else.
    plain = with_its_month(plain, since)
    if read_day(plain, desk.today) is None and not WEEKDAY.search(plain):
        return None
    first_said, last_said = days_away(plain, since)
    until = last_said or first_said or read_day(plain, desk.today)
    if RETURNS.search(plain) and (first := _first_day(plain, since)):
        until = first - dt.timedelta(days=1)
    if until is None:
        return None
    draft = desk.draft
    said = (draft.get("kind"), draft.get("substitute"), draft.get("act", ""))
    return announce(desk, Away(draft["person"], since, until, *said))


def _people_in(desk: Desk, plain: str) -> list[str]:
    return [who for who in _CODES.findall(plain) if desk.record.person(who) is not None]


_CODES = regex(r"\b[a-z]{2,}\.[a-z0-9-]+\b")


def _offer(
    desk: Desk,
    person: str,
    since: dt.date,
    until: dt.date,
    substitute: str | None,
    kind: str | None = None,
) -> Outcome:
    args = {
        "person": person,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "substitute": substitute,
        "kind": kind,
    }
    return deed.offer(desk, TALK, DEEDS, "leave", args)


def offer_back(desk: Desk, person: str) -> Outcome:
    """The card that says somebody is back."""
    return deed.offer(desk, TALK, DEEDS, "back", {"person": person})


def _first_day(plain: str, today: dt.date) -> dt.date | None:
    """The day somebody comes back: `torna lunedì`, said on a Monday, is of the next."""
    return days_away(plain, today + dt.timedelta(days=bool(WEEKDAY.search(plain))))[0]


def back_on(desk: Desk, person: str, day: dt.date | None) -> Outcome:
    """Who is back, or of whom it is said on which day they come: they are away until the day before
    it. Raises NoChange for who is not away."""
    if day is None or day <= desk.today:
        return offer_back(desk, person)
    last, draft = day - dt.timedelta(days=1), desk.draft
    if draft.get("talk") == UNTIL and draft["person"] == person:
        since = dt.date.fromisoformat(draft["since"])
        return _offer(desk, person, since, last, draft.get("substitute"), draft.get("kind"))
    away = [x for x in desk.record.agenda().leaves.get(person, ()) if x.until >= desk.today]
    if not away:
        return offer_back(desk, person)
    return _offer(desk, person, away[0].since, last, away[0].substitute)


def from_when(desk: Desk, person: str) -> dt.date:
    """From when on they may be back: today, or the first day of what they are to be away."""
    away = [x for x in desk.record.agenda().leaves.get(person, ()) if x.until >= desk.today]
    return max([desk.today, *(x.since for x in away[:1])])


def every(desk: Desk, person: str) -> Outcome:
    """Leaves of a person, past ones too, each with the button that takes it back. Raises
    NotAllowed."""
    require(desk.record, desk.person, Act.PEOPLE, ENTE, READERS, desk.today)
    found = announced(desk.record, person)
    if not found:
        return answer(say("leave.none_of", person=person))
    lines = [_row(person, leave) for leave in found]
    cells = [
        (button("leave_withdraw", f"leaveoff:{person}:{leave.seq}", day=leave.since),)
        for leave in found[-MOST_BUTTONS:]
    ]
    return answer(say("leave.all_of", person=person), *lines, buttons=tuple(cells))


MOST_BUTTONS = 8


def _row(person: str, leave: Leave) -> Say:
    return say(
        "leave.row" if leave.substitute else "leave.row_alone",
        person=person,
        since=leave.since,
        until=leave.until,
        substitute=leave.substitute,
    )


def withdraw(desk: Desk, person: str, seq: int) -> Outcome:
    """The card that takes an announcement back. Raises NoChange."""
    return deed.offer(desk, TALK, DEEDS, "withdraw", {"person": person, "leave": seq})


def with_its_act(desk: Desk, seq: int, kind: str) -> Outcome:
    """The same days as a fact of the record, which counts for presence: its act is asked."""
    leaves = desk.record.agenda().leaves
    found = [(who, leave) for who, all_ in leaves.items() for leave in all_ if leave.seq == seq]
    if not found or kind not in KINDS:
        raise NotAButton()
    ((person, leave),) = found
    return personnel.start(desk, f"assenza; {person}; {kind}; {leave.since}; {leave.until}")


def absent(
    desk: Desk, first: dt.date | None = None, last: dt.date | None = None, *, back: bool = False
) -> Outcome:
    """Who is away between two days, today or soon where none is said; who comes `back` within
    them. Raises NotAllowed: leaves are read by who keeps them."""
    require(desk.record, desk.person, Act.PEOPLE, ENTE, READERS, desk.today)
    if first == last == desk.today and not back:
        first = last = None  # Who asks of today hears what is coming too.
    since, until = first or desk.today, last or (dt.date.max if first is None else first)
    if back:
        return _back_within(desk, since, until)
    rows = _between(desk, since, until)
    if not rows and first is not None:
        key = "leave.nobody_on" if since == until else "leave.nobody_then"
        return answer(say(key, since=since, until=until))
    if not rows:
        return answer(say("leave.nobody"))
    return answer(say("leave.title", count=len(rows)), *rows)


def _between(desk: Desk, since: dt.date, until: dt.date) -> tuple[Say, ...]:
    found = sorted(
        (one.since, one.until, person, one)
        for person, leaves in desk.record.agenda().leaves.items()
        for one in leaves
        if one.until >= since and one.since <= until
    )
    return tuple(_row(person, one) for _, _, person, one in found)


def source(desk: Desk, about: str) -> Listed:
    """All that is announced of the year, past or to come. Raises NotAllowed."""
    require(desk.record, desk.person, Act.PEOPLE, ENTE, READERS, desk.today)
    year = int(about) if about.isdecimal() else desk.today.year
    rows = _between(desk, dt.date(year, 1, 1), dt.date.max)
    key = "leave.of_year" if rows else "leave.none_of_year"
    return Listed((say(key, count=len(rows), year=year),), rows)


def _back_within(desk: Desk, since: dt.date, until: dt.date) -> Outcome:
    """Those whose first day back is one of these."""
    found = [
        (one.until, person, one)
        for person, leaves in desk.record.agenda().leaves.items()
        for one in leaves
        if since <= one.until + dt.timedelta(days=1) <= until
    ]
    if not found:
        return answer(say("leave.nobody_back"))
    lines = [_row(person, one) for _, person, one in sorted(found, key=lambda row: row[:2])]
    return answer(say("leave.back_then", count=len(found)), *lines)


def stands_in(desk: Desk) -> Outcome:
    """Who hears the notices in one's place, in the absences announced; nobody acts for another."""
    mine = desk.record.agenda().leaves.get(desk.person, ())
    found = [one for one in mine if one.until >= desk.today and one.substitute]
    if not found:
        return answer(say("leave.alone"))
    return answer(*(_row(desk.person, one) for one in found), say("leave.not_a_proxy"))


def _leave(desk: Desk, args: Args) -> AnnounceLeave:
    since, until = (read_day(args[name], desk.today) for name in ("since", "until"))
    assert since is not None and until is not None, "they were days when the card was made"
    return AnnounceLeave(args["person"], since, until, args["substitute"])


def _leave_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    command = _leave(desk, args)
    lines = [say("leave.card", person=command.person, since=command.since, until=command.until)]
    if command.substitute:
        lines.append(say("leave.substitute", person=command.substitute))
    before = announced_from(desk.record, command.person, command.since)
    if before is not None:
        lines.append(say("leave.instead", since=before.since, until=before.until))
    return tuple(lines)


def _leave_told(desk: Desk, args: Args, found: list[Envelope]) -> tuple[Reply, ...]:
    """What was recorded, who hears the notices meanwhile, and the way to take it back; of a kind
    that was named, the way to record it with its act, which presence is counted from."""
    command = _leave(desk, args)
    lines = [say("leave.done", person=command.person, since=command.since, until=command.until)]
    key = "leave.substitute" if command.substitute else "leave.no_substitute"
    lines.append(say(key, person=command.substitute))
    cell: tuple[Button, ...] = (
        button("leave_back", f"back:{command.person}", person=command.person),
    )
    rows: tuple[tuple[Button, ...], ...] = (cell,)
    if kind := args.get("kind"):
        label = say(f"absence.{kind}")
        lines.append(say("leave.not_a_fact", kind=label))
        rows = (cell, (button("leave_fact", f"leaveact:{found[-1].seq}:{kind}", kind=label),))
    return (Reply(tuple(lines), rows),)


def _all_of(person: str) -> tuple[tuple[Button, ...], ...]:
    return ((button("follows.leaves", f"go:assenza:{person}", person=person),),)


def _withdrawn(key: str, desk: Desk, args: Args) -> Say:
    return say(key, person=args["person"])


DEEDS = {
    "leave": Deed(_leave, _leave_card, _leave_told),
    "withdraw": Deed(
        lambda desk, args: WithdrawLeave(args["person"], args["leave"]),
        lambda desk, args: (_withdrawn("leave.card.withdraw", desk, args),),
        lambda desk, args, found: (
            Reply((_withdrawn("leave.withdrawn", desk, args),), _all_of(args["person"])),
        ),
    ),
    "back": Deed(
        lambda desk, args: EndLeave(args["person"]),
        lambda desk, args: (say("leave.card.back", person=args["person"]),),
        lambda desk, args, found: (
            Reply((say("leave.back_done", person=args["person"]),), _all_of(args["person"])),
        ),
    ),
}
