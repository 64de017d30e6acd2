"""A question, an interruption or an order is the answer of no form that waits for words."""

import pytest

from handlers.talk.no_answer import NoAnswer, kind_of

from .conftest import Town
from .test_evaluation import confer, open_scores, values
from .test_evaluation import validated as validated
from .test_evaluation import winter as winter

NONE_OF_THEM = (
    ("chi valuta eq.as4?", "dirigente.as"),
    ("è una voce importante? quanto vale questa voce?", ""),
    ("no aspetta, voglio cambiare la voce di prima", ""),
    ("aspetta un attimo", ""),
    ("non lo so, ci devo pensare", ""),
    ("chiudi il ciclo", ""),
    ("fammi la relazione del monitoraggio infrannuale", ""),
    ("valida tutto", ""),
)
"""What is said instead of a reason, and what is told of it."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("come si risponde?", NoAnswer.QUESTION),
        ("è bravo? quanti obiettivi ha raggiunto?", NoAnswer.QUESTION),
        ("Che senso ha dare 0 con tutti gli obiettivi raggiunti? Chiedo di rivederlo.", None),
        ("no, aspetta", NoAnswer.HOLD_ON),
        ("boh, ci penso", NoAnswer.HOLD_ON),
        ("non so", NoAnswer.HOLD_ON),
        ("aspetta ancora il collaudo della ditta", None),
        ("non sono arrivati i documenti", None),
        ("un momento difficile per tutto l'ufficio", None),
        ("fammi vedere le schede", NoAnswer.ORDER),
        ("apri la scheda di eq.as3", NoAnswer.ORDER),
        ("per favore mandami l'elenco", NoAnswer.ORDER),
        ("problemi con il fornitore", None),
        ("registra sempre in ritardo", None),
        ("quando serviva non c'era", None),
        ("perché è arrivato tardi", None),
        ("fai da te senza coordinarsi con gli altri", None),
    ],
)
def test_what_words_are_nobody_s_reason(text: str, kind: NoAnswer | None) -> None:
    assert kind_of(text) == kind


def test_it_is_no_reason_of_a_score(validated: Town) -> None:
    confer(validated)
    bruno = validated.person("dirigente.as")
    values(bruno.says("/valuta eq.as4"))
    for text, told in NONE_OF_THEM:
        bruno.says("/valuta eq.as4").taps("0").sees("EQ-I: 0", "motivo")
        bruno.says(text).does_not_see("2 di 6", f"«{text}»").sees(told)
    bruno.says("/valuta eq.as4").taps("0").says("mai in ufficio")
    bruno.sees("EQ-I: 0 («mai in ufficio»)", "2 di 6")


def test_it_is_no_observation_and_no_reply(validated: Town) -> None:
    confer(validated)
    open_scores(validated)
    bruno, ida = validated.person("dirigente.as"), validated.person("eq.as4")
    bruno.says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    ida.says("/scheda").taps("Prendo visione")
    for text, told in NONE_OF_THEM:
        ida.says("/scheda").taps("Presento osservazioni").sees("Scrivi le osservazioni")
        ida.says(text).does_not_see(f"«{text}»").sees(told)
    ida.says("/scheda").taps("Presento osservazioni").says("EQ-III vale di più").taps("Conferma")
    for text, told in NONE_OF_THEM:
        bruno.says("/scheda eq.as4").taps("Confermo la scheda").sees("Scrivi la risposta")
        bruno.says(text).does_not_see(f"«{text}»").sees(told)
    bruno.says("/scheda eq.as4").taps("Confermo la scheda").says("I dati di luglio ci sono")
    bruno.sees("«I dati di luglio ci sono»").taps("Conferma")


def test_it_is_no_reason_to_close_the_year(winter: Town) -> None:
    anna = winter.person("segretario")
    for text, told in NONE_OF_THEM:
        anna.says("/ciclo 2024 chiudi").sees("scrivi perché")
        anna.says(text).does_not_see(f"«{text}»").sees(told)
    anna.says("/ciclo 2024 chiudi").says("l'ente è commissariato")
    anna.sees("Perché: «l'ente è commissariato»").sees_buttons("Conferma")


def test_it_is_no_reason_of_a_contested_record(town: Town) -> None:
    town.person("eq.as4").says("AS4.3.1 300").taps("Conferma")
    bruno = town.person("dirigente.as")
    for text, _ in NONE_OF_THEM:
        bruno.says("/valida AS4.3.1").taps("Contesta").says(text)
    assert not town.events("ProgressContested")


@pytest.mark.parametrize("text", ["no aspetta", "boh", "mostrami AS4.3", "perché me lo chiedi?"])
def test_it_is_no_answer_of_a_command_asked_step_by_step(town: Town, text: str) -> None:
    person = town.person("dirigente.as").says("/scostamento AS4.3")
    person.sees("?").says(text).does_not_see("Quale misura", "Che cosa si fa")
    assert not person.buttons_of_a_card()


def test_a_hold_up_says_how_to_go_back_and_out(validated: Town) -> None:
    bruno = validated.person("dirigente.as")
    values(bruno.says("/valuta eq.as4")).taps("0").says("no aspetta")
    bruno.sees("indietro", "annulla", "EQ-I: 0").says("indietro").sees("1 di 6")


@pytest.mark.parametrize(
    "text",
    [
        "eq.as3 ha fatto 60 giorni di malattia",
        "abbiamo 33 dipendenti",
        "nel 2023 erano 40000, adesso non so",
    ],
)
def test_a_figure_of_something_else_is_no_fund(town: Town, text: str) -> None:
    office = town.person("personale").presses(1, "frmgo:premi").taps("Fondo dei dipendenti")
    office.sees("Quanti euro").says(text).does_not_see("Con quale atto")
    office.presses(1, "frmgo:premi").taps("Fondo dei dipendenti").says("sono 40.000 euro")
    office.sees("Con quale atto")


def test_a_day_in_other_words_is_no_answer(winter: Town) -> None:
    office = winter.person("personale").says("/personale assenza; eq.as4; malattia")
    for text in ("ieri ho parlato con il dirigente", "il 3 marzo mi pare che fosse in ferie"):
        office.sees("Da che giorno").says(text).does_not_see("Fino a")
        office.says("/personale assenza; eq.as4; malattia")
    office.says("dal 3 marzo").sees("Fino a")


def test_the_day_of_the_conference_is_shown_before_it_is_recorded(validated: Town) -> None:
    bruno = validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").sees("conferenza")
    bruno.says("non lo so, ieri mi pare").sees("giorno").does_not_see("09/02/2025")
    bruno.says("31/01/2025").sees("del 31/01/2025?").sees_buttons("Conferma")
    bruno.says("20/01/2025").sees("del 20/01/2025?")
    assert not validated.events("TalkHeld")
    bruno.taps("Conferma").sees("del 20/01/2025", "Rileggi")
    (talk,) = validated.events("TalkHeld")
    assert talk.effective_on.isoformat() == "2025-01-20"


def test_observations_said_whole_are_no_correction_of_a_datum(validated: Town) -> None:
    """Not even where they name a zero, while the card of others is open."""
    confer(validated)
    validated.person("dirigente.as").says("/valuta eq.as4 4 4 3 5 4 4").taps("Conferma")
    open_scores(validated)
    ida = validated.person("eq.as4").says("/scheda").taps("Prendo visione")
    ida.taps("Presento osservazioni").says("EQ-III vale di più").sees("«EQ-III vale di più»")
    ida.says("le mie osservazioni: lo zero di EQ-I ha per motivo una domanda, chiedo di correggere")
    ida.sees("Presento queste osservazioni", "«lo zero di EQ-I ha per motivo una domanda")
    ida.says("non sono d'accordo con la scheda: i dati di luglio sono 0 per errore")
    ida.sees("Presento queste osservazioni", "«i dati di luglio").taps("Conferma")
    (filed,) = validated.events("ObservationsFiled")
    assert "luglio" in str(filed.event)
