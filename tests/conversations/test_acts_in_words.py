"""Acts said in words are the cards of their commands, also while another talk waits for words."""

import pytest

from .conftest import Person, Town

ACTS = {
    "imposta il target di AS4.3.1 a 700": ("dirigente.as", "da 600 carte a 700 carte"),
    "il target di AS4.3.1 diventa 650": ("dirigente.as", "da 600 carte a 650 carte"),
    "il target di AS4.3.1 è 650": ("dirigente.as", "da 600 carte a 650 carte"),
    "imposta il peso di AS4.3 a 40": ("dirigente.as", "peso da 33,33 % a 40 %"),
    "il peso di AS4.3 è 40": ("dirigente.as", "peso da 33,33 % a 40 %"),
    "dai peso 40 a AS4.3": ("dirigente.as", "peso da 33,33 % a 40 %"),
    "AS4.3 pesa 40": ("dirigente.as", "peso da 33,33 % a 40 %"),
    "proroga AS4.3 al 30/11": ("dirigente.as", "da 31/12/2024 a 30/11/2024"),
    "il termine di AS4.3 slitta al 30/11": ("dirigente.as", "da 31/12/2024 a 30/11/2024"),
    "AS4.3 slitta al 30 novembre": ("dirigente.as", "da 31/12/2024 a 30/11/2024"),
    "la base di AS3.1.1 è 120": ("dirigente.as", "valore di partenza: da 100 pratiche a 120"),
    "cancella AS4.3 perché non è più finanziato": ("dirigente.as", "«non è più finanziato»"),
    "aggiungi un indicatore ad AS4.3": ("dirigente.as", "insieme al suo obiettivo"),
    "eq.as4 è in ferie da lunedì a venerdì": ("personale", "dal 16/09/2024 al 20/09/2024"),
    "eq.as4 è in ferie da mercoledì a venerdì": ("personale", "dal 18/09/2024 al 20/09/2024"),
    "eq.as4 è in malattia da domani a giovedì": ("personale", "dal 17/09/2024 al 19/09/2024"),
    "eq.as4 è in ferie la prossima settimana": ("personale", "dal 23/09/2024 al 29/09/2024"),
    "eq.as4 è in ferie questa settimana": ("personale", "dal 16/09/2024 al 22/09/2024"),
    "eq.as4 è in malattia per tre giorni": ("personale", "dal 16/09/2024 al 18/09/2024"),
    "eq.as4 è in ferie dal 23 al 27": ("personale", "dal 23/09/2024 al 27/09/2024"),
    "eq.as4 è in ferie dal 3 al 5": ("personale", "dal 03/10/2024 al 05/10/2024"),
    "eq.as4 è in ferie venerdì": ("personale", "dal 20/09/2024 al 20/09/2024"),
    "eq.as4 è in malattia fino a venerdì": ("personale", "dal 16/09/2024 al 20/09/2024"),
    "eq.as4 è stato in ferie da lunedì a venerdì": ("personale", "dal 09/09/2024 al 13/09/2024"),
    "eq.as4 è in malattia da domani": ("personale", "fino a quando?"),
    "apri un monitoraggio entro il 30/9": ("segretario", "«Monitoraggio al 30/09/2024»"),
    "apri un monitoraggio entro il 30/9 per la verifica infrannuale": (
        "segretario", "«Verifica infrannuale» del 2024 per ENTE",
    ),
    "apri un monitoraggio per AS entro il 31/10": (
        "segretario", "«Monitoraggio al 31/10/2024» del 2024 per AS",
    ),
    "apri una campagna «Terzo trimestre» entro il 31/10/2024": (
        "segretario", "«Terzo trimestre» del 2024 per ENTE",
    ),
    "apri il monitoraggio con scadenza 30 settembre": (
        "segretario", "«Monitoraggio al 30/09/2024»",
    ),
    "chiedi i dati a tutti entro fine mese": ("segretario", "«Monitoraggio al 30/09/2024»"),
    "vorrei aprire un monitoraggio entro venerdì": ("segretario", "«Monitoraggio al 20/09/2024»"),
    "apri un monitoraggio": ("segretario", "Come si chiama il monitoraggio?"),
    "porta il target delle CIE a 700": ("dirigente.as", "da 600 carte a 700 carte"),
    "alza a 700 il target delle CIE": ("dirigente.as", "da 600 carte a 700 carte"),
    "metti 700 come target alle CIE": ("dirigente.as", "da 600 carte a 700 carte"),
    "CIE rilasciate: target 700": ("dirigente.as", "da 600 carte a 700 carte"),
    "le CIE portiamole a 700": ("dirigente.as", "da 600 carte a 700 carte"),
    "proroga i servizi anagrafici di un mese": ("dirigente.as", "da 31/12/2024 a 31/01/2025"),
    "anticipa di quindici giorni la scadenza di AS4.3": (
        "dirigente.as", "da 31/12/2024 a 16/12/2024",
    ),
    "proroga i servizi anagrafici al 31 gennaio": ("dirigente.as", "da 31/12/2024 a 31/01/2025"),
    "elimina l'obiettivo dei servizi anagrafici, non serve più": (
        "dirigente.as", "«non serve più»",
    ),
    "sospendi AS4.3 fino a novembre": ("dirigente.as", "non si sospende"),
    "vorrei inserire un obiettivo per AS4": ("dirigente.as", "Come si chiama"),
    "dai ad AS4 un obiettivo sullo sportello": ("dirigente.as", "«sportello», servizio AS4"),
    "nuovo obiettivo per i lavori pubblici: via Roma": ("dirigente.as", "«lavori pubblici»"),
    "invita eq.as4": ("admin", "Invito per eq.as4"),
    "manda l'invito a eq.as4": ("admin", "Invito per eq.as4"),
    "fai un codice di invito per Eq.As4": ("admin", "Invito per eq.as4"),
    "invita Vera Verdi": ("admin", "Nessuno iscritto si chiama «Vera Verdi»"),
}  # fmt: skip


