"""Commands that prove what the record is: `verify`, `checkpoint`, `receipt`."""

import re
from pathlib import Path

import click

from bot.cli.base import CommonOptions, answered, fail, pass_common
from ledger.copies import check_evidence_files
from ledger.errors_proof import BadNote, Flaw, NoCheckpoint
from ledger.ledger import Ledger
from ledger.log import envelope_hash
from ledger.proof.checkpoints import distrusted
from ledger.proof.consistency import check, prove
from ledger.proof.notes import Note, read_note
from ledger.proof.receipts import check_under, read_receipt
from reports.record import SEAL
from words.say import say
from words.wording import plain_text


def read_text(path: Path) -> str:
    """A note or a receipt; a last line without its end is the same text. Raises BadNote."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        raise BadNote(Flaw.FORM) from None
    return text if text.endswith("\n") else f"{text}\n"


def published(path: Path | None) -> tuple[Note, ...]:
    """The checkpoint of a file, where one is given. Raises BadNote."""
    return () if path is None else (read_note(read_text(path)),)


checkpoint_option = click.option(
    "--checkpoint",
    "checkpoint_file",
    type=click.Path(path_type=Path),
    help="Un checkpoint pubblicato, da confrontare.",
)


@click.command()
@click.option(
    "--receipt",
    "receipt_file",
    type=click.Path(path_type=Path),
    help="Controlla una ricevuta, senza registro.",
)
@checkpoint_option
@click.option(
    "--consistency",
    "consistency_file",
    type=click.Path(path_type=Path),
    help="Controlla, senza registro, che un checkpoint prosegua quello di --checkpoint.",
)
@click.option("--evidence", is_flag=True, help="Controlla anche ogni prova allegata.")
@click.option("--seal", help="Il testo del QR di un documento: è di questo registro?")
@pass_common
@answered
def verify(
    common: CommonOptions,
    receipt_file: Path | None,
    checkpoint_file: Path | None,
    consistency_file: Path | None,
    evidence: bool,
    seal: str | None,
) -> None:
    """Ricalcola tutta la catena degli eventi e ogni checkpoint; o controlla una ricevuta."""
    notes = published(checkpoint_file)
    if receipt_file is not None:
        _verify_receipt(receipt_file, notes)
        return
    if consistency_file is not None:
        _verify_consistency(consistency_file, notes)
        return
    ledger = common.open()
    if seal is not None:
        _check_seal(ledger, seal)
        return
    head = ledger.verify(notes)
    click.echo(plain_text(say("cli.verify.ok", count=head.seq, head=head.hash[:12])))
    if ledger.keys.house_is_lost:
        click.echo(plain_text(say("doctor.keys.house", path=ledger.keys.path)), err=True)
    for note in distrusted(checkpoint.note for checkpoint in ledger.checkpoints.all()):
        click.echo(plain_text(say("cli.verify.new_key", size=note.size)))
    if evidence:
        count = check_evidence_files(ledger)
        click.echo(plain_text(say("cli.verify.evidence", count=count)))


def _check_seal(ledger: Ledger, seal: str) -> None:
    """Whether the event a document names is here, and the same."""
    named = re.fullmatch(rf"{SEAL}:(\d{{1,18}}):([0-9a-f]{{64}})", seal.strip())
    if named is None:
        fail(2, say("cli.seal.unreadable"))
    seq, digest = int(named[1]), named[2]
    event = next(ledger.log.after(seq - 1), None)
    if event is None or event.seq != seq or envelope_hash(event) != digest:
        fail(1, say("cli.seal.wrong", seq=seq))
    click.echo(plain_text(say("cli.seal.ok", seq=seq, hash=digest[:12])))


def _verify_consistency(path: Path, notes: tuple[Note, ...]) -> None:
    if not notes:
        fail(2, say("cli.verify.consistency.alone"))
    new = check(read_text(path), notes[0])
    said = say("cli.verify.consistency", old=notes[0].size, new=new.size, public=str(new.verifier))
    click.echo(plain_text(said))


def _verify_receipt(path: Path, notes: tuple[Note, ...]) -> None:
    receipt = read_receipt(read_text(path))
    for note in notes:
        check_under(receipt, note)
    event, note = receipt.event, receipt.note
    said = say(
        "cli.verify.receipt",
        seq=event["seq"],
        type=event["type"],
        at=event["recorded_at"],
        actor=event["actor"],
        size=note.size,
        public=str(note.verifier),
    )
    click.echo(plain_text(said))
    if not notes:
        click.echo(plain_text(say("cli.verify.receipt.alone")))


@click.command()
@click.option(
    "--rotate", is_flag=True, help="Firma con una chiave nuova, presentata dalla vecchia."
)
@pass_common
@answered
def checkpoint(common: CommonOptions, rotate: bool) -> None:
    """Firma lo stato del registro, lo conserva e lo stampa (formato C2SP)."""
    click.echo(common.open().checkpoint(rotate=rotate).text, nl=False)


@click.command()
@click.argument("old_file", metavar="FILE", type=click.Path(path_type=Path))
@pass_common
@answered
def consistency(common: CommonOptions, old_file: Path) -> None:
    """La prova che il checkpoint più recente prosegue quello di FILE."""
    ledger = common.open()
    newest = ledger.checkpoints.newest()
    if newest is None:
        raise NoCheckpoint(1)
    old = read_note(read_text(old_file))
    click.echo(prove(ledger.log.every(), old, newest.note), nl=False)


@click.command()
@click.argument("seq", type=int)
@click.option(
    "--under",
    "under_file",
    type=click.Path(path_type=Path),
    help="Sotto un checkpoint precedente, invece del più recente.",
)
@pass_common
@answered
def receipt(common: CommonOptions, seq: int, under_file: Path | None) -> None:
    """La prova che un evento sta sotto il checkpoint più recente."""
    under = next(iter(published(under_file)), None)
    click.echo(common.open().receipt(seq, under), nl=False)
