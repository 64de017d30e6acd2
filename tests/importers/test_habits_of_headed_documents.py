"""What documents of headings and tables print, and what their tables show together."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from importers import read_plan
from importers.units.owners import names_persons
from importers.values.asides import without_aside
from importers.values.facts import told_in
from importers.values.measures import measure
from ledger.plan import Direction, Plan

Rows = Sequence[Sequence[str]]
TITLE = "Comune di Prova – Piano degli obiettivi 2026"


def read(tmp_path: Path, *parts: str | Rows) -> Plan:
    """A document of headings (`# Settore Tecnico`), lines and tables, read."""
    paper = docx.Document()
    paper.add_paragraph(TITLE)
    for part in parts:
        if isinstance(part, str):
            style = "Heading 1" if part.startswith("# ") else "Normal"
            paper.add_paragraph(part.removeprefix("# "), style)
        else:
            table = paper.add_table(len(part), max(map(len, part)))
            for row, cells in zip(table.rows, part, strict=True):
                for i, text in enumerate(cells):
                    row.cells[i].text = text
    paper.save(str(tmp_path / "piano.docx"))
    return read_plan(tmp_path / "piano.docx")


HEAD = ("N.", "Obiettivo", "Peso", "Indicatore", "Valore atteso", "Termine")


def test_days_that_are_of_the_rows_in_one_table_are_so_in_all_of_its_headings(
    tmp_path: Path,
) -> None:
    plan = read(
        tmp_path,
        "# Settore Tributi",
        (
            HEAD,
            ("1", "Bonifica degli archivi", "60", "Posizioni verificate", "80", "30/06/2026"),
            ("1", "Bonifica degli archivi", "60", "Avvisi emessi", "40", "31/10/2026"),
            ("2", "Sportello in rete", "40", "Istanze ricevute", "90", "31/12/2026"),
        ),
        "# Settore Tecnico",
        (
            HEAD,
            ("1", "Strade bianche", "70", "Metri sistemati", "400", "31/05/2026"),
            ("1", "Strade bianche", "70", "Tratti collaudati", "6", "30/11/2026"),
            ("2", "Verde pubblico", "30", "Alberi piantati", "35", "15/11/2026"),
        ),
    )
    days = [[str(i.deadline) for i in one.indicators] for one in plan.objectives]
    assert days == [
        ["2026-06-30", "2026-10-31"],
        ["2026-12-31"],
        ["2026-05-31", "2026-11-30"],
        ["2026-11-15"],
    ]


def test_a_step_whose_target_is_left_empty_among_many_that_have_one_lacks_it(
    tmp_path: Path,
) -> None:
    names = [f"Pratiche evase {kind}" for kind in ("edilizie", "sociali", "fiscali", "tecniche")]
    rows = [(str(i), f"Lavoro {name}", "20", name, "50") for i, name in enumerate(names, start=1)]
    wide = [(*row[:3], f"{row[3]} {part}", row[4]) for row in rows for part in ("a", "b", "c")]
    plan = read(
        tmp_path,
        "# Settore Tributi",
        (HEAD[:5], *wide, ("5", "Regolamento del verde", "20", "Adozione in Giunta", "")),
    )
    told = [(a.kind, a.where) for a in plan.anomalies]
    assert told == [("no_target", "A11.5.1")]


def test_a_column_of_codes_listed_with_their_titles_is_what_objectives_serve(
    tmp_path: Path,
) -> None:
    head = ("Codice", "V.P.", "Obiettivo operativo", "Peso", "Indicatore", "Target")
    plan = read(
        tmp_path,
        "# Valore pubblico",
        (("Codice", "Obiettivo di valore pubblico"), ("VP1", "Città semplice"), ("VP2", "Cura")),
        "# Performance",
        "# Area Tecnica",
        (
            head,
            ("OP 01", "VP1", "Archivio digitale", "30", "Fascicoli aperti", "48"),
            ("OP 02", "VP2", "Centro per le famiglie", "30", "Consulenze erogate", "60"),
            ("OP 03", "VP2", "Nidi aperti", "20", "Posti disponibili", "70"),
            ("OP 04", "VP5", "Scuole sicure", "20", "Edifici verificati", "3"),
        ),
    )
    assert [one.strategic for one in plan.objectives] == ["VP1", "VP2", "VP2", "VP5"]
    assert [(a.kind, a.where) for a in plan.anomalies] == [("unknown_code", "A11.4")]


def test_the_name_of_a_table_before_its_first_heading_leaves_the_heading(tmp_path: Path) -> None:
    def sheet(number: int, title: str, chapter: str) -> Rows:
        return (
            ("Area Tecnica", f"Scheda n. {number}"),
            ("Obiettivo", title),
            ("Descrizione", "Lavori da concludere nell'anno in corso."),
            ("Peso", "50%"),
            ("Scadenza", "31/12/2026"),
        )

    def tables(measured: str, chapter: str) -> list[Rows]:
        return [
            (("Indicatore", "Peso", "Target 2026"), (measured, "100%", "40")),
            (("Risorse umane", "N.", "% impiego"), ("Istruttori", "2", "40%")),
            (("Risorse finanziarie: capitolo", "Stanziamento 2026"), (chapter, "€ 15.500,00")),
        ]

    plan = read(
        tmp_path,
        sheet(1, "Strade bianche", "1020/3"),
        *tables("Metri sistemati", "1020/3"),
        sheet(2, "Verde pubblico", "1060/6"),
        *tables("Alberi piantati", "1060/6"),
    )
    assert [area.name for area in plan.areas] == ["Area Tecnica"]
    said = [(one.title, [b.chapter for b in one.budget]) for one in plan.objectives]
    assert said == [("Strade bianche", ["1020/3"]), ("Verde pubblico", ["1060/6"])]
    assert [[p.area for p in one.people] for one in plan.objectives] == [["Istruttori"]] * 2


def test_a_table_of_units_does_not_head_the_first_sheet_under_a_title(tmp_path: Path) -> None:
    form = (
        ("Obiettivo n. 1", "Regolamento delle sale", ""),
        ("Finalità", "Unificare le regole oggi vigenti per le sale civiche.", ""),
        ("Peso dell'obiettivo", "30%", ""),
        ("Termine finale", "30/06/2026", ""),
        ("Indicatori di risultato", "Valore atteso", "Peso"),
        ("Sale censite", "n. 9 sale", "30%"),
        ("Regole riscritte", "n. 4 regole", "70%"),
    )
    plan = read(
        tmp_path,
        "# Premessa",
        (("Settore", "Dipendenti", "di cui part-time"), ("Affari Generali", "14", "3")),
        "# Settore Affari Generali",
        form,
    )
    assert [one.weight for one in plan.objectives] == [Decimal(30)]


def test_a_numbered_heading_after_a_list_of_indicators_is_none_of_them(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "# 3. Gli obiettivi",
        "# Area Tecnica",
        "Obiettivo 1 – Strade bianche (peso 100%)",
        "Indicatori:",
        "- Metri sistemati: n. 400",
        "- Tratti collaudati: n. 6",
        "# 4. Monitoraggio",
        "I responsabili relazionano entro il 31 luglio.",
    )
    assert [[i.name for i in one.indicators] for one in plan.objectives] == [
        ["Metri sistemati", "Tratti collaudati"]
    ]


def test_a_service_of_two_words_joined_keeps_the_word_before_it_as_the_others_do(
    tmp_path: Path,
) -> None:
    names = ("Socio-Assistenziale", "Tributi")
    parts: list[str | Rows] = []
    for i, name in enumerate(names, start=1):
        parts.append("SCHEDA OBIETTIVO")
        parts.append(
            (
                ("Settore", "Servizi ai Cittadini"),
                ("Servizio", f"Servizio {name}"),
                ("Obiettivo", f"Sportello del servizio, parte {i}"),
                ("Peso", "100%"),
                ("Scadenza", "31/12/2026"),
            )
        )
        parts.append((("Indicatore", "Target 2026"), ("Domande accolte", "40")))
    plan = read(tmp_path, *parts)
    assert [service.name for _, service in plan.services()] == [f"Servizio {n}" for n in names]


@pytest.mark.parametrize(
    "text",
    [
        "Istruttore direttivo P. Murgia",
        "Assistente sociale M. L. Loi",
        "ing. Nicola Dell'Aquila",
        "dott.ssa Carla Sant'Elia",
    ],
)
def test_a_rank_written_out_and_a_name_of_two_are_a_person(text: str) -> None:
    assert names_persons(text)


@pytest.mark.parametrize("text", ["Istruttore direttivo", "Ufficio Tributi P. Murgia"])
def test_a_rank_alone_and_an_office_are_none(text: str) -> None:
    assert not names_persons(text)


def test_days_that_are_given_are_wanted_and_days_that_are_waited_are_not() -> None:
    opened = measure("Giorni di apertura dell'ufficio", 2026, target="240 giorni", baseline="180")
    waited = measure("Giorni di attesa", 2026, target="30 giorni", baseline="20")
    assert (opened.direction, waited.direction) == (Direction.UP, Direction.DOWN)


def test_the_years_at_the_end_of_a_title_are_no_figures() -> None:
    title = "Stesura del PIAO 2026-2028"
    told = told_in(f"{title} (peso 60%)", 2026)
    assert told is not None
    assert (told.name, without_aside(f"{title} (peso 60%)", 2026)[0]) == (title, title)


def test_a_list_of_works_said_again_beside_each_indicator_is_told_once_with_its_days(
    tmp_path: Path,
) -> None:
    works = "- Rilievi (30 aprile 2026)\n- Lavori (31 luglio 2026)"
    head = ("N.", "Obiettivo", "Peso", "Scadenza", "Fasi di attuazione", "Indicatore", "Target")
    plan = read(
        tmp_path,
        "# Settore Tecnico",
        (
            head,
            ("1", "Strade bianche", "60", "30/09/2026", works, "Metri sistemati", "400"),
            ("1", "Strade bianche", "60", "30/09/2026", works, "Tratti collaudati", "6"),
            ("2", "Verde pubblico", "40", "30/11/2026", works, "Alberi piantati", "35"),
        ),
    )
    said = [[(p.title, str(p.end), p.weight) for p in one.phases] for one in plan.objectives]
    assert said == [[("Rilievi", "2026-04-30", None), ("Lavori", "2026-07-31", None)]] * 2
    assert [str(one.deadline) for one in plan.objectives] == ["2026-09-30", "2026-11-30"]


def test_a_summary_that_counts_objectives_does_not_head_the_first_card(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        (("Settore", "N. obiettivi", "Peso totale"), ("Tributi", "1", "100")),
        "# Settore Tributi",
        (
            ("Obiettivo 1.1", "Regolamento dei mercati", ""),
            ("Peso attribuito", "100 %", ""),
            ("Entro il", "31/10/2026", ""),
            ("Indicatori", "Valore 2025", "Target 2026"),
            ("Mercati censiti", "4", "9"),
        ),
    )
    assert [(one.title, one.weight) for one in plan.objectives] == [
        ("Regolamento dei mercati", Decimal(100))
    ]


def test_work_whose_words_are_of_headings_is_work_where_a_day_stands_beside_it(
    tmp_path: Path,
) -> None:
    plan = read(
        tmp_path,
        "# Settore Tributi",
        "Obiettivo 1 – Bonifica degli archivi",
        "Peso: 100%",
        (("Indicatore", "Valore 2025", "Target 2026"), ("Posizioni verificate", "12", "80")),
        (("Fasi di attuazione", "Entro il"), ("Ricognizione iniziale", "28/02/2026")),
    )
    [objective] = plan.objectives
    assert [(p.title, str(p.end)) for p in objective.phases] == [
        ("Ricognizione iniziale", "2026-02-28")
    ]
    assert [i.baseline for i in objective.indicators] == [Decimal(12)]


@pytest.mark.parametrize(
    "line",
    [
        "Il raggiungimento è verificato dal Nucleo di valutazione entro il mese di marzo.",
        "Legenda: SI = realizzato entro il termine; n.d. = non disponibile.",
        "(*) Dati rilevati dal controllo di gestione.",
    ],
)
def test_what_is_said_under_a_list_of_indicators_is_none_of_them(line: str, tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "# Settore Tributi",
        "Obiettivo: Bonifica degli archivi (peso 100%)",
        "Indicatori:",
        "- Posizioni verificate: n. 80",
        "- Avvisi emessi: n. 40",
        line,
    )
    [objective] = plan.objectives
    assert [i.name for i in objective.indicators] == ["Posizioni verificate", "Avvisi emessi"]
    assert objective.weight == Decimal(100)


def test_names_and_figures_listed_in_the_cells_of_a_row_go_together(tmp_path: Path) -> None:
    head = ("N.", "Obiettivo", "Peso", "Indicatori", "Valore atteso", "Entro il", "Termine")
    plan = read(
        tmp_path,
        "# Obiettivi del Settore Tributi",
        (
            head,
            (
                "1",
                "Bonifica degli archivi",
                "60",
                "Posizioni verificate Proposta trasmessa al Consiglio\nAvvisi emessi",
                "80\n30/06/2026\n40",
                "31/05/2026\n30/06/2026\n31/10/2026",
                "31/10/2026",
            ),
            ("2", "Sportello", "40", "Istanze\nAccessi", "9\n7", "1/3/2026\n1/4/2026", "1/4/2026"),
        ),
    )
    assert [area.name for area in plan.areas] == ["Settore Tributi"]
    first, second = plan.objectives
    said = [(i.name, str(i.target), str(i.deadline)) for i in first.indicators]
    assert said == [
        ("Posizioni verificate", "80", "2026-05-31"),
        ("Proposta trasmessa al Consiglio", "2026-06-30", "2026-06-30"),
        ("Avvisi emessi", "40", "2026-10-31"),
    ]
    assert [str(one.deadline) for one in (first, second)] == ["2026-10-31", "2026-04-01"]


def test_the_weights_and_days_of_numbered_indicators_are_their_own(tmp_path: Path) -> None:
    sets = [f"{word} {i}" for i in (1, 2) for word in ("Indicatore", "Target", "Peso", "Data")]
    plan = read(
        tmp_path,
        "# Settore Tributi",
        (
            ("N.", "Obiettivo", "Peso obiettivo", *sets, "Termine"),
            ("1", "Bonifica", "60", "Posizioni", "80", "70%", "31/05/2026", "Avvisi", "40", "30%",
             "30/09/2026", "31/10/2026"),
            ("2", "Sportello", "40", "Istanze", "90", "50%", "30/06/2026", "Accessi", "70", "50%",
             "31/08/2026", "30/11/2026"),
        ),
    )  # fmt: skip
    said = [[(i.weight, str(i.deadline)) for i in one.indicators] for one in plan.objectives]
    assert said == [
        [(Decimal(70), "2026-05-31"), (Decimal(30), "2026-09-30")],
        [(Decimal(50), "2026-06-30"), (Decimal(50), "2026-08-31")],
    ]
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]


def test_a_weight_over_a_hundred_at_the_end_of_a_line_numbers_no_page(tmp_path: Path) -> None:
    text = "Comune di Prova\nPiano della performance 2026\n\nSETTORE TRIBUTI\n\n"
    for number, weight in enumerate((60, 40), start=1):
        text += (
            f"Obiettivo 1.{number}                 Bonifica degli archivi {number}\n\n"
            f"Peso dell'obiettivo           {weight}/100\n\n"
            "Scadenza                      31/10/2026\n\n"
            "Indicatore                    Valore iniziale     Target 2026\n"
            "Posizioni verificate          12                  80\n\n\n"
        )
    (tmp_path / "piano.txt").write_text(text, encoding="utf-8")
    plan = read_plan(tmp_path / "piano.txt")
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]


def test_a_unit_with_its_number_ends_the_list_of_works_and_no_goal_is_of_the_dup(
    tmp_path: Path,
) -> None:
    text = "Comune di Prova\nPiano della performance 2026\n\n"
    for number, area in enumerate(("Tecnico", "Tributi"), start=1):
        text += (
            f"{number}. Settore {area}\n"
            f"Obiettivo operativo {number}: Bonifica {number} (peso 100%)\n"
            "Scadenza: 31/10/2026\nIndicatori:\n• Posizioni verificate: n. 80 (peso 100%)\n"
            "Fasi:\n• Rilievi: entro il 28/02/2026\n• Verifiche: entro il 30/04/2026\n"
        )
    (tmp_path / "piano.txt").write_text(text, encoding="utf-8")
    plan = read_plan(tmp_path / "piano.txt")
    assert [area.name for area in plan.areas] == ["Settore Tecnico", "Settore Tributi"]
    assert [[p.title for p in one.phases] for one in plan.objectives] == [
        ["Rilievi", "Verifiche"]
    ] * 2
    assert plan.operational == ()