@pytest.mark.parametrize("words", ACTS)
def test_an_act_in_words_is_what_its_command_shows(town: Town, words: str) -> None:
    who, seen = ACTS[words]
    town.person(who).says(words).sees(seen)
    assert town.events("ProgressRecorded") == []


def test_a_deadline_that_comes_sooner_is_said_to_leave_less_time(bruno: Person) -> None:
    bruno.says("proroga AS4.3 al 30/11").sees("31 giorni in meno")
    bruno.says("proroga AS4.3 al 31/12/2024").does_not_see("in meno")


@pytest.mark.parametrize("opens", ["/target AS4.3.1 700", "/peso AS4.3", "cancella AS4.1"])
def test_an_act_said_while_another_waits_for_words_takes_its_place(
    bruno: Person, town: Town, opens: str
) -> None:
    bruno.says(opens).says("proroga AS4.3 al 30/11").sees("da 31/12/2024 a 30/11/2024")
    bruno.does_not_see("Perché: «proroga").taps("Conferma").sees("termine")
    assert [e.type for e in town.events()] == ["DeadlineSet"]


def test_a_cancellation_is_taken_back_in_words_and_only_where_there_is_one(bruno: Person) -> None:
    bruno.says("riprendi AS4.3").sees("non c'è una cancellazione da riprendere")
    bruno.says("cancella AS4.3 perché non è più finanziato").taps("Conferma")
    bruno.says("annulla la cancellazione di AS4.3").sees("Per quale motivo")
    bruno.says("i fondi ci sono").taps("Conferma").sees("è di nuovo nel piano")


def test_an_objective_is_added_in_words_and_only_what_is_missing_is_asked(
    bruno: Person, town: Town
) -> None:
    bruno.says(
        "aggiungi un obiettivo ad AS4: Sportello digitale, pratiche digitali, 100, entro il 31/12"
    )
    bruno.sees("Che cosa misura?").taps("Conteggio")
    bruno.sees("AS4.5", "Sportello digitale", "pratiche digitali", "31/12/2024").taps("Conferma")
    assert [e.type for e in town.events()] == ["ObjectiveAdded"]


