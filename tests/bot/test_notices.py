"""Every kind of notice has its sentence, its place in the message, and its name in the settings."""

import datetime as dt
from typing import get_args

import pytest

from bot.outgoing.notices import rendered
from ledger.commands.adoption import AdoptPlan
from ledger.cycle.needs import PUBLICATIONS
from ledger.events.calendar import Stage, Subject
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.regulation.reminders import Notice as Kind
from scheduler.page import Matter
from scheduler.reminders import MOST_URGENT_FIRST, Notice
from words.catalogue import TEXTS
from words.wording import plain_text

from ..town import PLAN

KINDS: tuple[str, ...] = get_args(Kind)
TODAY = dt.date(2024, 9, 16)
SUBJECTS: dict[str, list[dict[str, str]]] = {
    "monitoring": [{"code": "M1"}, {"phase": "monitoring"}],
    "phase": [{"phase": "relazione"}],
    "carry": [{"phase": "plan"}],
    "conciliazione": [{"person": "eq.as4", "step": step} for step in ("observe", "answer")],
    "evaluation": [{"person": "dirigente.as", "step": step} for step in ("evaluate", "propose")],
    "entity": [{"code": "giunta", "step": step} for step in ("propose", "approve", "validate")],
    "escalation": [
        {"code": "AS4.3"},
        {"person": "dirigente.as", "step": "evaluate"},
        {"code": "eq:AS4", "step": "propose"},
        {"code": "giunta", "step": "approve"},
        {"code": "nucleo", "step": "validate"},
    ],
    "assignment": [{"code": "AS"}],
    "reassignment": [{"code": "AS"}],
    "publication": [{"step": name} for name in PUBLICATIONS],
    "collegial": [{"code": "812", "step": step} for step in ("vote", "meet")],
    "declined": [{"code": "AS4.3", "person": "eq.as4"}],
    "unreachable": [{"person": "eq.as4"}],
    "invitation": [{"person": "eq.as4"}],
    "fault": [{"code": "AS4.3", "step": "deadline"}],
    "validation": [{"code": "AS4"}],
    "weights": [{"code": "AS4"}],
    "digest": [{"code": "AS"}, {"code": "ENTE"}],
}
OF_NO_OTHER_YEAR = ("digest", "invitation", "unreachable")
"""About the present year only, or about none."""
OBJECTIVE = [{"code": "AS4.3"}]
STAGE = Stage(name="week", day=dt.date(2024, 9, 16))


def matter(kind: str, subject: Subject, codes: tuple[str, ...], due_on: dt.date | None) -> Matter:
    since = dt.date(2024, 9, 2)
    about = Subject(year=2024, code="AS4.3")
    return Matter(kind, subject, STAGE, (), due_on, since, codes, about=about)


def of(code: str, year: int = 2024) -> Subject:
    return Subject(year=year, code=code)


def text(ledger: Ledger, *lines: Matter, to: str = "eq.as4", back: bool = False) -> str:
    found = rendered(Notice(to, TODAY, 1, lines, back), ledger.view)
    reply = found.reply
    assert reply is not None
    assert set(found.told) == set(lines)
    assert found.failures == ()
    for row in reply.buttons:
        for button in row:
            assert len(button.data.encode()) <= 64
            assert plain_text(button.label)
    return "\n".join(plain_text(line) for line in reply.lines)


@pytest.mark.parametrize("codes", [(), ("AS4.3.1",), ("AS4.3.1", "AS4.1.1")], ids=len)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_with_its_code(ledger: Ledger, kind: str, codes: tuple[str, ...]) -> None:
    for fields in SUBJECTS.get(kind, OBJECTIVE):
        subject = Subject(year=2024, **fields)
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
    lines = [matter("overdue", of(code), (), TODAY) for code in codes[:15]]
    said = text(ledger, *lines).splitlines()
    assert len(said) == 11, "a title and ten lines"
    assert said[-1].startswith("… e altre 6 cose")


def test_who_was_away_is_welcomed_back(ledger: Ledger) -> None:
    said = text(ledger, matter("overdue", of("AS4.4"), (), TODAY), back=True)
    assert said.startswith("Rieccoti")


def test_an_area_s_digest_is_ten_lines_worst_first_with_what_was_expected(ledger: Ledger) -> None:
    said = text(ledger, matter("digest", of("AS"), (), None), to="dirigente.as").splitlines()
    assert 4 < len(said) <= 12
    assert "atteso al 16/09/2024" in said[3]
    assert "in ritardo" in said[4]


def test_the_ente_s_digest_has_a_line_for_each_area(ledger: Ledger) -> None:
    said = text(ledger, matter("digest", of("ENTE"), (), None), to="segretario")
    for area in ("AS Area Servizi: 0 %", "AA Area Amministrativa: 0 %", "AF Area Finanziaria: 0 %"):
        assert area in said


def test_a_group_gets_no_buttons(ledger: Ledger) -> None:
    notice = Notice("group:AS", TODAY, 1, (matter("overdue", of("AS4.4"), (), TODAY),))
    reply = rendered(notice, ledger.view).reply
    assert reply is not None
    assert reply.buttons == ()


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in OF_NO_OTHER_YEAR])
def test_a_line_about_another_year_says_so(ledger: Ledger, kind: str) -> None:
    """In 2024 the plan of 2023 stands beside: the same codes, of another year."""
    adopted = AdoptPlan(PLAN.model_copy(update={"year": 2023}))
    ledger.execute(adopted, actor=CLI, cause="test")
    due_on = TODAY if kind == "deadline" else dt.date(2023, 12, 31)
    for fields in SUBJECTS.get(kind, OBJECTIVE):
        line = matter(kind, Subject(year=2023, **fields), ("AS4.3.1",), due_on)
        said = text(ledger, line).splitlines()
        assert "2023" in said[1], said[1]


def test_a_line_that_cannot_be_said_is_left_out_and_named(ledger: Ledger) -> None:
    gone = matter("overdue", of("AS4.3", 1900), (), TODAY)
    good = matter("weights", of("AS4"), (), None)
    found = rendered(Notice("dirigente.as", TODAY, 1, (gone, good)), ledger.view)
    assert found.reply is not None
    assert found.told == (good,)
    assert [f.subject for f in found.failures] == [Subject(year=1900, code="AS4.3", step="overdue")]
    nothing = rendered(Notice("dirigente.as", TODAY, 1, (gone,)), ledger.view)
    assert (nothing.reply, nothing.told) == (None, ())
