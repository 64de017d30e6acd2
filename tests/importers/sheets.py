"""Sheets as town halls lay them out in a workbook: levels in rows, forms, tables side by side.

Written like the other layouts: a line with tabs is a row, any other a paragraph.
"""

from collections.abc import Sequence
from itertools import count

from .layouts import MONTHS, Layout, Office
from .styles import HEAD, Aim, Measure

SHORT = tuple(
    tuple(heading.strip() for heading in line.split("|"))
    for line in (
        "Sett.|Serv.|N. ob.|Ob.vo|P.|Scad.|Resp.|Indic.|Cons. 2025|Prev. 2026",
        "Direz.|Uff.|#|Obiettivi gestionali|Pond.|Entro il|Incaricato|KPI|2025|2026",
        "Area dirigenziale|C.d.R.|Progr.|Obiettivo PEG|Incid. %|Fine prevista|Referente|Misuratore"
        "|Val. iniziale|Val. atteso",
        "Struttura apicale|U.O.C.|Identificativo|Titolo obiettivo|Peso %le|Data ultimazione"
        "|Titolare obiettivo|Parametro di misurazione|Situazione di partenza|Target a fine anno",
    )
)
"""Headings of four offices, in the order in which `short_words` writes its columns."""


def short_words(office: Office) -> str:
    """One table under short headings, shared ones above them, letters under them."""
    words = office.random.choice(SHORT)
    lines = list(HEAD)
    if office.random.random() < 0.5:
        lines.append("\t".join([*words[:7], "Indicatori", "", ""]))
        lines.append("\t".join([*[""] * 7, *words[7:]]))
    else:
        lines.append("\t".join(words))
        lines.append("\t".join(f"({letter})" for letter in "abcdefghij"))
    keys = (
        "area",
        "service",
        "code",
        "title",
        "weight",
        "day",
        "owner",
        "name",
        "before",
        "target",
    )
    lines += ["\t".join(said[key] for key in keys) for said, _ in office.rows()]
    return "\n".join([*lines, "", "\tIl Responsabile\tIl Segretario comunale"])


def levels_by_number(office: Office) -> str:
    """Units, objectives and indicators one under the other, told apart by their numbers."""
    lines = [*HEAD, "\t".join(["Codice", "Obiettivi e indicatori", *_heads(office)])]
    areas: list[str] = []
    counts: dict[str, int] = {}
    for area, unit in office.units():
        if area:
            areas.append(area)
            lines.append(f"{len(areas)}\tSettore {area}")
        counts[unit.area] = counts.get(unit.area, 0) + 1
        own = f"{len(areas)}.{counts[unit.area]}"
        lines.append(f"{own}\tServizio {unit.name}")
        for n, aim in enumerate(unit.aims, start=1):
            lines.append(f"{own}.{n}\t{aim.title}\t\t\t{_own(office, aim)}")
            lines += [
                f"{own}.{n}.{k}\t{_of(office, m)}" for k, m in enumerate(aim.measures, start=1)
            ]
    return "\n".join(lines)


def levels_by_gaps(office: Office) -> str:
    """The same without numbers: what stands in a row tells what it is."""
    lines = [*HEAD, "\t".join(["Obiettivo / Indicatore", *_heads(office)])]
    for area, unit in office.units():
        lines += [f"Settore {area}\t"] if area else []
        lines.append(f"Ufficio {unit.name}\t")
        for aim in unit.aims:
            lines.append(f"{aim.title}\t\t\t{_own(office, aim)}")
            lines += [_of(office, measure) for measure in aim.measures]
    return "\n".join(lines)


def _heads(office: Office) -> list[str]:
    return ["Valore iniziale", "Valore atteso", "Peso", office.words["day"], office.words["owner"]]


def _own(office: Office, aim: Aim) -> str:
    return f"{office.weight(aim.weight)}\t{office.day(aim)}\t{aim.owner}"


def _of(office: Office, measure: Measure) -> str:
    return f"{measure.name}\t{measure.baseline}\t{office.target(measure)}"


