"""The morning's message, and what people answer to it; settings, campaigns, leaves, groups."""

import json
import os

from icalendar import Calendar

from handlers.reminding.ics import calendar_file
from ledger.commands.adoption import AdoptPlan
from ledger.log import verify
from ledger.people import CALENDAR, CLI

from ..town import MORNING, PLAN
from .conftest import KILLED, Person, Town

FRIDAY = "2024-09-27T09:00"
MONDAY = "2024-09-30T09:00"


def comes(town: Town, instant: str) -> dict[str, list[str]]:
    """The clock comes to an instant: what everybody is told then."""
    town.does("admin", lambda line: line.line(f":now {instant}"))
    told: dict[str, list[str]] = {}
    for call in town.calls:
        if call["text"] and call["method"].startswith("send"):
            told.setdefault(call["to"], []).append(call["text"])
    return told


def test_the_morning_s_message_has_codes_days_and_a_button_each(town: Town, maria: Person) -> None:
    (text,) = comes(town, MONDAY)["eq.as4"]
    assert "AS4.4 Stato civile: scaduto il 30/06/2024" in text
    assert "Nessun dato dal 01/01/2024: AS4.1.1, AS4.3.1" in text
    maria.taps("AS4.4").sees("entro il 30/06/2024")
    maria.sees_buttons("Aggiorna", "1 ora", "Domani", "Lunedì", "Non è mio")


def test_a_message_about_one_thing_has_its_answers_at_once(town: Town) -> None:
    comes(town, "2024-09-23T09:00")
    (text,) = comes(town, "2024-09-26T09:00")["eq.as3"]
    assert "AS3.1.4 sito del mercato aperto: entro il 10/10/2024, tra 14 giorni" in text
    piero = town.person("eq.as3")
    piero.sees_buttons("Aggiorna", "1 ora", "Domani", "Lunedì", "Non è mio")
    piero.taps("Domani").sees("te lo ricordo il 27/09/2024 08:00")


def test_nothing_comes_at_night_and_nothing_twice(town: Town) -> None:
    assert comes(town, "2024-09-30T03:00") == {}
    assert comes(town, MONDAY) != {}
    assert comes(town, "2024-09-30T09:05") == {}
    town.restart()
    assert comes(town, "2024-09-30T15:00") == {}


def test_from_the_message_to_the_record_in_two_taps_and_a_number(town: Town, maria: Person) -> None:
    comes(town, MONDAY)
    maria.taps("AS4.4").taps("Aggiorna").says("12 su 12").taps("Conferma")
    assert town.value("AS4.4.1") == "100"
    assert "eq.as4" not in comes(town, "2024-10-01T09:00")


def test_later_means_later_within_the_working_hours(town: Town, maria: Person) -> None:
    comes(town, FRIDAY)
    maria.taps("AS4.4").taps("Domani").sees("te lo ricordo il 30/09/2024 08:00")
    assert comes(town, "2024-09-27T17:00") == {}
    assert comes(town, MONDAY)["eq.as4"]


def test_what_is_put_off_an_hour_comes_back_then(town: Town, maria: Person) -> None:
    comes(town, MONDAY)
    maria.taps("AS4.4").taps("1 ora").sees("te lo ricordo il 30/09/2024 10:00")
    (text,) = comes(town, "2024-09-30T10:00")["eq.as4"]
    assert text.startswith("Come mi avevi chiesto")


def test_not_mine_goes_to_the_dirigente_who_gives_it_back(
    town: Town, maria: Person, bruno: Person
) -> None:
    comes(town, MONDAY)
    maria.taps("AS4.4").taps("Non è mio").sees("finché non decide").taps("Conferma")
    (text,) = comes(town, "2024-10-01T09:00")["dirigente.as"]
    assert "eq.as4 dice che AS4.4 non è suo" in text
    bruno.taps("AS4.4: è suo").sees("resta a eq.as4").taps("Conferma")
    assert "AS4.4" in comes(town, "2024-10-07T09:00")["eq.as4"][0]


