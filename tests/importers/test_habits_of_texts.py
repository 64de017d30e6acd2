"""What running documents leave to be understood: words of their own, persons, prose, pages."""

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from importers import read_plan
from importers.tables.headings import header_roles
from importers.values.codes import Catalogue
from importers.values.figures import weight_in
from importers.whole.grid import Row, without_furniture
from importers.whole.unread import NotAPlan

from .test_habits_of_offices import read

_SHEET = """\
Obiettivo {n} - {title} (peso {weight}%)

Che cosa faremo di bello: {about}
A chi tocca: {owner}
Si chiude il: {day}
Serve a: {served}
Ecco i numeri:
  * {measure} – nel 2025: 10 – traguardo 2026: n. 20 casi

"""


def test_labels_are_known_by_coming_back_and_by_their_values(tmp_path: Path) -> None:
    told = (
        (1, "Argini puliti", 60, "Puliamo gli argini del fiume.", "31.10.2026", "OP1.1"),
        (2, "Fontane riparate", 40, "Ripariamo le fontane.", "30.11.2026", "OP1.1"),
        (3, "Panchine nuove", 100, "Compriamo le panchine.", "30.06.2026", "OP1.2"),
    )
    sheets = [
        _SHEET.format(
            n=n, title=title, weight=weight, about=about, owner="Dirigente dell'Area", day=day,
            served=served, measure=f"{title} in un anno",
        )
        for n, title, weight, about, day, served in told
    ]  # fmt: skip
    plan = read(
        tmp_path,
        "COMUNE DI PROVA\nObiettivi di performance, anno 2026\n\n"
        "Obiettivi operativi del DUP\n\n"
        "  OP1.1  Fiume pulito          in corso\n"
        "  OP1.2  Piazze accoglienti    programmato\n"
        "  OP1.3  Scuole sicure         conseguito\n\n"
        "AREA TECNICA\n\nServizio Opere\n\n"
        + "".join(sheets[:2])
        + "Servizio Verde\n\n"
        + sheets[2],
        "piano.txt",
    )
    assert [
        (o.title, o.description, str(o.deadline), o.owners, o.operational) for o in plan.objectives
    ] == [
        (title, about, f"2026-{day[3:5]}-{day[:2]}", ("dirigente:A1",), served)
        for _, title, _, about, day, served in told
    ]
    assert [[(i.name, str(i.baseline)) for i in o.indicators] for o in plan.objectives] == [
        [(f"{title} in un anno", "10")] for _, title, *_ in told
    ]
    assert [o.state for o in plan.operational] == ["in_progress", "planned", "achieved"]


def test_a_list_of_posts_tells_what_the_persons_named_answer_as(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "COMUNE DI PROVA\nPiano degli obiettivi 2026\n\n"
        "INCARICHI\n"
        "Nominativo                Incarico\n"
        "ing. Ugo Neri             Dirigente dell'Area Tecnica\n"
        "geom. Ada Re              Responsabile E.Q. del servizio Opere\n"
        "dott. for. Ivo Sala       Responsabile E.Q. del servizio Verde\n\n"
        "AREA TECNICA\n\nSERVIZIO OPERE\n\n"
        "Obiettivo 1 - Argini puliti (peso 100%)\nResponsabile: geom. Ada Re\n"
        "Termine: 31 ottobre 2026\nIndicatori:\n• Chilometri puliti: n. 12 chilometri\n\n"
        "SERVIZIO VERDE\n\n"
        "Obiettivo 1 - Panchine nuove (peso 100%)\nResponsabile: ing. Ugo Neri\n"
        "Termine: 30 giugno 2026\nIndicatori:\n• Costo delle panchine: #RIF!\n",
        "piano.txt",
    )
    assert [o.owners for o in plan.objectives] == [("eq:A11",), ("dirigente:A1",)]
    assert [(a.kind, a.text) for a in plan.anomalies] == [("broken_cell", "#RIF!")]


def test_objectives_told_in_a_paragraph_each_are_sheets(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "COMUNE DI PROVA\nObiettivi dell'anno 2026\n\nSETTORE TECNICO\n"
        "Titolare di Elevata Qualificazione del settore: geom. Ada Re, che risponde di tutti gli "
        "obiettivi seguenti.\n\n"
        "O.1.1 Argini puliti.\n"
        "   Il fiume si pulisce da monte a valle con le associazioni. Indicatore: Tratti puliti.\n"
        "   Target: novanta per cento. Indicatore: Rifiuti tolti. Target: 35 quintali (valore\n"
        "   2025: 20). Peso: 60%. Termine: fine di ottobre 2026.\n\n"
        "O.1.2 Fontane riparate.\n"
        "   Le fontane dei borghi tornano a dare acqua. Indicatore: Fontane riparate. Target: 4\n"
        "   fontane. All'obiettivo è attribuito un peso del quaranta per cento; il termine è\n"
        "   fissato al 30 novembre 2026. Indicatore: Borghi serviti. Target: 3 borghi.\n",
        "piano.txt",
    )
    assert [
        (o.title, str(o.weight), str(o.deadline), o.owners, [str(i.target) for i in o.indicators])
        for o in plan.objectives
    ] == [
        ("Argini puliti", "60", "2026-10-31", ("eq:A11",), ["90", "35"]),
        ("Fontane riparate", "40", "2026-11-30", ("eq:A11",), ["4", "3"]),
    ]


