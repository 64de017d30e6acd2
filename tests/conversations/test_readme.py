"""The talk that opens the README is the bot's help, and it is true."""

import re
from pathlib import Path

import pytest

from bot.outgoing.render import plain
from traguardo import Everything
from words.catalogue import TEXTS

from .conftest import Person

README = Path(__file__).parents[2] / "README.md"
SAID = "— "
"""What a person writes or presses; the other lines are the bot's."""


def talk() -> list[str]:
    block = re.search(r"^```\n(— .*?)^```$", README.read_text(), re.MULTILINE | re.DOTALL)
    assert block is not None
    return block[1].splitlines()


def test_the_talk_of_the_readme_is_the_help(maria: Person) -> None:
    help_ = plain(TEXTS["help.writes"]).splitlines()
    assert [line for line in help_ if line in talk()] == talk()
    maria.says("/aiuto").sees(*talk())


def test_the_talk_of_the_readme_is_true(maria: Person) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    for line in talk():
        if line == f"{SAID}Conferma":
            maria.taps("Conferma")
        elif line.startswith(SAID):
            maria.says(line.removeprefix(SAID))
        else:
            maria.sees(line)


@pytest.mark.parametrize("page", ["README.md", "docs/guida.md"])
def test_pages_that_are_pointed_at_are_there(page: str) -> None:
    path = README.parent / page
    linked = re.findall(r"\]\((?!http)([^)#]+)", path.read_text())
    assert {name for name in linked if not (path.parent / name).exists()} == set()
    named = re.findall(r"`((?:ledger|handlers|bot|importers|scheduler)/[\w/.]*)`", path.read_text())
    assert {name for name in named if not (README.parent / name).exists()} == set()


def test_commands_told_to_people_exist() -> None:
    told = re.findall(r"traguardo (\w[\w-]*)", README.read_text())
    assert told and set(told) <= set(Everything.places)
