"""Cells and pages of drawn tables, and the tables of a document that are no plan."""

from dataclasses import dataclass

from .prose import Plan


@dataclass(frozen=True)
class Cell:
    """A cell of a table: what it says, how it is typed, and how far it spreads."""

    text: str = ""
    value: object = None
    look: str = ""
    """Of the number: `0%`."""
    down: int = 1
    across: int = 1
    is_head: bool = False


Line = list[Cell]


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook, or a part of a text."""

    name: str
    lines: list[Line]


def _summary(plan: Plan) -> tuple[str, list[Line]]:
    head = [Cell("Servizio", is_head=True), Cell("N. obiettivi", is_head=True),
            Cell("N. indicatori", is_head=True)]  # fmt: skip
    rows = [
        [Cell(unit.service), Cell(str(len(unit.aims)), len(unit.aims)),
         Cell(str(n := sum(len(a.gauges) for a in unit.aims)), n)]
        for unit in plan.units
    ]  # fmt: skip
    return "Riepilogo", [[Cell("Riepilogo degli obiettivi")], head, *rows, []]


def _staff(plan: Plan) -> tuple[str, list[Line]]:
    head = [Cell(x, is_head=True) for x in ("Settore", "Funzionari", "Istruttori", "Totale")]
    areas = dict.fromkeys(unit.area for unit in plan.units)
    rows = [[Cell(area), Cell("2", 2), Cell("4", 4), Cell("6", 6)] for area in areas]
    return "Personale", [[Cell("Dotazione organica")], head, *rows, []]


def _money(_: Plan) -> tuple[str, list[Line]]:
    heads = ("Missione", "Programma", "Descrizione", "Stanziamento")
    head = [Cell(x, is_head=True) for x in heads]
    rows = [
        [Cell("01"), Cell("02"), Cell("Segreteria generale"), Cell("€ 120.000", 120000)],
        [Cell("09"), Cell("05"), Cell("Aree protette e parchi"), Cell("€ 45.000", 45000)],
    ]
    return "Risorse", [[Cell("Risorse finanziarie assegnate")], head, *rows, []]


def _scale(_: Plan) -> tuple[str, list[Line]]:
    heads = ("Grado di raggiungimento", "Punteggio")
    rows = [[Cell("90-100%"), Cell("100", 100)], [Cell("meno di 60%"), Cell("0", 0)]]
    head = [Cell(x, is_head=True) for x in heads]
    return "Scala", [[Cell("Scala di valutazione")], head, *rows, []]


OTHER = {"summary": _summary, "staff": _staff, "money": _money, "scale": _scale}
