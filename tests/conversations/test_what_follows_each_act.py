"""After every act of the procedures: what was recorded, what follows for whom, the way there."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.commands.people import AddPerson
from ledger.people import CLI, Role
from ledger.regulation import bundled

from .conftest import Person, Town
from .test_evaluation import confer, validated, winter

__all__ = ["validated", "winter"]

SCORES = "4 4 3 5 4 4"


def issued(town: Town) -> Person:
    """The scheda of the EQ is there, and read by them."""
    confer(town)
    town.person("admin").says("/riservatezza si").taps("Conferma")
    town.person("dirigente.as").says(f"/valuta eq.as4 {SCORES}").taps("Conferma")
    return town.person("eq.as4").says("/scheda").taps("Prendo visione")


def answered(town: Town) -> Person:
    """They observed, and the dirigente confirmed the scheda."""
    ida = issued(town).taps("Presento osservazioni").says("La delegazione è aperta da luglio")
    ida.taps("Conferma").sees("la risposta è dovuta entro il").sees_buttons("La mia scheda")
    bruno = town.person("dirigente.as").says("/oggi").sees("osservazioni sulla scheda 2024")
    bruno.says("/conciliazione").sees("eq.as4", "10 giorni lavorativi").taps("Rispondi a eq.as4")
    bruno.taps("Confermo").says("I dati restano quelli").taps("Conferma")
    bruno.sees("Ora eq.as4 dice se accetta").sees_buttons("Scheda di eq.as4")
    return ida


@pytest.mark.parametrize(
    ("word", "seen", "told"),
    [
        ("accetto", "Accetti l'esito", "ha accettato l'esito"),
        ("accetto la risposta", "Accetti l'esito", "ha accettato l'esito"),
        ("non accetto", "non accetti l'esito", "non ha accettato l'esito"),
        (
            "non accetto: si dice di sì ma i punti restano quelli",
            "non accetti l'esito",
            "non ha accettato l'esito",
        ),
        ("Non accetto l'esito.", "non accetti l'esito", "non ha accettato l'esito"),
    ],
)
def test_the_answer_to_one_s_observations_is_accepted_or_not_in_words(
    validated: Town, word: str, seen: str, told: str
) -> None:
    ida = answered(validated).says("/oggi").sees("accetti o no?")
    ida.says(word).sees(seen).taps("Conferma").sees("lo sa dirigente.as")
    ida.sees_buttons("La mia scheda")
    assert told in validated.text_for("dirigente.as")
    ida.says("/oggi").does_not_see("accetti o no?")
    ida.says(word).sees("Nessuna risposta alle tue osservazioni aspetta")


def test_who_has_no_scheda_to_contest_is_told_so_and_how_it_goes(maria: Person, town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    maria.says("accetto").sees("Nessuna risposta").sees_buttons("Cosa devo fare")
    maria.says("/conciliazione").sees("Nessuna conciliazione aspetta te", "10 giorni lavorativi")
    maria.says("vorrei contestare la mia scheda").sees("non c'è ancora")


def test_a_talk_and_the_objectives_of_a_person_say_whose_turn_it_is(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    bruno, ida = town.person("dirigente.as"), town.person("eq.as4")
    bruno.says("/colloquio eq.as4 inizio 15/01/2024; gli obiettivi").taps("Conferma")
    bruno.sees("eq.as4 lo sa, e può aggiungere").sees_buttons("Scheda di eq.as4")
    bruno.says("/assegna eq.as4; Arretrato; pratiche; 20; 30; 30/11/2024").taps("Conferma")
    bruno.sees("Ora eq.as4 dice la sua").sees_buttons("Obiettivi di eq.as4", "Assegna")
    ida.says("/oggi").taps("I miei obiettivi").taps("Ho qualcosa da dire").says("va bene")
    ida.taps("Conferma").sees("dirigente.as la legge").sees_buttons("I miei obiettivi")
    bruno.says("/assegna eq.as4 definitivo").taps("Conferma")
    bruno.sees("Ora eq.as4 ne prende atto").sees_buttons("Obiettivi di eq.as4")
    ida.says("/oggi").taps("I miei obiettivi").taps("Prendo atto")
    ida.sees("Sono gli obiettivi della tua scheda 2024").sees_buttons("I miei obiettivi")


FACTS = {
    "sanzione; eq.as4; multa; 12/03/2024; det. 12 del 13/03/2024": (
        ("Sanzione: multa", "Atto: det. 12\n", "Atto del: 13/03/2024", "premio di eq.as4"),
        "I fatti di eq.as4",
    ),
    "iscrizione; dip.verdi; Vera Verdi; dipendente; AS4; 01/09/2024": (
        ("Nome: Vera Verdi", "serve l'invito alla chat"),
        "Le persone",
    ),
    "cessazione; eq.aa1; -; -; 30/09/2024": (("non registra più",), "Le persone"),
    "incarico_interim; dirigente.as; dirigente; AF; 01/09/2024; 31/12/2024": (
        ("dirigente.as lo sa",),
        "I fatti di dirigente.as",
    ),
}
"""What the personnel office enters: what is said after, and where the button leads."""


@pytest.mark.parametrize("typed", FACTS)
def test_a_fact_of_the_personnel_office_says_what_it_was_and_what_it_changes(
    town: Town, typed: str
) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    seen, cell = FACTS[typed]
    office = town.person("personale").says(f"/personale {typed}").taps("Conferma")
    office.sees(*seen).sees_buttons(cell).taps(cell).does_not_see("Non ho capito")


@pytest.mark.parametrize(
    "proof",
    ["delibera 12; 10/01/2024", "delibera 12 del 10/01/2024", "delibera 12 del 10/01; 10/01/2024"],
)
def test_the_day_of_an_act_is_said_once_however_it_is_typed(town: Town, proof: str) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person("personale").says(f"/premi fondo 50000; {proof}")
    office.sees("50.000,00 € (delibera 12 del 10/01/2024)?").taps("Conferma")
    office.sees("provvisorio finché non lo approvi").sees_buttons("L'elenco dei premi")
    clerk = town.person("segretario").says(f"/ciclo documento dup; {proof}")
    clerk.sees("delibera 12 del 10/01/2024?")


def test_a_grading_is_told_to_whose_turn_it_is(town: Town) -> None:
    criteria = [{"name": "complessità", "maximum": 60}]
    bands = [{"from": 0, "pay": "5000"}, {"from": 40, "pay": "9000"}]
    graded = {"eq_grading.criteria": criteria, "eq_grading.bands": bands}
    rules = bundled().with_settings(graded)
    town.ledger.execute(AdoptRegulation(rules), actor=CLI, cause="test")
    town.person("nucleo").says("/pesatura AS4; complessità 40").taps("Conferma").sees(
        "tocca alla Giunta"
    ).sees_buttons("Il posto di AS4")
    assert "tocca alla Giunta approvarla" in town.text_for("giunta")
    town.person("giunta").says("/pesatura AS4 approva; delibera 3 del 01/02/2024").taps("Conferma")
    assert "ha approvato la pesatura di AS4" in town.text_for("personale")


def test_a_meeting_is_recorded_step_by_step_from_the_vote_that_makes_a_majority(
    town: Town,
) -> None:
    rules = bundled().with_settings({"nucleo.members": 3})
    for command in (
        AdoptRegulation(rules),
        AddPerson("nucleo.b", "Nina Bi", Role.NUCLEO),
        AddPerson("nucleo.c", "Nello Ci", Role.NUCLEO),
    ):
        town.ledger.execute(command, actor=CLI, cause="test")
    town.now_is("2025-02-10T10:00")
    town.person("segretario").says("/ciclo ente 80 stima").taps("Conferma")
    town.person("giunta").says("/ciclo ente delibera 12; 05/02/2025").taps("Conferma")
    one = town.person("nucleo").says("/ciclo ente").taps("Conferma")
    one.sees("Manca la parola di nucleo.b, nucleo.c").taps("Leggi la proposta")
    other = town.person("nucleo.b").says("/nucleo").taps("Leggi").taps("D'accordo")
    other.taps("Conferma").sees("C'è la maggioranza").taps("Registra la seduta")
    other.sees("In che giorno").says("domani").sees("qui non va").taps("10/02/2025")
    other.sees("Chi era presente").says("nucleo e nucleo.b").sees("verbale").taps("Niente")
    other.sees("Presenti nucleo, nucleo.b; presiede nucleo.b").taps("Conferma")
    other.sees_buttons("Il verbale", "Le proposte del Nucleo").taps("Le proposte").sees("Seduta")
