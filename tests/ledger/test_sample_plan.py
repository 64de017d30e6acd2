"""The bundled sample holds the whole plan of the published document, counted by hand from it.

Counts, codes, dates and kinds were read in the document, not taken from the file; the last tests
hold the file against the document itself, where `../shared` stands beside the checkout."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ledger.plan import (
    ENTE,
    SEGRETARIO,
    Direction,
    Indicator,
    Kind,
    Objective,
    Plan,
    group_members,
)

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "plan"

needs_document = pytest.mark.skipif(
    not SOURCE.is_dir(), reason="the published document (../shared) is not beside this checkout"
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    text = (ROOT / "ledger" / "sample_plan.yaml").read_text(encoding="utf-8")
    return Plan.model_validate(yaml.safe_load(text))


@pytest.fixture(scope="module")
def document() -> list[str]:
    return next(SOURCE.glob("*.txt")).read_text(encoding="utf-8").split("\n")


def objective(plan: Plan, code: str) -> Objective:
    return next(o for o in plan.objectives if o.code == code)


def indicator(plan: Plan, code: str) -> Indicator:
    return next(i for _, i in plan.indicators() if i.code == code)


def test_five_areas_hold_fourteen_services_with_their_printed_codes(plan: Plan) -> None:
    assert {a.code: [s.code for s in a.services] for a in plan.areas} == {
        "AA": ["AA1"],
        "AS": ["AS1", "AS2", "AS3", "AS4"],
        "AF": ["AF1", "AF2", "AF3"],
        "AT": ["AT1", "AT2", "AT3", "AT4", "AT5"],
        "APL": ["APL1"],
    }
    for area, service in plan.services():
        letters, number = service.code[: len(area.code)], service.code[len(area.code) :]
        assert service.printed == f"A.{letters[1:]}.{number}"


def test_seven_strategic_objectives_with_their_missions(plan: Plan) -> None:
    assert {s.code: s.missions for s in plan.strategic} == {
        "OS1": ("09", "08", "10"),
        "OS2": ("12", "15", "10", "01", "08", "07"),
        "OS3": ("10", "04", "03"),
        "OS4": ("01", "05", "06", "07"),
        "OS5": ("08", "10"),
        "OS6": ("09",),
        "OS7": ("01", "09", "14", "15"),
    }


def test_operational_objectives_in_all_four_states(plan: Plan) -> None:
    by_state = Counter(o.state for o in plan.operational)
    assert by_state == {"achieved": 62, "cancelled": 2, "in_progress": 115, "planned": 7}
    planned = {o.code for o in plan.operational if o.state == "planned"}
    assert planned == {"OS1.04", "OS1.05", "OS2.19", "OS7.14", "OS7.27", "OS7.29", "OS7.53"}
    cancelled = {o.code: o.reason for o in plan.operational if o.state == "cancelled"}
    assert set(cancelled) == {"OS2.27", "OS6.02"} and all(cancelled.values())


def test_operational_objectives_of_each_strategic_line(plan: Plan) -> None:
    def per_line(*states: str) -> dict[str, int]:
        return Counter(o.code.split(".")[0] for o in plan.operational if o.state in states)

    assert per_line("achieved") == {
        "OS1": 6, "OS2": 16, "OS3": 5, "OS4": 6, "OS5": 3, "OS6": 6, "OS7": 20,
    }  # fmt: skip
    assert per_line("in_progress", "planned") == {
        "OS1": 15, "OS2": 17, "OS3": 12, "OS4": 26, "OS5": 4, "OS6": 11, "OS7": 37,
    }  # fmt: skip


def test_only_two_operational_codes_stand_in_two_states(plan: Plan) -> None:
    twice = {c for c, n in Counter(o.code for o in plan.operational).items() if n > 1}
    assert twice == {"OS1.20", "OS2.15"}
    reported = {a.where for a in plan.anomalies if a.kind == "duplicate_code"}
    assert twice <= reported


def test_operational_objectives_name_known_units(plan: Plan) -> None:
    known = {ENTE, SEGRETARIO} | {a.code for a in plan.areas} | {s.code for _, s in plan.services()}
    for row in plan.operational:
        assert set(row.units) <= known
        assert row.units or row.state == "cancelled"


def test_spans_and_missions_stand_where_the_document_has_the_columns(plan: Plan) -> None:
    for row in plan.operational:
        in_force = row.state in ("in_progress", "planned")
        assert in_force == bool(row.span and row.missions and row.programs)
    spans = Counter(o.span for o in plan.operational if o.span)
    assert spans == {"multiyear": 94, "annual": 28}


def test_three_objectives_for_each_of_twelve_services_six_transversal_five_of_the_segretario(
    plan: Plan,
) -> None:
    counted = Counter(o.unit for o in plan.objectives)
    assert counted.pop("TR") == 6
    assert counted.pop("SG") == 5
    without = {"AT1", "AT2"}
    assert counted == {s.code: 3 for _, s in plan.services() if s.code not in without}


def test_objectives_and_indicators_are_numbered_in_order_without_gaps(plan: Plan) -> None:
    seen: Counter[str] = Counter()
    for o in plan.objectives:
        seen[o.unit] += 1
        assert o.code == f"{o.unit}.{seen[o.unit]}"
        assert [i.code for i in o.indicators] == [
            f"{o.code}.{k}" for k in range(1, len(o.indicators) + 1)
        ]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("AA1", "milestone / count / milestone milestone"),
        ("AS1", "milestone milestone / milestone / milestone"),
        ("AS2", "milestone count / milestone / milestone"),
        ("AS3", "count / count / milestone"),
        ("AS4", "count / count / count count"),
        ("APL1", "count / count count / count"),
        ("AF1", "milestone milestone milestone / count / count count count currency index"),
        (
            "AF3",
            "milestone milestone milestone / ratio ratio ratio count count ratio"
            " / milestone milestone milestone",
        ),
        (
            "AF2",
            "milestone milestone milestone / count count count count ratio / count count count",
        ),
        ("AT4", "milestone / ratio / milestone"),
        ("AT3", "milestone / count / milestone count"),
        ("AT5", "milestone milestone milestone milestone / count / milestone"),
        ("TR", "milestone / milestone / milestone milestone / ratio ratio / count count / count"),
        ("SG", "milestone / milestone / milestone / milestone / milestone"),
    ],
)
def test_each_indicator_stands_on_its_own_with_its_kind(plan: Plan, code: str, kinds: str) -> None:
    read = (" ".join(i.kind for i in o.indicators) for o in plan.objectives if o.unit == code)
    assert " / ".join(read) == kinds


def test_eighty_two_indicators_by_kind(plan: Plan) -> None:
    kinds = Counter(i.kind.value for _, i in plan.indicators())
    assert kinds == {"milestone": 41, "count": 31, "ratio": 8, "currency": 1, "index": 1}


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        ("AS4.3.1", Kind.COUNT, "CIE"),
        ("AS4.3.2", Kind.COUNT, "certificati"),
        ("AS4.2.1", Kind.COUNT, "ANPR"),
        ("AS3.3.1", Kind.MILESTONE, "NCC"),
        ("AF3.2.6", Kind.RATIO, "ricorsi"),
        ("AF1.1.3", Kind.MILESTONE, "pubblicata"),
        ("AF1.3.4", Kind.CURRENCY, "debito"),
        ("AF1.3.5", Kind.INDEX, "tempestività"),
        ("AT3.2.1", Kind.COUNT, "SUE"),
    ],
)
def test_well_known_indicators_keep_their_codes(
    plan: Plan, code: str, kind: Kind, word: str
) -> None:
    found = indicator(plan, code)
    assert found.kind is kind
    assert word in found.name


def test_ratios_name_both_terms_and_counts_their_unit(plan: Plan) -> None:
    for _, i in plan.indicators():
        assert bool(i.numerator) == bool(i.denominator) == (i.kind is Kind.RATIO)
        if i.kind in (Kind.COUNT, Kind.CURRENCY, Kind.INDEX):
            assert i.unit


def test_what_is_left_to_do_and_what_is_owed_goes_down(plan: Plan) -> None:
    down = {i.code for _, i in plan.indicators() if i.direction is Direction.DOWN}
    assert down == {"AS3.1.1", "AF1.3.4", "AF1.3.5"}


def test_deadlines_are_those_of_the_document(plan: Plan) -> None:
    other = {o.code: o.deadline for o in plan.objectives if o.deadline != dt.date(2024, 12, 31)}
    assert other == {
        "AS2.3": None,
        "AF1.1": dt.date(2024, 6, 30),
        "AF1.2": dt.date(2024, 3, 31),
        "AF3.1": dt.date(2024, 6, 30),
        "AF3.3": dt.date(2024, 4, 30),
        "AF2.1": dt.date(2024, 6, 30),
    }


def test_years_are_one_or_the_whole_three(plan: Plan) -> None:
    three = {o.code for o in plan.objectives if o.years == (2024, 2025, 2026)}
    assert three == {
        "AA1.1", "AA1.2", "AS2.1", "AS2.3", "AS1.2", "AS1.3", "AS3.1", "AS3.2", "AF1.3", "AF3.2",
    }  # fmt: skip
    assert all(o.years == (2024,) for o in plan.objectives if o.code not in three)


def test_only_the_two_courses_of_training_state_a_target(plan: Plan) -> None:
    stated = {i.code: i.target for _, i in plan.indicators() if i.target is not None}
    assert stated == {"TR.5.1": 2, "TR.5.2": 2}


def test_weights_are_unset_so_each_table_is_split_evenly(plan: Plan) -> None:
    assert all(o.weight is None for o in plan.objectives)
    assert all(i.weight is None and i.baseline is None for _, i in plan.indicators())


def test_transversal_objectives_stand_in_four_tables(plan: Plan) -> None:
    sizes = {name: len(members) for name, members in group_members(plan.objectives).items()}
    tables = {name: n for name, n in sizes.items() if " " in name or name.istitle()}
    assert list(tables.values()) == [3, 1, 1, 1]
    assert len(sizes) == 12 + 4 + 1


def test_owners_are_the_posts_of_the_unit(plan: Plan) -> None:
    dirigenti = {f"dirigente:{a.code}" for a in plan.areas}
    for o in plan.objectives:
        if o.unit == "TR":
            assert set(o.owners) == dirigenti
        elif o.unit == "SG":
            assert o.owners == ("segretario",)
        else:
            area = plan.area_of(o.unit)
            assert area is not None
            assert o.owners == (f"dirigente:{area.code}", f"eq:{o.unit}")


def test_links_follow_the_printed_code_and_exist(plan: Plan) -> None:
    operational = {o.code for o in plan.operational}
    strategic = {s.code for s in plan.strategic}
    for o in plan.objectives:
        printed = o.printed or ""
        assert o.operational == (printed if printed in operational else None)
        head = printed.split(".")[0]
        exists = printed in operational | strategic
        assert o.strategic == (head if exists else None)


@pytest.mark.parametrize(
    ("kind", "where", "text", "reading"),
    [
        ("bad_date", "AS2.3", "31/09/2024", "2024-09-30"),
        ("bad_code", "TR.4", "OS748", "OS7.48"),
        ("bad_code", "TR.6", "057", "OS7"),
        ("bad_code", "SG.3", "OS.7", "OS7"),
        ("code_mismatch", "AS2.1", "OS2.02", "OS4.02"),
        ("code_mismatch", "AS2.3", "OS7.37", None),
        ("code_mismatch", "AS1.3", "OS2.28", "OS2.34"),
        ("code_mismatch", "AF2.2", "OS7.53", "OS7.22"),
        ("code_state", "AS1.3", "OS2.28", "OS2.34"),
        ("code_state", "TR.1", "OS7.23", "OS7.45"),
        ("duplicate_code", "AF3.1", "OS7.09", None),
        ("bad_years", "AA1.1", "2024 20 25 20 26", "2024 2025 2026"),
        ("missing_code", "APL1.2", None, "OS3.08"),
        ("partial_code", "AA1.1", "OS7", "OS4.03"),
        ("partial_code", "AS3.3", "OS5", "OS5.06"),
    ],
)
def test_defects_of_the_document_wait_to_be_settled(
    plan: Plan, kind: str, where: str, text: str | None, reading: str | None
) -> None:
    found = [a for a in plan.anomalies if (a.kind, a.where) == (kind, where)]
    assert [(a.text, a.reading) for a in found] == [(text, reading)]


def test_every_measured_indicator_without_target_is_reported_once(plan: Plan) -> None:
    open_targets = [i.code for _, i in plan.indicators() if not i.kind.is_step and i.target is None]
    assert len(open_targets) == 39
    assert Counter(a.where for a in plan.anomalies if a.kind == "no_target") == Counter(
        open_targets
    )


def test_every_anomaly_names_something_of_the_plan_and_its_line(plan: Plan) -> None:
    known = {o.code for o in plan.objectives} | {i.code for _, i in plan.indicators()}
    known |= {o.code for o in plan.operational} | {s.code for s in plan.strategic}
    known |= set(group_members(plan.objectives)) | {s.code for _, s in plan.services()}
    assert {a.where for a in plan.anomalies} <= known
    lines = [a.line for a in plan.anomalies if a.line]
    assert lines == sorted(lines)
    nowhere = {a.kind for a in plan.anomalies if a.line is None}
    assert nowhere == {"missing_codes"}


def test_numbers_that_never_appear_in_a_series_are_told(plan: Plan) -> None:
    told = {a.where: a.text for a in plan.anomalies if a.kind == "missing_codes"}
    assert told == {
        "OS1": "OS1.12, OS1.14",
        "OS2": "OS2.14",
        "OS4": "OS4.29, OS4.31",
        "OS6": "OS6.04, OS6.18",
    }


def titles_and_names(plan: Plan) -> Iterator[tuple[str, int]]:
    """What people read, with the length that still fits a button or a line."""
    for rows in (plan.strategic, plan.operational, plan.objectives):
        for row in rows:
            yield row.title, 70
    for _, i in plan.indicators():
        yield i.name, 60


def test_titles_and_names_are_there_and_short(plan: Plan) -> None:
    for words, limit in titles_and_names(plan):
        assert 0 < len(words.strip()) <= limit, words


def test_names_and_aliases_tell_the_indicators_of_a_service_apart(plan: Plan) -> None:
    for unit in {o.unit for o in plan.objectives}:
        said = [
            words.lower()
            for o, i in plan.indicators()
            if o.unit == unit
            for words in {i.name, *i.aliases}
        ]
        assert len(said) == len(set(said))
    assert all(1 <= len(i.aliases) <= 3 for _, i in plan.indicators())


@needs_document
def test_every_date_and_printed_code_stands_in_the_document(
    plan: Plan, document: list[str]
) -> None:
    text = "\n".join(document)
    for o in plan.objectives:
        assert o.deadline is None or f"{o.deadline:%d/%m/%Y}" in text
        assert o.printed is None or o.printed in text
    for service in (s for _, s in plan.services()):
        assert service.printed is not None
        spaced = re.escape(service.printed).replace(r"\.", r"\.\s?")
        assert re.search(spaced, text), service.printed


@needs_document
def test_every_operational_row_says_what_the_document_says(plan: Plan, document: list[str]) -> None:
    rows = (line.split("\t") for line in document if re.match(r"OS\d\.\d\d\t", line))
    for row, printed in zip(plan.operational, rows, strict=True):
        assert row.code == printed[0]
        if len(printed) == 8:
            state, span, missions, programs = printed[3:7]
            assert row.state == {"in corso": "in_progress", "programmato": "planned"}[state.lower()]
            assert row.span == {"ANNUALE": "annual", "PLURIENNALE": "multiyear"}[span]
            assert [int(m) for m in row.missions] == [int(m) for m in re.findall(r"\d+", missions)]
            assert [int(p) for p in row.programs] == [int(p) for p in re.findall(r"\d+", programs)]


@needs_document
def test_the_lines_of_the_anomalies_show_what_was_read(plan: Plan, document: list[str]) -> None:
    exact = {"bad_date", "bad_code", "code_mismatch", "code_state", "partial_code", "no_weight"}
    for anomaly in (a for a in plan.anomalies if a.kind in exact):
        assert anomaly.line is not None
        assert (anomaly.text or "TOTALE PESO OBIETTIVI") in document[anomaly.line - 1]


@needs_document
def test_no_sentence_of_the_document_is_copied(plan: Plan, document: list[str]) -> None:
    def words(text: str) -> str:
        return " ".join(re.findall(r"\w+", text.lower()))

    source = words(" ".join(document))
    written = [t for t, _ in titles_and_names(plan)]
    written += [t for o in plan.objectives for t in (o.description, o.action) if t]
    for text in written:
        said = words(text).split()
        runs = (" ".join(said[n : n + 7]) for n in range(len(said) - 6))
        assert not [run for run in runs if run in source], text
