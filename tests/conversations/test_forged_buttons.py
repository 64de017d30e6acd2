"""A client can send back any button, shown to its owner or not: what it may do, it could do anyway.

Every verb by every role, with codes, numbers and names of others: nothing is recorded in another's
name or without their card, nobody reads what is not theirs, and each press has an answer.
"""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.outgoing.making import supplied
from handlers.conversation import day, flag, number, word, year
from handlers.route import BUTTONS, OF_CARD, Conversations
from handlers.turn import Outcome, Turn
from ledger.ledger import Ledger
from ledger.readings.scores import may_read
from words.wording import plain_text

from ..ledger.evaluation.conftest import YEAR
from ..reports.conftest import STAFF, winter, winter_ledger, winter_path  # noqa: F401
from ..town import POSTS

PEOPLE = (*dict.fromkeys(code for code, *_ in POSTS), *STAFF[::2])
HAS_SCORES = ("segretario", "dirigente.as", "eq.as4", "eq.as3", *STAFF)
MAXIMUM_OF_EQ_AS4 = "3.200,00"
ISSUES_A_DOCUMENT = "DocumentIssued"
PRESSES_EACH = 2

WORDS = (
    *PEOPLE,
    *(f"{person}~{YEAR}" for person in HAS_SCORES),
    *("AS4", "AS", "ENTE", "AS4.3", "AS4.3.1", "AF1.1", "2024", "scheda", "payment", "pdf", "csv"),
    *("../../etc/passwd", "'; drop table events", "<b>", "0", "-1", "٣", "9" * 40, ""),
)


def argument(takes: Callable[[str], object], chance: random.Random, last: int) -> str:
    choices = {
        word: WORDS,
        number: ("0", "1", str(chance.randint(1, last)), str(last), "999999999999999"),
        year: ("2024", "2023", "9999"),
        flag: ("0", "1", "2"),
        day: ("2024-09-01", "2024-02-30", "domani"),
    }
    return chance.choice(choices.get(takes, WORDS))  # type: ignore[call-overload,no-any-return]


def said(outcome: Outcome) -> str:
    return "\n".join(plain_text(line) for reply in outcome.replies for line in reply.lines)


@pytest.fixture
def conversations(winter_ledger: Ledger) -> Conversations:  # noqa: F811
    return Conversations(winter_ledger, lambda: "CODICE", lambda code: f"https://t.me/{code}")


@pytest.mark.parametrize("person", PEOPLE)
def test_a_forged_button_neither_records_nor_tells_what_is_another_s(
    conversations: Conversations, person: str
) -> None:
    ledger, chance = conversations.ledger, random.Random(person)
    last = ledger.log.head().seq
    others = {
        name
        for name in HAS_SCORES
        if not may_read(ledger.view, person, name, YEAR, ledger.today())
        and person not in ("nucleo", "personale")
    }
    turn = Turn(person, "c", "", ledger.now(), message=5)
    verbs = [(verb, press.takes) for verb, press in BUTTONS.items()]
    verbs += [(verb, (word,)) for verb in sorted(OF_CARD)]
    for n, (verb, takes) in enumerate(verbs * PRESSES_EACH):
        data = ":".join([verb, *(argument(one, chance, last) for one in takes)])
        pressed = replace(turn, pressed=data, key=f"press:{n}")
        outcome = supplied(ledger, pressed, conversations(pressed, None))
        assert outcome.replies, data
        files = [reply.document[0] for reply in outcome.replies if reply.document]
        for name in others:
            assert not any(file.startswith(f"scheda-{YEAR}-{name}.") for file in files), data
        assert "eq.as4" not in others or MAXIMUM_OF_EQ_AS4 not in said(outcome), data
    recorded = list(ledger.log.after(last))
    assert {e.type for e in recorded} <= {ISSUES_A_DOCUMENT}
    assert {e.actor for e in recorded} <= {person}
    read = {name for name in HAS_SCORES for r in ledger.readings_of(name) if r.reader == person}
    assert not read & others


def test_a_card_is_confirmed_by_who_it_was_shown_to_alone(conversations: Conversations) -> None:
    ledger = conversations.ledger
    write = Turn("eq.as4", "c", "a", ledger.now(), text="AS4.3.1 560 al 30/12/2024")
    shown = conversations(write, None)
    confirm = shown.replies[0].buttons[0][0].data
    before = ledger.log.head()
    for n, person in enumerate(PEOPLE):
        if person == "eq.as4":
            continue
        press = Turn(person, f"c{n}", f"b{n}", ledger.now(), pressed=confirm, message=5)
        own = Turn(person, f"c{n}", f"o{n}", ledger.now(), text="/annulla")
        for draft in (None, conversations(own, None).draft):
            assert said(conversations(press, draft))
    assert ledger.log.head() == before
    mine = Turn("eq.as4", "c", "z", ledger.now(), pressed=confirm, message=5)
    conversations(mine, shown.draft)
    conversations(replace(mine, key="y"), shown.draft)
    assert [e.type for e in ledger.log.after(before.seq)] == ["ProgressRecorded"]
