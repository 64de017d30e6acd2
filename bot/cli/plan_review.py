"""How a document was read: shown before anything of it is adopted, changed where it is wrong."""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from bot.cli.base import fail
from bot.plan_review import document_map, review_lines, sight_lines
from importers import NotTaught, PlanMap, Reading, Sight, Unread, said_of, write_template
from importers.whole.unread import NoYear
from italian.regex import regex
from words.say import Say, say
from words.wording import plain_text

_FILE = regex(
    r"^\s*(?P<what>modello(?=.*\.xlsx\s*$)|mappa(?=.*\.toml\s*$))\s+(?P<file>\S.*?)\s*$",
    re.IGNORECASE,
)
_YES = ("s", "si", "sì", "adotta")
_NO = ("n", "no", "annulla", "esci")


@dataclass(frozen=True)
class Answer:
    """What somebody said to a review: adopt it, or read the document in another way."""

    adopt: bool
    known: PlanMap | None = None


def is_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def reviewed(
    reading: Reading, map_file: Path | None, strange: Say | None, *, yes: bool, quiet: bool
) -> Answer:
    """Shows how a document was read and asks; off a terminal only `--yes` adopts. `strange` is
    what makes one doubt that it is the plan of this record: it is said right before the question.

    The map is written where `map_file` says, so that the same template is read alike next time.
    """
    if map_file is not None and reading.sight.rows:
        map_file.write_text(document_map(reading.sight), encoding="utf-8")
    doubt = [] if strange is None else [strange]
    if yes:
        _show(doubt, err=quiet)
        return Answer(adopt=True)
    _show([*review_lines(reading), *doubt], err=quiet)
    if not is_asked():
        fail(1, say("cli.review.not_adopted"))
    question = say("cli.review.ask" if strange is None else "cli.review.ask_strange")
    return _asked(reading.sight, question, may_adopt=True)


def read_or_taught(read: Callable[[PlanMap], Reading], known: PlanMap, *, may_ask: bool) -> Reading:
    """The reading of a document; where no plan comes out, somebody says how it is read.

    Raises:
        Unread: where nobody is asked, once what stands in the document has been shown.
    """
    while True:
        try:
            return read(known)
        except Unread as no:
            _show(sight_lines(no.sight), err=True)
            if not (may_ask and is_asked()):
                raise
            why = "no_year" if isinstance(no, NoYear) else "no_plan"
            click.echo(plain_text(say(f"cli.review.{why}", name=no.name)), err=True)
            answer = _asked(no.sight, say("cli.review.teach"), may_adopt=False)
            known = answer.known or known


def _show(lines: Iterable[Say], *, err: bool) -> None:
    for line in lines:
        click.echo(plain_text(line), err=err)


def _asked(sight: Sight, question: Say, *, may_adopt: bool) -> Answer:
    """Asks until somebody says yes, no, or something of the template."""
    while True:
        said = click.prompt(plain_text(question), err=True).strip()
        if said.lower() in _YES and may_adopt:
            return Answer(adopt=True)
        if said.lower() in _NO:
            fail(1, say("cli.review.refused"))
        if _written(said, sight):
            continue
        changed = _changed(said, sight)
        if changed is not None:
            return Answer(adopt=False, known=changed)


def _written(said: str, sight: Sight) -> bool:
    """Writes the template or the map that is asked for; whether one was."""
    asked = _FILE.match(said)
    if asked is None:
        return False
    path = Path(asked["file"])
    if path.exists():
        click.echo(plain_text(say("error.CopyExists", path=str(path))), err=True)
    elif asked["what"].lower() == "modello":
        write_template(path, sight)
        click.echo(plain_text(say("cli.review.template", path=str(path))), err=True)
    else:
        path.write_text(document_map(sight), encoding="utf-8")
        click.echo(plain_text(say("cli.review.map", path=str(path))), err=True)
    return True


def _changed(said: str, sight: Sight) -> PlanMap | None:
    """The map with what was said; None, with why, for what cannot be done."""
    try:
        changed = said_of(said, sight)
    except NotTaught as no:
        click.echo(str(no), err=True)
        return None
    if changed is None:
        click.echo(plain_text(say("cli.review.again")), err=True)
    return changed
