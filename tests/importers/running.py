"""Running documents: headings, lines of facts and lists of indicators, each in one of many ways.

Written like the other layouts: here every line is a paragraph.
"""

from collections.abc import Sequence

from .layouts import Layout, Office
from .styles import HEAD, Aim, Measure

HEADINGS = (
    "Obiettivo n. {n} – {title}",
    "OBIETTIVO {n}: {title}",
    "Obiettivo {n}. {title}",
    "Scheda n. {n} – {title}",
    "OB.{n:02d} – {title}",
    "OB.{n:02d} {title}",
    "1.1.{n} {title}",
    "{n}. {title}",
    "{n}) {title}",
    "Obiettivo: {title}",
    "SCHEDA OBIETTIVO N. {n}\n{title}",
)
"""How towns head an objective; the last prints the title on a line of its own."""
FACTS = (
    "Peso: {weight}%\nScadenza: {day}\nResponsabile: {owner}",
    "- Responsabile: {owner}\n- Peso: {weight}%\n- Scadenza: {day}",
    "Responsabile: {owner} – Peso: {weight}% – Termine: {day}",
    "Peso: {weight}; Data di conclusione: {day}; Responsabile: {owner}.",
    "(Responsabile: {owner}; Peso: {weight}%; Termine: {day})",
    "Ne risponde {owner}; l'obiettivo pesa {weight}%; da concludere entro il {day}.",
    "Peso {weight}% – da concludere entro il {day}. Responsabile: {owner}.",
    "Responsabile\n{owner}\nPeso\n{weight}%\nScadenza\n{day}",
)
INDICATORS = (
    "- {name}: {target} (2025: {before})",
    "• {name}: {before} → {target}",
    "- {name}: da {before} a {target}",
    "– {name} – 2025: {before} – 2026: {target}",
    "- {name}; valore 2025 {before}; target {target}",
    "a) {name} (target {target}; baseline {before})",
    "{name} | Valore 2025: {before} | Target 2026: {target}",
    "- {name}. Target: {target}. Valore 2025: {before}.",
    "Indicatore: {name}\nValore iniziale: {before}\nTarget: {target}",
    "- {name}\nValore iniziale: {before}\nTarget: {target}",
)
TITLES = ("Indicatori:", "Indicatori di risultato", "Come si misura")
_FEW = 2
"""Objectives below which a number or a code that comes back says nothing."""


def paragraphs(office: Office) -> str:
    """Every way of a document is drawn once and kept to its end."""
    draw, aims = office.random, [aim for unit in office.town.units for aim in unit.aims]
    by_word = [way for way in HEADINGS if "iettivo" in way or way.startswith("OBIETTIVO")]
    heading = draw.choice(HEADINGS if len(aims) > _FEW else by_word)
    facts, indicator, title = draw.choice(FACTS), draw.choice(INDICATORS), draw.choice(TITLES)
    lines, n, area = list(HEAD), 0, ""
    for unit in office.town.units:
        lines += [f"Settore {unit.area}"] if unit.area != area else []
        lines.append(f"Servizio {unit.name}")
        area = unit.area
        for aim in unit.aims:
            n += 1
            lines += heading.format(n=n, title=aim.title).split("\n")
            lines += _facts(facts, aim)
            lines += [title, *_indicators(indicator, aim.measures)]
    return "\n".join(lines)


def titled_tables(office: Office) -> str:
    """An objective's title, and under it little tables: what is told of it, measures, work."""
    aims = [aim for unit in office.town.units for aim in unit.aims]
    heading = "{title}" if len(aims) > _FEW else "Obiettivo 1 – {title}"
    lines, area = list(HEAD), ""
    for unit in office.town.units:
        lines += [f"Settore {unit.area}"] if unit.area != area else []
        lines.append(f"Servizio {unit.name}")
        area = unit.area
        for aim in unit.aims:
            lines += [heading.format(title=aim.title), "Peso\tScadenza\tResponsabile"]
            lines += [f"{office.weight(aim.weight)}\t{office.day(aim)}\t{aim.owner}"]
            lines += ["Indicatori di risultato", "Indicatore\tValore di partenza\tAtteso 2026"]
            lines += [f"{m.name}\t{m.baseline}\t{office.target(m)}" for m in aim.measures]
            lines += ["Fasi di attuazione", "Fase\tInizio\tFine"]
            lines += ["Analisi\t01/02/2026\t30/04/2026", "Personale coinvolto"]
            lines += ["Area di inquadramento\tNumero\t% di impiego", "Istruttori\t2\t30"]
    return "\n".join(lines)


def _facts(way: str, aim: Aim) -> list[str]:
    return way.format(weight=aim.weight, day=aim.day, owner=aim.owner).split("\n")


def _indicators(way: str, measures: Sequence[Measure]) -> list[str]:
    said = (way.format(name=m.name, target=m.target, before=m.baseline) for m in measures)
    return [line for item in said for line in item.split("\n")]


RUNNING: dict[str, Layout] = {
    "paragraphs": Layout(paragraphs, ("txt", "docx", "pdf", "odt"), shares=False),
    "titled_tables": Layout(titled_tables, ("docx", "pdf", "shaded.pdf", "odt"), shares=False),
}
