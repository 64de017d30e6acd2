"""`front`: one address for Telegram before several workers of one ledger."""

import asyncio
import os

import click

from bot.cli.base import answered, fail
from words.say import say


@click.command()
@click.argument("workers", nargs=-1, required=True)
@answered
def front(workers: tuple[str, ...]) -> None:
    """Porta gli aggiornamenti di Telegram ai processi indicati: ogni chat sempre allo stesso."""
    from bot.incoming.front import serve_front
    from bot.process import logs
    from bot.transports import TelegramSettings, TokenRefused

    telegram = TelegramSettings.from_environment(os.environ)
    if telegram is None or telegram.webhook_url is None:
        fail(2, say("cli.front.settings"))
    if wrong := [one for one in workers if not one.startswith(("http://", "https://"))]:
        fail(2, say("cli.front.address", address=wrong[0]))
    logs.configure(os.environ.get("TRAGUARDO_LOG"))
    try:
        asyncio.run(serve_front(workers, telegram))
    except TokenRefused:
        fail(2, say("cli.run.token"))
