"""In November the Segretario gets next year's plan drafted, goes through it and has it adopted."""

import datetime as dt
from pathlib import Path

from bot.outgoing.making import supplied
from handlers.turn import Outcome, Reply, Turn, Wanted
from importers import read_plan
from ledger.commands.adoption import AdoptPlan
from ledger.people import CLI

from .conftest import Person, Town

BUTTON = "Bozza del piano 2025"


def files(town: Town) -> list[str]:
    return [call["file"] for call in town.calls if call["method"] == "sendDocument"]


def drafted(town: Town, path: Path) -> Path:
    """The very file that the button sends."""
    asked = Outcome((Reply((), wants=Wanted("plan", "", 2025)),))
    turn = Turn("segretario", "chat", "key", town.ledger.now())
    (reply,) = supplied(town.ledger, turn, asked).replies
    assert reply.document is not None
    path.write_bytes(reply.document[1])
    return path


def offered(person: Person) -> list[str]:
    return [label for row in person.buttons for label in row if label.startswith("Bozza")]


def test_next_year_s_plan_from_the_notice_to_its_adoption(town: Town, maria: Person) -> None:
    """The 1st of November is a holiday and a Friday: the notice comes on Monday the 4th, once.

    240 carte validated are where 2025 starts; AS3.1.1 says nothing and starts from nothing."""
    maria.says("AS4.3.1 240").taps("Conferma")
    town.person("dirigente.as").says("/valida AS4.3.1").taps("Conferma")
    segretario = town.person("segretario")
    town.now_is("2024-10-31T10:00")
    assert offered(segretario.says("/ciclo")) == []

    town.does("admin", lambda line: line.line(":now 2024-11-04T09:00"))
    segretario.sees("Del piano 2025 si può avere la bozza")
    segretario.taps(BUTTON).sees("Bozza del piano 2025", "dal 2024", "plan import")
    assert files(town) == ["piano-2025.xlsx"]
    town.does("admin", lambda line: line.line(":now 2024-11-11T09:00"))
    segretario.does_not_see("Del piano 2025")

    assert offered(segretario.says("/ciclo")) == [BUTTON]
    read = read_plan(drafted(town, town.path.with_name("piano-2025.xlsx")))
    cie = {i.code: i for _, i in read.indicators()}["AS4.3.1"]
    assert (read.year, cie.baseline, cie.continues) == (2025, 240, "AS4.3.1")

    message, data = segretario.button(BUTTON)
    town.ledger.execute(AdoptPlan(read), actor=CLI, cause="test")
    assert offered(segretario.says("/ciclo 2024")) == []
    segretario.presses(message, data).sees("Il piano 2025 c'è già")
    assert files(town) == []
    town.now_is("2025-02-03T10:00")
    maria.says("/storico AS4.3.1").sees("2024", "240")


def test_nobody_else_is_offered_the_draft_or_gets_it(town: Town) -> None:
    town.now_is("2024-11-04T09:00")
    message, data = town.person("segretario").says("/ciclo").button(BUTTON)
    assert offered(town.person("giunta").says("/ciclo")) == []
    for code in ("giunta", "eq.as4", "dirigente.as"):
        town.person(code).presses(message, data).sees("Segretario")
        assert files(town) == []
    assert dt.date(2024, 11, 4) == town.ledger.today()
