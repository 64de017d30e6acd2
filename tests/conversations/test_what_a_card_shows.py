"""What a card shows is what Conferma records, whenever it is pressed and whoever asks again."""

import datetime as dt
import json

import pytest

from ledger.commands.people import AddPerson
from ledger.people import Role

from .conftest import Person, Town

MIDNIGHT = dt.datetime(2024, 9, 16, 23, 58, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def test_a_report_is_of_the_day_its_card_showed(maria: Person, town: Town) -> None:
    maria.says("altre 12 CIE").sees("Giorno: oggi, 16/09/2024")
    town.now_is("2024-09-18T09:00")
    maria.taps("Conferma")
    (event,) = town.events()
    assert event.effective_on.isoformat() == "2024-09-16"
    assert event.recorded_at == town.clock.now()


def test_a_deadline_is_the_day_its_card_showed(bruno: Person, town: Town) -> None:
    bruno.says("/termine AS4.3 domani").sees("17/09/2024")
    town.now_is("2024-09-17T09:00")
    bruno.taps("Conferma").sees("termine 17/09/2024")
    assert town.ledger.view.plan.deadline("AS4.3").isoformat() == "2024-09-17"


def test_a_deadline_that_has_passed_meanwhile_is_refused_with_what_to_do(
    bruno: Person, town: Town
) -> None:
    bruno.says("/termine AS4.3 domani")
    town.now_is("2024-09-19T09:00")
    bruno.taps("Conferma").sees("17/09/2024 è già passato", "da oggi in poi")
    assert town.events() == []


def test_a_message_written_before_midnight_belongs_to_the_day_it_was_sent(
    maria: Person, town: Town
) -> None:
    town.now_is("2024-09-17T00:05")
    maria.sends(text="altre 12 CIE", date=int(MIDNIGHT.timestamp()))
    maria.sees("Giorno: 16/09/2024").taps("Conferma")
    assert town.events()[0].effective_on.isoformat() == "2024-09-16"


def test_oggi_in_a_message_edited_a_day_later_is_the_day_of_the_message(
    maria: Person, town: Town
) -> None:
    maria.says("altre 12 CIE oggi").taps("Conferma")
    town.now_is("2024-09-17T09:00")
    maria.edits("altre 15 CIE oggi").sees("16/09/2024", "(+15)").taps("Conferma")
    assert town.events("ProgressCorrected")[0].effective_on.isoformat() == "2024-09-16"


def test_an_edit_that_says_the_same_corrects_nothing(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.edits("AS4.3.1 240 carte").sees("non c'è nulla da correggere")
    assert len(town.events()) == 1


def test_an_edit_that_says_no_fact_leaves_the_record_and_offers_to_take_it_back(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.edits("grazie").sees("resta com'è").sees_buttons("Ritira")
    maria.taps("Ritira").sees("Ritiro la registrazione")
    assert town.value("AS4.3.1") == "240"


def test_a_question_of_which_indicator_keeps_the_day_of_the_message(
    maria: Person, town: Town
) -> None:
    maria.says("altri 4 bollini")
    town.now_is("2024-09-17T09:00")
    maria.taps("AS4.3.1 CIE rilasciate").sees("Giorno: 16/09/2024").taps("Conferma")
    assert town.events("ProgressRecorded")[0].effective_on.isoformat() == "2024-09-16"


def test_a_campaign_is_due_on_the_day_its_card_showed(town: Town) -> None:
    segretario = town.person("segretario").says("/campagna domani Verifica").sees("17/09/2024")
    town.now_is("2024-09-16T23:00")
    segretario.taps("Conferma")
    assert town.events("CampaignOpened")[0].event.due_on.isoformat() == "2024-09-17"  # type: ignore[union-attr]


OF_BEFORE = [
    {"talk": "report", "id": "abc", "items": [{"indicator": "AS4.3.1", "mode": "absolute"}]},
    {"talk": "amend", "name": "termine", "id": "abc", "code": "AS4.3", "rest": "domani"},
    {"talk": "new", "given": {"unit": "AS4"}, "id": "abc"},
    {"talk": "campaign", "id": "abc", "deed": "open", "args": {}},
    {"shape": 2, "talk": "report", "id": "abc", "command": {"kind": "Gone", "said": {}}},
    {"shape": 2, "talk": "undo", "id": "abc", "command": {"kind": "UndoProgress", "said": {}}},
    {"shape": 2, "talk": "nobody", "id": "abc"},
]  # fmt: skip


@pytest.mark.parametrize("draft", OF_BEFORE, ids=lambda d: json.dumps(d)[:50])
@pytest.mark.parametrize("text", ["sì", "AS4.3.1 240", ":press"])
def test_a_card_of_another_version_is_put_away_with_a_sentence(
    maria: Person, town: Town, draft: dict[str, object], text: str
) -> None:
    maria.says("/stato")
    chat = str(town.line._state.seat("eq.as4"))
    with town._parts.store.writing():
        town._parts.store.drafts.put(chat, "eq.as4", draft, town.ledger.now())
    if text == ":press":
        maria.presses(1, "ok:abc")
    else:
        maria.says(text)
    assert maria.text and "riferimento" not in maria.text
    assert town.events() == []
    maria.says("AS4.3.1 250").sees("250 carte").does_not_see("versione").taps("Conferma")
    assert town.value("AS4.3.1") == "250"


def test_a_receipt_says_what_was_recorded_and_who_is_next(maria: Person, bruno: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.sees("240 carte", "AS4.3: 40 %", "Ora aspetta la validazione: dirigente dell'area AS")
    bruno.says("/target AS4.3.1 480").taps("Conferma").sees("da raggiungere 480", "AS4.3: 50 %")
    bruno.taps("Come va AS4.3.1").sees("240 carte su 480")
    bruno.says("/elimina AS4.4 fusa").taps("Conferma").sees("è cancellato: «fusa»").taps("Come va")
    bruno.sees("Demografici")


def test_two_facts_of_one_indicator_are_one_line_of_the_receipt(maria: Person) -> None:
    maria.says("AS4.3.1 10 il 12/09/2024 e AS4.3.1 20 il 13/09/2024").taps("Conferma")
    assert maria.text.count("CIE rilasciate: 30 carte") == 1


def test_a_receipt_alone_is_not_an_answer(town: Town) -> None:
    segretario = town.person("segretario").says("/campagna 30/09/2024 Verifica").taps("Conferma")
    segretario.sees("Verifica", "30/09/2024", "Registrato: n. ")
    personale = town.person("personale").says("/assenza eq.as4 01/10/2024 10/10/2024")
    personale.taps("Conferma").sees("eq.as4", "01/10/2024", "Registrato: n. ")


DOUBTS = [
    ((), "CIE: 1.200", "almeno il doppio di quanto c'è da raggiungere (600 carte)"),
    (("AS4.3.1 +2", "AS4.3.1 +2", "AS4.3.1 +2"), "AS4.3.1 +40", "dieci volte il solito"),
    (("AS4.3.1 240",), "AS4.3.1 45", "È meno di quanto risulta"),
]


@pytest.mark.parametrize(("before", "text", "doubt"), DOUBTS, ids=[row[1] for row in DOUBTS])
def test_what_a_colleague_would_doubt_is_on_the_card(
    maria: Person, before: tuple[str, ...], text: str, doubt: str
) -> None:
    for line in before:
        maria.says(line).taps("Conferma")
    maria.says(text).sees(doubt).sees_buttons("Conferma")


def test_the_total_of_a_past_day_is_shown_with_what_it_makes_today(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 in tutto 100 al 01/07/2024").taps("Conferma")
    maria.says("AS4.3.1 +20").taps("Conferma")
    maria.says("AS4.3.1 in tutto 340 al 01/08/2024").sees("al 01/08/2024: 340 carte", "a 360 carte")
    maria.taps("Conferma")
    assert town.value("AS4.3.1") == "360"


def test_the_same_total_again_may_have_been_in_more(maria: Person) -> None:
    maria.says("AS4.3.1 12").taps("Conferma")
    maria.says("AS4.3.1 12").taps("Non il totale: in più").sees("da 12 carte a 24 carte (+12)")


def test_the_figure_of_yesterday_does_not_correct_today_s(maria: Person, town: Town) -> None:
    maria.says("altre 7 CIE oggi").taps("Conferma")
    maria.says("ieri erano 4").sees("15/09/2024").does_not_see("Correggo").taps("Conferma")
    assert [e.type for e in town.events()] == ["ProgressRecorded"] * 2


REFUSED = [
    ("/termine AS4.3 01/01/2020", "è già passato"),
    ("/termine AS4.3 01/01/0024", "tra il 1990 e il 2100"),
    ("/termine AS4.3 31/12/9999", "tra il 1990 e il 2100"),
    ("/stato AS 30/06/2030", "deve ancora venire"),
    ("/target AS4.3.1 9999999999999999", "al massimo 15 cifre"),
]


@pytest.mark.parametrize(("line", "told"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_is_refused_with_what_to_do(
    bruno: Person, town: Town, line: str, told: str
) -> None:
    bruno.says(line).sees(told)
    assert town.events() == []


def test_a_target_day_that_is_past_is_doubted(bruno: Person) -> None:
    bruno.says("/target AS3.1.4 01/03/2024").sees("è già passato: è giusto?")


def test_a_person_whose_post_has_ended_reads_no_more(town: Town) -> None:
    gone = AddPerson("ieri", "Ieri", Role.EQ, "AS4", until=dt.date(2024, 9, 15))
    town.ledger.execute(gone, actor="cli", cause="test")
    for line in ("/stato", "come va l'ente?", "/storico AS4.3.1", "/scadenze", "/perche AS4"):
        town.person("ieri").says(line).sees("Non risulti tra le persone iscritte")


def test_facts_of_one_indicator_stand_on_one_another_on_the_card(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 100").taps("Conferma")
    maria.says("AS4.3.1 +3 ieri, AS4.3.1 +5 oggi, AS4.3.1 +7 oggi")
    maria.sees("da 100 carte a 105 carte (+5)", "da 105 carte a 112 carte (+7)").taps("Conferma")
    assert town.value("AS4.3.1") == "112"


def test_what_a_later_total_covers_leaves_the_value_and_the_card_says_so(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 100").taps("Conferma")
    maria.says("AS4.3.1 +3 ieri").sees("al 15/09/2024: +3; il valore di oggi resta 100 carte")
    maria.does_not_see("da 100 carte a 100 carte").taps("Conferma")
    maria.says("AS4.3.1 40 al 30/06/2024").sees("al 30/06/2024: 40 carte", "resta 100 carte")
    maria.says("AS4.3.1 100").sees("100 carte, come risulta già")
    maria.sees_buttons("Conferma", "Correggi", "Annulla", "Non il totale: in più")
    assert town.value("AS4.3.1") == "100"


def test_one_line_for_each_indicator_after_two_facts(maria: Person) -> None:
    maria.says("AS4.3.1 +3 ieri, AS4.3.1 +5 oggi").taps("Conferma")
    assert maria.text.count("AS4.3.1 CIE rilasciate: 8 carte") == 1
    assert maria.text.count("AS4.3: ") == 1


def test_as_much_added_again_for_the_same_day_is_doubted(maria: Person, town: Town) -> None:
    maria.says("altre 12 CIE oggi").does_not_see("c'è già").taps("Conferma")
    said = town.events()[-1].seq
    maria.says("altre 12 CIE oggi").sees("c'è già 12 carte in più", f"n. {said}").taps("Annulla")
    maria.says("altre 13 CIE oggi").does_not_see("c'è già").taps("Annulla")
    maria.says("altre 12 CIE ieri").does_not_see("c'è già")


def test_a_step_reached_after_its_term_says_so_wherever_it_stands(
    maria: Person, bruno: Person, town: Town
) -> None:
    bruno.says("/termine AS4.1 17/09/2024").taps("Conferma")
    town.now_is("2024-09-30T09:00")
    maria.says("AS4.1.2 fatto il 25/09").sees("resterà scritto").taps("Conferma")
    maria.says("/stato AS4.1.2").sees("raggiunto, 8 giorni dopo il termine")
    maria.says("/perche AS4.1.2").sees("Giorni dopo il termine: 8")
    maria.says("AS4.1.2 fatto il 16/09").taps("Conferma")
    maria.says("/stato AS4.1.2").sees("raggiunto").does_not_see("dopo il termine")
