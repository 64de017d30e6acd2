"""Layouts that towns print and no two alike, each told in a few lines and read back."""

from pathlib import Path

from importers import read_plan
from ledger.plan import Objective, Plan

HEAD = "Comune di Prova\nPiano della performance 2026\n\n"


def read(tmp_path: Path, text: str, name: str) -> Plan:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_plan(tmp_path / name)


def measured(objective: Objective) -> list[tuple[str, str]]:
    return [(one.name, str(one.target)) for one in objective.indicators]


def test_objectives_headed_by_a_number_alone_are_read(tmp_path: Path) -> None:
    objectives = "".join(
        f"{n}. {title}\nIl lavoro prosegue con il personale che è assegnato.\n"
        f"Assegnato a: E.Q. Anna Neri\nDa ultimare entro: {day}/11/2026\n"
        f"Indicatore: {measure}\nTarget: {target}\n\n"
        for n, title, day, measure, target in (
            (1, "Argini puliti", 10, "Chilometri puliti", 12),
            (2, "Fontane riparate", 20, "Fontane riparate", 7),
            (3, "Panchine nuove", 30, "Panchine posate", 40),
        )
    )
    text = f"{HEAD}Area Tecnica (A.T)\nServizio A.T.1 – Opere\n{objectives}"
    plan = read(tmp_path, text, "piano.txt")
    assert [o.title for o in plan.objectives] == [
        "Argini puliti", "Fontane riparate", "Panchine nuove"
    ]  # fmt: skip
    assert [str(o.deadline) for o in plan.objectives] == ["2026-11-10", "2026-11-20", "2026-11-30"]
    assert (plan.areas[0].name, plan.areas[0].services[0].printed) == ("Area Tecnica", "A.T.1")


def test_a_matrix_under_two_lines_of_headings_gives_every_indicator(tmp_path: Path) -> None:
    text = (
        HEAD
        + """Area;Servizio;Cod.;Obiettivo;Da concludere entro il;Indicatore 1;;;Indicatore 2;;
;;;;;Descrizione;Valore 2025;Valore atteso 2026;Descrizione;Valore 2025;Valore atteso 2026
Area Tecnica;Opere;01;Argini puliti;30.11.2026;Chilometri puliti;8;12;Rifiuti tolti;20;35
;;02;Fontane riparate;31.12.2026;Fontane riparate;5;7;;;
"""
    )
    plan = read(tmp_path, text, "piano.csv")
    assert [measured(o) for o in plan.objectives] == [
        [("Chilometri puliti", "12"), ("Rifiuti tolti", "35")],
        [("Fontane riparate", "7")],
    ]


def test_a_sheet_under_activities_by_month_is_a_new_objective(tmp_path: Path) -> None:
    months = "GEN;FEB;MAR;APR;MAG;GIU;LUG;AGO;SET;OTT;NOV;DIC"
    sheets = "".join(
        f"Obiettivo {n};{title}\nRisultato che si intende ottenere;Il lavoro è fatto e si vede\n"
        f"Incaricato;E.Q. Anna Neri\nPeso;50\n"
        f"Attività;{months};Peso attività %;Entro il\n"
        f"Sopralluoghi;X;X;;;;;;;;;;;40;28/02/2026\nLavori;;;X;X;;;;;;;;;60;30/04/2026\n;\n"
        for n, title in ((1, "Argini puliti"), (2, "Fontane riparate"))
    )
    plan = read(tmp_path, f"{HEAD}Area Tecnica;\nServizio Opere;\n{sheets}", "piano.csv")
    assert [[i.name for i in o.indicators] for o in plan.objectives] == [
        ["Sopralluoghi", "Lavori"]
    ] * 2
    assert [str(i.weight) for i in plan.objectives[1].indicators] == ["40", "60"]


def test_a_register_refers_to_strategic_lines_without_operational_ones(tmp_path: Path) -> None:
    text = (
        HEAD
        + """OBIETTIVI STRATEGICI
OS1 - Città curata (linea L1)

AR1 AREA TECNICA
CdR AR1.01 - Ufficio Opere

ID obiettivo: OB-01
Obiettivo: Argini puliti
Rif. DUP: OS1
Entro il: 30/11/2026
Resp. P.O.: P.O. Anna Neri
Indicatore 1: Chilometri puliti
Target 2026: 12 chilometri
"""
    )
    plan = read(tmp_path, text, "piano.txt")
    [objective] = plan.objectives
    assert (objective.printed, objective.strategic) == ("OB-01", "OS1")
    assert plan.strategic[0].title == "Città curata"
    assert "partial_code" not in {anomaly.kind for anomaly in plan.anomalies}
