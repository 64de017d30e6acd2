"""Plans of invented towns, each laid out its own way, read alike from every kind of file."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # no types
import pytest

from importers import read_plan
from ledger.plan import Indicator, Plan

from .paper import (
    as_bare_pdf,
    as_old_workbook,
    as_open_text,
    as_open_workbook,
    as_pdf,
    as_text,
    as_word,
    as_workbook,
)

TOWNS = Path(__file__).parent / "towns"
MAKERS: dict[str, Callable[[str, Path], Path]] = {
    "txt": as_text,
    "docx": as_word,
    "pdf": as_pdf,
    "bare.pdf": as_bare_pdf,
    "xlsx": as_workbook,
    "xls": as_old_workbook,
    "ods": as_open_workbook,
    "odt": as_open_text,
}

MONTELAGO = """
S11.1 Ridurre i tempi di protocollazione, 60%, 31/12/2025, dirigente:S1
  index Tempo medio di protocollazione (giorni) in giorni: 3 -> 1, down
S11.2 Archivio corrente ordinato, 40%, 31/10/2025, dirigente:S1
  count n. fascicoli scartati in fascicoli: - -> 400, entro 30/09/2025
  count n. fascicoli digitalizzati in fascicoli: 120 -> 300, entro 31/10/2025
S12.1 Carte d'identità nei tempi, 100%, 31/12/2025, eq:S12
  ratio n. CIE rilasciate / n. CIE richieste: 88 -> 95
S21.1 Manutenzione delle scuole, 50%, 31/12/2025, dirigente:S2
  milestone Lavori consegnati: - -> -
S21.2 Programma delle opere, 50%, 15/10/2025, dirigente:S2
  date Adozione del programma: - -> 15/10/2025
S22.1 Pratiche edilizie arretrate, 30%, -, dirigente:S2 eq:S22
  count Pratiche arretrate in pratiche: 140 -> 60, down
S22.2 Sportello unico, -, 31/12/2025, dirigente:S2 eq:S22
  index Soddisfazione degli utenti: 3.4 -> 4
"""

VALDORSOLA = """
A11.1 Regolamento del volontariato, 20%, 30/06/2025, eq:A11
  milestone Bozza presentata alla Giunta: - -> -, 30%
  date Regolamento approvato: - -> 30/06/2025, 70%
A11.2 Assemblee di quartiere, 80%, 31/12/2025, eq:A11
  count Assemblee svolte in assemblee: - -> 4, 50%
  count Cittadini presenti in cittadini: - -> 200, 50%
A12.1 Recupero dell'evasione, 100%, 31/12/2025, eq:A12
  currency € 150.000 accertati in €: - -> 150000
A21.1 Raccolta differenziata, 100%, 31/12/2025, eq:A21
  percent % di raccolta differenziata in %: 64 -> 68, 100%
"""

PIETRACHIARA = """
A11.1 Portare la segnaletica nuova davanti alle scuole, 40%, 31/08/2026, eq:A11
  count scuole servite in scuole: - -> 6
  milestone Riunioni con i genitori: - -> -
A11.2 Controlli sulla velocità, 60%, 31/12/2026, eq:A11
  ratio n. verbali riscossi/n. verbali notificati: - -> 70
A21.1 Riduzione dei tempi di pagamento dei fornitori, 100%, 31/12/2026, eq:A21
  index Tempo medio di pagamento in giorni: - -> 30, down
TR.1 Sezione trasparenza sempre aggiornata, -, 31/12/2026, eq:A11 eq:A21
  count Verifiche svolte in verifiche: - -> 4
TR.2 Accesso civico nei termini, -, 31/12/2026, eq:A11 eq:A21
  percent Richieste evase nei termini in %: - -> 100
SG.1 Controlli interni sugli atti, -, 30/11/2026, segretario
  count Atti controllati in atti: - -> 40
"""

ROCCASERENA = """
A11.1 Più posti al nido, 70%, 15/09/2025, eq:A11
  count n. posti attivati in posti: 12 -> 18
A11.2 Ascolto delle famiglie, 30%, 31/12/2025, eq:A11
  count n. questionari raccolti in questionari: - -> 150
  percent Percentuale di famiglie soddisfatte in %: - -> 85
A12.1 Meno attesa per l'assistenza, 100%, 31/12/2025, eq:A12
  index Giorni medi di attesa in giorni: 45 -> 20, down
