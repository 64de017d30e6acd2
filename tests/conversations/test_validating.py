"""What waits is validated or contested: one by one, or all; nobody decides on their own."""

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.cycle import CloseYear, ReopenYear
from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Person, Town
from .test_two_years import of_2025


@pytest.fixture
def three(town: Town, maria: Person) -> list[int]:
    """Three reports of AS4, oldest first."""
    for text in ("AS4.3.1 240", "AS4.1.1 50", "AS4.1.2 fatto ieri"):
        maria.says(text).taps("Conferma")
    return [e.seq for e in town.events()]


def test_one_card_each_oldest_first(town: Town, bruno: Person, three: list[int]) -> None:
    bruno.says("/valida AS4").sees("1 di 3", f"n. {three[0]}", "AS4.3.1", "scritto da eq.as4")
    bruno.sees_buttons("Conferma", "Contesta")
    bruno.taps("Conferma").sees("1 di 2", f"n. {three[1]}")
    bruno.taps("Conferma").taps("Conferma").sees("nulla che aspetti te")
    assert [e.event.report for e in town.events("ProgressValidated")] == three  # type: ignore[union-attr]


def test_a_report_counts_at_once_and_says_that_it_waits(
    maria: Person, bruno: Person, three: list[int]
) -> None:
    maria.says("/stato AS4.3").sees("40 %", "(da validare)")
    bruno.says("/valida AS4.3.1").taps("Conferma")
    maria.says("/stato AS4.3").sees("40 %").does_not_see("(da validare)")


def test_one_may_be_skipped(bruno: Person, town: Town, three: list[int]) -> None:
    bruno.says("/valida AS4").taps("Salta").sees(f"n. {three[1]}").taps("Salta").taps("Salta")
    bruno.sees(f"n. {three[0]}")
    assert town.events("ProgressValidated") == []


@pytest.mark.parametrize("words", ["no, fammi vedere la successiva", "no salta", "no, passa oltre"])
def test_a_no_that_leads_to_the_next_corrects_nothing(
    bruno: Person, three: list[int], words: str
) -> None:
    bruno.says("/valida AS4").says(words).sees(f"n. {three[1]}").does_not_see("correggo")


def test_what_is_left_out_of_an_office_stays_out(bruno: Person, three: list[int]) -> None:
    bruno.says("valida quelle di AS4 tranne l'ultima").sees("Valido 2 ", f"n. {three[2]}")


def test_those_of_a_month_are_validated_together(bruno: Person, three: list[int]) -> None:
    bruno.says("valida quelle di settembre").sees("Valido").sees_buttons("Conferma")
    bruno.says("annulla").says("valida quelle di ieri").sees("Valido", f"n. {three[0]}")
    bruno.says("annulla").says("valida quelle di agosto").does_not_see("Valido")


def test_all_at_once_after_saying_which(bruno: Person, town: Town, three: list[int]) -> None:
    bruno.says("/valida").taps("Valida tutte (3)").sees("AS4.3.1", "AS4.1.1", "AS4.1.2")
    assert town.events("ProgressValidated") == []
    bruno.taps("Conferma").sees("Validate 3 registrazioni")
    assert len(town.events("ProgressValidated")) == 3


def test_all_is_what_was_shown_not_what_came_later(
    bruno: Person, town: Town, maria: Person, three: list[int]
) -> None:
    bruno.says("/valida").taps("Valida tutte (3)")
    maria.says("AS4.3.1 +1").taps("Conferma")
    bruno.taps("Conferma")
    assert len(town.events("ProgressValidated")) == 3
    bruno.says("/valida").sees("1 di 1", "AS4.3.1")


