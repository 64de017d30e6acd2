"""`calc` from outside: what it reads, what it refuses, a batch."""

import json
from typing import Any

import pytest

from ledger.regulation import bundled
from ledger.scoring.calc import CalcError, read_json, run, run_batch

WEIGHTS = {"weights": ["40", None]}
ITEM = {"EQ-I": "4", "EQ-II": "4", "EQ-III": "3", "EQ-IV": "5", "EQ-V": "4", "EQ-VI": "5"}

MALFORMED: dict[str, tuple[str, object, str]] = {
    "unknown operation": ("weigths", {"input": WEIGHTS}, "unknown_op"),
    "payload is a list": ("weights", [], "bad_type"),
    "no input": ("weights", {}, "bad_type"),
    "input is a text": ("weights", {"input": "40"}, "bad_type"),
    "field beside input": ("weights", {"input": WEIGHTS, "confg": {}}, "unknown_field"),
    "config is a list": ("weights", {"input": WEIGHTS, "config": []}, "bad_type"),
    "unknown setting": ("weights", {"input": WEIGHTS, "config": {"pool": 1}}, "unknown_setting"),
    "misspelt field": ("weights", {"input": {"weight": []}}, "missing_field"),
    "field too many": ("weights", {"input": {**WEIGHTS, "unit": "%"}}, "unknown_field"),
    "list wanted": ("weights", {"input": {"weights": {"a": "40"}}}, "bad_type"),
    "boolean as number": ("weights", {"input": {"weights": [True, None]}}, "bad_number"),
    "boolean as count": ("final_score", {"input": {"D": 1, "counts": {"a": True}}}, "bad_number"),
    "boolean as year": ("easter_monday", {"input": {"year": True}}, "bad_number"),
    "number as boolean": ("evaluator", {"input": {"role": "eq", "has_eq": 1}}, "bad_type"),
    "text as boolean": ("evaluator", {"input": {"role": "eq", "has_eq": "true"}}, "bad_type"),
    "number as role": ("evaluator", {"input": {"role": 3}}, "bad_type"),
    "empty role": ("evaluator", {"input": {"role": ""}}, "bad_type"),
    "number as date": ("working_day", {"input": {"date": 20240101}}, "bad_date"),
    "instant as date": ("working_day", {"input": {"date": "2024-01-01T00:00"}}, "bad_date"),
    "Italian date": ("working_day", {"input": {"date": "01/01/2024"}}, "bad_date"),
    "exponent": ("display_score", {"input": {"score": "1e1"}}, "bad_number"),
    "comma": ("display_score", {"input": {"score": "77,5"}}, "bad_number"),
    "not a number": ("display_score", {"input": {"score": "NaN"}}, "bad_number"),
    "divided by zero": ("display_score", {"input": {"score": "1/0"}}, "bad_number"),
    "other digits": ("display_score", {"input": {"score": "٧٧"}}, "bad_number"),
    "null number": ("display_score", {"input": {"score": None}}, "bad_number"),
    "far too long": ("display_score", {"input": {"score": "7" * 5000}}, "bad_number"),
    "counts as a list": ("sanction_reduction", {"input": {"counts": []}}, "bad_type"),
    "objectives as texts": ("objectives_score", {"input": {"objectives": ["80"]}}, "bad_type"),
    "interim as a text": ("evaluate", {"input": {"role": "eq", "interim": "alta"}}, "bad_type"),
    "period as a text": ("prorata", {"input": {"year": 2024, "periods": ["2024"]}}, "bad_period"),
    "half a year": ("prorata", {"input": {"year": "2024.5", "periods": []}}, "bad_number"),
}  # fmt: skip