def little_tables(office: Office) -> str:
    """A row with the objective, its labels, and a little table of its indicators under them."""
    lines = list(HEAD)
    style, numbers = office.random.randrange(3), count(1)
    for area, unit in office.units():
        lines += [f"Settore {area}"] if area else []
        lines.append(f"Servizio {unit.name}")
        for aim in unit.aims:
            n = next(numbers)
            heads = (
                f"Obiettivo n. {n}: {aim.title}",
                f"OBIETTIVO {n}\t{aim.title}",
                f"Obiettivo\tOB.{n:02d}\t{aim.title}",
            )
            lines.append(heads[style])
            lines += [f"Peso\t{office.weight(aim.weight)}\tScadenza\t{office.day(aim)}"]
            lines += [f"Responsabile\t{aim.owner}", "Indicatore\tValore iniziale\tTarget"]
            lines += [*(_of(office, measure) for measure in aim.measures), ""]
    return "\n".join(lines)


def forms_in_parts(office: Office) -> str:
    """Forms in parts with titles: labels, indicators, work by month, people."""
    months = "\t".join(month[:3].upper() for month in MONTHS)
    lines = list(HEAD)
    for unit, aim in office.aims():
        lines += ["SCHEDA OBIETTIVO", "A) IDENTIFICAZIONE"]
        lines += [f"Settore\t{unit.area}", f"Servizio\t{unit.name}", f"Obiettivo\t{aim.title}"]
        lines += [f"Peso\t{office.weight(aim.weight)}\tTermine\t{office.day(aim)}"]
        lines += [f"Responsabile\t{aim.owner}", "B) MISURAZIONE"]
        lines += ["Indicatore\tValore iniziale\tValore atteso\tPeso indicatore"]
        lines += [f"{_of(office, m)}\t{office.weight(m.weight)}" for m in aim.measures]
        lines += ["", f"Fasi e tempi\t{months}", "Analisi\tX\tX", "Attuazione\t\t\tX\tX\tX", ""]
        lines += ["Personale coinvolto\tCategoria\t% impegno", "Mario Rossi\tIstruttori\t40%", ""]
    return "\n".join(lines)


def forms_with_side_labels(office: Office) -> str:
    """Forms one under another, the name of each little table in a column on its left."""
    lines = list(HEAD)
    are_shouted, is_coded = office.random.random() < 0.5, office.random.random() < 0.5
    numbers = count(1)
    for unit in office.town.units:
        lines += [f"Settore\t{unit.area}", f"Servizio\t{unit.name}", ""]
        for aim in unit.aims:
            own = [f"Peso\t{office.weight(aim.weight)}", f"Scadenza\t{office.day(aim)}"]
            code = f"K{next(numbers)}"
            rows = [f"Codice\t{code}\t{own[0]}", f"Obiettivo\t{aim.title}", own[1]]
            lines += rows if is_coded else [f"Obiettivo\t{aim.title}\t{own[0]}\t{own[1]}"]
            lines += [f"Responsabile\t{aim.owner}"]
            parts = {
                "Indicatori\tDescrizione\tValore 2025\tAtteso 2026\tPeso ind. %": [
                    f"{_of(office, m)}\t{office.weight(m.weight)}" for m in aim.measures
                ],
                "Fasi\tAttività\tInizio\tFine": ["Analisi\t01/02/2026\t30/04/2026"],
                "Personale\tArea\tNumero\t% impiego": ["Istruttori\t2\t30"],
                "Budget\tCapitolo\tImporto": ["1011/04\t14300", "2092/01\t900"],
            }
            for head, body in parts.items():
                name, _, heads = head.partition("\t")
                lines.append(f"{name.upper() if are_shouted else name}\t{heads}")
                lines += [f"\t{row}" for row in body]
            lines.append("")
    return "\n".join(lines)


