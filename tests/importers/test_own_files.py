"""Plan files of ours: what is written reads back, and every mistake is named with its place."""

import datetime as dt
import string
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers import read_plan, write_plan, write_template
from importers.errors import Bomb, Faults, UnwritableFormat
from importers.ours.owncheck import with_anomalies
from importers.whole.unread import NotAPlan
from ledger.plan import (
    Anomaly,
    Area,
    Direction,
    Indicator,
    Kind,
    Objective,
    Operational,
    Origin,
    Plan,
    Service,
    Strategic,
)

SAMPLE = Path(__file__).parents[2] / "ledger" / "sample_plan.yaml"
FORMATS = ("yaml", "xlsx", "csv")

words = (
    st.text(
        alphabet=string.ascii_letters + string.digits + " àèìòùÀ€'’\"=+-@;,.\\|#:%&<>/\n_x",
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    .filter(bool)
)
maybe = st.none() | words
numbers = st.decimals(-(10**9), 10**9, places=4)
weights = st.none() | st.sampled_from(
    [Decimal("10"), Decimal("12.5"), Decimal("33.33"), Decimal(0)]
)
days = st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31))
lists = st.lists(words, max_size=3).map(tuple)


@st.composite
def indicators(draw: st.DrawFn, objective: str) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            code=f"{objective}.{k}",
            name=draw(words),
            kind=draw(st.sampled_from(Kind)),
            unit=draw(maybe),
            numerator=draw(maybe),
            denominator=draw(maybe),
            baseline=draw(st.none() | numbers),
            target=draw(st.none() | numbers | days),
            direction=draw(st.sampled_from(Direction)),
            weight=draw(weights),
            deadline=draw(st.none() | days),
            origin=draw(st.sampled_from(Origin)),
            aliases=draw(lists),
            continues=draw(st.sampled_from([None, "A11.3.2"])),
        )
        for k in range(1, draw(st.integers(0, 2)) + 1)
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    objectives = [
        Objective(
            code=code,
            title=draw(words),
            description=draw(maybe),
            action=draw(maybe),
            printed=draw(maybe),
            group=draw(st.none() | st.just("Un gruppo")) if code.startswith("TR") else None,
            strategic=draw(maybe),
            operational=draw(maybe),
            years=draw(st.lists(st.integers(2020, 2030), max_size=3).map(tuple)),
            deadline=draw(st.none() | days),
            weight=draw(weights),
            owners=draw(lists),
            continues=draw(st.sampled_from([None, "A11.3"])),
            indicators=draw(indicators(code)),
        )
        for code in draw(st.permutations(["A11.1", "A1-2.1", "TR.1", "TR.2", "SG.1"]))
    ]
    services = (
        Service(code="A11", printed=draw(maybe), name=draw(words)),
        Service(code="A1-2", name=draw(words)),
    )
    return Plan(
        ente=draw(words),
        year=draw(st.integers(2000, 2100)),
        areas=(Area(code="A1", name=draw(words), services=services), Area(code="B", name="Altra")),
        strategic=tuple(Strategic(code=c, title=draw(words), missions=draw(lists)) for c in "PQ"),
        operational=(
            Operational(
                code=draw(words),
                title=draw(words),
                state=draw(st.sampled_from(["in_progress", "planned", "achieved", "cancelled"])),
                span=draw(st.sampled_from([None, "annual", "multiyear"])),
                missions=draw(lists),
                programs=draw(lists),
                units=draw(lists),
                reason=draw(maybe),
            ),
        ),
        objectives=tuple(objectives),
        anomalies=(
            Anomaly(
                kind="bad_date", where=draw(words), line=draw(st.none() | st.integers(1, 9999))
            ),
        ),
    )


