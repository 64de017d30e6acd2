"""What is asked comes first, and all of it: both stretches, both counts, the filter that is said;
what is nobody's to tell is refused, and what a step would change is worked out."""

import pytest

from .conftest import Town
from .reckoning import Reckoning
from .test_evaluation import validated as validated
from .test_evaluation import winter as winter
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned
from .test_two_questions_at_once import said


def test_the_same_is_told_of_both_stretches_that_are_named(asked: Town) -> None:
    first, second = said(asked, "eq.as4", "quante CIE ad agosto e quante a settembre?")
    assert "dal 01/08/2024 al 31/08/2024" in first
    assert "dal 01/09/2024" in second
    year, month = said(asked, "segretario", "chi ha registrato di più quest'anno? e ad agosto?")
    assert "dal 01/01/2024" in year.splitlines()[0]
    assert "dal 01/08/2024 al 31/08/2024" in month.splitlines()[0]


def test_both_things_that_are_counted_are_counted(asked: Town) -> None:
    objectives, indicators = said(asked, "nucleo", "quanti obiettivi ha il piano? e indicatori?")
    assert "obiettivi" in objectives.splitlines()[0]
    assert "indicatori" in indicators.splitlines()[0]
    of_one, of_all = said(
        asked, "personale", "chi sono gli eq dell'area servizi e quanti ne abbiamo in tutto?"
    )
    assert "incaricati EQ · AS" in of_one
    assert "incaricati EQ · Comune" in of_all


def test_a_state_that_is_named_is_kept_beside_what_waits(asked: Town) -> None:
    (told,) = said(
        asked, "dirigente.as", "tra i miei obiettivi a rischio quali hanno dati da validare?"
    )
    assert "a rischio, con dati da validare" in told.splitlines()[0]


def test_what_a_step_would_change_is_told_and_nothing_is_recorded(
    asked: Town, reckoned: Reckoning
) -> None:
    (told,) = said(asked, "eq.as4", "se chiudo AS4.3 quanto diventa il mio servizio?")
    title, objective, service = told.splitlines()
    assert "non ho registrato nulla" in title
    assert objective.startswith("AS4.3 ") and objective.endswith("a 100 %")
    assert service.startswith("AS4 ")


@pytest.mark.parametrize(
    "text",
    [
        "che voto ha preso il dirigente dei servizi?",
        "quanto ha preso di valutazione l'eq dei tributi?",
    ],
)
def test_somebody_elses_mark_is_refused_whoever_is_meant(winter: Town, text: str) -> None:
    (told,) = said(winter, "sindaco", text)
    assert "li leggono solo lei, chi la valuta" in told


def test_what_ones_premium_waits_for_is_told(winter: Town) -> None:
    (told,) = said(winter, "eq.as4", "quanto mi spetta di premio?")
    assert "la performance di ente validata dal Nucleo" in told
    assert "eq.as4: la scheda" in told


def test_two_offices_are_put_side_by_side_by_a_word_of_their_names(asked: Town) -> None:
    (told,) = said(asked, "segretario", "confronta servizi e finanziaria")
    lines = told.splitlines()
    assert any("AS Area" in line for line in lines[1:])
    assert any("AF Area" in line for line in lines[1:])


def test_how_a_figure_is_put_right_comes_before_the_help(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "ho sbagliato un numero e ho già confermato, come si corregge?")
    assert told.startswith("Scrivi il valore giusto")


def test_of_the_latest_figures_each_is_told_with_what_became_of_it(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "mi hanno validato le ultime CIE?")
    assert "10/09/2024" in told.splitlines()[0]
    assert "da validare" in told.splitlines()[0]


def test_how_much_one_rose_and_which_rose_the_most_are_both_told(asked: Town) -> None:
    one, most = said(
        asked,
        "nucleo",
        "dal 30 giugno a oggi quanto è salito l'ente e quale area ha fatto il salto più grande?",
    )
    assert "punti dal 30/06/2024 · ENTE" in one
    assert "AA Area Amministrativa, da 0 % a 100 %" in most.splitlines()[0]
    assert "chi è salito di più dal 30/06/2024" in most


def test_where_what_waits_for_me_lies_is_told_by_office(asked: Town) -> None:
    *_, offices = said(asked, "dirigente.as", "quanti dati ho da validare?", "e di quali uffici?")
    assert "da validare" in offices.splitlines()[1]
    assert "AS4 " in offices


def test_what_each_of_those_listed_lacks_is_told(asked: Town) -> None:
    lists, gaps = said(asked, "eq.as4", "dei miei quali sono a rischio e quanto manca a ognuno?")
    assert "a rischio" in lists.splitlines()[0]
    assert "servono" in gaps


def test_two_months_are_put_side_by_side_wherever_more_is_said(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "abbiamo fatto più CIE a giugno o a settembre?")
    assert "mesi · AS4.3.1" in told.splitlines()[0]


def test_how_an_absence_is_recorded_is_told_to_who_records_it(asked: Town) -> None:
    (told,) = said(asked, "personale", "come inserisco una maternità?")
    assert "/assenza" in told.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("quanto è la performance di ente?", "80"),
        ("quanto fa la performance dell'ente?", "80"),
        ("com'è la performance del comune?", "80"),
        ("chi ha validato la performance di ente?", "validata dal Nucleo"),
        ("come faccio ricorso?", "giorni lavorativi per le osservazioni"),
    ],
)
def test_a_question_that_a_command_answers_opens_it(validated: Town, text: str, told: str) -> None:
    validated.person("dirigente.as").says(text).sees(told)