def test_a_line_of_another_year_says_so_and_is_answered_for_that_year(
    town: Town, maria: Person, bruno: Person
) -> None:
    town.now_is("2025-03-01T10:00")
    plan = PLAN.model_copy(update={"year": 2025, "anomalies": ()})
    town.ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    (text,) = comes(town, "2025-03-03T09:00")["eq.as4"]
    assert "AS4.4 (anno 2024) Stato civile: scaduto il 30/06/2024" in text
    maria.taps("AS4.4 (anno 2024)").sees("«AS4.4 … al 31/12/2024»")
    maria.sees_buttons("1 ora", "Domani", "Lunedì", "Non è mio")
    not_mine = maria.button("Non è mio")
    maria.taps("Domani").sees("te lo ricordo il 04/03/2025")
    (snoozed,) = town.events("Snoozed")
    assert json.loads(snoozed.data)["topic"] == {"code": "AS4.4", "year": 2024}
    maria.presses(*not_mine).taps("Conferma")
    (declined,) = town.events("ReminderDeclined")
    assert json.loads(declined.data)["year"] == 2024
    (told,) = comes(town, "2025-03-04T09:00")["dirigente.as"]
    assert "AS4.4 (anno 2024) non è suo" in told
    bruno.taps("AS4.4 (anno 2024): è suo").taps("Conferma")
    assert town.ledger.view.agenda().declined == {}


def test_a_phase_is_said_to_be_done_by_its_button(town: Town) -> None:
    told = comes(town, "2024-12-31T09:00")["segretario"]
    assert any("Adozione del PIAO 2025" in text for text in told)
    segretario = town.person("segretario")
    message, _ = segretario.button("Fatto")
    segretario.presses(message, "phase:2025:piao").sees("Adozione del PIAO 2025").taps("Conferma")
    (done,) = town.events("PhaseDone")
    assert json.loads(done.data) == {"phase": "piao", "year": 2025}
    for forged in ("phase:piao/2025", "phase:20255:piao", "phase:2025"):
        segretario.presses(message, forged).sees("non vale più")
    segretario.presses(message, "phase:2025:festa").sees("non è una campagna o una fase")


def test_a_reminder_answered_in_the_middle_of_a_card_leaves_the_card_open(
    town: Town, maria: Person
) -> None:
    comes(town, MONDAY)
    menu = maria.button("AS4.4")
    maria.says("AS4.3.1 300").sees("Registro?")
    card = maria.button("Conferma")
    maria.presses(*menu).sees("Che faccio?")
    maria.presses(*card).sees("Registrato")


def test_buttons_that_were_never_ours_do_nothing(town: Town, maria: Person) -> None:
    comes(town, MONDAY)
    message, _ = maria.button("AS4.4")
    forged = ("snz:mai:AS4.4", "snz:hour", "set:hour:x", "set:piano:1", "remback:AS4.4")
    for data in (*forged, "set:weeks:x"):
        maria.presses(message, data).sees("non vale più")
    maria.presses(message, "rem:XX9.9").sees("non c'è nel piano")
    maria.presses(message, "set:weeks:9").sees("scegli ogni settimana")
    maria.presses(message, "set:kind:deadline").sees("non si possono spegnere")
    assert not town.events("Snoozed", "ReminderSettingsChanged")


def test_one_chooses_the_hour_the_day_and_what_not_to_hear(town: Town, maria: Person) -> None:
    maria.says("/impostazioni").sees("dalle 8:00", "di lunedì")
    maria.taps("10:00").sees("dalle 10:00").taps("🔔 Silenzi")
    assert maria.button("🔕 Silenzi")
    maria.taps("ogni due")
    assert maria.button("• ogni due")
    assert "eq.as4" not in comes(town, MONDAY)
    (text,) = comes(town, "2024-09-30T10:00")["eq.as4"]
    assert "AS4.4" in text
    assert "Nessun dato" not in text


