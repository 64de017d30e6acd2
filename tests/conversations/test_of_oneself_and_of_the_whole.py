"""Questions about oneself (who evaluates me, my premium, who am I here), of the whole in few words,
and of what is left to whom one has just asked about."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.plan import ENTE
from ledger.regulation import bundled

from .conftest import Town
from .reckoning import Reckoning
from .test_kinds_mended import shown
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned
from .test_two_questions_at_once import said

WHOLE = (
    "quadro generale",
    "Quadro generale, due righe per la giunta",
    "fammi il punto generale in due righe",
    "un quadro complessivo per il consiglio",
    "mi serve un riepilogo generale",
    "quadro d'insieme in tre righe per il sindaco",
)


@pytest.fixture(scope="module")
def regulated(asked: Town) -> Town:
    asked.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    return asked


@pytest.mark.parametrize("text", WHOLE)
def test_the_whole_in_few_words_is_how_it_stands(asked: Town, text: str) -> None:
    (told,) = said(asked, "segretario", text)
    assert f"· {ENTE}" in told.splitlines()[0]
    assert "atteso al" in told.splitlines()[1]


@pytest.mark.parametrize(
    "text", ["i miei obiettivi a che punto sono", "a che punto sono i miei obiettivi?"]
)
def test_how_one_s_objectives_stand_begins_with_their_own_figure(
    asked: Town, reckoned: Reckoning, text: str
) -> None:
    (told,) = said(asked, "eq.as4", text)
    assert told.startswith(f"{shown(reckoned.service('AS4'))} %")


@pytest.mark.parametrize("text", ["e il mio premio?", "ma il mio premio?", "e del mio premio"])
def test_one_s_premium_is_one_s_own_after_whatever_was_asked(regulated: Town, text: str) -> None:
    *_, told = said(regulated, "eq.as4", "come va AS4?", text)
    assert "La scheda 2024 di eq.as4" in told
    assert "AS4.1" not in told


@pytest.mark.parametrize(
    "text", ["chi è il valutatore dell'eq demografici", "chi e' il valutatore di eq.as4?"]
)
def test_who_the_evaluator_is_is_told_whatever_was_written_out(regulated: Town, text: str) -> None:
    (told,) = said(regulated, "segretario", text)
    assert told.startswith("eq.as4, 2024: valuta dirigente dell'area AS")


@pytest.mark.parametrize(
    "text",
    [
        "chi è che mi valuta? e la scheda c'è già?",
        "chi mi valuta e la scheda c'è già?",
    ],
)
def test_who_evaluates_me_and_my_scheda_are_two_answers(regulated: Town, text: str) -> None:
    evaluator, scheda = said(regulated, "eq.as4", text)
    assert evaluator.startswith("eq.as4, 2024: valuta")
    assert scheda.startswith("La scheda 2024 di eq.as4")


@pytest.mark.parametrize(
    "text",
    [
        "Chi sono io per il bot e che posso fare?",
        "chi sono io qui e cosa posso fare?",
        "chi sono per te, che posso fare qui?",
    ],
)
def test_who_am_i_and_what_may_i_is_one_answer(asked: Town, text: str) -> None:
    (told,) = said(asked, "admin", text)
    assert "(admin)" in told
    assert "amministratore: inviti le persone" in told


@pytest.mark.parametrize(
    "text",
    [
        "il segretario come va, cosa gli resta da fare 🙂",
        "il segretario come va e cosa gli manca da fare?",
        "come va il segretario e che cosa gli resta ancora da chiudere?",
    ],
)
def test_what_is_left_to_them_is_of_whom_the_first_question_names(asked: Town, text: str) -> None:
    _, left = said(asked, "nucleo", text)
    assert "Segretario" in left.splitlines()[0]
    assert "ancora apert" in left.splitlines()[0]


def test_what_is_left_to_them_goes_on_from_the_question_before(asked: Town) -> None:
    *_, left = said(asked, "nucleo", "come va AS3?", "e cosa gli resta da fare?")
    assert "ancora apert" in left.splitlines()[0]
    assert "AS3" in left.splitlines()[0]


@pytest.mark.parametrize(
    "text",
    [
        "CI SONO EQ SENZA NESSUN OBIETTIVO NEL PIANO",
        "quali eq non hanno obiettivi?",
        "quali eq sono senza obiettivi",
        "eq senza obiettivi",
    ],
)
def test_who_has_no_objectives_is_told_by_office(asked: Town, text: str) -> None:
    (told,) = said(asked, "segretario", text)
    assert told == said(asked, "segretario", "quali servizi non hanno obiettivi?")[-1]
    assert "senza obiettivi" in told.splitlines()[0]


@pytest.mark.parametrize(
    "text",
    [
        "fammi vedere solo chi è dell'area servizi e non ha la scheda",
        "chi è di AS e non ha la scheda?",
    ],
)
def test_who_is_of_an_office_and_has_no_scheda_is_of_that_office(
    regulated: Town, text: str
) -> None:
    told = said(regulated, "personale", text)[-1]
    assert "schede ancora da scrivere" in told.splitlines()[0]
    assert "eq.as4" in told
    assert "eq.aa1" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Ma perché risultiamo il servizio messo peggio?",
        "perché siamo messi peggio di tutti?",
        "come mai risultiamo il servizio che va peggio",
        "e perché siamo in fondo?",
    ],
)
def test_why_one_is_the_worst_is_explained_of_one_s_own_office(asked: Town, text: str) -> None:
    (told,) = said(asked, "eq.as4", text)
    assert told == said(asked, "eq.as4", "perché siamo indietro?")[-1]
    assert told.startswith("AS4 ")
