"""Who hears of what: the office first, who is above where nobody is there; never who is away."""

import datetime as dt
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.calendar import (
    ChangeSettings,
    DeclineReminder,
    MarkReachable,
    MarkUnreachable,
    ReturnReminder,
    Snooze,
)
from ledger.commands.ente import AdoptRegulation
from ledger.commands.groups import BindGroup
from ledger.commands.leaves import AnnounceLeave, EndLeave
from ledger.commands.people import AddPerson, Invite
from ledger.commands.personnel import AnnulFact, RecordFact
from ledger.errors import NoChange, NotAllowed
from ledger.events.calendar import Subject
from ledger.ledger import Ledger
from ledger.people import CALENDAR, CLI
from ledger.regulation import bundled

from ..town import PLAN, POSTS, at, opened
from .conftest import Year, about

LINE = ("deadline", "AS4.4")
TOPIC = Subject(year=2024, code="AS4.4")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_one_message_a_morning_gathers_everything_most_urgent_first(year: Year) -> None:
    told = year.on("2024-09-30")
    kinds = [kind for kind, _ in about(told["eq.as4"])]
    assert kinds == ["overdue", "stale", "stale"]
    assert year.on("2024-09-30", 15) == {}, "once a day"


def test_each_objective_is_its_office_s(year: Year) -> None:
    told = year.on("2024-09-30")
    assert ("stale", "AS3.1.1") in about(told["eq.as3"])
    assert ("stale", "TR.1.1") in about(told["dirigente.af"])
    assert ("stale", "SG.1.1") in about(told["segretario"])


def without(tmp_path: Path, *people: str) -> Year:
    """The town before some were enrolled."""
    ledger = Ledger.create(tmp_path / "vacant.db", FixedClock(at("2024-01-02", 8)))
    ledger.execute(AdoptPlan(PLAN), actor=CLI, cause="test")
    for code, role, unit, interim in POSTS:
        if code not in people:
            ledger.execute(AddPerson(code, code, role, unit, interim), actor=CLI, cause="test")
    ledger.close()
    return opened(Year(ledger.path, FixedClock(at("2024-01-02", 8))))


def test_a_vacant_post_s_notices_go_to_the_dirigente(tmp_path: Path) -> None:
    told = without(tmp_path, "eq.as4").on("2024-06-28")
    assert LINE in about(told["dirigente.as"])


def test_where_the_dirigente_is_missing_too_to_the_segretario(tmp_path: Path) -> None:
    told = without(tmp_path, "eq.as4", "dirigente.as").on("2024-06-28")
    assert LINE in about(told["segretario"])


def test_who_is_away_hears_nothing_and_finds_one_message_on_return(year: Year) -> None:
    year.days("2024-06-03", "2024-06-11")
    year.does("personale", AnnounceLeave("eq.as4", day("2024-06-12"), day("2024-07-05")))
    away = year.days("2024-06-12", "2024-07-05")
    assert "eq.as4" not in {notice.to for _, notice in away}
    back = year.on("2024-07-08")["eq.as4"]
    assert back.back
    assert ("overdue", "AS4.4") in about(back)
    assert len([m for m in back.lines if m.subject == TOPIC]) == 1, "gathered, not repeated"


def test_who_is_back_early_or_does_not_go_hears_again(year: Year) -> None:
    year.does("personale", AnnounceLeave("eq.as4", day("2024-06-12"), day("2024-07-05")))
    year.does("personale", AnnounceLeave("eq.as4", day("2024-08-05"), day("2024-08-30")))
    assert "eq.as4" not in year.on("2024-06-14")
    year.on("2024-06-19")
    year.does("personale", EndLeave("eq.as4"))
    assert LINE in about(year.on("2024-06-20")["eq.as4"])
    assert "eq.as4" in year.on("2024-08-12")
    with pytest.raises(NoChange):
        year.does("personale", EndLeave("eq.as4"))
    with pytest.raises(NotAllowed):
        year.does("dirigente.as", EndLeave("eq.as4"))


def test_an_absence_of_the_personnel_record_is_one_until_it_is_annulled(year: Year) -> None:
    year.does("segretario", AdoptRegulation(bundled()))
    act = ("det. 9", day("2024-01-02"))
    dates = {"since": day("2024-06-12"), "until": day("2024-07-05")}
    year.does("personale", RecordFact("assenza", "eq.as4", *act, **dates, what="malattia"))
    absence = year.ledger.log.head().seq
    assert "eq.as4" not in year.on("2024-06-14")
    year.does("personale", AnnulFact(absence, "errore", *act))
    assert LINE in about(year.on("2024-06-17")["eq.as4"])


def test_a_substitute_hears_what_the_absent_would_have(year: Year) -> None:
    leave = AnnounceLeave("eq.as4", day("2024-06-12"), day("2024-07-05"), "eq.as3")
    year.does("personale", leave)
    told = year.on("2024-06-14")
    assert LINE in about(told["eq.as3"])
    assert "eq.as4" not in told


