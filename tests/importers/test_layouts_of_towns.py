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


def test_measures_set_in_under_each_objective_are_its_own(tmp_path: Path) -> None:
    head = "Sigla  Obiettivo            Punti   A cura di             Termine\n"
    rows = "".join(
        f"A-0{n}   {title:<20} {points}      {owner:<21} {day}.2026\n"
        f"         Grandezza misurata      U.M.   Anno 2025   Anno 2026\n"
        f"         {measure:<23} n.     {was:<11} {target}\n\n"
        for n, title, points, owner, day, measure, was, target in (
            (1, "Argini puliti", 60, "Neri Anna", "10.11", "Chilometri puliti", 8, 12),
            (2, "Fontane riparate", 25, "Neri Anna", "20.11", "Fontane riparate", 5, 7),
            (3, "Panchine nuove", 15, "Segretario comunale", "30.11", "Panchine posate", 9, 40),
        )
    )
    unit, total = "AREA TECNICA\n(capo area: Neri Anna)\n\n", "       Totale punti area    100\n"
    text = f"{HEAD}{unit}{head}{rows}{total}"
    plan = read(tmp_path, text, "piano.txt")
    assert [measured(o) for o in plan.objectives] == [
        [("Chilometri puliti", "12")], [("Fontane riparate", "7")], [("Panchine posate", "40")]
    ]  # fmt: skip
    assert [str(o.weight) for o in plan.objectives] == ["60", "25", "15"]
    assert [s.name for s in plan.areas[0].services] == ["Area Tecnica"]
    assert plan.anomalies == ()


def test_labels_that_only_one_town_uses_are_read_where_values_stand_apart(tmp_path: Path) -> None:
    sheets = "".join(
        f"Scheda:               OB.26.0{n}\nOggetto:              {title}\n"
        f"Quota sul servizio:   {share}%\nRisponde:             E.Q. Opere\n"
        f"Scadenza finale:      30.11.2026\n"
        f"  Parametro 1:        {measure}\n     valore 2025:     {was}\n"
        f"     atteso 2026:     {target}\n     peso:            100%\n"
        f"  Azioni                       peso     entro il\n"
        f"     Sopralluogo                40%     31.03.2026\n"
        f"     Lavori sul posto           60%     30.09.2026\n\n\n"
        for n, title, share, measure, was, target in (
            (1, "Argini puliti", 60, "Chilometri puliti", 8, 12),
            (2, "Fontane riparate", 25, "Fontane riparate", 5, 7),
            (3, "Panchine nuove", 15, "Panchine posate", 9, 40),
        )
    )
    text = f"{HEAD}AREA A.T.  AREA TECNICA\n\nSERVIZIO A.T.1  OPERE\n\n{sheets}"
    plan = read(tmp_path, text, "piano.txt")
    assert [(o.printed, str(o.weight)) for o in plan.objectives] == [
        ("OB.26.01", "60"), ("OB.26.02", "25"), ("OB.26.03", "15")
    ]  # fmt: skip
    figures = [(i.baseline, i.target, i.weight) for o in plan.objectives for i in o.indicators]
    assert [tuple(map(str, figure)) for figure in figures] == [
        ("8", "12", "100"), ("5", "7", "100"), ("9", "40", "100")
    ]  # fmt: skip
    assert [phase.title for phase in plan.objectives[0].phases] == [
        "Sopralluogo", "Lavori sul posto"
    ]  # fmt: skip
    assert (plan.areas[0].name, plan.areas[0].code) == ("Area Tecnica", "AT")


