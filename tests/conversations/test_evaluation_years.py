"""Whole years, played through the chat, for each role that has a scheda."""

from fractions import Fraction

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import latest
from ledger.people import CLI
from ledger.regulation import bundled
from ledger.scoring.scheda import Score

from .conftest import Person, Town
from .test_two_years import of_2025

YEAR = 2024


@pytest.fixture
def year(town: Town) -> Town:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.person("admin").says("/riservatezza si").taps("Conferma")
    return town


def score_of(town: Town, person: str) -> Score:
    version = latest(town.ledger.view, person, YEAR)
    assert version is not None
    score = full_scheda(town.ledger.view, version, town.ledger.today()).score
    assert score is not None
    return score


def entity_is(town: Town, value: str) -> None:
    town.person("segretario").says(f"/ciclo ente {value} stima").taps("Conferma")
    giunta = town.person("giunta").says("/ciclo ente").sees("Con quale atto")
    giunta.says("delibera 12 del 05/02/2025").sees(value, "delibera 12").taps("Conferma")
    town.person("nucleo").says("/ciclo ente").taps("Conferma")


def evaluates(evaluator: Person, person: str, value: str, points: int) -> Person:
    """Every objective at this value, every item at these points (or the most it has)."""
    evaluator.says(f"/valuta {person}")
    while "Dagli indicatori" in evaluator.text or "non dicono nulla" in evaluator.text:
        evaluator.taps("Altro valore").says(f"{value} visti gli atti")
    while "Rileggi" not in evaluator.text:
        shown = [label for row in evaluator.buttons for label in row]
        evaluator.taps(str(points) if str(points) in shown else "4")
    return evaluator.taps("Conferma")


def test_a_segretario(year: Town) -> None:
    """Validated by the Nucleo, evaluated by the Sindaco; silence makes the scheda final."""
    year.person("sindaco").says("/target SG.1.1 10").taps("Conferma")
    segretario = year.person("segretario").says("SG.1.1 9").taps("Conferma")
    year.person("nucleo").says("/valida SG").taps("Conferma")
    year.person("sindaco").says("/colloquio segretario finale 13/09/2024").taps("Conferma")
    year.now_is("2025-02-10T10:00")
    entity_is(year, "84")
    sindaco = year.person("sindaco").says("/valuta segretario")
    sindaco.sees("SG.1", "Dagli indicatori: 90").taps("Conferma il valore")
    sindaco.sees("1 di 9", "SG-1.1", "0 · del tutto insufficiente", "5 · eccellente")
    for points in ("5", "4", "4", "3", "4", "4", "3", "3", "4"):
        sindaco.taps(points)
    sindaco.sees("Rileggi").taps("Conferma").sees("è emessa")
    segretario.says("/scheda").taps("Prendo visione").sees("24/02/2025")
    year.now_is("2025-02-25T09:00")
    segretario.says("/scheda").sees("È definitiva")
    score = score_of(year, "segretario")
    assert (score.a, score.b, score.c) == (Fraction("29.4"), Fraction("22.5"), 34)
    assert (score.final, score.payout.label) == (Fraction("85.9"), "MASSIMA")


def test_a_dirigente_with_an_area_ad_interim(year: Town) -> None:
    """The objectives of both areas in one list; +10 % for the interim, by an act of the office."""
    year.person("eq.aa1").says("AA1.1.1 20").taps("Conferma")
    year.person("dirigente.as").says("/valida AA").taps("Conferma")
    year.now_is("2025-02-10T10:00")
    office = year.person("personale")
    office.says(
        "/personale interim; dirigente.as; AA; -; -; 01/01/2024; 31/12/2024; dec. 4; 02/01/2024"
    )
    office.sees("Registro: compenso per interim?", "dec. 4").taps("Conferma")
    office.says("/premi massimo dirigente.as 18000; del. 9; 10/02/2025").taps("Conferma")
    entity_is(year, "83")
    nucleo = year.person("nucleo").says("/valuta dirigente.as")
    nucleo.sees("AS4.1").says("/annulla")
    evaluates(nucleo, "dirigente.as", "79", 4).sees("è emessa")
    version = latest(year.ledger.view, "dirigente.as", YEAR)
    assert version is not None
    codes = {line.code for line in version.sheet.objectives}
    assert codes == {"AS4.1", "AS4.3", "AS4.4", "AS3.1", "AA1.1"}
    score = score_of(year, "dirigente.as")
    assert (score.d, score.payout.share_percent) == (Fraction("80.8"), 100)
    assert score.amount == 19_800
    nucleo.says("/premi").sees("Non è definitivo", "dirigente.as: la notifica della scheda")