def test_contesting_asks_why_and_tells_the_author(
    bruno: Person, town: Town, maria: Person, three: list[int]
) -> None:
    bruno.says("/valida AS4").taps("Contesta").sees("Perché contesti")
    assert town.events("ProgressContested") == []
    bruno.says("manca l'elenco").sees("con questo motivo: «manca l'elenco»?")
    assert town.events("ProgressContested") == []
    bruno.taps("Conferma").sees(f"Contestata la n. {three[0]}")
    assert "dirigente.as ha contestato" in town.text_for("eq.as4")
    assert "«manca l'elenco»" in town.text_for("eq.as4")
    (event,) = town.events("ProgressContested")
    assert event.event.reason == "manca l'elenco"  # type: ignore[union-attr]
    assert town.value("AS4.3.1") is None
    maria.says("/storico AS4.3.1").sees("contestata", "manca l'elenco")


def test_a_reason_not_given_is_left_with_annulla(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("/valida AS4").taps("Contesta").says("/annulla")
    bruno.says("come va AS4?")
    assert town.events("ProgressContested") == []


def test_a_report_taken_back_meanwhile_is_not_validated(
    bruno: Person, town: Town, maria: Person, three: list[int]
) -> None:
    bruno.says("/valida AS4.1.2")
    card = bruno.button("Conferma")
    maria.taps("Ritira").taps("Conferma")
    bruno.presses(*card)
    assert town.events("ProgressValidated") == []


def test_each_hears_only_of_what_waits_for_them(town: Town, maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    town.person("dirigente.af").says("AF1.1.2 3").taps("Conferma")
    town.person("segretario").says("SG.1.1 3").taps("Conferma")
    town.person("dirigente.as").says("/valida").sees("1 di 1", "AS4.3.1")
    town.person("segretario").says("/valida").sees("1 di 1", "AF1.1.2")
    town.person("nucleo").says("/valida").sees("1 di 1", "SG.1.1")
    town.person("dirigente.af").says("/valida").sees("nulla che aspetti te")


@pytest.mark.parametrize("who", ["eq.as4", "dipendente.as4", "sindaco", "giunta", "admin"])
def test_who_never_validates_hears_who_does(town: Town, who: str) -> None:
    town.person(who).says("/valida AS4").sees("non spetta a te", "può farlo")


def test_a_record_is_named_by_its_number(
    bruno: Person, town: Town, maria: Person, three: list[int]
) -> None:
    _, second, third = three
    maria.says(f"ritira la n. {second}").sees(f"n. {second}").taps("Annulla")
    assert not town.events("ProgressUndone")
    bruno.says(f"contesta la {second}").sees(f"Perché contesti la n. {second}")
    bruno.says("perché dovrei contestarla?").does_not_see("Contestata")
    assert not town.events("ProgressContested")
    bruno.says("/annulla")
    bruno.says(f"valida la n. {third}").sees(f"n. {third}", "AS4.1.2").taps("Conferma")
    (event,) = town.events("ProgressValidated")
    assert event.event.report == third  # type: ignore[union-attr]
    bruno.says(f"valida la n. {third}").sees("già validata")
    maria.says("ritira la n. 999999").does_not_see("Registro?")
    maria.says(f"ritira la n. {second}").taps("Conferma")
    assert [e.event.report for e in town.events("ProgressUndone")] == [second]  # type: ignore[union-attr]


def test_what_waits_of_a_closed_year_holds_nothing_up(town: Town) -> None:
    town.person("eq.as4").says("AS4.3.1 240").taps("Conferma")
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.now_is("2025-03-10T10:00")
    town.ledger.execute(AdoptPlan(of_2025()), actor=CLI, cause="test")
    town.person("eq.as4").says("AS4.3.1 30").taps("Conferma")
    bruno = town.person("dirigente.as").says("/valida").sees("1 di 2")
    town.ledger.execute(CloseYear(2024, "prova"), actor="segretario", cause="test")
    bruno.says("/valida").sees("1 di 1").taps("Conferma").sees("nulla che aspetti te")
    bruno.says("/oggi").does_not_see("da validare")
    town.ledger.execute(ReopenYear(2024, "ricorso"), actor="segretario", cause="test")
    bruno.says("/valida").sees("1 di 1", "2024")


def test_another_record_named_while_a_reason_is_waited_for_is_no_reason(
    bruno: Person, town: Town, three: list[int]
) -> None:
    """Its own card is shown, with the reason where one was said; the first is never contested."""
    first, second, third = three
    bruno.says("/valida AS4").taps("Contesta").sees(f"Perché contesti la n. {first}")
    bruno.says(f"contesta {second} manca la firma").sees(
        f"n. {second}", "AS4.1.1", "manca la firma"
    )
    assert not town.events("ProgressContested")
    bruno.taps("Conferma").sees(f"Contestata la n. {second}")
    (event,) = town.events("ProgressContested")
    assert (event.event.report, event.event.reason) == (second, "manca la firma")  # type: ignore[union-attr]
    bruno.says("/valida AS4.3.1").taps("Contesta")
    bruno.says("contesta AS4.1.2").sees(f"n. {third}", "AS4.1.2")
    bruno.says("/valida AS4.3.1").taps("Contesta").says("contesta la 99999").sees("99999")
    bruno.says("/valida AS4.3.1").taps("Contesta").says(f"valida {third}").sees(f"n. {third}")
    assert len(town.events("ProgressContested")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "contesta {n}: manca la prova",
        "contesta la {n} perché manca la prova",
        "contesta AS4.1.1 perché manca la prova",
        "contesta il dato di AS4.1.1: manca la prova",
        "contesta la seconda perché manca la prova",
    ],
)
def test_a_record_is_contested_with_its_reason_on_one_line(
    bruno: Person, town: Town, three: list[int], words: str
) -> None:
    bruno.says(words.format(n=three[1])).sees(f"n. {three[1]}", "AS4.1.1", "«manca la prova»")
    bruno.sees_buttons("Conferma", "Annulla")
    assert not town.events("ProgressContested")
    bruno.taps("Conferma").sees(f"Contestata la n. {three[1]}")
    assert "«manca la prova»" in town.text_for("eq.as4")


def test_of_several_records_of_a_code_which_is_asked_and_the_reason_kept(
    bruno: Person, maria: Person, town: Town, three: list[int]
) -> None:
    maria.says("AS4.3.1 250").taps("Conferma")
    last = town.events()[-1].seq
    bruno.says("contesta AS4.3.1 perché non torna").sees("Quale contesti?")
    for typed in (f"{last}", f"n. {last}", f"la {last}"):
        bruno.says("contesta AS4.3.1 perché non torna").says(typed).sees("«non torna»")
    bruno.sees(f"n. {last}").taps("Conferma")
    (event,) = town.events("ProgressContested")
    assert (event.event.report, event.event.reason) == (last, "non torna")  # type: ignore[union-attr]


def test_a_record_is_validated_by_its_number_or_its_place(
    bruno: Person, maria: Person, three: list[int]
) -> None:
    first, second, third = three
    bruno.says(f"/valida {second}").sees(f"n. {second}", "AS4.1.1")
    bruno.says(f"/valida n. {third}").sees(f"n. {third}", "AS4.1.2")
    bruno.says("valida il primo").sees(f"n. {first}", "AS4.3.1")
    bruno.says("valida l'ultima").sees(f"n. {third}").taps("Conferma")
    bruno.says("contesta l ultima").sees(f"Perché contesti la n. {second}").says("/annulla")
    bruno.says("contesta l'ultima").sees(f"Perché contesti la n. {second}", "AS4.1.1")
    bruno.says("/valida 99999").sees("99999")
    maria.says(f"/valida {first}").sees("non spetta a te")


@pytest.mark.parametrize("asked", ["c'è qualcosa da validare per me?", "ho dati da validare?"])
def test_who_asks_what_they_have_to_validate_is_shown_it_or_told_there_is_nothing(
    town: Town, bruno: Person, three: list[int], asked: str
) -> None:
    town.person("nucleo").says(asked).sees("Non c'è nulla che aspetti te")
    bruno.says(asked).sees("1 di 3").sees_buttons("Conferma", "Contesta")


@pytest.mark.parametrize(
    ("left_out", "which"),
    [
        ("la prima", 0),
        ("l'ultima", 2),
        ("la n. {0}", 0),
        ("quella di AS4.1.1", 1),
        ("le CIE", 0),
    ],
)
def test_all_but_what_is_left_out_in_words(
    bruno: Person, town: Town, three: list[int], left_out: str, which: int
) -> None:
    bruno.says(f"valida tutte quelle di AS4 tranne {left_out.format(*three)}")
    bruno.sees("Valido 2 registrazioni", f"Resta fuori: n. {three[which]}").taps("Conferma")
    kept = [seq for seq in three if seq != three[which]]
    assert [e.event.report for e in town.events("ProgressValidated")] == kept  # type: ignore[union-attr]


def test_what_is_to_be_left_out_and_is_not_known_leaves_all_to_be_looked_at(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("valida tutto AS4 tranne quelli di zorblax")
    bruno.sees("Non ho capito che cosa lasciare fuori", "1 di 3")
    assert town.events("ProgressValidated") == []


def test_all_of_an_office_in_words_is_one_card(bruno: Person, town: Town, three: list[int]) -> None:
    bruno.says("valida tutto AS4").sees("Valido tutte le 3 registrazioni")
    assert town.events("ProgressValidated") == []
    bruno.taps("Conferma").sees("Validate 3 registrazioni")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("contesta, manca il verbale", "manca il verbale"),
        ("contesta; non ci sono gli atti", "non ci sono gli atti"),
        ("contesta: manca l'allegato", "manca l'allegato"),
        ("contesto questo, il numero è sbagliato", "il numero è sbagliato"),
        ("contesto questa registrazione perché non torna", "non torna"),
        ("la contesto: sono 20", "sono 20"),
        ("respingo, manca l'elenco", "manca l'elenco"),
        ("contesta manca la firma", "manca la firma"),
        ("non lo valido, manca la firma", "manca la firma"),
        ("non mi convince questo numero, lo contesto", "non mi convince questo numero"),
    ],
)
def test_what_is_contested_without_a_name_is_the_record_shown(
    bruno: Person, town: Town, three: list[int], said: str, reason: str
) -> None:
    """Its card keeps the reason, and no button there validates."""
    bruno.says("/valida AS4").taps("Salta").sees(f"n. {three[1]}")
    bruno.says(said).sees(f"Contesto la n. {three[1]} di AS4.1.1", f"«{reason}»")
    bruno.taps("Conferma").sees(f"Contestata la n. {three[1]}")
    (event,) = town.events("ProgressContested")
    assert event.event.reason == reason  # type: ignore[union-attr]
    assert town.events("ProgressValidated") == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("contesto le CIE rilasciate: per l'anagrafe sono 29", "per l'anagrafe sono 29"),
        ("contesto le CIE: sono 20 non 23", "sono 20 non 23"),
        ("il dato delle CIE lo contesto, sul registro sono 195", "sul registro sono 195"),
        ("quello delle CIE lo contesto: non torna", "non torna"),
        ("contesto le CIE", ""),
    ],
)
def test_what_is_contested_by_name_comes_with_its_reason(
    bruno: Person, town: Town, three: list[int], said: str, reason: str
) -> None:
    bruno.says("/valida AS4.1").sees(f"n. {three[1]}")
    bruno.says(said).sees(f"n. {three[0]} · AS4.3.1")
    if reason:
        bruno.sees(f"«{reason}»").taps("Conferma")
    else:
        bruno.sees("Perché contesti").says("manca l'elenco").taps("Conferma")
    (event,) = town.events("ProgressContested")
    assert (event.event.report, event.event.reason) == (three[0], reason or "manca l'elenco")  # type: ignore[union-attr]
    assert town.events("ProgressValidated") == []


