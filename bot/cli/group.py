"""The group of all commands, light: `--help` and a mistyped word wait for no library.

What a command needs is imported when the command is called.
"""

import os
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from words.catalogue.cli import METAVARS
from words.say import Say, say

if TYPE_CHECKING:
    from ledger.clock import Clock
    from ledger.ledger import Ledger


@dataclass
class CommonOptions:
    """The options common to all commands."""

    db: str
    now: str | None

    @property
    def path(self) -> Path:
        """The ledger's file; of one on a server, the file of the tables that follow it here."""
        if "://" not in self.db:
            return Path(self.db)
        from ledger.stores import tables_of

        return tables_of(self.db)

    def clock(self) -> "Clock | None":
        """The clock that was fixed; None leaves it to the ledger (a demo has its own)."""
        from ledger.clock import FixedClock, parse_instant

        return FixedClock(parse_instant(self.now)) if self.now else None

    def open(self) -> "Ledger":
        """The ledger, closed when the command is over."""
        from ledger.ledger import Ledger

        path = self.path
        if "://" in self.db:
            from ledger.stores import followed

            path = followed(self.db)
        ledger = Ledger.open(path, self.clock())
        click.get_current_context().find_root().call_on_close(ledger.close)
        return ledger

    def create(self) -> "Clock":
        """The clock of a ledger that is being made."""
        from ledger.clock import SystemClock

        return self.clock() or SystemClock()


pass_common = click.make_pass_decorator(CommonOptions)


class TraguardoGroup(click.Group):
    """Every failure ends in one Italian sentence on stderr, whatever went wrong."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Runs a command and ends the process: 0 done, 1 the answer is no, 2 bad input; never a
        traceback."""
        try:
            super().main(*args, **{**kwargs, "standalone_mode": False})
            sys.stdout.flush()
        except click.exceptions.Exit as done:
            sys.exit(done.exit_code)
        except click.exceptions.NoArgsIsHelpError as helped:
            click.echo(helped.ctx.get_help() if helped.ctx else "", err=True)
            fail(2, say("cli.no_command"))
        except click.ClickException as error:
            fail(2, _usage(error))
        except (click.Abort, KeyboardInterrupt):
            fail(2, say("cli.interrupted"))
        except BrokenPipeError:
            # Whoever read the output has had enough; nothing more may be written to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except Exception as defect:
            if os.environ.get("TRAGUARDO_DEBUG"):
                raise
            where = traceback.extract_tb(defect.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            fail(2, say("cli.defect", kind=type(defect).__name__, place=place))
        sys.exit(0)


def _usage(error: click.ClickException) -> Say:
    """What is wrong with the command as typed, in Italian."""
    match error:
        case click.NoSuchOption():
            return say("cli.usage.option", name=error.option_name)
        case click.MissingParameter(param=click.Parameter() as missing):
            told = (getattr(missing, "help", None) or "").rstrip(".")
            what = f", {told[:1].lower()}{told[1:]}" if told else ""
            return say("cli.usage.missing", name=_typed(missing), what=what)
        case click.BadParameter(param=click.Parameter() as wrong):
            choices = getattr(wrong.type, "choices", ())
            allowed = say("cli.usage.choices", choices=", ".join(choices)) if choices else None
            return say("cli.usage.value", name=_typed(wrong), allowed=allowed)
        case click.UsageError(ctx=click.Context(command=click.Group())):
            return say("cli.usage.command")
        case _:
            return say("cli.usage.other")


def _typed(parameter: click.Parameter) -> str:
    """A parameter as it is typed: `--reason`, or the name of an argument as help shows it."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    name = parameter.human_readable_name
    return METAVARS.get(name, name)


def fail(code: int, said: Say) -> NoReturn:
    """Ends with one sentence on stderr: 1 the answer is no, 2 the input or the file is bad."""
    from words.wording import plain_text

    click.echo(f"Errore: {plain_text(said)}", err=True)
    sys.exit(code)
