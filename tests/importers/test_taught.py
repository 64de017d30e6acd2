"""What the importer misreads, a person mends with one sentence each, and the map keeps it.

Each case is a document of a kind that nobody foresaw, what is said of it, and what then is read.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from importers import (
    NotTaught,
    PlanMap,
    Reading,
    Sight,
    Unread,
    map_text,
    open_file,
    read_map,
    read_plan,
    said_of,
    write_template,
)
from ledger.plan import Plan

GOALS = [
    ("Relazioni", "Sportello aperto al sabato", "40", "EQ", "31/10/2026", "Utenti serviti", "600"),
    ("Relazioni", "Contratti in rete", "60", "Dirigente", "30/11/2026", "Contratti", "250"),
    ("Verde", "Orti urbani assegnati", "100", "EQ", "30/06/2026", "Orti assegnati", "40"),
]
"""Service, objective, weight, owner, deadline, indicator, target."""
TITLE = "Comune di Prova - Programma 2026"
READ = [(g[0], g[1], g[2], g[4], g[5], g[6]) for g in GOALS]
LABELS = ("Conta", "Chi", "Si chiude", "Lo vediamo da", "Numero")
SAID_OF_LABELS = (
    "«Conta» è il peso",
    "«Chi» è il responsabile",
    "«Si chiude» è il termine",
    "«Lo vediamo da» è l'indicatore",
    "«Numero» è il target",
)


def facts(plan: Plan) -> list[tuple[str, ...]]:
    """What the cases tell of each objective."""
    names = {service.code: service.name for _, service in plan.services()}
    return [
        (
            names[objective.unit],
            objective.title,
            f"{objective.weight:f}" if objective.weight is not None else "",
            f"{objective.deadline:%d/%m/%Y}" if objective.deadline else "",
            *(objective.indicators[0].name, str(objective.indicators[0].target)),
        )
        for objective in plan.objectives
        if objective.indicators
    ]


def workbook(path: Path, sheets: Sequence[Sequence[Sequence[str]]]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def form_sheets(path: Path) -> None:
    """One sheet an objective, under labels of the town's own."""
    workbook(
        path,
        [
            [
                (TITLE,),
                ("Dove lavoriamo", unit),
                ("Cosa vogliamo ottenere", title),
                ("Pesa per", f"{weight}%"),
                ("Lo fa", owner),
                ("Si chiude", day),
                ("Ci accorgiamo da", measure),
                ("Numero da raggiungere", target),
                ("Appunti interni", "a mano"),
            ]
            for unit, title, weight, owner, day, measure, target in GOALS
        ],
    )


def wrong_header(path: Path) -> None:
    """A first row that looks like headings and is none, and headings nobody knows further down."""
    head = [
        (TITLE,),
        ("Servizio", "Anno", "Obiettivo"),
        ("compilato da", "il", ""),
        (),
        ("Chi", "Cosa", "Vale", "Chiude il", "Si vede da", "Quanto"),
    ]
    rows = [(g[0], g[1], g[2], g[4], g[5], g[6]) for g in GOALS]
    workbook(path, [[*head, *rows]])


def headless_export(path: Path) -> None:
    """Headings made by a program."""
    head = "DSRV;DOB;PES;ENT;DIND;VAT"
    rows = [";".join((g[0], g[1], g[2], g[4], g[5], g[6])) for g in GOALS]
    path.write_text("\n".join((f"{TITLE};;;;;", head, *rows)), encoding="utf-8")


def headed_prose(path: Path) -> None:
    """Headings of Word over lines of labels, neither of them known."""
    paper = docx.Document()
    paper.add_paragraph(TITLE)
    for i, (unit, title, weight, owner, day, measure, target) in enumerate(GOALS):
        if not i or GOALS[i - 1][0] != unit:
            paper.add_heading(unit, 1)
        paper.add_heading(title, 2)
        for label, value in zip(LABELS, (f"{weight}%", owner, day, measure, target), strict=True):
            paper.add_paragraph(f"{label}: {value}")
    paper.save(str(path))