def test_an_operational_code_of_another_strategic_line_is_told(tmp_path: Path) -> None:
    text = (
        HEAD
        + """LINEE DI MANDATO
Codice;Descrizione
L1;Una città sicura
OBIETTIVI STRATEGICI
Codice;Descrizione;Linea di mandato
ST1;Strade e verde;L1
ST2;Conti in ordine;L1
OBIETTIVI OPERATIVI
Codice;Descrizione;Stato
ST1.01;Marciapiedi;in corso
ST2.01;Entrate;in corso
OBIETTIVI ESECUTIVI
Area;Servizio;Codice;Obiettivo;Strategico;Operativo;Peso;Scadenza;Resp.;Indicatore;Target 2026
Area Tecnica;Opere;P-01;Argini puliti;ST1;ST1.01;60;30/11/2026;Dirigente;Chilometri puliti;12
Area Tecnica;Opere;P-02;Fontane riparate;ST1;ST2.01;40;30/11/2026;Dirigente;Fontane riparate;7
"""
    )
    plan = read(tmp_path, text, "piano.csv")
    assert [o.operational for o in plan.objectives] == ["ST1.01", "ST2.01"]
    assert [s.mandate for s in plan.strategic] == ["L1", "L1"]
    crossed = [(a.where, a.text) for a in plan.anomalies if a.kind == "code_mismatch"]
    assert [text for _, text in crossed] == ["ST2.01"]
    assert crossed[0][0] == plan.objectives[1].code


def test_the_segretarios_own_forms_are_told_by_their_heading_on_the_same_sheet(
    tmp_path: Path,
) -> None:
    form = (
        "Codice;{code};Peso %;100;\nObiettivo;{title};;;\nScadenza;30/11/2026;;;\n"
        "Indicatori;Descrizione;Anno 2025;Target 2026;Peso ind. %\n;{measure};20;75;100\n;;;;\n"
    )
    forms = [
        f"{heading};;;;\n;;;;\n{form.format(code=code, title=title, measure=measure)}"
        for heading, code, title, measure in (
            ("Settore: Tributi", "T1", "Piano dei controlli n. 9", "Posizioni verificate"),
            ("Settore: Opere", "L1", "Argini puliti", "Chilometri puliti"),
            ("Obiettivi trasversali a tutti i settori", "X1", "Modelli nuovi", "Modelli rivisti"),
            ("Segretario generale", "S1", "Presidio dei progetti", "Riunioni tenute"),
        )
    ]
    plan = read(tmp_path, f"{HEAD}{''.join(forms)}", "piano.csv")
    assert [(o.code, o.printed, o.title) for o in plan.objectives] == [
        ("A11.1", "T1", "Piano dei controlli n. 9"),
        ("A21.1", "L1", "Argini puliti"),
        ("TR.1", "X1", "Modelli nuovi"),
        ("SG.1", "S1", "Presidio dei progetti"),
    ]
    assert [measured(o) for o in plan.objectives] == [
        [(measure, "75")]
        for measure in (
            "Posizioni verificate",
            "Chilometri puliti",
            "Modelli rivisti",
            "Riunioni tenute",
        )
    ]
    assert plan.anomalies == ()


def test_a_target_that_begins_on_one_line_and_ends_below_is_of_its_own_row(tmp_path: Path) -> None:
    head = "Obiettivo                Peso   Scadenza      Indicatore               Atteso 2026\n"
    rows = (
        "Argini puliti            60     30/11/2026    Chilometri puliti        12 chilometri\n"
        "                                              Approvazione del piano   entro il\n"
        "                                                                       30/06/2026\n\n"
    )
    again = "Fontane riparate         40     31/12/2026    Fontane riparate         7 fontane\n\n"
    unit = "Servizio Opere\n\n"
    text = f"{HEAD}SETTORE TECNICO\n\n{unit}{head}{rows}\fServizio Opere (segue)\n\n{head}{again}"
    plan = read(tmp_path, text, "piano.txt")
    assert [measured(o) for o in plan.objectives] == [
        [("Chilometri puliti", "12"), ("Approvazione del piano", "2026-06-30")],
        [("Fontane riparate", "7")],
    ]
    assert [service.name for service in plan.areas[0].services] == ["Servizio Opere"]
    assert plan.anomalies == ()