@pytest.mark.parametrize(
    "said", ["ho validato per sbaglio la {}, volevo contestarla", "ho validato per errore le CIE"]
)
def test_what_was_validated_by_mistake_is_contested(
    bruno: Person, town: Town, three: list[int], said: str
) -> None:
    bruno.says("/valida AS4.3").taps("Conferma").sees(f"Validata la n. {three[0]}")
    bruno.says(said.format(three[0])).sees(f"Perché contesti la n. {three[0]}")
    bruno.says("sono 20").taps("Conferma").sees(f"Contestata la n. {three[0]}")


def test_of_several_that_are_contested_by_one_name_which_is_asked(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("contesto AS4: manca l'elenco").sees("Quale contesti?")
    assert not bruno.buttons_of_a_card()
    bruno.taps(f"n. {three[1]} · AS4.1.1").sees("«manca l'elenco»").taps("Conferma")
    (event,) = town.events("ProgressContested")
    assert event.event.report == three[1]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said", ["valida quelli di AS4.3", "valida AS4.3", "valida solo le CIE", "valida le CIE"]
)
def test_an_order_to_validate_is_no_question_about_who_may(
    bruno: Person, three: list[int], said: str
) -> None:
    bruno.says(said).sees(f"n. {three[0]} · AS4.3.1").does_not_see("Chi può")


