"""Towns drawn at random, and the ways in which offices lay a plan out.

Each style turns a drawn plan into lines: a line with tabs is a row of a table, any other is a
paragraph. What a style does not print is not asked of the reader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

AREAS = ("Affari Generali", "Lavori Pubblici", "Servizi alla Persona", "Finanze", "Vigilanza")
SERVICES = (
    "Protocollo", "Tributi", "Asili nido", "Biblioteca", "Viabilità", "Cimiteri", "Anagrafe",
    "Mense scolastiche", "Verde pubblico", "Contratti",
)  # fmt: skip
TITLES = (
    "Ridurre i tempi di rilascio dei certificati", "Digitalizzare le pratiche edilizie",
    "Estendere la rete delle piste ciclabili", "Rinnovare gli arredi delle scuole",
    "Recuperare l'evasione tributaria", "Aprire lo sportello del cittadino",
    "Migliorare la cura dei giardini", "Aggiornare il piano della protezione civile",
    "Semplificare le iscrizioni alla mensa", "Censire gli alloggi comunali",
    "Ampliare gli orari della biblioteca", "Rivedere il regolamento dei mercati",
)  # fmt: skip
NAMES = (
    "Pratiche concluse", "Sopralluoghi effettuati", "Questionari raccolti", "Utenti serviti",
    "Iscrizioni ricevute", "Controlli eseguiti", "Libri prestati", "Alberi piantati",
    "Alloggi verificati", "Incontri pubblici",
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    name: str
    baseline: int
    target: int
    weight: int


@dataclass(frozen=True)
class Aim:
    title: str
    weight: int
    month: int
    by_head: bool
    """Answered for by the dirigente, otherwise by the EQ."""
    measures: tuple[Measure, ...]

    @property
    def day(self) -> str:
        return f"{28 if self.month == 2 else 30:02d}/{self.month:02d}/2026"

    @property
    def owner(self) -> str:
        return "Dirigente" if self.by_head else "EQ"


@dataclass(frozen=True)
class Unit:
    area: str
    name: str
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class Town:
    units: tuple[Unit, ...]

    def facts(self, *, baselines: bool = True, indicator_weights: bool = True) -> list[object]:
        """What a reader should find, in the order of the document."""
        return [
            (
                unit.area,
                unit.name,
                aim.title,
                Decimal(aim.weight),
                aim.day,
                aim.owner,
                tuple(
                    (
                        m.name,
                        Decimal(m.target),
                        Decimal(m.baseline) if baselines else None,
                        Decimal(m.weight) if indicator_weights else None,
                    )
                    for m in aim.measures
                ),
            )
            for unit in self.units
            for aim in unit.aims
        ]


def _shares(count: int) -> list[int]:
    """Weights that make 100 and are not all alike."""
    even = 100 // count
    return [even + (100 - even * count) if i == 0 else even for i in range(count)]


@st.composite
def towns(draw: st.DrawFn) -> Town:
    titles = iter(draw(st.permutations(TITLES)))
    services = iter(draw(st.permutations(SERVICES)))
    units: list[Unit] = []
    for area in draw(st.permutations(AREAS))[: draw(st.integers(1, 2))]:
        for _ in range(draw(st.integers(1, 2))):
            count = draw(st.integers(1, 3))
            aims = tuple(draw(_aims(next(titles), weight)) for weight in _shares(count))
            units.append(Unit(area, next(services), aims))
    return Town(tuple(units))


@st.composite
def _aims(draw: st.DrawFn, title: str, weight: int) -> Aim:
    count = draw(st.integers(1, 2))
    names = draw(st.permutations(NAMES))[:count]
    measures = tuple(
        Measure(name, draw(st.integers(1, 400)), draw(st.integers(401, 9000)), share)
        for name, share in zip(names, _shares(count), strict=True)
    )
    return Aim(title, weight, draw(st.integers(1, 12)), draw(st.booleans()), measures)


HEAD = ["Comune di Prova", "Piano della performance 2026", ""]
Style = Callable[[Town], str]


def flat_table(town: Town) -> str:
    """One table for all, every cell filled in every row."""
    rows = [
        "Settore\tServizio\tCodice obiettivo\tObiettivo gestionale\tPeso obiettivo (%)\tIndicatore"
        "\tConsuntivo 2025\tTarget 2026\tPeso indicatore (%)\tScadenza\tResponsabile"
    ]
    n = 0
    for unit in town.units:
        for aim in unit.aims:
            n += 1
            rows.extend(
                f"{unit.area}\t{unit.name}\tG{n:02d}\t{aim.title}\t{aim.weight}\t{m.name}"
                f"\t{m.baseline}\t{m.target}\t{m.weight}\t{aim.day}\t{aim.owner}"
                for m in aim.measures
            )
    return "\n".join([*HEAD, *rows])


def table_by_service(town: Town) -> str:
    """A table under each unit's name, other words, other order, a total at its foot."""
    lines = list(HEAD)
    area = ""
    for unit in town.units:
        if unit.area != area:
            area = unit.area
            lines.extend([f"SETTORE {area.upper()}", ""])
        lines.extend([f"Servizio {unit.name}", ""])
        lines.append(
            "N.\tEntro il\tTitolo dell'obiettivo\tChi risponde\tKPI\tVal. 2025\tValore atteso"
            "\tPond. ind.\tPond. ob."
        )
        for n, aim in enumerate(unit.aims, start=1):
            for k, m in enumerate(aim.measures):
                own = [str(n), aim.day, aim.title, aim.owner] if k == 0 else [""] * 4
                weight = str(aim.weight) if k == 0 else ""
                cells = [*own, m.name, str(m.baseline), str(m.target), str(m.weight), weight]
                lines.append("\t".join(cells))
        lines.append("\t\tTotale pesi\t\t\t\t\t\t100")
        lines.append("")
    return "\n".join(lines)


