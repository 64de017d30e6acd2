"""Copies of the ledger: `backup`, `restore`."""

import os
from contextlib import closing
from pathlib import Path

import click

from bot.cli.base import CommonOptions, answered, fail, pass_common
from bot.cli.proof import checkpoint_option, published
from bot.process.upkeep import BACKUP, Diary
from ledger.copies import PASSPHRASE_VARIABLE, Lock, Opener
from ledger.copies import back_up as make_copy
from ledger.copies import restore as put_back
from ledger.file import journals_of as file_journals
from ledger.file import patience
from ledger.ledger import Ledger
from words.say import say
from words.wording import plain_text


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "recipient", help="La cifra per un destinatario di age (age1…).")
@click.option(
    "--passphrase",
    "by_words",
    is_flag=True,
    help="La cifra con una frase (variabile TRAGUARDO_BACKUP_PASSPHRASE).",
)
@click.option("--with-keys", is_flag=True, help="Aggiunge le chiavi.")
@pass_common
@answered
def backup(
    common: CommonOptions, file: Path, recipient: str | None, by_words: bool, with_keys: bool
) -> None:
    """Una copia coerente, anche mentre il bot lavora; la prova prima di dirla fatta."""
    ledger = common.open()
    made = make_copy(ledger.path, file, with_keys=with_keys, lock=_lock(recipient, by_words))
    if not ledger.read_only:
        with patience(ledger.file):
            Diary(ledger.file).note(BACKUP, ledger.now(), str(file))
    click.echo(plain_text(say("cli.backup.done", path=file, count=made.head.seq, files=made.files)))
    click.echo(plain_text(say("cli.backup.keys" if made.with_keys else "cli.backup.no_keys")))
    if not made.encrypted:
        click.echo(plain_text(say("cli.backup.plain")))


def _lock(recipient: str | None, by_words: bool) -> Lock | None:
    if by_words:
        words = os.environ.get(PASSPHRASE_VARIABLE)
        if not words:
            fail(2, say("cli.backup.phrase"))
        return Lock(words=words)
    return None if recipient is None else Lock(recipient=recipient)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--identity",
    "identity_file",
    type=click.Path(path_type=Path),
    help="La chiave di age che la apre.",
)
@checkpoint_option
@pass_common
@answered
def restore(
    common: CommonOptions, file: Path, identity_file: Path | None, checkpoint_file: Path | None
) -> None:
    """Rimette una copia al posto del registro che non c'è più, se la catena è integra."""
    left = file_journals(common.path)
    opener = Opener(_identity(identity_file), os.environ.get(PASSPHRASE_VARIABLE))
    head = put_back(
        file, common.path, common.clock(), published=published(checkpoint_file), opener=opener
    )
    click.echo(plain_text(say("cli.restore.done", count=head.seq, path=common.db)))
    if left:
        paths = ", ".join(map(str, left))
        click.echo(plain_text(say("cli.restore.journals", paths=paths)), err=True)
    with closing(Ledger.open(common.path, common.clock())) as ledger:
        if not ledger.keys.present:
            click.echo(plain_text(say("cli.restore.no_keys", path=ledger.keys.path)), err=True)


def _identity(path: Path | None) -> str | None:
    """The first line that is no remark, as `age-keygen` writes the file."""
    if path is None:
        return None
    lines = path.read_text().splitlines()
    return next((line.strip() for line in lines if line.strip() and line[0] != "#"), "")
