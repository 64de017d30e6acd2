"""What people say around a question changes nothing of its answer."""

import pytest

from .conftest import Town
from .test_questions import asked as asked
from .test_questions import codes_in
from .test_two_questions_at_once import said as answers


@pytest.mark.parametrize(
    ("who", "plainly", "said"),
    [
        ("eq.as4", "quanto manca alle CIE?", "buongiorno, potresti cortesemente dirmi {}"),
        ("eq.as4", "quanto manca alle CIE?", "volevo sapere {}"),
        ("eq.as4", "quanto manca alle CIE?", "siccome devo chiudere il mese, {}"),
        ("eq.as4", "quanto manca alle CIE?", "{} dato che il target è 600"),
        ("eq.as4", "perché AS4.3 è a rischio?", "{} mentre AS4.1 è in linea"),
        ("eq.as4", "perché AS4.3 è a rischio?", "{} se le CIE sono 240"),
        ("eq.as4", "quando scade AS4.1?", "{} perché l'assessore me lo chiede"),
        ("segretario", "perché l'ente sta al 30?", "{} mi pare strano"),
        ("segretario", "perché l'ente sta al 30?", "per quale ragione l'ente sta al 30?"),
        ("segretario", "quali obiettivi sono in ritardo?", "potrebbe gentilmente dirmi {}"),
        ("eq.as4", "quanto manca alle CIE?", "buongiorno, si chiede di sapere {}"),
        ("segretario", "quali servizi sono in ritardo?", "{}, senza tanti giri di parole"),
        ("segretario", "chi si occupa di AS4.3?", "{}, nome e cognome"),
        ("eq.as4", "obiettivi in ritardo", "obb. in ritardo"),
        ("eq.as4", "perché siamo bassi con le CIE?", "perché siamo così bassi sulle CIE"),
    ],
)
def test_what_is_said_around_a_question_changes_nothing_of_its_answer(
    asked: Town, who: str, plainly: str, said: str
) -> None:
    person = asked.person(who)
    answer = person.says(plainly).text
    assert "Non so" not in answer and "Di questo" not in answer
    assert person.says(said.format(plainly.rstrip("?"))).text == answer


def test_what_is_left_out_of_a_list_is_what_it_is_not(asked: Town) -> None:
    person = asked.person("segretario")
    open_ = codes_in(asked, person.says("gli obiettivi non raggiunti").text)
    assert open_
    for leaving in (
        "tranne quelli raggiunti",
        "lasciando fuori i raggiunti",
        "esclusi i raggiunti",
    ):
        assert codes_in(asked, person.says(f"tutti gli obiettivi {leaving}").text) == open_


def test_who_owes_more_than_so_many_is_told_by_how_many(asked: Town) -> None:
    person = asked.person("segretario")
    everybody = person.says("chi ha dati da validare?").text
    few = person.says("quali dirigenti hanno più di 1 registrazione da validare?").text
    counts = [int(line.split(" · ")[0]) for line in everybody.splitlines()[1:]]
    assert [int(line.split(" · ")[0]) for line in few.splitlines()[1:]] == [
        count for count in counts if count > 1
    ]


def test_what_is_asked_beside_each_thing_is_told_beside_it(asked: Town) -> None:
    person = asked.person("eq.as4")
    assert "peso" in person.says("i miei obiettivi e quanto pesano?").text
    assert "termine" in person.says("quali sono i miei obiettivi e quando scadono?").text
    last = person.says("CIE: ultimo dato").text
    assert person.says("CIE: ultimo dato, chi, quando, validato o no").text == last


def test_what_was_reached_after_its_day_is_no_other(asked: Town) -> None:
    person = asked.person("segretario")
    assert "0 " in person.says("quali obiettivi sono stati raggiunti dopo la scadenza?").text


def test_an_office_that_is_left_out_is_left_out(asked: Town) -> None:
    person = asked.person("segretario")
    every = codes_in(asked, person.says("gli obiettivi ancora aperti").text)
    for said in (
        "esclusa l'area finanziaria",
        "ma non quelli di AF",
        "a parte quelli della finanziaria",
    ):
        rest = codes_in(asked, person.says(f"gli obiettivi ancora aperti {said}").text)
        assert sorted(rest) == sorted(code for code in every if not code.startswith("AF"))