def in_thousandths(office: Office) -> str:
    """A part for each service; weights of objectives and of indicators make 1000."""
    lines = list(HEAD)
    for unit in office.town.units:
        lines += [f"Settore\t{unit.area}", f"Servizio\t{unit.name}", ""]
        lines.append(
            "Progr.\tObiettivo\tPeso (‰)\tScadenza\tResponsabile\tIndicatore di risultato"
            "\tValore storico\tRisultato atteso\tPeso ind. (‰)"
        )
        for n, aim in enumerate(unit.aims, start=1):
            own = f"{n}\t{aim.title}\t{aim.weight * 10}\t{office.day(aim)}\t{aim.owner}"
            lines += [f"{own}\t{_of(office, m)}\t{m.weight * 10}" for m in aim.measures]
        lines += ["\tSomma dei pesi\t1000", ""]
    counts = [f"{unit.area}\t{n}" for n, unit in enumerate(office.town.units, start=7)]
    return "\n".join([*lines, "Personale", "Settore\tUnità", *counts])


def beside_a_legend(office: Office) -> str:
    """A plan with a legend on its right, after an empty column."""
    keys = (
        "area",
        "service",
        "title",
        "weight",
        "day",
        "owner",
        "name",
        "before",
        "target",
        "share",
    )
    rows = [[office.words[key] for key in keys]]
    rows += [[said[key] for key in keys] for said, _ in office.rows()]
    legend = (("LEGENDA", ""), ("S", "Sviluppo"))
    for row, cells in zip(rows, legend, strict=False):
        row += ["", *cells]
    return "\n".join([*HEAD, *("\t".join(row) for row in rows)])


def numbered_units(office: Office) -> str:
    """Units by a number and their name over each table, and never called units."""
    keys = ("title", "weight", "day", "owner", "name", "before", "target", "share")
    head = "\t".join(office.words[key] for key in keys)
    lines = list(HEAD)
    number = services = 0
    for area, unit in office.units():
        if area:
            number, services = number + 1, 0
            lines.append(f"{number}. {area}")
        services += 1
        lines += [f"{number}.{services} {unit.name}", head]
        for aim in unit.aims:
            lines += _rows(office, keys, [office.row(1, unit, aim, m) for m in aim.measures])
        lines.append("")
    return "\n".join(lines)


def _rows(office: Office, keys: Sequence[str], said: Sequence[dict[str, str]]) -> list[str]:
    return ["\t".join(row[key] for key in keys) for row in said]


def sets_of_columns(office: Office) -> str:
    """A row an objective, and columns for its first and its second indicator."""
    sign = office.random.choice((" {}", " n. {}", "_{}", " ({})"))
    of = [
        f"{word}{sign.format(n)}"
        for n in (1, 2)
        for word in ("Indicatore", "Valore iniziale", "Target")
    ]
    keys = ("area", "service", "code", "title", "weight", "day", "owner")
    lines = [*HEAD, "\t".join([*(office.words[key] for key in keys), *of])]
    for n, (unit, aim) in enumerate(office.aims(), start=1):
        said = office.row(n, unit, aim, aim.measures[0])
        lines.append(
            "\t".join([*(said[key] for key in keys), *(_of(office, m) for m in aim.measures)])
        )
    return "\n".join(lines)


SHEETS: dict[str, Layout] = {
    "short_words": Layout(short_words, ("xlsx", "csv"), shares=False),
    "levels_by_number": Layout(levels_by_number, ("xlsx", "csv"), shares=False),
    "levels_by_gaps": Layout(levels_by_gaps, ("xlsx",), shares=False),
    "little_tables": Layout(little_tables, ("xlsx", "ods"), shares=False),
    "forms_in_parts": Layout(forms_in_parts, ("xlsx", "csv")),
    "forms_with_side_labels": Layout(forms_with_side_labels, ("xlsx", "ods", "csv")),
    "in_thousandths": Layout(in_thousandths, ("xlsx", "ods", "csv")),
    "beside_a_legend": Layout(beside_a_legend, ("xlsx",)),
    "numbered_units": Layout(numbered_units, ("xlsx", "csv")),
    "sets_of_columns": Layout(sets_of_columns, ("xlsx", "csv"), shares=False),
}
