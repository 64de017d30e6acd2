"""Why a file is not read. Each sentence says what happened and what to do next.

NotReadable
├── NotFound            no such file, or not a file
├── UnknownFormat       an extension nobody reads here
├── TooLarge            over the size limit
├── Empty               nothing in it
├── NotWhatItSays       the content is not what the extension promises
├── Locked              protected by a password
├── Scanned             a PDF of pictures, without text
├── ConverterMissing    a format read by a program that is not installed
├── TooManyPages        a PDF far longer than a plan
├── TooManyCells        a workbook far larger than a plan
├── FormulaCell         a formula: never evaluated
├── MacroInside         a program inside a document
├── Bomb                unpacks to far more than it should
├── unread.Unread       readable, but no plan can be made out; it says what stands there
│   ├── NotAPlan        no objectives in it
│   └── NoYear          it does not say its year
├── NotTaught           what somebody said of a template makes no sense there
│   ├── NotRole         a word that is no role of ours
│   └── NotThere        a column, a table, a row or a text that is not in the document
├── BadMap              a map of columns that cannot be used
├── BadPeople           a table of persons without its headings
└── Faults              a plan file of ours with mistakes, all of them
"""

from collections.abc import Sequence

from ledger.errors import Spoken


class NotReadable(Spoken):
    """A file that cannot become a plan; nothing of it is adopted."""


class NotFound(NotReadable):
    """There is no such file."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Non trovo il file «{name}»: controlla il nome e la cartella.")


class UnknownFormat(NotReadable):
    """A file of a kind that is not read."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"Non so leggere «{name}»: salva il piano in uno di questi formati: {', '.join(known)}."
        )


class UnwritableFormat(NotReadable):
    """A name whose ending no plan, or no empty one, is written in."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"«{name}» non dice in che formato scriverlo: dagli un nome che finisce in"
            f" {' o '.join(known)}."
        )


class TooLarge(NotReadable):
    """A file beyond the limit, bytes."""

    def __init__(self, name: str, size_bytes: int, limit_bytes: int) -> None:
        self.name = name
        self.size_bytes = size_bytes
        self.limit_bytes = limit_bytes
        super().__init__(
            f"«{name}» è troppo grande ({size_bytes // 2**20} MB): il limite è di "
            f"{limit_bytes // 2**20} MB, importa solo la parte con gli obiettivi."
        )


class Empty(NotReadable):
    """A file with nothing in it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"«{name}» è vuoto: scegli il file giusto e riprova.")


class NotWhatItSays(NotReadable):
    """Its content is not what its name says."""

    def __init__(self, name: str, expected: str) -> None:
        self.name = name
        self.expected = expected
        super().__init__(
            f"«{name}» non è {expected}: aprilo con il programma che lo ha prodotto e salvalo "
            "di nuovo nel formato giusto."
        )


class Locked(NotReadable):
    """It asks for a password."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"«{name}» è protetto da una password: salvane una copia senza protezione e importala."
        )


class Scanned(NotReadable):
    """Its pages are pictures: there is no text to read."""

    def __init__(self, name: str, pages: int) -> None:
        self.name = name
        self.pages = pages
        super().__init__(
            f"«{name}» è una scansione senza testo ({pages} pagine): importa il documento "
            "originale, oppure installa il riconoscimento del testo (ocrmypdf con l'italiano) "
            "e riprova."
        )


class ConverterMissing(NotReadable):
    """An old format, whose program is not on this machine."""

    def __init__(self, name: str, program: str, instead: str) -> None:
        self.name = name
        self.program = program
        super().__init__(
            f"Per leggere «{name}» serve {program}, che qui non è installato: installalo, oppure "
            f"salva il documento come {instead} e importa quello."
        )


class TooManyPages(NotReadable):
    """More pages than a plan has."""

    def __init__(self, name: str, pages: int, limit: int) -> None:
        self.name = name
        self.pages = pages
        self.limit = limit
        super().__init__(
            f"«{name}» ha {pages} pagine, più delle {limit} che si leggono: importa solo la parte "
            "con gli obiettivi."
        )


class TooManyCells(NotReadable):
    """More cells than a plan has."""

    def __init__(self, name: str, limit: int) -> None:
        self.name = name
        self.limit = limit
        super().__init__(
            f"«{name}» è molto più grande di un piano (si leggono fino a {limit} celle): importa "
            "solo la parte con gli obiettivi."
        )


class FormulaCell(NotReadable):
    """A formula without its value: nothing here is calculated."""

    def __init__(self, name: str, place: str) -> None:
        self.name = name
        self.place = place
        super().__init__(
            f"In «{name}» la cella {place} contiene una formula, che non viene calcolata: "
            "sostituiscila con il suo valore (Copia, Incolla valori) e riprova."
        )


class MacroInside(NotReadable):
    """A workbook that carries a program."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"«{name}» contiene delle macro: salvane una copia senza macro (.xlsx o .docx) "
            "e importala."
        )


class Bomb(NotReadable):
    """A file that unfolds beyond measure."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"«{name}» si espande oltre misura e non è stato aperto: chiedi a chi lo ha "
            "prodotto una copia integra."
        )


class BadMap(NotReadable):
    """A map of columns that cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(
            f"La mappa «{name}» {why}: correggila, oppure toglila e lascia che sia riscritta."
        )


class BadPeople(NotReadable):
    """A table without the headings that are needed."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"In «{name}» non trovo le colonne codice, nome e ruolo (code, name, role): "
            "aggiungile in testa e riprova."
        )


class NotTaught(NotReadable):
    """What somebody said of a template, where the document or our words do not bear it out."""

    def __init__(self, said: str) -> None:
        super().__init__(said)


class NotRole(NotTaught):
    """A word that is no role of ours."""

    def __init__(self, word: str, words: Sequence[str]) -> None:
        self.word = word
        super().__init__(
            f"Non so che cosa sia «{word}»: una colonna o un'etichetta può essere: "
            f"{', '.join(words)}."
        )


class NotThere(NotTaught):
    """It speaks of a column, a table, a row or a text that the document does not have."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"Nel documento non trovo {what}: riprendi le parole o il numero da come te l'ho "
            "mostrato."
        )


class Faults(NotReadable):
    """Every mistake of a plan file, each with its place."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.name = name
        self.faults = tuple(faults)
        listed = "; ".join(self.faults)
        super().__init__(f"Correggi «{name}» e riprova: {listed}.")
