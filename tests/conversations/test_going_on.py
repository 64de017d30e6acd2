"""What the words after a question change of it, and what they leave as it was."""

import pytest

from .conftest import Town
from .test_answers_accounted import OFFERED
from .test_questions import asked as asked
from .test_questions import codes_in

CHANGED = (
    (
        "segretario",
        ("quali obiettivi di AS sono in ritardo?", "gli indicatori invece"),
        "indicator",
    ),
    ("segretario", ("quali obiettivi di AS sono a rischio?", "della finanziaria?"), "AF"),
    ("segretario", ("quali obiettivi sono a rischio?", "no aspetta, volevo dire AF"), "AF"),
    ("segretario", ("quali obiettivi sono sotto il 50%?", "e sopra?"), "sopra il 50 %"),
    ("segretario", ("elenco degli obiettivi di AS", "sotto il 50% quali?"), "AS Area Servizi"),
    ("segretario", ("quali obiettivi sono a rischio?", "mettili per termine"), "per termine"),
    (
        "segretario",
        ("quali obiettivi sono in ritardo?", "e al 30 giugno?"),
        "com'era al 30/06/2024",
    ),
    ("segretario", ("come va AS?", "quali sono in ritardo?"), "in ritardo · AS Area Servizi"),
    ("segretario", ("qual è il servizio peggiore di AS?", "e l'obiettivo peggiore"), "AS"),
    ("nucleo", ("dati non validati di AS", "quanti sono?"), "ancora da validare · AS"),
    (
        "nucleo",
        ("dati non validati di AS", "solo quelli di agosto"),
        "dal 01/08/2024 al 31/08/2024",
    ),
    ("nucleo", ("quali servizi non aggiornano da luglio?", "e da agosto"), "dal 01/08/2024"),
)


@pytest.mark.parametrize(("who", "asks", "told"), CHANGED, ids=[" ".join(a) for _, a, _ in CHANGED])
def test_what_words_name_takes_the_place_of_what_was_asked_and_the_rest_stays(
    asked: Town, who: str, asks: tuple[str, str], told: str
) -> None:
    first, then = asks
    said = asked.person(who).says(first).says(then).does_not_see(*OFFERED).text
    assert told in said.splitlines()[0], said


def test_a_filter_of_another_sort_stands_beside_only_where_those_told_are_meant(
    asked: Town,
) -> None:
    chief = asked.person("segretario").says("quali obiettivi sono a rischio?")
    chief.says("di questi quali senza prove?").sees("a rischio, senza prove")
    chief.says("quali indicatori sono senza prove?").says("quelli senza target invece")
    title = chief.text.splitlines()[0]
    assert "senza valore da raggiungere" in title
    assert "senza prove" not in title


@pytest.mark.parametrize("when", ["entro l'anno", "a dicembre", "prima di dicembre"])
def test_what_is_overdue_already_is_no_part_of_what_falls_due(asked: Town, when: str) -> None:
    chief = asked.person("segretario")
    late = codes_in(asked, chief.says("quali obiettivi sono in ritardo?").text)
    assert late
    chief.says(f"quali obiettivi scadono {when}?").says("e quelli già scaduti?")
    assert codes_in(asked, chief.text) == late


def test_before_a_month_is_up_to_the_day_before_its_first(asked: Town) -> None:
    chief = asked.person("segretario").says("quali obiettivi scadono prima di dicembre?")
    assert "al 30/11/2024" in chief.text.splitlines()[0]


TIED = (
    ("chi l'ha validato?", "registrazioni validate · AS4.3.1"),
    ("chi lo valida?", "Chi può: Validare"),
    ("fammi il grafico", "AS4.3.1"),
    ("e rispetto all'anno scorso", "AS4.3.1"),
    ("quali prove ci sono?", "AS4.3.1"),
    ("e se arrivo a 300", "AS4.3.1"),
    ("chi lo ha registrato?", "AS4.3.1"),
    ("e al 31 luglio a quanto stava", "31/07/2024"),
    ("e il target?", "600 carte"),
)


@pytest.mark.parametrize(("then", "told"), TIED, ids=[t for t, _ in TIED])
def test_a_sure_question_that_names_nothing_is_of_what_was_told(
    asked: Town, then: str, told: str
) -> None:
    chief = asked.person("dirigente.as").says("come va AS4.3.1?")
    chief.says(then).sees(told).does_not_see(*OFFERED)


def test_a_list_is_gone_on_with_after_one_of_it_was_looked_at(asked: Town) -> None:
    chief = (
        asked.person("sindaco").says("qual è l'area peggiore?").says("e perché?").sees("Regola:")
    )
    assert "Area" in chief.says("e la migliore?").text.splitlines()[0]


def test_what_is_asked_of_several_is_asked_of_the_rows(asked: Town) -> None:
    chief = asked.person("segretario").says("quali obiettivi di AS sono a rischio?")
    rows = {line.split()[0] for line in chief.text.splitlines()[1:] if line[:2] == "AS"}
    chief.says("quanto pesano?")
    assert rows
    assert all(row in chief.text for row in rows)


def test_a_question_of_its_own_goes_on_from_nothing(asked: Town) -> None:
    chief = asked.person("segretario").says("quali obiettivi di AF sono a rischio?")
    chief.says("quanti dati restano da validare in tutto?").sees("ancora da validare")
    assert "AF" not in chief.text.splitlines()[0]


def test_what_puts_a_record_right_goes_on_from_no_question(town: Town) -> None:
    maria = town.person("eq.as4").says("AS4.3.1 240").taps("Conferma").says("no, erano 250")
    maria.sees("Correggo la registrazione")


def test_what_is_asked_of_it_next_is_another_question(asked: Town) -> None:
    chief = asked.person("dirigente.as").says("chi segue AS4.3.1?").sees("Chi ne risponde")
    chief.says("e il target?").sees("600 carte").does_not_see("Chi ne risponde")


def test_a_year_before_the_first_plan_is_said_to_have_none(asked: Town) -> None:
    mayor = asked.person("sindaco").says("a che punto siamo?").says("e l'anno scorso?")
    mayor.sees("2023")
