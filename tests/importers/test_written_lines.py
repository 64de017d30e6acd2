"""Texts typed line by line: what is told where, and what is not there."""

from datetime import date
from pathlib import Path

import pytest

from importers.tables.closedrows import closed_rows
from importers.units.owners import names_persons, person_in

from .test_habits_of_offices import read

_PLAN = """\
COMUNE DI PROVA

PIANO DETTAGLIATO DEGLI OBIETTIVI
2026

SETTORE TRIBUTI
Responsabile: NERI comm. Anna

OBIETTIVI

OBIETTIVO N. 1
Sportello su appuntamento

Apertura di due pomeriggi.
Azioni previste:
- predisposizione del programma di lavoro
- relazione finale alla Giunta
Indicatori:
\t• Appuntamenti evasi: n. 610 (anno 2025: 430)
\t• Utenti soddisfatti: n.d. (anno 2025: 80%)
Peso: 60/100
Termine: 31.12.2026
OBIETTIVO N. 2
Riscossione delle entrate minori

Ingiunzioni emesse dal Comune.
Azioni previste:
- predisposizione del programma di lavoro
Indicatori:
Peso: 40/100
Termine: 30.09.2026
"""


def test_the_year_may_stand_alone_under_the_title_and_last_years_figures_are_the_start(
    tmp_path: Path,
) -> None:
    plan = read(tmp_path, _PLAN, "piano.txt")
    assert plan.year == 2026
    first, second = plan.objectives
    assert [(i.name, i.target, i.baseline) for i in first.indicators] == [
        ("Appuntamenti evasi", 610, 430),
        ("Utenti soddisfatti", None, 80),
    ]
    assert [phase.title for phase in first.phases] == [
        "predisposizione del programma di lavoro",
        "relazione finale alla Giunta",
    ]
    assert [(o.title, o.weight) for o in plan.objectives] == [
        ("Sportello su appuntamento", 60),
        ("Riscossione delle entrate minori", 40),
    ]
    assert [(a.kind, a.where) for a in plan.anomalies] == [
        ("no_target", first.indicators[1].code),
        ("no_indicator", second.code),
    ]


def test_a_list_of_aims_is_prose_and_numbered_items_are_no_headings(tmp_path: Path) -> None:
    sheet = (
        "{n}.  {title}\n     Finalità:\n     - servire meglio i cittadini\n     - spendere meno\n"
        "     Peso: 50/100\n     Scadenza: 30/06/2026\n     Indicatori:\n"
        "     1. Domande istruite entro i trenta giorni dalla presentazione allo sportello –\n"
        "        valore atteso n. 65\n     2. Controlli svolti – valore atteso n. 9\n"
    )
    text = "COMUNE DI PROVA\nPiano degli obiettivi 2026\n\nSETTORE TRIBUTI\n\n"
    titles = ("Contributi agli affitti", "Mensa delle scuole")
    text += "".join(sheet.format(n=n, title=title) for n, title in enumerate(titles, start=1))
    plan = read(tmp_path, text, "piano.txt")
    assert tuple(o.title for o in plan.objectives) == titles
    for objective in plan.objectives:
        assert objective.description is not None
        assert "servire meglio i cittadini" in objective.description
        assert "spendere meno" in objective.description
        assert [i.target for i in objective.indicators] == [65, 9]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Com.te Rosario Neri", "rosario neri"),
        ("isp. capo Rita Poli", "rita poli"),
        ("NERI dott.ssa Bruna", "neri bruna"),
        ("ing. Nicola Dell'Acqua", "nicola dell acqua"),
        ("Serv. Tributi Locali", None),
    ],
)
def test_a_person_is_known_with_any_shortened_title(text: str, name: str | None) -> None:
    assert names_persons(text) is (name is not None)
    assert person_in(text) == name


_CLOSED = """\
Comune di Prova
Piano degli obiettivi 2026

Settore Affari Generali
S1.1 Servizio Segreteria
Obiettivo S1.1.1 Manuale del protocollo
Peso: 55
Scadenza: 31 dicembre 2026
Indicatori Valore atteso Peso
1) Adozione del manuale aggiornato 31 luglio 2026 65%
2) Dipendenti con almeno 40 ore di corso / dipendenti in servizio
dopo la riorganizzazione 75% 35%
Obiettivo S1.1.2 Notizie ai cittadini
Peso: 45
Scadenza: 30 settembre 2026
Indicatori Valore atteso Peso
1) Numero di notizie pubblicate n. 165 45%
2) Importo riscosso € 25.000,00 30%
3) Numero di sanzioni n.d. 25%
"""


def test_a_line_of_headings_says_what_closes_each_row_below_it(tmp_path: Path) -> None:
    plan = read(tmp_path, _CLOSED, "piano.txt")
    assert [
        [(i.name, str(i.kind), i.target, i.weight) for i in one.indicators]
        for one in plan.objectives
    ] == [
        [
            ("Adozione del manuale aggiornato", "date", date(2026, 7, 31), 65),
            (
                "Dipendenti con almeno 40 ore di corso / dipendenti in servizio"
                " dopo la riorganizzazione",
                "ratio",
                75,
                35,
            ),
        ],
        [
            ("Numero di notizie pubblicate", "count", 165, 45),
            ("Importo riscosso", "currency", 25000, 30),
            ("Numero di sanzioni", "count", None, 25),
        ],
    ]
    assert [(a.kind, a.where) for a in plan.anomalies] == [("no_target", "S11.2.3")]


@pytest.mark.parametrize(
    "line",
    [
        "Le attività del 2026 proseguono come nel 2025",
        "Indicatori scelti dal servizio",
        "Totale 100%",
    ],
)
def test_lines_that_close_no_row_stay_as_they_are(line: str) -> None:
    lines = ["Indicatori Valore atteso Peso", line]
    assert closed_rows(lines) == lines