def test_one_s_deadlines_as_a_file_for_any_calendar(town: Town, maria: Person) -> None:
    maria.says("/calendario").sees("Le tue scadenze al 16/09/2024: 3")
    _, content, _ = calendar_file(town.ledger.view, "eq.as4", MORNING)
    calendar = Calendar.from_ical(content)
    entries = {str(e["summary"]): e.decoded("dtstart") for e in calendar.walk("VEVENT")}
    assert str(entries["AS4.4 Stato civile"]) == "2024-06-30"
    uids = [str(e["uid"]) for e in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids) == 3


def test_the_segretario_opens_a_campaign_and_everybody_sees_what_they_owe(
    town: Town, maria: Person
) -> None:
    segretario = town.person("segretario")
    segretario.says("/campagna").sees("Nessun monitoraggio aperto")
    segretario.says("/campagna 31/10/2024 Verifica infrannuale").sees("entro il 31/10/2024")
    segretario.taps("Conferma")
    (text,) = comes(town, "2024-09-17T09:00")["eq.as4"]
    assert "Monitoraggio M1, entro il 31/10/2024: ti restano 4 dati" in text
    maria.taps("M1").sees("AS4.1.1 pratiche allo sportello")
    segretario.says("/campagna").taps("M1").sees("SG.1.1")
    segretario.says("chiudi la campagna").sees("Chiudo lo stesso", "M1?")
    segretario.says("/campagna").taps("Chiudi M1").taps("Conferma").sees("Chiuso il")
    segretario.says("chiudi il monitoraggio").sees("Nessun monitoraggio aperto")
    maria.says("/campagna 31/10/2024 La mia").sees("non spetta a te")


def test_the_personnel_office_says_who_is_away_and_who_stands_in(town: Town) -> None:
    personale = town.person("personale")
    personale.says("/assenza eq.as4 17/09/2024").sees("Scrivi chi, dal, al")
    personale.says("/assenza eq.as4 17/09/2024 04/10/2024 eq.as3")
    personale.sees("Gli avvisi vanno a eq.as3").taps("Conferma")
    told = comes(town, MONDAY)
    assert "eq.as4" not in told
    assert "AS4.4" in told["eq.as3"][0]
    town.person("eq.as3").says("/assenza eq.as4 17/09/2024 04/10/2024").sees("non spetta a te")


def test_a_group_bound_to_an_area_hears_its_deadlines_without_names(
    town: Town, bruno: Person
) -> None:
    bruno.says("/gruppo AS").sees("nel gruppo che vuoi legare")
    bruno.says(":group").says("/gruppo AS")
    bruno.says(":press 1")
    bruno.says(":private")
    (text,) = comes(town, MONDAY)["gruppo"]
    assert "AS4.4" in text
    assert "eq." not in text
    bruno.says("/gruppo AS via").taps("Conferma")
    assert "gruppo" not in comes(town, "2024-10-07T09:00")


def test_killed_between_the_record_and_the_sending_it_is_said_once_at_the_next_start(
    town: Town,
) -> None:
    before = town.ledger.log.head().seq
    town._close()
    child = os.fork()
    if child == 0:
        try:
            town._open()
            # The sender never gets to send: as if the machine went off just after the commit.
            town.line._desk.sender.say = lambda letters: letters and os._exit(KILLED)  # type: ignore
            town.does("admin", lambda line: line.line(f":now {MONDAY}"))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    town._open()
    recorded = {json.loads(e.data)["to"] for e in town.ledger.log.after(before)}
    told = comes(town, "2024-09-30T09:10")
    assert recorded == set(told)
    assert all(len(texts) == 1 for texts in told.values())
    assert comes(town, "2024-09-30T09:20") == {}
    verify(town.ledger.log.stored())


def test_each_notice_is_in_the_record_with_its_key(town: Town) -> None:
    told = comes(town, MONDAY)
    notices = town.events("NoticeSent")
    assert {e.key for e in notices} == {f"notice:{to}:2024-09-30:1" for to in told}
    assert {e.actor for e in notices} == {CALENDAR}
    assert town.ledger.differs_from_rebuild() == []
