"""What was read stays read: only what is missing is asked, and any answer completes it.

The test town's reader asks about `bollini` (nobody's word), and is sure of `CIE` and `pratiche`.
"""

from pathlib import Path

import pytest

from .conftest import Person, Town

CIE = "AS4.3.1 CIE rilasciate"

ANSWERED = {
    "the button": ("altri 4 bollini oggi", CIE, "AS4.3.1", "(+4)"),
    "a place": ("altri 4 bollini oggi", "!{place}", "AS4.3.1", "(+4)"),
    "the code": ("altri 4 bollini oggi", "!AS4.3.1", "AS4.3.1", "(+4)"),
    "the code as printed": ("altri 4 bollini oggi", "!A.S.4.3.1", "AS4.3.1", "(+4)"),
    "the name": ("altri 4 bollini oggi", "!CIE", "AS4.3.1", "(+4)"),
    "the name and the same figure": ("altri 4 bollini oggi", "!CIE 4", "AS4.3.1", "(+4)"),
    "of a day": ("il 12 settembre 4 bollini", CIE, "AS4.3.1", "Giorno: 12/09/2024"),
    "one of a range": ("CIE 45-50", "in tutto 50", "AS4.3.1", "50 carte"),
    "one of a range, in words": ("CIE 45-50", "!la prima", "AS4.3.1", "45 carte"),
    "how many": ("altre CIE oggi", "!7", "AS4.3.1", "(+7)"),
    "how many, said whole": ("altre CIE oggi", "!siamo a 240", "AS4.3.1", "240 carte"),
    "instead of a rough number": ("una ventina di CIE", "!23", "AS4.3.1", "23 carte"),
    "out of how many": ("atti 12", "!40", "AS4.4.1", "30 % (12 su 40)"),
    "whether it is done": ("regolamento dello sportello 50%", "Fatto", "AS4.1.2", "raggiunto"),
    "yes": ("regolamento dello sportello 50%", "!sì", "AS4.1.2", "raggiunto"),
    "no": ("regolamento dello sportello 50%", "!no", "AS4.1.2", "non raggiunto"),
    "not yet": ("regolamento dello sportello 50%", "!non ancora", "AS4.1.2", "non raggiunto"),
    "of which day": ("altre 12 CIE il 20/12/2024", "!ieri", "AS4.3.1", "Giorno: 15/09/2024"),
    "of a code that is not there": ("AS4.9.9 240", CIE, "AS4.3.1", "240 carte"),
    "of an objective": ("AS4 12", "AS4.1.1", "AS4.1.1", "12 pratiche"),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERED, ids=list(ANSWERED))
def test_an_answer_completes_what_was_said(maria: Person, town: Town, case: str) -> None:
    message, answer, code, card = ANSWERED[case]
    maria.says(message)
    assert town.events() == []
    if not answer.startswith("!"):
        maria.taps(answer)
    else:
        place = (
            [row[0].startswith(CIE) for row in maria.buttons].index(True) + 1
            if "{" in answer
            else 0
        )
        maria.says(answer[1:].format(place=place))
    maria.sees(code, card).sees_buttons("Conferma", "Correggi", "Annulla")
    maria.taps("Conferma").sees("Registrato: n. ")
    assert [e.event.indicator for e in town.events("ProgressRecorded")] == [code]  # type: ignore[union-attr]


def test_one_candidate_is_the_card_itself(maria: Person, town: Town) -> None:
    maria.says("circa 23 CIE").sees("Intendi così?", "AS4.3.1", "23 carte", "dato approssimato")
    maria.sees_buttons("Conferma", "Correggi", "Annulla").taps("Conferma")
    assert town.value("AS4.3.1") == "23"


def test_what_was_read_of_a_doubtful_fact_is_said_with_the_question(maria: Person) -> None:
    maria.says("altri 4 bollini oggi").sees(
        "Ho letto +4 di «bollini»", "Di quale indicatore parli?"
    )


def test_the_clear_facts_stand_on_the_card_and_the_doubtful_below(
    maria: Person, town: Town
) -> None:
    maria.says("altre 3 CIE, altre 5 pratiche allo sportello e altri 4 bollini")
    maria.sees("1.", "(+3)", "2.", "(+5)", "3.", "«bollini»")
    maria.taps("3: AS4.1.1").sees("(+3)", "(+4)").does_not_see("quale indicatore")
    maria.taps("Conferma")
    assert len(town.events("ProgressRecorded")) == 3
    assert (town.value("AS4.3.1"), town.value("AS4.1.1")) == ("3", "9")


