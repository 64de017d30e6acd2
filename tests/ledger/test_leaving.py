"""Nobody in who should not be: posts that end, chats taken away, second persons, own papers."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands.people import (
    AddPerson,
    BindChat,
    ConfirmChat,
    EndPost,
    Invite,
    UnbindChat,
)
from ledger.commands.premiums import SetMaximum
from ledger.commands.progress import RecordProgress
from ledger.errors import NoChange, NotAllowed, NotEnrolled
from ledger.errors_people import (
    InvitationInvalid,
    NoSuchPost,
    NothingAwaits,
    OfOneself,
    SecondPersonNeeded,
)
from ledger.events import (
    ChatAwaiting,
    ChatBound,
    ChatRefused,
    ChatUnbound,
    InvitationIssued,
    PostAssigned,
    PostEnded,
)
from ledger.ledger import Ledger
from ledger.people import CLI, Role

from ..town import TODAY
from .conftest import Given, Story, plus

YESTERDAY = TODAY - dt.timedelta(days=1)
REPORT = RecordProgress((plus("AS4.3.1", 3),))
ENDED = PostEnded(person="eq.as4", role=Role.EQ, unit="AS4", until=YESTERDAY)


def bound(person: str, user: str = "77") -> ChatBound:
    return ChatBound(person=person, code_hash="ab", user_id=user)


@pytest.mark.parametrize("by", ["admin", "personale", CLI])
def test_an_end_takes_every_post_and_the_chat(given: Given, by: str) -> None:
    story = given(bound("eq.as4"), PostAssigned(person="eq.as4", role=Role.EQ, unit="AS3"))
    story.when(EndPost("eq.as4"), by=by).then(
        ENDED,
        PostEnded(person="eq.as4", role=Role.EQ, unit="AS3", until=YESTERDAY),
        ChatUnbound(person="eq.as4", user_id="77"),
    )


def test_one_post_of_two_leaves_the_chat(given: Given) -> None:
    story = given(bound("dirigente.as"))
    story.when(EndPost("dirigente.as", Role.DIRIGENTE, "AA"), by="admin").then(
        PostEnded(person="dirigente.as", role=Role.DIRIGENTE, unit="AA", until=YESTERDAY)
    )


def test_a_post_that_ends_later_is_held_until_then(given: Given) -> None:
    last = TODAY + dt.timedelta(days=10)
    command = EndPost("eq.as4", on=last)
    (event,) = (d.event for d in given(bound("eq.as4")).when(command, by="admin").decisions)
    story = given(event)
    story.when(REPORT, by="eq.as4")
    assert story.view.enrolled("eq.as4", last) is not None
    assert story.view.enrolled("eq.as4", last + dt.timedelta(days=1)) is None


def test_what_has_ended_does_not_end_again(given: Given) -> None:
    given(ENDED).when(EndPost("eq.as4"), by="admin").then_refused(NoSuchPost("eq.as4"))
    given().when(EndPost("eq.as3", Role.EQ, "AS4"), by="admin").then_refused(NoSuchPost)


@pytest.mark.parametrize("by", ["dirigente.as", "segretario", "nucleo", "eq.as4"])
def test_posts_are_ended_by_admin_and_personnel_office_alone(story: Story, by: str) -> None:
    story.when(EndPost("eq.as3"), by=by).then_refused(NotAllowed)


def test_whoever_holds_no_post_today_is_a_stranger_to_every_command(given: Given) -> None:
    story = given(bound("eq.as4"), ENDED)
    story.when(REPORT, by="eq.as4").then_refused(NotEnrolled)
    assert story.view.person_of("77") is None
    assert story.view.enrolled("eq.as4", TODAY) is None


def test_a_chat_whose_person_holds_no_post_is_nobodys(ledger: Ledger) -> None:
    """A post that ran out by itself: nothing has to be recorded for it to be over."""
    person = AddPerson("breve", "Breve", Role.EQ, "AS4", until=YESTERDAY)
    ledger.execute(person, actor=CLI, cause="test")
    ledger.execute(Invite("breve", "C"), actor=CLI, cause="test")
    ledger.bind_chat("C", user_id="9", key="b")
    assert ledger.view.bound_to("breve") == "9"
    assert ledger.view.person_of("9") is None
    assert ledger.view.user_of("breve") is None


# Chats


def test_a_person_gives_up_their_chat_and_others_do_not(given: Given) -> None:
    story = given(bound("eq.as4"))
    story.when(UnbindChat("eq.as4"), by="eq.as4").then(ChatUnbound(person="eq.as4", user_id="77"))
    story.when(UnbindChat("eq.as4"), by="personale").then(
        ChatUnbound(person="eq.as4", user_id="77")
    )
    story.when(UnbindChat("eq.as4"), by="dirigente.as").then_refused(NotAllowed)
    story.when(UnbindChat("eq.as3"), by="admin").then_refused(NoChange("eq.as3"))


def test_an_invitation_takes_the_old_chat_away_at_once(given: Given) -> None:
    answer = given(bound("eq.as4")).when(Invite("eq.as4", "C"), by="admin")
    assert [type(d.event) for d in answer.decisions] == [InvitationIssued, ChatUnbound]


def invited(given: Given, person: str, by: str) -> Story:
    story = given()
    events = [d.event for d in story.when(Invite(person, "C"), by=by).decisions]
    return given(*events, by=by)


@pytest.mark.parametrize("person", ["nucleo", "dirigente.as", "personale", "segretario", "sindaco"])
def test_a_new_chat_of_who_reads_scores_waits_for_a_second_person(
    given: Given, person: str
) -> None:
    story = invited(given, person, "admin")
    (decision,) = story.when(BindChat("C", "66"), by="stranger").decisions
    assert isinstance(decision.event, ChatAwaiting)
    given(decision.event, by="stranger")
    assert story.view.person_of("66") is None, "not yet"
    story.when(BindChat("C", "67"), by="stranger").then_refused(InvitationInvalid)
    second = "personale" if person == "segretario" else "segretario"
    for by in ("admin", person, "dirigente.af"):
        refused = SecondPersonNeeded if by in ("admin", person) else NotAllowed
        story.when(ConfirmChat(person), by=by).then_refused(refused)
    if person == second:
        return
    story.when(ConfirmChat(person, is_theirs=False), by=second).then(
        ChatRefused(person=person, user_id="66")
    )
    (done,) = story.when(ConfirmChat(person), by=second).decisions
    assert isinstance(done.event, ChatBound) and done.event.user_id == "66"
    given(done.event, by=second)
    assert story.view.person_of("66") == person
    story.when(ConfirmChat(person), by=second).then_refused(NothingAwaits)


@pytest.mark.parametrize(("person", "by"), [("eq.as4", "admin"), ("nucleo", CLI)])
def test_who_reads_no_scores_or_was_invited_by_who_holds_the_file_does_not_wait(
    given: Given, person: str, by: str
) -> None:
    story = invited(given, person, by)
    (decision,) = story.when(BindChat("C", "66"), by="stranger").decisions
    assert isinstance(decision.event, ChatBound)


def test_a_second_named_at_the_command_line_must_be_one(story: Story) -> None:
    assert story.when(Invite("nucleo", "C", "segretario"), by=CLI).refusal is None
    story.when(Invite("nucleo", "C", "eq.as4"), by=CLI).then_refused(NotAllowed)
    story.when(Invite("nucleo", "C", "nucleo"), by=CLI).then_refused(SecondPersonNeeded)


# One's own papers


@pytest.mark.parametrize(
    "command",
    [
        AddPerson("personale", "Io", Role.DIRIGENTE, "AS"),
        EndPost("personale"),
        SetMaximum(2024, "personale", Decimal(1000), "act", TODAY),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nobody_records_their_own_posts_roles_and_pay(story: Story, command: object) -> None:
    story.when(command, by="personale").then_refused(OfOneself)


def test_who_read_whose_scores_is_kept_and_not_taken_back(ledger: Ledger) -> None:
    ledger.trace_reading("nucleo", "eq.as4", 2024, "chat")
    ledger.trace_reading("eq.as4", "eq.as4", 2024, "chat")
    (reading,) = ledger.readings_of("eq.as4")
    assert (reading.reader, reading.year, reading.way) == ("nucleo", 2024, "chat")
    assert reading.at == ledger.now()
    with pytest.raises(Exception, match="not taken back"):
        ledger.file.execute("delete from readings")
