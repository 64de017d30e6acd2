"""Which conversation a turn opens or goes on with: one ordered table, read top-down.

1. strangers; 2. what nobody reads here; 3. buttons; 4. files; 5. commands; 6. the step a talk is
waiting for; 7. plain words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process

from handlers import (
    added,
    amend,
    anomalies,
    calendar,
    correcting,
    enrol,
    evidence,
    menu,
    people,
    progress,
    smvp,
    spoken,
    status,
    validation,
    words,
)
from handlers.desk import Desk, Readers, answer, button
from handlers.progress import keep
from handlers.turn import Outcome, Turn
from handlers.typed import read_day
from handlers.understand.reading import Intent
from ledger.errors import Refusal, UnknownCode
from ledger.ledger import Ledger
from words.say import say

TEXT_LIMIT = 4096
DAY_SHAPED = re.compile(r"\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|\d{4}-\d\d-\d\d")
YES = frozenset({"si", "sì", "ok", "conferma", "confermo", "va bene"})
NO = frozenset({"no", "annulla"})


@dataclass
class Conversations:
    """Answers every turn. `new_code` and `link` make invitations."""

    ledger: Ledger
    new_code: Callable[[], str]
    link: Callable[[str], str]

    def __post_init__(self) -> None:
        self.readers = Readers()

    def __call__(self, turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        if turn.person is None:
            return enrol.stranger(self.ledger, turn)
        desk = Desk(self.ledger, self.readers, turn, turn.person, dict(draft or {}))
        return smvp.parked(desk.draft, self._answered(desk))

    def _answered(self, desk: Desk) -> Outcome:
        if desk.turn.attachment is not None and desk.turn.attachment.owed:
            return evidence.owed(desk, self._answered)
        try:
            return self._route(desk)
        except UnknownCode as unknown:
            return _unknown_code(desk, unknown)
        except Refusal as refusal:
            return progress.refused(desk, refusal)

    def _route(self, desk: Desk) -> Outcome:
        turn = desk.turn
        if turn.unsupported:
            return keep(desk, answer(say("unsupported")))
        if turn.pressed is not None:
            return _pressed(desk)
        if len(turn.text) > TEXT_LIMIT:
            return keep(desk, answer(say("too_long", limit=TEXT_LIMIT)))
        if turn.attachment is not None and smvp.waits_for_document(desk):
            return smvp.document(desk)
        if turn.attachment is not None and not turn.text.strip():
            return evidence.received_alone(desk, turn.attachment)
        if not turn.text.strip():
            return keep(desk, answer(say("empty")))
        if turn.text.startswith("/"):
            return self._command(desk)
        if desk.draft.get("talk") in smvp.WAITING and not turn.edited:
            return smvp.WAITING[desk.draft["talk"]](desk)
        if turn.edited:
            return spoken.answered(desk)
        said = _yes_or_no(desk)
        if said is not None:
            return said
        talk = WAITING.get(desk.draft.get("talk", ""))
        return talk(self, desk) if talk is not None else spoken.answered(desk)

    def _command(self, desk: Desk) -> Outcome:
        head, _, rest = desk.turn.text[1:].partition(" ")
        name, rest = head.lower(), rest.strip()
        if name in amend.AMENDMENTS:
            return amend.open_amendment(desk, name, rest)
        if name in PRIVATE and desk.turn.kind == "group":
            return keep(desk, answer(say("private_only")))
        if name == "invita":
            return people.invite(desk, rest, self.new_code, self.link)
        if name in LEAVES_TALK:
            return LEAVES_TALK[name](desk, rest)
        if name in ASKS:
            return keep(desk, ASKS[name](desk, rest))
        if name in smvp.COMMANDS:
            return keep(desk, smvp.COMMANDS[name](desk, rest))
        known = [*LEAVES_TALK, *ASKS, *smvp.COMMANDS, *amend.AMENDMENTS, "invita"]
        nearest = process.extractOne(name, known)
        return keep(desk, answer(say("command.unknown", name=name[:40], nearest=nearest[0])))


def _leave(desk: Desk, rest: str) -> Outcome:
    return answer(say("left" if desk.draft else "nothing_open"))


def _why(desk: Desk, rest: str) -> Outcome:
    if desk.view.person(rest.lower()) is not None:
        return smvp.why(desk, rest.lower())
    return status.show_why(desk, rest) if rest else answer(say("why.ask"))


def _status(desk: Desk, rest: str) -> Outcome:
    """`/stato`, `/stato AS4`, `/stato AS4 30/06/2024`."""
    scope, _, typed = rest.rpartition(" ")
    day = read_day(typed, desk.today) if typed else None
    if day is None and DAY_SHAPED.fullmatch(typed):
        return answer(say("status.bad_day", typed=typed))
    if day is None or typed.upper() in desk.view.plan.area_of_service:
        return status.show_status(desk, rest or None)
    return status.show_status(desk, scope or None, day)


LEAVES_TALK: dict[str, Callable[[Desk, str], Outcome]] = {
    "annulla": _leave,
    "obiettivi": lambda desk, rest: menu.show_objectives(desk),
    "valida": lambda desk, rest: validation.show_waiting(desk, rest or None),
    "nuovo": added.start,
    "esci": lambda desk, rest: people.leave(desk),
    "anomalie": lambda desk, rest: anomalies.show_next(desk),
}

ASKS: dict[str, Callable[[Desk, str], Outcome]] = {
    "start": lambda desk, rest: enrol.greet(desk),
    "aiuto": lambda desk, rest: enrol.show_help(desk),
    "stato": _status,
    "scadenze": lambda desk, rest: status.show_deadlines(desk, rest or None),
    "storico": spoken.show_history,
    "perche": _why,
    "persone": lambda desk, rest: people.show_people(desk),
    "prove": lambda desk, rest: evidence.show_proofs(desk, rest),
    **calendar.COMMANDS,
}

PRIVATE = frozenset({"invita", "persone", "esci", *calendar.PRIVATE})
"""Names and codes of people are not for a group."""

CONFIRM: dict[str, Callable[[Desk], Outcome]] = {
    "report": progress.confirmed,
    "undo": correcting.undone,
    "amend": amend.confirmed,
    "validate_all": validation.validate_all,
    "proof": evidence.confirmed,
    "new": added.confirmed,
    "leave": people.left,
    **calendar.CONFIRM,
    **smvp.CONFIRM,
}


def _pressed(desk: Desk) -> Outcome:
    """A button: of the open card, or one that speaks for itself. Whatever else it says is stale:
    what a button holds comes from outside, and anybody can make one up."""
    verb, _, rest = (desk.turn.pressed or "").partition(":")
    args = rest.split(":")
    try:
        if verb in OF_CARD:
            if desk.draft.get("id") != args[0]:
                return keep(desk, _stale(desk, args[0]))
            return OF_CARD[verb](desk, args[1:])
        if verb in smvp.BUTTONS and smvp.well_made(verb, args):
            return keep(desk, smvp.BUTTONS[verb](desk, args))
        if verb in FREE:
            return FREE[verb](desk, args)
        raise NotAButton()
    except NotAButton:
        return keep(desk, answer(say("card.stale")))


def _stale(desk: Desk, card: str) -> Outcome:
    """A card of before: it was recorded already, or another took its place."""
    recorded = desk.ledger.log.with_key(f"card:{card}") if card else []
    if recorded:
        return answer(say("card.already", seq=recorded[-1].seq), replace=True)
    return answer(say("card.stale"), replace=True)


def _cancel(desk: Desk, args: list[str]) -> Outcome:
    if desk.draft["talk"] in smvp.CANCEL:
        return smvp.CANCEL[desk.draft["talk"]](desk)
    return answer(say("card.cancelled"), replace=True)


class NotAButton(Exception):
    """What came back as a button was never on one of ours."""


def _word(args: list[str], n: int) -> str:
    if len(args) <= n or not args[n]:
        raise NotAButton()
    return args[n]


def _number(args: list[str], n: int) -> int:
    if not _word(args, n).isdecimal():
        raise NotAButton()
    return int(args[n])


def _past(desk: Desk, args: list[str], *, known: bool) -> Outcome:
    """The same past day, with what was found out later or without it."""
    day = read_day(_word(args, 1), desk.today)
    if day is None:
        raise NotAButton()
    return status.show_status(desk, _word(args, 0), day, known=known)


OF_CARD: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "ok": lambda desk, args: CONFIRM[desk.draft["talk"]](desk),
    "no": _cancel,
    "fix": lambda desk, args: correcting.ask_correction(desk),
    "drop": lambda desk, args: progress.drop(desk, _number(args, 0)),
    "more": lambda desk, args: progress.in_more(desk),
    "pick": lambda desk, args: progress.picked(desk, _number(args, 0)),
    "ev": smvp.pressed,
}

FREE: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "st": lambda desk, args: keep(desk, status.show_status(desk, _word(args, 0))),
    "asof": lambda desk, args: keep(desk, _past(desk, args, known=False)),
    "known": lambda desk, args: keep(desk, _past(desk, args, known=True)),
    "why": lambda desk, args: keep(desk, status.show_why(desk, _word(args, 0))),
    "hist": lambda desk, args: keep(desk, status.show_history(desk, _word(args, 0))),
    "due": lambda desk, args: keep(desk, status.show_deadlines(desk, _word(args, 0))),
    "objs": lambda desk, args: menu.show_objectives(desk, _number(args, 0)),
    "obj": lambda desk, args: menu.show_indicators(desk, _word(args, 0)),
    "ind": lambda desk, args: menu.ask_value(desk, _word(args, 0)),
    "undo": lambda desk, args: correcting.offer_undo(
        desk, _number(args, 0), "ritirata dall'autore"
    ),
    "attach": lambda desk, args: evidence.ask_file(desk, _number(args, 0)),
    "proof": lambda desk, args: keep(desk, evidence.fetch(desk, _number(args, 0), _word(args, 1))),
    "val": lambda desk, args: validation.validate(desk, _number(args, 0), _word(args, 1)),
    "con": lambda desk, args: validation.ask_reason(desk, _number(args, 0), _word(args, 1)),
    "nextval": lambda desk, args: validation.show_waiting(desk, _word(args, 1), _number(args, 0)),
    "valall": lambda desk, args: validation.ask_validate_all(desk, _word(args, 0)),
    "chatok": lambda desk, args: people.confirm_chat(desk, _word(args, 0), is_theirs=True),
    "chatno": lambda desk, args: people.confirm_chat(desk, _word(args, 0), is_theirs=False),
    "anook": lambda desk, args: anomalies.accept(desk, _number(args, 0)),
    "anotype": lambda desk, args: anomalies.ask_value(desk, _number(args, 0)),
    "anoleave": lambda desk, args: anomalies.show_next(desk, _number(args, 0)),
    "new": lambda desk, args: added.go_on(desk, _word(args, 0)),
    **calendar.BUTTONS,
}


def _yes_or_no(desk: Desk) -> Outcome | None:
    """An open card answered in words; None where the words say something else."""
    if "id" not in desk.draft or "step" in desk.draft or desk.draft.get("talk") not in CONFIRM:
        return None
    text = desk.turn.text.strip().lower().rstrip(".!")
    if text in YES:
        return CONFIRM[desk.draft["talk"]](desk)
    return answer(say("card.cancelled")) if text in NO else None


def _after_fix(conversations: Conversations, desk: Desk) -> Outcome:
    """An open card of a report: a correction of it, or something else altogether."""
    reading = spoken.read(desk, correcting.draft_reading(dict(desk.draft)))
    if desk.draft.get("step") == "fixing" or reading.intent is Intent.CORRECT:
        outcome = correcting.fixed(desk, reading)
        if outcome is not None:
            return outcome
    return spoken.answered(desk)


def _value(conversations: Conversations, desk: Desk) -> Outcome:
    """The number the menu asked for, read as a report by code."""
    code = desk.draft["code"]
    turn = replace(desk.turn, text=f"{code} {desk.turn.text}")
    reading = spoken.read(replace(desk, turn=turn), None)
    if reading.intent is Intent.REPORT and reading.items and not reading.items[0].ambiguous:
        return progress.read_report(desk, reading)
    return spoken.answered(desk)


WAITING: dict[str, Callable[[Conversations, Desk], Outcome]] = {
    "report": _after_fix,
    "value": _value,
    "amend": lambda c, desk: amend.go_on(desk) if "id" not in desk.draft else spoken.answered(desk),
    "contest": lambda c, desk: validation.contest(desk),
    "anomaly": lambda c, desk: anomalies.typed(desk),
    "new": lambda c, desk: (
        added.go_on(desk, desk.turn.text.strip())
        if "id" not in desk.draft
        else spoken.answered(desk)
    ),
    "invite": lambda c, desk: people.invite(desk, desk.turn.text, c.new_code, c.link),
}


def _unknown_code(desk: Desk, unknown: UnknownCode) -> Outcome:
    """The nearest codes as buttons."""
    cells = tuple(button("scope", f"st:{code}", code=code) for code in unknown.nearest)
    line = words.refusal(unknown)
    return keep(desk, answer(line, buttons=(cells,) if cells else ()))
