"""More ways of laying a drawn town out, in words drawn at random from those that offices use.

Each layout names the forms it comes in and what it does not print. A line with tabs is a row of a
table, any other a paragraph.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from textwrap import wrap

from .styles import HEAD, Aim, Measure, Town, Unit

WORDS = {
    "area": ("Area", "Settore", "Direzione", "Dipartimento", "Settore di appartenenza"),
    "service": ("Servizio", "Ufficio", "Unità organizzativa", "Struttura", "Servizio competente"),
    "code": ("Codice", "Cod.", "Codice obiettivo", "N. scheda", "Cod. ob.", "Rif."),
    "title": (
        "Obiettivo", "Obiettivo gestionale", "Titolo obiettivo", "Denominazione obiettivo",
        "Descrizione obiettivo", "Obiettivo operativo", "Oggetto", "Obiettivo di performance",
        "Obiettivi assegnati", "Nome obiettivo", "Titolo",
    ),
    "weight": (
        "Peso", "Peso %", "Peso obiettivo", "Pesatura", "Ponderazione", "Rilevanza %",
        "Peso dell'obiettivo (%)", "Peso (su 100)", "Peso relativo",
    ),
    "name": (
        "Indicatore", "Indicatori di risultato", "KPI", "Indicatore di performance", "Misura",
        "Parametro", "Cosa si misura", "Descrizione indicatore", "Metrica", "Indicatori",
    ),
    "before": (
        "Consuntivo 2025", "Valore 2025", "Storico 2025", "Baseline", "Valore iniziale",
        "Valore di partenza", "Dato 2025", "Anno precedente", "Val. 2025", "Realizzato 2025",
        "Situazione al 31/12/2025", "Risultato 2025", "Livello di partenza",
    ),
    "target": (
        "Target 2026", "Target", "Valore atteso", "Valore atteso 2026", "Target annuale",
        "Valore obiettivo", "Atteso 2026", "Standard atteso", "Traguardo", "Val. 2026",
        "Previsto 2026", "Risultato atteso",
    ),
    "share": ("Peso indicatore", "Peso ind. %", "Peso dell'indicatore", "Pond. ind.", "Peso KPI"),
    "day": (
        "Scadenza", "Termine", "Entro il", "Data di conclusione", "Tempistica", "Termine previsto",
        "Data fine", "Scadenza prevista", "Data obiettivo", "Quando", "Fine",
    ),
    "owner": (
        "Responsabile", "Resp.", "Referente", "Titolare", "Chi risponde", "Assegnato a",
        "Soggetto responsabile", "Responsabile dell'obiettivo",
    ),
}  # fmt: skip
"""The headings and labels of each thing a plan prints."""
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
    "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a town is laid out, and what of it is printed."""

    write: Callable[["Office"], str]
    forms: tuple[str, ...]
    shares: bool = True
    """Whether the indicators' own weights are printed."""


@dataclass
class Office:
    """Somebody who writes a town's plan: one choice of words, signs and ways of writing a day."""

    town: Town
    random: Random

    def __post_init__(self) -> None:
        self.words = {key: self.random.choice(words) for key, words in WORDS.items()}
        self.day_style = self.random.randrange(5)
        self.counted = self.random.random() < 0.5
        self.percent = self.random.choice(("", "%", " %"))

    def day(self, aim: Aim) -> str:
        day, month, year = aim.day.split("/")
        name = MONTHS[int(month) - 1]
        return (
            aim.day, f"{day}.{month}.{year}", f"{day}-{name[:3]}-{year[2:]}",
            f"{int(day)} {name} {year}", f"{year}-{month}-{day}",
        )[self.day_style]  # fmt: skip

    def weight(self, value: int) -> str:
        return f"{value}{self.percent}"

    def target(self, measure: Measure) -> str:
        return f"n. {measure.target}" if self.counted else str(measure.target)

    def units(self) -> Iterator[tuple[str | None, Unit]]:
        """Each unit, with its area where that one begins."""
        area = None
        for unit in self.town.units:
            yield (unit.area if unit.area != area else None), unit
            area = unit.area

    def rows(self) -> Iterator[tuple[dict[str, str], bool]]:
        """What every indicator's row may print, and whether it opens its objective."""
        for n, (unit, aim) in enumerate(self.aims(), start=1):
            for k, measure in enumerate(aim.measures):
                yield self.row(n, unit, aim, measure), k == 0

    def aims(self) -> Iterator[tuple[Unit, Aim]]:
        return ((unit, aim) for unit in self.town.units for aim in unit.aims)

    def row(self, n: int, unit: Unit, aim: Aim, measure: Measure) -> dict[str, str]:
        return {
            "area": unit.area, "service": unit.name, "code": f"OB.{n:02d}", "title": aim.title,
            "weight": self.weight(aim.weight), "name": measure.name,
            "before": str(measure.baseline), "target": self.target(measure),
            "share": self.weight(measure.weight), "day": self.day(aim), "owner": aim.owner,
        }  # fmt: skip