def test_who_validates_is_told_by_who_writes(bruno: Person, town: Town) -> None:
    """The EQ's figures first, which are those that mostly wait; then the asker's own."""
    bruno.says("chi valida AS4?").sees("dirigente.as, dirigente dell'area AS", "segretario")
    bruno.says("chi valida i dati che scrivo io?").sees("segretario").does_not_see("dirigente.as,")


@pytest.mark.parametrize("said", ["conferma tutte", "vanno bene tutte", "valida tutti"])
def test_all_is_all_of_what_is_gone_through(bruno: Person, three: list[int], said: str) -> None:
    bruno.says("/valida AS4.1").sees("1 di 2")
    bruno.says(said).sees("Valido tutte le 2 registrazioni").does_not_see("AS4.3.1")


@pytest.mark.parametrize("said", ["gli altri vanno bene tutti", "valida il resto"])
def test_the_others_are_not_the_one_that_is_shown(
    bruno: Person, town: Town, three: list[int], said: str
) -> None:
    bruno.says("/valida AS4").sees(f"n. {three[0]}")
    bruno.says(said).sees("Valido 2 registrazioni", f"Resta fuori: n. {three[0]}").taps("Conferma")
    assert [e.event.report for e in town.events("ProgressValidated")] == three[1:]  # type: ignore[union-attr]