def test_who_comes_back_on_a_day_is_away_until_the_day_before(town: Town) -> None:
    office = town.person("personale").says("eq.as4 è in malattia da oggi")
    office.says("torna lunedì").sees("dal 16/09/2024 al 22/09/2024").taps("Conferma")
    office.says("eq.as4 rientra venerdì").sees("dal 16/09/2024 al 19/09/2024").taps("Conferma")
    office.says("eq.as4 è tornata").taps("Conferma").sees_buttons("Assenze di eq.as4")


DOUBTS = {
    "/target AS4.3.1 6000": "10 volte il valore di prima",
    "/target AS4.3.1 60": "un 10° del valore di prima",
    "/target AS4.3.1 0": "Zero da raggiungere",
    "/base AS4.3.1 5000": "già oltre il valore da raggiungere (600 carte)",
    "/base AS3.1.1 10": "già oltre il valore da raggiungere (20 pratiche)",
}


@pytest.mark.parametrize("typed", DOUBTS)
def test_a_value_far_from_what_there_is_is_doubted_on_the_card(bruno: Person, typed: str) -> None:
    bruno.says(typed).sees("⚠️", DOUBTS[typed]).sees_buttons("Conferma", "Annulla")


def test_a_target_a_little_different_is_not_doubted(bruno: Person) -> None:
    bruno.says("/target AS4.3.1 700").does_not_see("⚠️")
    bruno.says("/base AS4.3.1 20").does_not_see("⚠️")


def test_a_second_reminder_says_who_was_reminded_and_asks(town: Town) -> None:
    chief = town.person("segretario").says("apri un monitoraggio entro il 30/9").taps("Conferma")
    chief.says("sollecita eq.as4").sees("Ricordato a 1: eq.as4")
    chief.says("sollecita tutti").sees("eq.as4: sollecitato il 16/09/2024 10:00", "A chi scrivo?")
    assert town.said_to == {"segretario"}
    chief.taps("Solo gli altri").does_not_see("eq.as4")
    assert "eq.as4" not in town.said_to and "eq.as3" in town.said_to
    chief.says("sollecita eq.as4").taps("Sollecita di nuovo").sees("Ricordato a 1: eq.as4")
    chief.says("sollecita tutti").sees_buttons("Di nuovo a tutti")
    town.now_is("2024-09-25T10:00")
    chief.says("sollecita eq.as4").sees("Ricordato a 1: eq.as4")


WAITS = {
    "segretario": ("/ciclo documento DUP", "delibera 12; 20/07/2024", "delibera 12 del 20/07"),
    "personale": ("/premi fondo 50000", "delibera 12; 10/01/2024", "50.000,00 €"),
}
"""A step that waits for an act: who, how it is opened, the answer and what it leads to."""

QUESTIONS = (
    "quali obiettivi sono in ritardo?",
    "quali obiettivi sono in ritardo",
    "in che fase siamo?",
    "cosa devo fare?",
    "chi sono?",
)


@pytest.mark.parametrize("who", WAITS)
def test_a_question_while_a_step_waits_for_an_act_is_answered_and_the_step_goes_on(
    town: Town, who: str
) -> None:
    from ledger.commands.ente import AdoptRegulation
    from ledger.people import CLI
    from ledger.regulation import bundled

    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    opens, answer, seen = WAITS[who]
    person = town.person(who).says(opens)
    for question in QUESTIONS:
        person.says(question).sees("aspetto ancora la tua risposta").does_not_see("con quale atto")
    person.says(answer).sees(seen).taps("Conferma").sees("Registrato: n.")


