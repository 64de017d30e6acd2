"""What all commands share: how a refusal ends, and the options many of them have."""

import json
import sqlite3
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from bot.cli.group import CommonOptions, TraguardoGroup, fail, pass_common
from handlers.talk.words import refusal
from ledger.errors import BadInput, ChainBroken, Refusal, TraguardoError, UnknownPerson
from ledger.errors_people import NoSuchPost
from ledger.errors_proof import (
    BadNote,
    CopyLocked,
    EvidenceMissing,
    GuardsMissing,
    KeysMissing,
    LedgerDamaged,
    NoCheckpoint,
    TablesDamaged,
)
from ledger.file import damage
from words.say import Say, say
from words.wording import plain_text

if TYPE_CHECKING:
    from ledger.ledger import Ledger

__all__ = ["CommonOptions", "TraguardoGroup", "fail", "opened_to_run", "pass_common"]

P = ParamSpec("P")
T = TypeVar("T")


NO = (
    Refusal,
    ChainBroken,
    LedgerDamaged,
    TablesDamaged,
    GuardsMissing,
    BadNote,
    NoCheckpoint,
    CopyLocked,
    EvidenceMissing,
)
"""What was asked is answered, and the answer is no: exit 1."""


_NAMES_A_COMMAND = (UnknownPerson, NoSuchPost)
"""What is said of these names a command of the chat: at the shell it is another one."""


def at_shell(error: TraguardoError) -> Say:
    """A refusal as it is said to who types at the shell."""
    said = refusal(error)
    return say(f"{said.key}.shell", **said.facts) if isinstance(error, _NAMES_A_COMMAND) else said


def answered(command: Callable[P, T]) -> Callable[P, T]:
    """Turns typed errors into exit codes: 1 the answer is no, 2 the input or the file is bad."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except BadInput as unknown:
            fail(2, at_shell(unknown))
        except NO as no:
            fail(1, at_shell(no))
        except TraguardoError as error:
            fail(2, at_shell(error))
        except sqlite3.DatabaseError as error:
            broken = damage(error, Path())
            if broken is None:
                raise
            fail(1 if isinstance(broken, NO) else 2, refusal(broken))
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            fail(2, say("cli.file", path=str(error.filename), problem=say("cli.file.unusable")))

    return run


def opened_to_run(common: CommonOptions) -> "Ledger":
    """The ledger of what runs until it is stopped; missing keys are told at once, on stderr."""
    ledger = common.open()
    try:
        ledger.keys.need()
    except KeysMissing as missing:
        click.echo(plain_text(refusal(missing)), err=True)
    return ledger


def print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, default=str))


def json_option(command: Callable[P, T]) -> Callable[P, T]:
    return click.option("--json", "as_json", is_flag=True, help="Risultato come JSON.")(command)


def year_option(command: Callable[P, T]) -> Callable[P, T]:
    """`--year`: of which year's plan and evaluation; else that of the day of reckoning."""
    return click.option("--year", type=int, help="Di quale anno, se non quello in corso.")(command)
