"""`evidence`: where the files are that prove reports."""

import click

from bot.cli.base import CommonOptions, TraguardoGroup, answered, fail, pass_common
from ledger.progress.bucket import Bucket, beside, bucket_at
from ledger.progress.evidence import move as moved
from words.say import say
from words.wording import plain_text


@click.group(cls=TraguardoGroup)
def evidence() -> None:
    """Le prove allegate: portarle nell'archivio di più macchine, o indietro."""


@evidence.command()
@click.option(
    "--back", metavar="s3://…", help="Da quell'archivio alla cartella accanto al registro."
)
@pass_common
@answered
def move(common: CommonOptions, back: str | None) -> None:
    """Porta le prove dalla cartella all'archivio di TRAGUARDO_EVIDENCE, una per una."""
    ledger = common.open()
    folder = beside(ledger.path)
    if back is not None:
        done, to = moved(bucket_at(back, ledger.environment), folder), str(folder.folder)
    elif isinstance(ledger.evidence, Bucket):
        done, to = moved(folder, ledger.evidence), ledger.evidence.address
    else:
        fail(2, say("cli.evidence.nowhere"))
    click.echo(plain_text(say("cli.evidence.moved", count=done.count, to=to)))
    if done.left:
        fail(1, say("cli.evidence.left", names=", ".join(done.left)))