@pytest.mark.parametrize(("op", "payload", "code"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_request_is_refused(op: str, payload: object, code: str) -> None:
    with pytest.raises(CalcError) as refused:
        run(op, payload, bundled())
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert refused.value.as_dict() == {"code": code, "message": str(refused.value)}


BAD_SETTINGS: dict[str, object] = {
    "weights.partial": "split",
    "behaviour.min": 2,
    "behaviour.step": "0.25",
    "sanctions.apply_to": True,
    "negative.threshold": "101",
    "dirigente.interim_pct": "dieci",
    "eq.interim_pct": {"altissima": "30"},
    "presence.threshold_days": -1,
    "prevalence.more_than_days": "16.5",
    "reorg.days": True,
    "reorg.roll": "forse",
    "calendar.patron": "02-30",
    "calendar.extra_closures": ["2025-02-29"],
    "pool.coefficients": {"operatori": "0"},
    "bonus.pct": 29,
    "bonus.min_score": "molto",
}


@pytest.mark.parametrize(("key", "value"), BAD_SETTINGS.items(), ids=BAD_SETTINGS.keys())
def test_a_setting_out_of_its_bounds_is_refused(key: str, value: object) -> None:
    with pytest.raises(CalcError) as refused:
        run("weights", {"input": WEIGHTS, "config": {key: value}}, bundled())
    assert refused.value.code == "bad_setting"
    assert key in refused.value.message


def test_what_is_null_where_it_may_be_left_out_counts_as_left_out() -> None:
    given = {"maximum": "100", "share_pct": "100", "interim": None, "prorata": None}
    answer = run("dirigente_amount", {"input": given, "config": None}, bundled())
    assert answer == {"exact": "100", "amount": "100.00"}


def test_numbers_of_json_are_read_exactly() -> None:
    request = read_json('{"input": {"score": 49.999999999999999999}}')
    assert run("negative", request, bundled()) == {"negative": True}


@pytest.mark.parametrize(
    "text", ["", "{", '{"a": NaN}', "[" * 100_000, '{"a": ' + "9" * 5000 + "}"]
)
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(CalcError) as refused:
        read_json(text)
    assert refused.value.code == "bad_json"


def test_an_item_written_twice_is_refused() -> None:
    with pytest.raises(CalcError) as refused:
        read_json('{"input": {"items": {"EQ-I": "4", "EQ-I": "5"}}}')
    assert refused.value.code == "duplicate"


def test_a_result_of_endless_digits_is_refused() -> None:
    primes = [f"1/{10**390 + n}" for n in range(1, 20, 2)]
    with pytest.raises(CalcError, match="troppe cifre"):
        run(
            "objectives_score", {"input": {"objectives": [{"value": p} for p in primes]}}, bundled()
        )


def answers(*lines: str) -> list[dict[str, Any]]:
    return list(run_batch(lines, bundled()))


def test_a_batch_answers_every_line_in_order() -> None:
    good = json.dumps({"id": 1, "op": "weights", "input": WEIGHTS})
    bad = json.dumps({"id": "due", "op": "weights", "input": {"weights": []}})
    first, second, third = answers(good, "\n", bad, good)
    assert first == third == {"id": 1, "result": {"weights": ["40", "60"]}}
    assert second["id"] == "due"
    assert second["error"]["code"] == "no_objectives"


def test_a_line_keeps_its_name_even_where_a_key_stands_twice() -> None:
    items = json.dumps(ITEM)[:-1] + ', "EQ-I": "3"}'
    line = f'{{"id": 7, "op": "component_c", "input": {{"role": "eq", "items": {items}}}}}'
    (answer,) = answers(line)
    assert (answer["id"], answer["error"]["code"]) == (7, "duplicate")


def test_a_line_that_is_not_a_request_is_answered_without_a_name() -> None:
    broken, text, nameless, odd = answers("[", '"ciao"', '{"op": 3}', '{"id": 1.5}')
    assert broken == {"id": None, "error": broken["error"]}
    assert broken["error"]["code"] == "bad_json"
    assert text["error"]["code"] == "bad_type"
    assert nameless["error"]["code"] == "missing_field"
    assert odd == {"id": None, "error": odd["error"]}


def test_config_of_one_line_does_not_reach_the_next() -> None:
    lines = [
        {"op": "negative", "input": {"score": "55"}, "config": {"negative.threshold": 60}},
        {"op": "negative", "input": {"score": "55"}},
    ]
    assert [a["result"]["negative"] for a in answers(*map(json.dumps, lines))] == [True, False]