@pytest.mark.parametrize(
    ("who", "says", "told"),
    [
        ("dipendente.as4", "chi è il mio dirigente?", "dirigente.as"),
        ("personale", "eq.as4 ha assenze?", "non ci sono assenze"),
        ("personale", "premi, il fondo c'è già?", "non è ancora fissato"),
        ("dirigente.as", "cosa devo validare?", "aspettano te"),
    ],
)
def test_what_is_not_there_yet_and_who_may_know_is_said_first(
    asked: Town, who: str, says: str, told: str
) -> None:
    assert told in asked.person(who).says(says).text


@pytest.mark.parametrize(
    ("who", "first", "then", "told"),
    [
        (
            "segretario",
            "quali indicatori sono senza target?",
            "e chi li può mettere?",
            "dirigente.af",
        ),
        ("eq.as4", "come va AS4.3?", "chi lo può validare?", "dirigente.as"),
        ("eq.as4", "come va AS4?", "cosa gli manca?", "AS4.3"),
        (
            "segretario",
            "quali obiettivi sono ancora aperti?",
            "mettili in ordine di scadenza",
            "per termine",
        ),
    ],
)
def test_a_pronoun_is_of_what_was_just_told(
    asked: Town, who: str, first: str, then: str, told: str
) -> None:
    person = asked.person(who)
    person.says(first)
    assert told in person.says(then).text


def test_who_has_to_act_is_a_list_where_nothing_points_back(asked: Town) -> None:
    person = asked.person("dirigente.as")
    listed = person.says("/annulla").says("chi deve valutare?").text
    person.says("di chi è AS4.1?")
    assert person.says("chi deve valutare?").text == listed
    person.says("di chi è AS4.1?")
    assert "AS4.1" in person.says("chi lo può validare?").text


@pytest.mark.parametrize("only", ["solo quelli non ancora raggiunti", "solo quelli a rischio"])
def test_a_state_after_one_s_own_objectives_is_no_word_of_their_names(
    asked: Town, only: str
) -> None:
    person = asked.person("eq.aa1")
    every = set(codes_in(asked, person.says("elenco dei miei obiettivi").text))
    answer = person.says(only).text
    assert "Con «" not in answer
    assert set(codes_in(asked, answer)) < every


def test_two_months_are_one_span_however_they_are_led(asked: Town) -> None:
    person = asked.person("eq.as4")
    both = person.says("quante CIE a luglio e agosto?").text
    assert "dal 01/07/2024 al 31/08/2024" in both
    for said in ("solo luglio e agosto", "luglio e agosto?"):
        person.says("quante CIE finora?")
        assert person.says(said).text == both


@pytest.mark.parametrize(
    ("who", "first", "then", "told", "untold"),
    [
        ("eq.as3", "quante pratiche AUA mi restano?", "a fine giugno invece", "30/06/2024", "Non"),
        (
            "segretario",
            "classifica delle aree dal peggiore",
            "perché la prima è così giù",
            "AF1.1",
            "chiesto nulla",
        ),
        ("segretario", "classifica delle aree dal peggiore", "solo quelle sotto", "AF ", "AT "),
        (
            "sindaco",
            "il segretario ha finito tutto?",
            "e quanto pesa quello che manca",
            "SG.1",
            "conta",
        ),
        ("sindaco", "chi è l'eq di AA1?", "e il dirigente?", "ad interim", "eq.aa1"),
        ("personale", "chi è assente adesso?", "e nei mesi scorsi?", "01/01/2024", "punti"),
        (
            "personale",
            "quante schede ci sono?",
            "quante ne mancano?",
            "ancora da scrivere",
            "Non so",
        ),
        (
            "dirigente.as",
            "quali obiettivi sn in ritado",
            "di chi sono?",
            "AS4.4",
            "Non so",
        ),
    ],
)
def test_a_piece_of_a_question_goes_on_from_what_was_just_shown(
    asked: Town, who: str, first: str, then: str, told: str, untold: str
) -> None:
    person = asked.person(who)
    person.says(first)
    answer = person.says(then).text
    assert told in answer
    assert untold not in answer


