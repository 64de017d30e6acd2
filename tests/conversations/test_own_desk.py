"""One's own desk: what waits for me, who I am, what I wrote; and the acts, said in words."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Person, Town
from .test_the_first_step import in_phase, issued, measured


def test_what_waits_for_an_officer_is_told_by_day_with_its_buttons(
    town: Town, maria: Person
) -> None:
    maria.says("cosa devo fare?")
    first, second = maria.text.splitlines()[:2]
    assert first == "3 cose ti aspettano, in ordine di giorno:"
    assert second.startswith("⚠️ dal 30/06/2024: AS4.4 Stato civile")
    maria.taps("Aggiorna AS4.4").sees("AS4.4.1")


def test_what_is_due_is_on_the_desk_from_the_thirtieth_day_before(town: Town) -> None:
    """AS4.3 ends on 31 December: 560 of 600 is on track, and was written two weeks ago."""
    town.now_is("2024-11-16T10:00")
    maria = town.person("eq.as4").says("AS4.3.1 560").taps("Conferma")
    town.now_is("2024-11-30T10:00")
    maria.says("/oggi").does_not_see("AS4.3")
    town.now_is("2024-12-01T10:00")
    maria.says("/oggi").sees("entro il 31/12/2024: AS4.3")


def test_who_has_nothing_to_do_is_told_so(town: Town) -> None:
    town.person("giunta").says("/oggi").sees("Non ti aspetta nulla")


def test_a_head_is_told_what_waits_for_their_hand_and_not_what_is_their_officers(
    town: Town, maria: Person, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/oggi").sees("1 dato da validare").does_not_see("AS4.4")
    bruno.taps("Valida").sees("AS4.3.1", "1 di 1")


@pytest.mark.parametrize(
    "question",
    (
        "che cosa aspetta la mia firma?",
        "c'è qualcosa in attesa della mia approvazione?",
        "quali atti devo firmare?",
        "cosa è fermo e aspetta una mia decisione?",
        "che cosa dipende da me?",
    ),
)
def test_what_waits_for_one_s_hand_is_the_desk_of_who_validates_nothing(
    town: Town, question: str
) -> None:
    town.person("sindaco").says(question).sees("Non ti aspetta nulla").does_not_see("firma digit")


def test_what_was_contested_comes_first_for_who_wrote_it(
    town: Town, maria: Person, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/valida").taps("Contesta").says("manca l'elenco").taps("Conferma")
    maria.says("/oggi")
    assert "AS4.3.1 CIE rilasciate: il dato è stato contestato" in maria.text.splitlines()[1]
    maria.says("cosa mi hanno contestato?").sees("1 tua registrazione", "contestata", "«manca l")
    maria.says("AS4.3.1 230").taps("Conferma")
    maria.says("/oggi").does_not_see("contestato")


def test_one_s_own_records_are_corrected_and_taken_back_from_their_list(
    town: Town, maria: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("/miei").sees("1 tua registrazione", "240 carte", "da validare")
    maria.taps("n. ").taps("Correggi").says("245").sees("da 240 carte a 245 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "245"
    maria.says("cosa ho scritto oggi?").sees("245 carte").taps("n. ").taps("Ritira")
    maria.taps("Conferma")
    assert town.value("AS4.3.1") is None
    maria.says("cosa ho scritto ieri?").sees("0 tue registrazioni del 15/09/2024")


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("eq.as4", "incaricato EQ di AS4: scrivi i dati"),
        ("dirigente.as", "dirigente dell'area AA ad interim: scrivi e validi"),
        ("segretario", "Segretario: vedi tutto"),
        ("nucleo", "Nucleo di Valutazione: leggi tutto"),
        ("personale", "ufficio personale: tieni incarichi"),
        ("admin", "amministratore: inviti le persone"),
    ],
)
def test_who_am_i_tells_each_post_and_what_it_may_do(town: Town, who: str, role: str) -> None:
    town.person(who).says("chi sono?").sees(f"({who})", role)


def test_how_am_i_doing_is_one_s_own_office(town: Town, maria: Person) -> None:
    maria.says("come sto andando?").sees("AS4 Demografici", "atteso al 16/09/2024")


def test_the_ente_at_a_glance_is_its_areas_the_worst_first_then_what_waits(
    town: Town, maria: Person, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/stato ente")
    rows = [line for line in bruno.text.splitlines()[2:] if " · " in line]
    assert {line.split(" · ")[1].split()[0] for line in rows} == {"AS", "AA", "AF", "TR", "SG"}
    assert "1 in ritardo" in next(line for line in rows if "· AS " in line)
    assert "1 da validare" in next(line for line in rows if "· AS " in line)
    bruno.taps("Ti aspetta").sees("1 dato da validare")


def test_an_absence_is_said_in_words_and_its_last_day_asked(town: Town) -> None:
    office = town.person("personale")
    office.says("eq.as4 è in malattia da domani").sees("dal 17/09/2024: fino a quando?")
    office.says("fino al 30/9").sees("dal 17/09/2024 al 30/09/2024").taps("Conferma")
    office.sees("non riceve avvisi", "Registrato")
    office.says("chi è assente?").sees("Assenze in corso o in arrivo: 1", "eq.as4: dal 17/09/2024")
    office.says("eq.as4 è rientrato").taps("Conferma").sees("non è più assente")
    assert len(town.events()) == 2
    town.person("eq.as4").says("eq.as3 è in ferie da domani").sees("può farlo")


def test_a_campaign_is_opened_in_words_and_reminded_with_one_press(
    town: Town, maria: Person
) -> None:
    head = town.person("segretario")
    head.says("apri un monitoraggio d'autunno entro il 31/10").sees("entro il 31/10/2024")
    head.taps("Conferma").sees("Aperto M1", "dati da", "persone").taps("M1")
    head.taps("Chi deve").sees("eq.as4").taps("Ricorda a eq.as4").sees("Ricordato a 1: eq.as4")
    assert town.said_to == {"segretario", "eq.as4"}
    maria.taps("AS4.3.1").says("240").sees("AS4.3.1 CIE rilasciate").taps("Conferma")
    assert town.value("AS4.3.1") == "240"
    head.says("chiudi il monitoraggio M1").sees("Mancano ancora", "Chiudo lo stesso")
    head.taps("Conferma").sees("Chiuso il monitoraggio M1")


def test_an_objective_is_cancelled_in_words_with_its_reason(town: Town, bruno: Person) -> None:
    bruno.says("cancella AS4.3 perché non è più finanziato").sees("Cancello AS4.3")
    bruno.sees("«non è più finanziato»").taps("Conferma").sees("è cancellato")


def test_a_bare_yes_or_no_after_any_list_proposes_nothing(town: Town, bruno: Person) -> None:
    for word in ("no", "sì", "va bene", "ok"):
        bruno.says("quali obiettivi sono in ritardo?").says(word).sees("Non c'è nulla in sospeso")


def test_in_a_group_nobody_s_own_desk_is_opened(town: Town, bruno: Person) -> None:
    bruno.says(":group")
    for command in ("/oggi", "/chi", "/miei"):
        bruno.says(command)
        assert "non si fa in un gruppo" in str(town.calls), command
    bruno.says("chi sono?")
    assert town.calls == [], "in a group only who speaks to the bot is answered"
    bruno.says(":private")


def test_a_cancellation_is_taken_back_and_its_figures_with_it(
    town: Town, maria: Person, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    before = bruno.says("/stato AS4").text.splitlines()[0]
    bruno.says("/elimina AS4.3 per errore").taps("Conferma")
    bruno.says("riprendi AS4.3 perché serve").sees("Rimetto nel piano AS4.3").taps("Conferma")
    bruno.sees("è di nuovo nel piano").says("/stato AS4")
    assert bruno.text.splitlines()[0] == before
    bruno.says("/riprendi AS4.3 ancora").sees("non c'è una cancellazione")


def test_a_bare_figure_after_a_reminder_is_asked_which_of_those_owed_it_is(
    town: Town, maria: Person
) -> None:
    head = town.person("segretario")
    head.says("/campagna 31/10/2024 Autunno").taps("Conferma")
    maria.says("240").sees("Di quale dei dati che ti sono chiesti è 240?").taps("AS4.3.1")
    maria.sees("AS4.3.1 CIE rilasciate", "240 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "240"


def test_a_bare_figure_belongs_to_what_was_asked_though_another_was_recorded_today(
    town: Town, maria: Person
) -> None:
    maria.says("AS4.1.1 90").taps("Conferma")
    town.person("segretario").says("/campagna 31/10/2024 Autunno").taps("Conferma")
    maria.says("12").sees("Di quale dei dati che ti sono chiesti è 12?").taps("AS4.3.1")
    maria.sees("AS4.3.1 CIE rilasciate", "12 carte").taps("Conferma")
    assert town.value("AS4.1.1") == "90"


@pytest.mark.parametrize(("text", "value"), [("fatto", "1"), ("non ancora", "0")])
def test_done_or_not_yet_is_of_the_step_that_a_campaign_asks_for(
    town: Town, maria: Person, text: str, value: str
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    town.person("segretario").says("/campagna 31/10/2024 Autunno").taps("Conferma")
    maria.says(text).sees("AS4.1.2").taps("Conferma")
    assert town.value("AS4.1.2") == value


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("togli AS4.1 dal piano", "si cancella AS4.1"),
        ("rimuovi AS4.1 perché non serve", "Cancello AS4.1"),
        ("annulla l'obiettivo AS4.1 per doppione", "Cancello AS4.1"),
        ("dai, toglilo, quell'AS4.1", "resta com'è"),
    ],
)
def test_an_act_on_an_objective_withdraws_no_record_of_another(
    town: Town, bruno: Person, text: str, card: str
) -> None:
    bruno.says("AS4.3.1 240").taps("Conferma")
    bruno.says(text).sees(card).does_not_see("Ritiro la registrazione")


def test_a_record_is_withdrawn_by_the_code_of_its_objective(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("annulla AS4.3").sees("Ritiro la registrazione")


@pytest.mark.parametrize(
    "text",
    [
        "il target delle CIE diventa 700",
        "il target di AS4.3.1 passa a 700",
        "assegna 700 CIE come target",
        "porta il target delle CIE a 700",
    ],
)
def test_a_target_is_changed_in_the_words_of_its_indicator(
    maria: Person, bruno: Person, text: str
) -> None:
    bruno.says(text).sees("AS4.3.1", "a 700 carte").sees_buttons("Conferma")
    maria.says(text).sees("non spetta a te")


def test_objectives_of_one_s_own_wait_until_they_are_noted(
    town: Town, maria: Person, bruno: Person
) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    bruno.says("/assegna eq.as4; Archivio dei fascicoli; fogli; 200; 30").taps("Conferma")
    maria.says("/oggi").sees("i tuoi obiettivi 2024 sono proposti").taps("I miei obiettivi")
    maria.sees("Archivio dei fascicoli").taps("Ho qualcosa da dire").says("sono pochi fogli")
    maria.taps("Conferma")
    maria.says("/oggi").does_not_see("sono proposti")
    bruno.says("/assegna eq.as4 definitivo").taps("Conferma")
    maria.says("/oggi").sees("i tuoi obiettivi 2024 sono assegnati").taps("I miei obiettivi")
    maria.taps("Prendo atto")
    maria.says("/oggi").does_not_see("i tuoi obiettivi")
    bruno.says("/assegna eq.as4").sees("Archivio dei fascicoli")
    assert bruno.buttons == []


def test_one_s_scheda_waits_until_it_is_read_and_while_one_may_observe(
    town: Town, maria: Person, bruno: Person
) -> None:
    issued(town)
    maria.says("/oggi").sees("dal 10/02/2025: la tua scheda 2024 è pronta").taps("Leggi la scheda")
    maria.taps("Prendo visione").sees("24/02/2025")
    maria.says("/oggi").sees("entro il 24/02/2025: la tua scheda 2024 è pronta")
    town.now_is("2025-02-25T10:00")
    maria.says("/oggi").does_not_see("la tua scheda")
    maria.says("voglio presentare osservazioni").sees("Il termine è passato", "Scrivi le oss")


def test_who_is_too_short_in_service_is_not_among_those_to_evaluate(
    town: Town, bruno: Person
) -> None:
    measured(town)
    town.person("personale").says(
        "/personale assenza; dipendente.as4; malattia; 01/01/2024; 26/12/2024; det. 1; 02/01/2025"
    ).taps("Conferma")
    bruno.says("/valuta").sees("Non si valutano", "dipendente.as4")
    assert [b for row in bruno.buttons for b in row if "dipendente.as4" in b] == []


def test_a_year_that_is_measured_asks_for_no_more_figures(town: Town, maria: Person) -> None:
    in_phase("i")(town)
    maria.says("/oggi").does_not_see("serve un dato")


def test_where_chats_show_no_scores_the_paper_is_read_and_then_noted(
    town: Town, maria: Person
) -> None:
    issued(town)
    town.person("admin").says("/riservatezza no").taps("Conferma")
    maria.says("/scheda").sees("scarica il PDF o leggi la scheda intera sulla pagina")
    maria.sees_buttons("Scarica il PDF", "Leggi sulla pagina")
    maria.presses(1, "ackpdf:eq.as4~2024:1").sees("Nessuno prende visione di ciò che non ha")
    maria.says("/scheda").taps("Leggi sulla pagina").sees("/entra?codice=")
    maria.says("/scheda").taps("Scarica il PDF").taps("Prendo visione").sees("24/02/2025")
    (noted,) = town.events("SchedaAcknowledged")
    assert noted.event.read_on == "paper"  # type: ignore[union-attr]


def test_a_contested_report_waits_though_another_came_before_it_was_contested(
    maria: Person, bruno: Person
) -> None:
    maria.says("altre 12 CIE oggi").taps("Conferma")
    maria.says("altre 3 CIE oggi").taps("Conferma")
    bruno.says("/valida AS4").taps("Contesta").says("manca la prova").taps("Conferma")
    maria.says("/oggi").sees("AS4.3.1 CIE rilasciate: il dato è stato contestato")
    maria.says("AS4.3.1 +12").taps("Conferma")
    maria.says("/oggi").does_not_see("contestato")
