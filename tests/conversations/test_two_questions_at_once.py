"""Messages that ask two things, or ask in one sentence of several, and what follows on them."""

import pytest

from .conftest import Town
from .reckoning import Reckoning
from .test_kinds_mended import made, missing
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned


def said(town: Town, who: str, *texts: str) -> list[str]:
    """Each message that the last of these led to."""
    person = town.person(who).says("/annulla")
    for text in texts:
        person.says(text)
    return [c["text"] for c in town.calls if c["to"] == who and c["text"]]


def test_two_questions_get_both_answers_the_second_of_what_the_first_names(
    asked: Town, reckoned: Reckoning
) -> None:
    left, due = said(asked, "eq.as4", "quante CIE mancano e quando scade?")
    assert missing("AS4.3.1")(reckoned) in left
    assert "31/12/2024" in due
    assert "AS4.3" in due
    stands, who = said(asked, "eq.as4", "come va AS4.3 e chi lo valida?")
    assert stands.startswith("<b>") or "AS4.3" in stands.splitlines()[0]
    assert "dirigente.as" in who


def test_of_the_best_and_the_worst_each_is_first_once(asked: Town) -> None:
    best, worst = said(asked, "nucleo", "qual è l'area migliore e quale la peggiore?")
    assert best.splitlines()[0] != worst.splitlines()[0]


def test_what_waits_in_all_and_where_is_counted_and_told_by_office(asked: Town) -> None:
    everything, where = said(asked, "nucleo", "quanti dati restano da validare in tutto e dove?")
    assert "ancora da validare" in everything.splitlines()[0]
    assert "AS Area Servizi" in where


def test_only_the_sentence_that_asks_is_answered(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "AS4.3 che scadenza ha? non la trovo")
    assert "31/12/2024" in told


@pytest.mark.parametrize(
    "text",
    ["posso abbassarmelo io il target delle CIE? 600 sono tante", "le 12 CIE le ho messe io?"],
)
def test_nothing_is_offered_for_recording_of_what_is_asked(asked: Town, text: str) -> None:
    asked.person("eq.as4").says("/annulla").says(text)
    assert not asked.person("eq.as4").buttons_of_a_card()


def test_a_fact_beside_a_question_is_still_a_fact(asked: Town) -> None:
    person = asked.person("eq.as4").says("/annulla").says("tutto bene? oggi altre 12 CIE")
    assert person.buttons_of_a_card()


def test_a_word_that_says_nothing_is_told_and_left_aside(asked: Town, reckoned: Reckoning) -> None:
    (told,) = said(asked, "eq.as4", "quella robaccia delle CIE quanto manca")
    first, second = told.splitlines()[:2]
    assert "robaccia" in first
    assert missing("AS4.3.1")(reckoned) in second


def test_what_was_only_offered_is_what_the_next_question_is_of(
    asked: Town, reckoned: Reckoning
) -> None:
    first = "quante CIE devo ancora far stampare"
    (told,) = said(asked, "eq.as4", first, "e quante ne mancano?")
    assert missing("AS4.3.1")(reckoned) in told


def test_of_records_it_is_told_whose_they_are_and_what_became_of_them(asked: Town) -> None:
    (whose,) = said(asked, "dirigente.as", "quali dati sono da validare in AS?", "di chi sono?")
    assert "eq.as4, incaricato EQ di AS4" in whose
    (judged,) = said(asked, "segretario", "quante registrazioni a giugno", "e quelle contestate?")
    assert "contestat" in judged.splitlines()[0]


def test_months_in_a_row_are_one_stretch(asked: Town, reckoned: Reckoning) -> None:
    (told,) = said(asked, "eq.as4", "quante CIE a giugno, luglio e agosto?")
    assert "dal 01/06/2024 al 31/08/2024" in told
    (june,) = said(asked, "eq.as4", "quante CIE a giugno?")
    assert made(6)(reckoned) in june


def test_after_a_day_is_since_the_day_that_follows(asked: Town) -> None:
    (told,) = said(asked, "segretario", "cosa è cambiato dopo il 10 settembre?")
    assert "dal 11/09/2024" in told


def test_what_was_judged_says_on_which_day(asked: Town) -> None:
    (told,) = said(asked, "eq.as3", "chi mi ha contestato?")
    assert "contestata il 12/09/2024 da dirigente.as" in told


@pytest.mark.parametrize(
    ("who", "text", "told"),
    [
        ("personale", "come registro un'assenza?", "/assenza"),
        ("personale", "come correggo un part-time?", "/personale"),
        ("segretario", "come faccio partire la verifica infrannuale?", "/campagna"),
        ("eq.as4", "come contesto la mia valutazione?", "/conciliazione"),
    ],
)
def test_help_is_of_what_is_done_and_not_of_the_verb_alone(
    asked: Town, who: str, text: str, told: str
) -> None:
    (helped,) = said(asked, who, text)
    assert told in helped


def test_who_asks_of_leaves_in_several_words_is_told_who_is_away(asked: Town) -> None:
    (told,) = said(asked, "personale", "chi risulta in ferie o in malattia adesso?")
    assert told.startswith("Oggi non è assente nessuno")


def test_what_one_made_of_two_months_stands_month_by_month(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "a luglio o a giugno abbiamo fatto più CIE?")
    assert "AS4.3.1" in told
    assert [line.partition(":")[0] for line in told.splitlines()[1:]] in (
        ["giugno", "luglio"],
        ["luglio", "giugno"],
    )


def test_a_file_of_objectives_is_no_indicator_of_files(asked: Town) -> None:
    (told,) = said(asked, "dirigente.as", "mi mandi il file degli obiettivi a rischio?")
    assert "a rischio · AS Area Servizi" in told


def test_of_the_posts_of_who_asks_only_their_own_are_counted(asked: Town) -> None:
    (told,) = said(asked, "dirigente.as", "quanti EQ ho?")
    assert "eq.as3" in told
    assert "eq.af1" not in told


def test_the_others_of_a_list_that_was_shown_whole_are_none(asked: Town) -> None:
    (told,) = said(asked, "segretario", "quali aree vanno peggio?", "gli altri")
    assert told.startswith("L'elenco è finito")


def test_the_same_of_two_things_is_answered_of_both(asked: Town) -> None:
    first, second = said(asked, "eq.as4", "come vanno le CIE e gli atti su atti richiesti?")
    assert "AS4.3.1" in first
    assert "AS4.4.1" in second
    (beside,) = said(asked, "segretario", "AS e AF come vanno?")
    assert "AS Area Servizi" in beside
    assert "AF Area Finanziaria" in beside


def test_schede_are_counted_of_the_role_that_is_named(asked: Town) -> None:
    (told,) = said(asked, "personale", "a che punto sono le schede dei dirigenti?")
    assert "di chi è dirigente" in told.splitlines()[0]


def test_a_figure_that_is_asked_about_is_not_passed_over(asked: Town) -> None:
    (told,) = said(asked, "eq.as4", "chi ha messo il target a 650?")
    assert "«650»" in told.splitlines()[0]


@pytest.mark.parametrize("whose", ["con il responsabile", "con chi li segue"])
def test_each_row_of_a_list_tells_who_answers_for_it(asked: Town, whose: str) -> None:
    (late,) = said(asked, "segretario", f"obiettivi in ritardo {whose}")
    title, *rows = late.splitlines()
    assert "in ritardo" in title and rows
    assert all("risponde dirigente." in row and "aggiorna eq." in row for row in rows)
