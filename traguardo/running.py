"""`run`: the chat, and the pages beside it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click

from bot.cli.base import CommonOptions, answered, pass_common
from bot.cli.talk import DEMO_PERSON, run_chat
from handlers.talk.words import refusal
from ledger.access import Access, entrance
from ledger.ledger import Ledger
from traguardo.pages import site_setting
from web.server import Address, PortUnusable
from web.server import beside as serve_beside
from web.site import site
from words.say import say
from words.wording import plain_text


@click.command()
@pass_common
@click.pass_context
@answered
def run(context: click.Context, common: CommonOptions) -> None:
    """Il bot su Telegram se c'è TRAGUARDO_TOKEN, altrimenti la chat di prova; e le pagine."""

    @contextmanager
    def beside(ledger: Ledger, *, demo: bool) -> Iterator[None]:
        address = Address.from_environment(os.environ)
        if not address.port:
            yield
            return
        pages = site_setting(ledger.path, ledger.clock, address)
        with ExitStack() as stack:
            try:
                stack.enter_context(serve_beside(site(pages), address))
            except PortUnusable as unusable:
                # The chat is what was asked for: it goes on without.
                click.echo(plain_text(refusal(unusable)), err=True)
                yield
                return
            click.echo(plain_text(say("page.serve.at", url=address.url)))
            if demo:
                url = entrance(Access(ledger).link(DEMO_PERSON), address.url)
                click.echo(plain_text(say("page.serve.enter", person=DEMO_PERSON, url=url)))
            yield

    run_chat(context, common, beside)
