"""Documents that were read and gave no plan: what stands in them is kept, to go on from."""

from importers.errors import NotReadable
from importers.whole.sight import NOTHING, Sight

_FEW_WORDS = 4
_MANY_LINES = 60
_MOSTLY = 0.6


class Unread(NotReadable):
    """No plan can be made out; `sight` is what stands in the document."""

    def __init__(self, name: str, sight: Sight, said: str) -> None:
        self.name = name
        self.sight = sight
        super().__init__(said)


class NotAPlan(Unread):
    """There are no objectives in it."""

    def __init__(self, name: str, sight: Sight = NOTHING) -> None:
        if _is_scattered(sight):
            said = (
                f"In «{name}» le celle stanno una per riga e in disordine, come in un testo "
                "copiato da un PDF: importa il PDF stesso, o il documento da cui è nato."
            )
            super().__init__(name, sight, said)
            return
        said = (
            f"In «{name}» non trovo obiettivi: importalo da un terminale e di' che cosa sono "
            "colonne e titoli, oppure completa il modello già riempito con quel che c'è (traguardo "
            f'plan template modello.xlsx --from "{name}").'
        )
        super().__init__(name, sight, said)


def _is_scattered(sight: Sight) -> bool:
    """Many lines of few words and no table: what is left of one whose cells came out anyhow."""
    said = [row for row in sight.rows if not row.is_blank]
    short = sum(len(row.cells[0].split()) <= _FEW_WORDS for row in said if row.is_paragraph)
    return len(said) >= _MANY_LINES and short > _MOSTLY * len(said)


class NoYear(Unread):
    """The document does not say which year it is for."""

    def __init__(self, name: str, sight: Sight = NOTHING) -> None:
        said = (
            f"In «{name}» non trovo l'anno del piano: scrivilo nel titolo (per esempio «Piano "
            "degli obiettivi 2025»), oppure importalo da un terminale e rispondi «l'anno è 2025»."
        )
        super().__init__(name, sight, said)
