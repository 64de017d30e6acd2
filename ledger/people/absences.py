"""Kinds of absence: a closed list, in the words people use. Nothing unknown is taken as ordinary.

Which of them count as presence is said by the regulation (R-16); the others are ordinary.
"""

import re
import unicodedata

KINDS: dict[str, tuple[str, ...]] = {
    "infortunio_lavoro": ("infortunio", "infortunio sul lavoro", "infortunio in servizio", "inail"),
    "malattia_causa_servizio": (
        "causa di servizio",
        "malattia per causa di servizio",
        "malattia professionale",
    ),
    "terapia_salvavita": (
        "terapia salva vita",
        "terapie salvavita",
        "salvavita",
        "grave patologia",
        "chemioterapia",
        "dialisi",
    ),
    "maternita": (
        "congedo di maternita",
        "congedo maternita",
        "astensione obbligatoria",
        "interdizione dal lavoro",
        "gravidanza",
        "gravidanza a rischio",
    ),
    "paternita": ("congedo di paternita", "congedo paternita", "congedo del padre"),
    "congedo_parentale": ("parentale", "astensione facoltativa", "maternita facoltativa"),
    "malattia": (
        *("malattia ordinaria", "influenza", "ricovero", "certificato medico"),
        *("malato", "malata", "ammalato", "ammalata"),
    ),
    "ferie": ("festivita soppresse",),
    "permesso": ("permessi", "permesso retribuito"),
    "permesso_104": ("104", "legge 104", "l 104", "permessi 104", "permesso legge 104"),
    "aspettativa": ("aspettativa non retribuita", "aspettativa per motivi personali"),
    "congedo_straordinario": ("congedo biennale", "congedo per assistenza"),
    "sciopero": (),
    "ordinaria": ("assenza ordinaria", "altra assenza ordinaria"),
}
"""The word each kind goes by in the record, and what people call it."""


def read_absence(typed: str) -> str | None:
    """The kind a text names; None where it names none of the list."""
    words = _plain(typed)
    for kind, names in KINDS.items():
        if words in (_plain(kind), *names):
            return kind
    return None


def absence_in(said: str) -> str | None:
    """The kind that a sentence speaks of: the longest name of the list in it."""
    words = f" {_plain(said)} "
    names = [(_plain(name), kind) for kind, names in KINDS.items() for name in (kind, *names)]
    found = [(len(name), kind) for name, kind in names if f" {name} " in words]
    return max(found)[1] if found else None


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", bare.encode("ascii", "ignore").decode()))
