"""What left the plan stops nobody: a draft, the message before, a button, a quoted message may
still speak of it, and the answer says so in one sentence and goes on."""

from collections.abc import Callable

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.plan import CancelObjective
from ledger.commands.progress import UndoProgress
from ledger.plan import Plan

from ..town import PLAN
from .conftest import Person, Town


def without(code: str) -> Plan:
    """The plan corrected: one indicator taken away, another put in its place."""
    document = PLAN.model_dump(mode="json", by_alias=True, exclude_none=True)
    for objective in document["objectives"]:
        kept = [i for i in objective["indicators"] if i["code"] != code]
        if len(kept) < len(objective["indicators"]):
            kept.append(
                {"code": f"{objective['code']}.7", "name": "turni coperti", "kind": "count"}
            )
        objective["indicators"] = kept
    return Plan.model_validate(document)


def cancel(town: Town) -> None:
    town.ledger.execute(CancelObjective("AS4.3", "fusa"), actor="dirigente.as", cause="test")


def take_away(town: Town) -> None:
    plan = AdoptPlan(without("AS4.3.1"), "documento corretto")
    town.ledger.execute(plan, actor="segretario", cause="test")


GONE = {"cancelled": cancel, "taken away": take_away}
WHY = {"cancelled": "AS4.3 è stato cancellato il 16/09/2024", "taken away": "non è più nel piano"}


@pytest.fixture(params=GONE, ids=list(GONE))
def gone(request: pytest.FixtureRequest) -> tuple[Callable[[Town], None], str]:
    return GONE[request.param], WHY[request.param]


@pytest.mark.parametrize("text", ["+3", "siamo a 40", "erano 45", "altri 5 oggi", "7"])
def test_bare_words_after_a_record_of_what_is_gone_say_so(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str], text: str
) -> None:
    act, why = gone
    maria.says("AS4.3.1 240").taps("Conferma")
    act(town)
    recorded = len(town.events("ProgressRecorded", "ProgressCorrected"))
    maria.says(text).sees(why).does_not_see("riferimento")
    assert len(town.events("ProgressRecorded", "ProgressCorrected")) == recorded


def test_a_card_shown_before_says_so_when_it_is_pressed(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str]
) -> None:
    act, why = gone
    maria.says("AS4.3.1 240")
    act(town)
    maria.taps("Conferma").sees(why).does_not_see("riferimento")
    assert town.events("ProgressRecorded") == []
    maria.says("AS4.1.1 50").taps("Conferma")
    assert town.value("AS4.1.1") == "50"


@pytest.mark.parametrize("button", ["Correggi", "Annulla"])
def test_the_other_buttons_of_such_a_card_do_not_fail(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str], button: str
) -> None:
    maria.says("AS4.3.1 240")
    gone[0](town)
    maria.taps(button).says("45").does_not_see("riferimento")
    assert town.events("ProgressRecorded") == []


PRESSED = [
    "ind:AS4.3.1", "obj:AS4.3", "st:AS4.3.1", "st:AS4.3", "why:AS4.3.1", "hist:AS4.3.1",
    "due:AS4.3", "undo:{seq}", "attach:{seq}", "val:{seq}:ENTE", "con:{seq}:ENTE",
    "proof:1:AS4.3.1", "proofs:AS4.3.1", "nextval:0:ENTE", "valall:ENTE",
]  # fmt: skip


@pytest.mark.parametrize("data", PRESSED)
@pytest.mark.parametrize("who", ["eq.as4", "dirigente.as"])
def test_buttons_about_what_is_gone_answer_in_words(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str], data: str, who: str
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    seq = town.events()[-1].seq
    gone[0](town)
    person = town.person(who).presses(1, data.format(seq=seq))
    assert person.text and "riferimento" not in person.text
    person.says("una prova").does_not_see("riferimento")


def test_a_quoted_message_about_what_is_gone_is_answered_in_words(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str]
) -> None:
    act, why = gone
    maria.says("AS4.3.1 240").taps("Conferma")
    act(town)
    maria.quotes("erano 45").sees(why)
    maria.edits("AS4.3.1 45").does_not_see("riferimento")
    maria.says("ritira l'ultima").does_not_see("riferimento")


def test_the_menu_and_a_report_by_code_say_what_is_gone(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str]
) -> None:
    act, why = gone
    maria.says("/obiettivi").taps("AS4.3").sees("Quanto?")
    act(town)
    maria.says("250").sees(why)
    maria.says("AS4.3.1 250").sees(why)


def test_history_of_an_indicator_taken_away_stays_readable(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    take_away(town)
    maria.says("/storico AS4.3.1").sees("Non è più nel piano dal 16/09/2024", "totale 240")


def test_a_question_about_what_is_gone_says_what_became_of_it(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str]
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    gone[0](town)
    maria.says("come va AS4.3.1?")
    assert "cancellat" in maria.text or "Non è più nel piano" in maria.text


def test_what_it_left_waiting_waits_no_more(maria: Person, town: Town, bruno: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    take_away(town)
    bruno.says("/valida").sees("nulla che aspetti te")


def test_a_report_taken_back_meanwhile_is_told_as_such(
    maria: Person, town: Town, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/valida").sees("1 di 1")
    seq = town.events()[-1].seq
    town.ledger.execute(UndoProgress(seq, "doppia"), actor="eq.as4", cause="test")
    bruno.taps("Conferma").sees(f"n. {seq}", "ritirata da chi l'aveva scritta")
    assert town.events("ProgressValidated") == []


def test_a_report_validated_twice_is_told_as_such(town: Town, bruno: Person, maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/valida")
    card = bruno.button("Conferma")
    bruno.taps("Conferma").presses(*card).sees("è già validata")
    assert len(town.events("ProgressValidated")) == 1
    bruno.presses(1, f"con:{town.events()[0].seq}:ENTE").sees("Perché contesti")


def test_an_objective_is_not_what_is_reported_on(maria: Person) -> None:
    maria.says("AS4.1 12").does_not_see("misura un", "riferimento")


def test_an_anomaly_settled_meanwhile_is_told_as_such(town: Town) -> None:
    boss = town.person("dirigente.af").says("/anomalie")
    town.person("segretario").says("/anomalie").taps("Conferma")
    boss.taps("Conferma").sees("è già stato sistemato")
    boss.presses(1, "anotype:1").sees("è già stato sistemato")
    assert len(town.events("AnomalySettled")) == 1


def test_one_s_last_record_gone_does_not_stop_another_s(
    maria: Person, town: Town, gone: tuple[Callable[[Town], None], str]
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    gone[0](town)
    maria.says("AS4.1.1 30").taps("Conferma").says("erano 31").sees("Correggo", "31 pratiche")
    maria.says("/stato").sees("Demografici")