def test_figures_at_the_end_of_the_year_are_the_targets(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "COMUNE DI PROVA\nPiano degli obiettivi 2026\n\nRIPARTIZIONE TECNICA\nUfficio Opere\n"
        "Obiettivo n. 1 – Argini del fiume interamente ripu-\nliti\n"
        "Punti: 50        Rilevanza: media        Scadenza: 30/09/2026        DUP: OP1.1\n"
        "Responsabile: E.Q. Ufficio Opere\n"
        "Indicatore                      Partenza       Al 30.06       Al 31.12\n"
        "Chilometri puliti               4              7              n. 9 chilometri\n\n"
        "Obiettivo n. 2 – Fontane riparate\n"
        "Punti: 50        Rilevanza: alta         Scadenza: 31/10/2026        DUP: OP1.1\n"
        "Responsabile: E.Q. Ufficio Opere\n"
        "Indicatore                      Partenza       Al 30.06       Al 31.12\n"
        "Fontane aperte                  42%            56%            70%\n"
        "Fontane pulite                  -              -              da definirsi\n"
        "Comune di Prova – Piano degli obiettivi 2026                              Pag. 1\n",
        "piano.txt",
    )
    assert [(o.title, str(o.weight)) for o in plan.objectives] == [
        ("Argini del fiume interamente ripuliti", "50"),
        ("Fontane riparate", "50"),
    ]
    assert [[(i.name, str(i.target)) for i in o.indicators] for o in plan.objectives] == [
        [("Chilometri puliti", "9")],
        [("Fontane aperte", "70"), ("Fontane pulite", "None")],
    ]


def test_who_heads_a_unit_answers_for_objectives_that_name_nobody(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "COMUNE DI PROVA\nPiano della performance 2026\n\n"
        "TITOLARI DI INCARICO\n\n"
        "Settore                 Titolare di E.Q.\n"
        "Settore Tecnico         geom. Ada Re\n"
        "Settore Contabile       rag. Ivo Sala\n\n"
        "SETTORE TECNICO\n\nTabella 1.1 – Obiettivi del Settore Tecnico\n\n"
        "Cod.  Obiettivo             Peso               Termine\n"
        "TE1   Argini puliti         sessanta per cento 31/10/2026\n"
        "TE2   Fontane riparate      quaranta per cento 30/11/2026\n\n"
        "SETTORE CONTABILE\n\nTabella 2.1 – Obiettivi del Settore Contabile\n\n"
        "Cod.  Obiettivo             Peso               Termine\n"
        "CO1   Fatture puntuali      cento per cento    31/12/2026\n",
        "piano.txt",
    )
    assert [(o.title, str(o.weight), o.owners) for o in plan.objectives] == [
        ("Argini puliti", "60", ("eq:A11",)),
        ("Fontane riparate", "40", ("eq:A11",)),
        ("Fatture puntuali", "100", ("eq:A21",)),
    ]


@pytest.mark.parametrize(
    ("written", "weight"),
    [("trentacinque per cento", 35), ("duecento millesimi", 20), ("per cento", None)],
)
def test_weights_in_letters_are_read(written: str, weight: int | None) -> None:
    assert weight_in(written) == (None if weight is None else Decimal(weight))


def test_a_label_with_its_figure_is_no_heading() -> None:
    assert header_roles(("Chi ne risponde", "Dirigente Settore Tecnico", "Peso: 30%")) is None
    assert header_roles(("Obiettivo", "Indicatori: livello atteso 2026", "Peso")) is not None


