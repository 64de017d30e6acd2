"""Tables as other bodies lay them out: two columns of one heading, results, headings apart."""

from decimal import Decimal
from pathlib import Path

import openpyxl

from importers import read_plan
from ledger.plan import Indicator, Plan


def from_csv(text: str, folder: Path) -> Plan:
    path = folder / "piano.csv"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def measures(plan: Plan) -> dict[str, Indicator]:
    return {i.name: i for o in plan.objectives for i in o.indicators}


def test_a_last_column_of_no_known_heading_hides_no_plan(tmp_path: Path) -> None:
    plan = from_csv(
        "Agenzia - Quadro sinottico degli obiettivi 2021\n"
        "Area strategica;Obiettivo;Indicatore;Peso;Target;Incentivazione (mln €)\n"
        "Servizi;Facilitare gli adempimenti;Copertura degli oneri;60;85%;5,7\n"
        "Servizi;Facilitare gli adempimenti;Rimborsi lavorati entro 3 mesi;20;almeno 70%;1,9\n"
        "Risorse;Spendere meno;Lettere spedite;20;1.800;0,95\n",
        tmp_path,
    )
    assert [(o.title, o.weight) for o in plan.objectives] == [
        ("Facilitare gli adempimenti", Decimal(80)),
        ("Spendere meno", Decimal(20)),
    ]
    assert measures(plan)["Lettere spedite"].target == Decimal(1800)


def test_what_was_reached_is_no_target(tmp_path: Path) -> None:
    plan = from_csv(
        "Piano 2020\n"
        "N.;Dipartimento;Obiettivo operativo;DESCRIZIONE;Scadenza;Indicatore;% di ragg.;Note\n"
        "1;TECNICO;01010602;CENSIMENTO ALLOGGI;31.10.2020;N. alloggi censiti (target 120);90%;\n"
        "2;CONTI;01030101;TEMPI DI PAGAMENTO;31.12.2020;Giorni medi di pagamento <= 30;100%;\n"
        "3;PERSONA;04020302;CARTA NIDO;31.12.2020;Carta approvata dalla Giunta;50%;\n",
        tmp_path,
    )
    targets = {name: (one.kind, one.target) for name, one in measures(plan).items()}
    assert targets == {
        "N. alloggi censiti": ("count", Decimal(120)),
        "Giorni medi di pagamento": ("index", Decimal(30)),
        "Carta approvata dalla Giunta": ("milestone", None),
    }


def test_of_two_columns_of_one_heading_the_second_is_measured(tmp_path: Path) -> None:
    plan = from_csv(
        "Comune di Prova;PEG 2024\n"
        "Cod.;Descrizione;Peso %;Termine;Descrizione;2023;Atteso 2024\n"
        "1.1;Albo delle associazioni;40;31/05/2024;Associazioni iscritte;0;35\n"
        "1.1;Albo delle associazioni;40;31/05/2024;Regolamento approvato;;SI\n"
        "1.2;Certificati elettorali;60;15/06/2024;Tempo di rilascio;3 gg;max 2 gg\n",
        tmp_path,
    )
    assert [(o.title, len(o.indicators)) for o in plan.objectives] == [
        ("Albo delle associazioni", 2),
        ("Certificati elettorali", 1),
    ]
    assert measures(plan)["Associazioni iscritte"].baseline == Decimal(0)


def test_headings_of_measures_may_start_in_the_second_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "AM.1"
    for row in (
        ("AREA", "AM - Area Amministrativa"),
        ("SERVIZIO", "AM.1 - Segreteria"),
        (None, None),
        ("Obiettivo 1", "Contratti in forma elettronica"),
        ("Peso", "60/100"),
        (None, "Indicatore", "Target 2025"),
        (None, "Contratti stipulati", 40),
        (None, "Tempo di registrazione", "entro 15 giorni"),
        (None, None),
        ("Obiettivo 2", "Meno contenzioso"),
        ("Peso", "40/100"),
        (None, "Indicatore", "Target 2025"),
    ):
        sheet.append(row)
    book.save(tmp_path / "schede 2025.xlsx")
    plan = read_plan(tmp_path / "schede 2025.xlsx")
    found = [(o.title, [i.name for i in o.indicators]) for o in plan.objectives]
    assert found == [
        ("Contratti in forma elettronica", ["Contratti stipulati", "Tempo di registrazione"]),
        ("Meno contenzioso", []),
    ]
    assert ("no_indicator", "AM1.2") in {(a.kind, a.where) for a in plan.anomalies}


def test_a_baseline_may_name_its_month(tmp_path: Path) -> None:
    path = tmp_path / "piano.txt"
    path.write_text(
        "Piano triennale 2021-2023\n\nObiettivi e risultati attesi\n\n"
        "OB.1 - Condividere i dati\n\n-  R.A.1a - Basi dati con una API\n\n"
        "   -  Baseline dicembre 2020 - 6 basi di dati\n\n   -  Target 2021 - 8 basi di dati\n\n"
        "OB.2 - Dati di qualità\n\n-  R.A.2a - Dataset con metadati\n\n"
        "   -  Target 2021 - 10 dataset\n",
        encoding="utf-8",
    )
    first = read_plan(path).objectives[0].indicators[0]
    assert (first.baseline, first.target) == (Decimal(6), Decimal(8))
