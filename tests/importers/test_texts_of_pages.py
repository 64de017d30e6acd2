"""Texts that a program took out of pages: what runs along them, and columns set with spaces."""

from pathlib import Path

from importers import read_plan
from ledger.plan import Plan


def read_pages(tmp_path: Path, *pages: str) -> Plan:
    path = tmp_path / "piano.txt"
    path.write_text("\f".join(pages), encoding="utf-8")
    return read_plan(path)


_FOOT = "\n\n                                 Piano degli obiettivi 2026      {n}\n"
_OPENING = """\
Comune di Prova - Allegato A

Piano dettagliato degli obiettivi 2026

AREA TECNICA

Servizio Opere

Codice   Obiettivo            Peso   Termine      Indicatore            2025   Target 2026
OP.1     Argini puliti        60%    31/10/2026   Chilometri puliti     10     25 km
                                                  Volontari coinvolti   4      12 volontari
OP.2     Fontane riparate e   40%    30/11/2026   Fontane riparate      2      9 fontane
"""
_REST = """\
Comune di Prova - Allegato A

             messe a norma

OP.3       Panchine nuove       100%   30/06/2026     Panchine posate        5     30 panchine
                                                      Parchi serviti         1     6 parchi
"""


def test_a_table_goes_on_over_a_page_where_its_columns_stand_elsewhere(tmp_path: Path) -> None:
    plan = read_pages(tmp_path, _OPENING + _FOOT.format(n=1), _REST + _FOOT.format(n=2))
    assert [
        (o.title, str(o.weight), str(o.deadline), [(i.name, str(i.target)) for i in o.indicators])
        for o in plan.objectives
    ] == [
        (
            "Argini puliti",
            "60",
            "2026-10-31",
            [("Chilometri puliti", "25"), ("Volontari coinvolti", "12")],
        ),
        ("Fontane riparate e messe a norma", "40", "2026-11-30", [("Fontane riparate", "9")]),
        (
            "Panchine nuove",
            "100",
            "2026-06-30",
            [("Panchine posate", "30"), ("Parchi serviti", "6")],
        ),
    ]


_CENTRED = """\
Comune di Prova
Piano dettagliato degli obiettivi 2026

                                                          Indicatori
 N.         Obiettivo         Peso
                                        Descrizione     Valore 2025  Target 2026   Entro il
SETTORE TERRITORIO
Servizio Opere
                                     Metri asfaltati        120       400 metri   30/09/2026
 01    Strade bianche di       60
       collina                       Frane sistemate         2         5 frane    31/10/2026
 02    Fontane pubbliche       40    Fontane riparate        3        9 fontane   31/12/2026
                Totale        100
"""


def test_cells_in_the_middle_of_their_rows_and_a_band_over_the_measures(tmp_path: Path) -> None:
    first, second = read_pages(tmp_path, _CENTRED).objectives
    assert (first.title, str(first.weight), first.printed) == (
        "Strade bianche di collina",
        "60",
        None,
    )
    assert [(i.name, str(i.baseline), str(i.deadline)) for i in first.indicators] == [
        ("Metri asfaltati", "120", "2026-09-30"),
        ("Frane sistemate", "2", "2026-10-31"),
    ]
    assert [str(i.deadline) for i in second.indicators] == ["2026-12-31"]


_SHEET = """\
Comune di Prova
Piano dettagliato degli obiettivi 2026

SETTORE TERRITORIO

Servizio Opere

   Obiettivo        Manutenzione delle strade bianche
                    di collina
   Peso             100%            Termine          31/12/2026

   Indicatore                          Anno 2025           Target 2026
   Metri sistemati                     120                 n. 400 metri

  Fase                        GEN   FEB   MAR   APR   MAG   GIU
  Rilievo delle strade da      X     X
  sistemare
  Lavori                                   X     X     X
  Consuntivo                                                X
"""


def test_the_pieces_of_work_of_a_sheet_are_told_by_their_marks(tmp_path: Path) -> None:
    [objective] = read_pages(tmp_path, _SHEET).objectives
    assert objective.title == "Manutenzione delle strade bianche di collina"
    assert [(p.title, str(p.start), str(p.end)) for p in objective.phases] == [
        ("Rilievo delle strade da sistemare", "2026-01-01", "2026-02-28"),
        ("Lavori", "2026-03-01", "2026-05-31"),
        ("Consuntivo", "2026-06-01", "2026-06-30"),
    ]
    assert [str(i.baseline) for i in objective.indicators] == ["120"]
