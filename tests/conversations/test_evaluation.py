"""Evaluating in chat: one question at a time, found again later, read back before it is sent.

dirigente   /valuta eq.as4
bot         AS4.1 Sportello veloce ... dagli indicatori ...   [Conferma il valore] [Altro valore]
bot         1 di 6 · EQ-I orientamento al risultato           [0] [1] [2] [3] [4] [5]
bot         Rileggi la scheda ... La emetto così?             [Conferma] [Annulla]
"""

from pathlib import Path

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import latest
from ledger.people import CLI
from ledger.projections import evaluation
from ledger.regulation import bundled

from .conftest import Person, Town

WINTER = "2025-02-10T10:00"


@pytest.fixture
def winter(town: Town) -> Town:
    """The regulation is adopted, some work was reported, the year is over."""
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.person("eq.as4").says("AS4.3.1 300").taps("Conferma")
    town.person("dirigente.as").says("/valida AS4").taps("Conferma")
    town.now_is(WINTER)
    return town


@pytest.fixture
def validated(winter: Town) -> Town:
    """The performance of the ente is proposed, approved, validated: 80 of 100."""
    winter.person("segretario").says("/ciclo ente 80 stima di prova").taps("Conferma")
    winter.person("giunta").says("/ciclo ente delibera 12; 05/02/2025").taps("Conferma")
    winter.person("nucleo").says("/ciclo ente").taps("Conferma")
    return winter


def confer(town: Town) -> None:
    town.person("dirigente.as").says("/colloquio eq.as4 conferenza 20/01/2025").taps("Conferma")


def open_scores(town: Town) -> None:
    town.person("admin").says("/riservatezza si").taps("Conferma")


def values(bruno: Person, count: int = 3) -> Person:
    for _ in range(count):
        bruno.taps("Conferma il valore")
    return bruno


def test_the_evaluator_is_led_through_the_rubric(validated: Town) -> None:
    bruno = validated.person("dirigente.as")
    bruno.says("/valuta").sees("Valutazione 2024", "da scrivere").taps("eq.as4")
    bruno.sees("AS4.1", "Sportello veloce").taps("Altro valore").says(
        "70 sportello chiuso a luglio"
    )
    bruno.sees("AS4.3", "Dagli indicatori: 50").taps("Conferma il valore")
    bruno.sees("AS4.4").taps("Conferma il valore")
    bruno.sees("1 di 6", "EQ-I", "5 · tenace").sees_buttons("0", "1", "2", "3", "4", "5")
    bruno.taps("4").sees("2 di 6", "EQ-II").taps("4").says("3").taps("5").taps("4")
    bruno.sees("6 di 6").taps("0").sees("EQ-VI: 0", "motivo").says("richiami ripetuti")
    bruno.sees("conferenza").says("20/01/2025").taps("Conferma")
    bruno.sees("Rileggi", "70 («sportello chiuso a luglio»)", "0 («richiami ripetuti»)")
    assert validated.events("SchedaIssued") == []
    bruno.taps("Conferma").sees("è emessa", "Registrato: n.")
    assert "La tua scheda 2024 è pronta" in validated.text_for("eq.as4")
    (issued,) = validated.events("SchedaIssued")
    assert issued.actor == "dirigente.as"


