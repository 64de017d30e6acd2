"""One rule of the regulation by itself: an operation's name and its input, to its answer.

`{"input": {...}, "config": {...}}` in, plain values ready for JSON out; `config` overrides settings
of the regulation by key. Refusals are `CalcError`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from ledger.regulation import Regulation, RegulationFaults, setting_keys
from ledger.regulation.faults import fault_of
from ledger.scoring.errors import CalcError
from ledger.scoring.operations import calendar, pools, score
from ledger.scoring.operations.inputs import Answer, Operation

__all__ = ["OPERATIONS", "CalcError", "read_json", "run", "run_batch"]

OPERATIONS: Mapping[str, type[Operation]] = {
    operation.op: operation
    for operation in (*score.OPERATIONS, *calendar.OPERATIONS, *pools.OPERATIONS)
}


def run(op: str, payload: object, regulation: Regulation) -> Answer:
    """The answer of one operation. Raises CalcError."""
    operation = OPERATIONS.get(op)
    if operation is None:
        raise CalcError(
            "unknown_op", f"«{op}» non è un'operazione: usa {', '.join(sorted(OPERATIONS))}."
        )
    given = _object(payload, "La richiesta")
    for key in sorted(given.keys() - {"input", "config"}):
        raise CalcError("unknown_field", f"«{key}» non è previsto: usa «input» e «config».")
    facts = _object(given.get("input"), "«input»")
    configured = _configured(regulation, given.get("config"))
    try:
        asked = operation.model_validate(facts)
    except ValidationError as error:
        raise CalcError(*fault_of(error.errors()[0])) from None
    return asked.answer(configured)


def run_batch(lines: Iterable[str], regulation: Regulation) -> Iterator[dict[str, Any]]:
    """Answers JSON lines `{"id", "op", "input", "config"}` in order; blank lines are skipped.

    A refused line answers its error and the next ones go on.
    """
    for line in lines:
        if line.strip():
            yield _answer_line(line, regulation)


def _answer_line(line: str, regulation: Regulation) -> dict[str, Any]:
    name: object = None
    try:
        parsed, repeated = _parse(line)
        request = dict(_object(parsed, "La riga"))
        name = _line_id(request.pop("id", None))
        _need_no_repeats(repeated)
        op = request.pop("op", None)
        if not isinstance(op, str):
            raise CalcError("missing_field", "Manca «op»: indica quale operazione fare.")
        return {"id": name, "result": run(op, request, regulation)}
    except CalcError as error:
        return {"id": name, "error": error.as_dict()}


def _line_id(value: object) -> str | int | None:
    """What the line is called by who sent it: given back as it came."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise CalcError("bad_type", "«id» deve essere un testo o un numero intero.")


def read_json(text: str) -> object:
    """JSON with exact numbers, where no key stands twice. Raises CalcError."""
    parsed, repeated = _parse(text)
    _need_no_repeats(repeated)
    return parsed


def _parse(text: str) -> tuple[object, list[str]]:
    """What the text says, and the keys that stand twice in one object."""
    repeated: list[str] = []

    def whole(pairs: list[tuple[str, object]]) -> dict[str, object]:
        times = Counter(key for key, _ in pairs)
        repeated.extend(key for key, count in times.items() if count > 1)
        return dict(pairs)

    try:
        parsed = json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=whole
        )
    except (ValueError, RecursionError):
        raise CalcError(
            "bad_json", "Non è JSON valido: controlla virgolette, virgole e parentesi."
        ) from None
    return parsed, repeated


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _need_no_repeats(repeated: Sequence[str]) -> None:
    if repeated:
        raise CalcError("duplicate", f"«{repeated[0]}» compare due volte: lasciane una sola.")


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CalcError("bad_type", f"{what} deve essere un oggetto JSON, con i suoi campi.")
    return value


def _configured(regulation: Regulation, config: object) -> Regulation:
    if config is None:
        return regulation
    changes = _object(config, "«config»")
    for key in sorted(changes.keys() - setting_keys()):
        raise CalcError(
            "unknown_setting", f"«{key}» non è un'impostazione del regolamento: controllala."
        )
    try:
        return regulation.with_settings(changes)
    except RegulationFaults as error:
        raise CalcError("bad_setting", error.faults[0]) from None