def test_who_says_it_is_not_theirs_is_left_alone_and_the_dirigente_decides(year: Year) -> None:
    year.on("2024-06-14")
    year.does("eq.as4", DeclineReminder("AS4.4"))
    told = year.on("2024-06-17")
    assert ("declined", "AS4.4:eq.as4") in about(told["dirigente.as"])
    told = year.on("2024-06-21")
    assert "eq.as4" not in told
    assert LINE in about(told["dirigente.as"]), "somebody must hear of it meanwhile"
    year.does("dirigente.as", ReturnReminder("eq.as4", "AS4.4"))
    assert LINE in about(year.on("2024-06-28")["eq.as4"])


def test_what_is_put_off_comes_back_at_its_hour_and_once(year: Year) -> None:
    year.on("2024-06-28", 9)
    year.does("eq.as4", Snooze(TOPIC, at("2024-06-28", 10)))
    assert year.on("2024-06-28", 9, 55) == {}
    again = year.on("2024-06-28", 10)["eq.as4"]
    assert about(again) == [LINE]
    assert again.number == 2
    assert year.on("2024-06-28", 11) == {}


def test_nobody_gets_more_than_three_messages_in_a_day(year: Year) -> None:
    year.on("2024-06-28", 9)
    for hour in (10, 11, 12, 13):
        year.does("eq.as4", Snooze(TOPIC, at("2024-06-28", hour)))
        year.on("2024-06-28", hour)
    assert len([n for _, n in year.told if n.to == "eq.as4"]) == 3


def test_a_person_chooses_hour_weekday_and_what_not_to_hear(year: Year) -> None:
    year.does("eq.as4", ChangeSettings(hour=11, weekday=3, silenced=("stale",)))
    assert "eq.as4" not in year.on("2024-09-30", 9)
    told = year.on("2024-09-30", 11)
    assert about(told["eq.as4"]) == [("overdue", "AS4.4")], "what fell due last Wednesday"
    assert "eq.as4" not in year.on("2024-10-01", 11)
    assert about(year.on("2024-10-02", 11)["eq.as4"]) == [("overdue", "AS4.4")]


def test_a_person_chooses_how_often_they_hear_of_what_may_be_silenced(year: Year) -> None:
    year.on("2024-07-08")
    year.does("eq.as4", ChangeSettings(weeks=4))
    told = [n for _, n in year.days("2024-07-09", "2024-08-12") if n.to == "eq.as4"]
    assert [n.day.isoformat() for n in told if about(n, "stale")] == ["2024-08-05"]
    assert [n.day.isoformat() for n in told if about(n, "overdue")] == [
        "2024-07-15",
        "2024-07-22",
        "2024-07-29",
        "2024-08-05",
        "2024-08-12",
    ], "what is overdue is nobody's to thin out"


def test_a_changed_weekday_does_not_tell_the_week_s_things_again(year: Year) -> None:
    year.on("2024-09-30")
    year.does("eq.as4", ChangeSettings(weekday=5))
    assert "eq.as4" not in year.on("2024-10-01")


def test_who_blocked_the_bot_is_told_to_the_admin_once_and_caught_up_on_return(year: Year) -> None:
    year.on("2024-06-28")
    year.does(CALENDAR, MarkUnreachable("eq.as4"))
    told = year.days("2024-07-01", "2024-07-12")
    assert "eq.as4" not in {notice.to for _, notice in told}
    admin = [line for _, n in told if n.to == "admin" for line in about(n)]
    assert admin == [("unreachable", "eq.as4")]
    year.does("eq.as4", MarkReachable("eq.as4"))
    assert ("overdue", "AS4.4") in about(year.on("2024-07-12", 15)["eq.as4"])


def test_an_invitation_about_to_expire_is_told_to_the_admin(year: Year) -> None:
    year.on("2024-03-04")
    year.does("admin", Invite("eq.as3", "ABCD-EFGH"))
    told = [line for _, n in year.days("2024-03-05", "2024-03-15") for line in about(n)]
    assert told.count(("invitation", "eq.as3")) == 1


def test_the_group_of_an_area_hears_deadlines_and_digests_only(year: Year) -> None:
    year.does("dirigente.as", BindGroup("-100", "AS"))
    told = [
        line
        for _, notice in year.days("2024-06-24", "2024-07-12")
        if notice.to == "group:AS"
        for line in about(notice)
    ]
    assert {kind for kind, _ in told} == {"deadline", "overdue", "digest"}
    assert LINE in told
    assert not [subject for _, subject in told if subject.startswith(("AF", "AA"))]


def test_what_waits_is_counted_whole_once_the_first_of_it_is_told(year: Year) -> None:
    """The digest below counts the same: two numbers for one thing would be one too many."""
    for day, value in (("2024-03-01", "100"), ("2024-03-05", "120")):
        year.clock.move(at(day, 8))
        year.says("eq.as4", "AS4.3.1", value)
    notice = year.on("2024-03-05")["dirigente.as"]
    (waiting,) = [m for m in notice.lines if m.kind == "validation"]
    assert len(waiting.codes) == 2