def test_the_rest_is_what_waits_for_me_whatever_was_spoken_of(
    bruno: Person, three: list[int]
) -> None:
    bruno.says("come va AS4.1.2?")
    bruno.says("validami tutto il resto").sees("Valido tutte le 3 registrazioni")


def test_what_waits_for_me_beside_is_not_told_as_somebody_else_s(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("/valida AS4.1.2").taps("Conferma")
    bruno.does_not_see("ma non da te").sees("altrove aspettano 2 registrazioni")


def test_how_much_somebody_has_to_validate_is_what_waits_for_them(
    town: Town, three: list[int]
) -> None:
    segretario = town.person("segretario")
    segretario.says("quanti dati ha da validare dirigente.as?").sees("3 · dirigente.as")
    segretario.says("quanti dati ha da validare dirigente.af?").sees("0 dati da validare")


def test_a_reason_with_no_record_shown_asks_which_of_those_that_wait(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("contesta, manca il verbale").sees("Ti aspettano", "Quale contesti?")
    bruno.does_not_see("ENTE")
    bruno.taps(f"n. {three[0]} · AS4.3.1").sees("«manca il verbale»").taps("Conferma")
    (event,) = town.events("ProgressContested")
    assert event.event.report == three[0]  # type: ignore[union-attr]
