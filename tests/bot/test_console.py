"""The console, as people and scripts use it: the lines of the contract, one test each."""

import datetime as dt
from pathlib import Path

import pytest

from handlers.turn import Button, Outcome, Reply
from ledger.clock import ROME

from .conftest import Town, card, words


def test_each_line_is_answered_in_order(town: Town) -> None:
    assert town.says("uno", "due") == "hai scritto: uno\n\nhai scritto: due"


def test_buttons_are_numbered_over_the_whole_message_row_by_row(town: Town) -> None:
    rows = (
        (Button(words("Sì"), "a"), Button(words("No"), "b")),
        (Button(words("Più <b>tardi</b>"), "c"),),
    )
    town.desk.answer = lambda turn, draft: Outcome((Reply((words("Quale?"),), rows),))
    assert town.says("ciao") == "Quale?\n[1] Sì  [2] No\n[3] Più tardi"


def test_what_goes_to_somebody_else_is_headed_by_their_code(town: Town) -> None:
    town.desk.answer = card
    said = town.says("AS4.3.1 240", ":press 1")
    assert "registrato AS4.3.1 240" in said
    assert said.endswith("dirigente.as:\nc'è da validare")


def test_json_shows_each_call_with_receiver_clock_and_buttons(town: Town) -> None:
    town.desk.answer = card
    assert town.calls("AS4.3.1 240") == [
        {
            "method": "sendMessage",
            "to": "eq.as4",
            "at": "2024-09-16T10:00:00+02:00",
            "text": "leggo AS4.3.1 240",
            "buttons": [["Conferma", "Annulla"]],
        }
    ]


def test_a_press_is_acknowledged_and_its_card_replaced(town: Town) -> None:
    town.desk.answer = card
    calls = town.calls("AS4.3.1 240", ":press 1")[1:]
    assert [(c["method"], c["to"], c["text"], c["buttons"]) for c in calls] == [
        ("answerCallbackQuery", "eq.as4", "", []),
        ("editMessageText", "eq.as4", "registrato AS4.3.1 240", []),
        ("sendMessage", "dirigente.as", "c'è da validare", []),
    ]


def test_a_card_that_is_not_replaced_loses_its_buttons(town: Town) -> None:
    town.desk.answer = card
    methods = [c["method"] for c in town.calls("AS4.3.1 240", ":press 2")]
    assert methods == [
        "sendMessage",
        "answerCallbackQuery",
        "editMessageReplyMarkup",
        "sendMessage",
    ]
    town.desk.answer = lambda turn, draft: Outcome(())
    town.says(":press 2")
    assert town.desk.turns[-1].pressed == "no"
    town.says(":press 1")
    assert town.err == "Qui non c'è nessun messaggio con pulsanti da premere."


def test_a_card_of_an_earlier_run_can_still_be_pressed(town: Town) -> None:
    town.desk.answer = card
    town.says("AS4.3.1 240")
    assert "registrato AS4.3.1 240" in town.says(":press 1")


def test_markup_is_not_shown_and_entities_are_words(town: Town) -> None:
    said = (words("<b>A &amp; B</b> &lt;ufficio&gt;"),)
    town.desk.answer = lambda turn, draft: Outcome((Reply(said),))
    assert town.says("ciao") == "A & B <ufficio>"


def test_another_person_takes_the_keyboard(town: Town) -> None:
    town.says("uno", ":as Segretario", "due")
    assert [(t.person, t.text) for t in town.desk.turns] == [
        ("eq.as4", "uno"),
        ("segretario", "due"),
    ]
    assert town.desk.turns[0].chat != town.desk.turns[1].chat


def test_press_speaks_of_the_chat_of_who_types(town: Town) -> None:
    town.desk.answer = card
    town.says("AS4.3.1 240", ":as segretario", ":press 1")
    assert town.err == "Qui non c'è nessun messaggio con pulsanti da premere."


def test_the_clock_moves_forward_and_what_is_due_is_said_to_everyone(town: Town) -> None:
    town.due = lambda: [
        Reply((words("scade domani"),), to="eq.as4"),
        Reply((words("manca chi riferisce"),), to="segretario"),
        Reply((words("nessuno"),), to="chi.non.c.e"),
    ]
    calls = town.calls(":now 2024-09-17T08:00")
    assert [(c["to"], c["text"], c["at"]) for c in calls] == [
        ("eq.as4", "scade domani", "2024-09-17T08:00:00+02:00"),
        ("segretario", "manca chi riferisce", "2024-09-17T08:00:00+02:00"),
    ]
    assert town.clock.now() == dt.datetime(2024, 9, 17, 8, tzinfo=ROME)


def test_the_group_hears_only_what_is_meant_for_the_bot(town: Town) -> None:
    town.says(
        ":group",
        "chiacchiere",
        "/stato AS4",
        "/stato@traguardo_bot AS4",
        "/stato@altro_bot AS4",
        "@traguardo_bot come va?",
        ":reply e l'AS5?",
        ":private",
        "ciao",
    )
    assert [(t.kind, t.text) for t in town.desk.turns] == [
        ("group", "/stato AS4"),
        ("group", "/stato AS4"),
        ("group", "come va?"),
        ("group", "e l'AS5?"),
        ("private", "ciao"),
    ]