def test_after_it_is_sent_no_point_is_read_back(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    bruno.says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma").does_not_see("EQ-I", ": 4")
    bruno.says("/scheda eq.as4").sees("versione 1").does_not_see("EQ-I", "META", "MASSIMA")


def test_it_is_found_again_after_other_talks_and_a_restart(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    values(bruno.says("/valuta eq.as4")).taps("5")
    bruno.says("/stato AS4").sees("AS4")
    bruno.says("/valida AS4").says("/annulla")
    validated.restart()
    bruno.says("/valuta eq.as4").sees("Riprendiamo eq.as4", "2 di 6")
    bruno.taps("5").taps("5").taps("5").taps("5").taps("5").sees(
        "EQ-I orientamento al risultato: 5"
    )


def test_later_and_back(validated: Town) -> None:
    bruno = validated.person("dirigente.as")
    values(bruno.says("/valuta eq.as4")).taps("3").sees("2 di 6")
    bruno.taps("◂ Indietro").sees("1 di 6").taps("4").taps("Continuo dopo").sees("/valuta")
    bruno.says("/valuta eq.as4").sees("2 di 6")


@pytest.mark.parametrize("leaves", ["Annulla", "annulla", "/annulla", "lascia perdere"])
def test_a_page_that_is_not_sent_is_found_again_whole(validated: Town, leaves: str) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4")
    bruno = bruno.taps(leaves) if leaves == "Annulla" else bruno.says(leaves)
    bruno.sees("ritrovi eq.as4 con /valuta")
    bruno.says("/valuta eq.as4").sees("Riprendiamo", "Rileggi", "EQ-III problem solving: 3")
    assert not validated.events("SchedaIssued")


@pytest.mark.parametrize("words", ["indietro", "torna indietro", "annulla"])
def test_words_that_leave_are_no_reason_of_a_score(validated: Town, words: str) -> None:
    bruno = validated.person("dirigente.as")
    values(bruno.says("/valuta eq.as4")).taps("0").sees("EQ-I: 0", "motivo").says(words)
    if words != "annulla":
        bruno.sees("1 di 6").says("indietro").sees("AS4.4").says("/annulla")
        bruno.says("/valuta eq.as4").sees("AS4.4")
    else:
        bruno.sees("ritrovi eq.as4").says("/valuta eq.as4").sees("1 di 6")


def test_a_line_of_the_review_is_changed_before_sending(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    bruno.says("/valuta eq.as4 4 4 3 5 4 4").taps("EQ-III").sees("3 di 6").taps("5")
    bruno.sees("EQ-III problem solving: 5")


def test_everything_on_one_line_gets_its_card(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    line = "/valuta eq.as4 EQ-I=4 EQ-II=4 EQ-III=3 EQ-IV=5 EQ-V=4 EQ-VI=4"
    bruno.says(line).sees_buttons("Conferma", "Annulla").taps("Conferma").sees("è emessa")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("4 4 3 5 4", "Le voci sono 6"),
        ("EQ-I=4 EQ-I=3", "compare due volte"),
        ("DR-I.A=4", "non è una voce"),
        ("4 4 3 5 4 6", "6 non c'è"),
        ("4 4 3 5 4 3.5", "non c'è"),
    ],
    ids=["missing", "twice", "unknown", "over", "half"],
)
def test_bad_points_are_one_clear_sentence(validated: Town, line: str, told: str) -> None:
    validated.person("dirigente.as").says(f"/valuta eq.as4 {line}").sees(told)
    assert validated.events("SchedaIssued") == []


def test_a_zero_on_the_line_is_asked_why(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    bruno.says("/valuta eq.as4 0 4 3 5 4 4").sees("EQ-I: 0", "motivo").says("mai in ufficio")
    bruno.sees("«mai in ufficio»").taps("Conferma").sees("è emessa")


@pytest.mark.parametrize("who", ["eq.as4", "eq.as3", "dirigente.af", "personale", "admin"])
def test_who_is_not_the_evaluator_hears_who_is(validated: Town, who: str) -> None:
    validated.person(who).says("/valuta eq.as4").sees("spetta" if who != "eq.as4" else "sé stesso")


def test_never_in_a_group(validated: Town) -> None:
    bruno = validated.person("dirigente.as")
    bruno.says(":group")
    for command in ("/valuta eq.as4", "/scheda eq.as4", "/premi", "/personale", "/verifiche"):
        bruno.says(command)
        spoken = [c["text"] for c in validated.calls if c["text"]]
        assert len(spoken) == 1, command
        assert "privato" in spoken[0] or "non spetta a te" in spoken[0], spoken


def test_nothing_is_issued_before_the_entity_is_validated(winter: Town) -> None:
    confer(winter)
    bruno = winter.person("dirigente.as")
    bruno.says("/valuta eq.as4 4 4 3 5 4 4").sees("non è ancora validata").sees_buttons()
    assert winter.events("SchedaIssued") == []


def test_the_dirigente_sees_the_proposal_of_the_eq(validated: Town) -> None:
    ida, bruno = validated.person("eq.as4"), validated.person("dirigente.as")
    bruno.says("/valuta dipendente.as4 4 4 4 4 4 4 4 4 4 4").sees("manca la proposta obbligatoria")
    ida.says("/valuta dipendente.as4 3 3 3 3 3 3 3 3 3 3").taps("Conferma").sees("è al dirigente")
    assert "tocca a te" in validated.text_for("dirigente.as")
    bruno.says("/valuta dipendente.as4 4 3 3 3 3 3 3 3 3 3")
    bruno.sees("DP-I.A: proposti 3 (eq:AS4), tu dai 4").taps("DP-I.A").sees("Proposta (eq:AS4): 3")


def test_a_proposal_that_changes_under_the_pen_is_told(validated: Town) -> None:
    """Of two people writing on one scheda, one wins and the other is told; their points stay."""
    ida, bruno = validated.person("eq.as4"), validated.person("dirigente.as")
    ida.says("/valuta dipendente.as4 3 3 3 3 3 3 3 3 3 3").taps("Conferma")
    bruno.says("/valuta dipendente.as4 4 4 4 4 4 4 4 4 4 4")
    card = bruno.button("Conferma")
    ida.says("/valuta dipendente.as4 2 2 2 2 2 2 2 2 2 2").taps("Conferma")
    bruno.presses(*card).sees("Intanto eq.as4 ha scritto")
    bruno.says("/valuta dipendente.as4").sees("Riprendiamo").taps("Conferma").sees("è emessa")


def test_nothing_is_signed_on_figures_that_moved_meanwhile(validated: Town) -> None:
    """A value taken from the indicators is read again at Conferma; what changed is shown first."""
    confer(validated)
    bruno = validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").sees("AS4.3")
    card = bruno.button("Conferma")
    validated.person("eq.as4").says("AS4.3.1 600 al 30/12/2024").taps("Conferma")
    bruno.says("/valida AS4").taps("Conferma")
    bruno.says("/valuta eq.as4").presses(*bruno.button("Conferma"))
    bruno.sees("AS4.3: mentre scrivevi gli indicatori sono passati da 50 a 100")
    assert validated.events("SchedaIssued") == [] and card
    bruno.taps("Conferma").sees("è emessa")


def test_a_button_made_up_by_hand_does_nothing(validated: Town) -> None:
    bruno = validated.person("dirigente.as")
    values(bruno.says("/valuta eq.as4"))
    message, data = bruno.button("4")
    card = data.split(":")[1]
    for forged in (
        f"ev:{card}:pt:EQ-I:9",
        f"ev:{card}:pt:EQ-IX:4",
        f"ev:{card}:pt:EQ-I:1/0",
        f"ev:{card}:edit:../x",
        f"ev:{card}",
        "ev:",
        "ack:eq.as4:x",
        "sch:",
        "rep:eq.as4",
        "ls:chk:-1:0",
        "pf:nulla",
        "cy:z",
    ):
        bruno.presses(message, forged)
        assert "non ha funzionato" not in bruno.text, forged
    assert validated.events("SchedaIssued", "EvaluationContributed", "SchedaAcknowledged") == []


def test_pressed_twice_it_is_issued_once(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    bruno.says("/valuta eq.as4 4 4 3 5 4 4")
    message, data = bruno.button("Conferma")
    bruno.presses(message, data).presses(message, data).sees("già registrato")
    assert len(validated.events("SchedaIssued")) == 1


def test_killed_after_recording_it_answers_on_return(validated: Town) -> None:
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4")
    validated.dies_after_recording("dirigente.as", "Conferma")
    validated.person("dirigente.as").says("/ciclo")
    assert len(validated.events("SchedaIssued")) == 1
    assert latest(validated.ledger.view, "eq.as4", 2024) is not None


def test_figures_are_shown_only_if_the_ente_allows_it(validated: Town) -> None:
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    ida = validated.person("eq.as4")
    ida.says("/scheda").sees("non mostra i punteggi").does_not_see("D, totale")
    assert ida.buttons == [["Scarica il PDF", "Leggi sulla pagina"]], "read before it is noted"
    open_scores(validated)
    # A 30 % of 80, B 40 % of the mean of 0, 50 and 0, C 24.
    ida.says("/scheda").sees(
        "A 24,00 + B 6,66 + C 24,00 = D 54,66", "META", "EQ-III problem solving"
    )
    ida.sees("risolve solo per vie già note").does_not_see("24.00", "EQ,")
    validated.person("eq.as3").says("/scheda eq.as4").sees("I punteggi di eq.as4 li leggono solo")
    validated.person("admin").says("/scheda eq.as4").sees("li leggono solo")


def test_observations_come_in_a_document_too(validated: Town, tmp_path: Path) -> None:
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    file = tmp_path / "osservazioni.pdf"
    file.write_bytes(b"%PDF-1.4 osservazioni")
    open_scores(validated)
    ida = validated.person("eq.as4").says("/scheda").taps("Prendo visione")
    ida.taps("Presento osservazioni").sends_file(file).sees("osservazioni.pdf").taps("Conferma")
    ida.sees("la risposta è dovuta entro il 24/02/2025")
    bruno = validated.person("dirigente.as").says("/scheda eq.as4")
    bruno.taps("Il documento")
    assert any(c["method"] == "sendDocument" for c in validated.calls)


def test_late_observations_are_told_so(validated: Town) -> None:
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    open_scores(validated)
    ida = validated.person("eq.as4").says("/scheda").taps("Prendo visione")
    ida.taps("Presento osservazioni")
    validated.now_is("2025-02-25T09:00")
    ida.says("EQ-III vale di più").sees("Il termine è passato").taps("Conferma")
    ida.sees("non ammissibili", "24/02/2025")
    ida.says("/scheda").sees("È definitiva", "non ammissibili")


def test_the_checks_open_their_cause(validated: Town) -> None:
    nucleo = validated.person("nucleo").says("/verifiche").sees("Verifiche 2024 prima della firma")
    while any("Altri" in label for row in nucleo.buttons for label in row):
        nucleo.taps("Altri")
    nucleo.sees("nessun colloquio")
    validated.person("dirigente.as").says("/verifiche").sees("non spetta a te")


def test_what_if_records_nothing(validated: Town) -> None:
    before = validated.ledger.log.head().seq
    validated.person("eq.as4").says("se D fosse 74,9").sees(
        "META", "50 %", "Non ho registrato nulla"
    )
    validated.person("eq.as4").says("e se D fosse 75?").sees("MASSIMA")
    validated.person("eq.as3").says("se D di eq.as4 fosse 80").sees("li leggono solo")
    validated.person("personale").says("se il fondo fosse 60.000").sees("Simulazione")
    assert validated.ledger.log.head().seq == before


def test_half_points_where_the_regulation_has_them(town: Town) -> None:
    halves = bundled().with_settings({"behaviour.step": "0.5"})
    town.ledger.execute(AdoptRegulation(halves), actor=CLI, cause="test")
    town.now_is(WINTER)
    town.person("segretario").says("/ciclo ente 80 stima di prova").taps("Conferma")
    town.person("giunta").says("/ciclo ente delibera 12; 05/02/2025").taps("Conferma")
    town.person("nucleo").says("/ciclo ente").taps("Conferma")
    nucleo = town.person("nucleo").says("/valuta dirigente.af")
    while "DR-I.A" not in nucleo.text:
        nucleo.taps("Altro valore").says("80 prova")
    nucleo.says("3,5").sees("2 di 8")
    assert regulation_of(town.ledger.view, 2024).regulation == halves
    assert evaluation.versions(town.ledger.view.tables, 2024) == []


def test_the_personnel_office_notifies_by_other_means(validated: Town) -> None:
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    office = validated.person("personale")
    office.says("/personale notifica; eq.as4; 10/02/2025; PEC prot. 77; 10/02/2025").taps(
        "Conferma"
    )
    validated.person("eq.as4").says("/scheda").sees("Notificata il 10/02/2025", "24/02/2025")


def test_why_a_figure_is_what_it_is(validated: Town) -> None:
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    ida = validated.person("eq.as4").says("/perche eq.as4").sees("non si mostrano in chat")
    ida.does_not_see("R-03")
    validated.person("admin").says("/riservatezza si").taps("Conferma")
    ida.says("/perche eq.as4").sees("A, performance di ente = 24,00", "regola R-03", "eventi")
    validated.person("eq.as3").says("/perche eq.as4").sees("li leggono solo")


def test_who_cannot_be_evaluated_yet_is_marked_and_what_comes_first_is_said(winter: Town) -> None:
    bruno = winter.person("dirigente.as").says("/valuta")
    bruno.sees("prima il Segretario propone la performance di ente 2024")
    assert not [c for row in bruno.buttons for c in row if "·" in c and not c.startswith("⏳")]
    winter.person("segretario").says("/ciclo ente 80 stima di prova").taps("Conferma")
    bruno.says("/valuta").sees("prima la Giunta approva la performance di ente 2024")


def test_who_can_be_evaluated_comes_before_who_waits_for_a_proposal(validated: Town) -> None:
    bruno = validated.person("dirigente.as").says("/valuta")
    bruno.sees("Aspettano prima la proposta di chi ha il servizio: dipendente")
    people = [c for row in bruno.buttons for c in row if "·" in c]
    waiting = [c.startswith("⏳") for c in people]
    assert waiting == sorted(waiting), people
    assert not waiting[0] and waiting[-1]


def test_a_bare_number_where_a_reason_is_waited_for_is_another_score(validated: Town) -> None:
    bruno = validated.person("dirigente.as")
    bruno.says("/valuta eq.as4").taps("Altro valore").says("8").sees("AS4.1: 8", "motivo")
    bruno.says("800").sees("da 0 a 100").says("8").says("80").sees("AS4.1: 80", "motivo")
    bruno.says("obiettivo ridotto").sees("AS4.3")
    values(bruno, 2).sees("EQ-I").taps("0").sees("EQ-I: 0", "motivo")
    bruno.says("9").sees("5").says("4").sees("EQ-II")
    assert not validated.events("SchedaIssued")


def test_who_has_no_objectives_is_told_of_before_anything_is_written(town: Town) -> None:
    """Their scheda cannot be issued: said at once, with the way out."""
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    bruno = town.person("dirigente.as")
    for objective in town.ledger.view.plan.groups["AS3"]:
        bruno.says(f"/elimina {objective.code} senza fondi").taps("Conferma")
    town.now_is(WINTER)
    bruno.says("/valuta eq.as3").sees("eq.as3 nel 2024 non ha obiettivi", "/assegna eq.as3 2024")
    bruno.says("/valuta").sees("eq.as3 nel 2024 non ha obiettivi")
    bruno.says("/assegna eq.as3 2024").sees("né suoi né del suo ufficio")
    bruno.says("/assegna eq.as3 2024\nRidurre l'arretrato; pratiche; 20; 100")
    bruno.sees("dati a cose fatte")
