"""Layouts of programs that give the columns the names of their fields.

What the headings leave open must be told by the cells under them.
"""

from .layouts import Layout, Office
from .styles import HEAD

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


def fields_of_a_program(office: Office) -> str:
    """Every cell said again under the name of a field."""
    names = office.random.choice(FIELDS)
    rows = ["\t".join(said[key] for key in names) for said, _ in office.rows()]
    return "\n".join([*HEAD, "\t".join(names.values()), *rows])


STRANGE: dict[str, Layout] = {
    "fields_of_a_program": Layout(fields_of_a_program, ("csv", "xlsx")),
}