def test_what_is_said_in_the_group_is_addressed_to_it(town: Town) -> None:
    assert [c["to"] for c in town.calls(":group", "/stato")] == ["gruppo"]


def test_an_edit_and_a_quote_name_their_messages(town: Town) -> None:
    town.says("AS4.3.1 240", ":edit AS4.3.1 250", ":reply perché?")
    written, edited, quoting = town.desk.turns
    assert (edited.edited, edited.text, edited.message) == (True, "AS4.3.1 250", written.message)
    assert (quoting.edited, quoting.text) == (False, "perché?")
    assert quoting.reply_to is not None and quoting.reply_to > (edited.message or 0)


def test_files_and_photos_arrive_with_their_content(town: Town, tmp_path: Path) -> None:
    report = tmp_path / "relazione finale.pdf"
    report.write_bytes(b"%PDF-1.7")
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8")
    town.says(f":file {report}", f":photo {photo} AS4.3.1 240")
    document, picture = (t.attachment for t in town.desk.turns)
    assert document is not None and picture is not None
    assert (document.name, document.media_type) == ("relazione finale.pdf", "application/pdf")
    assert (document.content, document.size) == (b"%PDF-1.7", 8)
    assert (picture.media_type, picture.content) == ("image/jpeg", b"\xff\xd8")
    assert town.desk.turns[1].text == "AS4.3.1 240"


def test_a_file_too_large_is_not_fetched_and_any_other_is_judged_by_its_content(
    town: Town, tmp_path: Path
) -> None:
    big = tmp_path / "grande.pdf"
    with big.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    program = tmp_path / "programma.exe"
    program.write_bytes(b"MZ")
    town.says(f":file {big}", f":file {program}")
    large, strange = (t.attachment for t in town.desk.turns)
    assert large is not None and strange is not None
    assert (large.content, large.size) == (None, 20 * 1024 * 1024 + 1)
    assert (strange.content, strange.size) == (b"MZ", 2)


def test_a_document_goes_out_with_its_caption(town: Town) -> None:
    sheet = Reply((words("la scheda"),), document=("scheda.pdf", b"%PDF"))
    town.desk.answer = lambda turn, draft: Outcome((sheet,))
    (call,) = town.calls("/scheda")
    assert (call["method"], call["text"], call["file"]) == (
        "sendDocument",
        "la scheda",
        "scheda.pdf",
    )


def test_what_the_bot_sent_is_saved_and_nothing_is_written_over(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = Reply((words("la scheda"),), document=("scheda.pdf", b"%PDF"))
    town.desk.answer = lambda turn, draft: Outcome((sheet,))
    assert "Salvato in scheda.pdf." in town.says("/scheda", ":save")
    assert (tmp_path / "scheda.pdf").read_bytes() == b"%PDF"
    (tmp_path / "scheda.pdf").write_bytes(b"mia")
    town.says("/scheda", ":save", ":save /non/esiste/x.pdf", ":save altra.pdf")
    assert [
        "c'è già" in line or "Non posso scrivere" in line for line in town.err.splitlines()
    ] == [
        True,
        True,
    ]
    assert (tmp_path / "scheda.pdf").read_bytes() == b"mia"
    assert (tmp_path / "altra.pdf").read_bytes() == b"%PDF"


def test_nothing_is_said_before_the_first_line(town: Town) -> None:
    town.due = lambda: [Reply((words("presto"),), to="eq.as4")]
    assert town.says() == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (":salta", "Non conosco «:salta»"),
        (":", "Non conosco «:»"),
        (":press", "Qui non c'è nessun messaggio con pulsanti"),
        (":file", "Scrivi :file e il percorso"),
        (":file /non/esiste.pdf", "Non trovo il file «/non/esiste.pdf»"),
        (":photo /etc/hostname", "non è un'immagine"),
        (":save", "non ha ancora mandato un file"),
        (":edit nuovo", "Non hai ancora scritto"),
        (":reply cosa", "Il bot non ha ancora scritto"),
        (":as", "Scrivi :as e il codice"),
        (":as nessuno", "«nessuno» non è tra le persone iscritte"),
        (":now ieri", "Non riconosco «ieri»"),
        (":now", "Non riconosco «»"),
        (":now 2024-09-01", "L'orologio va solo avanti"),
    ],
)
def test_a_line_that_cannot_be_done_says_why_and_the_talk_goes_on(
    town: Town, line: str, why: str
) -> None:
    assert town.says(line, "ciao") == "hai scritto: ciao"
    assert why in town.err
    assert len(town.err.splitlines()) == 1


@pytest.mark.parametrize("which", ["0", "3", "uno", "-1"])
def test_a_button_that_is_not_there_cannot_be_pressed(town: Town, which: str) -> None:
    town.desk.answer = card
    assert town.says("AS4.3.1 240", f":press {which}").count("leggo") == 1
    assert town.err.startswith("Scrivi :press")


def test_a_stranger_speaks_for_nobody(town: Town) -> None:
    town.says("ciao", as_person="sconosciuto")
    assert town.desk.turns[0].person is None