def test_an_eq_with_a_sanction_and_a_conciliazione_won(year: Town) -> None:
    """D 76.5, a fine takes 5 %: META. The evaluator changes the scheda: MASSIMA, twice the pay."""
    year.now_is("2025-02-10T10:00")
    office = year.person("personale")
    office.says("/personale sanzione; eq.as4; multa; 12/03/2024; det. 12; 13/03/2024")
    office.taps("Conferma")
    office.says("/premi massimo eq.as4 4000; del. 9; 10/02/2025").taps("Conferma")
    entity_is(year, "80")
    bruno, ida = year.person("dirigente.as"), year.person("eq.as4")
    bruno.says("/colloquio eq.as4 conferenza 20/01/2025").taps("Conferma")
    evaluates(bruno, "eq.as4", "70", 4)
    first = score_of(year, "eq.as4")
    assert (first.d, first.final, first.amount) == (76, Fraction("72.2"), 2000)
    ida.says("/scheda").taps("Prendo visione").taps("Presento osservazioni")
    ida.says("Gli atti del 2024 dicono altro").taps("Conferma").sees("24/02/2025")
    year.person("admin").says("/riservatezza no").taps("Conferma")
    bruno.says("/scheda eq.as4").sees("dicono altro").taps("La modifico")
    bruno.says("Accolgo: rivisto AS4.1").sees("Rileggi", "come nella scheda emessa")
    bruno.does_not_see("veloce: 70", "risultato: 4").taps("AS4.1").taps("Altro valore").says(
        "100 atti depositati"
    )
    bruno.sees("AS4.1 Sportello veloce: 100").taps("Conferma").sees("nuova versione")
    year.person("admin").says("/riservatezza si").taps("Conferma")
    ida.says("/scheda").sees("versione 2", "cambiata").taps("Accetto l'esito").taps("Conferma")
    ida.says("/scheda").sees("accettato e firmato")
    score = score_of(year, "eq.as4")
    assert (score.d, score.final) == (80, 76)
    assert (score.payout.label, score.amount) == ("MASSIMA", 4000)
    assert [e.type for e in year.events("ObservationsAnswered", "SchedaIssued")] == [
        "SchedaIssued",
        "ObservationsAnswered",
        "SchedaIssued",
    ]


def test_a_dipendente_moved_in_april(year: Town) -> None:
    """The scheda is that of the new service: its EQ proposes, its dirigente signs, with the word of
    who had the person before; the premium comes from the area of 1 January."""
    office = year.person("personale")
    office.says("/personale").sees("Che cosa registro?").taps("assegnazione")
    office.sees("Di chi?").says("dipendente.as4").says("AF1").says("-").says("01/04/2024")
    office.sees("Con quale atto?").says("determina n. 12").says("20/03/2024")
    office.sees("Registro: assegnazione?", "AF1").taps("Conferma")
    office.says(
        "/personale servizio; dipendente.as4; istruttori; 01/03/2010; -; contratto; 01/03/2010"
    )
    office.taps("Conferma")
    year.now_is("2025-02-10T10:00")
    entity_is(year, "80")
    old = year.person("dirigente.as")
    old.says("/valuta").sees("da scrivere")
    evaluates(old, "dipendente.as4", "60", 3).sees("a chi firma")
    evaluates(year.person("eq.af1"), "dipendente.as4", "90", 5).sees("è al dirigente")
    new = year.person("dirigente.af").says("/valuta dipendente.as4")
    new.sees("AF1.1", "Proposta (eq:AF1): 90", "sugli obiettivi del suo servizio: AS4.1 60,00")
    evaluates(new, "dipendente.as4", "80", 5).sees("è emessa")
    year.person("dipendente.as4").says("/scheda").sees("dirigente.af").taps("Prendo visione")
    assert score_of(year, "dipendente.as4").d == 20 + 20 + 50
    office.says("/premi fondo 1000; del. 9; 10/02/2025").taps("Conferma")
    office.says("/premi").sees("AS: 1.000,00 €")


def test_a_person_over_two_years_both_negative(year: Town) -> None:
    """E 60 and no objective reached: 18 + 6 items at 3, then at 4, are 36 and 42; their mean 39."""
    town, evaluator, read = year, year.person("dirigente.as"), year.person("eq.as4")
    for of, points, day in ((2024, 3, "2025-02-10"), (2025, 4, "2026-02-10")):
        town.now_is(f"{day}T10:00")
        if of == 2025:
            town.ledger.execute(AdoptPlan(of_2025()), actor=CLI, cause="test")
        entity_is(town, "60")
        evaluator.says(f"/colloquio eq.as4 conferenza 20/01/{of + 1}").taps("Conferma")
        assert "personale" not in town.said_to
        evaluates(evaluator, "eq.as4", "0", points).sees("è emessa")
    assert "con la scheda 2025 le valutazioni negative di fila sono due" in town.text_for(
        "personale"
    )
    town.person("personale").says("/scheda eq.as4").sees("negative di fila: 2024 e 2025")
    read.says("/scheda").sees("2025", "D 42,00", "2024, 2025", "39,00").does_not_see("D 36,00")
    read.says("/scheda 2024").sees("2024", "D 36,00").does_not_see("D 42,00")


