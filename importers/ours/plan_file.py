"""Our own plan file, `.yaml`: every fault is named and placed; what is written reads back.

Source: contract, "The plan file".
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import yaml
from pydantic import ValidationError

from importers.errors import Bomb, Faults, NotWhatItSays
from importers.whole.unread import NotAPlan
from ledger.bounds import legible
from ledger.plan import Objective, Plan, group_members

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_NODES = 500_000
_DEEPEST = 12
"""Aliases can make a small file unfold for ever; a plan is neither so large nor so deep."""
_FIELDS = {
    "missing": "manca",
    "extra_forbidden": "campo sconosciuto",
    "string_pattern_mismatch": "codice non valido",
    "literal_error": "valore non ammesso",
    "enum": "valore non ammesso",
    "greater_than_equal": "valore troppo piccolo",
    "less_than_equal": "valore troppo grande",
    "string_type": "serve un testo",
    "int_type": "serve un numero intero",
    "int_parsing": "serve un numero intero",
    "tuple_type": "serve un elenco",
    "model_type": "serve un elenco di campi",
    "date_from_datetime_parsing": "data non valida",
    "date_parsing": "data non valida",
    "date_type": "serve una data",
}

Path = tuple[str | int, ...]


def read_plan_file(text: str, name: str) -> Plan:
    """The plan in a YAML text.

    Raises:
        NotWhatItSays: not YAML.
        NotAPlan: YAML of something else.
        Bomb: YAML that unfolds beyond measure.
        Faults: every mistake, each with its place.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        raise NotWhatItSays(name, "un file YAML") from None
    if not isinstance(node, yaml.MappingNode):
        raise NotAPlan(name)
    reader = _Reader(name)
    data = reader.value(node, ())
    if "objectives" not in data and "areas" not in data:
        raise NotAPlan(name)
    if reader.faults:
        raise Faults(name, reader.faults)
    return checked(data, name, reader.place)


def checked(data: Any, name: str, place: Callable[[Path], str]) -> Plan:
    """A plan of ours that keeps the rules, from plain data. Raises Faults with all of them."""
    try:
        plan = Plan.model_validate(data)
    except ValidationError as wrong:
        faults = [_fault(error, place) for error in wrong.errors()]
        raise Faults(name, [*faults, *_codes_twice(data, place)]) from None
    faults = list(plan_faults(plan, place))
    if faults:
        raise Faults(name, faults)
    return plan


def _codes_twice(data: Any, place: Callable[[Path], str]) -> Iterable[str]:
    """Codes that stand twice, in a file that has other faults as well."""
    objectives = data.get("objectives") if isinstance(data, dict) else None
    rows = [
        (i, row)
        for i, row in enumerate(objectives or [])
        if isinstance(row, dict) and row.get("code")
    ]
    yield from _twice(
        "obiettivo",
        [str(row["code"]) for _, row in rows],
        place,
        lambda n: ("objectives", rows[n][0]),
    )
    parts = [
        (i, k, part)
        for i, row in rows
        for k, part in enumerate(row.get("indicators") or [])
        if isinstance(part, dict) and part.get("code")
    ]
    yield from _twice(
        "indicatore",
        [str(part["code"]) for _, _, part in parts],
        place,
        lambda n: ("objectives", parts[n][0], "indicators", parts[n][1]),
    )


def _fault(error: Any, place: Callable[[Path], str]) -> str:
    path = tuple(part for part in error["loc"] if part not in ("function-before", "from"))
    what = _FIELDS.get(error["type"])
    if what is None and error["type"] == "value_error":
        what = str(error["ctx"]["error"])
    shown = error["input"]
    said = f" («{shown}»)" if isinstance(shown, (str, int, float)) else ""
    return f"{place(path)}: {what or 'valore non valido'}{said}"


def plan_faults(plan: Plan, place: Callable[[Path], str]) -> Iterable[str]:
    """What a plan file of ours may not have: codes twice, weights over 100 or leaving nothing."""
    yield from _twice("area", [a.code for a in plan.areas], place, lambda i: ("areas", i))
    services = [(i, j, s.code) for i, a in enumerate(plan.areas) for j, s in enumerate(a.services)]
    yield from _twice(
        "servizio",
        [code for _, _, code in services],
        place,
        lambda n: ("areas", services[n][0], "services", services[n][1]),
    )
    yield from _twice(
        "obiettivo strategico", [s.code for s in plan.strategic], place, lambda i: ("strategic", i)
    )
    yield from _twice(
        "obiettivo", [o.code for o in plan.objectives], place, lambda i: ("objectives", i)
    )
    placed = [
        (i, k, indicator)
        for i, objective in enumerate(plan.objectives)
        for k, indicator in enumerate(objective.indicators)
    ]
    yield from _twice(
        "indicatore",
        [indicator.code for _, _, indicator in placed],
        place,
        lambda n: ("objectives", placed[n][0], "indicators", placed[n][1]),
    )
    for i, k, indicator in placed:
        if indicator.objective != plan.objectives[i].code:
            where = place(("objectives", i, "indicators", k, "code"))
            yield f"{where}: {indicator.code} non è dell'obiettivo {plan.objectives[i].code}"
    yield from _unknown_services(plan, place)
    yield from _group_faults(plan.objectives, place)