def numbered_prose(path: Path) -> None:
    """`Intervento 1 - …` under units that no word announces."""
    lines = [TITLE, ""]
    for i, (unit, title, weight, owner, day, measure, target) in enumerate(GOALS):
        if not i or GOALS[i - 1][0] != unit:
            lines += [f"GRUPPO {unit.upper()}", ""]
        lines.append(f"Intervento {i + 1} - {title}")
        values = (f"{weight}%", owner, day, measure, target)
        lines += [f"{label}: {value}" for label, value in zip(LABELS, values, strict=True)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def two_tables(path: Path) -> None:
    """The plan, and beside it last year's objectives."""
    paper = docx.Document()
    paper.add_paragraph("Comune di Prova")
    paper.add_paragraph("Piano degli obiettivi 2026")
    heads = ("Servizio", "Obiettivo", "Peso", "Termine", "Indicatore", "Target")
    old = [(g[0], f"Vecchio {g[1].lower()}", g[2], g[4], g[5], g[6]) for g in GOALS]
    tables = [
        [heads, *[(g[0], g[1], g[2], g[4], g[5], g[6]) for g in GOALS]],
        [(*heads[:-1], "Valore atteso"), *old],
    ]
    for rows in tables:
        paper.add_paragraph("Per confronto")
        table = paper.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    paper.save(str(path))


CASES: list[tuple[str, Callable[[Path], None], tuple[str, ...]]] = [
    (
        "form.xlsx",
        form_sheets,
        (
            "«Dove lavoriamo» è il servizio",
            "«Lo fa» è il responsabile",
            "«Si chiude» è il termine",
            "«Ci accorgiamo da» è l'indicatore",
            "«Numero da raggiungere» è il target",
            "«Appunti interni» non si legge",
        ),
    ),
    (
        "header.xlsx",
        wrong_header,
        (
            "la riga 5 è l'intestazione",
            "la riga 2 non si legge",
            "la riga 3 non si legge",
            "la colonna A è il servizio",
            "la colonna B è l'obiettivo",
            "la colonna C è il peso",
            "la colonna «Chiude il» è la scadenza",
            "la colonna 5 è l'indicatore",
            "la colonna F della tabella 1 è il target",
        ),
    ),
    (
        "export.csv",
        headless_export,
        (
            "la riga 2 è l'intestazione",
            "la colonna A è il servizio",
            "la colonna B è l'obiettivo",
            "la colonna C è il peso",
            "la colonna D è il termine",
            "la colonna E è l'indicatore",
            "la colonna F è il target",
        ),
    ),
    (
        "prose.docx",
        headed_prose,
        (
            "«Sportello aperto al sabato» è un obiettivo",
            "i titoli di livello 1 sono servizi",
            *SAID_OF_LABELS,
        ),
    ),
    (
        "prose.txt",
        numbered_prose,
        (
            "«Intervento 1» è un obiettivo",
            "«GRUPPO RELAZIONI» è un servizio",
            "«GRUPPO VERDE» è un servizio",
            *SAID_OF_LABELS,
        ),
    ),
    ("two.docx", two_tables, ("la tabella 2 non si legge",)),
]


def sight_of(read: Callable[[PlanMap], Reading], known: PlanMap) -> Sight:
    try:
        return read(known).sight
    except Unread as no:
        return no.sight


@pytest.mark.parametrize(("name", "draw", "said"), CASES, ids=[case[0] for case in CASES])
def test_what_is_misread_is_mended_in_words_and_kept_for_next_year(
    name: str, draw: Callable[[Path], None], said: tuple[str, ...], tmp_path: Path
) -> None:
    path, kept = tmp_path / name, tmp_path / "mappa.toml"
    draw(path)
    read, known = open_file(path).reading, PlanMap()
    before = sight_of(read, known).plan
    assert before is None or facts(before) != named(name)
    for sentence in said:
        known = said_of(sentence, sight_of(read, known)) or pytest.fail(sentence)
    assert facts(read(known).plan) == named(name)
    columns = [table.columns for table in read(known).tables]
    kept.write_text(map_text(columns, known, 2026), encoding="utf-8")
    assert read(read_map(kept)).plan == read(known).plan


def named(name: str) -> list[tuple[str, ...]]:
    """What is to be read; in one form units are printed with a word before their name."""
    is_grouped = name == "prose.txt"
    return [(f"Gruppo {r[0]}" if is_grouped else r[0], *r[1:]) for r in READ]


def test_a_map_speaks_of_the_plans_year_and_not_of_one_year(tmp_path: Path) -> None:
    def table(year: int) -> Callable[[PlanMap], Reading]:
        path = tmp_path / f"{year}.csv"
        heads = f"Servizio;Obiettivo;Indicatore;Esito {year - 1};Esito {year}"
        path.write_text(f"Comune di Prova;Piano {year};;;\n{heads}\nVerde;Orti;n. orti;30;40\n")
        return open_file(path).reading

    first = table(2026)
    known = PlanMap()
    for said in ("la colonna D è il valore iniziale", "la colonna E è il target"):
        known = said_of(said, sight_of(first, known)) or pytest.fail(said)
    kept = tmp_path / "mappa.toml"
    kept.write_text(map_text([t.columns for t in first(known).tables], known, 2026))
    (indicator,) = table(2027)(read_map(kept)).plan.objectives[0].indicators
    assert (str(indicator.baseline), str(indicator.target)) == ("30", "40")


@pytest.mark.parametrize(
    "said",
    [
        "la colonna Z è il peso",
        "la colonna A della tabella 9 è il peso",
        "la riga 900 non si legge",
        "il foglio «Bilancio» non si legge",
        "«Parole mai scritte» è il peso",
        "la colonna A è la luna",
        "i titoli di livello 7 sono servizi",
    ],
)
def test_what_the_document_does_not_bear_out_is_refused(said: str, tmp_path: Path) -> None:
    form_sheets(tmp_path / "a.xlsx")
    read = open_file(tmp_path / "a.xlsx").reading
    with pytest.raises(NotTaught):
        said_of(said, sight_of(read, PlanMap()))


def test_a_document_without_objectives_fills_the_template_with_what_it_has(tmp_path: Path) -> None:
    paper, filled = tmp_path / "delibera.txt", tmp_path / "modello.xlsx"
    paper.write_text(
        "COMUNE DI PROVA\nDeliberazione n. 12 del 2026\n\nSETTORE I - AFFARI GENERALI\n"
        "Servizio Tributi\n\nObiettivo: Recupero dell'evasione\n\nVisto il bilancio 2026.\n"
    )
    with pytest.raises(Unread) as no:
        open_file(paper).reading()
    write_template(filled, no.value.sight)
    plan = read_plan(filled)
    assert (plan.ente, plan.year) == ("Comune di Prova", 2026)
    assert [objective.title for objective in plan.objectives] == ["Recupero dell'evasione"]
