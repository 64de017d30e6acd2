"""Layouts of offices that write as nobody else does: fields of a program, words of their own.

What the headings leave open must be told by the cells under them.
"""

from collections.abc import Sequence

from .layouts import WORDS, Layout, Office
from .styles import HEAD

OWN_WORDS = {
    "area": ("Macro-area", "Area funzionale", "Ripartizione"),
    "service": ("Centro di costo", "Ufficio titolare", "Unità organizzativa responsabile"),
    "code": ("Codice univoco", "Id.", "Ob. n."),
    "title": ("Cosa vogliamo fare", "Obiettivo da raggiungere", "Enunciazione dell'obiettivo"),
    "weight": ("Importanza", "Punti", "Incidenza %", "Peso su 100"),
    "name": ("Elemento di misura", "Indicatore di esito", "Unità di risultato"),
    "before": ("Oggi", "Da dove partiamo", "Rilevato 2025", "Ultimo dato"),
    "target": ("Meta", "Soglia", "Risultato da ottenere", "Prev. 2026"),
    "share": ("Quota indicatore", "Rilevanza indicatore", "Incidenza indicatore"),
    "day": ("Data limite", "Fine lavori", "Da fare entro", "Ultimazione"),
    "owner": ("Affidato a", "Capofila", "Chi ne risponde"),
}
FIELDS = (
    {
        "area": "des_settore", "service": "des_servizio", "code": "cod_ob", "title": "titolo_ob",
        "weight": "peso_ob", "name": "des_ind", "before": "val_ini", "target": "val_att",
        "share": "peso_ind", "day": "dt_scad", "owner": "resp",
    },
    {
        "area": "AREA_DESC", "service": "UO_DESC", "code": "OBIETTIVO_COD",
        "title": "OBIETTIVO_DESC", "weight": "OBIETTIVO_PESO", "name": "INDICATORE_DESC",
        "before": "INDICATORE_BASE", "target": "INDICATORE_TARGET", "share": "INDICATORE_PESO",
        "day": "OBIETTIVO_SCADENZA", "owner": "OBIETTIVO_RESP",
    },
    {
        "area": "DIREZIONE", "service": "SERVIZIO", "code": "IDOBIETTIVO",
        "title": "TITOLOOBIETTIVO", "weight": "PESOOBIETTIVO", "name": "DESCRIZIONEINDICATORE",
        "before": "VALOREINIZIALE", "target": "VALOREATTESO", "share": "PESOINDICATORE",
        "day": "DATASCADENZA", "owner": "RESPONSABILE",
    },
)  # fmt: skip
"""The names that three programs give the fields of what they export."""
_KEYS = tuple(OWN_WORDS)


def _words(office: Office) -> dict[str, str]:
    return {key: office.random.choice((*OWN_WORDS[key], *WORDS[key])) for key in _KEYS}


def _lines(office: Office, words: dict[str, str], keys: Sequence[str]) -> str:
    rows = ["\t".join(said[key] for key in keys) for said, _ in office.rows()]
    return "\n".join([*HEAD, "\t".join(words[key] for key in keys), *rows])


def fields_of_a_program(office: Office) -> str:
    """Every cell said again under the name of a field."""
    return _lines(office, office.random.choice(FIELDS), _KEYS)


def own_words(office: Office) -> str:
    """A table whose headings no list knows, its columns in an order of the office's own."""
    middle = ["code", "title", "weight", "day", "owner"]
    office.random.shuffle(middle)
    keys = ["area", "service", *middle, "name", "before", "target", "share"]
    return _lines(office, _words(office), keys)


STRANGE: dict[str, Layout] = {
    "fields_of_a_program": Layout(fields_of_a_program, ("csv", "xlsx")),
    "own_words": Layout(own_words, ("xlsx", "docx")),
}
