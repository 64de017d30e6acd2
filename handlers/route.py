"""Which conversation a turn opens or goes on with: one ordered tuple of them, read top-down.

1. strangers; 2. what nobody reads here; 3. buttons; 4. files; 5. commands; 6. the step a talk is
waiting for; 7. yes and no; 8. plain words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from handlers import orders, spoken
from handlers.conversation import Conversation, NotAButton, Opening, Press, word, year
from handlers.desk import CHAT, Desk, Readers, answer, button, keep, led_by
from handlers.evaluating import smvp
from handlers.in_order import STANDING
from handlers.plan import plan_file
from handlers.plan.plan_door import PlanDoor
from handlers.procedure import documents, relazione, rules
from handlers.proofs import evidence, for_record
from handlers.reporting import complaining, putting_right, second, sheets
from handlers.reporting.cards import TALK as REPORT
from handlers.staff import enrol
from handlers.standing import doors, why, years
from handlers.talk import errands, forms, kept, labels, meanwhile, several_cards, topic, words
from handlers.talk.bare import OF_ANY_CARD, Bare, kind_of
from handlers.talk.deed import CardOutdated, key_of
from handlers.turn import Attachment, Outcome, Turn
from italian.words import clean
from ledger.errors import Refusal, UnknownCode
from ledger.later import replace
from ledger.ledger import Ledger
from ledger.people import Role
from words.say import say

TEXT_LIMIT = 4096
UNREAD = {
    "voice": "voice.how",
    "audio": "voice.how",
    "video_note": "voice.how",
    "unheard": "voice.failed",
}
"""What is said of contents nobody reads here, where there is more to say than that."""

NO_TALK = Conversation()


@dataclass
class Conversations:
    """Answers every turn. `new_code` and `link` make invitations, `plans` reads plans' files."""

    ledger: Ledger
    new_code: Callable[[], str]
    link: Callable[[str], str]
    plans: PlanDoor | None = None

    def __post_init__(self) -> None:
        self.readers = Readers()

    def __call__(self, turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        """What a turn comes to; `draft` is where the talk stood. Raises nothing a person could
        cause."""
        if turn.person is None:
            return enrol.stranger(self.ledger, turn)
        before: dict[str, Any] = dict(draft or {})
        old = before.pop("shape", kept.SHAPE if not before else None) != kept.SHAPE
        chat = kept.visited(before.pop(CHAT, {}) if not old else {}, turn)
        desk = self._desk(turn, kept.still_read(before) if old else before, chat)
        try:
            outcome = answered(desk)
        except CardOutdated:
            outcome = answer(say("card.outdated"))
        outcome = topic.beside_a_card(desk, topic.noted(desk, outcome))
        outcome = smvp.parked(desk.draft, several_cards.noted(desk, outcome))
        outcome = several_cards.left_behind(desk, outcome)
        if turn.spoken:
            outcome = led_by(outcome, say("voice.heard", text=turn.text))
        if old and "talk" in before and turn.pressed is None:
            outcome = led_by(outcome, say("card.outdated"))
        return kept.stamped(desk, outcome, chat)

    def unsure(self, turn: Turn, draft: Mapping[str, object] | None) -> second.Question | None:
        """What to ask the second reader before a turn; None where our own reader is sure, or is not
        the one to answer. The turn is tried without recording anything."""
        before: dict[str, Any] = dict(draft or {})
        plain = turn.text and not turn.text.startswith("/") and turn.attachment is None
        if turn.person is None or turn.edited or turn.pressed is not None or not plain:
            return None
        if before.pop("shape", kept.SHAPE) != kept.SHAPE or before.get("talk", REPORT) != REPORT:
            return None
        chat = kept.visited(before.pop(CHAT, {}), turn)
        return second.asked(self._desk(turn, before, chat), answered)

    def _desk(self, turn: Turn, draft: Mapping[str, Any], chat: Mapping[str, Any]) -> Desk:
        assert turn.person is not None
        spoken_of = years.year_of(chat, turn.at)
        made = (self.ledger, self.readers, self._invitation, turn, turn.person)
        return Desk(*made, draft, spoken_of, chat, self.plans, OFFERED, _led_to)

    def _invitation(self) -> tuple[str, str]:
        code = self.new_code()
        return code, self.link(code)


def answered(desk: Desk) -> Outcome:
    """What a turn comes to; a refusal is an answer, and leaves the open talk open."""
    if any(file.owed or file.infected for file in evidence.files_of(desk)):
        return evidence.put_aside(desk, answered)
    try:
        return _route(desk)
    except UnknownCode as unknown:
        return _unknown_code(desk, unknown)
    except Refusal as refusal:
        return keep(desk, answer(words.refusal(refusal)))


def _route(desk: Desk) -> Outcome:
    turn = desk.turn
    if turn.unsupported:
        return keep(desk, answer(say(UNREAD.get(turn.unsupported, "unsupported"))))
    if turn.pressed is not None:
        return _pressed(desk)
    if len(turn.text) > TEXT_LIMIT:
        return keep(desk, answer(say("too_long", limit=TEXT_LIMIT)))
    if turn.attachment is not None and smvp.waits_for_document(desk):
        return smvp.document(desk)
    if turn.attachment is not None and not turn.beside and (filled := _ours(desk, turn.attachment)):
        return filled
    if turn.attachment is not None and not turn.text.strip():
        return evidence.received_alone(desk)
    if not turn.text.strip():
        return keep(desk, answer(say("empty")))
    if turn.text.startswith("/"):
        return _command(desk)
    if turn.edited:
        return spoken.answered(desk)
    figure = None if "talk" in desk.draft else spoken.by_code(desk)
    return _written(desk) if figure is None else figure


def _ours(desk: Desk, file: Attachment) -> Outcome | None:
    """A file of ours that came back filled in, or one with a plan; None for any other."""
    ours = plan_file.map_received(desk, file) or sheets.received(desk, file)
    ours = ours or relazione.received(desk, file) or rules.received(desk, file)
    return ours or plan_file.received(desk, file)


def _written(desk: Desk) -> Outcome:
    """Words: a button's label, a way out of what is open, for the step that waits for them, yes or
    no, or plain words."""
    talk = TALKS.get(str(desk.draft.get("talk", "")), NO_TALK)
    taken = _label_typed(desk) or _left(desk, talk) or _own_words(desk, talk)
    if taken is not None:
        return taken
    if talk.any_words and talk.waits is not None and not _is_open_card(desk, talk):
        return _among_any_words(desk, talk)
    said = kind_of(desk.turn.text)
    if said in OF_ANY_CARD and _is_open_card(desk, talk):
        if (asked := several_cards.unsure(desk, said)) is not None:
            return keep(desk, asked)
        return _confirm(desk, talk) if said is Bare.YES else _cancel(desk, talk)
    if (kept_none := errands.reminder(" ".join(clean(desk.turn.text).split()))) is not None:
        return keep(desk, kept_none)  # Whatever act it is of, none is begun now.
    if (ordered := _of_a_record(desk) or orders.said(desk)) is not None:
        return ordered
    if (behind := _door(desk)) is not None:
        return behind
    if (told := meanwhile.said(desk) or meanwhile.question(desk, talk)) is not None:
        return told
    if talk.waits is not None and (heard := talk.waits(desk)) is not None:
        return heard
    return meanwhile.bare(desk, said) or spoken.answered(desk)


def _of_a_record(desk: Desk) -> Outcome | None:
    """What is said of a record of one's own, wherever it stands, and of what is no figure of it."""
    return putting_right.said(desk) or for_record.said(desk) or complaining.said(desk)


def _own_words(desk: Desk, talk: Conversation) -> Outcome | None:
    """What a step makes of words of one's own, as a title is, whatever order they begin like; a
    question is answered all the same."""
    if talk.any_words or talk.waits is None or desk.draft.get("step") not in talk.own_words:
        return None
    return meanwhile.question(desk, talk, _door) or talk.waits(desk)


def _among_any_words(desk: Desk, talk: Conversation) -> Outcome:
    """Where a step waits for words of one's own: what is no answer to it first."""
    if (made := documents.asked_outright(desk)) is not None:
        return keep(desk, made)
    if (decided := orders.judged(desk)) is not None:
        return decided
    aside = meanwhile.question(desk, talk, _door) or meanwhile.another_act(desk, talk)
    heard = aside or meanwhile.heard(desk, talk)
    return heard if heard is not None else meanwhile.not_an_answer(desk, talk, _door)


def _door(desk: Desk) -> Outcome | None:
    name = doors.asked(desk)
    return None if name is None else _opened(desk, name, "")


def _left(desk: Desk, talk: Conversation) -> Outcome | None:
    """What is open, left by its words; a card has its own no."""
    return None if _is_open_card(desk, talk) else meanwhile.way_out(desk, talk)


def _is_open_card(desk: Desk, talk: Conversation) -> bool:
    return talk.confirm is not None and "id" in desk.draft and "step" not in desk.draft


def _command(desk: Desk) -> Outcome:
    head, _, rest = desk.turn.text[1:].partition(" ")
    name = head.lower()
    if name not in COMMANDS:
        nearest = process.extractOne(name, [*COMMANDS])
        return keep(desk, answer(say("command.unknown", name=name[:40], nearest=nearest[0])))
    return meanwhile.day_told(desk, _opened(desk, name, rest.strip()))


def _opened(desk: Desk, name: str, rest: str) -> Outcome:
    """What a command leads to."""
    conversation, opening = COMMANDS[name]
    if name in conversation.private and desk.turn.kind == "group":
        return keep(desk, answer(say("private_only")))
    if forms.opens(desk, name) and (asked := forms.asked(desk, name, rest)) is not None:
        return asked
    outcome = opening(desk, rest)
    return keep(desk, outcome) if name in conversation.asides else outcome


def _why(desk: Desk, rest: str) -> Outcome:
    """A figure of the plan, or of a person's scheda."""
    if rest and desk.view.person(rest.lower()) is not None:
        return smvp.why(desk, rest.lower())
    return why.CONVERSATION.commands["perche"](desk, rest)


def _go(desk: Desk, name: str, code: str, asked: int | None = None) -> Outcome:
    """A command with the argument that was pressed."""
    if name not in COMMANDS:
        raise NotAButton()
    return COMMANDS[name][1](desk.in_year(asked), code.removeprefix("-"))


LEAVING = Conversation(
    commands={"annulla": meanwhile.leave},
    offered={"annulla": ()},
    buttons={"go": Press(_go, (word, word, year), 1)},
)
CONVERSATIONS: tuple[Conversation, ...] = (
    *STANDING,
    LEAVING,
    forms.conversation(lambda desk, name, line: COMMANDS[name][1](desk, line)),
)
TALKS: dict[str, Conversation] = {c.talk: c for c in CONVERSATIONS if c.talk}
OFFERED: dict[str, tuple[Role, ...]] = {
    name: who for c in CONVERSATIONS for name, who in c.offered.items()
}

COMMANDS: dict[str, tuple[Conversation, Opening]] = {
    name: (c, opening) for c in CONVERSATIONS for name, opening in c.commands.items()
}
COMMANDS["perche"] = (why.CONVERSATION, _why)

BUTTONS: dict[str, Press] = {v: press for c in CONVERSATIONS for v, press in c.buttons.items()}
OF_CARD = frozenset({"ok", "no", *(verb for c in CONVERSATIONS for verb in c.of_card)})


def _pressed(desk: Desk) -> Outcome:
    """A button: of the open card, or one that speaks for itself. Whatever else it says is stale:
    what a button holds comes from outside, and anybody can make one up."""
    try:
        return _press(desk, desk.turn.pressed or "")
    except NotAButton:
        return keep(desk, answer(say("card.stale")))


def _press(desk: Desk, data: str) -> Outcome:
    verb, _, rest = data.partition(":")
    args = rest.split(":") if rest else []
    if verb in OF_CARD:
        return _of_card(desk, verb, args)
    if verb in BUTTONS:
        return BUTTONS[verb](desk, args)
    raise NotAButton()


def _label_typed(desk: Desk) -> Outcome | None:
    """The button whose label was typed, where it still holds; else the words are words."""
    data = labels.typed(desk) or ""
    verb, _, rest = data.partition(":")
    if not data or (verb in OF_CARD and rest.partition(":")[0] != desk.draft.get("id")):
        return None
    try:
        return _press(replace(desk, turn=replace(desk.turn, pressed=data, text="")), data)
    except NotAButton:
        return None


def _led_to(desk: Desk, data: str) -> Outcome:
    """What a button of ours leads to, where words ask for it; a command as it is given."""
    verb, _, rest = data.partition(":")
    if verb == "go":
        name, _, typed = rest.partition(":")
        return _opened(desk, name, typed.removeprefix("-"))
    return BUTTONS[verb](desk, rest.split(":"))


def _of_card(desk: Desk, verb: str, args: list[str]) -> Outcome:
    card, *more = args or [""]
    if not card or desk.draft.get("id") != card:
        return keep(desk, _stale(desk, card))
    talk = TALKS.get(str(desk.draft.get("talk")), NO_TALK)
    if verb == "ok":
        return _confirm(desk, talk)
    if verb == "no":
        return _cancel(desk, talk)
    if verb not in talk.of_card:
        raise NotAButton()
    return talk.of_card[verb](desk, more)


def _confirm(desk: Desk, talk: Conversation) -> Outcome:
    if talk.confirm is None:
        raise NotAButton()
    return orders.then(desk, talk.confirm(desk))


def _cancel(desk: Desk, talk: Conversation) -> Outcome:
    if talk.cancel is not None:
        return orders.then(desk, talk.cancel(desk))
    return orders.then(desk, answer(say("card.cancelled"), replace=bool(desk.turn.pressed)))


def _stale(desk: Desk, card: str) -> Outcome:
    """A card of before: it was recorded already, or another took its place."""
    found = desk.ledger.log.with_key(key_of({"id": card})) if card else []
    if found:
        return answer(say("card.already", seq=found[-1].seq), replace=True)
    return answer(say("card.stale"), replace=True)


def _unknown_code(desk: Desk, unknown: UnknownCode) -> Outcome:
    """The year that has it, where one does; else the nearest codes, as buttons."""
    if (elsewhere := years.of_other_year(desk, unknown)) is not None:
        return keep(desk, elsewhere)
    cells = tuple(button("scope", f"st:{code}", code=code) for code in unknown.nearest)
    line = words.refusal(unknown)
    return keep(desk, answer(line, buttons=(cells,) if cells else ()))
