"""Many towns in one process: nothing of one is in another, and one that fails holds nobody.

Each bot is PTB's own over real HTTP, each town a real ledger.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.outgoing.pace import unhurried
from bot.towns.enti import Ente, Place
from bot.towns.several import BotThread, Town
from bot.transports import TelegramSettings
from ledger.clock import FixedClock
from ledger.commands.aliases import AddAlias
from ledger.commands.people import Invite
from ledger.ledger import Ledger
from ledger.people import CLI

from ..drill.bot_api import TOKEN, BotApi, Message
from ..town import MORNING, copy_of

MARIA, BRUNO, NEW = 4001, 4002, 4003
PATIENCE_SECONDS = 60.0


def waits_for(found: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not found():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


@dataclass
class Comune:
    """A town of the tests, looked at as another process would."""

    name: str
    path: Path

    def ledger(self) -> Ledger:
        return Ledger.open(self.path, FixedClock(MORNING))

    def enrols(self, person: str, user: int) -> None:
        with closing(self.ledger()) as ledger:
            ledger.execute(Invite(person, f"CODE{user}"), actor=CLI, cause="test")
            ledger.bind_chat(f"CODE{user}", user_id=str(user), key=f"bind:{user}")

    def count(self, kind: str) -> int:
        with closing(self.ledger()) as ledger:
            return sum(e.type == kind for e in ledger.log.after())

    def rows(self, table: str) -> int:
        with closing(self.ledger()) as ledger:
            return ledger.file.table(table).count if ledger.file.table(table).exists() else 0

    def place(self) -> Place:
        return Place(self.name, Ente(db=str(self.path)), {}, FixedClock(MORNING))


@dataclass
class Bot:
    """A bot on its own Bot API, with the towns that have it."""

    towns: list[Comune]
    api: BotApi = field(default_factory=BotApi)
    states: dict[str, str] = field(default_factory=dict)

    def starts(self) -> "Bot":
        if self.api.url not in self.states:
            self.states[self.api.url] = ""
            self.api.serve()
        settings = TelegramSettings(TOKEN, base_url=self.api.url)
        towns = [Town(t.name, t.place().open) for t in self.towns]
        self.thread = BotThread(settings, towns, self.states.__setitem__, unhurried)
        self.thread.start()
        return self

    def stops(self) -> None:
        self.thread.stop()
        self.thread.join()

    def hears(self, user: int, text: str, answer: str) -> str:
        """Writes, and waits for an answer with these words; the calendar may speak meanwhile."""
        before = len(self.api.said_to(user))
        self.api.says(user, text)
        return self.says(user, answer, before)

    def says(self, user: int, answer: str, before: int = 0) -> str:
        """What is said to a person with these words in it, after so many others."""

        def found() -> list[str]:
            return [said for said in self.api.said_to(user)[before:] if answer in said]

        waits_for(found)
        return found()[-1]

    def card(self, user: int, label: str) -> tuple[Message, str]:
        """The newest message with a button so labelled."""
        found = [
            (card, data)
            for card in self.api.cards(user)
            for name, data in card.buttons
            if name == label
        ]
        return found[-1]

    def presses(self, user: int, label: str) -> None:
        """A button of the newest message that has it."""
        waits_for(lambda: self.offers(user, label))
        card, data = self.card(user, label)
        self.api.presses(user, card.id, data)

    def offers(self, user: int, label: str) -> bool:
        return any(label in dict(card.buttons) for card in self.api.cards(user))

    def chooses(self, user: int, town: str) -> None:
        self.hears(user, "/comune", "di quale parliamo")
        question = [c for c in self.api.cards(user) if c.buttons[0][1].startswith("comune:")][-1]
        before = len(self.api.said_to(user))
        self.api.presses(user, question.id, f"comune:{town}")
        self.says(user, "Parliamo di", before)

    def reports(self, user: int, text: str) -> None:
        """Writes, and confirms the card that is shown."""
        self.hears(user, text, "CIE")
        self.presses(user, "Conferma")


@pytest.fixture
def towns(founded: Path, tmp_path: Path) -> list[Comune]:
    """Three towns with the same offices, each with its own people's chats."""
    found = []
    for name in ("alba", "borgo", "colle"):
        (tmp_path / name).mkdir()
        found.append(Comune(name, copy_of(founded, tmp_path / name / "traguardo.db")))
    return found


@pytest.fixture
def running() -> Iterator[list[Bot]]:
    """Bots that a test starts; they are stopped when it is over."""
    bots: list[Bot] = []
    yield bots
    for bot in bots:
        bot.stops()
        bot.api.close()


def reported(town: Comune) -> int:
    return town.count("ProgressRecorded")


def test_what_is_written_to_one_towns_bot_is_in_no_other(
    towns: list[Comune], running: list[Bot]
) -> None:
    alba, borgo, _ = towns
    for town in (alba, borgo):
        town.enrols("eq.as4", MARIA)
    running += (first := Bot([alba]).starts(), second := Bot([borgo]).starts())
    first.reports(MARIA, "altre 12 CIE oggi")
    waits_for(lambda: reported(alba) == 1)
    assert (reported(borgo), borgo.rows("inbox"), borgo.rows("messages")) == (0, 0, 0)
    second.hears(MARIA, "/stato AS4.3.1", "0")
    assert (alba.rows("inbox"), borgo.rows("inbox")) == (2, 1)
    assert borgo.rows("messages") == 0, "no answer to a command leads to a record"


