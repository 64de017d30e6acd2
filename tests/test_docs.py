"""What the documents name is there: files, commands of the shell, commands of the chat."""

import re
import shlex
from pathlib import Path

import click
import pytest

from handlers.route import CONVERSATIONS
from traguardo import main

HOUSE = Path(__file__).parent.parent
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
GUIDE = HOUSE / "docs" / "guida.md"

SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^(?: {4}|\$ )(\S.*)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:md|toml|lock|py|sh|yaml|jsonl|cfg)")


def spans(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [*SPAN.findall(text), *BLOCK.findall(text)]


def in_the_tree(named: str) -> bool:
    """A path of the checkout, from its root; what is typed as an example has no folder of ours."""
    folder = named.split("/")[0]
    ours = {p.name for p in HOUSE.iterdir() if p.is_dir()} | {"docs"}
    if "/" in named and folder not in ours:
        return True
    return any(HOUSE.glob(named.rstrip("/"))) if "*" in named else (HOUSE / named).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_a_page_names_exists(page: Path) -> None:
    named = [s for s in spans(page) if PATH.fullmatch(s) and "/" in s]
    linked = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [path for path in named if not in_the_tree(path)]
    missing += [path for path in linked if not (page.parent / path).exists()]
    assert missing == []


def shell_command(line: str) -> list[str] | None:
    """The words after `traguardo`, where a line is one of its commands."""
    found = re.match(r"(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?traguardo (.+)", line)
    return shlex.split(found[1].partition("  #")[0].partition(" <")[0]) if found else None


def unknown(words: list[str]) -> str | None:
    """The first word that is no command or option of the command line."""
    command: click.Command = main
    context = click.Context(main)
    for word in words:
        if word.startswith("--"):
            options = {o for p in command.params for o in p.opts} | {"--help"}
            options |= {o for p in main.params for o in p.opts}
            if word.partition("=")[0] not in options:
                return word
        elif isinstance(command, click.Group) and re.fullmatch(r"[a-z-]+", word):
            found = command.get_command(context, word)
            if found is None:
                return word
            command = found
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_names_is_one(page: Path) -> None:
    lines = [words for line in spans(page) if (words := shell_command(line))]
    assert [(words, word) for words in lines if (word := unknown(words))] == []
    targets = set(re.findall(r"^(\w[\w-]*):", (HOUSE / "Makefile").read_text(), re.MULTILINE))
    made = [m[1] for line in spans(page) if (m := re.match(r"(?:\S+=\S+ )*make ([\w-]+)", line))]
    assert set(made) <= targets


def test_the_guide_names_every_command_of_the_chat_and_no_other() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    named = {word for span in SPAN.findall(text) for word in re.findall(r"(?<!\w)/([a-z]+)", span)}
    assert named == {name for one in CONVERSATIONS for name in one.commands}
