"""Who is away, from when to when, and who stands in: as a command and in words.

personale   /assenza eq.as4 01/08/2024 20/08/2024 eq.as3    →  card, Conferma
personale   eq.as4 è in malattia da domani                  →  until when? then the card
personale   /assenza eq.as4                                 →  all of them, each to withdraw
personale   chi è assente?                                  →  who, until when, who stands in
"""

import datetime as dt

from handlers import deed, personnel
from handlers.conversation import NotAButton
from handlers.days_away import WEEKDAY, days_away
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, ask, button, keep
from handlers.turn import Button, Outcome, Reply
from handlers.typed import read_day
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
from ledger.people import Role
from ledger.people.absences import KINDS, absence_in
from ledger.plan import ENTE
from words.say import Say, say

TALK, UNTIL = "campaign", "leave_until"

PERSON = r"(?P<person>[a-z]+(?:\.[a-z0-9-]+)?)"
AWAY = regex(
    r"(?:(?:registra|segna|annota)(?: che)? )?"
    rf"{PERSON} (?:e|era|sara|va|resta|e stat[oa]|si e mess[oa]) (?P<when>.*)"
)
SELF = regex(
    r"(?:(?:io )?(?P<first>(?:domani|oggi|dopodomani|da \w+|la \w+ \w+|questa settimana),? )?)?"
    r"(?:io )?(?:sono|saro|ero|vado|resto|mi sono mess[oa]|mi metto) (?P<when>.*)"
)
"""Of oneself: who keeps the leaves records it, and others are told who does."""
SELF_WORDS = regex(r"\b(?:assente|malat[oa]|congedo)\b")

AWAY_WORDS = regex(r"\b(?:assente|malat[oa]|congedo|via|fuori)\b")
BACK = regex(
    rf"{PERSON} (?:e (?:tornat[oa]|rientrat[oa]|guarit[oa])|torna|rientra"
    r"|non e piu (?:assente|via|in \w+))\b.*"
)
RETURNS = regex(r"\b(?:torna|rientra|ritorna|di nuovo al lavoro)\b")
WHO = regex(
    r"chi (?:e|sono|c'e|risulta)(?: gli)? (?:assent[ei]|via|in ferie|in malattia|fuori)"
    r"(?: (?:oggi|domani|adesso|questa settimana|in questi giorni|dei miei|tra i miei))*"
    r"|(?:quante|quali) (?:assenze|malattie|ferie) (?:ci sono|abbiamo|sono registrate)"
    r"(?: oggi| adesso)?"
)
STAND_IN = regex(r",? (?:lo|la) sostituisce (?P<who>[a-z]+(?:\.[a-z0-9-]+)?)")

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


def said(desk: Desk, plain: str) -> Outcome | None:
    """Leaves in words; None for anything else. `plain` is the text cleaned."""
    if WHO.fullmatch(plain):
        return keep(desk, absent(desk))
    back, away = BACK.fullmatch(plain), AWAY.fullmatch(plain)
    if back and desk.record.person(back["person"]) is not None:
        return _back_on(desk, back["person"], _first_day(plain, desk.today))
    of_self = None if away else SELF.fullmatch(plain)
    said_so = away or of_self
    kind = absence_in(said_so["when"]) if said_so else None
    words = AWAY_WORDS if away else SELF_WORDS
    if said_so is None or not (kind or words.search(plain)):
        return None
    person = away["person"] if away else desk.person
    if desk.record.person(person) is None:
        return None
    if desk.turn.text.rstrip().endswith("?"):
        return keep(desk, every(desk, person)) if away else None
    stands = STAND_IN.search(plain)
    first, last = days_away(STAND_IN.sub(" ", plain), desk.today)
    since = first or desk.today
    substitute = stands["who"] if stands else None
    if last is not None:
        return _offer(desk, person, since, last, substitute, kind)
    who = (str(Role.PERSONALE),)
    require(desk.record, desk.person, Act.PERSONNEL, ENTE, who, desk.today)
    draft = {"talk": UNTIL, "person": person, "since": since.isoformat()}
    draft |= {"substitute": substitute} if substitute else {}
    draft |= {"kind": kind} if kind else {}
    return ask(draft, say("leave.until", person=person, since=since))


def until_said(desk: Desk) -> Outcome | None:
    """The last day was written; None where it is no day."""
    since = dt.date.fromisoformat(desk.draft["since"])
    plain = clean(desk.turn.text)
    if read_day(desk.turn.text, desk.today) is None and not WEEKDAY.search(plain):
        return None
    first_said, last_said = days_away(plain, since)
    until = last_said or first_said or read_day(desk.turn.text, desk.today)
    if RETURNS.search(plain) and (first := _first_day(plain, since)):
        until = first - dt.timedelta(days=1)
    if until is None:
        return None
    draft = desk.draft
    said = (draft.get("substitute"), draft.get("kind"))
    return _offer(desk, draft["person"], since, until, *said)


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


def _back_on(desk: Desk, person: str, day: dt.date | None) -> Outcome:
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


def absent(desk: Desk) -> Outcome:
    """Who is away today or soon. Raises NotAllowed: leaves are read by who keeps them."""
    require(desk.record, desk.person, Act.PEOPLE, ENTE, READERS, desk.today)
    rows = sorted(
        (leave_.since, leave_.until, person, leave_)
        for person, leaves in desk.record.agenda().leaves.items()
        for leave_ in leaves
        if leave_.until >= desk.today
    )
    if not rows:
        return answer(say("leave.nobody"))
    lines = [_row(person, leave_) for _, _, person, leave_ in rows]
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