@pytest.mark.parametrize(
    ("who", "plainly", "said"),
    [
        ("dipendente.as4", "chi mi valuta?", "chi è che mi valuta a me"),
        (
            "dipendente.at5",
            "chi scrive i dati dell'ambiente?",
            "chi li scrive i dati dell'ambiente?",
        ),
        (
            "segretario",
            "quali dei miei obiettivi non sono partiti?",
            "quale dei miei non è partito?",
        ),
        ("eq.as2", "i pesi dei miei obiettivi", "quanto pesano i miei obiettivi?"),
        ("eq.as4", "i pesi dei miei obiettivi", "quanto pesa ciascuno dei miei obiettivi?"),
        (
            "eq.as4",
            "quali dei miei obiettivi sono ancora aperti?",
            "quali dei miei restano aperti?",
        ),
    ],
)
def test_one_s_own_and_what_is_said_twice_ask_the_same(
    asked: Town, who: str, plainly: str, said: str
) -> None:
    person = asked.person(who)
    answer = person.says(plainly).text
    assert person.says(said).text == answer


def test_data_that_one_entered_are_one_s_own(asked: Town) -> None:
    person = asked.person("eq.as4")
    answer = person.says("dei dati che ho messo dal 1 agosto quali non sono ancora validati?").text
    assert answer.startswith("3 tue registrazioni ancora da validare dal 01/08/2024")


def test_how_many_of_them_are_validated_is_told_beside_how_many_were_made(asked: Town) -> None:
    person = asked.person("eq.as4")
    text = person.says("quante CIE ho caricato a settembre e quante sono già validate").text
    assert "90 carte dal 01/09/2024" in text
    assert "già validato: 0 carte" in text


@pytest.mark.parametrize("said", ["e chi la deve sistemare sta data?", "chi la può cambiare?"])
def test_who_may_change_a_day_is_asked_of_the_day_just_told(asked: Town, said: str) -> None:
    person = asked.person("eq.as4")
    may = person.says("chi può fissare la scadenza di AS4.1?").text
    person.says("quando scade AS4.1?")
    assert person.says(said).text == may


@pytest.mark.parametrize(
    "said",
    [
        "allora l'ultimo delle CIE contestalo, manca il verbale",
        "contesta l'ultimo delle CIE: manca il verbale",
    ],
)
def test_the_last_of_a_thing_is_contested_by_where_it_stands(asked: Town, said: str) -> None:
    person = asked.person("dirigente.as")
    text = person.says(said).text
    assert "Contesto la n. 40 di AS4.3.1" in text
    assert "«manca il verbale»" in text
    person.says("/annulla")


def test_every_condition_of_a_list_holds_wherever_it_is_said(asked: Town) -> None:
    person = asked.person("segretario")
    both = person.says("quali obiettivi di AF sono in ritardo e senza prove?").text
    assert "in ritardo, senza prove · AF" in both
    assert person.says("obiettivi in ritardo e senza prove, AF").text == both
    late = codes_in(asked, person.says("quali obiettivi di AF sono in ritardo?").text)
    assert codes_in(asked, person.says("obiettivi scaduti di AF ancora aperti").text) == late
    assert "0 obiettivi" in person.says("quanti obiettivi scaduti e mai cominciati in AS?").text


def test_what_is_supposed_may_be_supposed_in_any_words(asked: Town) -> None:
    person = asked.person("eq.as4")
    told = person.says("se arriviamo a 240 CIE che percentuale viene?").text
    assert person.says("mettiamo che chiudiamo CIE a 240 che percentuale viene fuori").text == told


def figures(text: str) -> list[str]:
    return [row.split(" % ")[0] for row in text.splitlines() if "▓" in row or "░" in row]