def _table(office: Office, keys: Sequence[str], *, merged: bool) -> list[str]:
    """A header and its rows; what the row above says already is left empty in a merged one."""
    lines = ["\t".join(office.words[key] for key in keys)]
    own = {"name", "before", "target", "share"}
    for said, opens in office.rows():
        lines.append("\t".join(said[k] if opens or not merged or k in own else "" for k in keys))
    return lines


def shuffled_table(office: Office) -> str:
    """One table, its columns in an order of the office's own, every cell said again."""
    head, tail = ["area", "service"], ["name", "before", "target", "share"]
    middle = ["code", "title", "weight", "day", "owner"]
    office.random.shuffle(middle)
    return "\n".join([*HEAD, *_table(office, [*head, *middle, *tail], merged=False)])


def merged_table(office: Office) -> str:
    """What belongs to the objective is said in its first row only."""
    keys = ["area", "service", "code", "title", "weight", "owner", "day"]
    keys += ["name", "before", "target", "share"]
    return "\n".join([*HEAD, *_table(office, keys, merged=True)])


def years_table(office: Office) -> str:
    """Last year's figures on the left, later years' targets on the right, notes nobody filled."""
    keys = ["area", "service", "title", "weight", "owner", "day", "name"]
    head = "\t".join(office.words[key] for key in keys)
    lines = [f"{head}\tConsuntivo 2024\tConsuntivo 2025\tTarget 2026\tTarget 2027\tNote"]
    for said, _ in office.rows():
        older, later = int(said["before"]) + 1, int(said["target"].removeprefix("n. ")) + 7
        cells = [*(said[key] for key in keys), str(older), said["before"], said["target"]]
        lines.append("\t".join([*cells, str(later), ""]))
    return "\n".join([*HEAD, *lines])


def software_export(office: Office) -> str:
    """A dump of a program: names of fields, every row complete."""
    names = {
        "area": "DES_SETTORE", "service": "DES_SERVIZIO", "code": "COD_OB",
        "title": "DES_OBIETTIVO", "weight": "PESO_OB", "owner": "RESPONSABILE",
        "day": "DATA_SCADENZA",
        "name": "DES_INDICATORE", "before": "VAL_2025", "target": "TARGET_2026",
        "share": "PESO_IND",
    }  # fmt: skip
    lines = ["\t".join(["ENTE", "ANNO", *names.values()])]
    lines += [
        "\t".join(["Comune di Prova", "2026", *(said[key] for key in names)])
        for said, _ in office.rows()
    ]
    return "\n".join(lines)


def nested_headings(office: Office) -> str:
    """Headings one under the other, labels in lines, indicators as a list."""
    lines = list(HEAD)
    n = 0
    for area, unit in office.units():
        if area:
            lines.extend([f"Settore {area}", ""])
        lines.extend([f"Ufficio {unit.name}", ""])
        for aim in unit.aims:
            n += 1
            lines.append(f"Obiettivo {n} – {aim.title}")
            labels = [
                f"{office.words['weight']}: {office.weight(aim.weight)}",
                f"{office.words['day']}: {office.day(aim)}",
                f"{office.words['owner']}: {aim.owner}",
            ]
            office.random.shuffle(labels)
            lines.extend([*labels, "Indicatori:"])
            lines.extend(
                f"- {m.name} – valore 2025: {m.baseline} – target 2026: {office.target(m)}"
                for m in aim.measures
            )
            lines.append("")
    return "\n".join(lines)


def sheets_in_one_table(office: Office) -> str:
    """A form for every objective: labels beside values, numbered indicators among them."""
    lines = list(HEAD)
    for n, (unit, aim) in enumerate(office.aims(), start=1):
        lines.append("SCHEDA OBIETTIVO")
        rows = [
            f"{office.words['code']}\tOB.{n:02d}",
            f"{office.words['area']}\t{unit.area}",
            f"{office.words['service']}\t{unit.name}",
            f"Denominazione obiettivo\t{aim.title}",
            f"{office.words['owner']}\t{aim.owner}",
            f"{office.words['weight']}\t{office.weight(aim.weight)}",
            f"{office.words['day']}\t{office.day(aim)}",
        ]
        for k, m in enumerate(aim.measures, start=1):
            rows.append(f"Indicatore {k}\t{m.name}")
            rows.append(f"Valore di partenza {k}\t{m.baseline}")
            rows.append(f"Risultato atteso {k}\t{office.target(m)}")
        lines.extend([*rows, ""])
    return "\n".join(lines)