@pytest.fixture
def union(towns: list[Comune], running: list[Bot]) -> Bot:
    """One bot for all three; Maria is in the first two."""
    for town in towns[:2]:
        town.enrols("eq.as4", MARIA)
    running.append(bot := Bot(towns).starts())
    return bot


def test_who_is_in_two_towns_is_asked_once_of_which_and_what_was_said_is_not_lost(
    towns: list[Comune], union: Bot
) -> None:
    alba, borgo, _ = towns
    union.hears(MARIA, "altre 12 CIE oggi", "di quale parliamo")
    # Both plans call the town the same here: the buttons are told apart by where they lead.
    question = next(c for c in union.api.cards(MARIA) if c.buttons[0][1] == "comune:alba")
    assert [data for _, data in question.buttons] == ["comune:alba", "comune:borgo"]
    union.api.presses(MARIA, question.id, "comune:borgo")
    waits_for(lambda: union.offers(MARIA, "Conferma"))
    union.presses(MARIA, "Conferma")
    waits_for(lambda: reported(borgo) == 1)
    said = union.hears(MARIA, "/stato AS4.3.1", "AS4.3.1")
    assert said.startswith("<b>Comune di Prova</b>"), "it says which town speaks"
    assert (reported(alba), alba.rows("inbox")) == (0, 0)


def test_a_press_goes_to_the_town_that_sent_the_button_whatever_is_chosen_since(
    towns: list[Comune], union: Bot
) -> None:
    alba, borgo, _ = towns
    union.chooses(MARIA, "alba")
    union.hears(MARIA, "altre 12 CIE oggi", "12")
    union.chooses(MARIA, "borgo")
    union.presses(MARIA, "Conferma")
    waits_for(lambda: reported(alba) == 1)
    assert reported(borgo) == 0
    union.hears(MARIA, "altre 7 CIE oggi", "7")
    union.presses(MARIA, "Conferma")
    waits_for(lambda: reported(borgo) == 1)
    assert reported(alba) == 1


def test_nobody_chooses_a_town_they_are_not_enrolled_in(towns: list[Comune], union: Bot) -> None:
    union.chooses(MARIA, "alba")
    union.api.presses(MARIA, 1, "comune:colle")
    union.says(MARIA, "non risponde")
    union.hears(MARIA, "/stato AS4.3.1", "AS4.3.1")
    assert [town.rows("inbox") for town in towns] == [1, 0, 0]


def test_the_choice_outlives_the_process(towns: list[Comune], union: Bot) -> None:
    union.chooses(MARIA, "borgo")
    union.stops()
    union.starts()
    union.hears(MARIA, "/stato AS4.3.1", "AS4.3.1")
    assert [town.rows("inbox") for town in towns] == [0, 1, 0]


def test_an_invitation_leads_to_the_town_that_made_it(towns: list[Comune], union: Bot) -> None:
    with closing(towns[1].ledger()) as ledger:
        ledger.execute(Invite("eq.as3", "COLLEABC"), actor=CLI, cause="test")
    union.hears(NEW, "/start COLLEABC", "Eq.As3")
    union.hears(NEW, "/stato AS3.1", "AS3.1")
    assert [town.rows("inbox") for town in towns] == [0, 2, 0]
    assert [town.count("ChatBound") for town in towns] == [1, 2, 0], "Maria's, and this one"


def test_a_broken_ledger_holds_no_other_town_and_is_served_once_it_is_whole(
    towns: list[Comune], running: list[Bot]
) -> None:
    alba, borgo, colle = towns
    borgo.enrols("eq.as4", MARIA)
    alba.enrols("eq.as4", BRUNO)
    whole = alba.path.read_bytes()
    alba.path.write_bytes(b"not a ledger")
    running += (shared := Bot([alba, borgo]).starts(), own := Bot([colle]).starts())
    shared.hears(MARIA, "/stato AS4.3.1", "AS4.3.1")
    assert shared.states["alba"] == "NotALedger"
    shared.hears(BRUNO, "/stato AS4.3.1", "non risponde")  # and is not taken for a stranger
    alba.path.write_bytes(whole)
    waits_for(lambda: shared.states["alba"] == "")
    shared.hears(BRUNO, "/stato AS4.3.1", "AS4.3.1")
    assert own.states["colle"] == ""


def test_the_words_of_one_towns_office_mean_nothing_in_another(
    towns: list[Comune], running: list[Bot]
) -> None:
    alba, borgo, _ = towns
    for town in (alba, borgo):
        town.enrols("eq.as4", MARIA)
    with closing(alba.ledger()) as ledger:
        ledger.execute(AddAlias("AS4.3.1", "zorblax"), actor="segretario", cause="test")
    running += (first := Bot([alba]).starts(), second := Bot([borgo]).starts())
    first.api.says(MARIA, "altri 3 zorblax oggi")
    waits_for(lambda: first.offers(MARIA, "Conferma"))
    before = len(second.api.said_to(MARIA))
    second.api.says(MARIA, "altri 3 zorblax oggi")
    waits_for(lambda: borgo.rows("inbox") and len(second.api.said_to(MARIA)) > before)
    assert not second.offers(MARIA, "Conferma")