def _twice(
    what: str, codes: Sequence[str], place: Callable[[Path], str], path: Callable[[int], Path]
) -> Iterable[str]:
    seen: Counter[str] = Counter()
    for i, code in enumerate(codes):
        seen[code] += 1
        if seen[code] > 1:
            yield f"{place((*path(i), 'code'))}: {what} {code} è già presente"


def _unknown_services(plan: Plan, place: Callable[[Path], str]) -> Iterable[str]:
    known = {s.code for _, s in plan.services()} | {"TR", "SG"}
    for i, objective in enumerate(plan.objectives):
        if objective.unit not in known:
            where = place(("objectives", i, "code"))
            yield f"{where}: {objective.code} è di un servizio che non c'è ({objective.unit})"


def _group_faults(objectives: Sequence[Objective], place: Callable[[Path], str]) -> Iterable[str]:
    order = {objective.code: i for i, objective in enumerate(objectives)}
    for name, members in group_members(objectives).items():
        where = place(("objectives", order[members[-1].code], "weight"))
        yield from _weight_faults(where, f"del gruppo {name}", [m.weight for m in members])
    for i, objective in enumerate(objectives):
        where = place(("objectives", i, "indicators"))
        weights = [indicator.weight for indicator in objective.indicators]
        yield from _weight_faults(where, f"degli indicatori di {objective.code}", weights)


def _weight_faults(where: str, whose: str, weights: Sequence[Decimal | None]) -> Iterable[str]:
    given = [w for w in weights if w is not None]
    total = sum(given, Decimal(0))
    if total > 100:
        yield f"{where}: i pesi {whose} fanno {total:f}, più di 100"
    elif total == 100 and len(given) < len(weights):
        yield f"{where}: i pesi {whose} fanno già 100 e non resta nulla per chi non ne ha"


class _Reader:
    """Turns nodes into data, remembering the line of each and noting keys said twice."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes = 0
        self.lines: dict[Path, int] = {}
        self.faults: list[str] = []

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.nodes += 1
        if self.nodes > _MOST_NODES or len(path) > _DEEPEST:
            raise Bomb(self.name)
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        found = _scalar(node)
        return legible(found).strip() if isinstance(found, str) else found

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value)
            if name in data:
                line = key.start_mark.line + 1
                self.faults.append(f"{self._name((*path, name))} (riga {line}): scritto due volte")
            data[name] = self.value(child, (*path, name))
        return data

    def place(self, path: Path) -> str:
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return f"{self._name(path)} (riga {self.lines.get(known, 1)})"

    def _name(self, path: Path) -> str:
        text = ""
        for part in path:
            text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
        return text or "file"


def _scalar(node: yaml.ScalarNode) -> Any:
    """Numbers and days stay text until the plan's own fields read them exactly."""
    tag, text = node.tag, node.value
    if tag == "tag:yaml.org,2002:null":
        return None
    if tag == "tag:yaml.org,2002:bool":
        return text.lower() in ("true", "yes", "on")
    if tag == "tag:yaml.org,2002:int" and text.lstrip("+-").isdecimal():
        return int(text)
    return text


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    style = "|" if "\n" in data and not data.startswith((" ", "\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _text)


def plan_text(plan: Plan) -> str:
    """The plan as YAML; what is empty is left out."""
    return yaml.dump(plain(plan), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def plain(plan: Plan) -> dict[str, Any]:
    """The plan as plain data under the contract's names, without what is empty or as usual."""
    data = _bare(plan.model_dump(by_alias=True))
    assert isinstance(data, dict)
    return data


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: _bare(v) for k, v in value.items() if v is not None and v != ()}
        usual = {"direction": "up", "from": "zero"}
        return {k: v for k, v in kept.items() if usual.get(k) != v}
    if isinstance(value, (list, tuple)):
        return [_bare(v) for v in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value
    return value if isinstance(value, int) else str(value)
