"""What stands by itself is a name, as the document prints it; labels and counts are none."""

from pathlib import Path

import pytest

from importers import read_plan
from importers.values.words import sentence_case
from ledger.plan import Plan

SHEET = (
    "Obiettivo {n}: {title}\nPeso: 50%\nScadenza: 30/06/2026\nIndicatore: {measure}\nTarget: 12\n\n"
)


def read(tmp_path: Path, *services: str) -> Plan:
    """A plan with an objective under each of those lines."""
    path = tmp_path / "piano.txt"
    sheets = "".join(
        f"{service}\n\n"
        + SHEET.format(n=n, title=f"Argini puliti {n}", measure=f"N. argini puliti a valle {n}")
        for n, service in enumerate(services, start=1)
    )
    path.write_text(f"Comune di Prova\nPiano degli obiettivi 2026\n\nAREA TECNICA\n\n{sheets}")
    return read_plan(path)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Servizio Opere", "Servizio Opere"),
        ("SERVIZIO OPERE", "Servizio Opere"),
        ("Servizio: Opere", "Opere"),
        ("Servizio T.1 - Opere", "Opere"),
        ("T.1 - Servizio Opere", "Servizio Opere"),
    ],
)
def test_the_word_before_a_colon_or_a_code_is_a_label(
    tmp_path: Path, printed: str, name: str
) -> None:
    assert [s.name for _, s in read(tmp_path, printed).services()] == [name]


def test_a_word_that_stands_before_every_name_is_none_of_them(tmp_path: Path) -> None:
    plan = read(tmp_path, "Servizio Opere", "Servizio Servizi Sociali")
    assert [s.name for _, s in plan.services()] == ["Opere", "Servizi Sociali"]


def test_an_indicator_is_called_what_its_line_says(tmp_path: Path) -> None:
    [indicator] = [i for _, i in read(tmp_path, "Servizio Opere").indicators()]
    assert (indicator.name, indicator.unit) == ("N. argini puliti a valle 1", "argini")


@pytest.mark.parametrize(
    ("shouted", "said"),
    [
        ("PIEVE SANT'OLMO", "Pieve Sant'Olmo"),
        ("TUTELA DELL'AMBIENTE", "Tutela dell'Ambiente"),
        ("L'AQUILA", "L'Aquila"),
        ("CITTÀ D'ARTE", "Città d'Arte"),
    ],
)
def test_a_name_in_capitals_is_said_with_the_capitals_it_has(shouted: str, said: str) -> None:
    assert sentence_case(shouted) == said
