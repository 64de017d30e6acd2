"""Documents and workbooks on the command line."""

from pathlib import Path

import click

from bot.cli.base import CommonOptions, answered, fail, pass_common
from bot.outgoing.papers import issue_file, write_whole
from ledger.ledger import Ledger
from ledger.people import CLI
from reports.books import DueItem, due_book
from reports.kinds import FORMS, KINDS, NEEDS_CODE, NEEDS_PERSON, TAKES_CODE, Asked
from reports.made import book, document
from scheduler.outbound import due_at
from words.say import say
from words.wording import plain_text

DUE = "due"


@click.command()
@click.argument("kind", type=click.Choice([*KINDS, DUE]))
@click.option("--of", "of", help="Una struttura (AS, AS4) o, per il certificato, un indicatore.")
@click.option("--of-person", "person", help="Il codice di una persona.")
@click.option("--year", type=int, help="L'anno; altrimenti quello del piano.")
@click.option("--codes", is_flag=True, help="Nella determina, le persone per codice.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Il file: la fine del nome dice la forma (pdf, docx, xlsx, csv).",
)
@pass_common
@answered
def report(
    common: CommonOptions,
    kind: str,
    of: str | None,
    person: str | None,
    year: int | None,
    codes: bool,
    output: Path,
) -> None:
    """Un documento o un foglio: relazione, monitoring, assignment, payment, verbale e altri."""
    form = output.suffix.lower().lstrip(".")
    allowed = FORMS.get(kind, ("xlsx",))
    if form not in allowed:
        fail(2, say("cli.paper.form", form=form, allowed=", ".join(allowed)))
    if (kind in NEEDS_PERSON and not person) or (kind in NEEDS_CODE and not of):
        fail(2, say("cli.paper.code_missing"))
    ledger = common.open()
    if of and kind not in TAKES_CODE:
        ledger.view.of(year).plan.resolve_scope(of)
        click.echo(plain_text(say("cli.paper.whole", kind=kind)), err=True)
    asked = Asked(of, person, year, codes)
    if form == "xlsx":
        content = _due(ledger) if kind == DUE else book(ledger, kind, asked, actor=CLI)
        write_whole(output, content)
        click.echo(plain_text(say("cli.paper.book", path=str(output))))
        return
    made = document(ledger, kind, form, asked)
    e = issue_file(ledger, made, output, actor=CLI)
    click.echo(
        plain_text(say("cli.paper.written", path=str(output), sha256=made.sha256, seq=e.seq))
    )


def _due(ledger: Ledger) -> bytes:
    items = [
        DueItem(notice.to, line.kind, line.subject.text, line.due_on)
        for notice in due_at(ledger, ledger.now()).notices
        for line in notice.lines
    ]
    return due_book(ledger.view, items, ledger.now())
