"""Questions that name nothing because the answer before them did: its rows, what stands beside it,
what it was made of. Where nothing was told before them, they are not answered."""

import re

import pytest

from .conftest import Town
from .test_answers_accounted import OFFERED
from .test_questions import asked as asked

TIED = (
    ("sindaco", ("come va AS4.3.1?", "è stato validato?"), "AS4.3.1"),
    ("sindaco", ("come va AS4.3.1?", "quando l'hanno aggiornata l'ultima volta"), "AS4.3.1"),
    ("sindaco", ("come va AS4.3.1?", "l'ultimo aggiornamento di quando è"), "AS4.3.1"),
    ("sindaco", ("come va AS4.3?", "quanto pesa sul totale dell'area?"), "AS4.3"),
    ("sindaco", ("come va AS4.3?", "se lo finiscono l'area a quanto arriva"), "AS4.3"),
    ("eq.as4", ("come vanno le CIE?", "quante di queste sono già validate"), "AS4.3.1"),
    (
        "eq.as4",
        ("come vanno le CIE?", "quanti ne mancano per arrivare all'obiettivo"),
        "a settimana",
    ),
    ("eq.as3", ("come va AS3.1.1?", "da quando è fermo a 15"), "Storia di AS3.1.1"),
    ("eq.as4", ("quando ho scritto l'ultima volta le CIE?", "e quella prima"), "AS4.3.1"),
    (
        "segretario",
        ("quali obiettivi sono a rischio?", "di questi quali senza prove?"),
        "a rischio, senza prove",
    ),
    (
        "segretario",
        ("quali obiettivi sono a rischio?", "tra questi quali sono di AS4?"),
        "AS4 Demografici",
    ),
    ("segretario", ("quanti obiettivi sono a rischio?", "quali sono?"), "a rischio"),
    ("segretario", ("quali obiettivi sono a rischio?", "e quali no?"), "non a rischio"),
    (
        "segretario",
        ("quale area ha più obiettivi a rischio?", "quali sono?"),
        "a rischio · AS Area Servizi",
    ),
    ("segretario", ("chi è il dirigente di AS?", "da quando"), "incarichi di dirigente.as"),
    ("segretario", ("come vanno i trasversali?", "chi li ha aggiornati per ultimo"), "TR."),
    ("eq.as4", ("come va AS4.3?", "quale va peggio?"), "AS4.3."),
    ("segretario", ("qual è l'area peggiore?", "e perché?"), "Regola:"),
    ("eq.as4", ("come va AS4.3?", "quante ne mancano?"), "AS4.3"),
    ("eq.as4", ("come vanno le CIE?", "e quante a settimana?"), "carte a settimana"),
    ("eq.as4", ("come vanno le CIE?", "e solo a giugno quante?"), "dal 01/06/2024 al 30/06/2024"),
    ("eq.as4", ("come va AS4.3?", "come mai così basso?"), "Regola:"),
    ("eq.as4", ("come va AS4.3?", "chi la segue?"), "Chi ne risponde · AS4.3"),
    ("eq.as4", ("come va AS4?", "e rispetto a AS3?"), "2 servizi"),
    ("eq.as4", ("come va il mio servizio?", "e gli altri?"), "servizi"),
    ("segretario", ("chi ha registrato di più?", "e chi meno?"), "registrazioni"),
    (
        "segretario",
        ("elencami gli obiettivi in ritardo con la scadenza", "di chi sono"),
        "risponde dirigente.as",
    ),
    ("nucleo", ("come calcolate AS4.3.1", "quando è stato fissato il target"), "AS4.3.1"),
    (
        "dirigente.as",
        ("qual è il servizio che va peggio da me", "e il migliore"),
        "AS",
    ),
    (
        "eq.as4",
        ("posso prorogare il termine di AS4.3?", "chi può farlo?"),
        "Chi può: Fissare i valori · AS4.3",
    ),
)


@pytest.mark.parametrize(("who", "asks", "told"), TIED, ids=[" ".join(a) for _, a, _ in TIED])
def test_what_points_back_is_asked_of_what_was_told(
    asked: Town, who: str, asks: tuple[str, ...], told: str
) -> None:
    person = asked.person(who)
    for one in asks:
        person.says(one)
    person.sees(told).does_not_see(*OFFERED)