def test_a_question_is_no_reason_to_contest_and_the_reason_is_still_waited_for(
    maria: Person, bruno: Person, town: Town
) -> None:
    maria.says("altre 12 CIE oggi").taps("Conferma")
    bruno.says("/valida AS4").taps("Contesta")
    bruno.says("quali obiettivi non hanno prove?").sees("aspetto ancora la tua risposta")
    bruno.says("e allora?").sees("aspetto ancora")
    assert town.events("ProgressContested") == []
    bruno.says("manca la prova").taps("Conferma").sees("Contestata")


READINGS = {
    "bad_date": ("pippo", "31/10/2024", "31/10/2024"),
    "code_state": ("non saprei", "OS7.01", "OS7.01"),
    "no_target": ("tanti", "25", "25"),
}
"""By kind of a point: what is not taken, what is, and what the card shows."""


@pytest.mark.parametrize("kind", READINGS)
def test_what_is_typed_for_a_point_of_the_plan_is_bound_to_its_kind(town: Town, kind: str) -> None:
    wrong, right, shown = READINGS[kind]
    anomaly = next(a for a in town.ledger.view.anomalies() if a.kind == kind)
    who = town.person("dirigente.as" if anomaly.where.startswith("AA") else "dirigente.af")
    who.says("/anomalie").presses(1, f"anotype:{anomaly.id}")
    who.says(wrong).sees("qui non va").does_not_see("Lo leggo")
    who.says(right).sees(f"Lo leggo {shown}").taps("Conferma")
    assert [e.event.value for e in town.events("AnomalySettled")] != []  # type: ignore[union-attr]


def test_a_command_with_its_first_argument_alone_asks_the_others(bruno: Person, town: Town) -> None:
    bruno.says("/scostamento AS4.3").sees("Perché è indietro?").says("lo sportello è chiuso")
    bruno.sees("Che cosa si fa").says("due turni in più").sees("«lo sportello è chiuso»")
    bruno.taps("Conferma").sees("relazione del monitoraggio")
    assert town.events("ProgressRecorded") == []
    bruno.says("/colloquio eq.as4").sees_buttons("Inizio")
    labels = [label for row in bruno.buttons for label in row]
    assert labels == ["Inizio", "Intermedio", "Finale", "Conferenza"]


def test_the_day_that_an_act_names_is_not_asked_again(town: Town) -> None:
    from ledger.commands.ente import AdoptRegulation
    from ledger.people import CLI
    from ledger.regulation import bundled

    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person("personale").says("/premi").taps("Fissa").taps("Fondo dei dipendenti")
    office.says("50.000").says("delibera 9 del 10/09/2024").sees("(delibera 9 del 10/09/2024)?")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("l'anno è già iniziato", "Ritirata"),
        ("vai alla fase successiva", "premi lì Conferma"),  # what was said last was no card
    ],
)
def test_words_that_say_nothing_wrong_correct_no_record_and_leave_the_card_open(
    town: Town, words: str, told: str
) -> None:
    chief = town.person("segretario").says("SG.1.1 3").taps("Conferma")
    chief.says("ritira l'ultima")
    chief.says(words).does_not_see("qual è il valore giusto", "Che cosa correggo")
    chief.says("sì").sees(told)
    chief.says(words).does_not_see("qual è il valore giusto", "Che cosa correggo")


def test_support_is_asked_of_the_nucleo_for_nobody_in_particular(town: Town) -> None:
    chief = town.person("segretario").says("/nucleo supporto; un parere sui controlli")
    chief.sees("«un parere sui controlli»").taps("Conferma").sees("La richiesta è al Nucleo")


def test_changes_are_listed_with_days_as_people_write_them_and_the_way_to_explain_them(
    bruno: Person,
) -> None:
    bruno.says("proroga AS4.3 al 30/11").taps("Conferma")
    bruno.says("/modifiche").sees("da 31/12/2024 a 30/11/2024").taps("Spiega la n.")
    bruno.says("manca il personale").taps("Conferma").sees("ora dice perché")


REFUSED = {
    "abbassa il target delle CIE a 450": "Fissare i valori per AS4.3.1 non spetta a te",
    "mi serve una proroga di un mese per AS4.3": "Fissare i valori per AS4.3 non spetta a te",
    "annulliamo i servizi anagrafici": "Cancellare per AS4.3 non spetta a te",
    "vorrei inserire un obiettivo sulle code": "Aggiungere obiettivi non spetta a te",
}