def test_confirming_the_clear_facts_leaves_the_doubtful_one_asked(
    maria: Person, town: Town
) -> None:
    maria.says("altre 3 CIE e altri 4 bollini").taps("Conferma")
    maria.sees("Registrato: n. ", "«bollini»", "Di quale indicatore parli?")
    assert town.value("AS4.3.1") == "3"
    maria.says(CIE[8:]).sees("da 3 carte a 7 carte (+4)").taps("Conferma")
    assert town.value("AS4.3.1") == "7"


def test_words_that_mean_one_thing_mean_it_everywhere_in_the_message(maria: Person) -> None:
    maria.says("altri 4 bollini oggi, altri 5 bollini ieri").sees("1.", "2.")
    maria.taps("1: AS4.3.1").sees("(+4)", "(+5)").does_not_see("quale indicatore")


def test_a_fact_of_another_office_is_refused_and_the_others_stay(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 +3 e AA1.1.1 +4").sees("AS4.3.1", "(+3)", "AA1.1.1").taps("Conferma")
    assert town.value("AS4.3.1") == "3"
    assert town.value("AA1.1.1") is None


def test_a_question_in_between_leaves_the_doubt_open(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini oggi").says("come va AS4.3?").sees("AS4.3 Servizi anagrafici")
    maria.says("CIE").sees("(+4)").taps("Conferma")
    assert town.value("AS4.3.1") == "4"


def test_an_answer_of_the_next_day_keeps_the_day_of_the_message(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini oggi")
    town.now_is("2024-09-17T10:00")
    maria.taps(CIE).sees("(+4)", "Giorno: 16/09/2024")


def test_a_doubt_outlives_the_process(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini oggi")
    town.restart()
    maria.says("CIE").sees("(+4)")


def test_a_new_report_takes_the_place_of_a_doubt(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini oggi").says("AS4.1.1 50").sees("50 pratiche").taps("Conferma")
    assert (town.value("AS4.1.1"), town.value("AS4.3.1")) == ("50", None)


def test_annulla_puts_a_doubt_away(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini oggi").taps("Annulla").sees("non ho registrato nulla")
    maria.says("la prima").does_not_see("(+4)")
    assert town.events() == []


def test_the_right_value_is_asked_and_the_number_is_its_answer(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 54").taps("Conferma").says("ho sbagliato").sees("qual è il valore giusto")
    maria.says("45").sees("Correggo la registrazione", "da 54 carte a 45 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "45"
    maria.says("AS4.3.1 54").says("ho sbagliato").says("46").sees("46 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "46"


def test_why_it_was_asked_is_told_by_how_the_message_was_read(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini oggi").says("perché me lo chiedi?")
    maria.sees("«altri»: si aggiunge", "«4»: il numero 4", "«oggi»", "«bollini» può essere AS4")
    assert len(maria.text.splitlines()) <= 10
    maria.says("CIE").sees("(+4)").says("cosa hai capito?").sees("il numero 4")
    maria.taps("Conferma").says("perché me lo chiedi?").sees("Ora non ti ho chiesto nulla")


def test_a_proof_waits_with_the_doubt(maria: Person, town: Town, tmp_path: Path) -> None:
    proof = tmp_path / "prova.pdf"
    proof.write_bytes(b"%PDF-1.4 prova")
    maria.sends_file(proof, "altri 4 bollini oggi").sees("Prova: prova.pdf")
    maria.taps(CIE).sees("(+4)", "Prova: prova.pdf").taps("Conferma")
    assert len(town.events("EvidenceAttached")) == 1


def test_a_message_full_of_doubts_asks_a_few_at_a_time(maria: Person, town: Town) -> None:
    words = ["bollini", "scartoffie", "rosette", "mattonelle", "scatoloni", "plichi", "bustoni"]
    maria.says(", ".join(f"altre {n} {word} oggi" for n, word in enumerate(words, 2)))
    maria.sees("«bollini»", "«scatoloni»", "Di altri 2 dati ti chiedo dopo").does_not_see(
        "«plichi»"
    )
    maria.says("CIE").sees("(+2)", "«plichi»").taps("Conferma").sees("Registrato", "«scartoffie»")
    assert town.value("AS4.3.1") == "2"


def test_another_s_code_is_no_answer_to_what_is_asked(maria: Person, town: Town) -> None:
    maria.says("AS4.1.2 12").sees("è fatto oppure no?")
    maria.says("AA1.1.1 fatto").sees("AA1.1.1").does_not_see("AS4.1.2")
    maria.says("/annulla").says("AS4.1.2 12").says("AS4.3.1 54").sees("54").does_not_see("AS4.1.2")
    assert town.events() == []


def test_a_step_by_its_code_is_told_after_whatever_was_recorded(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 54").taps("Conferma").says("AS4.1.2 fatto").taps("Conferma")
    assert (town.value("AS4.3.1"), town.value("AS4.1.2")) == ("54", "1")
    maria.says("AS4.1.2 fatto").sees("Registro?")


@pytest.mark.parametrize(
    "sentence", ["mettete le pratiche dello sportello come finite", "le CIE le abbiamo finite"]
)
def test_a_sentence_that_names_a_candidate_is_no_answer(
    maria: Person, town: Town, sentence: str
) -> None:
    maria.says("altri 4 bollini oggi").says(sentence)
    maria.does_not_see("(+4)").sees("quanto?")
    assert town.events() == []


def test_a_figure_of_what_is_named_is_no_answer_about_another(maria: Person) -> None:
    maria.says("altre CIE oggi").sees("quanto?")
    maria.says("di 40 pratiche dello sportello ne mancano 12")
    maria.sees("AS4.1.1 pratiche allo sportello").does_not_see(" carte")


@pytest.mark.parametrize("answer", ["no scusa, 13 su 40", "scusa 13 su 40", "no, anzi: 13 su 40"])
def test_a_figure_said_anew_is_of_the_question_and_puts_no_old_record_right(
    maria: Person, town: Town, answer: str
) -> None:
    maria.says("AS4.3.1 +5").taps("Conferma").says("atti 12 su 40, mi pare").says(answer)
    maria.sees("AS4.4.1", "(13 su 40)").does_not_see("Correggo").taps("Conferma")
    assert town.value("AS4.3.1") == "5"


def test_a_step_of_another_office_answers_no_question_of_ones_own(
    maria: Person, town: Town
) -> None:
    maria.says("fatte le CIE").sees("ma quanto?")
    maria.says("sito del mercato aperto ieri").does_not_see("AS4.3.1", "Registro?")
    assert town.events("ProgressRecorded") == []


def test_a_pair_put_right_that_was_not_enough_is_asked_again(maria: Person) -> None:
    maria.says("AS4.3.1 +5").taps("Conferma").says("oggi altri 4 atti su 5 richiesti")
    maria.sees("dall'inizio dell'anno").says("no scusa, 3 su 5")
    maria.sees("dall'inizio dell'anno").does_not_see("Correggo")


def test_a_figure_said_anew_is_no_place_in_a_list(maria: Person) -> None:
    maria.says("AS4.3.1 +5").taps("Conferma").says("altri 4 bollini oggi").says("no scusa, 2")
    maria.sees("Di quale indicatore parli?").does_not_see("Correggo")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("quanti indicatori sono stati validati a settembre?", 1),
        ("quali indicatori sono stati validati ad ottobre?", 1),
        ("quali indicatori di AS4 hanno dati validati questa settimana?", 1),
        ("quanti obiettivi sono stati validati dal 1 settembre al 16 ottobre?", 2),
        ("quali indicatori sono stati validati ad agosto?", 0),
        ("quanti indicatori hanno dati validati?", 2),
    ],
)
def test_what_was_validated_within_a_stretch_is_by_the_day_of_the_validation(
    town: Town, maria: Person, bruno: Person, question: str, count: int
) -> None:
    town.now_is("2024-09-20T10:00")
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/valida AS4.3.1").taps("Conferma")
    town.now_is("2024-09-30T10:00")
    maria.says("AS4.4.1 12/40").taps("Conferma")
    town.now_is("2024-10-16T10:00")
    bruno.says("/valida AS4.4.1").taps("Conferma")
    answer = town.person("nucleo").says(question).text
    assert answer.startswith(f"{count} "), answer