def test_the_worst_unit_has_the_lowest_figure_and_the_furthest_behind_the_widest_gap(
    asked: Town,
) -> None:
    person = asked.person("segretario")
    worst = person.says("aree dalla peggiore alla migliore").text
    assert "dalla percentuale più bassa" in worst
    numbers = [float(one.replace(",", ".")) for one in figures(worst)]
    assert len(numbers) > 1
    assert numbers == sorted(numbers)
    behind = person.says("quale area è più indietro?").text
    assert "prima chi è più indietro" in behind or "punti" in behind.splitlines()[0]


def test_what_was_reported_since_a_day_is_told_from_what_was_not(asked: Town) -> None:
    person = asked.person("segretario")
    every = codes_in(asked, person.says("quali obiettivi di AS sono ancora aperti?").text)
    heard = codes_in(asked, person.says("obiettivi di AS aperti ma aggiornati a settembre").text)
    silent = codes_in(asked, person.says("obiettivi di AS aperti non aggiornati a settembre").text)
    assert sorted({*heard, *silent}) == sorted(every)
    assert not {*heard} & {*silent}


def test_two_stretches_of_one_measure_stand_one_beside_the_other(asked: Town) -> None:
    person = asked.person("eq.as4")
    both = person.says("quante CIE nel primo trimestre e quante nel secondo?").text
    assert "31/03/2024" in both
    assert "dal 01/04/2024 al 30/06/2024" in both
    months = person.says("confronta le CIE di luglio e agosto").text
    assert person.says("CIE: luglio contro agosto").text == months


def test_why_the_first_of_the_ente_s_areas_is_so_low(asked: Town) -> None:
    person = asked.person("segretario")
    rows = person.says("come va il comune?").text.splitlines()
    first = next(row.split(" · ")[1].split()[0] for row in rows[1:] if " · " in row)
    assert person.says("perché la prima è così giù?").text.startswith(f"{first} ")


@pytest.mark.parametrize("standing", ["come va AS4", "come vado"])
def test_a_row_of_a_service_s_standing_is_asked_of_by_its_place(asked: Town, standing: str) -> None:
    person = asked.person("eq.as4")
    rows = person.says(standing).text.splitlines()
    codes = [row.split()[0] for row in rows if row.startswith("AS4.")]
    assert len(codes) > 1
    for place, code in zip(("prima", "seconda"), codes, strict=False):
        person.says(standing)
        assert person.says(f"perché la {place} è così bassa?").text.startswith(f"{code} ")


@pytest.mark.parametrize(
    "said",
    [
        "perché AS4.1 e AS4.3 sono a rischio?",
        "che target hanno AS4.1 e AS4.3?",
        "AS4.1 e AS4.3 mese per mese",
        "grafico di AS4.1 e AS4.3",
        "come stavano AS4.1 e AS4.3 a fine agosto?",
    ],
)
def test_what_is_told_of_one_thing_alone_is_told_of_each_of_two(asked: Town, said: str) -> None:
    told = " ".join(answers(asked, "segretario", said))
    assert "AS4.1" in told
    assert "AS4.3" in told


@pytest.mark.parametrize(
    ("who", "plainly", "said"),
    [
        ("eq.as4", "quante CIE a luglio?", "dammi i numeri delle CIE di luglio"),
        ("segretario", "quanti obiettivi per area?", "quanti obiettivi ha ogni dirigente?"),
        ("segretario", "obiettivi sotto il 40 %", "obiettivi con avanzamento inferiore al 40%"),
        ("eq.as4", "AS4.1 è in linea?", "posso stare tranquillo con AS4.1?"),
    ],
)
def test_the_same_is_asked_in_other_words(asked: Town, who: str, plainly: str, said: str) -> None:
    person = asked.person(who)
    answer = person.says(plainly).text
    assert "Non so" not in answer and "Di questo" not in answer
    assert person.says(said).text == answer


def test_who_and_how_it_stands_are_two_answers(asked: Town) -> None:
    who, how = answers(asked, "segretario", "chi è il responsabile di AS4.3 e a che punto è?")
    assert "eq.as4" in who
    assert "%" in how