_TORN = """\
COMUNE DI PROVA
Piano degli obiettivi 2026

SETTORE 1 – BILANCIO, TRIBUTI E
PERSONALE
Obiettivo 1.1 – Pagare in tempo
Peso: 100/100
Termine: 31 ottobre 2026
Responsabile: E.Q. del settore
Molti fornitori aspettano troppo i pagamenti dei lavori di edilizia.
Indicatori di risultato
\uf0b7
\uf0b7

Tempo medio di pagamento: max 28 gg (anno 2025: 33 gg)
Fatture pagate in ritardo: max 3% (anno 2025: 14%)

SETTORE 2 – EDILIZIA E LAVORI
Obiettivo 2.1 – Strade sicure
Peso: 100/100
Termine: 30 giugno 2026
Responsabile: E.Q. del settore
Indicatori di risultato
\uf0b7

Strade rifatte: 12 (anno 2025: 4)
"""


def test_marks_torn_from_their_items_and_prose_under_whoever_answers(tmp_path: Path) -> None:
    plan = read(tmp_path, _TORN, "piano.txt")
    assert [a.name for a in plan.areas] == ["Bilancio, Tributi e Personale", "Edilizia e Lavori"]
    assert [[i.name for i in o.indicators] for o in plan.objectives] == [
        ["Tempo medio di pagamento", "Fatture pagate in ritardo"],
        ["Strade rifatte"],
    ]
    assert [o.owners for o in plan.objectives] == [("eq:A11",), ("eq:A21",)]