@pytest.mark.parametrize("kind", FORMATS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=plans())
def test_what_is_written_reads_back_the_same(kind: str, plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / f"piano.{kind}"
    plan = with_anomalies(plan)
    write_plan(plan, path)
    assert read_plan(path) == plan


@pytest.mark.parametrize("kind", FORMATS)
def test_the_bundled_plan_reads_back_the_same(kind: str, tmp_path: Path) -> None:
    plan = read_plan(SAMPLE)
    write_plan(plan, tmp_path / f"piano.{kind}")
    assert read_plan(tmp_path / f"piano.{kind}") == plan


CONTRADICTED = """\
ente: Comune di Prova
year: 2025
areas:
  - {code: AS, name: Servizi, services: [{code: AS4, name: Demografici}]}
strategic: [{code: OS1, title: Servizi vicini}]
operational:
  - {code: OS1.1, title: Sportello, state: achieved}
  - {code: OS1.2, title: Archivio, state: in_progress}
  - {code: OS1.2, title: Archivio, state: achieved}
objectives:
  - {code: AS4.1, title: Uno, weight: 20, strategic: OS9, indicators: [
      {code: AS4.1.1, name: a, kind: milestone}]}
  - {code: AS4.2, title: Due, weight: 40, operational: OS1.1, indicators: [
      {code: AS4.2.1, name: b, kind: milestone, weight: 30},
      {code: AS4.2.2, name: c, kind: milestone, weight: 30}]}
  - {code: AS4.3, title: Tre, weight: 30, operational: OS1.7}
"""


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_plan_of_ours_contradicts_is_an_anomaly_in_its_place(
    kind: str, tmp_path: Path
) -> None:
    (tmp_path / "piano.yaml").write_text(CONTRADICTED, encoding="utf-8")
    plan = read_plan(tmp_path / "piano.yaml")
    write_plan(plan.model_copy(update={"anomalies": ()}), tmp_path / f"ancora.{kind}")
    for read in (plan, read_plan(tmp_path / f"ancora.{kind}")):
        assert {(a.kind, a.where) for a in read.anomalies} == {
            ("duplicate_code", "OS1.2"),
            ("unknown_code", "AS4.1"),
            ("code_state", "AS4.2"),
            ("weight_sum", "AS4.2"),
            ("unknown_code", "AS4.3"),
            ("no_indicator", "AS4.3"),
            ("weight_sum", "AS4"),
        }


def faults(text: str, tmp_path: Path) -> tuple[str, ...]:
    path = tmp_path / "piano.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as refused:
        read_plan(path)
    return refused.value.faults


HEAD = """\
ente: Comune di Prova
year: 2025
areas:
  - {code: AS, name: Servizi, services: [{code: AS4, name: Demografici}]}
objectives:
"""


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    text = HEAD + (
        "  - {code: AS4.1, title: Uno, weight: molto}\n"
        "  - {code: AS4, titolo: Due, title: Due}\n"
        "  - code: AS4.3\n"
        "    title: Tre\n"
        "    deadline: 2025-02-30\n"
        "    indicators: [{code: AS4.3.1, name: Tre, kind: somma}]\n"
    )
    assert faults(text, tmp_path) == (
        "objectives[1].weight (riga 6): 'molto' non è un numero («molto»)",
        "objectives[2].code (riga 7): codice non valido («AS4»)",
        "objectives[2].titolo (riga 7): campo sconosciuto («Due»)",
        "objectives[3].deadline (riga 10): data non valida («2025-02-30»)",
        "objectives[3].indicators[1].kind (riga 11): valore non ammesso («somma»)",
    )


def test_codes_said_twice_are_refused(tmp_path: Path) -> None:
    text = HEAD + (
        "  - {code: AS4.1, title: Uno, indicators: [{code: AS4.1.1, name: a, kind: count},"
        " {code: AS4.1.1, name: b, kind: count}]}\n"
        "  - {code: AS4.1, title: Due}\n"
    )
    assert faults(text, tmp_path) == (
        "objectives[2].code (riga 7): obiettivo AS4.1 è già presente",
        "objectives[1].indicators[2].code (riga 6): indicatore AS4.1.1 è già presente",
    )


def test_a_key_said_twice_is_refused(tmp_path: Path) -> None:
    text = HEAD + "  - {code: AS4.1, title: Uno, title: Due}\n"
    assert faults(text, tmp_path) == ("objectives[1].title (riga 6): scritto due volte",)


@pytest.mark.parametrize(
    ("given_weights", "fault"),
    [
        (("60", "50"), "i pesi del gruppo AS4 fanno 110, più di 100"),
        (
            ("100", "null"),
            "i pesi del gruppo AS4 fanno già 100 e non resta nulla per chi non ne ha",
        ),
    ],
)
def test_weights_that_leave_nothing_or_exceed_are_refused(
    given_weights: tuple[str, str], fault: str, tmp_path: Path
) -> None:
    one, two = given_weights
    text = HEAD + (
        f"  - {{code: AS4.1, title: Uno, weight: {one}}}\n"
        f"  - {{code: AS4.2, title: Due, weight: {two}}}\n"
    )
    assert faults(text, tmp_path) == (f"objectives[2].weight (riga 7): {fault}",)


def test_weights_of_indicators_may_not_exceed_either(tmp_path: Path) -> None:
    text = HEAD + (
        "  - {code: AS4.1, title: Uno, indicators: ["
        "{code: AS4.1.1, name: a, kind: count, weight: 100},"
        " {code: AS4.1.2, name: b, kind: count}]}\n"
    )
    [fault] = faults(text, tmp_path)
    assert "degli indicatori di AS4.1 fanno già 100" in fault


def test_an_objective_of_a_service_that_is_not_there_is_refused(tmp_path: Path) -> None:
    [fault] = faults(HEAD + "  - {code: AS9.1, title: Uno}\n", tmp_path)
    assert fault == "objectives[1].code (riga 6): AS9.1 è di un servizio che non c'è (AS9)"


def test_yaml_of_something_else_is_not_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "ricetta.yaml"
    path.write_text("farina: 500\nacqua: 300\n", encoding="utf-8")
    with pytest.raises(NotAPlan):
        read_plan(path)


def test_yaml_that_unfolds_beyond_measure_is_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    path = tmp_path / "piano.yaml"
    path.write_text("\n".join([*lines, "areas: *a8"]), encoding="utf-8")
    with pytest.raises(Bomb):
        read_plan(path)


def test_the_template_explains_itself_and_offers_choices(tmp_path: Path) -> None:
    path = tmp_path / "modello.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Istruzioni", "Esempi", "Ente", "Servizi", "Mandato", "Strategici", "Operativi",
        "Obiettivi", "Indicatori", "Fasi", "Personale", "Risorse",
    ]  # fmt: skip
    choices = {v.formula1 for v in book["Indicatori"].data_validations.dataValidation}
    assert '"conteggio,rapporto,percentuale,traguardo,importo,indice,data"' in choices
    assert book["Istruzioni"].max_row > 8
    with pytest.raises(NotAPlan):
        read_plan(path)


