"""Every kind of notice has its sentence, its place in the message, and its name in the settings."""

import datetime as dt
from typing import get_args

import pytest

from bot.notices import reply_to
from ledger.ledger import Ledger
from ledger.regulation.reminders import Notice as Kind
from scheduler.page import Matter
from scheduler.reminders import MOST_URGENT_FIRST, Notice
from words.catalogue import TEXTS
from words.wording import plain_text

KINDS: tuple[str, ...] = get_args(Kind)
TODAY = dt.date(2024, 9, 16)
SUBJECTS = {
    "monitoring": ("M1", "monitoring/2024"),
    "phase": ("relazione/2024",),
    "conciliazione": ("eq.as4/2024/observe", "eq.as4/2024/answer"),
    "reassignment": ("AS",),
    "declined": ("AS4.3:eq.as4",),
    "unreachable": ("eq.as4",),
    "invitation": ("eq.as4",),
    "validation": ("AS4",),
    "weights": ("AS4",),
    "digest": ("AS", "ENTE"),
}


def matter(kind: str, subject: str, codes: tuple[str, ...], due_on: dt.date | None) -> Matter:
    since = dt.date(2024, 9, 2)
    return Matter(kind, subject, "x", (), due_on, since, codes, topic="AS4.3")


def text(ledger: Ledger, *lines: Matter, to: str = "eq.as4", back: bool = False) -> str:
    reply = reply_to(Notice(to, TODAY, 1, lines, back), ledger.view)
    for row in reply.buttons:
        for button in row:
            assert len(button.data.encode()) <= 64
            assert plain_text(button.label)
    return "\n".join(plain_text(line) for line in reply.lines)


@pytest.mark.parametrize("codes", [(), ("AS4.3.1",), ("AS4.3.1", "AS4.1.1")], ids=len)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_with_its_code(ledger: Ledger, kind: str, codes: tuple[str, ...]) -> None:
    for subject in SUBJECTS.get(kind, ("AS4.3",)):
        for days in (0, 1, 7) if kind == "deadline" else (-30, 0, 7):
            due_on = TODAY + dt.timedelta(days=days)
            said = text(ledger, matter(kind, subject, codes, due_on))
            assert said.startswith("Buongiorno. Al 16/09/2024:")
            assert len(said.splitlines()) > 1
            assert "None" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_urgency_and_its_name(kind: str) -> None:
    assert kind in MOST_URGENT_FIRST
    assert f"reminder.kind.{kind}" in TEXTS


def test_a_long_list_is_cut_and_counted(ledger: Ledger) -> None:
    codes = [*ledger.view.plan.objectives, *ledger.view.plan.indicators]
    said = text(ledger, *(matter("overdue", code, (), TODAY) for code in codes[:15])).splitlines()
    assert len(said) == 11, "a title and ten lines"
    assert said[-1].startswith("… e altre 6 cose")


def test_who_was_away_is_welcomed_back(ledger: Ledger) -> None:
    said = text(ledger, matter("overdue", "AS4.4", (), TODAY), back=True)
    assert said.startswith("Rieccoti")


def test_an_area_s_digest_is_ten_lines_worst_first_with_what_was_expected(ledger: Ledger) -> None:
    said = text(ledger, matter("digest", "AS", (), None), to="dirigente.as").splitlines()
    assert 4 < len(said) <= 12
    assert "atteso al 16/09/2024" in said[3]
    assert "in ritardo" in said[4]


def test_the_ente_s_digest_has_a_line_for_each_area(ledger: Ledger) -> None:
    said = text(ledger, matter("digest", "ENTE", (), None), to="segretario")
    for area in ("AS Area Servizi: 0 %", "AA Area Amministrativa: 0 %", "AF Area Finanziaria: 0 %"):
        assert area in said


def test_a_group_gets_no_buttons(ledger: Ledger) -> None:
    notice = Notice("group:AS", TODAY, 1, (matter("overdue", "AS4.4", (), TODAY),))
    assert reply_to(notice, ledger.view).buttons == ()