def by_centre(office: Office) -> str:
    """A table under each centre of responsibility, with its total and a line of signatures."""
    lines = list(HEAD)
    keys = ["code", "title", "name", "before", "target", "share", "weight", "day", "owner"]
    n = 0
    for area, unit in office.units():
        if area:
            lines.extend([f"AREA {area.upper()}", ""])
        lines.extend([f"Centro di responsabilità: {unit.name}", ""])
        lines.append("\t".join(office.words[key] for key in keys))
        for aim in unit.aims:
            n += 1
            for k, m in enumerate(aim.measures):
                said = office.row(n, unit, aim, m)
                own = {"name", "before", "target", "share"}
                lines.append("\t".join(said[key] if not k or key in own else "" for key in keys))
        lines.append("\t".join(["", "Totale", *[""] * 4, office.weight(100), "", ""]))
        lines.append("")
    lines.extend(["Il Segretario comunale", "Il Sindaco"])
    return "\n".join(lines)


def drawn_boxes(office: Office) -> str:
    """Tables drawn with signs, cells wrapped over lines."""
    widths = {"title": 30, "weight": 8, "name": 26, "before": 18, "target": 14, "day": 18}
    widths |= {"owner": 14}
    lines = list(HEAD)
    for area, unit in office.units():
        if area:
            lines.extend([f"SETTORE {area.upper()}", ""])
        lines.append(f"Servizio {unit.name}")
        rule = "+" + "+".join("-" * (width + 2) for width in widths.values()) + "+"
        lines.extend([rule, *_boxed([office.words[key] for key in widths], widths), rule])
        for aim in unit.aims:
            for k, m in enumerate(aim.measures):
                said = office.row(1, unit, aim, m)
                own = {"name", "before", "target"}
                cells = [said[key] if not k or key in own else "" for key in widths]
                lines.extend(_boxed(cells, widths))
            lines.append(rule)
        lines.append("")
    return "\n".join(lines)


def _boxed(cells: Sequence[str], widths: dict[str, int]) -> list[str]:
    wrapped = [
        wrap(cell, width) or [""] for cell, width in zip(cells, widths.values(), strict=True)
    ]
    height = max(map(len, wrapped))
    return [
        "| "
        + " | ".join(
            (column[i] if i < len(column) else "").ljust(width)
            for column, width in zip(wrapped, widths.values(), strict=True)
        )
        + " |"
        for i in range(height)
    ]


def set_in_columns(office: Office) -> str:
    """The text of a page whose columns stand by spaces only; a blank line between objectives."""
    widths = {"code": 12, "title": 34, "weight": 15, "name": 30, "before": 20, "target": 20}
    widths |= {"day": 20, "owner": 24}
    lines = list(HEAD)
    n = 0
    for area, unit in office.units():
        if area:
            lines.extend([f"Settore {area}", ""])
        lines.extend([f"Servizio {unit.name}", ""])
        lines.extend(_columns([office.words[key] for key in widths], widths))
        for aim in unit.aims:
            n += 1
            for k, m in enumerate(aim.measures):
                said = office.row(n, unit, aim, m)
                own = {"name", "before", "target"}
                cells = [said[key] if not k or key in own else "" for key in widths]
                lines.extend([*_columns(cells, widths), ""])
        lines.append("")
    return "\n".join(lines)


def _columns(cells: Sequence[str], widths: dict[str, int]) -> list[str]:
    wrapped = [
        wrap(cell, width - 2, break_long_words=False) or [""]
        for cell, width in zip(cells, widths.values(), strict=True)
    ]
    height = max(map(len, wrapped))
    return [
        "".join(
            (column[i] if i < len(column) else "").ljust(width)
            for column, width in zip(wrapped, widths.values(), strict=True)
        ).rstrip()
        for i in range(height)
    ]


ANY = ("txt", "xlsx", "docx", "pdf", "bare.pdf", "ods", "odt")
LAYOUTS: dict[str, Layout] = {
    "shuffled_table": Layout(shuffled_table, (*ANY[:4], "csv")),
    "merged_table": Layout(merged_table, ANY[:4]),
    "years_table": Layout(years_table, (*ANY[:4], "csv"), shares=False),
    "software_export": Layout(software_export, ("csv", "xlsx", "ods")),
    "nested_headings": Layout(nested_headings, ANY, shares=False),
    "sheets_in_one_table": Layout(sheets_in_one_table, ANY, shares=False),
    "by_centre": Layout(by_centre, ANY),
    "drawn_boxes": Layout(drawn_boxes, ("txt",), shares=False),
    "set_in_columns": Layout(set_in_columns, ("txt",), shares=False),
}
