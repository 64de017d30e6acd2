"""Bad input, a row each: one Italian sentence that says what to do, and nothing recorded."""

import pytest

from .conftest import Person, Town

BAD = [
    ("AF1.1.1 300", "non spetta a te: può farlo incaricato EQ di AF1, dirigente dell'area AF"),
    ("SG.1.1 3", "può farlo Segretario"),
    ("AS4.3.1 12 il 20/12/2024", "20/12/2024 deve ancora venire"),
    ("AS4.4.1 12/0", "denominatore 0"),
    ("AS4.4.1 12", "12 su quanti?"),
    ("AS4.3.1 -5", "zero o più"),
    ("AS4.3.1 2,5", "numero intero"),
    ("AS4.1.2 12", "fatto oppure no?"),
    ("", "vuoto"),
    ("   ", "vuoto"),
    ("🎉🎉", "scrivi"),
    ("'; DROP TABLE events; --", "?"),
    ("<script>alert(1)</script>", "Non sono sicuro"),
    ("AS4.3.1 12 il 31/09/2024", "non esiste"),
    ("/zzz", "Non conosco /zzz"),
    ("/stato XX9", "«XX9» non c'è nel piano"),
    ("/stato <b>", "«<b>» non c'è nel piano"),
    ("/storico AS9.9.9", "non c'è nel piano"),
    ("/perche '; --", "non c'è nel piano"),
    ("/valida", "non spetta a te"),
    ("/target AS4.3.1 5", "può farlo dirigente dell'area AS, Segretario"),
    ("/invita eq.as3", "può farlo amministratore"),
    ("/persone", "può farlo amministratore, ufficio personale"),
    ("/elimina AS4.3 non serve", "non spetta a te"),
    ("/nuovo AS4; Prova; prove; count; 3; 31/12/2024", "non spetta a te"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_gets_one_sentence_and_records_nothing(
    maria: Person, town: Town, text: str, told: str
) -> None:
    before = town.ledger.log.head()
    maria.says(text).sees(told).does_not_see("riferimento")
    assert len(maria.text.splitlines()) <= 2
    assert town.ledger.log.head() == before


def test_a_text_of_ten_thousand_characters(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240 " + "a" * 10_000).sees("4096 caratteri")
    assert town.events() == []


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False, "type": "regular"}},
        {"location": {"latitude": 45.1, "longitude": 7.6}},
        {"contact": {"phone_number": "1", "first_name": "x"}},
    ],
    ids=lambda content: next(iter(content)),
)  # fmt: skip
def test_what_nobody_reads_here_is_told_kindly(
    maria: Person, town: Town, content: dict[str, object]
) -> None:
    maria.sends(**content).sees("Qui leggo testo, foto e documenti")
    assert town.events() == []


def test_an_unknown_code_is_asked_about_with_the_nearest_that_hold_the_figure_as_buttons(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.9 12").sees("AS4.3.9 non c'è nel piano")
    *codes, last = [label for row in maria.buttons for label in row]
    assert [code.split()[0] for code in codes] == ["AS4.3.1", "AS4.1.1"], "no ratio, no step"
    assert last == "Annulla"
    maria.taps("AS4.3.1").sees("AS4.3.1 CIE rilasciate", "12 carte").taps("Conferma")
    assert town.value("AS4.3.1") == "12"


def test_an_open_card_outlives_bad_input(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240")
    card = maria.button("Conferma")
    maria.says("/stato XX9").says("AF1.1.1 3").sends(location={"latitude": 1.0, "longitude": 1.0})
    maria.presses(*card)
    assert town.value("AS4.3.1") == "240"


def test_names_with_markup_are_shown_as_they_are(town: Town) -> None:
    bruno = town.person("dirigente.as")
    bruno.says("/alias AS4.1.1 <b>sportello</b> & co").sees("«<b>sportello</b> & co»")
    bruno.taps("Conferma")
    town.person("eq.as4").says("/storico AS4.1.1").sees("<b>sportello</b> & co")