@pytest.mark.parametrize("words", REFUSED)
def test_an_act_in_words_by_who_may_not_says_who_may(town: Town, words: str) -> None:
    maria = town.person("eq.as4").says(words).sees(REFUSED[words], "può farlo dirigente")
    maria.says("sì").does_not_see("Registrato")


def test_a_group_of_objectives_is_named_like_a_service(town: Town) -> None:
    maria = town.person("eq.as4").says("aggiungi un obiettivo trasversale: carta dei servizi")
    maria.sees("Aggiungere obiettivi per TR non spetta a te")


@pytest.mark.parametrize(
    "words",
    ["le CIE portiamole a 700", "CIE rilasciate: obiettivo 700", "il peso delle CIE è 3 kg"],
)
def test_what_may_be_a_figure_is_left_to_its_reader_where_the_sender_sets_nothing(
    town: Town, words: str
) -> None:
    town.person("eq.as4").says(words).does_not_see("non spetta a te")


def test_the_same_is_said_of_another_thing_and_another_value_of_the_same(
    bruno: Person, town: Town
) -> None:
    bruno.says("proroga AS4.3 al 30/11").says("no, 15/12").sees("da 31/12/2024 a 15/12/2024")
    bruno.says("anche AS4.1").sees("AS4.1", "a 15/12/2024").taps("Conferma")
    bruno.says("e AS4.3 al 20/12").sees("AS4.3", "a 20/12/2024")
    assert [e.type for e in town.events()] == ["DeadlineSet"]


def test_weights_said_together_are_one_card_and_none_is_lost(bruno: Person) -> None:
    bruno.says("pesi dei demografici: 30 AS4.1, 50 servizi anagrafici, 20 AS4.4")
    bruno.sees("AS4.1", "a 30 %", "AS4.3", "a 50 %", "AS4.4", "a 20 %")


@pytest.mark.parametrize(
    "words",
    [
        "sposta la scadenza di AS4.3 al 30/11, fiera rinviata per neve, delibera 7 del 10/09/2024",
        "proroga AS4.3 al 30 novembre, fiera rinviata per neve; delibera 7 del 10/09/2024",
        "porta il target di AS4.3.1 a 700, fiera rinviata per neve, delibera 7 del 10/09/2024",
        "/termine AS4.3 30/11/2024, fiera rinviata per neve; delibera 7 del 10/09/2024",
    ],
)
def test_a_reason_after_a_comma_is_kept_with_its_act(bruno: Person, words: str) -> None:
    bruno.says(words).sees("Perché: «fiera rinviata per neve»", "Con delibera 7 del 10/09/2024")


@pytest.mark.parametrize(
    "words",
    [
        "rimetti il target di AS4.3.1 a 600",
        "ripristina 600 come target di AS4.3.1",
        "riporta il target di AS4.3.1 a quello di prima",
        "torna al target di prima di AS4.3.1",
    ],
)
def test_what_a_change_took_away_is_set_again(bruno: Person, words: str) -> None:
    bruno.says("/target AS4.3.1 700").taps("Conferma")
    bruno.says(words).sees("da 700 carte a 600 carte")


def test_a_deadline_goes_back_to_what_it_was(bruno: Person) -> None:
    bruno.says("anticipa AS4.3 al 15/10").taps("Conferma")
    bruno.says("rimetti la scadenza di prima ad AS4.3").sees("da 15/10/2024 a 31/12/2024")


def test_what_is_to_be_set_is_told_beside_what_it_was(bruno: Person, maria: Person) -> None:
    bruno.says("la base di AS3.1.1 è 90 e non 100").sees("da 100", "a 90")
    bruno.says("porta il target di AS4.3.1 a 700 invece di 600").sees("a 700 carte")
    maria.says("la base di AS4.3.1 è 90 e non 100").sees("non spetta a te")