"""

EXPECTED = {
    "montelago": MONTELAGO,
    "valdorsola": VALDORSOLA,
    "pietrachiara": PIETRACHIARA,
    "roccaserena": ROCCASERENA,
}


def told(plan: Plan) -> str:
    """The objectives in a few words each, as the tests above write them."""
    lines: list[str] = []
    for o in plan.objectives:
        weight = f"{o.weight.normalize():f}%" if o.weight is not None else "-"
        day = o.deadline.strftime("%d/%m/%Y") if o.deadline else "-"
        lines.append(f"{o.code} {o.title}, {weight}, {day}, {' '.join(o.owners)}")
        lines.extend(f"  {_told(indicator)}" for indicator in o.indicators)
    return "\n" + "\n".join(lines) + "\n"


def _told(i: Indicator) -> str:
    unit = f" in {i.unit}" if i.unit else ""
    start = f"{i.baseline.normalize():f}" if i.baseline is not None else "-"
    goal = "-"
    if i.target is not None:
        is_day = isinstance(i.target, dt.date)
        goal = f"{i.target:%d/%m/%Y}" if is_day else f"{Decimal(str(i.target)).normalize():f}"
    more = ", down" if i.direction == "down" else ""
    more += f", {i.weight.normalize():f}%" if i.weight is not None else ""
    more += f", entro {i.deadline:%d/%m/%Y}" if i.deadline else ""
    return f"{i.kind} {i.name}{unit}: {start} -> {goal}{more}"


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("town", EXPECTED)
def test_objectives_are_the_same_from_every_kind_of_file(
    town: str, kind: str, tmp_path: Path
) -> None:
    text = (TOWNS / f"{town}.txt").read_text(encoding="utf-8")
    plan = read_plan(MAKERS[kind](text, tmp_path / f"{town}.{kind}"))
    assert told(plan) == EXPECTED[town]


def read_town(town: str) -> Plan:
    return read_plan(TOWNS / f"{town}.txt")


def units(plan: Plan) -> dict[str, list[str]]:
    return {f"{a.code} {a.name}": [f"{s.code} {s.name}" for s in a.services] for a in plan.areas}


def anomalies(plan: Plan, *kinds: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(a.kind, a.where, a.text, a.reading) for a in plan.anomalies if a.kind in kinds]


def test_printed_unit_codes_become_codes_people_type() -> None:
    assert units(read_town("montelago")) == {
        "S1 Area Amministrativa": ["S11 Affari generali e protocollo", "S12 Servizi demografici"],
        "S2 Area Tecnica": ["S21 Lavori pubblici", "S22 Edilizia privata"],
    }


def test_units_without_codes_are_numbered_in_order() -> None:
    assert units(read_town("valdorsola")) == {
        "A1 Affari Generali": ["A11 Servizio Segreteria", "A12 Servizio Tributi"],
        "A2 Territorio": ["A21 Servizio Ambiente"],
    }


def test_with_one_level_each_area_has_a_service_of_the_same_name() -> None:
    assert units(read_town("pietrachiara")) == {
        "A1 Settore Polizia Locale": ["A11 Settore Polizia Locale"],
        "A2 Settore Ragioneria": ["A21 Settore Ragioneria"],
    }


def test_ente_and_year_come_from_the_title() -> None:
    plans = [read_town(town) for town in EXPECTED]
    assert [(plan.ente, plan.year) for plan in plans] == [
        ("Comune di Montelago", 2025),
        ("Comune di Valdorsola", 2025),
        ("Comune di Pietrachiara", 2026),
        ("Unione di Comuni Roccaserena", 2025),
    ]


def test_a_day_that_does_not_exist_is_asked_about() -> None:
    plan = read_town("montelago")
    assert anomalies(plan, "bad_date") == [("bad_date", "S22.1", "31/11/2025", "2025-11-30")]


def test_a_code_used_twice_is_told_and_kept() -> None:
    plan = read_town("montelago")
    assert anomalies(plan, "duplicate_code") == [("duplicate_code", "S22.1", "OP2.02", None)]
    assert [o.printed for o in plan.objectives if o.printed == "OP2.02"] == ["OP2.02"] * 2


def test_a_letter_for_a_digit_is_proposed_and_not_corrected() -> None:
    plan = read_town("pietrachiara")
    assert anomalies(plan, "bad_code") == [("bad_code", "A11.2", "LM1.O1", "LM1.01")]
    [objective] = [o for o in plan.objectives if o.code == "A11.2"]
    assert (objective.printed, objective.operational) == ("LM1.O1", None)


def test_objectives_of_the_dup_have_state_missions_and_units() -> None:
    plan = read_town("pietrachiara")
    assert [(o.code, o.state, o.missions, o.programs, o.units) for o in plan.operational] == [
        ("LM1.01", "in_progress", ("10",), ("05",), ("A1",)),
        ("LM1.02", "planned", ("10",), ("05",), ("A1",)),
        ("LM2.01", "in_progress", ("01",), ("03", "04"), ("A2",)),
    ]


def test_years_are_read_as_spans_and_in_pieces() -> None:
    plan = read_town("pietrachiara")
    years = {o.code: o.years for o in plan.objectives if o.unit.startswith("A")}
    assert years == {"A11.1": (2026,), "A11.2": (2026, 2027, 2028), "A21.1": (2026,)}
    assert anomalies(plan, "bad_years") == [("bad_years", "A21.1", "20 26", "2026")]


def test_cross_cutting_tables_are_groups_under_their_title() -> None:
    plan = read_town("pietrachiara")
    assert {o.code: o.group for o in plan.objectives if o.unit == "TR"} == {
        "TR.1": "TRASPARENZA",
        "TR.2": "TRASPARENZA",
    }


def test_the_made_pdf_looks_like_a_table(tmp_path: Path) -> None:
    text = (TOWNS / "montelago.txt").read_text(encoding="utf-8")
    document = pypdfium2.PdfDocument(as_pdf(text, tmp_path / "montelago.pdf"))
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
    longest = max(
        sum(picture.getpixel((x, y)) < 128 for x in range(picture.width))
        for y in range(picture.height)
    )
    assert picture.width > picture.height
    assert 0.005 < dark < 0.2, "written, and not blotted out"
    assert longest > picture.width * 0.8, "a rule runs across the page"