def test_the_title_of_a_form_may_hold_its_code(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova")
    document.add_paragraph("Piano della performance 2026")
    for n, owner in ((1, "E.Q. del Settore"), (2, "Segretario comunale"), (2, "E.Q. del Settore")):
        table = document.add_table(rows=0, cols=3)
        for cells in (
            ("SCHEDA OBIETTIVO", "Codice", f"2026/0{n}"),
            ("Settore", "Settore Tecnico", ""),
            ("Responsabile", owner, ""),
            ("Titolo obiettivo", f"Argini puliti {owner}", ""),
            ("Indicatore", "Target 2026", "Peso"),
            ("Argini puliti", "12", "100%"),
        ):
            row = table.add_row().cells
            for cell, text in zip(row, cells, strict=True):
                cell.text = text
            if not cells[2]:
                row[1].merge(row[2])
        document.add_paragraph("")
    document.save(str(tmp_path / "piano.docx"))
    plan = read_plan(tmp_path / "piano.docx")
    assert [(o.printed, o.owners) for o in plan.objectives] == [
        ("2026/01", ("eq:A11",)),
        ("2026/02", ("segretario",)),
        ("2026/02", ("eq:A11",)),
    ]
    assert "duplicate_code" in [a.kind for a in plan.anomalies]


def test_codes_of_strategic_lines_alone_are_held_against_them_by_their_form() -> None:
    catalogue = Catalogue(("OS1", "OS2", "OS5"), ())
    [right] = catalogue.refer("OS2", "Pagamenti")
    [unknown] = catalogue.refer("OS7", "Pagamenti")
    [bad] = catalogue.refer("7/B", "Pagamenti")
    assert (right.strategic, right.kind) == ("OS2", None)
    assert (unknown.kind, bad.kind) == ("unknown_code", "bad_code")


def test_the_year_of_the_plan_in_each_row_ends_no_objective(tmp_path: Path) -> None:
    rows = (
        "ANNO;DES_SERVIZIO;DES_OBIETTIVO;PESO_OBIETTIVO;SCADENZA;DES_INDICATORE;VALORE_ATTESO_2026",
        "2026;Servizio Verde;Orti sociali;60;31/05/2027;Orti assegnati;30",
        "2026;Servizio Verde;Panchine nuove;40;30/06/2026;Panchine posate;20",
    )
    plan = read(tmp_path, "\n".join(rows) + "\n")
    assert [o.years for o in plan.objectives] == [(2026, 2027), (2026,)]


_SET = """\
 Obiettivi strategici
                        Cod.          Obiettivo strategico
                        ST1           Città che cura
                        ST2           Conti in ordine


   Codice           Obiettivo esecutivo          Strat.   Peso   Indicatore               Atteso

Direzione Tecnica

D1.1 Opere pubbliche

PE/26/01    Argini puliti prima delle piogge    ST1      60%    Argini puliti            12
PE/26/02    Strade rifatte                      ST1      40%    Strade rifatte           9

D1.2 Verde pubblico

PE/26/03    Panchine nuove nei giardini         ST2      70%    Panchine posate          20
PE/26/04    Alberi curati                       ST2      30%    Alberi potati            90
"""


def test_a_table_set_by_spaces_with_centred_headings_and_coded_groups(tmp_path: Path) -> None:
    plan = read(tmp_path, _SET, "piano.txt")
    assert [line.title for line in plan.strategic] == ["Città che cura", "Conti in ordine"]
    assert [
        (o.code, o.title, o.strategic, str(o.weight), [i.name for i in o.indicators])
        for o in plan.objectives
    ] == [
        ("D11.1", "Argini puliti prima delle piogge", "ST1", "60", ["Argini puliti"]),
        ("D11.2", "Strade rifatte", "ST1", "40", ["Strade rifatte"]),
        ("D12.1", "Panchine nuove nei giardini", "ST2", "70", ["Panchine posate"]),
        ("D12.2", "Alberi curati", "ST2", "30", ["Alberi potati"]),
    ]


def test_lines_that_differ_in_more_than_the_page_are_no_running_titles() -> None:
    rows = [
        Row(line=10 * page + n, cells=(text,), page=page)
        for page, own in enumerate((7, 9, 12), start=1)
        for n, text in enumerate(
            ("Piano 2026", f"Azione {own} del programma", "Testo lungo", f"foglio {page + 4}")
        )
    ]
    kept = [row.cells[0] for row in without_furniture(rows)]
    assert [text for text in kept if text.startswith("Azione")] == [
        f"Azione {own} del programma" for own in (7, 9, 12)
    ]
    assert kept.count("Piano 2026") == 1
    assert [text for text in kept if text.startswith("foglio")] == ["foglio 5"]


@pytest.mark.parametrize(
    "told",
    [
        "Peso: 100\nScadenza: 31/10/2026\nIndicatori:\n- orti assegnati: 40\n",
        "Peso\tScadenza\tResponsabile\n100\t31/10/2026\tAnna Neri\n\n"
        "Indicatore\tTarget\norti assegnati\t40\n",
    ],
    ids=["lines", "tables"],
)
def test_the_only_objective_may_be_headed_by_its_title_alone(told: str, tmp_path: Path) -> None:
    plan = read(tmp_path, f"Servizio Verde\n\nOrti urbani assegnati\n{told}", "piano.txt")
    [objective] = plan.objectives
    assert (objective.title, objective.weight) == ("Orti urbani assegnati", Decimal(100))
    assert [one.name for one in objective.indicators] == ["orti assegnati"]


def test_a_table_pasted_with_a_cell_a_line_is_put_back_into_rows(tmp_path: Path) -> None:
    path = tmp_path / "piano.txt"
    path.write_text(
        "Comune di Prova – obiettivi 2026\nT – Settore Tecnico\n"
        "Servizio\nCod.\nObiettivo\nIndicatori e valori attesi\nPeso\nTermine\nPersonale\n"
        "T.1 Opere\nT1/01\nArgini puliti lungo il fiume\n- N. chilometri puliti: ≥ 12 (8)\n"
        "- Rifiuti tolti: 35 (20)\n60\n31/10/2026\nFunzionari: 1 (50%)\nIstruttori: 2 (20%)\n"
        "T1/02\nFontane della piazza\n- Fontane riparate: 9 (2)\n40\n30/11/2026\n"
        "Funzionari: 1 (20%)\n"
    )
    plan = read_plan(path)
    assert [(s.code, s.name) for a in plan.areas for s in a.services] == [("T1", "Opere")]
    assert [
        (o.printed, str(o.weight), str(o.deadline), len(o.indicators), len(o.people))
        for o in plan.objectives
    ] == [("T1/01", "60", "2026-10-31", 2, 2), ("T1/02", "40", "2026-11-30", 1, 1)]


def test_cells_that_came_out_of_a_pdf_anyhow_are_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "piano.txt"
    cells = ["Obiettivo", "Peso", "31/12/2026", "40", "AG2/D", "OS1", "Totale", "Neri"] * 10
    path.write_text("Comune di Prova – obiettivi 2026\n\n" + "\n\n".join(cells) + "\n")
    with pytest.raises(NotAPlan, match="importa il PDF stesso"):
        read_plan(path)


def test_a_measure_under_its_heading_may_have_its_figures_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "piano.txt"
    sheet = (
        "Obiettivo {n}. {title}\nResponsabile\nEQ\nPeso\n50%\nScadenza\n30/01/2026\n"
        "Indicatori di risultato\nPratiche concluse | Valore 2025: {n} | Target 2026: 40{n}\n"
    )
    titles = ("Ridurre i tempi di rilascio dei certificati", "Digitalizzare le pratiche edilizie")
    sheets = (sheet.format(n=n, title=title) for n, title in enumerate(titles, 1))
    front = "Comune di Prova\nPiano della performance 2026\n\nSettore Affari\nServizio Protocollo\n"
    path.write_text(front + "".join(sheets), "utf-8")
    measures = [one for objective in read_plan(path).objectives for one in objective.indicators]
    assert [(one.name, str(one.target)) for one in measures] == [
        ("Pratiche concluse", "401"),
        ("Pratiche concluse", "402"),
    ]
