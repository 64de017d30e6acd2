"""Lists that commands open, asked for as a file: the file, and never the list in its place."""

import datetime as dt

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.commands.leaves import AnnounceLeave
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town


@pytest.mark.parametrize(
    ("who", "asked", "file"),
    [
        ("personale", "mandami il prospetto dei premi in excel", "determina-2024.csv"),
        ("personale", "vorrei i premi del 2024 in word", "determina-2024.docx"),
        ("nucleo", "stampa l'elenco dei premi", "determina-2024.pdf"),
        ("personale", "elenco delle assenze in excel", "elenco.xlsx"),
        ("segretario", "mi serve un foglio con le ferie", "elenco.xlsx"),
        ("segretario", "le anomalie del piano in excel", "elenco.xlsx"),
        ("dirigente.as", "esporta in csv gli errori del piano", "elenco.xlsx"),
        ("segretario", "dammi il file delle modifiche al piano", "elenco.xlsx"),
    ],
)
def test_a_list_that_a_command_opens_comes_as_the_file_it_is_asked_as(
    town: Town, who: str, asked: str, file: str
) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    away = AnnounceLeave("eq.as3", dt.date(2024, 10, 1), dt.date(2024, 10, 8), None)
    town.ledger.execute(away, actor="personale", cause="test")
    town.person("dirigente.as").says("/peso AS4.3 40; riordino dell'area").taps("Conferma")
    town.person(who).says(asked)
    sent = [call["file"] for call in town.calls if call["method"] == "sendDocument"]
    assert sent == [file]


def test_an_empty_list_asked_as_a_file_is_said_to_be_empty(town: Town) -> None:
    town.person("personale").says("elenco assenze in excel").sees("non è annunciata nessuna")
