"""What the personnel office records by buttons: in Italian, each answer looked at when given."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Person, Town

INTERNAL = "_"


@pytest.fixture
def office(town: Town) -> Person:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    return town.person("personale")


def test_no_button_shows_a_name_of_the_program(office: Person) -> None:
    shown = [label for row in office.says("/personale").buttons for label in row]
    assert {"sospensione del rapporto", "part-time", "incarico ad interim"} <= set(shown)
    assert [label for label in shown if INTERNAL in label] == []
    for kind in ("sanzione disciplinare", "rapporto di lavoro", "assenza"):
        office.says("/personale").taps(kind).says("eq.as4")
        assert [label for row in office.buttons for label in row if INTERNAL in label] == []


AT_ITS_STEP = {
    "nobody": ("assenza", (), "boh", "non è tra le persone iscritte"),
    "oneself": ("assenza", (), "personale", "li registra un'altra persona"),
    "a class": ("rapporto di lavoro", ("eq.as4",), "dirigenti", "non è un'area del contratto"),
    "a sanction": ("sanzione disciplinare", ("eq.as4",), "grave", "non è tra le sanzioni"),
    "an absence": ("assenza", ("eq.as4",), "boh", "non la prendo per ordinaria"),
    "needed": ("assenza", ("eq.as4", "ferie"), "-", "Da che giorno?"),
    "no day": ("assenza", ("eq.as4", "ferie"), "31/02/2024", "non esiste"),
    "an end before": ("assenza", ("eq.as4", "ferie", "10/09/2024"), "1/9/2024", "prima del"),
    "an act to come": (
        "assenza", ("eq.as4", "ferie", "10/09/2024", "-", "det. 1"), "20/09/2024", "deve ancora"),
    "a form": ("part-time", ("eq.as4",), "a mezza giornata", "non mi dice se è orizzontale"),
    "a ratio": ("part-time", ("eq.as4", "orizzontale"), "1,5", "fino a 1"),
    "a ratio needed": ("part-time", ("eq.as4", "orizzontale"), "-", "Quale parte dell'orario"),
    "a unit": ("assegnazione", ("eq.as4",), "ZZ9", "non è un'area o un servizio"),
    "a role": ("assegnazione", ("eq.as4", "AF1"), "nucleo", "non è un ruolo che si assegna"),
    "an interim of whom": ("compenso per interim", (), "dipendente.as4", "l'incarico"),
    "a fascia": ("compenso per interim", ("eq.as4", "AS3"), "altissima", "non è una fascia"),
    "a fascia needed": ("compenso per interim", ("eq.as4", "AS3"), "-", "Quale fascia"),
    "none of a dirigente": (
        "compenso per interim", ("dirigente.as", "AA"), "alta", "Di un dirigente la fascia"),
    "an amount": ("retribuzione di posizione", ("eq.as4",), "tanto", "non è un importo"),
    "cents": ("retribuzione di posizione", ("eq.as4",), "10,005", "non è un importo"),
    "hours": ("ore di formazione", ("eq.as4",), "0", "sopra 0"),
    "a fact": ("annullamento", (), "9999", "non c'è o è già annullato"),
    "a scheda": ("notifica della scheda", (), "eq.as4", "non c'è ancora"),
    "a code": ("iscrizione", (), "Due Parole", "scegline un altro"),
    "a place": ("iscrizione", ("dip.x", "Ics", "dipendente"), "AS", "AS"),
    "no post": ("cessazione", ("eq.as4", "dirigente"), "-", "eq.as4"),
}  # fmt: skip
"""Of what: the kind, what was answered before, the answer that will not do, and what is said."""


@pytest.mark.parametrize("case", AT_ITS_STEP)
def test_what_will_not_do_is_said_at_its_own_step(office: Person, case: str, town: Town) -> None:
    kind, before, wrong, said = AT_ITS_STEP[case]
    head = town.ledger.log.head().seq
    office.says("/personale").taps(kind)
    for answer in before:
        office.says(answer)
    question = office.text
    office.says(wrong).sees(said)
    assert not office.buttons_of_a_card()
    assert question, "something was asked before"
    assert town.ledger.log.head().seq == head


def test_after_a_wrong_answer_the_same_step_takes_the_right_one(office: Person) -> None:
    office.says("/personale").taps("sanzione disciplinare").says("nessuno").says("eq.as4")
    office.says("grave").taps("multa")
    office.says("12/03/2024").says("det. 12").says("13/13/2024").says("13/03/2024")
    office.sees("Registro: sanzione disciplinare?", "Sanzione: multa", "Irrogata il: 12/03/2024")
    office.taps("Conferma").sees("Registrato: sanzione disciplinare.")
    office.says("/personale eq.as4").sees("fatti registrati: 1", "sanzione disciplinare multa")


def test_a_fact_that_was_wrong_is_annulled_from_the_list(office: Person, town: Town) -> None:
    office.says("/personale assenza; eq.as4; ferie; 01/07/2024; 20/07/2024; det. 4; 02/07/2024")
    office.taps("Conferma")
    office.says("/personale eq.as4").sees("assenza ferie · dal 01/07/2024 al 20/07/2024")
    office.taps("Annulla il n.").sees("Per quale motivo?").says("era un altro")
    office.says("det. 6").says("16/09/2024").sees("Motivo: era un altro").taps("Conferma")
    office.says("/personale eq.as4").sees("annullato")
    assert town.ledger.view.agenda().leaves.get("eq.as4", ()) == ()


def test_a_question_in_the_middle_is_answered_and_the_step_waits_on(office: Person) -> None:
    office.says("/personale").taps("assenza").says("chi è assente oggi?").sees("non è assente")
    office.says("eq.as4").sees("Quale assenza?")


def test_a_refused_answer_says_of_which_act_and_how_to_leave_it(office: Person, town: Town) -> None:
    office.says("/personale iscrizione; dip.verdi; Vera Verdi").sees("Con quale ruolo?")
    office.says("boh").sees("«boh» non è un ruolo", "Sto registrando: iscrizione.")
    office.sees_buttons("Annulla").says("annulla").sees("non ho registrato nulla")
    office.says("come va AS4?").does_not_see("aspetto ancora")
    office.says("/personale assenza; eq.as4").sees("Quale assenza?")
    office.says("una cosa lunga che non è un'assenza").sees("Sto registrando: assenza.")
    office.taps("Annulla").sees("non ho registrato nulla")
    assert not town.events("PersonAdded", "PersonnelFactRecorded")


def test_who_is_away_is_told_in_the_middle_of_entering_an_absence(office: Person) -> None:
    office.says("/personale assenza; eq.as4").says("chi è in ferie questa settimana")
    office.sees("non risulta assente nessuno", "aspetto ancora").says("ferie").sees("Da che giorno")


QUESTIONS = ["come va AS4?", "come va AS4", "quanti obiettivi ha AS4"]


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize(
    "opened",
    [
        "/personale iscrizione",
        "/personale iscrizione; dip.verdi",
        "/personale assenza; eq.as4; ferie",
        "/personale annulla",
        "/premi fondo",
        "/premi fondo 50000",
    ],
)
def test_a_question_in_a_half_finished_form_is_answered_and_the_form_waits(
    office: Person, opened: str, asked: str
) -> None:
    office.says(opened).says(asked).sees("AS4", "aspetto ancora")
    office.does_not_see("Sto registrando")


def test_another_act_takes_the_place_of_a_half_finished_form(office: Person, town: Town) -> None:
    for opened in ("/personale iscrizione; dip.verdi", "/premi fondo"):
        office.says(opened).says("simula i premi 2024").does_not_see("Sto registrando")
        office.says("Vera Verdi").does_not_see("Con quale ruolo")
        office.says(opened).says("/scadenze").does_not_see("Sto registrando")
        office.says("/annulla")
    assert not town.events("PersonAdded")


def test_a_half_finished_premium_says_what_it_is_of(office: Person) -> None:
    office.says("/premi fondo").says("boh").sees("Sto registrando: Fondo dei dipendenti")
    office.sees_buttons("Annulla").says("50000").sees("Con quale atto")
    office.says("det. 9; 31/02/2024").sees("«31/02/2024» non esiste", "Con quale atto")
    office.says("det. 9; 10/12/2023").sees_buttons("Conferma")


def test_a_day_where_something_may_be_left_out_leaves_it_out(office: Person) -> None:
    office.says("/personale cessazione; dipendente.as4; 30/09/2024").sees_buttons("Conferma")
    office.sees("Persona: dipendente.as4", "Ultimo giorno: 30/09/2024", "Incarico: —")
    office.says("/personale cessazione; dipendente.as4").says("30/09/2024")
    office.sees("Ultimo giorno: 30/09/2024").sees_buttons("Conferma")


@pytest.mark.parametrize("part", ["50", "50 %", "0,5"])
def test_a_part_time_is_told_in_percent_too(office: Person, part: str) -> None:
    office.says(f"/personale part-time; dipendente.as4; {part}").sees("Orizzontale")
    office.sees_buttons("orizzontale").taps("orizzontale").sees("Da che giorno?")
    office.says("01/04/2024").says("-").says("det. 1").says("01/04/2024")
    office.sees("Parte dell'orario: 0,5").sees_buttons("Conferma")
    office.says(f"/personale part-time; dipendente.as4; orizzontale; {part}").sees("Da che giorno")
