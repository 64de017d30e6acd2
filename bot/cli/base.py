"""What all commands share: the settings, and how a failure ends."""

import json
import os
import sqlite3
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from handlers.words import refusal
from ledger.clock import Clock, FixedClock, SystemClock, parse_instant
from ledger.errors import BadInput, ChainBroken, Refusal, TraguardoError
from ledger.errors_proof import (
    BadNote,
    CopyLocked,
    EvidenceMissing,
    GuardsMissing,
    LedgerDamaged,
    NoCheckpoint,
)
from ledger.file import is_damage
from ledger.ledger import Ledger
from words.say import Say, say
from words.wording import plain_text

P = ParamSpec("P")
T = TypeVar("T")


NO = (
    Refusal,
    ChainBroken,
    LedgerDamaged,
    GuardsMissing,
    BadNote,
    NoCheckpoint,
    CopyLocked,
    EvidenceMissing,
)
"""What was asked is answered, and the answer is no: exit 1."""


@dataclass
class Setting:
    """The options common to all commands."""

    db: str
    now: str | None

    @property
    def path(self) -> Path:
        return Path(self.db)

    def clock(self) -> Clock | None:
        """The clock that was fixed; None leaves it to the ledger (a demo has its own)."""
        return FixedClock(parse_instant(self.now)) if self.now else None

    def open(self) -> Ledger:
        """The ledger, closed when the command is over."""
        ledger = Ledger.open(self.path, self.clock())
        click.get_current_context().find_root().call_on_close(ledger.close)
        return ledger

    def create(self) -> Clock:
        return self.clock() or SystemClock()


pass_setting = click.make_pass_decorator(Setting)


class TraguardoGroup(click.Group):
    """Every failure ends in one Italian sentence on stderr, whatever went wrong."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
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
            return say("cli.usage.missing", name=missing.human_readable_name)
        case click.BadParameter(param=click.Parameter() as wrong):
            choices = getattr(wrong.type, "choices", ())
            allowed = say("cli.usage.choices", choices=", ".join(choices)) if choices else None
            return say("cli.usage.value", name=wrong.human_readable_name, allowed=allowed)
        case click.UsageError(ctx=click.Context(command=click.Group())):
            return say("cli.usage.command")
        case _:
            return say("cli.usage.other")


def fail(code: int, said: Say) -> NoReturn:
    click.echo(f"Errore: {plain_text(said)}", err=True)
    sys.exit(code)


def answered(command: Callable[P, T]) -> Callable[P, T]:
    """Turns typed errors into exit codes: 1 the answer is no, 2 the input or the file is bad."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except BadInput as unknown:
            fail(2, refusal(unknown))
        except NO as no:
            fail(1, refusal(no))
        except TraguardoError as error:
            fail(2, refusal(error))
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            fail(1, refusal(LedgerDamaged("")))
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            fail(2, say("cli.file", path=str(error.filename), problem=say("cli.file.unusable")))

    return run


def print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, default=str))


def json_option(command: Callable[P, T]) -> Callable[P, T]:
    return click.option("--json", "as_json", is_flag=True, help="Risultato come JSON.")(command)


def year_option(command: Callable[P, T]) -> Callable[P, T]:
    """`--year`: of which year's plan and evaluation; else that of the day of reckoning."""
    return click.option("--year", type=int, help="Di quale anno, se non quello in corso.")(command)