def sheets_of_labels(town: Town) -> str:
    """A sheet of labels and values for each objective, a table of indicators in it."""
    lines = list(HEAD)
    n = 0
    for unit in town.units:
        for aim in unit.aims:
            n += 1
            lines.extend(
                [
                    f"SCHEDA OBIETTIVO N. {n}",
                    f"Settore\t{unit.area}",
                    f"Servizio\t{unit.name}",
                    f"Titolo\t{aim.title}",
                    f"Responsabile\t{aim.owner}",
                    f"Peso\t{aim.weight}%\tTermine\t{aim.day}",
                    "",
                    "Indicatore\tValore iniziale\tValore atteso\tPeso",
                ]
            )
            lines.extend(f"{m.name}\t{m.baseline}\t{m.target}\t{m.weight}" for m in aim.measures)
            lines.append("")
    return "\n".join(lines)


def headed_paragraphs(town: Town) -> str:
    """Running text: headings, labels, a list of indicators with their figures."""
    lines = list(HEAD)
    area = ""
    n = 0
    for unit in town.units:
        if unit.area != area:
            area = unit.area
            lines.extend([f"SETTORE {area.upper()}", ""])
        lines.extend([f"Servizio {unit.name}", ""])
        for aim in unit.aims:
            n += 1
            lines.extend(
                [
                    f"Obiettivo n. {n}: {aim.title}",
                    "Il Comune intende dare risposte migliori a chi abita e lavora in paese.",
                    f"Responsabile: {aim.owner}",
                    f"Peso: {aim.weight}%",
                    f"Scadenza: {aim.day}",
                    "Indicatori:",
                ]
            )
            lines.extend(
                f"- {m.name}: valore atteso {m.target} (anno 2025: {m.baseline}; peso {m.weight}%)"
                for m in aim.measures
            )
            lines.append("")
    return "\n".join(lines)


STYLES: dict[str, Style] = {
    "flat_table": flat_table,
    "table_by_service": table_by_service,
    "sheets_of_labels": sheets_of_labels,
    "headed_paragraphs": headed_paragraphs,
}
