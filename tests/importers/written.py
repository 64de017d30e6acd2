"""Plans typed line by line: headings that come back, labels, and lists under them.

Nothing is set in columns; what heads an objective, the words of the labels, the signs of the items
and the order of what is said are drawn once for a document and kept to its end.
"""

from collections.abc import Sequence
from random import Random
from textwrap import wrap

from .layouts import Layout, Office
from .styles import Aim, Measure

_HEADS = (
    "Obiettivo n. {n}\nTitolo: {title}",
    "Obiettivo n. {n}: {title}",
    "OBIETTIVO N. {n}\n{title}\n",
    "Obiettivo PEG: 2026_OB_{n:02d}\n{title}\n",
    "{u}.{n}  {title}",
    "OB{n} - {title}",
    "{n}) {title}",
    "Titolo: {title}",
    "Obiettivo operativo {n} – {title}",
    "SCHEDA OBIETTIVO N. {n}\nDenominazione: {title}",
    "Ob. {n} {title}",
    "Progetto {n}: {title}",
    "Obiettivo gestionale: {title}",
    "SCHEDA N. {n}\n\n{title}\n",
)
_UNITS = (
    "Settore {area}\n\n{service}",
    "CENTRO DI RESPONSABILITÀ: Settore {area}\n\n{service}",
    "====\nSettore {area}\n====\n{service}\n----",
)
_WEIGHTS = ("Peso: {w}%", "Peso: {w}/100", "PESO: {w},00%", "Peso attribuito: {w}%")
_DAYS = ("Scadenza: {day}", "Termine: {day}", "Data di conclusione: {day}")
_ABOUT = ("Descrizione: {text}", "CONTENUTO\n{text}", "Finalità dell'obiettivo: {text}", "{text}")
_LISTS = (
    "Indicatori e valori attesi:",
    "Indicatori di risultato e target",
    "Indicatori:",
    "INDICATORI",
    "Indicatori di risultato:",
    "Indicatori di performance:",
)
_SIGNS = ("- ", "• ", "– ", "* ", "\t• ", "•\t", "{letter}) ", "{i}. ", "   - ")
_ITEMS = (
    "{name}: {target} (anno 2025: {before})",
    "{name}: n. {target} (2025: {before})",
    "{name}: valore atteso {target} (anno 2025: {before})",
    "{name} – valore atteso n. {target} (dato 2025: {before});",
    "{name} – target {target} (baseline {before})",
    "{name}: da {before} a {target}",
    "{name}: target 2026: {target}; anno 2025: {before}",
    "{name} (valore 2025: {before}) – valore atteso almeno {target}",
    "{name}: almeno {target} (2025: {before});",
    "{name}: {target} [anno 2025: {before}].",
)
_WORK = ("Azioni previste:", "Fasi:", "Attività:", "FASI DI ATTUAZIONE")
_PIECES = ("predisposizione del programma con il personale", "relazione finale alla Giunta")
_TEXT = (
    "Razionalizzare le procedure e contenere la spesa a parità di servizi erogati, con il "
    "supporto dei volontari e delle associazioni di frazione."
)
_WIDTH = 88


def typed(office: Office) -> str:
    """A document drawn at random and kept to."""
    way = _Way(office.random)
    lines = ["COMUNE DI PROVA", "", "PIANO DETTAGLIATO DEGLI OBIETTIVI", "2026", ""]
    if office.random.random() < 1 / 2:
        areas = dict.fromkeys(unit.area for unit in office.town.units)
        lines += ["INDICE", "", *(f"- Settore {area}" for area in areas), ""]
    area, n = "", 0
    for u, unit in enumerate(office.town.units, start=1):
        both, _, service = way.unit.partition("{service}")
        if unit.area != area:
            lines += both.format(area=unit.area).split("\n")
        lines += [f"Servizio {unit.name}", *service.split("\n"), ""]
        area = unit.area
        for aim in unit.aims:
            n += 1
            head = way.head.format(n=n, u=u, title=aim.title)
            lines += [*head.split("\n"), *way.said(aim), *way.between]
    return "\n".join(lines)


class _Way:
    """How one office heads, labels and lists."""

    def __init__(self, draw: Random) -> None:
        self.head, self.unit = draw.choice(_HEADS), draw.choice(_UNITS)
        self.weight, self.day = draw.choice(_WEIGHTS), draw.choice(_DAYS)
        self.about = draw.choice(_ABOUT[:-1] if self.head.startswith("Titolo") else _ABOUT)
        self.list, self.sign, self.item = (draw.choice(w) for w in (_LISTS, _SIGNS, _ITEMS))
        self.between = draw.choice(([], [""], ["", "-" * 60, ""]))
        self.work = draw.choice((*_WORK, "", ""))
        self.beside, self.first, self.indent, self.dashed = (
            draw.random() < 1 / 3 for _ in range(4)
        )

    def said(self, aim: Aim) -> list[str]:
        """What stands under a heading, in the order of this office."""
        weight, day = self.weight.format(w=aim.weight), self.day.format(day=aim.day)
        owner = f"Responsabile: {aim.owner}"
        scalars = [owner, f"{weight:<30}{day}"] if self.beside else [owner, weight, day]
        scalars = [f"- {one}" for one in scalars] if self.dashed and not self.beside else scalars
        text = [line for part in self.about.split("\n") for line in _wrapped(part)]
        work = [self.work, *(f"- {one}" for one in _PIECES)] if self.work else []
        lists = [self.list, *self.listed(aim.measures)]
        parts = [text, work, lists, scalars] if self.first else [text, scalars, work, lists]
        lines = [line for part in parts for line in part]
        return [f"     {line}" for line in lines] if self.indent else lines

    def listed(self, measures: Sequence[Measure]) -> list[str]:
        """The items of a list."""
        return [
            self.sign.format(i=i + 1, letter="abc"[i])
            + self.item.format(name=m.name, target=m.target, before=m.baseline)
            for i, m in enumerate(measures)
        ]


def _wrapped(part: str) -> list[str]:
    return wrap(part.format(text=_TEXT), _WIDTH) or [""]


def pasted(office: Office) -> str:
    """The same as paragraphs of a word processor, where no tab is left."""
    return typed(office).replace("\t", " ")


WRITTEN = {
    "typed": Layout(typed, ("txt",), shares=False),
    "pasted": Layout(pasted, ("docx", "odt", "pdf"), shares=False),
}