def test_whose_a_list_s_rows_are_is_asked_of_the_rows(asked: Town) -> None:
    person = asked.person("segretario").says("quali obiettivi sono in ritardo?")
    codes = set(re.findall(r"^([A-Z]+\d\.\d)", person.text, re.M))
    assert codes, person.text
    _, *rows = person.says("di chi sono?").text.splitlines()
    assert codes == {row.split()[0] for row in rows}
    assert all("risponde " in row for row in rows)


def test_a_list_goes_on_before_what_stands_beside_it(asked: Town) -> None:
    person = asked.person("segretario").says("quali indicatori non hanno prove?")
    shown = set(re.findall(r"^([A-Z]+\d\.\d\.\d)", person.text, re.M))
    more = set(re.findall(r"^([A-Z]+\d\.\d\.\d)", person.says("gli altri").text, re.M))
    assert more and not shown & more


ELLIPTIC = ("e quali sopra?", "e quelle male?")


@pytest.mark.parametrize("question", ELLIPTIC)
def test_half_a_question_is_no_question_about_the_ente(town: Town, question: str) -> None:
    person = town.person("nucleo").says(question)
    assert person.text.startswith(OFFERED), person.text


def test_the_other_side_of_a_list_is_asked_in_a_word(asked: Town) -> None:
    person = asked.person("nucleo").says("quali aree sono sotto l'atteso?").sees("sotto l'atteso")
    person.says("e quali sopra?").sees("sopra l'atteso").does_not_see("sotto l'atteso")


UNTIED = ("quante ne mancano?", "chi lo deve validare?", "se ne faccio 50 ce la faccio?")


@pytest.mark.parametrize("question", UNTIED)
def test_what_points_back_to_nothing_is_not_answered(town: Town, question: str) -> None:
    person = town.person("dirigente.as").says(question)
    assert person.text.startswith(OFFERED), person.text


PLAIN = (
    ("eq.as4", "dati miei ancora nn validati", "registrazioni ancora da validare"),
    ("eq.as4", "il mio ufficio com'è messo", "AS4 Demografici"),
    ("segretario", "classifica aree", "3 aree"),
    ("segretario", "qualche obiettivo è calato da fine agosto", "dal 31/08/2024"),
    ("segretario", "cosa è peggiorato da fine agosto", "dal 31/08/2024"),
    ("segretario", "chi deve ancora fare le schede?", "schede da firmare"),
    ("dirigente.as", "tra luglio e agosto cosa si è mosso da me", "dal 01/07/2024 al 31/08/2024"),
    ("dirigente.as", "ho obbiettivi in ritardo senza prove", "in ritardo, senza prove"),
    ("nucleo", "raggiunti al 100 ma senza nemmeno una prova", "raggiunt"),
    ("nucleo", "ci sono dati del segretario da validare", "di segretario ancora da validare"),
)


@pytest.mark.parametrize(("who", "question", "told"), PLAIN, ids=[q for _, q, _ in PLAIN])
def test_what_is_asked_in_passing_or_shortened_is_answered(
    asked: Town, who: str, question: str, told: str
) -> None:
    asked.person(who).says(question).sees(told).does_not_see(*OFFERED)


ASKED_ONLY = (
    "le CIE in che giorno le ho scritte",
    "e rispetto ai certificati",
    "AS4.3 chi la segue",
)


@pytest.mark.parametrize("question", ASKED_ONLY)
def test_what_only_asks_is_no_report_of_who_may_report(town: Town, question: str) -> None:
    person = town.person("eq.as4").says(question)
    assert "Registro?" not in person.text and "Ho letto" not in person.text, person.text


@pytest.mark.parametrize("told", ["ieri ne ho fatte 4", "ieri fatte 4", "ieri ne abbiamo fatte 4"])
def test_a_figure_of_another_day_told_right_after_a_report_is_no_question(
    town: Town, told: str
) -> None:
    person = town.person("eq.as4").says("oggi 6 CIE").taps("Conferma").says(told)
    person.sees("Registro?", "(+4)", "Giorno: 15/09/2024")


@pytest.mark.parametrize("told", ["e 3 certificati", "e altri 3 certificati", "poi 3 certificati"])
def test_another_thing_told_right_after_a_report_is_no_question(town: Town, told: str) -> None:
    person = town.person("eq.as4").says("7 CIE stamattina").taps("Conferma").says(told)
    person.sees("3 di «certificati»")  # two things are called so: which is asked
    person.says("annulla").says("e i certificati?").does_not_see("Registro?")
