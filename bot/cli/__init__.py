"""The command line: `traguardo`. Source: contract, "Command line"."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click

from bot.cli.group import CommonOptions, TraguardoGroup
from bot.cli.italian_help import ItalianContext, in_italian

COMMANDS: dict[str, tuple[str, str]] = {
    "backup": (
        "copies",
        "Una copia coerente, anche mentre il bot lavora; la prova prima di dirla fatta.",
    ),
    "browse-metadata": (
        "browse",
        "Una copia da sfogliare con Datasette, senza dati di persone, e i suoi metadati.",
    ),
    "calc": (
        "rules",
        "Calcola una regola: JSON in ingresso, JSON in uscita. Non serve alcun registro.",
    ),
    "chat": (
        "talk",
        "La chat, in questa finestra: una riga è un messaggio, :press N preme un pulsante.",
    ),
    "checkpoint": ("proof", "Firma lo stato del registro, lo conserva e lo stampa (formato C2SP)."),
    "doctor": (
        "doctor",
        "Che cosa non va e che cosa fare: token, orologio, disco, avvisi, catena degli eventi.",
    ),
    "due": ("due", "Che cosa manderebbe ora il calendario, e a chi; non manda nulla."),
    "events": ("ledger", "Il registro, un evento per riga, come JSON."),
    "evidence": (
        "evidence",
        "Le prove allegate: portarle nell'archivio di più macchine, o indietro.",
    ),
    "front": (
        "front",
        "Porta gli aggiornamenti di Telegram ai processi indicati: ogni chat sempre allo stesso.",
    ),
    "init": ("creation", "Crea il registro e vi adotta il piano e il regolamento."),
    "invite": (
        "people",
        "Un codice monouso che lega una chat a quella persona; la chat di prima è scollegata.",
    ),
    "migrate": (
        "migrate",
        "Porta un registro da un file a un server PostgreSQL, o indietro, con la sua catena.",
    ),
    "person": ("people", "Persone e incarichi."),
    "personnel": (
        "personnel",
        "I fatti del personale: servizio, assegnazioni, assenze, part-time, sanzioni, interim.",
    ),
    "plan": ("plan", "Il piano: leggerlo, adottarlo, mostrarlo, scriverlo."),
    "premiums": (
        "personnel",
        "L'elenco dei premi dell'anno: quello definitivo, o com'è oggi e che cosa gli manca.",
    ),
    "rebuild": ("ledger", "Rifà dal registro le tabelle derivate."),
    "consistency": ("proof", "La prova che il checkpoint più recente prosegue quello di FILE."),
    "receipt": ("proof", "La prova che un evento sta sotto il checkpoint più recente."),
    "regulation": ("rules", "Il regolamento (SMVP) dell'ente."),
    "report": (
        "reports",
        "Un documento o un foglio: relazione, monitoring, assignment, payment, verbale e altri.",
    ),
    "restore": (
        "copies",
        "Rimette una copia al posto del registro che non c'è più, se la catena è integra.",
    ),
    "run": (
        "talk",
        "Il bot su Telegram se c'è TRAGUARDO_TOKEN, altrimenti la chat di prova; e le pagine.",
    ),
    "scheda": ("scheda", "Le schede di valutazione."),
    "status": ("ledger", "Come sta l'ente, un'area, un servizio, un obiettivo o un indicatore."),
    "understand": ("talk", "Come viene letto un messaggio; non registra nulla."),
    "verify": (
        "proof",
        "Ricalcola tutta la catena degli eventi e ogni checkpoint; o controlla una ricevuta.",
    ),
    "why": ("ledger", "Da dove viene un numero: la regola, i dati, gli eventi."),
}
"""Each command, the module it is in and what it does in a line: neither `--help` nor asking how
an area stands waits for the libraries of the others. A test holds each line to its command."""


class Commands(TraguardoGroup):
    """`places`: each command's module by its full name, and its line in the help."""

    context_class = ItalianContext
    places: ClassVar[Mapping[str, tuple[str, str]]] = {
        name: (f"bot.cli.{module}", line) for name, (module, line) in COMMANDS.items()
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, by name."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads one command and nothing of the others."""
        if cmd_name not in self.places:
            return None
        module, _ = self.places[cmd_name]
        command: click.Command = getattr(import_module(module), cmd_name.replace("-", "_"))
        return in_italian(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help page: names and lines from the table, without loading any command."""
        with formatter.section("Comandi"):
            formatter.write_dl([(name, self.places[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=Commands)
@click.version_option(package_name="traguardo")
@click.option(
    "--db",
    envvar="TRAGUARDO_DB",
    default="./traguardo.db",
    show_default=True,
    help="Il file del registro, o un indirizzo postgresql:// (variabile TRAGUARDO_DB).",
)
@click.option(
    "--now",
    envvar="TRAGUARDO_NOW",
    help="Ferma l'orologio a un istante ISO 8601, ora di Roma (variabile TRAGUARDO_NOW).",
)
@click.pass_context
def main(context: click.Context, db: str, now: str | None) -> None:
    """Traguardo: il ciclo della performance del Comune, in chat, su un registro che non mente."""
    context.obj = CommonOptions(db, now)