def test_a_year_kept_by_phases(year: Town) -> None:
    """Monitoring in the middle, then measurement, evaluation, premiums, closing; reopened once."""
    segretario = year.person("segretario").says("/ciclo").sees("Nessuna fase")
    segretario.says("/ciclo fase g").sees("«monitoraggio infrannuale»?", "Mancano", "DUP")
    segretario.says("Comune piccolo, il DUP non è dovuto").sees(
        "monitoraggio infrannuale", "Perché: «Comune piccolo"
    )
    segretario.taps("Conferma")
    segretario.says("/ciclo monitoraggio due obiettivi indietro; più ore allo sportello")
    segretario.sees("Indicatori senza nessun dato").taps("Conferma").sees(
        "mandata a Giunta e Nucleo"
    )
    assert "Indicatori senza nessun dato" in year.text_for("giunta")
    segretario.says("/ciclo").sees("più ore allo sportello", "si registrano i dati")
    bruno = year.person("dirigente.as").says("/valuta eq.as4").sees("«valutazione individuale»")
    year.now_is("2025-02-10T10:00")
    segretario.says("/ciclo").taps("Passa a: misurazione dei risultati").taps("Conferma")
    bruno.says("/colloquio eq.as4 conferenza 20/01/2025").taps("Conferma")
    bruno.says("/valuta eq.as4 4 4 4 4 4 4").sees("«valutazione individuale»")
    entity_is(year, "80")
    segretario.says("/ciclo avanti").taps("Conferma").sees("Conserva questo messaggio")
    newest, head = year.ledger.checkpoints.newest(), year.ledger.log.head()
    assert newest is not None and newest.note.size == head.seq, "signed with the phase in it"
    bruno.says("/valuta eq.as4 4 4 4 4 4 4").taps("Conferma").sees("è emessa")
    year.person("eq.as4").says("AS4.3.1 400 al 30/12/2024").sees("fase «misurazione dei risultati»")
    segretario.says("/ciclo chiudi prova").taps("Conferma")
    year.person("eq.as4").says("/scheda 2024").taps("Prendo visione").sees(
        "è chiuso", "/ciclo riapri"
    )
    segretario.says("/ciclo 2024 riapri sentenza del tribunale").taps("Conferma")
    year.person("eq.as4").says("/scheda").taps("Prendo visione").sees("è notificata")
    year.person("nucleo").says("/ciclo chiudi").sees("non spetta a te")


def test_a_post_is_graded_and_the_giunta_approves(town: Town) -> None:
    graded = bundled().with_settings(
        {
            "eq_grading.criteria": [{"name": "Complessità", "maximum": 60}],
            "eq_grading.bands": [{"from": 0, "pay": "5000"}, {"from": 40, "pay": "9000"}],
        }
    )
    town.person("nucleo").says("/pesatura").sees("non ha criteri")
    town.ledger.execute(AdoptRegulation(graded), actor=CLI, cause="test")
    town.person("dirigente.as").says("/pesatura AS4; complessità 45").sees("non spetta a te")
    nucleo = town.person("nucleo").says("/pesatura AS4; complessità 45").sees("Complessità: 45")
    nucleo.taps("Conferma")
    nucleo.says("/pesatura AS4").sees("9.000,00 €", "È una proposta")
    giunta = town.person("giunta").says("/pesatura AS4 approva; delibera 3; 01/02/2024")
    giunta.sees("9.000,00 €").taps("Conferma")
    giunta.says("/pesatura AS4").sees("Approvata con delibera 3 del 01/02/2024")


def test_help_names_each_role_its_own_acts(year: Town) -> None:
    year.person("dirigente.as").says("/aiuto").sees("/valuta", "/colloquio", "/assegna")
    year.person("personale").says("/aiuto").sees("/personale", "/premi").does_not_see("/valuta")
    year.person("dipendente.as4").says("/aiuto").sees("/scheda").does_not_see("/ciclo")
    year.person("eq.as4").says("come vengo valutata?").sees("dirigente", "obiettivi 40 %")