def filled_template(tmp_path: Path) -> Path:
    """The template with its own examples copied where they go, as a clerk would."""
    path = tmp_path / "modello.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    sheet = ""
    for row in book["Esempi"].iter_rows(values_only=True):
        first = str(row[0] or "")
        if first.startswith("Esempio"):
            sheet = first.rpartition(" ")[2]
        elif first and first != book[sheet]["A1"].value:
            book[sheet].append(row)
    book.save(path)
    return path


def test_a_filled_template_is_a_plan(tmp_path: Path) -> None:
    plan = read_plan(filled_template(tmp_path))
    assert [(o.code, o.weight, len(o.indicators)) for o in plan.objectives] == [
        ("AS4.1", Decimal(60), 2),
        ("AS4.2", Decimal(40), 2),
    ]
    assert [i.kind for _, i in plan.indicators()] == ["count", "index", "ratio", "milestone"]
    first, second = plan.objectives
    assert (first.people[0].area, first.people[0].percent) == ("istruttori", Decimal(30))
    assert (second.phases[0].title, second.budget[0].amount) == (
        "Scansione dei registri",
        Decimal(12000),
    )
    assert (plan.mandate[0].code, plan.strategic[0].mandate) == ("L1", "L1")
    assert (second.continues, second.indicators[0].continues) == ("AS4.5", "AS4.5.1")
    assert (first.continues, first.indicators[0].continues) == (None, None)


def test_a_workbook_without_the_last_column_is_read_as_it_is(tmp_path: Path) -> None:
    """What was exported before plans said what they continue."""
    path = filled_template(tmp_path)
    book = openpyxl.load_workbook(path)
    for sheet in (book["Obiettivi"], book["Indicatori"]):
        assert sheet.cell(1, sheet.max_column).value == "Continua da"
        sheet.delete_cols(sheet.max_column)
    book.save(path)
    assert [o.continues for o in read_plan(path).objectives] == [None, None]


def test_a_mistake_in_the_template_is_told_by_sheet_row_and_column(tmp_path: Path) -> None:
    path = filled_template(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Obiettivi"]["K2"] = "tanto"
    book["Indicatori"]["C3"] = "a occhio"
    book.save(path)
    with pytest.raises(Faults) as refused:
        read_plan(path)
    assert refused.value.faults == (
        "foglio Obiettivi, riga 2, Peso: serve un numero («tanto»)",
        "foglio Indicatori, riga 3, Tipo: serve una di queste parole: conteggio, rapporto, "
        "percentuale, traguardo, importo, indice, data («a occhio»)",
    )


def test_what_nobody_sees_of_a_plan_file_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "piano.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    odd = r'ente: "\n\u202e Comune\x00 di\u200b Esempio\x07"'
    file.write_text(text.replace("ente: Comune di Esempio", odd), encoding="utf-8")
    assert read_plan(file).ente == "Comune di Esempio"


def test_exported_texts_are_never_formulas(tmp_path: Path) -> None:
    plan = read_plan(SAMPLE)
    dangerous = plan.model_copy(update={"ente": '=HYPERLINK("http://esempio.invalid")'})
    write_plan(dangerous, tmp_path / "piano.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "piano.xlsx")["Ente"]["A2"]
    assert cell.data_type == "s"
    write_plan(dangerous, tmp_path / "piano.csv")
    [row] = [
        line
        for line in (tmp_path / "piano.csv").read_text(encoding="utf-8-sig").splitlines()
        if line.startswith("ente;")
    ]
    assert "'=HYPERLINK" in row


def test_other_extensions_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFormat):
        write_plan(read_plan(SAMPLE), tmp_path / "piano.odt")
