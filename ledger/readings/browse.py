"""What the record holds of objectives, as tables for whoever wants to look through it by program.

Nothing of a person: no code, no name, no words that somebody wrote, no score. Numbers are exact
texts.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ledger.clock import rome_iso
from ledger.later import dataclass
from ledger.ledger import Ledger
from ledger.plan import ENTE
from ledger.progress.figures import plain, rounded
from ledger.progress.standings import standing
from ledger.readings.series import day_of_reckoning
from ledger.view import View

Row = Mapping[str, object]

NOBODYS = ("plan", "objective", "indicator", "weights", "relazione", "cycle", "entity", "survey")
"""What a stream may be of, for its events to be listed: things, and no person."""

PLACES = 6


@dataclass(frozen=True)
class Browsed:
    """A table: its name, its key, the columns that hold numbers, its rows."""

    name: str
    key: str
    numbers: tuple[str, ...]
    rows: tuple[Row, ...]


def tables_of(ledger: Ledger) -> Iterator[Browsed]:
    """Every year there is a plan of, as it stands now."""
    views = [ledger.view.of(year) for year in ledger.view.years]
    shares = ("peso", "raggiunto", "atteso")
    yield Browsed("uffici", "chiave", ("raggiunto", "atteso"), _rows(views, _units, ledger))
    yield Browsed("obiettivi", "chiave", shares, _rows(views, _objectives, ledger))
    numbers = ("valore", "da_raggiungere", "partenza", "raggiunto", "atteso")
    yield Browsed("indicatori", "chiave", numbers, _rows(views, _indicators, ledger))
    figures = ("valore", "numeratore", "denominatore")
    yield Browsed("dati", "numero", figures, _rows(views, _reports, ledger))
    yield Browsed("prove", "numero", ("byte",), _rows(views, _proofs, ledger))
    yield Browsed("eventi", "numero", (), tuple(_events(ledger)))


def _rows(
    views: list[View], of: Callable[[View, Ledger], Iterator[Row]], ledger: Ledger
) -> tuple[Row, ...]:
    return tuple(row for view in views for row in of(view, ledger))


def _key(view: View, code: str) -> str:
    return f"{view.year} {code}"


def _figures(view: View, code: str, ledger: Ledger) -> dict[str, object]:
    found = standing(view, code, day_of_reckoning(view, ledger.today()))
    state = found.objectives[0].state if len(found.objectives) == 1 else found.state
    return {
        "raggiunto": _number(found.progress),
        "atteso": _number(found.expected),
        "stato": None if state is None else str(state),
    }


def _units(view: View, ledger: Ledger) -> Iterator[Row]:
    names = {ENTE: view.plan.plan.ente} | {a.code: a.name for a in view.plan.areas.values()}
    names |= {s.code: s.name for _, s in view.plan.plan.services()}
    for code, name in names.items():
        figures = _figures(view, code, ledger)
        key = {"chiave": _key(view, code), "anno": view.year, "codice": code}
        yield {**key, "nome": name, "area": view.plan.area_of_service.get(code), **figures}


def _objectives(view: View, ledger: Ledger) -> Iterator[Row]:
    plan = view.plan
    for code, objective in plan.objectives.items():
        yield {
            "chiave": _key(view, code),
            "anno": view.year,
            "codice": code,
            "titolo": objective.title,
            "ufficio": objective.unit,
            "termine": plan.deadline(code).isoformat(),
            "peso": _number(plan.weights[code]),
            "cancellato": int(code in plan.cancelled),
            **_figures(view, code, ledger),
        }


def _indicators(view: View, ledger: Ledger) -> Iterator[Row]:
    plan, day = view.plan, day_of_reckoning(view, ledger.today())
    for objective in plan.plan.objectives:
        for part in standing(view, objective.code, day).objectives[0].indicators:
            indicator = part.indicator
            yield {
                "chiave": _key(view, indicator.code),
                "anno": view.year,
                "codice": indicator.code,
                "nome": indicator.name,
                "obiettivo": objective.code,
                "tipo": str(indicator.kind),
                "unita": indicator.unit,
                "partenza": _number(indicator.baseline),
                "da_raggiungere": _number(indicator.target),
                "valore": _number(part.value.number) if part.value else None,
                "dato_del": part.value.reported_on.isoformat() if part.value else None,
                "validato": int(part.value.validated) if part.value else None,
                "raggiunto": _number(part.progress),
                "atteso": _number(part.expected),
                "stato": str(part.state),
            }


def _reports(view: View, ledger: Ledger) -> Iterator[Row]:
    for code in view.plan.indicators:
        for row in view.reports_of(code):
            yield {
                "numero": row.seq,
                "anno": row.year,
                "indicatore": row.indicator,
                "giorno": row.day.isoformat(),
                "come": row.mode,
                "valore": _number(row.value),
                "numeratore": _number(row.numerator),
                "denominatore": _number(row.denominator),
                "stato": row.status,
                "scritto_il": rome_iso(row.recorded_at),
            }


def _proofs(view: View, ledger: Ledger) -> Iterator[Row]:
    for code in view.plan.indicators:
        for row in view.evidence_of(code):
            yield {
                "numero": row.seq,
                "dato": row.report,
                "indicatore": code,
                "tipo": row.media_type,
                "byte": row.size,
                "impronta": row.sha256,
            }


def _events(ledger: Ledger) -> Iterator[Row]:
    """What happened to things of the plan and of the cycle, and its place in the chain."""
    for e in ledger.log.after():
        if e.stream.partition(":")[0] in NOBODYS:
            yield {
                "numero": e.seq,
                "fatto": e.type,
                "scritto_il": rome_iso(e.recorded_at),
                "impronta": e.hash,
            }


def _number(value: object) -> str | None:
    """As a program reads it; a day in ISO form."""
    if isinstance(value, Fraction):
        value = rounded(value, PLACES)
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    return None if value is None else str(value)
